"""Who would be a candidate for a cut, by the protecting score (design.md, RFM; domain.md, action 2).

A second opinion in arrays of the rule in `receivables.model.rfm`, quick enough for every generation.
"""

from collections.abc import Iterator

import numpy as np

from caudal.synth.agreements import LIVE
from caudal.synth.arrays import Bools, Ints
from caudal.synth.billing import day_number, day_of
from caudal.synth.claims import PENDING
from caudal.synth.payments import Payments
from caudal.synth.portfolio import Portfolio
from receivables.model.dates import months_before

BEST, GOOD, OTHER, UNSCORED = "555", "mean_4", "below_4", "unscored"
_OVERDUE_BILLS = 3
_NEGLIGIBLE = 100  # centimos
_WINDOW_MONTHS = 12
_NO_DAY = -1


def candidates_by_class(portfolio: Portfolio) -> dict[str, int]:
    """How many candidates there are in each class."""
    candidates = np.flatnonzero(_candidates(portfolio))
    reference = _reference_days(portfolio)[candidates]
    counts = dict.fromkeys((BEST, GOOD, OTHER, UNSCORED), 0)
    counts[UNSCORED] = int((reference == _NO_DAY).sum())
    for day in np.unique(reference[reference != _NO_DAY]).tolist():
        scores = _scores(portfolio.payments, len(portfolio.register), day)[:, candidates[reference == day]]
        for name, count in _classes(scores):
            counts[name] += count
    return counts


def _candidates(portfolio: Portfolio) -> Bools:
    register, ledger = portfolio.register, portfolio.ledger
    counting = (ledger.balance >= _NEGLIGIBLE) & (ledger.due < portfolio.calendar.cut)
    overdue = np.bincount(ledger.supply[counting], minlength=len(register))
    held_back = np.zeros(len(register), np.bool_)
    held_back[ledger.supply[portfolio.claims.row[portfolio.claims.outcome == PENDING]]] = True
    held_back[[each.supply for each in portfolio.agreements if each.state == LIVE]] = True
    unshielded = (register.protection == 0) & (register.obstacle == 0) & ~held_back
    served = register.active & ~portfolio.conduct.cut & register.continuous
    candidates: Bools = served & unshielded & (overdue >= _OVERDUE_BILLS)
    return candidates


def _reference_days(portfolio: Portfolio) -> Ints:
    """By supply: the due date of the last bill listed before the oldest unpaid one, or _NO_DAY."""
    ledger = portfolio.ledger
    unpaid = np.flatnonzero(ledger.balance >= _NEGLIGIBLE)
    supply, first = np.unique(ledger.supply[unpaid], return_index=True)
    oldest = unpaid[first]
    before = np.maximum(oldest - 1, 0)
    known = portfolio.listed[before] & (ledger.supply[before] == supply) & (before < oldest)
    reference = np.full(len(portfolio.register), _NO_DAY)
    reference[supply] = np.where(known, ledger.due[before], _NO_DAY)
    return reference


def _scores(payments: Payments, size: int, day: int) -> Ints:
    """Recency, frequency and monetary scores of every supply as of a day; 0 without payments in the window."""
    first = day_number(months_before(day_of(day), _WINDOW_MONTHS))
    window = slice(*np.searchsorted(payments.day, [first, day], side="right"))
    supply = payments.supply[window]
    latest = np.zeros(size, np.int64)
    latest[supply] = payments.day[window]  # in order of days: the last one stays
    times = np.bincount(supply, minlength=size)
    amount = np.zeros(size, np.int64)
    np.add.at(amount, supply, payments.amount[window])
    return np.stack([_score(values, times > 0) for values in (latest, times, amount)])


def _score(values: Ints, payers: Bools) -> Ints:
    ranked = np.sort(values[payers])
    at_or_below = np.searchsorted(ranked, values, side="right")
    return np.where(payers, (5 * at_or_below + ranked.size - 1) // max(ranked.size, 1), 0)


def _classes(scores: Ints) -> Iterator[tuple[str, int]]:
    best = (scores == 5).all(axis=0)
    good = (scores.sum(axis=0) >= 12) & ~best
    yield BEST, int(best.sum())
    yield GOOD, int(good.sum())
    yield OTHER, int((~best & ~good).sum())
