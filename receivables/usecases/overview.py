"""What a utility's staff look at in the morning: the portfolio, what was withheld today, and what needs somebody."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.decision import Reason
from receivables.model.impediment import Impediment
from receivables.model.money import Money
from receivables.model.owed import Owed, nothing_owed, owed
from receivables.model.policy import Policy
from receivables.model.suppression import Cause
from receivables.ports import UnitOfWork
from receivables.usecases.bulk import uncollected
from receivables.usecases.checked import Checked, last_check
from receivables.usecases.services import Services

PAGE = 1_000
WEEK = 7
LEFT_OUT = ("withheld", "postponed", "expired")


@dataclass(frozen=True, slots=True)
class Place:
    """One locality, or all of them: what it owes, and what it paid today and in the last seven days, today included."""

    owed: Owed
    today: Money
    week: Money

    def __add__(self, other: "Place") -> "Place":
        return Place(self.owed + other.owed, self.today + other.today, self.week + other.week)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What is owed and was collected, as known at a moment; places by name."""

    at: Moment
    places: tuple[Place, ...]

    @property
    def stale(self) -> bool:
        """Whether nothing was heard of payments for longer than the policy takes for fresh."""
        return self.at.feed.stale(self.at.today, self.at.policy.feed_days)

    def within(self, localities: Collection[str] | None) -> "Portfolio":
        """The part of those localities; all of it when None."""
        if localities is None:
            return self
        return Portfolio(self.at, tuple(place for place in self.places if place.owed.locality in localities))

    @property
    def total(self) -> Place:
        """All places together."""
        currency = self.at.policy.currency
        result = Place(nothing_owed("", currency), Money.zero(currency), Money.zero(currency))
        for place in self.places:
            result = result + place
        return result


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs somebody. `waiting`: since when each chat waits for a person, oldest first.

    `checked`: the latest look through the record; None before the first.
    """

    suppressed: Mapping[Cause, int]
    waiting: Sequence[datetime]
    impediments: Sequence[Impediment]
    checked: Checked | None

    @property
    def alarming(self) -> bool:
        """Whether the record is broken, or nobody looks it through."""
        return self.checked is None or self.checked.old or not self.checked.sound


async def portfolio(services: Services) -> Portfolio | None:
    """The sums of today; None before the first feed.

    The database adds up the supplies that are plain to sum; the others go through the rules of the model.
    """
    async with services.units.reading() as unit:
        feed = await unit.ledger.feed()
        if feed is None:
            return None
        at = await services.moment(unit)
        day = max(at.today, feed.cut_date)  # of the days before it the balances of a feed say nothing
        sums = _Sums(services.policy)
        others = await unit.ledger.not_plainly_owed()
        for part in await unit.ledger.plainly_owed(day, services.policy.negligible, others):
            sums.add(part)
        await _add_each(unit, others, at, day, sums)
        week = at.today - timedelta(days=WEEK - 1)
        for locality, paid_on, centimos in await unit.ledger.collected(week, at.today):
            sums.collect(locality, centimos, today=paid_on == at.today)
    return Portfolio(at, sums.places())


async def withheld_today(services: Services) -> list[tuple[Reason, int]]:
    """How often each reason kept somebody from a message or a cut since midnight, the most frequent first."""
    midnight = midnight_of(services)
    counts: Counter[Reason] = Counter()
    async with services.units.reading() as unit:
        for act in (Act.PLAN, Act.SEND, Act.CUT):
            for (outcome, reason), count in (await unit.audit.tally(act, midnight)).items():
                if outcome in LEFT_OUT and reason in set(Reason):
                    counts[Reason(reason)] += count
    return counts.most_common()


async def attention(services: Services) -> Attention:
    """What needs somebody now."""
    today = services.policy.today(services.clock.now())
    checked = await last_check(services)
    async with services.units.reading() as unit:
        waiting = await unit.handovers.waiting()
        return Attention(
            suppressed=await unit.suppressions.tally(),
            waiting=[each.at for each in waiting],
            impediments=await unit.impediments.in_force(today),
            checked=checked,
        )


@dataclass(slots=True)
class _Sums:
    """What is added up so far, by locality."""

    policy: Policy
    owed: dict[str, Owed] = field(default_factory=dict)
    today: Counter[str] = field(default_factory=Counter)
    week: Counter[str] = field(default_factory=Counter)

    def add(self, part: Owed) -> None:
        known = self.owed.get(part.locality) or nothing_owed(part.locality, self.policy.currency)
        self.owed[part.locality] = known + part

    def collect(self, locality: str, centimos: int, *, today: bool) -> None:
        self.week[locality] += centimos
        self.today[locality] += centimos if today else 0

    def places(self) -> tuple[Place, ...]:
        currency = self.policy.currency
        return tuple(
            Place(
                self.owed.get(name) or nothing_owed(name, currency),
                Money(self.today[name], currency),
                Money(self.week[name], currency),
            )
            for name in sorted({*self.owed, *self.week})
        )


async def _add_each(unit: UnitOfWork, numbers: Sequence[str], at: Moment, day: date, sums: _Sums) -> None:
    with uncollected():
        for start in range(0, len(numbers), PAGE):
            accounts = await unit.ledger.accounts(numbers[start : start + PAGE], whole=False)
            for account in accounts.values():
                sums.add(owed(account.supply.locality, at.standing(account, day)))


def midnight_of(services: Services) -> datetime:
    """When the utility's day began."""
    local = services.policy.local(services.clock.now())
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
