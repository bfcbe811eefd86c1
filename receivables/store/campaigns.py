"""Definitions of campaigns, their plans, and the occurrences of their schedules."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, tuple_, update

from receivables.model.campaign import Campaign, CampaignPlan, Occurrence, PlanState
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import campaign_plans, campaigns, occurrences
from receivables.store.writing import Known

PLANS = Mapped(campaign_plans, CampaignPlan)
OCCURRENCES = Mapped(occurrences, Occurrence)


class SqlCampaigns:
    """Fills `ports.Campaigns`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def define(self, campaign: Campaign) -> None:
        row = {"id": campaign.id, "definition": campaign}
        self._session.later(campaigns, row, Known.IS_REPLACED)

    async def definitions(self) -> list[Campaign]:
        query = select(campaigns.c.definition).where(self._session.mine(campaigns)).order_by(campaigns.c.id)
        return [definition for (definition,) in await self._session.rows(query)]

    async def add_plan(self, plan: CampaignPlan) -> None:
        self._session.later(campaign_plans, PLANS.row(plan))

    async def plan(self, plan_id: str) -> CampaignPlan | None:
        query = select(*PLANS.columns).where(
            self._session.mine(campaign_plans), campaign_plans.c.id == plan_id
        )
        return await self._session.first(PLANS, query)

    async def plans(self) -> list[CampaignPlan]:
        query = (
            select(*PLANS.columns)
            .where(self._session.mine(campaign_plans))
            .order_by(campaign_plans.c.planned_at.desc(), campaign_plans.c.id.desc())
        )
        return await self._session.values(PLANS, query)

    async def save_plan(self, plan: CampaignPlan) -> None:
        self._session.change_later(campaign_plans, ("id",), PLANS.row(plan))

    async def due(self, now: datetime) -> list[CampaignPlan]:
        query = (
            select(*PLANS.columns)
            .where(
                self._session.mine(campaign_plans),
                campaign_plans.c.state == PlanState.APPROVED,
                campaign_plans.c.next_at <= now,
            )
            .order_by(campaign_plans.c.next_at, campaign_plans.c.id)
        )
        return await self._session.values(PLANS, query)

    async def add_occurrence(self, occurrence: Occurrence) -> bool:
        return await self._session.add(occurrences, [OCCURRENCES.row(occurrence)]) == 1

    async def claim_occurrence(self, worker: str, now: datetime, lease: timedelta) -> Occurrence | None:
        key = (occurrences.c.plan, occurrences.c.due_at)
        oldest = (
            select(*key)
            .where(
                self._session.mine(occurrences),
                occurrences.c.finished_at.is_(None),
                or_(occurrences.c.claimed_at.is_(None), occurrences.c.claimed_at <= now - lease),
            )
            .order_by(occurrences.c.due_at, occurrences.c.plan)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        taking = (
            update(occurrences)
            .where(self._session.mine(occurrences), tuple_(*key).in_(oldest))
            .values(claimed_by=worker, claimed_at=now)
            .returning(*OCCURRENCES.columns)
        )
        return await self._session.first(OCCURRENCES, taking)

    async def save_occurrence(self, occurrence: Occurrence) -> None:
        self._session.change_later(occurrences, ("plan", "due_at"), OCCURRENCES.row(occurrence))
