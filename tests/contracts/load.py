"""Putting accounts into a store as an import would: as rows."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from receivables.model.account import Account
from receivables.model.contact import Contact, Feed
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.ports import UnitOfWork, Units

Row = tuple[Any, ...]


def row_of(kind: RecordKind, value: object) -> Row:
    """The columns of a value; money as centimos."""
    fields = [getattr(value, column) for column in kind.columns]
    return tuple(field.centimos if isinstance(field, Money) else field for field in fields)


def rows_of(accounts: Iterable[Account]) -> dict[RecordKind, list[Row]]:
    """All rows of a feed with these accounts; payments that are not in the feed are left out."""
    rows: dict[RecordKind, list[Row]] = {kind: [] for kind in RecordKind}
    for account in accounts:
        parts = {
            RecordKind.SUPPLY: [account.supply],
            RecordKind.BILL: account.bills,
            RecordKind.PAYMENT: [payment for payment in account.payments if payment.in_feed],
            RecordKind.CLAIM: account.claims,
            RecordKind.AGREEMENT: account.agreements,
            RecordKind.INSTALMENT: [part for each in account.agreements for part in each.schedule],
        }
        for kind, values in parts.items():
            rows[kind] += [row_of(kind, value) for value in values]
    return rows


async def load(unit: UnitOfWork, *accounts: Account) -> None:
    """Import these accounts, and post their payments that are not in the feed."""
    for kind, rows in rows_of(accounts).items():
        if rows:
            await unit.ledger.upsert(kind, rows)
    for account in accounts:
        await unit.ledger.record_feed(Feed(account.cut_date, account.cut_date))
        for payment in account.payments:
            if not payment.in_feed:
                row = row_of(RecordKind.PAYMENT, payment)
                await unit.ledger.add_payment(payment.operation, row, {})
            if payment.reversed:
                await unit.ledger.reverse_payment(payment.operation)
        scores = {(account.supply.supply_number, day): score for day, score in account.scores.items()}
        await unit.ledger.save_scores(scores)


async def load_contacts(unit: UnitOfWork, *contacts: Contact) -> None:
    """Import contacts."""
    await unit.ledger.upsert(RecordKind.CONTACT, [row_of(RecordKind.CONTACT, each) for each in contacts])


class Undo(Exception):
    """Why a unit is undone."""


@asynccontextmanager
async def undone(units: Units) -> AsyncIterator[UnitOfWork]:
    """A unit of work that leaves nothing behind."""
    unit = units()
    await unit.__aenter__()
    try:
        yield unit
    finally:
        await unit.__aexit__(Undo, Undo(), None)
