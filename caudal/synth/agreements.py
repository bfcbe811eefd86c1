"""Instalment agreements: live ones with instalments paid, overdue and to come; fulfilled ones; broken ones.

The bills that an agreement refinanced have balance 0; a broken one gives them back, less what was paid.
Schedules are made by `receivables.model.plan`; most bear no interest, some a yearly rate of 12%.
"""

from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from caudal.synth.arrays import Ints
from caudal.synth.behaviour import Conduct
from caudal.synth.billing import Calendar, day_number, day_of
from caudal.synth.ledger import Ledger
from caudal.synth.register import Register
from receivables.model.dates import add_months, months_between
from receivables.model.money import Money
from receivables.model.plan import Rate, Terms, simulate

LIVE, FULFILLED, BROKEN = "VIGENTE", "CUMPLIDO", "QUEBRADO"
_MOST_INSTALMENTS = 24  # plan of Agua Tumbes 2024, action 1
_BROKEN_SHARE = 0.35  # of the active supplies in debt for half a year or more
_BROKEN_AFTER = -6
_BEHIND = 0.35  # of the live agreements: their last one or two instalments were not paid
_PART_PAID = 0.15  # of the first overdue instalments
_INTEREST_SHARE = 0.3
_RATES = {tea: Rate.of_tea(Decimal(tea)) for tea in (0, 12)}  # percent a year


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement; amounts in centimos, days since 1970-01-01. `paid` goes with `amounts` and `dues`."""

    supply: int
    signed: int
    down: int
    tea: int
    state: str
    dues: tuple[int, ...]
    amounts: tuple[int, ...]
    paid: tuple[int, ...]
    paid_on: tuple[int, ...] = field(repr=False)

    @property
    def refinanced(self) -> bool:
        """Whether its bills have balance 0; a broken agreement gave them back."""
        return self.state != BROKEN

    @property
    def pending(self) -> int:
        """What is still to pay, due or not."""
        return sum(self.amounts) - sum(self.paid)


@dataclass(frozen=True, slots=True)
class Refinancing:
    """Which bills went into an agreement: of `supply`, `count` bills from position `row` on."""

    supply: int
    row: int
    count: int
    signed: int
    state: str


def refinance(ledger: Ledger, conduct: Conduct, rng: np.random.Generator) -> list[Refinancing]:
    """Take old bills of some supplies into live and fulfilled agreements."""
    chosen = [(supply, LIVE, 2) for supply in conduct.live.tolist()]
    chosen += [(supply, FULFILLED, 10) for supply in conduct.fulfilled.tolist()]
    return [
        _refinance(ledger, conduct, supply, months_ago + int(rng.integers(0, 8)), state, rng)
        for supply, state, months_ago in chosen
    ]


def _refinance(
    ledger: Ledger, conduct: Conduct, supply: int, months_ago: int, state: str, rng: np.random.Generator
) -> Refinancing:
    newest = int(ledger.start[supply] - conduct.first[supply]) - months_ago
    count = int(rng.integers(4, 11 if state == LIVE else 7))
    signed = int(ledger.due[newest]) + int(rng.integers(2, 7))
    row = newest - count + 1
    ledger.settled[row : newest + 1] = signed
    ledger.refinanced[row : newest + 1] = True
    return Refinancing(supply, row, count, signed, state)


def sign(
    ledger: Ledger,
    register: Register,
    conduct: Conduct,
    refinancings: list[Refinancing],
    calendar: Calendar,
    rng: np.random.Generator,
) -> list[Agreement]:
    """Write the schedules, once the bills have their interest; add the broken agreements of old debtors."""
    total = ledger.total
    agreements = [
        _schedule(r, int(total[r.row : r.row + r.count].sum()), calendar, rng) for r in refinancings
    ]
    old = np.flatnonzero(register.active & (conduct.unpaid_from <= _BROKEN_AFTER))
    broken = np.sort(rng.permutation(old)[: round(_BROKEN_SHARE * old.size)])
    agreements += [_broken(ledger, conduct, total, int(supply), rng) for supply in broken]
    return sorted(agreements, key=lambda agreement: (agreement.signed, agreement.supply))


def _schedule(taken: Refinancing, debt: int, calendar: Calendar, rng: np.random.Generator) -> Agreement:
    down = debt * int(rng.integers(20, 31)) // 100
    reached = months_between(day_of(taken.signed), day_of(calendar.cut))
    live = taken.state == LIVE
    count = min(_MOST_INSTALMENTS, reached + int(rng.integers(2, 11))) if live else int(rng.integers(3, 7))
    tea = 12 if rng.random() < _INTEREST_SHARE else 0
    dues, amounts = _plan(debt, down, count, tea, taken.signed)
    behind = int(rng.integers(1, 3)) if live and rng.random() < _BEHIND else 0
    settled = max(0, min(reached, count) - behind)
    paid = [amount if i < settled else 0 for i, amount in enumerate(amounts)]
    paid_on = [due - int(rng.integers(0, 5)) for due in dues]
    if settled < min(reached, count) and rng.random() < _PART_PAID:
        paid[settled] = amounts[settled] // 2
    return Agreement(
        taken.supply, taken.signed, down, tea, taken.state, dues, amounts, tuple(paid), tuple(paid_on)
    )


def _broken(
    ledger: Ledger, conduct: Conduct, total: Ints, supply: int, rng: np.random.Generator
) -> Agreement:
    """Three bills agreed upon, a down payment (now part of the oldest bill), and no instalment ever paid."""
    row = int(ledger.start[supply] + conduct.unpaid_from[supply] - conduct.first[supply])
    signed = int(ledger.due[row + 2]) + int(rng.integers(2, 10))
    down = int(total[row]) * int(rng.integers(30, 71)) // 100
    ledger.part[row], ledger.part_day[row] = down, signed
    count = int(rng.integers(4, 13))
    dues, amounts = _plan(int(total[row : row + 3].sum()), down, count, 0, signed)
    nothing = (0,) * count
    return Agreement(supply, signed, down, 0, BROKEN, dues, amounts, nothing, nothing)


def _plan(debt: int, down: int, count: int, tea: int, signed: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Due days and amounts of the schedule, by the rules of the model; the first is due a month after the signing."""
    first = add_months(day_of(signed), 1)
    terms = Terms(Money(debt), Money(down), count, first, _RATES[tea])
    rows = simulate(terms).instalments
    return tuple(day_number(row.due_on) for row in rows), tuple(row.amount.centimos for row in rows)
