"""Accounts put together from rows, and the part of them that a decision looks at."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

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
from receivables.model.contact import Contact, Purpose
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.rfm import RfmScore
from receivables.ports import BEFORE_ANY_FEED
from receivables.testing.tables import Row, Tables


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
            bills=tuple(sorted(map(_bill, bills.get(number, [])), key=lambda b: (b.due_on, b.number))),
            payments=tuple(
                sorted(
                    (_payment(tables, row) for row in payments.get(number, [])),
                    key=lambda p: (p.paid_on, p.operation),
                )
            ),
            claims=tuple(sorted(map(_claim, claims.get(number, [])), key=lambda c: c.number)),
            agreements=tuple(
                sorted(
                    (_agreement(row, schedules.get(row[0], [])) for row in agreements.get(number, [])),
                    key=lambda a: a.number,
                )
            ),
            scores=scores.get(number, {}),
        )
        for number, account in sorted(found.items())
    }


def may_owe(account: Account, due_before: date | None = None, bills_due: int = 1) -> bool:
    """Whether the feed left enough unpaid: so many bills, or an instalment of a live agreement, due before the day."""
    day = due_before or date.max
    unpaid = sum(1 for bill in account.bills if bill.balance and bill.due_on < day)
    return unpaid >= (bills_due if due_before else 1) or any(
        instalment.unpaid and instalment.due_on < day
        for agreement in account.agreements
        if agreement.state is AgreementState.LIVE
        for instalment in agreement.schedule
    )


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
    return replace(account, bills=bills, payments=posted)


def contact_of(row: Row) -> Contact:
    """The row of a contact as a value; the column `person` is derived from the others."""
    supply, channel, purpose, _, name, document, phone, email, consented_on, origin = row
    return Contact(supply, name, document, phone, email, channel, Purpose(purpose), consented_on, origin)


def _by_supply(tables: Tables, kind: RecordKind, column: int) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in tables.records[kind].values():
        grouped.setdefault(row[column], []).append(row)
    return grouped


def _supply(row: Row) -> Supply:
    supply = Supply(*row)
    role, state, obstacle = Role(supply.role), SupplyState(supply.state), Obstacle(supply.obstacle)
    return replace(supply, role=role, state=state, obstacle=obstacle)


def _bill(row: Row) -> Bill:
    return Bill(*row[:6], *map(Money, row[6:]))


def _payment(tables: Tables, row: Row) -> Payment:
    operation, supply, paid_on, amount, centre, bill = row
    return Payment(
        operation,
        supply,
        paid_on,
        Money(amount),
        centre,
        bill,
        in_feed=operation not in tables.not_in_feed,
        reversed=operation in tables.reversed,
    )


def _claim(row: Row) -> Claim:
    claim = Claim(*row)
    return replace(claim, outcome=ClaimOutcome(claim.outcome))


def _agreement(row: Row, schedule: list[Row]) -> Agreement:
    number, supply, signed_on, down_payment, instalments, tea, state = row
    dated = (
        Instalment(agreement, place, due_on, Money(amount), Money(paid))
        for agreement, place, due_on, amount, paid in schedule
    )
    return Agreement(
        number,
        supply,
        signed_on,
        Money(down_payment),
        instalments,
        tea,
        AgreementState(state),
        tuple(sorted(dated, key=lambda i: i.number)),
    )
