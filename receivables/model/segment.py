"""Segments of a portfolio: classes of a named scheme, as data.

Tumbes' five are our reading of Cuadro 3 of its plan for 2024 (domain.md, section 1), whose scan repeats a definition
and whose amounts do not add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from receivables.model.account import Account, Obstacle
from receivables.model.dates import months_before
from receivables.model.money import Money, total
from receivables.model.standing import Standing


@dataclass(frozen=True, slots=True)
class Segment:
    """One class: whose oldest outstanding bill has been due for more than `months_over`.

    0 is "past its due date", None "whatever its date". `obstacle`: only with a recorded obstacle to a cut.
    """

    id: str
    months_over: int | None
    obstacle: bool = False

    def holds(self, account: Account, standing: Standing) -> bool:
        """Whether the account belongs here, if no segment before it took it."""
        oldest = standing.oldest_due_on
        if oldest is None or (self.obstacle and account.supply.obstacle is Obstacle.NONE):
            return False
        return self.months_over is None or oldest < months_before(standing.on, self.months_over)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The segments by precedence: an account belongs to the first that holds. `shown` is the order for readers."""

    id: str
    segments: tuple[Segment, ...]
    shown: tuple[str, ...]

    def segment_of(self, account: Account, standing: Standing) -> str | None:
        """The id of its segment; None for an account with nothing outstanding (all paid, or all under claim)."""
        return next((each.id for each in self.segments if each.holds(account, standing)), None)


TUMBES = Scheme(
    "tumbes",
    (
        Segment("uncollectable", months_over=36),
        Segment("heavy_collectable", months_over=4, obstacle=True),
        Segment("medium", months_over=4),
        Segment("light", months_over=0),
        Segment("in_payment", months_over=None),
    ),
    shown=("in_payment", "light", "medium", "heavy_collectable", "uncollectable"),
)

NO_SEGMENT = "no_segment"
"""Where bills stand that are unpaid and not outstanding: under claim, or negligible remainders."""


def unpaid(standing: Standing, months_old: int | None = None) -> Money:
    """What the books show as unpaid, claimed included; with `months_old`, of bills due so many months before or more.

    (surfaces.md, "caudal segments": exactly that many months counts.)
    """
    if months_old is None:
        return standing.unpaid
    limit = months_before(standing.on, months_old)
    late = (each.unpaid for each in standing.bills if each.bill.due_on <= limit)
    return total(late, standing.negligible.currency)


@dataclass(frozen=True, slots=True)
class Group:
    """Part of a portfolio: how many supplies owe in it, and how much."""

    name: str
    customers: int
    amount: Money


def grouped(owed: Iterable[tuple[str, Money]], currency: str = "PEN") -> list[Group]:
    """The groups by name, in the order of their names; supplies that owe nothing count nowhere."""
    customers: dict[str, int] = {}
    centimos: dict[str, int] = {}
    for name, amount in owed:
        if amount:
            customers[name] = customers.get(name, 0) + 1
            centimos[name] = centimos.get(name, 0) + amount.centimos
    return [Group(name, customers[name], Money(centimos[name], currency)) for name in sorted(customers)]
