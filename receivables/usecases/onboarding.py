"""Whether to ask a chat for its consent, and what a yes leaves behind (PE-ADV-1: whoever wrote first may be asked)."""

from receivables.model.audit import Act
from receivables.model.consent import Purpose, in_force, refused_since
from receivables.model.contact import Contact, Moment
from receivables.model.conversation import Inbound
from receivables.model.dialogue import Facts, GiveConsent, Turn
from receivables.model.dialogue.onboarding import REST, WORDING, not_today, room_for_question, with_question
from receivables.model.identity import chat_person, whose_chat
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import of_address
from receivables.ports import UnitOfWork
from receivables.usecases.consents import may_give, note_given
from receivables.usecases.entries import entry
from receivables.usecases.serve import CUSTOMER
from receivables.usecases.tell import EMBEDDED

ASKED = "asked"


async def with_consent_asked(
    unit: UnitOfWork, turn: Turn, facts: Facts, inbound: Inbound, at: Moment
) -> Turn:
    """The turn with the question after it, where there is room and it may be asked."""
    if not room_for_question(turn) or facts.opted_out:
        return turn
    supply = turn.conversation.supply_number or ""
    known = facts.supplies.get(supply)
    persons = whose_chat(known.contacts if known else (), facts.here, inbound.channel, inbound.address)
    asks = await _may_ask(unit, persons, inbound, at)
    return with_question(turn) if asks else turn


async def with_yes_heard(unit: UnitOfWork, turn: Turn, facts: Facts, inbound: Inbound, at: Moment) -> Turn:
    """The turn, with another answer where its yes has no force today: of whoever withdrew on the same day."""
    given = next((effect for effect in turn.effects if isinstance(effect, GiveConsent)), None)
    if given is None:
        return turn
    contact = _contact(given.supply_number, given.origin, facts, inbound)
    return turn if await may_give(unit, contact, at) else not_today(turn)


async def note_asked(unit: UnitOfWork, inbound: Inbound, at: Moment) -> None:
    """Remember that it was asked: by the chat's pseudonym, for the record names nobody."""
    facts = {"channel": inbound.channel, "wording": WORDING}
    await unit.audit.append([entry(at, CUSTOMER, Act.CONSENT, _subject(inbound), ASKED, facts=facts)])


async def note_yes(
    unit: UnitOfWork, supply_number: str, origin: str, facts: Facts, inbound: Inbound, at: Moment
) -> None:
    """Keep the yes and the way to this chat: of the person known at its address, else of the chat itself."""
    contact = _contact(supply_number, origin, facts, inbound)
    await note_given(unit, contact, at, origin=origin, wording=WORDING, actor=CUSTOMER)


def _contact(supply_number: str, origin: str, facts: Facts, inbound: Inbound) -> Contact:
    here = sorted(facts.here, key=lambda c: (c.supply_number != supply_number, c.person))
    known = here[0] if here else None
    return Contact(
        supply_number=supply_number,
        name=known.name if known else "",
        document=known.document if known else "",
        phone=known.phone if known else "",
        email=known.email if known else "",
        channel=inbound.channel,
        purpose=Purpose.SERVICE,
        consented_on=None,
        origin=origin,
        handle=inbound.address,
        source="chat",
    )


async def _may_ask(unit: UnitOfWork, persons: frozenset[str], inbound: Inbound, at: Moment) -> bool:
    """Nobody closed, nobody who consented or refused, nobody who was asked lately."""
    if await unit.suppressions.in_force({*persons, of_address(inbound.address)}):
        return False
    since = at.now - REST
    channels = at.policy.channels if inbound.channel == EMBEDDED else (inbound.channel,)
    for events in (await unit.consents.of(persons)).values():
        for channel in channels:
            if in_force(events, channel, Purpose.SERVICE) is not None:
                return False
            if refused_since(events, channel, Purpose.SERVICE, since):
                return False
    lately = await unit.audit.of(_subject(inbound), since)
    return not any(line.act is Act.CONSENT and line.outcome == ASKED for line in lately)


def _subject(inbound: Inbound) -> str:
    return pseudonym(chat_person(inbound.channel, inbound.address))
