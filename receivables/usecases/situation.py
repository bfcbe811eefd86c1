"""All that a decision about an account looks at, loaded once for a page of accounts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from receivables.model.account import Account, Supply
from receivables.model.consent import ConsentEvent, Purpose, in_force
from receivables.model.contact import Contact, Moment, Reach, Touch
from receivables.model.ladder import Case
from receivables.model.message import OutboxRow
from receivables.model.protection import Protection, protection_on, reference_day
from receivables.model.standing import Standing
from receivables.model.suppression import Cause, Suppression, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.score import ensure_scores

Carried = Callable[[Contact], bool]
"""Whether a contact can be written to first, by its channel."""

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


@dataclass(frozen=True)
class Situation(Position):
    """A position with the person behind it: their caps and wishes, and the ways to reach them alone."""

    reach: Reach
    person: str

    @cached_property
    def touched(self) -> frozenset[str]:
        """The person, and every address where they may be written to: as whom and where messages count (I-4).

        One person may stand in the books under two keys.
        """
        addresses = (contact.address for contact in self.reach.contacts)
        return frozenset({self.person, *(of_address(address) for address in addresses if address)})


async def positions(unit: UnitOfWork, accounts: Sequence[Account], at: Moment) -> list[Position]:
    """The position of each account on that day, in their order. A protecting score that was not known is found."""
    if not accounts:
        return []
    owed = [at.standing(account) for account in accounts]
    days = [reference_day(account, today) for account, today in zip(accounts, owed, strict=True)]
    known = await _scored(unit, accounts, days, at)
    cases = await unit.cases.get([account.supply.supply_number for account in accounts])
    return [
        Position(account, today, cases[account.supply.supply_number], protection_on(day, account, at.policy))
        for account, today, day in zip(known, owed, days, strict=True)
    ]


async def situations(
    unit: UnitOfWork, known: Sequence[Position], at: Moment, carried: Carried, *, alone: bool = False
) -> list[Situation]:
    """Add the person to each position, in their order.

    With `alone` all persons who may be meant and their addresses are held until the unit ends, before it is read what
    they wished and what they were sent: no other worker can send to them meanwhile (I-4), and a wish that was
    committed while this unit waited for them is heard (I-6).
    """
    if not known:
        return []
    supplies = [position.account.supply for position in known]
    found = await unit.ledger.contacts([supply.supply_number for supply in supplies])
    if alone:
        await unit.hold(sorted(_held(supplies, found)))
    people = await _people(unit, supplies, found, at, carried)
    here = [_situation(position, *whom) for position, whom in zip(known, people, strict=True)]
    sent = await unit.outbox.touches(frozenset().union(*(each.touched for each in here)), at.now - WEEK)
    return [_with_touches(each, _touches(sent, each.touched)) for each in here]


async def hold_supplies(unit: UnitOfWork, numbers: Iterable[str]) -> None:
    """Let nobody else decide about these supplies until the unit ends."""
    await unit.hold(sorted(f"supply:{number}" for number in numbers))


async def hold_rows(unit: UnitOfWork, rows: Collection[OutboxRow], *, numbers: Iterable[str] = ()) -> None:
    """Let nobody else send these messages, nor settle what became of them, nor decide about their supplies.

    Until the unit ends; the one way to hold messages, so that all who do exclude each other. `numbers`: supplies that
    are held with them. A message of no supply is held by its key, and after all supplies.
    """
    alone = {f"supplyless:{row.key}" for row in rows if not row.supply_number}
    supplies = {*numbers, *(row.supply_number for row in rows if row.supply_number)}
    await unit.hold(sorted({*alone, *(f"supply:{number}" for number in supplies)}))


def _held(supplies: Sequence[Supply], found: Mapping[str, Sequence[Contact]]) -> set[str]:
    """Whoever may turn out to be the person of one of these supplies, and wherever they may be written to."""
    contacts = [contact for several in found.values() for contact in several]
    persons = {contact.person for contact in contacts} | {_holder(supply) for supply in supplies}
    return persons | {of_address(contact.address) for contact in contacts if contact.address}


def _holder(supply: Supply) -> str:
    """The person whom the register names."""
    return f"doc:{supply.document or supply.supply_number}"


async def _scored(
    unit: UnitOfWork, accounts: Sequence[Account], days: Sequence[date | None], at: Moment
) -> list[Account]:
    """The accounts with the scores of these days. Almost all know theirs; only the others are asked about."""
    lacking = [
        account
        for account, day in zip(accounts, days, strict=True)
        if day is not None and day not in account.scores
    ]
    if not lacking:
        return list(accounts)
    found = await ensure_scores(unit, lacking, at.today, at.policy.negligible)
    better = {account.supply.supply_number: account for account in found}
    return [better.get(account.supply.supply_number, account) for account in accounts]


def _touches(sent: Mapping[str, Sequence[Touch]], subjects: Iterable[str]) -> tuple[Touch, ...]:
    """Each message once, oldest first, whether it went to the person or to somebody else at their address."""
    found = {touch for subject in subjects for touch in sent[subject]}
    return tuple(sorted(found, key=lambda touch: (touch.at, touch.key))) if found else ()


def _with_touches(here: Situation, touches: tuple[Touch, ...]) -> Situation:
    """The situation after these messages; most persons got none."""
    return replace(here, reach=replace(here.reach, touches=touches)) if touches else here


def _situation(position: Position, person: str, reach: Reach) -> Situation:
    return Situation(
        position.account, position.standing, position.case, position.protection, reach=reach, person=person
    )


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the persons of a page allowed and wished, each asked for once."""

    consents: Mapping[str, Sequence[ConsentEvent]]
    closed: Mapping[str, Suppression]

    @classmethod
    async def of(cls, unit: UnitOfWork, contacts: Sequence[Contact]) -> "_Wishes":
        """One query for all that was said, one for all that is closed."""
        persons = {contact.person for contact in contacts}
        subjects = {subject for contact in contacts for subject in subjects_of(contact)}
        return cls(await unit.consents.of(persons), await unit.suppressions.in_force(persons | subjects))

    def allowed(self, contact: Contact, at: Moment) -> Contact | None:
        """The contact with the day and the origin of the consent that is in force; None without one."""
        if contact.purpose is Purpose.NONE:
            return None
        event = in_force(self.consents.get(contact.person, ()), contact.channel, contact.purpose)
        if event is None:
            return None
        return replace(contact, consented_on=at.policy.today(event.at), origin=event.origin)

    def left_alone(self, person: str) -> bool:
        """Whether the person asked for it."""
        return self._wished(person)

    def quiet(self, contact: Contact) -> bool:
        """Whether its person asked for it, or whoever else is reached there."""
        return bool(self.closed) and any(map(self._wished, (contact.person, *subjects_of(contact))))

    def shut(self, contact: Contact) -> bool:
        """Whether its address, its chat, or its person is closed for another cause than a wish."""
        if not self.closed:
            return False
        subjects = (contact.person, *subjects_of(contact))
        return any(subject in self.closed and not self._wished(subject) for subject in subjects)

    def closure(self, contact: Contact) -> str:
        """What of a closed contact is closed: its address, or, where nothing else is, only this line of it."""
        wider = (contact.person, of_address(contact.address))
        return contact.address if any(each in self.closed for each in wider) else contact.line

    def _wished(self, subject: str) -> bool:
        held = self.closed.get(subject)
        return held is not None and held.cause is Cause.OPTED_OUT


def subjects_of(contact: Contact) -> tuple[str, ...]:
    """Under which a way to reach somebody may be closed, its person apart."""
    return (of_address(contact.address), contact.line) if contact.address else ()


async def _people(
    unit: UnitOfWork,
    supplies: Sequence[Supply],
    found: Mapping[str, Sequence[Contact]],
    at: Moment,
    carried: Carried,
) -> list[tuple[str, Reach]]:
    """For each supply the person to ask, and how they can be reached, touches apart."""
    wishes = await _Wishes.of(unit, [contact for several in found.values() for contact in several])
    return [_whom(supply, found.get(supply.supply_number, ()), wishes, at, carried) for supply in supplies]


def _whom(
    supply: Supply, contacts: Sequence[Contact], wishes: _Wishes, at: Moment, carried: Carried
) -> tuple[str, Reach]:
    """The person of a supply: whoever consented and can be reached best; else the holder of the register.

    A contact counts only while the ledger of consents says so, of whatever source it is.
    """
    allowed = [known for contact in contacts if (known := wishes.allowed(contact, at)) is not None]
    channels = at.policy.channels

    def obstacles(contact: Contact) -> tuple[bool, bool, bool, int]:
        preference = channels.index(contact.channel) if contact.channel in channels else len(channels)
        unreachable = not contact.address or wishes.shut(contact) or not carried(contact)
        return (
            contact.purpose is not Purpose.SERVICE,
            wishes.quiet(contact),
            unreachable,
            preference,
        )

    among = allowed or contacts
    best = among[0] if len(among) == 1 else min(among, key=obstacles, default=None)
    person = best.person if best else _holder(supply)
    theirs = tuple([contact for contact in allowed if contact.person == person])
    left_alone = wishes.left_alone(person) or (bool(theirs) and all(map(wishes.quiet, theirs)))
    closed = [wishes.closure(c) for c in theirs if wishes.shut(c) or (wishes.quiet(c) and not left_alone)]
    return person, Reach(
        contacts=theirs,
        opted_out=left_alone,
        suppressed=frozenset(closed),
        carried=frozenset([contact.channel for contact in theirs if carried(contact)]),
        touches=(),
    )
