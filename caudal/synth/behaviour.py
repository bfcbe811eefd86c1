"""Who pays how: the habit of every supply, and from which bill on it stopped.

Months are counted as in `billing`. Habits say when a bill is paid; the casting says who stopped, and when, so that
old debtors are exact by locality and every way of falling behind has hundreds of cases.
"""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Floats, Ints, Pool
from caudal.synth.billing import Calendar
from caudal.synth.register import Register
from caudal.synth.shape import Shape
from caudal.synth.tariff import FIXED_CHARGE

EARLY, HALFWAY, LAST_DAYS, BEST, LATE, PAIRS, TRIPLES = range(7)
NOTHING_UNPAID = 1
_NEVER_CUT = 99
_LONGEST_ACTIVE_DEBT = 20
_PUNCTUAL = (EARLY, HALFWAY, LAST_DAYS)
_IRREGULAR = (LATE, PAIRS, TRIPLES)
# Of the supplies that pay: how many keep each habit.
_HABIT_SHARE = {EARLY: 0.23, HALFWAY: 0.31, LAST_DAYS: 0.24, LATE: 0.11, PAIRS: 0.07, TRIPLES: 0.04}
# Of the supplies with debt over three months, those still active; of these, the cut ones and the recent ones.
_ACTIVE_OF_OLDER, _CUT, _RECENT = 0.24, 0.48, 0.30
# Of the active register: who stopped with exactly so many bills overdue.
_OVERDUE_SHARE = {3: 0.036, 2: 0.036, 1: 0.020}
# Of those who fell behind lately: best payers of old, other punctual ones; the rest were irregular.
_WERE_BEST, _WERE_PUNCTUAL = 0.16, 0.52
_LARGE_BILLS = (0.86, 0.985)  # quantiles
_LIVE, _FULFILLED = 0.017, 0.006  # agreements, of the active register
_NEW_CONNECTIONS = 0.04
_INTEREST_GUESS = 0.0055  # what interest adds to a debt of k bills: this times k * (k - 1), in bills
_MARGIN = 1.03  # old debts are drawn a little too large, and then settled down to the exact total


@dataclass(frozen=True, slots=True)
class Conduct:
    """How each supply behaves, one element a supply; `live` and `fulfilled` list supplies with an agreement.

    `pace` (0 to 1) is its usual moment within the days to pay, `turn` staggers those who skip months. `first` and
    `last` are the months billed; `unpaid_from` is the first never paid; `cut_from` the first billed with the
    fixed charge alone, the service being cut.
    """

    habit: Ints
    pace: Floats
    turn: Ints
    first: Ints
    last: Ints
    unpaid_from: Ints
    cut_from: Ints
    live: Ints
    fulfilled: Ints

    @property
    def cut(self) -> Bools:
        """Supplies whose service is cut at the cut date."""
        cut: Bools = self.cut_from != _NEVER_CUT
        return cut


class _Casting:
    """The parts being given out. Each step draws supplies that have none yet."""

    def __init__(
        self, shape: Shape, register: Register, calendar: Calendar, history: int, rng: np.random.Generator
    ) -> None:
        size = len(register)
        self.shape, self.register, self.calendar, self.rng = shape, register, calendar, rng
        self.pool = Pool(rng, size)
        self.habit = rng.choice(list(_HABIT_SHARE), size, p=list(_HABIT_SHARE.values()))
        self.first = np.full(size, 1 - history)
        self.last = np.where(register.active, 0, _closed_in(size, rng))
        self.unpaid_from = np.where(register.active, NOTHING_UNPAID, self.last + 1)
        self.cut_from = np.full(size, _NEVER_CUT)
        self.last_older = calendar.last_older(register.cycle)
        # A few very large bills would alone decide the amount of a small locality.
        large, huge = np.quantile(register.bill, _LARGE_BILLS)
        self.ordinary = register.active & (register.bill < huge)
        self.large = self.ordinary & (register.bill >= large)
        self.closed = ~register.active & (register.bill < huge)

    def owe_for_long(self) -> None:
        """Old debtors, exact by locality; the inactive ones owe what brings the locality near its amount."""
        inactive = self.shape.inactive_by_locality()
        for code, locality in enumerate(self.shape.localities):
            here = self.register.locality == code
            active = max(round(_ACTIVE_OF_OLDER * locality.customers), locality.customers - inactive[code])
            owed = self._active_old_debtors(here, active)
            closed = self.pool.take(here & self.closed, locality.customers - active)
            counts = _bills_that_add_up(self.register.bill[closed], locality.older - owed, self.rng)
            self.unpaid_from[closed] = self.last[closed] - counts + 1

    def _active_old_debtors(self, here: Bools, count: int) -> int:
        """Cut, lately fallen behind, and long in debt; returns about what they owe over three months."""
        cut = self.pool.take(here & self.ordinary, round(_CUT * count))
        recent = self._fallen(here, round(_RECENT * count))
        chronic = self.pool.take(here & self.ordinary, count - cut.size - recent.size)
        self.unpaid_from[recent] = self.last_older[recent] - self.rng.choice(
            3, recent.size, p=[0.5, 0.3, 0.2]
        )
        self._stop(cut, 1 + self.rng.geometric(0.3, cut.size))
        self._stop(chronic, 2 + self.rng.geometric(0.25, chronic.size))
        self.cut_from[cut] = self.unpaid_from[cut] + self.rng.integers(3, 6, cut.size)
        everyone = np.concatenate([cut, recent, chronic])
        months = self.last_older[everyone] - self.unpaid_from[everyone] + 1
        whole = np.minimum(months, self.cut_from[everyone] - self.unpaid_from[everyone])
        return int((whole * self.register.bill[everyone] + (months - whole) * FIXED_CHARGE).sum())

    def _stop(self, supplies: Ints, months_before: Ints) -> None:
        self.unpaid_from[supplies] = np.maximum(
            self.last_older[supplies] - months_before, -_LONGEST_ACTIVE_DEBT
        )
        self.habit[supplies] = self.rng.choice(_IRREGULAR, supplies.size)

    def fall_behind(self) -> None:
        """Active supplies with exactly three, two or one bill past its due date."""
        last_due = self.calendar.last_due(self.register.cycle)
        for overdue, share in _OVERDUE_SHARE.items():
            fallen = self._fallen(self.register.active, round(share * self.register.active.sum()))
            self.unpaid_from[fallen] = last_due[fallen] - overdue + 1

    def _fallen(self, among: Bools, count: int) -> Ints:
        """Some were the best payers of old: they paid large bills in the last days; others punctual; others not."""
        best = self.pool.take(among & self.large, round(_WERE_BEST * count))
        ordinary = among & self.ordinary
        punctual = self.pool.take(ordinary, round((_WERE_BEST + _WERE_PUNCTUAL) * count) - best.size)
        irregular = self.pool.take(ordinary, count - best.size - punctual.size)
        self.habit[best] = BEST
        self.habit[punctual] = self.rng.choice(_PUNCTUAL, punctual.size)
        self.habit[irregular] = self.rng.choice(_IRREGULAR, irregular.size)
        return np.concatenate([best, punctual, irregular])

    def agree(self) -> tuple[Ints, Ints]:
        """Supplies with a live and with a fulfilled agreement; they pay their later bills by their habit."""
        active = int(self.register.active.sum())
        return self.pool.take(self.ordinary, round(_LIVE * active)), self.pool.take(
            self.ordinary, round(_FULFILLED * active)
        )

    def connect_lately(self) -> None:
        """Some supplies without a story are new: their history is shorter."""
        ordinary = self.pool.rest(self.ordinary)
        new = self.rng.permutation(ordinary)[: round(_NEW_CONNECTIONS * ordinary.size)]
        self.first[new] = self.rng.integers(self.first[new] + 1, -2)

    def start_of_history(self) -> Ints:
        """Inactive supplies whose last bill is older than the history keep only the bills that they owe."""
        only_debts = (self.last < self.first) | (self.unpaid_from < self.first)
        return np.where(only_debts, self.unpaid_from, self.first)


def cast(
    shape: Shape, register: Register, calendar: Calendar, history: int, rng: np.random.Generator
) -> Conduct:
    """Give every supply its way of paying over `history` months."""
    casting = _Casting(shape, register, calendar, history, rng)
    casting.owe_for_long()
    casting.fall_behind()
    live, fulfilled = casting.agree()
    casting.connect_lately()
    return Conduct(
        habit=casting.habit,
        pace=rng.random(len(register)),
        turn=rng.integers(0, 6, len(register)),
        first=casting.start_of_history(),
        last=casting.last,
        unpaid_from=casting.unpaid_from,
        cut_from=casting.cut_from,
        live=live,
        fulfilled=fulfilled,
    )


def _closed_in(size: int, rng: np.random.Generator) -> Ints:
    """The last billed month of inactive supplies: up to five years ago, most of them in the last two."""
    period = rng.choice(3, size, p=[0.55, 0.30, 0.15])
    return np.choose(
        period, [rng.integers(-23, -4, size), rng.integers(-35, -23, size), rng.integers(-60, -35, size)]
    )


def _bills_that_add_up(bill: Ints, amount: int, rng: np.random.Generator) -> Ints:
    """How many bills each owes: at least one, at most 30, varied, together somewhat more than `amount`."""
    appetite = rng.gamma(1.7, 1.0, bill.size)
    wanted = amount * _MARGIN + 2 * float(bill.mean() if bill.size else 0)
    low, high = 0.0, 64.0
    for _ in range(40):
        middle = (low + high) / 2
        counts = _counts(appetite, middle)
        enough = (bill * (counts + _INTEREST_GUESS * counts * (counts - 1))).sum() >= wanted
        low, high = (low, middle) if enough else (middle, high)
    return _counts(appetite, high)


def _counts(appetite: Floats, scale: float) -> Ints:
    return np.clip(np.rint(appetite * scale), 1, 30).astype(np.int64)
