"""Invented situations, each of them what one decision looks at: the same ones for both sides of the measurement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from receivables.adapters.calendar import calendar_of
from receivables.adapters.packs import load_policy
from receivables.model.account import Account, Bill, Claim, ClaimOutcome, Obstacle, Role, Supply, SupplyState
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Feed, Moment, Reach, Touch
from receivables.model.dates import add_months
from receivables.model.ladder import Case, Notice
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.money import Money
from receivables.model.protection import protection
from receivables.usecases.notices import notice_key
from receivables.usecases.situation import Situation

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)  # a Monday, ten in the morning in Lima
CUT_DATE = date(2023, 12, 31)
KINDS = 40
"""So many different ones; they come again and again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that wants to go, with all that is known about whom it is for."""

    row: OutboxRow
    situation: Situation
    at: Moment


def situations(count: int) -> Iterator[Asked]:
    """`count` of them: some may be written to, others are behind with too little, claim, were written to, or rest."""
    policy = load_policy()
    at = Moment(NOW, policy, calendar_of(policy), Feed(CUT_DATE, date(2024, 1, 7)))
    kinds = [_asked(number, at) for number in range(KINDS)]
    return (kinds[number % KINDS] for number in range(count))


def _asked(number: int, at: Moment) -> Asked:
    account = an_account(number, bills=1 + number % 6, claimed=number % 7 == 0)
    owed = at.standing(account)
    touched = (Touch(at.now - timedelta(hours=20 + number), "whatsapp"),) if number % 3 == 0 else ()
    reach = Reach((contact_of(number),), number % 11 == 0, frozenset(), frozenset({"whatsapp"}), touched)
    case = Case(account.supply.supply_number)
    situation = Situation(
        account, owed, case, protection(account, owed, at.policy), reach, f"doc:{number:08}"
    )
    row = OutboxRow(
        key=notice_key(case, Notice.OFFER, at),
        kind=Kind.NOTICE,
        message=Message("agreement_offer"),
        created_at=at.now,
        not_before=at.now,
        supply_number=account.supply.supply_number,
        notice=Notice.OFFER,
        channel="whatsapp",
    )
    moment = replace(at, now=at.now - timedelta(days=1)) if number % 5 == 0 else at
    return Asked(row, situation, moment)


def an_account(number: int, bills: int, *, claimed: bool = False) -> Account:
    """A supply with so many unpaid bills, the oldest of which may be under claim."""
    supply = _supply(f"{number:07}")
    several = tuple(_bill(supply.supply_number, months) for months in range(bills, 0, -1))
    claims = (_claim(several[0]),) if claimed else ()
    return Account(supply, CUT_DATE, several, claims=claims)


def _bill(supply_number: str, months_ago: int) -> Bill:
    due_on = add_months(date(2024, 1, 5), -months_ago)
    nothing, amount = Money(0), Money.of("38.40")
    return Bill(
        number=f"R-{supply_number}-{months_ago}",
        supply_number=supply_number,
        period=f"{due_on:%Y-%m}",
        issued_on=due_on - timedelta(days=14),
        due_on=due_on,
        consumption_m3=Decimal("14"),
        water=amount,
        sewer=nothing,
        fixed_charge=nothing,
        interest=nothing,
        other=nothing,
        total=amount,
        balance=amount,
        usual_m3=Decimal("13.50"),
    )


def _claim(bill: Bill) -> Claim:
    return Claim(
        "C-1", bill.number, bill.supply_number, "FACTURACION", 1, CUT_DATE, None, ClaimOutcome.PENDING
    )


def _supply(number: str) -> Supply:
    return Supply(
        supply_number=number,
        old_code="",
        holder="",
        document=f"0{number}",
        role=Role.OWNER,
        address="",
        locality="Tumbes",
        sector="01",
        cycle="1",
        route="0101",
        route_order=1,
        category="DOMESTICO",
        state=SupplyState.ACTIVE,
        meter_number="",
        latitude=None,
        longitude=None,
        continuity=True,
        protected=False,
        protection_reason="",
        obstacle=Obstacle.NONE,
    )


def contact_of(number: int) -> Contact:
    """Who lives there: consented to service messages by WhatsApp."""
    return Contact(
        supply_number=f"{number:07}",
        name="",
        document=f"{number:08}",
        phone=f"+519000{number:05}",
        email="",
        channel="whatsapp",
        purpose=Purpose.SERVICE,
        consented_on=date(2023, 3, 1),
        origin="file:oficina",
    )
