"""What a turn wants of a desk. Their numbers are counted when they are done, and written into what is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from receivables.model.message import Value
from receivables.model.request import RequestKind


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Somebody is to look at something; `supply_number` only where the chat proved it (see `model.request`).

    `known`: the request that was opened about it before, to which the words are added.
    """

    kind: RequestKind
    supply_number: str | None = None
    text: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    bills: tuple[str, ...] = ()
    due_by: datetime | None = None
    known: str = ""


@dataclass(frozen=True, slots=True)
class RegisterClaim:
    """A claim about one bill, confirmed: it is in the ledger from now on, freezes that bill, and goes to the desk.

    `kind`: FACTURACION, CONSUMO_ATIPICO, PAGO_NO_PROCESADO or OTRO (PE-CLM-8). `due_by`: the end of the last day to
    decide it and to tell the person (PE-CLM-3, CO-CLM-1).
    """

    supply_number: str
    bill: str
    kind: str
    due_by: datetime
    text: str = ""
