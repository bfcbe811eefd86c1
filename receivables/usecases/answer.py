"""Answer one message of a person: load once, decide once, save once (design.md, How it flows).

The raw message, the chat as it is after it, every effect and the replies in the outbox are one commit. The id of the
message is unique: told twice, it has its effects once and gives the same replies (I-28).
"""

from collections.abc import Collection, Mapping

from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation, Inbound
from receivables.model.dialogue import Facts, Known, Turn, opened, step
from receivables.model.identity import LOCKED_FOR, WRONG_TRIES, chat_person, reached_at
from receivables.model.intent import Reading, read
from receivables.model.invitation import token_in
from receivables.model.message import Kind, OutboxRow
from receivables.model.reading.intents import Intent
from receivables.ports import UnitOfWork
from receivables.usecases.effects import apply
from receivables.usecases.entries import entry
from receivables.usecases.explain import story_asked_for
from receivables.usecases.invitations import open_with
from receivables.usecases.onboarding import with_consent_asked, with_yes_heard
from receivables.usecases.serve import CUSTOMER, acknowledge
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies
from receivables.usecases.suppress import opted_out
from receivables.usecases.tell import EMBEDDED

ASSISTANT = "assistant"
UNANSWERED = "unanswered"


async def receive(services: Services, inbound: Inbound) -> bool:
    """Store a message before anything is done with it; False when its id is known already."""
    async with services.units() as unit:
        return await unit.conversations.receive(inbound)


async def answer(services: Services, inbound: Inbound) -> tuple[str, ...]:
    """Answer a message, stored before or not. The keys of its replies in the outbox: the earlier ones when answered."""
    async with services.units() as unit:
        await unit.hold([f"talk:{inbound.channel}:{inbound.address}"])
        await unit.conversations.receive(inbound)
        return await _earlier(unit, inbound) or await _answer(services, unit, inbound)


async def give_up(services: Services, inbound: Inbound, problem: str) -> None:
    """Note that a stored message will not be answered, and why; a person takes the chat over, where there is one."""
    async with services.units() as unit:
        at = await services.moment(unit)
        await unit.conversations.mark_answered(inbound.id, at.now, problem)
        if not inbound.address:
            return
        supply = (await unit.conversations.get(inbound.channel, inbound.address)).supply_number
        await unit.conversations.hand_over(inbound.channel, inbound.address, supply, at.now, UNANSWERED)
        told = entry(
            at, ASSISTANT, Act.HANDOVER, supply or inbound.id, UNANSWERED, facts={"inbound": inbound.id}
        )
        await unit.audit.append([told])


def reply_key(inbound_id: str, number: int) -> str:
    """The natural key of one reply."""
    return f"reply/{inbound_id}/{number}"


async def _earlier(unit: UnitOfWork, inbound: Inbound) -> tuple[str, ...]:
    """The replies that this message has already; every answered message has one at least."""
    keys: list[str] = []
    while await unit.outbox.get(reply_key(inbound.id, len(keys))) is not None:
        keys.append(reply_key(inbound.id, len(keys)))
    return tuple(keys)


async def _answer(services: Services, unit: UnitOfWork, inbound: Inbound) -> tuple[str, ...]:
    at = await services.moment(unit)
    chat = await unit.conversations.get(inbound.channel, inbound.address)
    token = token_in(inbound.text)
    invited_to = await open_with(unit, token, inbound.channel, inbound.address, at) if token else None
    reading = _read(inbound, chat, at)
    numbers = _numbers(chat, reading, invited_to)
    await hold_supplies(unit, numbers)
    if _is_of_that_person(reading):
        shown = None if inbound.channel == EMBEDDED else inbound.channel
        await acknowledge(services, unit, shown, inbound.address, inbound.received_at)
    facts = await _facts(unit, chat, reading, numbers, at)
    if token:
        turn = opened(chat, invited_to, facts, at.policy, at.now)
    else:
        turn = step(chat, reading, facts, at.policy, at.now)
    turn = await with_yes_heard(unit, turn, facts, inbound, at)
    turn = await with_consent_asked(unit, turn, facts, inbound, at)
    await apply(unit, turn, facts, inbound, at)
    return await _saved(unit, inbound, reading, turn, at)


def _read(inbound: Inbound, chat: Conversation, at: Moment) -> Reading:
    """A chat that was opened by a link said nothing yet."""
    if token_in(inbound.text):
        return Reading(Intent.GREETING)
    return read(inbound.text, inbound.button, chat.expecting, at.today, at.policy.currency)


def _is_of_that_person(reading: Reading) -> bool:
    """A wrong number received nothing that was meant for it: its message serves no notice."""
    return Intent.WRONG_PERSON not in (reading.intent, *reading.options)


def _numbers(chat: Conversation, reading: Reading, invited_to: str | None) -> tuple[str, ...]:
    """The supplies that this turn may be about."""
    numbers = (chat.supply_number, invited_to, *_claimed(chat, reading))
    return tuple(dict.fromkeys(number for number in numbers if number))


def _claimed(chat: Conversation, reading: Reading) -> tuple[str, ...]:
    """The supplies that somebody may be trying to prove."""
    noted = chat.slots.get("supply")
    return (*((noted,) if isinstance(noted, str) else ()), *reading.codes)


async def _facts(
    unit: UnitOfWork, chat: Conversation, reading: Reading, numbers: Collection[str], at: Moment
) -> Facts:
    accounts = await unit.ledger.accounts(numbers)
    here = await unit.ledger.contacts_at(chat.address)
    supplies = await _supplies(unit, accounts, at)
    wishing = {chat_person(chat.channel, chat.address), *reached_at(here, chat.address)}
    since = at.now - LOCKED_FOR
    tries = {n: await unit.conversations.wrong_tries(n, since) for n in _claimed(chat, reading)}
    return Facts(
        supplies=supplies,
        as_of=at.feed.payments_through,
        here=here,
        locked=frozenset(number for number, count in tries.items() if count >= WRONG_TRIES),
        opted_out=bool(await opted_out(unit, wishing)),
        story=await story_asked_for(unit, chat, reading, at.policy),
        calendar=at.calendar,
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
            message=message,
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
    await unit.audit.append([entry(at, CUSTOMER, Act.REPLY, about, outcome, facts=facts)])
    return tuple(row.key for row in rows)
