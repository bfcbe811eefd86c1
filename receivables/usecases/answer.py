"""Answer one message of a person: load once, decide once, save once (design.md, How it flows).

The raw message, the chat as it is after it, every effect and the replies in the outbox are one commit. The id of the
message is unique: told twice, it has its effects once and gives the same replies (I-28).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import EDITED, Conversation, Inbound
from receivables.model.dialogue import Facts, Known, Turn, lone, opened, step
from receivables.model.dialogue.several import of_several
from receivables.model.dialogue.tracing import trace_of
from receivables.model.identity import LOCKED_FOR, WRONG_TRIES, chat_person, reached_at
from receivables.model.intent import Reading, read, reworded
from receivables.model.invitation import token_in
from receivables.model.message import Kind, OutboxRow
from receivables.model.numbered import CHANNELS as NUMBERED
from receivables.model.numbered import picked
from receivables.model.reading.intents import Intent
from receivables.model.suppression import Cause, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.agree import ours_asked_for
from receivables.usecases.authenticity import asked
from receivables.usecases.blocked import COMMAND, LEFT, let_in, shut_out
from receivables.usecases.codes import with_codes
from receivables.usecases.dead_letters import lay_aside
from receivables.usecases.effects import apply
from receivables.usecases.entries import entry
from receivables.usecases.explain import story_asked_for
from receivables.usecases.handovers import hand_over, talk
from receivables.usecases.invitations import open_with
from receivables.usecases.onboarding import with_consent_asked, with_yes_heard
from receivables.usecases.ordered import orders_asked_for
from receivables.usecases.requests import with_matters
from receivables.usecases.serve import CUSTOMER, acknowledge
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows
from receivables.usecases.tell import EMBEDDED

ASSISTANT = "assistant"
UNANSWERED = "unanswered"
WITH_PERSON = "with_person"
"""Nothing was said: a person has the chat."""
UNREADABLE = "unreadable"
DEADLY = "deadly"
"""The problem of a message over which programs fell."""
LONGEST_PICK = 16
LOOKED_BACK, LOOKED_BACK_FOR = 10, 100
"""So many messages to that chat are looked through for the last one that offered something; for a certain one."""


ATTEMPTS = 3
"""So often a message is taken before a person takes over."""


class LeftLying(Exception):
    """A stored message waits so long, or was taken so often, that whoever takes it may fall over it."""

    def __init__(self, inbound: Inbound) -> None:
        super().__init__(inbound.id)
        self.inbound = inbound


class Unanswerable(Exception):
    """A stored message could not be answered; the cause is what went wrong. Nothing of it was kept."""

    def __init__(self, inbound: Inbound) -> None:
        super().__init__(inbound.id)
        self.inbound = inbound


async def receive(services: Services, inbound: Inbound) -> bool:
    """Store a message before anything is done with it; False when its id is known already."""
    async with services.units() as unit:
        return await unit.conversations.receive(inbound)


async def answer(services: Services, inbound: Inbound) -> tuple[str, ...]:
    """Answer a message, stored before or not. The keys of its replies in the outbox: the earlier ones when answered."""
    async with services.units() as unit:
        await unit.hold([talk(inbound.channel, inbound.address)])
        new = await unit.conversations.receive(inbound)
        return await _once(services, unit, inbound, new=new)


async def answer_next(
    services: Services, channel: str, address: str, fresh_since: datetime | None = None
) -> tuple[str, ...] | None:
    """Answer the oldest stored message of that chat: the keys of its replies, or None when none waits.

    Whoever answers holds the talk, so that its messages are answered in their order and once, however many programs
    look for work. Raises Unanswerable; LeftLying for a message that came before `fresh_since`: count it first.
    """
    inbound: Inbound | None = None
    try:
        async with services.units() as unit:
            await unit.hold([talk(channel, address)])
            inbound = await unit.conversations.next_of(channel, address)
            if inbound is not None and fresh_since is not None and inbound.received_at < fresh_since:
                raise LeftLying(inbound)
            return None if inbound is None else await _once(services, unit, inbound)
    except LeftLying:
        raise
    except Exception as fault:
        if inbound is None:
            raise
        raise Unanswerable(inbound) from fault


async def count_next(services: Services, channel: str, address: str, *, alone: bool = False) -> None:
    """Count that the oldest stored message of that chat is taken once more, before it is: programs die of messages.

    One that was taken by two others (and they did not count the first time, when it was fresh) killed three of them: it
    ends with a problem, and a person takes the chat over. Raises LeftLying for one that was counted already and is not
    taken `alone`: else what is taken beside it would be blamed for its deed.
    """
    async with services.units() as unit:
        await unit.hold([talk(channel, address)])
        inbound = await unit.conversations.next_of(channel, address)
        if inbound is None:
            return
        times = await unit.conversations.count_attempt(inbound.id)
        if times > 1 and not alone:
            raise LeftLying(inbound)
        if times >= ATTEMPTS:
            await _end(services, unit, inbound, DEADLY)


async def give_up(services: Services, inbound: Inbound, problem: str) -> None:
    """Note that a stored message will not be answered, and why; a person takes the chat over.

    Nothing happens when somebody else answered it meanwhile.
    """
    async with services.units() as unit:
        await unit.hold([talk(inbound.channel, inbound.address)])
        waiting = await unit.conversations.next_of(inbound.channel, inbound.address)
        if waiting is not None and waiting.id == inbound.id:
            await _end(services, unit, inbound, problem)


def reply_key(inbound_id: str, number: int) -> str:
    """The natural key of one reply."""
    return f"reply/{inbound_id}/{number}"


async def _end(services: Services, unit: UnitOfWork, inbound: Inbound, problem: str) -> None:
    """No answer any more: a person has to."""
    at = await services.moment(unit)
    await lay_aside(unit, inbound, at.now, problem)
    chat = await unit.conversations.get(inbound.channel, inbound.address)
    await unit.conversations.save(chat)  # staff find it by its name, though nothing was ever answered there
    supply = chat.supply_number
    await hand_over(unit, inbound.channel, inbound.address, supply, at.now, UNANSWERED)
    told = entry(at, ASSISTANT, Act.HANDOVER, supply or inbound.id, UNANSWERED, facts={"inbound": inbound.id})
    await unit.audit.append([told])


async def _once(
    services: Services, unit: UnitOfWork, inbound: Inbound, *, new: bool = True
) -> tuple[str, ...]:
    """Answer it, unless it has its answer already, which may have been silence: a person has the chat."""
    keys = await _earlier(unit, inbound)
    if not keys and not new and await unit.turns.of([inbound.id]):
        return keys
    if not keys and inbound.address and inbound.button != LEFT:
        return await _answer(services, unit, inbound)
    at = await services.moment(unit)
    if inbound.button == LEFT:
        await shut_out(unit, inbound, at)
    if inbound.address:
        await unit.conversations.mark_answered(inbound.id, at.now)
    else:
        await lay_aside(unit, inbound, at.now, UNREADABLE)
    return keys


async def _earlier(unit: UnitOfWork, inbound: Inbound) -> tuple[str, ...]:
    """The replies that this message has already."""
    keys: list[str] = []
    while await unit.outbox.get(reply_key(inbound.id, len(keys))) is not None:
        keys.append(reply_key(inbound.id, len(keys)))
    return tuple(keys)


async def _answer(services: Services, unit: UnitOfWork, inbound: Inbound) -> tuple[str, ...]:
    at = await services.moment(unit)
    chat = await unit.conversations.get(inbound.channel, inbound.address)
    token = token_in(inbound.text)
    invited_to = await open_with(unit, token, inbound.channel, inbound.address, at) if token else None
    if inbound.text.startswith(COMMAND):
        await let_in(unit, inbound, at)
    reading = await _read(services, unit, inbound, chat, at)
    meant = lone.meant(chat, reading, at.today)  # what is looked up is for what the yes stands for
    numbers = _numbers(chat, meant, invited_to)
    await _heard(services, unit, inbound, meant, numbers)
    facts = await _facts(services, unit, inbound, chat, meant, numbers, at)
    if token:
        turn = opened(chat, invited_to, facts, at.policy, at.now)
    else:
        turn = step(chat, reading, facts, at.policy, at.now)
    turn = await with_yes_heard(unit, turn, facts, inbound, at)
    turn = await with_consent_asked(unit, turn, facts, inbound, at)
    turn = await apply(services, unit, turn, facts, inbound, at)
    await unit.turns.add(trace_of(inbound.id, reading, chat.expecting, turn, at.now))
    return await _saved(unit, inbound, reading, turn, at)


async def _heard(
    services: Services, unit: UnitOfWork, inbound: Inbound, reading: Reading, numbers: Collection[str]
) -> None:
    """What was sent to this chat arrived, where its person answers, whatever they say.

    Notices about other supplies are held with this one: one after the other, two might wait for each other.
    """
    shown, theirs = None if inbound.channel == EMBEDDED else inbound.channel, _is_of_that_person(reading)
    unserved = await unit.outbox.unserved_to(shown, inbound.address) if theirs else ()
    await hold_rows(unit, unserved, numbers=numbers)
    if theirs:
        await acknowledge(services, unit, shown, inbound.address, inbound.received_at)


async def _read(
    services: Services, unit: UnitOfWork, inbound: Inbound, chat: Conversation, at: Moment
) -> Reading:
    """A chat that was opened by a link said nothing yet."""
    if token_in(inbound.text):
        return Reading(Intent.GREETING)
    if inbound.button == EDITED:
        return reworded(read(inbound.text, None, chat.expecting, at.today, at.policy.currency))
    button = inbound.button or await _picked(services, unit, inbound, chat)
    return read(inbound.text, button, chat.expecting, at.today, at.policy.currency)


async def _picked(services: Services, unit: UnitOfWork, inbound: Inbound, chat: Conversation) -> str | None:
    """The button for which a bare number stands: of the message that it answers, else of the last that offered any."""
    if inbound.channel not in NUMBERED or not any(map(str.isdigit, inbound.text[:LONGEST_PICK])):
        return None
    if quoted := services.quoted(inbound):
        told = await unit.outbox.history(inbound.channel, inbound.address, LOOKED_BACK_FOR)
        # Not the last one's in its place: what is 4 there may agree to something. It is asked back.
        shown = next((row.message.buttons for row in told if row.provider_id == quoted), ())
        return picked(inbound.text, shown, chat.expecting)
    told = await unit.outbox.history(inbound.channel, inbound.address, LOOKED_BACK)
    offered = next((row.message.buttons for row in reversed(told) if row.message.buttons), ())
    return picked(inbound.text, offered, chat.expecting)


def _is_of_that_person(reading: Reading) -> bool:
    """A wrong number received nothing that was meant for it: its message serves no notice. Nor does a cry for help."""
    return {Intent.WRONG_PERSON, Intent.CRISIS}.isdisjoint((reading.intent, *reading.options))


def _numbers(chat: Conversation, reading: Reading, invited_to: str | None) -> tuple[str, ...]:
    """The supplies that this turn may be about."""
    several = chat.supplies if of_several(reading) else ()
    numbers = (chat.supply_number, invited_to, *_claimed(chat, reading), *several)
    return tuple(dict.fromkeys(number for number in numbers if number))


def _claimed(chat: Conversation, reading: Reading) -> tuple[str, ...]:
    """The supplies that somebody may be trying to prove."""
    noted = chat.slots.get("supply")
    return (*((noted,) if isinstance(noted, str) else ()), *reading.codes)


async def _facts(
    services: Services,
    unit: UnitOfWork,
    inbound: Inbound,
    chat: Conversation,
    reading: Reading,
    numbers: Collection[str],
    at: Moment,
) -> Facts:
    """All that the turn may look at: what is always needed, and what this message makes needed."""
    facts = await _known(services, unit, chat, reading, numbers, at)
    facts = await with_matters(unit, facts, chat, reading, inbound)
    facts = replace(facts, ours=await ours_asked_for(unit, chat, reading, numbers))
    return await with_codes(services, unit, facts, chat, reading, at)


async def _known(
    services: Services,
    unit: UnitOfWork,
    chat: Conversation,
    reading: Reading,
    numbers: Collection[str],
    at: Moment,
) -> Facts:
    accounts = await unit.ledger.accounts(numbers)
    here = await unit.ledger.contacts_at(chat.address)
    supplies = await _supplies(unit, accounts, at)
    wishing = {chat_person(chat.channel, chat.address), *reached_at(here, chat.address)}
    place = of_address(chat.address)
    closed = await unit.suppressions.in_force({*wishing, place})
    since = at.now - LOCKED_FOR
    tries = {n: await unit.conversations.wrong_tries(n, since) for n in _claimed(chat, reading)}
    return Facts(
        supplies=supplies,
        as_of=at.feed.payments_through,
        here=here,
        locked=frozenset(number for number, count in tries.items() if count >= WRONG_TRIES),
        opted_out=any(closed[each].cause is Cause.OPTED_OUT for each in wishing if each in closed),
        mistaken=place in closed and closed[place].cause is Cause.WRONG_PERSON,
        story=await story_asked_for(unit, chat, reading, at.policy),
        calendar=at.calendar,
        verdict=await asked(services, unit, chat, reading, at),
        orders=await orders_asked_for(unit, chat, reading, supplies),
        handover=await unit.handovers.open_of(chat.channel, chat.address) if chat.with_person else None,
    )


async def _supplies(unit: UnitOfWork, accounts: Mapping[str, Account], at: Moment) -> dict[str, Known]:
    if not accounts:
        return {}
    cases = await unit.cases.get(list(accounts))
    contacts = await unit.ledger.contacts(list(accounts))
    return {
        number: Known(
            account,
            at.standing(account),
            cases[number],
            contacts.get(number, ()),
        )
        for number, account in accounts.items()
    }


async def _saved(
    unit: UnitOfWork, inbound: Inbound, reading: Reading, turn: Turn, at: Moment
) -> tuple[str, ...]:
    rows = [
        OutboxRow(
            key=reply_key(inbound.id, number),
            kind=Kind.REPLY,
            message=message.spoken(turn.conversation.locale),
            created_at=at.now,
            not_before=at.now,
            supply_number=turn.conversation.supply_number,
            person=turn.conversation.person,
            channel=inbound.channel,
            address=inbound.address,
        )
        for number, message in enumerate(turn.messages)
    ]
    await unit.outbox.add(rows)
    await unit.conversations.save(turn.conversation)
    await unit.conversations.mark_answered(inbound.id, at.now)
    about = turn.conversation.supply_number or inbound.id
    facts = {"inbound": inbound.id, "said": " ".join(message.key for message in turn.messages)}
    outcome = reading.intent.value if reading.sure else "asked_back"
    if not turn.messages:
        outcome = WITH_PERSON
    await unit.audit.append([entry(at, CUSTOMER, Act.REPLY, about, outcome, facts=facts)])
    return tuple(row.key for row in rows)
