"""Landing on the exact totals.

Behaviour is drawn so that debts come out a little too large. Here some debtors pay a bill after all, until each
total is passed by less than one bill; what is then missing is added as small charges to bills that stay open.
"""

import numpy as np

from caudal.synth.arrays import Bools, Ints
from caudal.synth.behaviour import NOTHING_UNPAID, Conduct
from caudal.synth.billing import Calendar
from caudal.synth.ledger import Ledger
from caudal.synth.register import Register
from caudal.synth.shape import Shape

_LARGEST_CHARGE = 320  # centimos: the most that the last correction adds to one bill


class CannotSettle(RuntimeError):
    """The drawn behaviour does not reach a total, or cannot come down to it: a fault of this package."""


def settle_older(
    shape: Shape, ledger: Ledger, register: Register, calendar: Calendar, rng: np.random.Generator
) -> None:
    """Bring bills older than three months to each locality's amount. Inactive debtors pay their oldest bills."""
    older = ledger.due <= calendar.older_limit
    for code, locality in enumerate(shape.localities):
        among = older & (register.locality[ledger.supply] == code)
        debtors = np.flatnonzero(~register.active & (register.locality == code))
        while (excess := _sum(ledger, among) - locality.older) > 0:
            _pay_down(ledger, excess, _oldest_of_several(ledger, debtors), calendar, rng)
        _add_charges(ledger, np.flatnonzero(among & ledger.open), -excess, rng)


def _oldest_of_several(ledger: Ledger, debtors: Ints) -> Ints:
    """The oldest open bill of each debtor who owes more than one: whoever owes keeps owing."""
    owed = np.bincount(ledger.supply[ledger.open], minlength=ledger.start.size)
    oldest = ledger.oldest_open()
    several = np.zeros(ledger.start.size, np.bool_)
    several[debtors] = owed[debtors] > 1
    return oldest[several[ledger.supply[oldest]]]


def settle_younger(
    shape: Shape,
    ledger: Ledger,
    register: Register,
    conduct: Conduct,
    calendar: Calendar,
    pending: int,
    rng: np.random.Generator,
) -> None:
    """Bring all other bills to what total receivables leave, after `pending` centimos of live agreements."""
    younger = ledger.due > calendar.older_limit
    target = shape.receivables - shape.older - pending
    if (excess := _sum(ledger, younger) - target) > 0:
        late = ledger.single_open & (ledger.month == 0) & ~register.principal[ledger.supply]
        nobody_stopped = conduct.unpaid_from[ledger.supply] == NOTHING_UNPAID
        candidates = np.flatnonzero(late & nobody_stopped & (ledger.part == 0))
        _pay_down(ledger, excess, candidates, calendar, rng)
    _add_charges(ledger, np.flatnonzero(younger & ledger.open), target - _sum(ledger, younger), rng)


def _sum(ledger: Ledger, among: Bools) -> int:
    return int(ledger.balance[among].sum())


def _pay_down(
    ledger: Ledger, excess: int, candidates: Ints, calendar: Calendar, rng: np.random.Generator
) -> None:
    """Pay as many of the candidates, by lot, as come to the excess, or all when they do not."""
    if not candidates.size:
        raise CannotSettle(f"{excess} centimos too many, and nobody left to pay them")
    order = rng.permutation(candidates)
    paid = np.cumsum(ledger.balance[order])
    _pay(ledger, order[: int(np.searchsorted(paid, excess)) + 1], calendar, rng)


def _pay(ledger: Ledger, rows: Ints, calendar: Calendar, rng: np.random.Generator) -> None:
    """Late, but before the cut date and within a year of the bill."""
    begin = np.where(ledger.part[rows] > 0, ledger.part_day[rows], ledger.issue[rows])
    latest = np.minimum(calendar.cut, begin + 300)
    ledger.settled[rows] = begin + 1 + ((latest - begin) * rng.random(rows.size)).astype(np.int64)
    ledger.settled[rows] = np.minimum(ledger.settled[rows], calendar.cut)


def _add_charges(ledger: Ledger, rows: Ints, amount: int, rng: np.random.Generator) -> None:
    """Spread `amount` over as few of the open bills as small charges allow."""
    count = -(-amount // _LARGEST_CHARGE)
    if count > rows.size:
        raise CannotSettle(f"{amount} centimos are missing, for {rows.size} open bills")
    if count:
        chosen = rng.choice(rows, count, replace=False)
        ledger.other[chosen] += amount // count
        ledger.other[chosen[: amount % count]] += 1
