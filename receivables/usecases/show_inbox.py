"""The inbox of the staff, and any conversation with the trace of each turn, as they stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from receivables.errors import Unknown
from receivables.model.account import Account, SupplyState
from receivables.model.attention import Attended, attended
from receivables.model.briefing import Brief, Owing, brief, owing_of
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation, Inbound
from receivables.model.handover import Handover, HandoverNote, Waited, in_turn
from receivables.model.identity import chat_person
from receivables.model.message import OutboxRow
from receivables.model.trace import TurnTrace
from receivables.ports import UnitOfWork
from receivables.usecases.inbox import why_not
from receivables.usecases.inbox_scope import Sees, chat_seen
from receivables.usecases.services import Services
from receivables.usecases.suppress import opted_out
from receivables.usecases.waiting_times import Lately

SHOWN = 100
"""So many chats are shown; whoever waits longest or is in most need comes first."""
LINES = 200
"""So many messages of each side are shown of one conversation."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the inbox. `last`: what the customer wrote last; `locality`: of the supply, where it is known."""

    stay: Handover
    ref: str
    waited: timedelta
    last: Inbound | None
    locality: str = ""


@dataclass(frozen=True, slots=True)
class InboxView:
    """The inbox at a moment. `measured`: how long people waited for the first answer, over the last thirty days.

    `hours`: whether people answer now, and until or from when; None where the utility named no hours. `oldest`: how
    long whoever waits longest has waited for a first answer.
    """

    now: datetime
    items: tuple[Waiting, ...]
    more: int
    measured: Waited
    hours: Attended | None
    oldest: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of a conversation: the customer's with its trace, or ours with its delivery."""

    at: datetime
    inbound: Inbound | None = None
    trace: TurnTrace | None = None
    row: OutboxRow | None = None


@dataclass(frozen=True, slots=True)
class ConversationView:
    """One conversation. `stay`: the open one, else the last; `refused`: why nothing can be written to it now."""

    now: datetime
    chat: Conversation
    stay: Handover | None
    stays: tuple[Handover, ...]
    bubbles: tuple[Bubble, ...]
    notes: tuple[HandoverNote, ...]
    brief: Brief | None
    refused: str
    cut_off: bool


async def inbox(services: Services, sees: Sees, lately: Lately) -> InboxView:
    """Whoever waits for a person, in the order in which they are to be looked after."""
    async with services.units.reading() as unit:
        now = services.clock.now()
        stays = in_turn(await unit.handovers.waiting())
        numbers = sorted({stay.supply_number for stay in stays if stay.supply_number})
        accounts = await unit.ledger.accounts(numbers, whole=False)
        seen = [stay for stay in stays if await _seen(unit, stay, accounts, sees)]
        last = await unit.conversations.latest_of({(stay.channel, stay.address) for stay in seen[:SHOWN]})
        items = [
            _waiting(stay, last.get((stay.channel, stay.address)), accounts, now) for stay in seen[:SHOWN]
        ]
    oldest = max((each.waited(now) for each in seen if each.first_answer_at is None), default=None)
    return InboxView(
        now, tuple(items), max(0, len(seen) - SHOWN), await lately.whole(), _hours(services, now), oldest
    )


async def conversation(services: Services, ref: str, sees: Sees) -> ConversationView:
    """One conversation by its name, of what was written and answered last.

    Raises Unknown("unknown_conversation") when there is none, and when it is not theirs to see.
    """
    async with services.units.reading() as unit:
        chat = await unit.conversations.named(ref)
        if chat is None:
            raise Unknown("unknown_conversation")
        at = await services.moment(unit)
        if not await chat_seen(unit, chat.channel, chat.address, sees):
            raise Unknown("unknown_conversation")
        return await _view(unit, services, chat, at)


async def of_supply(services: Services, supply_number: str, sees: Sees) -> list[Conversation]:
    """The conversations about a supply, and at the addresses of its contacts. Raises Unknown("unknown_supply")."""
    async with services.units.reading() as unit:
        account = (await unit.ledger.accounts([supply_number], whole=False)).get(supply_number)
        if account is None or not sees(account.supply):
            raise Unknown("unknown_supply", supply=supply_number)
        found = await unit.conversations.of_supply(supply_number)
        contacts = (await unit.ledger.contacts([supply_number])).get(supply_number, ())
        places = {(contact.channel, contact.address) for contact in contacts if contact.address}
        for channel, address in sorted(places - {(chat.channel, chat.address) for chat in found}):
            chat = await unit.conversations.get(channel, address)
            if chat.last_inbound_at is not None:
                found.append(chat)
    return found


def _waiting(stay: Handover, last: Inbound | None, accounts: dict[str, Account], now: datetime) -> Waiting:
    account = accounts.get(stay.supply_number or "")
    ref = Conversation(stay.channel, stay.address).ref
    return Waiting(stay, ref, stay.waited(now), last, account.supply.locality if account else "")


async def _view(unit: UnitOfWork, services: Services, chat: Conversation, at: Moment) -> ConversationView:
    heard = await unit.conversations.inbound_of(chat.channel, chat.address, LINES)
    sent = await unit.outbox.said_to(chat.channel, chat.address, LINES)
    traces = await unit.turns.of([each.id for each in heard])
    stays = await unit.handovers.of_chat(chat.channel, chat.address)
    stay = next((each for each in stays if each.open), stays[-1] if stays else None)
    turns = [traces[each.id] for each in heard if each.id in traces]
    return ConversationView(
        at.now,
        chat,
        stay,
        tuple(stays),
        _in_order(heard, sent, traces),
        tuple(await unit.handovers.notes([each.id for each in stays])),
        await _brief(unit, services, stay, chat, turns, at) if stay else None,
        await why_not(unit, chat.channel, chat.address, at.now),
        len(heard) == LINES or len(sent) == LINES,
    )


async def _brief(
    unit: UnitOfWork,
    services: Services,
    stay: Handover,
    chat: Conversation,
    turns: Sequence[TurnTrace],
    at: Moment,
) -> Brief:
    persons = [each for each in (chat.person, chat_person(chat.channel, chat.address)) if each]
    numbers = [chat.supply_number] if chat.supply_number else []
    return brief(
        stay,
        chat,
        turns,
        owing=await _owing(unit, services, chat, at),
        requests=await unit.requests.of(numbers, chat.channel, chat.address),
        opted_out=bool(await opted_out(unit, persons)),
    )


async def _owing(unit: UnitOfWork, services: Services, chat: Conversation, at: Moment) -> Owing | None:
    if not chat.supply_number or chat.identity == "none":
        return None
    account = (await unit.ledger.accounts([chat.supply_number])).get(chat.supply_number)
    if account is None:
        return None
    case = (await unit.cases.get([chat.supply_number]))[chat.supply_number]
    stands = services.standing(account, at.today)
    cut = account.supply.state is SupplyState.CUT
    return owing_of(account, stands, case, at.feed.payments_through, cut=cut)


def _in_order(
    heard: Sequence[Inbound], sent: Sequence[OutboxRow], traces: dict[str, TurnTrace]
) -> tuple[Bubble, ...]:
    """By time; an answer comes after the message that it answers, though both are of one moment."""
    bubbles = [Bubble(each.received_at, inbound=each, trace=traces.get(each.id)) for each in heard]
    bubbles += [Bubble(row.created_at, row=row) for row in sent]
    return tuple(sorted(bubbles, key=lambda each: (each.at, each.row is not None)))


async def _seen(unit: UnitOfWork, stay: Handover, accounts: dict[str, Account], sees: Sees) -> bool:
    """By the supply of the stay, for the list is asked for every few seconds; without one, by those of its chat."""
    account = accounts.get(stay.supply_number or "")
    if account is not None and sees(account.supply):
        return True
    return account is None and await chat_seen(unit, stay.channel, stay.address, sees)


def _hours(services: Services, now: datetime) -> Attended | None:
    attention = services.policy.attention
    if attention is None:
        return None
    return attended(attention, services.calendar.open_on, services.policy.local(now))
