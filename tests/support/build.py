"""Builders of small ledgers: a test says only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from receivables.adapters.packs import load_policy
from receivables.model.account import (
    Account,
    Agreement,
    AgreementState,
    Bill,
    Claim,
    ClaimOutcome,
    Instalment,
    Obstacle,
    Payment,
    Role,
    Supply,
    SupplyState,
)
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Feed, Moment, Reach
from receivables.model.dates import add_months
from receivables.model.ladder import Notice, ServedNotice
from receivables.model.money import Money, total
from receivables.model.policy import Calendar, Policy

CUT_DATE = date(2023, 12, 31)
PHONE = "+51900000001"


def a_policy(**changes: Any) -> Policy:
    """The shipped policy of Tumbes, with changes."""
    return replace(_shipped(), **changes)


@cache
def _shipped() -> Policy:
    return load_policy()


def a_calendar(*holidays: date, years: range = range(2020, 2031)) -> Calendar:
    """A calendar that knows some years, with these holidays only."""
    return Calendar(frozenset(holidays), frozenset(years))


def lima(text: str) -> datetime:
    """A moment on the utility's clock, such as "2024-01-08 10:00", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=a_policy().zone).astimezone(UTC)


def a_supply(supply_number: str = "0000001", **changes: Any) -> Supply:
    """An active domestic supply that nothing shields."""
    plain = Supply(
        supply_number=supply_number,
        old_code="",
        holder="Rosa Ejemplo Prueba",
        document="00000001",
        role=Role.OWNER,
        address="Calle Modelo 1",
        locality="Tumbes",
        sector="01",
        cycle="1",
        route="0101",
        route_order=1,
        category="DOMESTICO",
        state=SupplyState.ACTIVE,
        meter_number="M0000001",
        latitude=Decimal("-3.566900"),
        longitude=Decimal("-80.451500"),
        continuity=True,
        protected=False,
        protection_reason="",
        obstacle=Obstacle.NONE,
    )
    return replace(plain, **changes)


def a_bill(
    number: str, due_on: date, amount: str = "30.00", balance: str | None = None, **changes: Any
) -> Bill:
    """A bill issued two weeks before it falls due, all of it water; nothing of it is paid unless a balance says so."""
    value = Money.of(amount)
    plain = Bill(
        number=number,
        supply_number="0000001",
        period=f"{due_on:%Y-%m}",
        issued_on=due_on - timedelta(days=14),
        due_on=due_on,
        consumption_m3=Decimal("12"),
        water=value,
        sewer=Money(0),
        fixed_charge=Money(0),
        interest=Money(0),
        other=Money(0),
        total=value,
        balance=value if balance is None else Money.of(balance),
    )
    return replace(plain, **changes)


def monthly_bills(
    count: int, *, unpaid: int, last_due: date = date(2023, 12, 20), amount: str = "30.00"
) -> tuple[Bill, ...]:
    """`count` monthly bills up to the last due date, the latest `unpaid` of which owe everything."""
    bills = []
    for index in range(count):
        due_on = add_months(last_due, index - count + 1)
        owes = index >= count - unpaid
        bills.append(a_bill(f"R-{due_on:%Y-%m}", due_on, amount, amount if owes else "0.00"))
    return tuple(bills)


def a_payment(operation: str, paid_on: date, amount: str = "30.00", **changes: Any) -> Payment:
    """A payment posted since the feed, for no bill in particular."""
    plain = Payment(operation, "0000001", paid_on, Money.of(amount), "CAR1", in_feed=False)
    return replace(plain, **changes)


def a_claim(bill: str, **changes: Any) -> Claim:
    """An open claim."""
    plain = Claim(
        number=f"C-{bill}",
        bill=bill,
        supply_number="0000001",
        kind="FACTURACION",
        instance=1,
        filed_on=date(2023, 12, 1),
        resolved_on=None,
        outcome=ClaimOutcome.PENDING,
    )
    return replace(plain, **changes)


def an_agreement(*dues: date, amount: str = "50.00", **changes: Any) -> Agreement:
    """A live agreement of one instalment on each day."""
    schedule = tuple(
        Instalment("A-1", n, due_on, Money.of(amount), Money(0)) for n, due_on in enumerate(dues, start=1)
    )
    plain = Agreement(
        "A-1", "0000001", date(2023, 10, 1), total([]), len(dues), Decimal(0), AgreementState.LIVE, schedule
    )
    return replace(plain, **changes)


def an_account(*bills: Bill, **parts: Any) -> Account:
    """An account with these bills as of the cut date of the builders."""
    plain = Account(supply=a_supply(), cut_date=CUT_DATE, bills=bills)
    return replace(plain, **parts)


def a_contact(channel: str = "whatsapp", **changes: Any) -> Contact:
    """A consented contact of the holder."""
    plain = Contact(
        supply_number="0000001",
        name="Rosa Ejemplo Prueba",
        document="00000001",
        phone=PHONE,
        email="rosa@example.org",
        channel=channel,
        purpose=Purpose.SERVICE,
        consented_on=date(2023, 1, 5),
        origin="ventanilla",
    )
    return replace(plain, **changes)


def a_reach(*contacts: Contact, **changes: Any) -> Reach:
    """A person who may be reached by WhatsApp and was sent nothing yet."""
    plain = Reach(
        contacts=contacts or (a_contact(),),
        opted_out=False,
        suppressed=frozenset(),
        carried=frozenset({"whatsapp", "telegram", "sms"}),
        touches=(),
    )
    return replace(plain, **changes)


def a_moment(text: str = "2024-01-08 10:00", **changes: Any) -> Moment:
    """A working Monday morning with a fresh feed, under the shipped policy."""
    now = lima(text)
    policy = changes.pop("policy", a_policy())
    fresh = Feed(cut_date=CUT_DATE, payments_through=policy.today(now))
    return replace(Moment(now, policy, a_calendar(), fresh), **changes)


def a_served(notice: Notice, sent: datetime, served: datetime | None = None) -> ServedNotice:
    """A notice of the first round, served at once unless said otherwise."""
    return ServedNotice(notice, f"notice/0000001/{notice}/1", "whatsapp", sent, served)
