"""What the commercial system gave, what was posted since, and the scores kept beside it."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import BigInteger, and_, bindparam, delete, func, select, type_coerce, union, update

from receivables.model.account import Account
from receivables.model.contact import Contact, Feed, Purpose
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.rfm import RfmCuts, RfmScore
from receivables.ports import Upserted
from receivables.store import accounts, bulk
from receivables.store import scores as rfm
from receivables.store.mapping import Mapped
from receivables.store.session import Known, Session
from receivables.store.tables import bills, contacts, feeds, payments, settlements, supplies

CONTACTS = Mapped(contacts, Contact)
FEEDS = Mapped(feeds, Feed)
CHUNK = 50_000


class SqlLedger:
    """Fills `ports.Ledger`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def feed(self) -> Feed | None:
        return FEEDS.first(await self._session.row(select(*FEEDS.columns).where(self._session.mine(feeds))))

    async def record_feed(self, feed: Feed) -> None:
        known = await self.feed() or feed
        newest = Feed(max(known.cut_date, feed.cut_date), max(known.payments_through, feed.payments_through))
        self._session.later(feeds, FEEDS.row(newest), Known.IS_REPLACED)

    async def upsert(self, kind: RecordKind, rows: Iterable[tuple[object, ...]]) -> Upserted:
        return await bulk.upsert(self._session, kind, rows)

    async def withdraw_contacts(self, listed: Collection[tuple[str, ...]]) -> int:
        key = [contacts.c[name] for name in RecordKind.CONTACT.columns[: RecordKind.CONTACT.keys]]
        consents = self._session.mine(contacts) & (contacts.c.purpose != Purpose.NONE)
        held = {tuple(row) for row in await self._session.rows(select(*key).where(consents))}
        gone = held - set(listed)
        here = and_(*(column == bindparam(f"of_{column.name}", type_=column.type) for column in key))
        await self._session.run_each(
            delete(contacts).where(consents, here),
            [{f"of_{column.name}": value for column, value in zip(key, each, strict=True)} for each in gone],
        )
        return len(gone)

    async def known(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        table = bulk.TABLES[kind]
        key = table.c[kind.columns[0]]
        query = select(key).where(self._session.mine(table), self._session.among(key, keys))
        return frozenset(row[0] for row in await self._session.rows(query))

    async def account(self, supply_number: str) -> Account | None:
        return (await self.accounts([supply_number])).get(supply_number)

    async def accounts(self, supply_numbers: Collection[str], *, whole: bool = True) -> dict[str, Account]:
        read = accounts.histories if whole else accounts.views
        return await read(self._session, supply_numbers)

    async def owing(
        self,
        after: str,
        limit: int,
        *,
        localities: Collection[str] = (),
        active_only: bool = False,
        due_before: date | None = None,
        bills_due: int = 1,
    ) -> list[Account]:
        sieve = accounts.Sieve(localities, active_only, due_before, bills_due)
        return await accounts.owing(self._session, after, limit, sieve)

    async def supply_numbers(self, *, billed_in: str | None = None) -> list[str]:
        query = select(supplies.c.supply_number).where(self._session.mine(supplies))
        if billed_in is not None:
            query = (
                select(bills.c.supply_number)
                .distinct()
                .where(self._session.mine(bills), bills.c.period == billed_in)
            )
        return [row.supply_number for row in await self._session.rows(query.order_by("supply_number"))]

    async def contacts(self, supply_numbers: Collection[str]) -> dict[str, tuple[Contact, ...]]:
        wanted = self._session.among(contacts.c.supply_number, supply_numbers)
        found: dict[str, list[Contact]] = {number: [] for number in supply_numbers}
        query = select(*CONTACTS.columns).where(self._session.mine(contacts), wanted)
        for contact in CONTACTS.values(await self._session.rows(query.order_by(*contacts.primary_key))):
            found[contact.supply_number].append(contact)
        return {number: tuple(each) for number, each in found.items()}

    async def contacts_at(self, address: str) -> tuple[Contact, ...]:
        # Each half by its own index, and put in order here: asked for that, SQLite would rather walk the whole key.
        mine = select(*CONTACTS.columns).where(self._session.mine(contacts))
        halves = union(mine.where(contacts.c.phone == address), mine.where(contacts.c.email == address))
        there = [c for c in CONTACTS.values(await self._session.rows(halves)) if c.address == address]
        return tuple(sorted(there, key=lambda c: (c.supply_number, c.channel, c.purpose, c.person)))

    async def add_payment(
        self, operation: str, row: tuple[object, ...], settlement: Mapping[str, object]
    ) -> bool:
        posted = dict(zip(RecordKind.PAYMENT.columns, row, strict=True))
        posted["amount"] = Money(posted["amount"])  # type: ignore[arg-type]  # refuses what is not whole
        posted |= {"operation": operation, "in_feed": False, "reversed": False}
        if await self._session.add(payments, [posted]) == 0:
            return False
        self._session.later(settlements, {"operation": operation, "answer": dict(settlement)})
        return True

    async def settlement(self, operation: str) -> Mapping[str, object] | None:
        query = select(settlements.c.answer).where(
            self._session.mine(settlements), settlements.c.operation == operation
        )
        row = await self._session.row(query)
        return row.answer if row else None

    async def knows_operation(self, operation: str) -> bool:
        return bool(await self.known(RecordKind.PAYMENT, [operation]))

    async def reverse_payment(self, operation: str) -> None:
        its_answer = self._session.mine(settlements) & (settlements.c.operation == operation)
        posted = select(settlements.c.operation).where(its_answer)
        this = self._session.mine(payments) & payments.c.operation.in_(posted)
        await self._session.run(update(payments).where(this).values(reversed=True))

    async def payments(self, since: date, until: date) -> AsyncIterator[Sequence[tuple[str, date, int]]]:
        centimos = type_coerce(payments.c.amount, BigInteger)
        query = select(payments.c.supply_number, payments.c.paid_on, centimos).where(
            self._session.mine(payments),
            payments.c.paid_on > since,
            payments.c.paid_on <= until,
            payments.c.reversed.is_(False),
        )
        async for part in self._session.stream(query, CHUNK):
            yield [tuple(row) for row in part]

    async def due_days(self) -> list[date]:
        query = select(bills.c.due_on).distinct().where(self._session.mine(bills)).order_by(bills.c.due_on)
        return [row.due_on for row in await self._session.rows(query)]

    async def save_cuts(self, cuts: Mapping[date, RfmCuts]) -> None:
        rfm.keep_cuts(self._session, cuts)

    async def cuts(self, days: Collection[date]) -> dict[date, RfmCuts]:
        return await rfm.cuts_of(self._session, days)

    async def save_scores(self, scores: Mapping[tuple[str, date], RfmScore]) -> None:
        rfm.keep_scores(self._session, scores)

    async def counts(self) -> dict[str, int]:
        counted = {
            kind.label: select(func.count()).select_from(table).where(self._session.mine(table))
            for kind, table in bulk.TABLES.items()
        }
        columns = (query.scalar_subquery().label(label) for label, query in counted.items())
        row = (await self._session.run(select(*columns))).one()
        return dict(row._mapping)
