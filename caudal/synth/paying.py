"""When each bill is paid: the habits, turned into days; and payments in parts."""

import numpy as np

from caudal.synth.arrays import Floats, Ints
from caudal.synth.behaviour import BEST, EARLY, LAST_DAYS, LATE, NOTHING_UNPAID, PAIRS, TRIPLES, Conduct
from caudal.synth.billing import LATEST, Calendar
from caudal.synth.ledger import OPEN, Ledger
from caudal.synth.register import Register

_FORGETFUL = 0.03  # of the bills of punctual payers
_IN_TWO_PARTS = 0.008  # of the bills paid
_STARTED = 0.05  # of the debts: something was paid of the oldest bill
_STARTED_WITHIN = 240  # days of the issue
_LEFT_LITTLE = (20, 990)  # centimos left of some bills, from next to nothing to S/ 9.90


def pay_by_habit(
    ledger: Ledger, register: Register, conduct: Conduct, calendar: Calendar, rng: np.random.Generator
) -> None:
    """Settle the bills that each supply paid up to the cut date; what comes later stays open."""
    habit = conduct.habit[ledger.supply]
    paid_with = _paid_with(ledger, conduct, habit)
    cycle = register.cycle[ledger.supply]
    issue, due = calendar.issue(cycle, paid_with), calendar.due(cycle, paid_with)
    # Bills paid together share the day: the chances belong to the supply and to the month of the payment.
    chance = rng.random((len(register), paid_with.max() - paid_with.min() + 1))
    day = _day(
        habit, conduct.pace[ledger.supply], issue, due, chance[ledger.supply, paid_with - paid_with.min()]
    )
    never = _owes_from(conduct)[ledger.supply] <= ledger.month
    ledger.settled = np.where(never | (day > calendar.cut), OPEN, day)


def _owes_from(conduct: Conduct) -> Ints:
    return np.where(conduct.unpaid_from == NOTHING_UNPAID, LATEST + 1, conduct.unpaid_from)


def _paid_with(ledger: Ledger, conduct: Conduct, habit: Ints) -> Ints:
    """The month with whose bill each is paid: its own, or the last of the two or three paid together."""
    every = np.where(habit == PAIRS, 2, np.where(habit == TRIPLES, 3, 1))
    together = ledger.month + (conduct.turn[ledger.supply] - ledger.month) % every
    last_paid = np.minimum(_owes_from(conduct), LATEST + 1)[ledger.supply] - 1
    return np.where(ledger.month > last_paid, ledger.month, np.minimum(together, last_paid))


def _day(habit: Ints, pace: Floats, issue: Ints, due: Ints, chance: Floats) -> Ints:
    """The day of payment, from the habit, the pace of the supply and the chance of the month (both 0 to 1)."""
    span = due - issue
    share = np.select(
        [habit == EARLY, habit == LAST_DAYS], [0.05 + 0.15 * pace, 0.85 + 0.15 * pace], 0.2 + 0.65 * pace
    )
    in_time = np.clip(np.rint(issue + share * span + 3 * chance - 1.5), issue, due)
    late = due + 2 + np.rint(16 * pace + 7 * chance)
    best = due - np.floor(3 * chance)
    together = due + np.rint(10 * pace + 2 * chance) - 4
    forgotten = (chance > 1 - _FORGETFUL) & (habit <= LAST_DAYS)
    day = np.select(
        [habit == BEST, habit == LATE, (habit == PAIRS) | (habit == TRIPLES), forgotten],
        [best, late, together, late],
        in_time,
    )
    return day.astype(np.int64)


def pay_in_parts(ledger: Ledger, conduct: Conduct, calendar: Calendar, rng: np.random.Generator) -> None:
    """Some bills were paid in two parts; of some debts a part was paid, sometimes all but very little."""
    alone = (conduct.habit[ledger.supply] <= LATE) & ~ledger.refinanced & ~ledger.open
    split = np.flatnonzero(alone & (rng.random(alone.size) < _IN_TWO_PARTS))
    split = split[ledger.settled[split] - ledger.issue[split] > 4]
    days_before = rng.integers(1, 5, split.size)
    _part(ledger, split, rng.integers(30, 71, split.size), ledger.settled[split] - days_before)
    begun = ledger.oldest_open()
    begun = begun[(ledger.part[begun] == 0) & (rng.random(begun.size) < _STARTED)]
    begun = begun[ledger.due[begun] < calendar.cut]
    issue = ledger.issue[begun]
    latest = np.minimum(calendar.cut, issue + _STARTED_WITHIN)
    when = issue + 1 + (rng.random(begun.size) * (latest - issue)).astype(np.int64)
    _part(ledger, begun, rng.integers(20, 81, begun.size), when)
    _leave_little(ledger, begun, rng)


def _part(ledger: Ledger, rows: Ints, percent: Ints, days: Ints) -> None:
    ledger.part[rows] = ledger.total[rows] * percent // 100
    ledger.part_day[rows] = days


def _leave_little(ledger: Ledger, begun: Ints, rng: np.random.Generator) -> None:
    """Of those begun, the supplies that owe a single bill: half of them owe less than S/ 10 of it."""
    single = begun[ledger.single_open[begun] & (rng.random(begun.size) < 0.5)]
    left = np.minimum(rng.integers(*_LEFT_LITTLE, single.size), ledger.total[single] // 2)
    ledger.part[single] = ledger.total[single] - left
