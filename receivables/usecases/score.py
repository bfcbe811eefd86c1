"""Keep the cut points of every day that a protecting score may be asked for, and the scores of those who owe."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from receivables.errors import Refused
from receivables.model.account import Account
from receivables.model.dates import add_months
from receivables.model.money import Money
from receivables.model.protection import Protection, protection_by, reference_day
from receivables.model.rfm import (
    WINDOW_MONTHS,
    Classes,
    Measure,
    RfmCuts,
    RfmScore,
    classes,
    uninformative,
    window_start,
)
from receivables.model.standing import standing
from receivables.ports import PaymentColumns, ScoreEngine, UnitOfWork
from receivables.usecases.bulk import uncollected
from receivables.usecases.pages import accounts_on
from receivables.usecases.services import Services

Watch = Callable[[str], None]
"""Told what is done next: `payments`, `accounts`, `cuts`, `scores`, `saving`."""


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """What scoring found.

    `classes` are of all supplies as of the day, `tied` the measures in which all payers are equal. `protection` counts
    the accounts that owe and were billed before by what their past asks for; `unknown` are those of them whose
    reference day has no cut points because no payments of that time are on file: they are treated with care.
    """

    as_of: date
    days: int
    classes: Classes
    tied: tuple[Measure, ...]
    protection: Mapping[Protection, int]
    unknown: int


def _nobody(step: str) -> None:
    """Nobody watches."""


async def score_portfolio(
    services: Services, engine: ScoreEngine, as_of: date | None = None, watch: Watch = _nobody
) -> ScoreReport:
    """Take the cut points as of every due date and month end up to `as_of`, and score those who owe.

    The day is by default the one up to which payments are known. Month ends are those of the last twelve months.
    Everything is read and reckoned before the first row is written, so others wait for the writing alone. Raises
    Refused("nothing_imported") before the first feed.
    """
    async with services.units.reading() as unit:
        feed = await unit.ledger.feed()
        if feed is None:
            raise Refused("nothing_imported")
        day = as_of or feed.payments_through
        days = sorted({due for due in await unit.ledger.due_days() if due < day} | month_ends(day) | {day})
        with uncollected():
            watch("payments")
            payments = await _payments(unit, window_start(days[0]), day)
            watch("accounts")
            wanted = await _wanted(unit, day, services.policy.negligible)
        everybody = await unit.ledger.supply_numbers()
    watch("cuts")
    cuts = engine.cuts(payments, days)
    watch("scores")
    scores = engine.scores(payments, wanted, cuts)
    today = engine.scores(payments, [(supply, day) for supply in everybody], cuts)
    watch("saving")
    async with services.units() as unit:
        await unit.ledger.save_cuts(cuts)
        await unit.ledger.save_scores(scores)
    return ScoreReport(
        as_of=day,
        days=len(cuts),
        classes=classes(today.values()),
        tied=uninformative(cuts[day]) if day in cuts else (),
        protection=Counter(protection_by(scores.get(each), services.policy) for each in wanted),
        unknown=len(wanted) - len(scores),
    )


def month_ends(day: date) -> set[date]:
    """The last days of the twelve months that ended on or before that day."""
    first = (day + timedelta(days=1)).replace(day=1)
    return {add_months(first, -months) - timedelta(days=1) for months in range(WINDOW_MONTHS)}


async def _payments(unit: UnitOfWork, since: date, until: date) -> PaymentColumns:
    names: dict[str, str] = {}
    supplies, days, centimos = [], [], []
    async for chunk in unit.ledger.payments(since, until):
        for supply, day, amount in chunk:
            supplies.append(
                names.setdefault(supply, supply)
            )  # a supply pays many times: its number is kept once
            days.append(day)
            centimos.append(amount)
    return PaymentColumns(supplies, days, centimos)


async def _wanted(unit: UnitOfWork, day: date, negligible: Money) -> list[tuple[str, date]]:
    """The supplies that owe, each with the day as of which it is protected."""
    wanted: list[tuple[str, date]] = []
    async for page in accounts_on(unit, day):
        for account in page:
            reference = reference_day(account, standing(account, day, negligible))
            if reference is not None:
                wanted.append((account.supply.supply_number, reference))
    return wanted


async def ensure_scores(
    unit: UnitOfWork, accounts: Sequence[Account], on: date, negligible: Money
) -> list[Account]:
    """The same accounts, in their order, each knowing its protecting score where there are cut points for it.

    A payment of the oldest unpaid bill moves the reference day: the account is then scored again, alone, from its whole
    history and the cut points kept, and the score is saved.
    """
    lacking: dict[str, date] = {}
    for account in accounts:
        day = reference_day(account, standing(account, on, negligible))
        if day is not None and day not in account.scores:
            lacking[account.supply.supply_number] = day
    found = await _scored_alone(unit, lacking)
    return [_knowing(account, lacking.get(account.supply.supply_number), found) for account in accounts]


async def rescore_account(unit: UnitOfWork, supply_number: str, day: date) -> RfmScore | None:
    """Score one supply again as of a day, from the cut points kept for it, and save it; None without cut points."""
    found = await _scored_alone(unit, {supply_number: day})
    return found.get((supply_number, day))


async def _scored_alone(unit: UnitOfWork, wanted: Mapping[str, date]) -> dict[tuple[str, date], RfmScore]:
    cuts = await unit.ledger.cuts(set(wanted.values())) if wanted else {}
    scorable = {supply: cuts[day] for supply, day in wanted.items() if day in cuts}
    if not scorable:
        return {}
    histories = await unit.ledger.accounts(list(scorable))
    scores = {
        (supply, scorable[supply].as_of): _score(each, scorable[supply]) for supply, each in histories.items()
    }
    await unit.ledger.save_scores(scores)
    return scores


def _score(account: Account, cuts: RfmCuts) -> RfmScore:
    return cuts.score_alone((each.paid_on, each.amount) for each in account.payments if not each.reversed)


def _knowing(account: Account, day: date | None, found: Mapping[tuple[str, date], RfmScore]) -> Account:
    if day is None or (score := found.get((account.supply.supply_number, day))) is None:
        return account
    return replace(account, scores={**account.scores, day: score})
