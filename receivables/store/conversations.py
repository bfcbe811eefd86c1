"""Chats, and the messages that came in."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select

from receivables.model.conversation import Conversation, Identity, Inbound
from receivables.store.mapping import Mapped
from receivables.store.session import Known, Session
from receivables.store.tables import (
    UNANSWERED,
    conversations,
    handovers,
    inbound_messages,
    wrong_tries,
)

CHATS = Mapped(conversations, Conversation)
MESSAGES = Mapped(inbound_messages, Inbound, renamed={"id": "message_id"})


class SqlConversations:
    """Fills `ports.Conversations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, channel: str, address: str) -> Conversation:
        query = select(*CHATS.columns).where(
            self._session.mine(conversations),
            conversations.c.channel == channel,
            conversations.c.address == address,
        )
        return await self._session.first(CHATS, query) or Conversation(channel, address)

    async def save(self, conversation: Conversation) -> None:
        self._session.later(conversations, CHATS.row(conversation), Known.IS_REPLACED)

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        query = (
            select(conversations.c.supply_number, conversations.c.address)
            .where(
                self._session.mine(conversations),
                conversations.c.channel == channel,
                conversations.c.identity != Identity.NONE,
                self._session.among(conversations.c.supply_number, supply_numbers),
            )
            .order_by(conversations.c.last_inbound_at.asc().nulls_first(), conversations.c.address)
        )
        # The chat heard of last comes last and stays.
        return {chat.supply_number: chat.address for chat in await self._session.rows(query)}

    async def receive(self, inbound: Inbound) -> bool:
        return await self._session.add(inbound_messages, [MESSAGES.row(inbound)]) == 1

    async def unanswered(self, limit: int) -> list[Inbound]:
        query = (
            select(*MESSAGES.columns)
            .where(self._session.mine(inbound_messages), UNANSWERED)
            .order_by(inbound_messages.c.received_at, inbound_messages.c.id)
            .limit(limit)
        )
        return await self._session.values(MESSAGES, query)

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        answered = {"message_id": inbound_id, "answered_at": now, "problem": problem}
        self._session.change_later(inbound_messages, ("message_id",), answered)

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        query = (
            select(*MESSAGES.columns)
            .where(
                self._session.mine(inbound_messages),
                inbound_messages.c.channel == channel,
                inbound_messages.c.address == address,
            )
            .order_by(inbound_messages.c.received_at.desc(), inbound_messages.c.id.desc())
            .limit(limit)
        )
        return (await self._session.values(MESSAGES, query))[::-1]

    async def last_update(self, channel: str) -> str | None:
        query = (
            select(inbound_messages.c.message_id)
            .where(self._session.mine(inbound_messages), inbound_messages.c.channel == channel)
            .order_by(inbound_messages.c.id.desc())
            .limit(1)
        )
        found = await self._session.row(query)
        return found[0] if found else None

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        query = select(func.count()).where(
            self._session.mine(wrong_tries),
            wrong_tries.c.supply_number == supply_number,
            wrong_tries.c.at >= since,
        )
        return int((await self._session.run(query)).scalar_one())

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        self._session.later(wrong_tries, {"supply_number": supply_number, "at": at})

    async def hand_over(
        self, channel: str, address: str, supply_number: str | None, at: datetime, why: str
    ) -> None:
        waiting = {"channel": channel, "address": address, "supply_number": supply_number}
        self._session.later(handovers, {**waiting, "at": at, "why": why}, Known.STAYS)

    async def waiting(self) -> list[Mapping[str, object]]:
        columns = [column for column in handovers.c if column.name != "utility"]
        query = (
            select(*columns)
            .where(self._session.mine(handovers))
            .order_by(handovers.c.at, handovers.c.channel, handovers.c.address)
        )
        return [dict(row._mapping) for row in await self._session.rows(query)]
