"""What the commercial system gave, what was posted since, and the scores kept beside it."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from sqlalchemy import BigInteger, String, and_, bindparam, delete, func, select, type_coerce, union, update

from receivables.model.account import Account, Claim, ClaimOutcome
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Feed
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.model.owed import Owed
from receivables.model.records import RecordKind
from receivables.model.request import RequestKind
from receivables.model.rfm import RfmCuts, RfmScore
from receivables.ports import Upserted
from receivables.store import accounts, bulk, consumption, portfolio
from receivables.store import scores as rfm
from receivables.store.asking import mine
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import (
    bills,
    claim_offers,
    claims,
    contacts,
    feeds,
    payments,
    requests,
    settlements,
    supplies,
)
from receivables.store.writing import Known

CONTACTS = Mapped(contacts, Contact)
FEEDS = Mapped(feeds, Feed)
CLAIMS = Mapped(claims, Claim)
CONTACT_KEY = tuple(contacts.primary_key)
FEED_NOW = select(*FEEDS.columns).where(mine(feeds))
CHUNK = 50_000

FEED = "feed"
"""The source of the contacts that a feed may withdraw."""


class SqlLedger:
    """Fills `ports.Ledger`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def feed(self) -> Feed | None:
        found = FEEDS.values(await self._session.ask(FEED_NOW), self._session.currency)
        return found[0] if found else None

    async def record_feed(self, feed: Feed) -> None:
        known = await self.feed() or feed
        newest = Feed(max(known.cut_date, feed.cut_date), max(known.payments_through, feed.payments_through))
        self._session.later(feeds, FEEDS.row(newest), Known.IS_REPLACED)

    async def upsert(self, kind: RecordKind, rows: Iterable[tuple[object, ...]]) -> Upserted:
        return await bulk.upsert(self._session, kind, rows)

    async def withdraw_contacts(self, listed: Collection[tuple[str, ...]]) -> list[Contact]:
        key = [contacts.c[name] for name in RecordKind.CONTACT.columns[: RecordKind.CONTACT.keys]]
        given = self._session.mine(contacts) & (contacts.c.purpose != Purpose.NONE)
        of_feeds = given & (contacts.c.source == FEED)
        held = {tuple(row) for row in await self._session.rows(select(*key).where(of_feeds))}
        gone = held - set(listed)
        theirs = of_feeds & self._session.among(contacts.c.supply_number, {each[0] for each in gone})
        query = select(*key, *CONTACTS.columns).where(theirs).order_by(*contacts.primary_key)
        found = [row for row in await self._session.rows(query) if tuple(row[: len(key)]) in gone]
        here = and_(*(column == bindparam(f"of_{column.name}", type_=column.type) for column in key))
        await self._session.run_each(
            delete(contacts).where(of_feeds, here),
            [{f"of_{column.name}": value for column, value in zip(key, each, strict=True)} for each in gone],
        )
        return CONTACTS.values([row[len(key) :] for row in found], self._session.currency)

    async def add_contact(self, contact: Contact) -> bool:
        row = {**CONTACTS.row(contact), "person": contact.person}
        if await self._session.add(contacts, [row]) == 1:
            return True
        if contact.handle:
            key = (contacts.c[name] == row[name] for name in RecordKind.CONTACT.columns[:4])
            chatless = self._session.mine(contacts) & (contacts.c.handle == "")
            await self._session.run(update(contacts).where(chatless, *key).values(handle=contact.handle))
        return False

    async def note_usual_consumption(self) -> int:
        return await consumption.note_usual(self._session)

    async def offer_claim(self, bills: Collection[str], at: datetime, how: str) -> None:
        for bill in bills:
            self._session.later(claim_offers, {"bill": bill, "at": at, "how": how}, Known.STAYS)

    async def add_claim(self, claim: Claim) -> None:
        self._session.later(claims, CLAIMS.row(claim))

    async def resolve_claim(self, number: str, outcome: ClaimOutcome, on: date) -> None:
        ended = {"number": number, "outcome": outcome, "resolved_on": on}
        self._session.change_later(claims, ("number",), ended)

    async def supersede_claims(self) -> list[tuple[str, str]]:
        ours = select(requests.c.number).where(
            self._session.mine(requests), requests.c.kind == RequestKind.CLAIM
        )
        theirs = claims.alias("theirs")
        query = (
            select(claims.c.number, func.min(theirs.c.number))
            .join(theirs, (theirs.c.utility == claims.c.utility) & (theirs.c.bill == claims.c.bill))
            .where(self._session.mine(claims), claims.c.number.in_(ours), theirs.c.number.not_in(ours))
            .where(theirs.c.filed_on >= claims.c.filed_on)
            .group_by(claims.c.number)
            .order_by(claims.c.number)
        )
        pairs = [(row[0], row[1]) for row in await self._session.rows(query)]
        gone = self._session.mine(claims) & self._session.among(claims.c.number, [one for one, _ in pairs])
        if pairs:
            await self._session.run(delete(claims).where(gone))
        return pairs

    async def keep_filing_days(self) -> None:
        query = select(requests.c["values"]).where(
            self._session.mine(requests), requests.c.kind == RequestKind.CLAIM
        )
        told = {
            row[0].get("registered_as"): row[0].get("filed_on") for row in await self._session.rows(query)
        }
        of_these = self._session.mine(claims) & self._session.among(
            claims.c.number, sorted(filter(None, told))
        )
        for number, filed_on in await self._session.rows(
            select(claims.c.number, claims.c.filed_on).where(of_these)
        ):
            if (day := told[number]) is not None and day < filed_on:
                self._session.change_later(claims, ("number",), {"number": number, "filed_on": day})

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
        consumed_over: Decimal | None = None,
        not_beyond: Collection[Step] = (),
    ) -> list[Account]:
        sieve = accounts.Sieve(localities, active_only, due_before, bills_due, consumed_over, not_beyond)
        return await accounts.owing(self._session, after, limit, sieve)

    async def not_plainly_owed(self) -> list[str]:
        return await portfolio.not_plainly_owed(self._session)

    async def plainly_owed(self, on: date, negligible: Money, but_for: Collection[str]) -> list[Owed]:
        return await portfolio.plainly_owed(self._session, on, negligible, but_for)

    async def collected(self, since: date, until: date) -> list[tuple[str, date, int]]:
        return await portfolio.collected(self._session, since, until)

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
        found: dict[str, list[Contact]] = {number: [] for number in supply_numbers}
        column = contacts.c.supply_number
        for contact in await self._session.those(CONTACTS, column, supply_numbers, order=CONTACT_KEY):
            found[contact.supply_number].append(contact)
        return {number: tuple(each) for number, each in found.items()}

    async def contacts_at(self, address: str) -> tuple[Contact, ...]:
        found = CONTACTS.values(await self._session.ask(_at(), address=address), self._session.currency)
        there = [contact for contact in found if contact.address == address]
        return tuple(sorted(there, key=lambda c: (c.supply_number, c.channel, c.purpose, c.person)))

    async def add_payment(
        self, operation: str, row: tuple[object, ...], settlement: Mapping[str, object]
    ) -> bool:
        posted = dict(zip(RecordKind.PAYMENT.columns, row, strict=True))
        posted["amount"] = Money(posted["amount"], self._session.currency)  # type: ignore[arg-type]  # whole centimos
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


@cache
def _at() -> Query:
    """Each part by its own index, put in order by who asks: asked for that, SQLite would rather walk the whole key."""
    theirs = select(*CONTACTS.columns).where(mine(contacts))
    columns = (contacts.c.phone, contacts.c.email, contacts.c.handle)
    return union(*(theirs.where(column == bindparam("address", type_=String)) for column in columns))
