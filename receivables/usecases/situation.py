"""All that a decision about an account looks at, loaded once for a page of accounts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from receivables.model.account import Account, Supply
from receivables.model.contact import Contact, Moment, Purpose, Reach
from receivables.model.ladder import Case
from receivables.model.protection import Protection, protection, reference_day
from receivables.model.standing import Standing, standing
from receivables.ports import UnitOfWork
from receivables.usecases.score import ensure_scores

Carried = Callable[[str], Collection[str]]
"""The consent channels by which a supply can be written to first."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Position:
    """One supply as the ladder sees it: its ledger, what it owes on a day, its case, and what its past asks for."""

    account: Account
    standing: Standing
    case: Case
    protection: Protection

    @property
    def supply_number(self) -> str:
        """The supply's number."""
        return self.account.supply.supply_number


@dataclass(frozen=True, slots=True)
class Situation(Position):
    """A position with the person behind it: their caps and wishes, and the ways to reach them alone."""

    reach: Reach
    person: str


async def positions(unit: UnitOfWork, accounts: Sequence[Account], at: Moment) -> list[Position]:
    """The position of each account on that day, in their order. A protecting score that was not known is found."""
    if not accounts:
        return []
    owed = [standing(account, at.today, at.policy.negligible) for account in accounts]
    known = await _scored(unit, accounts, owed, at)
    cases = await unit.cases.get([account.supply.supply_number for account in accounts])
    return [
        Position(account, today, cases[account.supply.supply_number], protection(account, today, at.policy))
        for account, today in zip(known, owed, strict=True)
    ]


async def situations(
    unit: UnitOfWork, known: Sequence[Position], at: Moment, carried: Carried, *, alone: bool = False
) -> list[Situation]:
    """Add the person to each position, in their order.

    With `alone` the persons are held until the unit ends, before it is read what they were sent: no other worker can
    send to them meanwhile (I-4).
    """
    if not known:
        return []
    people = await _people(unit, [position.account.supply for position in known], at, carried)
    persons = {person for person, _ in people}
    if alone:
        await unit.hold(sorted(persons))
    touches = await unit.outbox.touches(persons, at.now - WEEK)
    return [
        _situation(position, person, replace(reach, touches=touches.get(person, ())))
        for position, (person, reach) in zip(known, people, strict=True)
    ]


async def hold_supplies(unit: UnitOfWork, numbers: Iterable[str]) -> None:
    """Let nobody else decide about these supplies until the unit ends."""
    await unit.hold(sorted(f"supply:{number}" for number in numbers))


async def _scored(
    unit: UnitOfWork, accounts: Sequence[Account], owed: Sequence[Standing], at: Moment
) -> list[Account]:
    """The accounts with their protecting scores. Almost all know theirs; only the others are asked about."""
    lacking = [
        account
        for account, today in zip(accounts, owed, strict=True)
        if (day := reference_day(account, today)) is not None and day not in account.scores
    ]
    if not lacking:
        return list(accounts)
    found = await ensure_scores(unit, lacking, at.today, at.policy.negligible)
    better = {account.supply.supply_number: account for account in found}
    return [better.get(account.supply.supply_number, account) for account in accounts]


def _situation(position: Position, person: str, reach: Reach) -> Situation:
    same = {field.name: getattr(position, field.name) for field in fields(position)}
    return Situation(**same, reach=reach, person=person)


async def _people(
    unit: UnitOfWork, supplies: Sequence[Supply], at: Moment, carried: Carried
) -> list[tuple[str, Reach]]:
    """For each supply the person to ask, and how they can be reached, touches apart."""
    found = await unit.ledger.contacts([supply.supply_number for supply in supplies])
    contacts = [contact for several in found.values() for contact in several]
    opted_out = await unit.conversations.opted_out({contact.person for contact in contacts})
    suppressed = await unit.conversations.suppressed({c.address for c in contacts if c.address})
    people = []
    for supply in supplies:
        number = supply.supply_number
        reach = Reach(found.get(number, ()), False, suppressed, carried(number), ())
        people.append(_whom(supply, reach, opted_out, at.policy.channels))
    return people


def _whom(
    supply: Supply, all_of_them: Reach, opted_out: Collection[str], channels: Sequence[str]
) -> tuple[str, Reach]:
    """The person of a supply: whoever consented and can be reached best; else the holder of the register."""

    def obstacles(contact: Contact) -> tuple[bool, bool, bool, int]:
        preference = channels.index(contact.channel) if contact.channel in channels else len(channels)
        return (
            contact.purpose is not Purpose.SERVICE,
            contact.person in opted_out,
            not contact.address
            or contact.address in all_of_them.suppressed
            or contact.channel not in all_of_them.carried,
            preference,
        )

    best = min(all_of_them.contacts, key=obstacles, default=None)
    person = best.person if best else f"doc:{supply.document or supply.supply_number}"
    theirs = tuple(contact for contact in all_of_them.contacts if contact.person == person)
    return person, replace(all_of_them, contacts=theirs, opted_out=person in opted_out)
