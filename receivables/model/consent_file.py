"""What the rows of a feed's contacts say as words of one person. The ledger gets what it does not know yet (PE-DAT-8).

A dated row is the word of that day. A yes without a day counts once, from the feed that first brought it; a no without
a day takes back whatever files gave, for as long as it is listed, and not what the person gave us since in the chat or
at the desk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from receivables.model.consent import FILE, ConsentEvent, Purpose, in_force, of_file
from receivables.model.contact import Contact

WORDING = "file/1"
"""The words that a commercial system asked with are its own: we know that they were in its file, and no more."""

COVERED = (Purpose.SERVICE, Purpose.PROMO)


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed as a witness: up to which day it speaks, and who took it in, when."""

    cut_date: date
    zone: ZoneInfo
    recorded_at: datetime
    actor: str

    def moment(self, day: date | None) -> datetime:
        """The beginning of a day on the utility's clock; of the cut date, where the file gives none."""
        return datetime.combine(day or self.cut_date, time.min, self.zone).astimezone(UTC)


def words(contacts: Iterable[Contact], known: Sequence[ConsentEvent], listing: Listing) -> list[ConsentEvent]:
    """What the listed contacts of one person add to the events that are known. Telling the same again adds nothing."""
    events = list(known)
    for contact in sorted(contacts, key=lambda c: (c.purpose is Purpose.NONE, c.supply_number, c.channel)):
        event = _event(contact, contact.purpose is not Purpose.NONE, listing)
        is_news = _gives(contact, event, events) if event.given else _refuses(contact, event, events)
        if is_news:
            events.append(event)
    return events[len(known) :]


def no_longer_listed(contacts: Iterable[Contact], listing: Listing) -> list[ConsentEvent]:
    """What it says that a feed lists these contacts no more: the consent was withdrawn, at the latest by then (I-6)."""
    taken_back = {(c.person, c.channel, c.purpose): c for c in contacts if c.purpose is not Purpose.NONE}
    undated = [_without_day(contact) for contact in taken_back.values()]
    return [_event(contact, False, listing) for contact in undated]


def _gives(contact: Contact, event: ConsentEvent, events: Sequence[ConsentEvent]) -> bool:
    told = [e for e in events if e.given and of_file(e) and e.speaks_of(contact.channel, contact.purpose)]
    return not told if contact.consented_on is None else all(e.at != event.at for e in told)


def _refuses(contact: Contact, event: ConsentEvent, events: Sequence[ConsentEvent]) -> bool:
    told = [e for e in events if not e.given and of_file(e) and e.channel == contact.channel]
    refusals = [e for e in told if e.purpose is Purpose.NONE]
    if contact.consented_on is not None:
        return all(e.at != event.at for e in refusals)
    held = (in_force(events, contact.channel, purpose) for purpose in COVERED)
    return not refusals or any(event is not None and of_file(event) for event in held)


def _event(contact: Contact, given: bool, listing: Listing) -> ConsentEvent:
    return ConsentEvent(
        person=contact.person,
        channel=contact.channel,
        purpose=contact.purpose,
        given=given,
        at=listing.moment(contact.consented_on),
        recorded_at=listing.recorded_at,
        supply_number=contact.supply_number,
        origin=f"{FILE}:{contact.origin}" if contact.origin else FILE,
        wording=WORDING,
        actor=listing.actor,
    )


def _without_day(contact: Contact) -> Contact:
    """The day in the row is that of the yes; the no has none of its own."""
    return replace(contact, consented_on=None, origin="")
