"""Stories told by the calendar: what the clock does on a day, and the campaigns that are running."""

from importlib.resources import files

from campaigns.jobs import Agenda, TickReport
from receivables.adapters.campaign_files import load_campaigns
from receivables.model.account import Account
from receivables.model.rfm import RfmScore
from receivables.ports import Units
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.plan_campaign import approve, plan
from tests.support.build import an_account, monthly_bills
from tests.support.world import World

POOR, GOOD, BEST = RfmScore(2, 3, 3), RfmScore(4, 4, 5), RfmScore(5, 5, 5)


class Story(World):
    """A world in which the three shipped campaigns run."""

    def __init__(self, moment: str = "2024-01-08 08:00", units: Units | None = None) -> None:
        super().__init__(moment, units)
        self.agenda = Agenda()

    async def begins_with(self, *accounts: Account) -> None:
        """Load the accounts, and let a supervisor approve the campaigns."""
        for account in accounts:
            await self.has(account)
        for campaign in load_campaigns(files("campaigns") / "definitions").values():
            made = await plan(self.services, campaign, planned_by="staff/carla")
            await approve(self.services, made.id, approved_by="staff/jefa")

    async def comes(self, moment: str) -> tuple[TickReport, DeliverReport]:
        """The clock strikes: the billing system has closed the day before, jobs run, messages go."""
        self.at(moment)
        await self.fresh()
        ticked = await self.agenda.tick(self.services, "one")
        return ticked, await self.deliver()


def three_months_behind(score: RfmScore = POOR, **parts: object) -> Account:
    """Paid for five months, then nothing for October, November and December: S/ 90.00."""
    bills = monthly_bills(8, unpaid=3)
    return an_account(*bills, scores={bill.due_on: score for bill in bills}, **parts)
