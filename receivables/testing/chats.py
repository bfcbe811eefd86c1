"""Conversations and campaigns over plain dicts."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from receivables.model.campaign import Campaign, CampaignPlan, Occurrence, PlanState
from receivables.model.conversation import Conversation, Identity, Inbound
from receivables.model.message import decode, encode
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

    async def linked(self, channel: str, supply_numbers: Collection[str]) -> dict[str, str]:
        wanted = set(supply_numbers)
        chats = [
            chat
            for chat in self._tables.conversations.values()
            if chat.channel == channel and chat.identity is not Identity.NONE
        ]
        chats.sort(key=lambda c: (c.last_inbound_at is not None, c.last_inbound_at or 0, c.address))
        return {c.supply_number: c.address for c in chats if c.supply_number and c.supply_number in wanted}

    async def receive(self, inbound: Inbound) -> bool:
        return add(self._tables.inbound, inbound.id, inbound)

    async def unanswered(self, limit: int) -> list[Inbound]:
        left = [m for m in self._tables.inbound.values() if m.id not in self._tables.answered]
        return sorted(left, key=lambda m: m.received_at)[:limit]

    async def mark_answered(self, inbound_id: str, now: datetime, problem: str = "") -> None:
        if inbound_id in self._tables.inbound:
            self._tables.answered[inbound_id] = (now, problem)

    async def inbound_of(self, channel: str, address: str, limit: int = 50) -> list[Inbound]:
        found = [m for m in self._tables.inbound.values() if m.channel == channel and m.address == address]
        return sorted(found, key=lambda m: m.received_at)[-limit:]

    async def last_update(self, channel: str) -> str | None:
        ids = [m.id for m in self._tables.inbound.values() if m.channel == channel]
        return ids[-1] if ids else None

    async def wrong_tries(self, supply_number: str, since: datetime) -> int:
        return sum(number == supply_number and at >= since for number, at in self._tables.wrong_tries)

    async def note_wrong_try(self, supply_number: str, at: datetime) -> None:
        self._tables.wrong_tries.append((supply_number, at))

    async def hand_over(
        self, channel: str, address: str, supply_number: str | None, at: datetime, why: str
    ) -> None:
        entry = {"channel": channel, "address": address, "supply_number": supply_number, "at": at, "why": why}
        self._tables.waiting.setdefault((channel, address), entry)

    async def waiting(self) -> list[Mapping[str, object]]:
        return sorted(self._tables.waiting.values(), key=lambda entry: str(entry["at"]))


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
