"""Accounts put together from their rows: with the whole history, or as a decision looks at them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Float, String, bindparam, cast, false, func, select, true

from receivables.model.account import (
    Account,
    Agreement,
    AgreementState,
    Bill,
    Claim,
    Instalment,
    Payment,
    Refinanced,
    Supply,
    SupplyState,
)
from receivables.model.ladder import Step
from receivables.model.rfm import RfmScore
from receivables.ports import BEFORE_ANY_FEED
from receivables.store.agreements import refinanced
from receivables.store.asking import LISTED, UTILITY, listed, listing, mine, those
from receivables.store.impediments import impediments_of
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import (
    OWING,
    agreements,
    bills,
    cases,
    claim_offers,
    claims,
    feeds,
    instalments,
    made_agreements,
    payments,
    rfm_scores,
    supplies,
)

SUPPLIES = Mapped(supplies, Supply)
BILLS = Mapped(bills, Bill)
PAYMENTS = Mapped(payments, Payment)
CLAIMS = Mapped(claims, Claim)
AGREEMENTS = Mapped(agreements, Agreement, without=("schedule", "refinanced"))
INSTALMENTS = Mapped(instalments, Instalment)

NOT_IN_FEED = payments.c.in_feed == false()
CUT_DATE = select(feeds.c.cut_date).where(mine(feeds))
SCORES = (rfm_scores.c.supply_number, rfm_scores.c.as_of, rfm_scores.c.code)

Entry = TypeVar("Entry", Bill, Payment, Claim, Agreement)


async def histories(session: Session, supply_numbers: Collection[str]) -> dict[str, Account]:
    """The accounts of those supplies that exist, with all there is of each."""
    found = await _named(session, supply_numbers)
    numbers = [supply.supply_number for supply in found]
    its_bills = await session.those(BILLS, bills.c.supply_number, numbers)
    its_payments = await session.those(PAYMENTS, payments.c.supply_number, numbers)
    offered = await _offered(session, its_bills)
    return await _accounts(session, found, its_bills, its_payments, offered)


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of those that may owe are wanted (`ports.Ledger.owing`)."""

    localities: Collection[str]
    active_only: bool
    due_before: date | None
    bills_due: int
    consumed_over: Decimal | None
    not_beyond: Collection[Step]


async def owing(session: Session, after: str, limit: int, sieve: Sieve) -> list[Account]:
    """A page of the accounts that may owe something, as a decision looks at them (`ports.Ledger.owing`)."""
    conditions = [supplies.c.supply_number > after, _owes(session, sieve)]
    if sieve.localities:
        conditions.append(session.among(supplies.c.locality, sieve.localities))
    if sieve.active_only:
        conditions.append(supplies.c.state != SupplyState.INACTIVE)
    if sieve.consumed_over is not None:
        conditions.append(_consumed(session, sieve.consumed_over))
    if sieve.not_beyond:
        conditions.append(~_beyond(session, sieve.not_beyond))
    found = await _supplies(session, *conditions, limit=limit)
    kinds = await _kinds(session, [supply.supply_number for supply in found])
    return list((await _in_short(session, found, kinds)).values())


async def views(session: Session, supply_numbers: Collection[str]) -> dict[str, Account]:
    """The accounts of those supplies, as a decision looks at them."""
    if not supply_numbers:
        return {}
    given = {LISTED: listing(session.dialect, supply_numbers)}
    rows = await session.ask(_naming(session.dialect), **given)
    if not rows:
        return {}
    there = len(SUPPLIES.columns)
    found = SUPPLIES.values([row[:there] for row in rows], session.currency)
    return await _in_short(session, found, _Kinds.told(rows[0][there:]))


async def _in_short(session: Session, found: Sequence[Supply], kinds: "_Kinds") -> dict[str, Account]:
    numbers = [supply.supply_number for supply in found]
    asked = numbers if kinds.payments else []
    posted = await session.those(PAYMENTS, payments.c.supply_number, asked, NOT_IN_FEED)
    looked_at, offered = await _recent_bills(session, numbers)
    there = {bill.number for bill in looked_at}
    named = {payment.bill for payment in posted if payment.bill} - there
    if named:
        told_of = await session.those(BILLS, bills.c.number, named)
        theirs = [bill for bill in told_of if bill.supply_number in numbers]
        looked_at += theirs
        offered |= await _offered(session, theirs)
    return await _accounts(session, found, looked_at, posted, offered, kinds)


def _owes(session: Session, sieve: Sieve) -> ColumnElement[bool]:
    its_bills = [session.mine(bills), bills.c.supply_number == supplies.c.supply_number, OWING]
    if sieve.due_before is not None:
        its_bills.append(bills.c.due_on < sieve.due_before)
    owes_bills: ColumnElement[bool] = select(bills.c.due_on).where(*its_bills).exists()
    if sieve.due_before is not None and sieve.bills_due > 1:
        counted = select(func.count()).select_from(bills).where(*its_bills).correlate(supplies)
        owes_bills = counted.scalar_subquery() >= sieve.bills_due
    return owes_bills | _owes_an_instalment(session, sieve.due_before)


def _beyond(session: Session, steps: Collection[Step]) -> ColumnElement[bool]:
    """Whether there is a case, and it stands at none of these steps."""
    elsewhere = (cases.c.supply_number == supplies.c.supply_number, cases.c.step.not_in(sorted(steps)))
    return select(cases.c.step).where(session.mine(cases), *elsewhere).exists()


def _consumed(session: Session, percent: Decimal) -> ColumnElement[bool]:
    """Whether a bill that owes something is so far above what is usual, or a hair less: floats only sift here."""
    consumed, usual = (cast(column, Float) for column in (bills.c.consumption_m3, bills.c.usual_m3))
    far = consumed * 100_000 >= usual * (int(100 + percent) * 999)
    of_this = bills.c.supply_number == supplies.c.supply_number
    return select(bills.c.due_on).where(session.mine(bills), of_this, OWING, far).exists()


def _owes_an_instalment(session: Session, due_before: date | None) -> ColumnElement[bool]:
    # One question inside the other: joined, SQLite would look through all instalments there are for each supply.
    of_this = agreements.c.supply_number == supplies.c.supply_number
    unpaid = select(instalments.c.number).where(
        session.mine(instalments),
        instalments.c.agreement == agreements.c.number,
        instalments.c.amount > instalments.c.paid,
    )
    if due_before is not None:
        unpaid = unpaid.where(instalments.c.due_on < due_before)
    of_the_chat = select(made_agreements.c.number).where(
        session.mine(made_agreements), made_agreements.c.number == agreements.c.number
    )
    # One of the chat is owed on its own dates, though it is broken (decision 0018).
    live = (agreements.c.state == AgreementState.LIVE) | of_the_chat.exists()
    return (
        select(agreements.c.number).where(session.mine(agreements), of_this, live, unpaid.exists()).exists()
    )


async def _named(session: Session, numbers: Collection[str]) -> list[Supply]:
    return await session.those(SUPPLIES, supplies.c.supply_number, numbers, order=(supplies.c.supply_number,))


async def _supplies(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[Supply]:
    query = (
        select(*SUPPLIES.columns)
        .where(session.mine(supplies), *conditions)
        .order_by(supplies.c.supply_number)
        .limit(limit)
    )
    return await session.values(SUPPLIES, query)


async def _recent_bills(session: Session, numbers: Collection[str]) -> tuple[list[Bill], frozenset[str]]:
    """The bills from the one before the oldest unpaid one on: no decision from the cut date on looks further back.

    And those of them for which a claim was offered.
    """
    if not numbers:
        return [], frozenset()
    given = {LISTED: listing(session.dialect, numbers)}
    rows = await session.ask(_recent(session.dialect), **given)
    found = BILLS.values([row[:-1] for row in rows], session.currency)
    offers = zip(found, rows, strict=True)
    return found, frozenset(bill.number for bill, row in offers if row[-1] and bill.balance)


@cache
def _recent(dialect: str) -> Query:
    oldest = (
        select(bills.c.supply_number, func.min(bills.c.due_on).label("due_on"))
        .where(mine(bills), listed(dialect, bills.c.supply_number), OWING)
        .group_by(bills.c.supply_number)
        .subquery("oldest")
    )
    earlier = bills.alias("earlier")
    before = (
        select(func.max(earlier.c.due_on))
        .where(
            earlier.c.utility == bindparam(UTILITY, type_=String),
            earlier.c.supply_number == oldest.c.supply_number,
            earlier.c.due_on < oldest.c.due_on,
        )
        .scalar_subquery()
    )
    offers = claim_offers.alias("offers")
    its_offer = select(offers.c.bill).where(
        offers.c.utility == bindparam(UTILITY, type_=String), offers.c.bill == bills.c.number
    )
    return (
        select(*BILLS.columns, its_offer.exists())
        .join(oldest, bills.c.supply_number == oldest.c.supply_number)
        .where(mine(bills), bills.c.due_on >= func.coalesce(before, oldest.c.due_on))
    )


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The cut date of the feed, and of what few supplies have any: whether one of some supplies has it."""

    cut_date: date | None
    payments: bool
    claims: bool
    agreements: bool

    @classmethod
    def told(cls, row: Sequence[Any]) -> "_Kinds":
        """What the columns of `_kinds_of` told."""
        return cls(row[0], *map(bool, row[1:]))


async def _kinds(session: Session, numbers: Collection[str]) -> _Kinds:
    if not numbers:
        return _Kinds(None, payments=False, claims=False, agreements=False)
    given = {LISTED: listing(session.dialect, numbers)}
    return _Kinds.told((await session.ask(_asking_kinds(session.dialect), **given))[0])


@cache
def _asking_kinds(dialect: str) -> Query:
    return select(*_kinds_of(dialect))


@cache
def _naming(dialect: str) -> Query:
    """The supplies that are listed, each with what one statement finds out about all: it saves one for each kind."""
    these = mine(supplies), listed(dialect, supplies.c.supply_number)
    return select(*SUPPLIES.columns, *_kinds_of(dialect)).where(*these).order_by(supplies.c.supply_number)


def _kinds_of(dialect: str) -> list[ColumnElement[Any]]:
    there = (
        select(table.c.supply_number).where(mine(table), listed(dialect, table.c.supply_number), also)
        for table, also in ((payments, NOT_IN_FEED), (claims, true()), (agreements, true()))
    )
    return [CUT_DATE.scalar_subquery(), *(each.exists() for each in there)]


async def _accounts(
    session: Session,
    found: Sequence[Supply],
    its_bills: Sequence[Bill],
    its_payments: Sequence[Payment],
    offered: frozenset[str],
    kinds: _Kinds | None = None,
) -> dict[str, Account]:
    numbers = [supply.supply_number for supply in found]
    cut_date = await _cut_date(session) if kinds is None else kinds.cut_date or BEFORE_ANY_FEED
    bills_of, payments_of = _by_supply(its_bills), _by_supply(its_payments)
    claims_of = await _claims(session, numbers if kinds is None or kinds.claims else ())
    agreements_of = await _agreements(session, numbers if kinds is None or kinds.agreements else ())
    scores_of = await _scores(session, numbers)
    impeded = await impediments_of(session, found, cut_date)
    return {
        supply.supply_number: Account(
            supply,
            cut_date,
            bills=tuple(sorted(bills_of[supply.supply_number], key=lambda b: (b.due_on, b.number))),
            payments=tuple(sorted(payments_of[supply.supply_number], key=lambda p: (p.paid_on, p.operation))),
            claims=tuple(claims_of[supply.supply_number]),
            agreements=tuple(agreements_of[supply.supply_number]),
            scores=scores_of[supply.supply_number],
            impediments=impeded.get(supply.supply_number, ()),
            offered=offered.intersection(bill.number for bill in bills_of[supply.supply_number]),
        )
        for supply in found
    }


async def _cut_date(session: Session) -> date:
    rows = await session.ask(CUT_DATE)
    return rows[0][0] if rows else BEFORE_ANY_FEED


async def _claims(session: Session, numbers: Collection[str]) -> dict[str, list[Claim]]:
    found = await session.those(CLAIMS, claims.c.supply_number, numbers)
    return _by_supply(sorted(found, key=lambda claim: claim.number))


async def _agreements(session: Session, numbers: Collection[str]) -> dict[str, list[Agreement]]:
    signed = await session.those(AGREEMENTS, agreements.c.supply_number, numbers)
    found = sorted(signed, key=lambda agreement: agreement.number)
    schedules: dict[str, list[Instalment]] = defaultdict(list)
    of_these = [agreement.number for agreement in found]
    parts = await session.those(INSTALMENTS, instalments.c.agreement, of_these)
    for part in sorted(parts, key=lambda part: part.number):
        schedules[part.agreement].append(part)
    ours = await _refinanced(session, of_these)
    return _by_supply(
        replace(each, schedule=tuple(schedules[each.number]), refinanced=ours.get(each.number))
        for each in found
    )


async def _refinanced(session: Session, numbers: Collection[str]) -> dict[str, Refinanced]:
    """In the place of which bills those stand that were made in the chat."""
    if not numbers:
        return {}
    columns = (made_agreements.c.number, made_agreements.c.accepted_on, made_agreements.c.terms)
    statement = those(session.dialect, columns, made_agreements.c.number, None, ())
    rows = await session.ask(statement, **{LISTED: listing(session.dialect, numbers)})
    return {number: refinanced(accepted_on, terms) for number, accepted_on, terms in rows}


async def _scores(session: Session, numbers: Collection[str]) -> dict[str, dict[date, RfmScore]]:
    scores: dict[str, dict[date, RfmScore]] = defaultdict(dict)
    if not numbers:
        return scores
    statement = those(session.dialect, SCORES, rfm_scores.c.supply_number, None, ())
    for number, as_of, code in await session.ask(statement, **{LISTED: listing(session.dialect, numbers)}):
        scores[number][as_of] = RfmScore.from_code(code)
    return scores


async def _offered(session: Session, its_bills: Iterable[Bill]) -> frozenset[str]:
    """Those of these bills for which a claim was offered; nobody asks it of one that owes nothing."""
    numbers = [bill.number for bill in its_bills if bill.balance]
    if not numbers:
        return frozenset()
    statement = those(session.dialect, (claim_offers.c.bill,), claim_offers.c.bill, None, ())
    rows = await session.ask(statement, **{LISTED: listing(session.dialect, numbers)})
    return frozenset(bill for (bill,) in rows)


def _by_supply(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.supply_number].append(entry)
    return grouped
