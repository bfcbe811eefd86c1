"""What staff do with the chats that wait for a person: take, answer, note, give back, close (I-30, WA-POL-6).

Whoever works on a chat holds its talk: the customer's own messages and a colleague wait for a moment and see what came
of it. Every deed is a line of the record; the words stand in the message alone, where they can be erased.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import Act
from receivables.model.buttons import buttons
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation
from receivables.model.dialogue.people import hours
from receivables.model.handover import CRISIS, OUTCOMES, Handover, HandoverNote
from receivables.model.identity import chat_person
from receivables.model.message import Kind, Message, OutboxRow
from receivables.model.pseudonym import reason_given
from receivables.model.suppression import Cause, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.crises import looked_at
from receivables.usecases.entries import entry
from receivables.usecases.handovers import talk
from receivables.usecases.services import Services
from receivables.usecases.staff import subject
from receivables.usecases.suppress import opted_out

LONGEST = 1_500
"""Characters of an answer of staff: WhatsApp takes 1,600, and the name comes after it."""
WINDOW = timedelta(hours=24)
"""How long a person's own message lets us write freely, on the channels that count it (WA-WIN-1, I-29)."""
WINDOWED = frozenset({"whatsapp"})
MARGIN = timedelta(minutes=30)
"""So long before the patience ends the customer is told, so that the window of the channel is still open."""
TELLER = "assistant"

Lint = Callable[[str], Sequence[str]]
"""The words of a text that may not be sent (I-18, I-23)."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who answers: the name of the account, and how the customer reads it."""

    name: str
    signature: str

    @property
    def actor(self) -> str:
        """As the record names them."""
        return subject(self.name)


async def take(services: Services, handover_id: str, who: Colleague) -> Handover:
    """Take a chat over, from the list or from a colleague: from now on the assistant is silent in it.

    A question of the assistant that was open is dropped: a yes that comes later is said to the person. Raises
    Unknown("unknown_handover"), Refused("handover_closed").
    """
    async with services.units() as unit:
        stay, at = await _held(services, unit, handover_id)
        taken = stay.take(who.name, at.now)
        await _with_person(unit, taken)
        await unit.handovers.save(taken)
        await _record(unit, taken, who.actor, "taken", at)
    return taken


async def release(services: Services, handover_id: str, who: Colleague) -> Handover:
    """Put a chat back into the list, with its old place. Raises Unknown, Refused("handover_not_taken")."""
    async with services.units() as unit:
        stay, at = await _held(services, unit, handover_id)
        free = stay.release()
        await unit.handovers.save(free)
        await _record(unit, free, who.actor, "released", at)
    return free


async def answer(
    services: Services, handover_id: str, text: str, who: Colleague, lint: Lint, *, draft: str = ""
) -> str:
    """Write to the customer; the key of the message in the outbox. Who answers has the chat.

    `draft` names the form that it was written in: sent twice, it goes once (I-28). Raises BadInput("answer_empty",
    "answer_too_long"), Refused("answer_words", "handover_closed", "address_is_of_another", "outside_window").
    """
    said = text.strip()
    _check_words(said, lint)
    async with services.units() as unit:
        stay, at = await _held(services, unit, handover_id)
        answered = stay.answer(who.name, at.now)
        if refusal := await why_not(unit, stay.channel, stay.address, at.now):
            raise Refused(refusal)
        key = await _key(unit, stay, draft)
        if await unit.outbox.get(key) is not None:
            return key
        chat = await _with_person(unit, answered)
        message = Message("staff", {"said": said, "by": who.signature})
        await unit.outbox.add([_row(key, message, chat, at)])
        await unit.handovers.save(answered)
        facts = {"key": key, "words": reason_given(said)}
        await _record(unit, answered, who.actor, "answered", at, **facts)
    return key


async def close(services: Services, handover_id: str, who: Colleague, outcome: str) -> Handover:
    """End the stay: the assistant goes on, and says so where it may write. Raises Unknown, Refused, BadInput."""
    if outcome not in OUTCOMES:
        raise BadInput("unknown_outcome", outcome=outcome)
    async with services.units() as unit:
        stay, at = await _held(services, unit, handover_id)
        closed = stay.close(who.name, at.now, outcome)
        chat = await unit.conversations.get(stay.channel, stay.address)
        chat = replace(chat, with_person=False, expecting=None, slots={})
        await unit.conversations.save(chat)
        await unit.handovers.save(closed)
        await looked_at(unit, closed, at, actor=who.actor)
        if await _hears(unit, chat, at) and stay.why != CRISIS:
            told = "person_left" if stay.first_answer_at is not None else "person_done"
            left = Message(told, {}, buttons("debt", "human"))
            await unit.outbox.add([_row(f"staff/{stay.id}/left", left, chat, at)])
        await _record(unit, closed, who.actor, "closed", at)
    return closed


async def note(services: Services, handover_id: str, text: str, who: Colleague) -> None:
    """Keep a note for colleagues; the customer never sees it. Raises Unknown, BadInput."""
    said = text.strip()
    if not said:
        raise BadInput("note_empty")
    if len(said) > LONGEST:
        raise BadInput("answer_too_long", most=LONGEST)
    async with services.units() as unit:
        stay, at = await _held(services, unit, handover_id)
        await unit.handovers.note(HandoverNote(stay.id, at.now, who.name, said))
        await _record(unit, stay, who.actor, "noted", at, words=reason_given(said))


async def tell_late(services: Services) -> int:
    """Tell those who wait too long that nobody has answered yet, once for each waiting; how many.

    Never whoever may be in danger: no excuse of ours helps them (POL-CRI-1).
    """
    patience = services.policy.patience - MARGIN
    async with services.units.reading() as unit:
        now = services.clock.now()
        waiting = [each for each in await unit.handovers.waiting() if each.why != CRISIS]
        late = [each for each in waiting if each.late(now, patience)]
    told = 0
    for each in late:
        async with services.units() as unit:
            told += await _tell_late(services, unit, each.id, patience)
    return told


async def why_not(unit: UnitOfWork, channel: str, address: str, now: datetime) -> str:
    """Why nothing can be written to that chat now: a code of refusal; "" when it can."""
    closed = (await unit.suppressions.in_force([of_address(address)])).values()
    if any(each.cause is Cause.WRONG_PERSON for each in closed):
        return "address_is_of_another"
    return "" if await _in_window(unit, channel, address, now) else "outside_window"


async def _tell_late(services: Services, unit: UnitOfWork, handover_id: str, patience: timedelta) -> bool:
    stay, at = await _held(services, unit, handover_id)
    chat = await unit.conversations.get(stay.channel, stay.address)
    if not stay.late(at.now, patience) or not await _hears(unit, chat, at):
        return False
    values = hours(at.policy, at.calendar, at.now)
    number = int((stay.unanswered_since or stay.at).timestamp())
    message = Message("person_late", values, buttons("bot", "stop"))
    await unit.outbox.add([_row(f"staff/{stay.id}/late/{number}", message, chat, at)])
    await unit.handovers.save(replace(stay, told_late_at=at.now))
    await _record(unit, stay, TELLER, "told_late", at)
    return True


async def _held(services: Services, unit: UnitOfWork, handover_id: str) -> tuple[Handover, Moment]:
    """The stay as it is, with its talk held: it is read again, for it may have changed while this unit waited."""
    found = await unit.handovers.get(handover_id)
    if found is None:
        raise Unknown("unknown_handover")
    await unit.hold([talk(found.channel, found.address)])
    return await unit.handovers.get(handover_id) or found, await services.moment(unit)


async def _with_person(unit: UnitOfWork, stay: Handover) -> Conversation:
    """The chat, with a person from now on, and without the question that the assistant had asked."""
    chat = await unit.conversations.get(stay.channel, stay.address)
    chat = replace(chat, with_person=True, expecting=None, slots={})
    await unit.conversations.save(chat)
    return chat


async def _in_window(unit: UnitOfWork, channel: str, address: str, now: datetime) -> bool:
    if channel not in WINDOWED:
        return True
    heard = (await unit.conversations.last_heard(channel, [address])).get(address)
    return heard is not None and now - heard < WINDOW


async def _hears(unit: UnitOfWork, chat: Conversation, at: Moment) -> bool:
    """Whether the assistant may write of itself: to nobody who asked to be left alone (I-6)."""
    if await why_not(unit, chat.channel, chat.address, at.now):
        return False
    return not await opted_out(
        unit, [each for each in (chat.person, chat_person(chat.channel, chat.address)) if each]
    )


async def _key(unit: UnitOfWork, stay: Handover, draft: str) -> str:
    if draft:
        return f"staff/{stay.id}/{draft}"
    number = 0
    while await unit.outbox.get(f"staff/{stay.id}/{number}") is not None:
        number += 1
    return f"staff/{stay.id}/{number}"


def _row(key: str, message: Message, chat: Conversation, at: Moment) -> OutboxRow:
    return OutboxRow(
        key=key,
        kind=Kind.REPLY,
        message=message.spoken(chat.locale),
        created_at=at.now,
        not_before=at.now,
        supply_number=chat.supply_number,
        person=chat.person,
        channel=chat.channel,
        address=chat.address,
    )


def _check_words(said: str, lint: Lint) -> None:
    if not said:
        raise BadInput("answer_empty")
    if len(said) > LONGEST:
        raise BadInput("answer_too_long", most=LONGEST)
    if refused := lint(said):
        raise Refused("answer_words", words=", ".join(f"«{word}»" for word in refused))


async def _record(
    unit: UnitOfWork, stay: Handover, actor: str, outcome: str, at: Moment, **facts: str
) -> None:
    about = stay.supply_number or stay.id
    told = entry(
        at, actor, Act.HANDOVER, about, outcome, facts={"handover": stay.id, "why": stay.why, **facts}
    )
    await unit.audit.append([told])
