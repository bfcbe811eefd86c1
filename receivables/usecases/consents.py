"""The ledger of consents from where words come: the feed's contacts, the chat, a link, the desk (PE-DAT-8)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from receivables.errors import Refused
from receivables.model.audit import Act
from receivables.model.consent import DESK, ConsentEvent, Purpose, in_force
from receivables.model.consent_file import Listing, no_longer_listed, words
from receivables.model.contact import Contact, Moment
from receivables.model.pseudonym import pseudonym
from receivables.model.records import RecordKind
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services

PAGE = 1_000
FEED = "feed"
SUBJECT = "consents"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many words the ledger heard that it did not know."""

    given: int = 0
    withdrawn: int = 0

    @classmethod
    def of(cls, events: Sequence[ConsentEvent]) -> "Reconciled":
        """Count."""
        given = sum(event.given for event in events)
        return cls(given, len(events) - given)

    def __add__(self, other: "Reconciled") -> "Reconciled":
        return Reconciled(self.given + other.given, self.withdrawn + other.withdrawn)


async def reconcile(services: Services, *, actor: str = "import") -> Reconciled:
    """Turn the contacts that feeds gave into events, a page of supplies at a time, each page its own unit.

    Told again it adds nothing. Until it ran, a new contact has no consent in force, and nobody writes to it.
    """
    async with services.units.reading() as unit:
        numbers = await unit.ledger.supply_numbers()
        feed = await unit.ledger.feed()
    if feed is None:
        return Reconciled()
    listing = Listing(feed.cut_date, services.policy.zone, services.clock.now(), actor)
    heard = Reconciled()
    for start in range(0, len(numbers), PAGE):
        async with services.units() as unit:
            heard += await _page(unit, numbers[start : start + PAGE], listing)
    if heard != Reconciled():
        async with services.units() as unit:
            at = await services.moment(unit)
            facts = {"given": heard.given, "withdrawn": heard.withdrawn}
            await unit.audit.append([entry(at, actor, Act.CONSENT, SUBJECT, "reconciled", facts=facts)])
    return heard


async def note_refusals(unit: UnitOfWork, rows: Iterable[tuple[object, ...]], listing: Listing) -> None:
    """Hear the refusals among rows of contacts at once, in the unit that takes them in: they do not wait (I-6)."""
    place = RecordKind.CONTACT.columns.index("purpose")
    await _hear(unit, [_contact(row) for row in rows if row[place] == Purpose.NONE], listing)


async def note_unlisted(
    unit: UnitOfWork, removed: Iterable[Contact], listed: Iterable[tuple[str, ...]], listing: Listing
) -> None:
    """Withdraw what a feed lists no more. `listed` are keys of contacts, as `Ledger.withdraw_contacts` takes them.

    A person who is still listed with the same consent at another supply withdrew nothing.
    """
    still = {key[1:] for key in listed}
    gone = [contact for contact in removed if (contact.channel, contact.purpose, contact.person) not in still]
    await unit.consents.append(no_longer_listed(gone, listing))


async def give(
    services: Services, contact: Contact, *, wording: str, actor: str, origin: str = DESK
) -> ConsentEvent:
    """Keep what a person said yes to at the desk, and the way to reach them; the words that they answered by version.

    `origin` may add the number of their signed request after a colon.
    Raises Refused("consent_withdrawn_today"): on the day of a no a yes has no force.
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        return await note_given(
            unit, replace(contact, source=DESK), at, origin=origin, wording=wording, actor=actor
        )


async def withdraw(
    services: Services,
    person: str,
    *,
    channel: str,
    purpose: Purpose,
    wording: str,
    actor: str,
    origin: str = DESK,
) -> None:
    """Keep a no: of one channel, or of every one (""); of one purpose, or of all (`NONE`). It holds at once (I-6).

    It is of everybody who is reached at an address of theirs by that channel: one person may be listed under two keys.
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        event = ConsentEvent(person, channel, purpose, False, at.now, at.now, None, origin, wording, actor)
        events = [replace(event, person=each) for each in await _same_line(unit, person, channel)]
        await unit.hold([each.person for each in events])
        await unit.consents.append(events)
        for each in events:
            await _note(unit, each, at)


async def note_given(
    unit: UnitOfWork, contact: Contact, at: Moment, *, origin: str, wording: str, actor: str
) -> ConsentEvent:
    """The same inside a unit of somebody else, who says where the yes came from."""
    event = _given(contact, at, origin, wording, actor)
    if not await may_give(unit, contact, at):
        raise Refused("consent_withdrawn_today", channel=event.channel)
    await unit.consents.append([event])
    await unit.ledger.add_contact(replace(contact, consented_on=at.today, origin=origin))
    await _note(unit, event, at)
    return event


async def _same_line(unit: UnitOfWork, person: str, channel: str) -> list[str]:
    """The person, and all who are reached where they are, by that channel or by any (""), in order."""
    found = {person}
    theirs = [c for c in await unit.persons.contacts([person]) if channel in ("", c.channel)]
    for address in {contact.address for contact in theirs if contact.address}:
        there = await unit.ledger.contacts_at(address)
        found |= {contact.person for contact in there if channel in ("", contact.channel)}
    return sorted(found)


async def may_give(unit: UnitOfWork, contact: Contact, at: Moment) -> bool:
    """Whether a yes of now has force: on the day of a no it has none."""
    event = _given(contact, at, contact.origin, "", "")
    known = (await unit.consents.of([event.person]))[event.person]
    return in_force([*known, event], event.channel, event.purpose) is not None


def _given(contact: Contact, at: Moment, origin: str, wording: str, actor: str) -> ConsentEvent:
    return ConsentEvent(
        person=contact.person,
        channel=contact.channel,
        purpose=contact.purpose,
        given=True,
        at=at.now,
        recorded_at=at.now,
        supply_number=contact.supply_number,
        origin=origin,
        wording=wording,
        actor=actor,
    )


async def _page(unit: UnitOfWork, numbers: Sequence[str], listing: Listing) -> Reconciled:
    """One query for the contacts of a page, one for all that their persons ever said."""
    found = (await unit.ledger.contacts(numbers)).values()
    return await _hear(unit, [c for several in found for c in several if c.source == FEED], listing)


async def _hear(unit: UnitOfWork, contacts: Iterable[Contact], listing: Listing) -> Reconciled:
    by_person: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        by_person[contact.person].append(contact)
    known = await unit.consents.of(by_person.keys())
    news = [
        event for person, told in by_person.items() for event in words(told, known.get(person, ()), listing)
    ]
    await unit.consents.append(news)
    return Reconciled.of(news)


def _contact(row: tuple[object, ...]) -> Contact:
    """The contact of a row; its person follows from the other columns."""
    values: dict[str, Any] = dict(zip(RecordKind.CONTACT.columns, row, strict=True))
    del values["person"]
    return Contact(**{**values, "purpose": Purpose(values["purpose"])})


async def _note(unit: UnitOfWork, event: ConsentEvent, at: Moment) -> None:
    facts: Facts = {
        "channel": event.channel,
        "purpose": event.purpose.value,
        "origin": event.origin,
        "wording": event.wording,
        "person": pseudonym(event.person),
    }
    outcome = "given" if event.given else "withdrawn"
    subject = event.supply_number or pseudonym(event.person)
    await unit.audit.append([entry(at, event.actor, Act.CONSENT, subject, outcome, facts=facts)])
