"""What a month of water costs: invented tariffs of a plausible size, taxes included, in whole centimos."""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Floats, Ints

CATEGORIES = ("DOMESTICO", "SOCIAL", "COMERCIAL", "INDUSTRIAL", "ESTATAL")
CATEGORY_PERCENT = (88.0, 3.0, 7.5, 0.3, 1.2)
DOMESTIC, SOCIAL, COMMERCIAL, INDUSTRIAL, STATE = range(5)
FIXED_CHARGE = 375
PRINCIPAL_OVER_M3 = 100  # domain.md, section 2
MOST_M3 = 950
# By category: the two limits between three blocks (m3) and the price of a m3 in each (centimos).
_FIRST = np.array([8, 20, 30, 30, 30], np.int64)
_SECOND = np.array([20, 40, 60, 100, 100], np.int64)
_PRICES = np.array(
    [[125, 180, 290], [70, 95, 180], [260, 340, 430], [400, 460, 520], [210, 280, 330]], np.int64
)
_SEWER_PERCENT = 42
# January to December: the coast of Tumbes is hottest from January to April.
_SEASON = np.array([1.10, 1.12, 1.12, 1.08, 1.00, 0.95, 0.92, 0.90, 0.92, 0.95, 0.98, 1.04])
_MEDIAN_M3 = np.array([14.5, 9.0, 22.0, 60.0, 45.0])
_SPREAD = np.array([0.40, 0.35, 0.58, 0.60, 0.70])
_ATYPICAL_SHARE = 0.0025


@dataclass(frozen=True, slots=True)
class Charges:
    """The parts of bills in centimos; arrays of one length."""

    water: Ints
    sewer: Ints
    fixed: Ints


def usual_consumption(rng: np.random.Generator, category: Ints) -> Floats:
    """What each supply uses in an ordinary month, in m3."""
    drawn = rng.lognormal(np.log(_MEDIAN_M3[category]), _SPREAD[category])
    return np.clip(drawn, 3.0, MOST_M3 / 2)


def monthly_consumption(rng: np.random.Generator, usual: Floats, calendar_month: Ints) -> Ints:
    """Whole m3 of given months (1-12) around the usual; a few are more than double: atypical bills."""
    swing = rng.lognormal(0.0, 0.14, usual.size)
    atypical = np.where(rng.random(usual.size) < _ATYPICAL_SHARE, rng.uniform(2.4, 4.0, usual.size), 1.0)
    m3 = usual * _SEASON[calendar_month - 1] * swing * atypical
    whole: Ints = np.clip(np.rint(m3), 1, MOST_M3).astype(np.int64)
    return whole


def charge(category: Ints, has_sewer: Bools, m3: Ints) -> Charges:
    """Price consumption by blocks. Sewerage is 42% of water, rounded half up to the centimo."""
    first, second, prices = _FIRST[category], _SECOND[category], _PRICES[category]
    water = (
        np.minimum(m3, first) * prices[:, 0]
        + np.clip(m3 - first, 0, second - first) * prices[:, 1]
        + np.maximum(m3 - second, 0) * prices[:, 2]
    )
    sewer = np.where(has_sewer, (water * _SEWER_PERCENT + 50) // 100, 0)
    return Charges(water, sewer, np.full(m3.size, FIXED_CHARGE, np.int64))


def usual_bill(category: Ints, has_sewer: Bools, usual: Floats) -> Ints:
    """The bill of an ordinary month, in centimos."""
    parts = charge(category, has_sewer, np.rint(usual).astype(np.int64))
    return parts.water + parts.sewer + parts.fixed
