"""Accounts put together from rows, and the part of them that a decision looks at."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar

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
from receivables.model.contact import Contact
from receivables.model.impediment import Impediment, Scope
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.rfm import RfmScore
from receivables.ports import BEFORE_ANY_FEED
from receivables.testing.tables import Row, Tables

Part = TypeVar("Part")


MONTHS, ENOUGH = 6, 3
"""So many bills before one tell what is usual; with fewer nothing is."""


def assemble(tables: Tables, supply_numbers: Collection[str]) -> dict[str, Account]:
    """The accounts of those supplies that exist, with their whole history."""
    wanted = set(supply_numbers)
    found = {
        row[0]: Account(_supply(row), tables.feed.cut_date if tables.feed else BEFORE_ANY_FEED)
        for row in tables.records[RecordKind.SUPPLY].values()
        if row[0] in wanted
    }
    bills = _by_supply(tables, RecordKind.BILL, 1)
    payments = _by_supply(tables, RecordKind.PAYMENT, 1)
    claims = _by_supply(tables, RecordKind.CLAIM, 2)
    agreements = _by_supply(tables, RecordKind.AGREEMENT, 1)
    schedules = _by_supply(tables, RecordKind.INSTALMENT, 0)
    scores: dict[str, dict[date, RfmScore]] = {}
    for (supply, day), score in tables.scores.items():
        scores.setdefault(supply, {})[day] = score
    return {
        number: replace(
            account,
            bills=_sorted((_bill(tables, row) for row in bills.get(number, [])), "due_on", "number"),
            payments=_sorted(
                (_payment(tables, row) for row in payments.get(number, [])), "paid_on", "operation"
            ),
            claims=_sorted(map(_claim, claims.get(number, [])), "number"),
            agreements=_sorted(
                (_agreement(tables, row, schedules.get(row[0], [])) for row in agreements.get(number, [])),
                "number",
            ),
            scores=scores.get(number, {}),
            impediments=_impediments(tables, account),
            offered=frozenset(row[0] for row in bills.get(number, []) if row[-1] and row[0] in tables.offers),
        )
        for number, account in sorted(found.items())
    }


def usual_consumption(tables: Tables) -> dict[str, Decimal]:
    """The mean of the bills before each that owes something and has none yet, by its number."""
    found: dict[str, Decimal] = {}
    for rows in _by_supply(tables, RecordKind.BILL, 1).values():
        for row in rows:
            number, due_on, owes = row[0], row[4], row[-1] > 0
            earlier = sorted((each[4], each[0], each[5]) for each in rows if each[4] < due_on)[-MONTHS:]
            if owes and number not in tables.usual and len(earlier) >= ENOUGH:
                twice, count = 2 * Fraction(sum(amount for *_, amount in earlier)), len(earlier)
                found[number] = Decimal((twice * 100 + count) // (2 * count)).scaleb(-2)
    return found


def may_owe(
    account: Account,
    due_before: date | None = None,
    bills_due: int = 1,
    consumed_over: Decimal | None = None,
) -> bool:
    """Whether the feed left enough unpaid: so many bills, or an instalment of a live agreement, due before the day."""
    day = due_before or date.max
    if consumed_over is not None and not any(_far(bill, consumed_over) for bill in account.bills):
        return False
    unpaid = sum(1 for bill in account.bills if bill.balance and bill.due_on < day)
    return unpaid >= (bills_due if due_before else 1) or any(
        instalment.unpaid and instalment.due_on < day
        for agreement in account.agreements
        if agreement.state is AgreementState.LIVE or agreement.refinanced
        for instalment in agreement.schedule
    )


def _far(bill: Bill, percent: Decimal) -> bool:
    usual = bill.usual_m3
    return bool(bill.balance) and usual is not None and bill.consumption_m3 * 100 > usual * (100 + percent)


def decision_view(account: Account) -> Account:
    """No more than a decision at or after the cut date needs (`Ledger.owing`)."""
    posted = tuple(p for p in account.payments if not p.in_feed)
    named = {p.bill for p in posted}
    owing = [b.due_on for b in account.bills if b.balance]
    start = date.max
    if owing:
        oldest = min(owing)
        start = max((b.due_on for b in account.bills if b.due_on < oldest), default=oldest)
    bills = tuple(b for b in account.bills if b.due_on >= start or b.number in named)
    offered = account.offered.intersection(bill.number for bill in bills)
    return replace(account, bills=bills, payments=posted, offered=offered)


def contact_of(tables: Tables, row: Row) -> Contact:
    """The row of a contact as a value; the column `person` is derived from the others."""
    supply, channel, purpose, _, name, document, phone, email, consented_on, origin = row
    handle, source = tables.contact_sources.get(row[: RecordKind.CONTACT.keys], ("", "feed"))
    reached = (phone, email, channel, Purpose(purpose), consented_on, origin, handle, source)
    return Contact(supply, name, document, *reached)


def _impediments(tables: Tables, account: Account) -> tuple[Impediment, ...]:
    supply = account.supply
    concerned = {
        (Scope.SUPPLY, supply.supply_number),
        (Scope.DOCUMENT, supply.document),
        (Scope.LOCALITY, supply.locality),
        (Scope.SECTOR, supply.sector),
    }
    found = (
        row
        for row in tables.impediments.values()
        if (row.scope, row.value) in concerned
        and row.lifted_at is None
        and (row.until is None or row.until >= account.cut_date)
    )
    return _sorted(found, "since", "id")


def _sorted(values: Iterable[Part], *names: str) -> tuple[Part, ...]:
    return tuple(sorted(values, key=attrgetter(*names)))


def _by_supply(tables: Tables, kind: RecordKind, column: int) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in tables.records[kind].values():
        grouped.setdefault(row[column], []).append(row)
    return grouped


def _supply(row: Row) -> Supply:
    supply = Supply(*row)
    role, state, obstacle = Role(supply.role), SupplyState(supply.state), Obstacle(supply.obstacle)
    return replace(supply, role=role, state=state, obstacle=obstacle)


def _bill(tables: Tables, row: Row) -> Bill:
    amounts = (Money(centimos, tables.currency) for centimos in row[6:])
    return replace(Bill(*row[:6], *amounts), usual_m3=tables.usual.get(row[0]))


def _payment(tables: Tables, row: Row) -> Payment:
    operation, supply, paid_on, amount, centre, bill = row
    return Payment(
        operation,
        supply,
        paid_on,
        Money(amount, tables.currency),
        centre,
        bill,
        in_feed=operation not in tables.not_in_feed,
        reversed=operation in tables.reversed,
    )


def _claim(row: Row) -> Claim:
    claim = Claim(*row)
    return replace(claim, outcome=ClaimOutcome(claim.outcome))


def _agreement(tables: Tables, row: Row, schedule: list[Row]) -> Agreement:
    number, supply, signed_on, down_payment, instalments, tea, state = row
    currency = tables.currency
    dated = (
        Instalment(agreement, place, due_on, Money(amount, currency), Money(paid, currency))
        for agreement, place, due_on, amount, paid in schedule
    )
    return Agreement(
        number,
        supply,
        signed_on,
        Money(down_payment, currency),
        instalments,
        tea,
        AgreementState(state),
        tuple(sorted(dated, key=lambda i: i.number)),
        ours.refinanced if (ours := tables.agreements.get(number)) else None,
    )
