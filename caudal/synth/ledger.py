"""The bills, one element a bill, supply by supply and month by month; what was paid of them and when.

Amounts are whole centimos; days are counted from 1970-01-01; OPEN stands for a payment that never came.
"""

from dataclasses import dataclass

import numpy as np

from caudal.synth import tariff
from caudal.synth.arrays import Bools, Ints
from caudal.synth.behaviour import Conduct
from caudal.synth.billing import Calendar
from caudal.synth.register import Register

OPEN = 1_000_000
_INTEREST_PER_MILLE = 11  # a month, simple, on each overdue bill
_INTEREST_MONTHS = 12
_OTHER_SHARE = 0.02
_OTHER_CHARGES = (450, 620, 1_150, 2_000)  # inspection, notice, meter test, reopening


@dataclass(slots=True)
class Ledger:
    """The books. `settled` is the day on which a bill was paid or refinanced; `part` was paid on `part_day`."""

    supply: Ints
    month: Ints
    issue: Ints
    due: Ints
    m3: Ints
    water: Ints
    sewer: Ints
    fixed: Ints
    interest: Ints
    other: Ints
    settled: Ints
    part: Ints
    part_day: Ints
    refinanced: Bools
    start: Ints  # of each supply: where its bills begin

    @property
    def total(self) -> Ints:
        """What each bill asks for."""
        return self.water + self.sewer + self.fixed + self.interest + self.other

    @property
    def open(self) -> Bools:
        """Bills neither paid in full nor refinanced."""
        still_open: Bools = self.settled == OPEN
        return still_open

    @property
    def balance(self) -> Ints:
        """What is unpaid of each bill."""
        return np.where(self.open, self.total - self.part, 0)

    @property
    def single_open(self) -> Bools:
        """Open bills that are the only one of their supply."""
        owed = np.bincount(self.supply[self.open], minlength=self.start.size)
        single: Bools = self.open & (owed[self.supply] == 1)
        return single

    def oldest_open(self) -> Ints:
        """Positions of the oldest open bill of each supply that owes."""
        rows = np.flatnonzero(self.open)
        _, firsts = np.unique(self.supply[rows], return_index=True)
        return rows[firsts]


def issue_bills(register: Register, conduct: Conduct, calendar: Calendar, rng: np.random.Generator) -> Ledger:
    """Bill every supply for its months, all bills still open and without interest."""
    months = np.maximum(conduct.last - conduct.first + 1, 0)
    start = np.cumsum(months) - months
    supply = np.repeat(np.arange(len(register)), months)
    month = np.arange(supply.size) - start[supply] + conduct.first[supply]
    cycle = register.cycle[supply]
    used = tariff.monthly_consumption(rng, register.usual[supply], month % 12 + 1)
    m3 = np.where(month < conduct.cut_from[supply], used, 0)
    charges = tariff.charge(register.category[supply], register.has_sewer[supply], m3)
    return Ledger(
        supply=supply,
        month=month,
        issue=calendar.issue(cycle, month),
        due=calendar.due(cycle, month),
        m3=m3,
        water=charges.water,
        sewer=charges.sewer,
        fixed=charges.fixed,
        interest=np.zeros(supply.size, np.int64),
        other=np.where(rng.random(supply.size) < _OTHER_SHARE, rng.choice(_OTHER_CHARGES, supply.size), 0),
        settled=np.full(supply.size, OPEN),
        part=np.zeros(supply.size, np.int64),
        part_day=np.full(supply.size, OPEN),
        refinanced=np.zeros(supply.size, np.bool_),
        start=start,
    )


def charge_interest(ledger: Ledger) -> None:
    """Simple interest on the bills of the supply that were overdue when the next was issued, half up to the centimo."""
    principal = ledger.total
    base = np.zeros(principal.size, np.int64)
    for lag in range(1, _INTEREST_MONTHS + 1):
        now, before = slice(lag, None), slice(None, -lag)
        same = ledger.supply[now] == ledger.supply[before]
        overdue = (ledger.settled[before] > ledger.issue[now]) & (ledger.due[before] < ledger.issue[now])
        base[now] += np.where(same & overdue, principal[before], 0)
    ledger.interest = (base * _INTEREST_PER_MILLE + 500) // 1_000
