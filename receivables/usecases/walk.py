"""Walk over many accounts, a page at a time, each page in a unit of work of its own, so that no job holds the store."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from receivables.model.account import Account
from receivables.model.ladder import Step
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies

PAGE = 1_000
Visit = Callable[[UnitOfWork, Sequence[Account]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the store may leave out before anything is decided: see `Ledger.owing`."""

    localities: Collection[str] = ()
    active_only: bool = False
    due_before: date | None = None
    bills_due: int = 1
    consumed_over: Decimal | None = None
    not_beyond: Collection[Step] = ()


async def each_owing(services: Services, visit: Visit, sieve: Sieve) -> None:
    """Show `visit` the accounts that may owe something, in the short form of `Ledger.owing`."""
    after: str | None = ""
    while after is not None:
        async with services.units() as unit:
            accounts = await unit.ledger.owing(after, PAGE, **asdict(sieve))
            await visit(unit, accounts)
        after = accounts[-1].supply.supply_number if len(accounts) == PAGE else None


async def each_case(services: Services, step: Step, visit: Visit, *, whole: bool = False) -> None:
    """Show `visit` the accounts whose case is at that step; nobody else decides about them meanwhile.

    In the short form of `Ledger.owing`, or with their whole history.
    """
    after: str | None = ""
    while after is not None:
        async with services.units() as unit:
            numbers = [case.supply_number for case in await unit.cases.at_step(step, after, PAGE)]
            await hold_supplies(unit, numbers)
            cases = await unit.cases.get(numbers)
            still = [number for number in numbers if cases[number].step is step]
            accounts = await unit.ledger.accounts(still, whole=whole)
            await visit(unit, [accounts[number] for number in still if number in accounts])
        after = numbers[-1] if len(numbers) == PAGE else None
