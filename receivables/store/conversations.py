"""Chats, and the messages that came in."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    String,
    bindparam,
    delete,
    func,
    literal,
    literal_column,
    select,
    true,
    tuple_,
    update,
)

from receivables.model.conversation import (
    NUMBERED,
    Conversation,
    DeadLetter,
    Identity,
    Inbound,
    LetterPlace,
)
from receivables.ports import LinkedChat
from receivables.store.asking import LISTED, listed, listing, mine
from receivables.store.mapping import Mapped
from receivables.store.session import Query, Session
from receivables.store.tables import (
    DEAD,
    UNANSWERED,
    conversations,
    inbound_messages,
    wrong_tries,
)
from receivables.store.writing import Known

CHATS = Mapped(conversations, Conversation)
MESSAGES = Mapped(inbound_messages, Inbound, renamed={"id": "message_id"})
IN_TURN = (inbound_messages.c.id,)
IN_NUMBERS = (func.length(inbound_messages.c.message_id), inbound_messages.c.message_id, *IN_TURN)
"""In the order that the channel's own numbers of messages tell."""
PLACE_TYPES = inbound_messages.c.answered_at.type, inbound_messages.c.message_id.type
LATEST_FIRST = (inbound_messages.c.received_at.desc(), inbound_messages.c.id.desc())


class SqlConversations:
    """Fills `ports.Conversations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, channel: str, address: str) -> Conversation:
        this = {conversations.c.channel: channel, conversations.c.address: address}
        return await self._session.one(CHATS, this) or Conversation(channel, address)

    async def save(self, conversation: Conversation) -> None:
        row = {**CHATS.row(conversation), "ref": conversation.ref}
        self._session.later(conversations, row, Known.IS_REPLACED)

    async def named(self, ref: str) -> Conversation | None:
        this = self._session.mine(conversations) & (conversations.c.ref == ref)
        return await self._session.first(CHATS, select(*CHATS.columns).where(this))

    async def of_supply(self, supply_number: str, limit: int = 50) -> list[Conversation]:
        theirs = self._session.mine(conversations) & (conversations.c.supply_number == supply_number)
        latest = conversations.c.last_inbound_at.desc().nulls_last()
        query = select(*CHATS.columns).where(theirs).order_by(latest, conversations.c.address).limit(limit)
        return await self._session.values(CHATS, query)

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        return {each.supply_number: each.address for each in await self.linked_chats(channel, supply_numbers)}

    async def linked_chats(self, channel: str, supply_numbers: Collection[str]) -> list[LinkedChat]:
        query = (
            select(conversations.c.supply_number, conversations.c.address, conversations.c.locale)
            .where(
                self._session.mine(conversations),
                conversations.c.channel == channel,
                conversations.c.identity != Identity.NONE,
                self._session.among(conversations.c.supply_number, supply_numbers),
            )
            .order_by(conversations.c.last_inbound_at.asc().nulls_first(), conversations.c.address)
        )
        return [LinkedChat(*row) for row in await self._session.rows(query)]

    async def receive(self, inbound: Inbound) -> bool:
        return (await self.receive_all([inbound]))[0]

    async def receive_all(self, inbounds: Sequence[Inbound]) -> list[bool]:
        rows = [MESSAGES.row(inbound) for inbound in inbounds]
        new = {key for (key,) in await self._session.add_new(inbound_messages, rows, "message_id")}
        first = {inbound.id: place for place, inbound in reversed(list(enumerate(inbounds)))}
        return [inbound.id in new and first[inbound.id] == place for place, inbound in enumerate(inbounds)]

    async def unanswered(self, limit: int) -> list[Inbound]:
        query = (
            select(*MESSAGES.columns)
            .where(self._session.mine(inbound_messages), UNANSWERED)
            .order_by(inbound_messages.c.received_at, inbound_messages.c.id)
            .limit(limit)
        )
        return await self._session.values(MESSAGES, query)

    async def talks_waiting(self, limit: int) -> list[tuple[str, str]]:
        there = inbound_messages.c
        # The text added keeps SQLite from going through all messages there are: it takes the index of these.
        mine = there.utility.concat(literal_column("''")) == self._session.utility
        query = (
            select(there.channel, there.address)
            .where(mine, UNANSWERED)
            .group_by(there.channel, there.address)
            .order_by(func.min(there.received_at), func.min(there.id))
            .limit(limit)
        )
        return [(channel, address) for channel, address in await self._session.rows(query)]

    async def next_of(self, channel: str, address: str) -> Inbound | None:
        this = {inbound_messages.c.channel: channel, inbound_messages.c.address: address}
        order = IN_NUMBERS if channel in NUMBERED else IN_TURN
        found = await self._session.matching(MESSAGES, this, UNANSWERED, order, most=1)
        return found[0] if found else None

    async def last_heard(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        if not addresses:
            return {}
        dialect = self._session.dialect
        given = {LISTED: listing(dialect, addresses), "by": channel}
        return {row[0]: row[1] for row in await self._session.ask(_hearing(dialect), **given)}

    async def dead_letters(self, limit: int, after: LetterPlace | None = None) -> list[DeadLetter]:
        there = inbound_messages.c
        place = tuple_(there.answered_at, there.message_id)
        following = true() if after is None else place < tuple_(*map(literal, after, PLACE_TYPES))
        query = (
            select(there.problem, there.answered_at, *MESSAGES.columns)
            .where(self._session.mine(inbound_messages), DEAD, following)
            .order_by(there.answered_at.desc(), there.message_id.desc())
            .limit(limit)
        )
        rows = await self._session.rows(query)
        letters = MESSAGES.values([row[2:] for row in rows], self._session.currency)
        return [DeadLetter(letter, *row[:2]) for letter, row in zip(letters, rows, strict=True)]

    async def count_attempt(self, inbound_id: str) -> int:
        there = inbound_messages.c
        waiting = self._session.mine(inbound_messages) & (there.message_id == inbound_id)
        counting = update(inbound_messages).where(waiting, UNANSWERED).values(attempts=there.attempts + 1)
        found = (await self._session.run(counting.returning(there.attempts))).first()
        return 0 if found is None else int(found[0])

    async def reread(self, inbound: Inbound) -> None:
        self._session.change_later(inbound_messages, ("message_id",), MESSAGES.row(inbound))

    async def requeue(self, inbound_id: str) -> bool:
        return await self._change_dead(inbound_id, answered_at=None, problem=None, attempts=0)

    async def bury(self, inbound_id: str, at: datetime, by: str) -> bool:
        return await self._change_dead(inbound_id, looked_at=at, looked_by=by)

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        answered = {"message_id": inbound_id, "answered_at": now, "problem": problem}
        self._session.change_later(inbound_messages, ("message_id",), answered)

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        this = {inbound_messages.c.channel: channel, inbound_messages.c.address: address}
        return (await self._session.matching(MESSAGES, this, None, LATEST_FIRST, limit))[::-1]

    async def latest_of(self, chats: Collection[tuple[str, str]]) -> dict[tuple[str, str], Inbound]:
        by_channel: dict[str, set[str]] = {}
        for channel, address in chats:
            by_channel.setdefault(channel, set()).add(address)
        dialect, found = self._session.dialect, []
        for channel, addresses in sorted(
            by_channel.items()
        ):  # asked for pairs, SQLite would walk all messages
            given = {LISTED: listing(dialect, addresses), "by": channel}
            rows = await self._session.ask(_latest(dialect), **given)
            found += MESSAGES.values(rows, self._session.currency)
        return {(each.channel, each.address): each for each in found}

    async def message(self, inbound_id: str) -> Inbound | None:
        this = self._session.mine(inbound_messages) & (inbound_messages.c.message_id == inbound_id)
        return await self._session.first(MESSAGES, select(*MESSAGES.columns).where(this))

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        query = select(func.count()).where(
            self._session.mine(wrong_tries),
            wrong_tries.c.supply_number == supply_number,
            wrong_tries.c.at >= since,
        )
        return int((await self._session.run(query)).scalar_one())

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        self._session.later(wrong_tries, {"supply_number": supply_number, "at": at})

    async def forget_tries(self, before: datetime) -> int:
        old = self._session.mine(wrong_tries) & (wrong_tries.c.at < before)
        return (await self._session.run(delete(wrong_tries).where(old))).rowcount

    async def _change_dead(self, inbound_id: str, **changes: Any) -> bool:
        this = self._session.mine(inbound_messages) & (inbound_messages.c.message_id == inbound_id)
        changing = update(inbound_messages).where(this, DEAD).values(**changes)
        return (await self._session.run(changing)).rowcount == 1


@cache
def _hearing(dialect: str) -> Query:
    there = inbound_messages.c
    of_these = mine(inbound_messages), there.channel == bindparam("by", type_=String)
    return (
        select(there.address, func.max(there.received_at))
        .where(*of_these, listed(dialect, there.address))
        .group_by(there.address)
    )


@cache
def _latest(dialect: str) -> Query:
    there = inbound_messages.c
    of_these = mine(inbound_messages), there.channel == bindparam("by", type_=String)
    place = func.row_number().over(partition_by=there.address, order_by=LATEST_FIRST)
    placed = (
        select(there.id, place.label("place")).where(*of_these, listed(dialect, there.address)).subquery()
    )
    last = select(placed.c.id).where(placed.c.place == 1)
    return select(*MESSAGES.columns).where(mine(inbound_messages), there.id.in_(last))
