"""Conversations and campaigns over plain dicts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from receivables.model.campaign import Campaign, CampaignPlan, Occurrence, PlanState
from receivables.model.conversation import (
    NUMBERED,
    Conversation,
    DeadLetter,
    Identity,
    Inbound,
    LetterPlace,
)
from receivables.model.message import decode, encode
from receivables.ports import LinkedChat
from receivables.testing.tables import Tables, add


class MemoryConversations:
    """Fills `ports.Conversations`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, channel: str, address: str) -> Conversation:
        fresh = Conversation(channel, address)
        return self._tables.conversations.get((channel, address), fresh)

    async def save(self, conversation: Conversation) -> None:
        slots = decode(encode(conversation.slots))
        kept = replace(conversation, slots=slots if isinstance(slots, Mapping) else {})
        self._tables.conversations[kept.channel, kept.address] = kept

    async def named(self, ref: str) -> Conversation | None:
        return next((chat for chat in self._tables.conversations.values() if chat.ref == ref), None)

    async def of_supply(self, supply_number: str, limit: int = 50) -> list[Conversation]:
        theirs = [c for c in self._tables.conversations.values() if c.supply_number == supply_number]
        theirs.sort(key=lambda c: c.address)
        theirs.sort(key=lambda c: c.last_inbound_at.timestamp() if c.last_inbound_at else 0, reverse=True)
        return theirs[:limit]

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        return {each.supply_number: each.address for each in await self.linked_chats(channel, supply_numbers)}

    async def linked_chats(self, channel: str, supply_numbers: Collection[str]) -> list[LinkedChat]:
        wanted = set(supply_numbers)
        chats = [
            chat
            for chat in self._tables.conversations.values()
            if chat.channel == channel and chat.identity is not Identity.NONE
        ]
        chats.sort(key=lambda c: (c.last_inbound_at is not None, c.last_inbound_at or 0, c.address))
        return [
            LinkedChat(c.supply_number, c.address, c.locale)
            for c in chats
            if c.supply_number and c.supply_number in wanted
        ]

    async def receive(self, inbound: Inbound) -> bool:
        return add(self._tables.inbound, inbound.id, inbound)

    async def receive_all(self, inbounds: Sequence[Inbound]) -> list[bool]:
        return [add(self._tables.inbound, inbound.id, inbound) for inbound in inbounds]

    async def unanswered(self, limit: int) -> list[Inbound]:
        return sorted(self._left(), key=lambda m: m.received_at)[:limit]

    async def talks_waiting(self, limit: int) -> list[tuple[str, str]]:
        since: dict[tuple[str, str], datetime] = {}
        for m in self._left():
            talk = (m.channel, m.address)
            since[talk] = min(m.received_at, since.get(talk, m.received_at))
        return sorted(since, key=lambda talk: since[talk])[:limit]

    async def next_of(self, channel: str, address: str) -> Inbound | None:
        there = [m for m in self._left() if (m.channel, m.address) == (channel, address)]
        if channel in NUMBERED:
            there.sort(key=lambda m: (len(m.id), m.id))
        return there[0] if there else None

    async def last_heard(self, channel: str, addresses: Collection[str]) -> dict[str, datetime]:
        heard: dict[str, datetime] = {}
        for m in self._tables.inbound.values():
            if m.channel == channel and m.address in addresses:
                heard[m.address] = max(m.received_at, heard.get(m.address, m.received_at))
        return heard

    async def dead_letters(self, limit: int, after: LetterPlace | None = None) -> list[DeadLetter]:
        held = self._tables
        ended = [(held.inbound[each], *held.answered[each]) for each in self._dead()]
        letters = [DeadLetter(inbound, problem, at) for inbound, at, problem in ended]
        letters.sort(key=lambda letter: letter.place, reverse=True)
        return [letter for letter in letters if after is None or letter.place < after][:limit]

    async def count_attempt(self, inbound_id: str) -> int:
        if inbound_id not in self._tables.inbound or inbound_id in self._tables.answered:
            return 0
        self._tables.attempts[inbound_id] = self._tables.attempts.get(inbound_id, 0) + 1
        return self._tables.attempts[inbound_id]

    async def reread(self, inbound: Inbound) -> None:
        if inbound.id in self._tables.inbound:
            self._tables.inbound[inbound.id] = inbound

    async def requeue(self, inbound_id: str) -> bool:
        dead = inbound_id in self._dead()
        if dead:
            del self._tables.answered[inbound_id]
            self._tables.attempts.pop(inbound_id, None)
        return dead

    async def bury(self, inbound_id: str, at: datetime, by: str) -> bool:
        dead = inbound_id in self._dead()
        if dead:
            self._tables.looked_after[inbound_id] = (at, by)
        return dead

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        if inbound_id in self._tables.inbound:
            self._tables.answered[inbound_id] = (now, problem)

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        found = [m for m in self._tables.inbound.values() if m.channel == channel and m.address == address]
        return sorted(found, key=lambda m: m.received_at)[-limit:]

    async def latest_of(self, chats: Collection[tuple[str, str]]) -> dict[tuple[str, str], Inbound]:
        found = {chat: await self.inbound_of(*chat, 1) for chat in chats}
        return {chat: said[0] for chat, said in found.items() if said}

    async def message(self, inbound_id: str) -> Inbound | None:
        return self._tables.inbound.get(inbound_id)

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        return sum(number == supply_number and at >= since for number, at in self._tables.wrong_tries)

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        self._tables.wrong_tries.append((supply_number, at))

    async def forget_tries(self, before: datetime) -> int:
        kept = [each for each in self._tables.wrong_tries if each[1] >= before]
        gone = len(self._tables.wrong_tries) - len(kept)
        self._tables.wrong_tries[:] = kept
        return gone

    def _left(self) -> list[Inbound]:
        """What was stored and not yet processed, in the order in which it was stored."""
        return [m for m in self._tables.inbound.values() if m.id not in self._tables.answered]

    def _dead(self) -> list[str]:
        """The messages that ended with a problem and that nobody looked after, in the order of their coming."""
        held = self._tables
        ended = [each for each in held.inbound if held.answered.get(each, (None, ""))[1]]
        return [each for each in ended if each not in held.looked_after]


class MemoryCampaigns:
    """Fills `ports.Campaigns`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def define(self, campaign: Campaign) -> None:
        self._tables.campaigns[campaign.id] = campaign

    async def definitions(self) -> list[Campaign]:
        return [campaign for _, campaign in sorted(self._tables.campaigns.items())]

    async def add_plan(self, plan: CampaignPlan) -> None:
        if not add(self._tables.plans, plan.id, plan):
            raise ValueError(f"a plan {plan.id} exists already")

    async def plan(self, plan_id: str) -> CampaignPlan | None:
        return self._tables.plans.get(plan_id)

    async def plans(self) -> list[CampaignPlan]:
        return sorted(self._tables.plans.values(), key=lambda p: (p.planned_at, p.id), reverse=True)

    async def save_plan(self, plan: CampaignPlan) -> None:
        if plan.id in self._tables.plans:
            self._tables.plans[plan.id] = plan

    async def due(self, now: datetime) -> list[CampaignPlan]:
        approved = [p for p in self._tables.plans.values() if p.state is PlanState.APPROVED]
        due = [(p.next_at, p.id, p) for p in approved if p.next_at is not None and p.next_at <= now]
        return [plan for *_, plan in sorted(due, key=lambda each: each[:2])]

    async def add_occurrence(self, occurrence: Occurrence) -> bool:
        return add(self._tables.occurrences, (occurrence.plan, occurrence.due_at), occurrence)

    async def claim_occurrence(self, worker: str, now: datetime, lease: timedelta) -> Occurrence | None:
        free = [
            o
            for o in self._tables.occurrences.values()
            if o.finished_at is None and (o.claimed_at is None or o.claimed_at <= now - lease)
        ]
        oldest = min(free, key=lambda o: (o.due_at, o.plan), default=None)
        if oldest is None:
            return None
        claimed = replace(oldest, claimed_by=worker, claimed_at=now)
        await self.save_occurrence(claimed)
        return claimed

    async def save_occurrence(self, occurrence: Occurrence) -> None:
        key = (occurrence.plan, occurrence.due_at)
        if key in self._tables.occurrences:
            self._tables.occurrences[key] = occurrence
