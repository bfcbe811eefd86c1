"""Look at all cases again after new facts came in bulk: whoever owes nothing any more is settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from receivables.model.account import Account
from receivables.model.contact import Moment
from receivables.model.ladder import MOVES, Event, Step
from receivables.ports import UnitOfWork
from receivables.usecases.service_news import reask_and_tell, settle_and_tell
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, positions
from receivables.usecases.walk import each_case
from receivables.usecases.withdraw import Settled

SETTLING = tuple(step for step, event in MOVES if event is Event.SETTLED)


@dataclass(slots=True)
class SweepReport:
    """How many cases were settled, and how many queued cuts were withdrawn for another reason."""

    settled: int = 0
    withdrawn: int = 0


async def sweep(services: Services, steps: Sequence[Step] = SETTLING, *, actor: str = "feed") -> SweepReport:
    """Settle the cases at these steps that owe nothing, and ask every queued cut again (I-11).

    A debt that is all under claim is not settled: it waits for the claim.
    """
    report = SweepReport()

    async def look(unit: UnitOfWork, accounts: Sequence[Account]) -> None:
        at = await services.moment(unit)
        for position in await positions(unit, accounts, at):
            await _look(unit, position, at, actor, report)

    for step in steps:
        await each_case(services, step, look)
    return report


async def _look(unit: UnitOfWork, position: Position, at: Moment, actor: str, report: SweepReport) -> None:
    case, now = position.case, position.standing
    if not now.overdue and not now.overdue_but_claimed:
        await settle_and_tell(unit, case, position.account, at, Settled("nothing_overdue", actor, at.now))
        report.settled += 1
    elif case.step is Step.CUT_QUEUED:
        after = await reask_and_tell(unit, position, at, actor)
        report.withdrawn += after.step is not Step.CUT_QUEUED
