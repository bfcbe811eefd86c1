"""The payments that the collection centres report: made of the settled bills, the parts and the agreements."""

from dataclasses import dataclass

import numpy as np

from caudal.synth.agreements import Agreement
from caudal.synth.arrays import Bools, Ints
from caudal.synth.ledger import Ledger

CENTRES = ("CAR1", "CAR2", "CAR3", "CAR4", "CAR5", "CAR6", "CAR7", "BCO1", "BCO2", "WEB")
_OWN_CENTRES = 7
_NEIGHBOURS = 500  # supplies in a row that have the same collection centre nearest
_ELSEWHERE = 0.25
_UNNAMED = 0.12  # of the payments of a single bill: the centre did not note which
NO_BILL = -1


@dataclass(frozen=True, slots=True)
class Payments:
    """One element a payment, in the order of their days. `row` is the bill named, or NO_BILL."""

    supply: Ints
    day: Ints
    amount: Ints
    row: Ints
    centre: Ints


def collect_payments(
    ledger: Ledger,
    agreements: list[Agreement],
    listed: Bools,
    since: int,
    name_all: Bools,
    rng: np.random.Generator,
) -> Payments:
    """Payments from the day `since` on, of the bills `listed`: one for all that a supply settled on one day.

    A payment of several bills names none; nor do some of the others, except at the supplies `name_all`. What was
    paid before that day of bills that are still open is not here: it shows as an opening balance.
    """
    parts = np.flatnonzero((ledger.part > 0) & listed & (ledger.part_day >= since))
    begun = _Made(ledger.supply[parts], ledger.part_day[parts], ledger.part[parts], parts)
    made = _joined(_whole(ledger, listed), begun, _of_agreements(agreements, since))
    unnamed = (rng.random(made.day.size) < _UNNAMED) & ~name_all[made.supply]
    home = rng.integers(0, _OWN_CENTRES, name_all.size // _NEIGHBOURS + 1)[made.supply // _NEIGHBOURS]
    elsewhere = rng.random(made.day.size) < _ELSEWHERE
    centre = np.where(elsewhere, rng.integers(0, len(CENTRES), made.day.size), home)
    order = np.lexsort((made.supply, made.day))
    row = np.where(unnamed, NO_BILL, made.row)
    return Payments(made.supply[order], made.day[order], made.amount[order], row[order], centre[order])


@dataclass(frozen=True, slots=True)
class _Made:
    supply: Ints
    day: Ints
    amount: Ints
    row: Ints


def _whole(ledger: Ledger, listed: Bools) -> _Made:
    """Bills settled on one day by one supply become one payment. Bills are in order of supply and month."""
    rows = np.flatnonzero(~ledger.open & ~ledger.refinanced & listed)
    supply, day = ledger.supply[rows], ledger.settled[rows]
    starts = np.flatnonzero(np.r_[True, (supply[1:] != supply[:-1]) | (day[1:] != day[:-1])])
    amount = np.add.reduceat((ledger.total - ledger.part)[rows], starts)
    alone = np.diff(np.r_[starts, rows.size]) == 1
    return _Made(supply[starts], day[starts], amount, np.where(alone, rows[starts], NO_BILL))


def _of_agreements(agreements: list[Agreement], since: int) -> _Made:
    """Down payments and instalments name no bill. The down payment of a broken agreement is part of its oldest bill."""
    made = [(each.supply, each.signed, each.down) for each in agreements if each.refinanced]
    for each in agreements:
        made += [(each.supply, day, paid) for day, paid in zip(each.paid_on, each.paid, strict=True) if paid]
    table = np.array([payment for payment in made if payment[1] >= since], np.int64).reshape(-1, 3)
    return _Made(table[:, 0], table[:, 1], table[:, 2], np.full(len(table), NO_BILL))


def _joined(*several: _Made) -> _Made:
    return _Made(
        supply=np.concatenate([made.supply for made in several]),
        day=np.concatenate([made.day for made in several]),
        amount=np.concatenate([made.amount for made in several]),
        row=np.concatenate([made.row for made in several]),
    )
