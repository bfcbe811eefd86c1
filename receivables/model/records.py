"""The rows that a commercial system gives, as columns in a fixed order: what bulk loading speaks."""

from enum import Enum


class RecordKind(Enum):
    """A kind of row: its name, its columns in order, and how many of the first columns are its key."""

    SUPPLY = (
        "supply",
        (
            "supply_number", "old_code", "holder", "document", "role", "address", "locality", "sector", "cycle",
            "route", "route_order", "category", "state", "meter_number", "latitude", "longitude", "continuity",
            "protected", "protection_reason", "obstacle",
        ),
        1,
    )  # fmt: skip
    CONTACT = (
        "contact",
        (
            "supply_number", "channel", "purpose", "person", "name", "document", "phone", "email", "consented_on",
            "origin",
        ),
        4,
    )  # fmt: skip
    BILL = (
        "bill",
        (
            "number", "supply_number", "period", "issued_on", "due_on", "consumption_m3", "water", "sewer",
            "fixed_charge", "interest", "other", "total", "balance",
        ),
        1,
    )  # fmt: skip
    PAYMENT = ("payment", ("operation", "supply_number", "paid_on", "amount", "centre", "bill"), 1)
    CLAIM = (
        "claim",
        ("number", "bill", "supply_number", "kind", "instance", "filed_on", "resolved_on", "outcome"),
        1,
    )  # fmt: skip
    AGREEMENT = (
        "agreement",
        ("number", "supply_number", "signed_on", "down_payment", "instalments", "tea", "state"),
        1,
    )  # fmt: skip
    INSTALMENT = ("instalment", ("agreement", "number", "due_on", "amount", "paid"), 2)

    def __init__(self, label: str, columns: tuple[str, ...], keys: int) -> None:
        self.label = label
        self.columns = columns
        self.keys = keys


class ListKind(Enum):
    """A kind of row that is no part of the ledger: a list of circumstances, whole in each feed."""

    IMPEDIMENT = ("impediment", ("kind", "scope", "value", "since", "until", "why"), 4)

    def __init__(self, label: str, columns: tuple[str, ...], keys: int) -> None:
        self.label = label
        self.columns = columns
        self.keys = keys
