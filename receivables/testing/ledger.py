"""The ledger over plain dicts."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from receivables.errors import BadAmount
from receivables.model.account import Account, AgreementState, Claim, ClaimOutcome, SupplyState
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Feed
from receivables.model.ladder import Step
from receivables.model.money import Money
from receivables.model.owed import Owed, owed
from receivables.model.records import RecordKind
from receivables.model.request import RequestKind
from receivables.model.rfm import RfmCuts, RfmScore
from receivables.model.standing import standing
from receivables.ports import Upserted
from receivables.testing.accounts import assemble, contact_of, decision_view, may_owe, usual_consumption
from receivables.testing.tables import Row, Tables, add

MONEY = {
    RecordKind.BILL: range(6, 13),
    RecordKind.PAYMENT: range(3, 4),
    RecordKind.AGREEMENT: range(3, 4),
    RecordKind.INSTALMENT: range(3, 5),
}
CHUNK = 10_000


class MemoryLedger:
    """Fills `ports.Ledger`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def feed(self) -> Feed | None:
        return self._tables.feed

    async def record_feed(self, feed: Feed) -> None:
        known = self._tables.feed or feed
        self._tables.feed = Feed(
            max(known.cut_date, feed.cut_date), max(known.payments_through, feed.payments_through)
        )

    async def upsert(self, kind: RecordKind, rows: Iterable[tuple[object, ...]]) -> Upserted:
        held = self._tables.records[kind]
        inserted = updated = unchanged = 0
        for row in rows:
            _refuse_fractions(kind, row)
            key = row[: kind.keys]
            news = kind is RecordKind.PAYMENT and row[0] in self._tables.not_in_feed
            if key not in held:
                inserted += 1
            elif held[key] != row or news:
                updated += 1
            else:
                unchanged += 1
            held[key] = row
            if news:
                self._tables.not_in_feed.discard(str(row[0]))
        return Upserted(inserted, updated, unchanged)

    async def withdraw_contacts(self, listed: Collection[tuple[str, ...]]) -> list[Contact]:
        held = self._tables.records[RecordKind.CONTACT]
        unlisted = {key: contact_of(self._tables, held[key]) for key in sorted(set(held) - set(listed))}
        gone = {
            key: contact
            for key, contact in unlisted.items()
            if contact.purpose is not Purpose.NONE and contact.source == "feed"
        }
        for key in gone:
            del held[key]
        return list(gone.values())

    async def add_contact(self, contact: Contact) -> bool:
        row = tuple(getattr(contact, name) for name in RecordKind.CONTACT.columns)
        key = row[: RecordKind.CONTACT.keys]
        if not add(self._tables.records[RecordKind.CONTACT], key, row):
            handle, source = self._tables.contact_sources.get(key, ("", "feed"))
            self._tables.contact_sources[key] = (handle or contact.handle, source)
            return False
        self._tables.contact_sources[key] = (contact.handle, contact.source)
        return True

    async def note_usual_consumption(self) -> int:
        found = usual_consumption(self._tables)
        self._tables.usual.update(found)
        return len(found)

    async def offer_claim(self, bills: Collection[str], at: datetime, how: str) -> None:
        for bill in bills:
            self._tables.offers.setdefault(bill, (at, how))

    async def add_claim(self, claim: Claim) -> None:
        row = tuple(getattr(claim, name) for name in RecordKind.CLAIM.columns)
        self._tables.records[RecordKind.CLAIM][(claim.number,)] = row

    async def resolve_claim(self, number: str, outcome: ClaimOutcome, on: date) -> None:
        held = self._tables.records[RecordKind.CLAIM]
        if (number,) in held:
            held[(number,)] = (*held[(number,)][:6], on, outcome)

    async def supersede_claims(self) -> list[tuple[str, str]]:
        held = self._tables.records[RecordKind.CLAIM]
        ours = {r.number for r in self._tables.requests.values() if r.kind is RequestKind.CLAIM}
        pairs = []
        for (number,), row in sorted(held.items()):
            theirs = [key[0] for key, each in held.items() if each[1] == row[1] and each[5] >= row[5]]
            if number in ours and (others := sorted(set(theirs) - ours)):
                pairs.append((str(number), str(others[0])))
        for number, _ in pairs:
            del held[(number,)]
        return pairs

    async def keep_filing_days(self) -> None:
        held = self._tables.records[RecordKind.CLAIM]
        filed = RecordKind.CLAIM.columns.index("filed_on")
        for asked in self._tables.requests.values():
            key, day = (str(asked.values.get("registered_as")),), asked.values.get("filed_on")
            if asked.kind is RequestKind.CLAIM and isinstance(day, date) and key in held:
                row = held[key]
                held[key] = (*row[:filed], min(day, row[filed]), *row[filed + 1 :])

    async def known(self, kind: RecordKind, keys: Collection[str]) -> frozenset[str]:
        return frozenset(key for key in keys if (key,) in self._tables.records[kind])

    async def account(self, supply_number: str) -> Account | None:
        return assemble(self._tables, [supply_number]).get(supply_number)

    async def accounts(self, supply_numbers: Collection[str], *, whole: bool = True) -> dict[str, Account]:
        found = assemble(self._tables, supply_numbers)
        return found if whole else {number: decision_view(account) for number, account in found.items()}

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
        page: list[Account] = []
        for number, account in assemble(self._tables, await self.supply_numbers()).items():
            if number <= after or not may_owe(account, due_before, bills_due, consumed_over):
                continue
            if localities and account.supply.locality not in localities:
                continue
            if active_only and account.supply.state is SupplyState.INACTIVE:
                continue
            case = self._tables.cases.get(number)
            if not_beyond and case is not None and case.step not in not_beyond:
                continue
            page.append(decision_view(account))
        return page[:limit]

    async def not_plainly_owed(self) -> list[str]:
        everything = assemble(self._tables, await self.supply_numbers())
        return [number for number, account in everything.items() if not _plain(account)]

    async def plainly_owed(self, on: date, negligible: Money, but_for: Collection[str]) -> list[Owed]:
        sums: dict[str, Owed] = {}
        for number, account in assemble(self._tables, await self.supply_numbers()).items():
            name = account.supply.locality
            part = owed(name, standing(account, on, negligible))
            if number not in but_for and part.customers:
                sums[name] = sums[name] + part if name in sums else part
        return list(sums.values())

    async def collected(self, since: date, until: date) -> list[tuple[str, date, int]]:
        sums: Counter[tuple[str, date]] = Counter()
        for account in assemble(self._tables, await self.supply_numbers()).values():
            for payment in account.payments:
                if since <= payment.paid_on <= until and not payment.reversed:
                    sums[account.supply.locality, payment.paid_on] += payment.amount.centimos
        return [(locality, day, centimos) for (locality, day), centimos in sums.items()]

    async def supply_numbers(self, *, billed_in: str | None = None) -> list[str]:
        if billed_in is None:
            return sorted(row[0] for row in self._rows(RecordKind.SUPPLY))
        return sorted({row[1] for row in self._rows(RecordKind.BILL) if row[2] == billed_in})

    async def contacts(self, supply_numbers: Collection[str]) -> dict[str, tuple[Contact, ...]]:
        found: dict[str, list[Contact]] = {number: [] for number in supply_numbers}
        for _, row in sorted(self._tables.records[RecordKind.CONTACT].items()):
            if row[0] in found:
                found[row[0]].append(contact_of(self._tables, row))
        return {number: tuple(contacts) for number, contacts in found.items()}

    async def contacts_at(self, address: str) -> tuple[Contact, ...]:
        every = [
            contact_of(self._tables, row)
            for _, row in sorted(self._tables.records[RecordKind.CONTACT].items())
        ]
        return tuple(contact for contact in every if contact.address == address)

    async def add_payment(
        self, operation: str, row: tuple[object, ...], settlement: Mapping[str, object]
    ) -> bool:
        _refuse_fractions(RecordKind.PAYMENT, row)
        if await self.knows_operation(operation):
            return False
        self._tables.records[RecordKind.PAYMENT][(operation,)] = row
        self._tables.not_in_feed.add(operation)
        self._tables.settlements[operation] = json.loads(json.dumps(settlement))
        return True

    async def settlement(self, operation: str) -> Mapping[str, object] | None:
        return self._tables.settlements.get(operation)

    async def knows_operation(self, operation: str) -> bool:
        return (operation,) in self._tables.records[RecordKind.PAYMENT]

    async def reverse_payment(self, operation: str) -> None:
        if operation in self._tables.settlements:
            self._tables.reversed.add(operation)

    async def payments(self, since: date, until: date) -> AsyncIterator[Sequence[tuple[str, date, int]]]:
        found = [
            (row[1], row[2], row[3])
            for row in self._rows(RecordKind.PAYMENT)
            if since < row[2] <= until and row[0] not in self._tables.reversed
        ]
        for start in range(0, len(found), CHUNK):
            yield found[start : start + CHUNK]

    async def due_days(self) -> list[date]:
        return sorted({row[4] for row in self._rows(RecordKind.BILL)})

    async def save_cuts(self, cuts: Mapping[date, RfmCuts]) -> None:
        self._tables.cuts.update(cuts)

    async def cuts(self, days: Collection[date]) -> dict[date, RfmCuts]:
        return {day: self._tables.cuts[day] for day in sorted(set(days)) if day in self._tables.cuts}

    async def save_scores(self, scores: Mapping[tuple[str, date], RfmScore]) -> None:
        self._tables.scores.update(scores)

    async def counts(self) -> dict[str, int]:
        return {kind.label: len(rows) for kind, rows in self._tables.records.items()}

    def _rows(self, kind: RecordKind) -> Iterable[Row]:
        return self._tables.records[kind].values()


def _plain(account: Account) -> bool:
    """Whether what it owes is a sum of balances (`Ledger.plainly_owed`)."""
    owing = {bill.number for bill in account.bills if bill.balance}
    return (
        all(payment.in_feed for payment in account.payments)
        and not any(claim.bill in owing for claim in account.claims)
        and not any(a.state is AgreementState.LIVE or a.refinanced for a in account.agreements)
    )


def _refuse_fractions(kind: RecordKind, row: tuple[object, ...]) -> None:
    for column in MONEY.get(kind, ()):
        if type(row[column]) is not int:
            raise BadAmount("not_whole_centimos", amount=row[column])
