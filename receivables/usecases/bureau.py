"""Old debts that a named person may report to a credit bureau: asked once in a round, and reported by nobody else."""

from collections.abc import Sequence
from datetime import timedelta

from receivables.model.account import Account
from receivables.model.approval import Matter
from receivables.model.contact import Moment, impeding
from receivables.model.dates import months_before
from receivables.model.ladder import Case, Step
from receivables.ports import UnitOfWork
from receivables.usecases.approvals import ask
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, positions
from receivables.usecases.walk import each_case

TOLD = (Step.OFFERED, Step.BROKEN, Step.LAST_CHANCE, Step.CUT_QUEUED, Step.CUT)
"""The steps of whoever was told of the debt and neither promises nor is treated as a good payer."""


async def ask_for_reports(services: Services) -> int:
    """Ask about every undisputed debt as old as the policy says (POL-BUR-1); how many questions were new.

    A grant is recorded, and nothing follows from it by itself (I-17).
    """
    months = services.policy.bureau_months
    if months is None:
        return 0
    asked = 0

    async def look(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        nonlocal asked
        at = await services.moment(unit)
        for here in await positions(unit, accounts, at):
            if _reportable(here, months, at):
                why = f"oldest_due:{here.standing.overdue_bills[0].bill.due_on.isoformat()}"
                asked += await ask(unit, Matter.BUREAU_REPORT, here.case, at, why)

    for step in TOLD:
        await each_case(services, step, look)
    return asked


def _reportable(here: Position, months: int, at: Moment) -> bool:
    """Old, without a live agreement or anything else that forbids pressing, on fresh news, and told in time."""
    bills = here.standing.overdue_bills
    if not bills or bills[0].bill.due_on > months_before(at.today, months):
        return False
    shielded = here.standing.agreement is not None or impeding(here.account, at.today)
    stale = at.feed.stale(at.today, at.policy.feed_days)
    return not (shielded or stale or here.standing.overdue_but_claimed) and _told(here.case, at)


def _told(case: Case, at: Moment) -> bool:
    """Whether as many notices were received as the law asks, the last of those so many days ago (CO-BUR-1).

    What a small debt is nobody says here, so every debt has the notices of a small one.
    """
    law = at.policy.law.bureau
    asked = max(law.small_debt_notices, 1)
    received = sorted(each.served_at for each in case.notices if each.served_at is not None)
    return len(received) >= asked and received[asked - 1] + timedelta(days=law.notice_days) <= at.now
