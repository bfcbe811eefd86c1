"""A statement and a schedule with invented figures, as the dialogue would hand them over."""

from dataclasses import replace
from datetime import date
from typing import Any

from receivables.model.account import Account
from receivables.model.message import Message
from receivables.model.money import Money
from tests.support.build import a_claim, a_payment, an_agreement
from tests.support.talk import Talk, behind


def a_rich_account() -> Account:
    """Four unpaid bills of several concepts, one of them claimed, an agreement, and two payments."""
    plain = behind(
        claims=(a_claim("R-2023-11"),),
        payments=(a_payment("p1", date(2023, 9, 2), "45.60"), a_payment("p2", date(2023, 8, 2), "44.10")),
        agreements=(an_agreement(date(2023, 11, 30), date(2024, 1, 30), date(2024, 2, 29)),),
    )
    parts: dict[str, Any] = {name: Money.of(amount) for name, amount in CONCEPTS}
    return replace(
        plain,
        bills=tuple(replace(bill, **parts) for bill in plain.bills),
        payments=tuple(replace(payment, in_feed=True) for payment in plain.payments),
    )


CONCEPTS = (("water", "25.00"), ("sewer", "11.30"), ("fixed_charge", "6.00"), ("interest", "3.30"))


def a_statement(account: Account | None = None) -> Message:
    """The statement of that account, as the dialogue gives it."""
    talk = Talk(account or a_rich_account(), linked=True)
    talk.presses("statement")
    return talk.last


def a_schedule(**changes: object) -> Message:
    """The schedule of an agreement in four instalments."""
    rows = tuple(
        {
            "number": number,
            "due_on": date(2024, 1 + number, 20),
            "principal": Money.of("36.48"),
            "interest": Money.of("0.00"),
            "amount": Money.of("36.48"),
            "balance": Money(14_592 - 3_648 * number),
        }
        for number in range(1, 5)
    )
    values = {
        "number": "CV-2024-000012",
        "supply_masked": "...0001",
        "accepted_on": date(2024, 1, 8),
        "channel": "whatsapp",
        "debt": Money.of("182.40"),
        "bills": tuple(
            {"number": f"R-2023-{month:02}", "period": f"2023-{month:02}", "amount": Money.of("45.60")}
            for month in range(9, 13)
        ),
        "down_payment": Money.of("36.48"),
        "down_due_on": date(2024, 1, 11),
        "instalments": rows,
        "interest_total": Money(0),
        "total": Money.of("182.40"),
        "as_of": date(2024, 1, 8),
        "seal": "9f3a-77c1-20be",
    }
    return Message("plan_accepted", {**values, **changes}, paper="schedule")  # type: ignore[dict-item]  # plain values
