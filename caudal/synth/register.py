"""The premises: where they are, how they are reached, what they are, and what forbids a cut."""

from dataclasses import dataclass

import numpy as np

from caudal.synth import tariff
from caudal.synth.arrays import Bools, Floats, Ints, rank_within
from caudal.synth.billing import PRINCIPAL_CYCLE
from caudal.synth.shape import Shape

ROUTE_SIZE = 240
_SECTOR_SIZE = 1_500
_STREET_DEGREES = 0.0006  # about 66 m between parallel streets
_SPREAD_DEGREES = 0.0022  # of a town with 1,000 connections
_CYCLE_SHARE = (0.20, 0.20, 0.19, 0.27, 0.14)
PROTECTION_REASONS = (
    "",
    "hospital",
    "puesto de salud",
    "colegio",
    "establecimiento penal",
    "persona electrodependiente",
    "persona con discapacidad severa",
    "edificio con propiedad común",
)
_REASONS_OF_STATE = (1, 2, 3, 4)
_STATE_SHARE = (0.05, 0.30, 0.64, 0.01)
_REASONS_OF_HOMES = (5, 6, 7)
OBSTACLES = ("", "TEMPORAL", "PERMANENTE")


@dataclass(frozen=True, slots=True)
class Register:
    """One element a supply, in the order of the routes. `usual` is m3 a month, `bill` its centimos."""

    locality: Ints
    active: Bools
    category: Ints
    cycle: Ints
    usual: Floats
    bill: Ints
    has_sewer: Bools
    sector: Ints
    route: Ints
    place_in_route: Ints
    street: Ints
    door: Ints
    latitude: Floats
    longitude: Floats
    protection: Ints
    obstacle: Ints
    continuous: Bools
    metered: Bools
    connected: Ints  # 0 is the oldest connection

    @property
    def principal(self) -> Bools:
        """Consumers of more than 100 m3, who have their own billing cycle."""
        principal: Bools = self.cycle == PRINCIPAL_CYCLE
        return principal

    def __len__(self) -> int:
        return self.locality.size


@dataclass(frozen=True, slots=True)
class _Places:
    locality: Ints
    latitude: Floats
    longitude: Floats
    street: Ints


def build_register(shape: Shape, rng: np.random.Generator) -> Register:
    """Lay out the supplies of every locality and give each its kind, its route and its flags."""
    places = _walk(_scatter(shape, rng))
    locality = places.locality
    size = locality.size
    category = rng.choice(len(tariff.CATEGORIES), size, p=np.array(tariff.CATEGORY_PERCENT) / 100)
    usual = tariff.usual_consumption(rng, category)
    has_sewer = rng.random(size) * 100 < _by_locality([i.sewer_percent for i in shape.localities], locality)
    sector, route = _sectors_and_routes(shape, locality)
    rural = _by_locality([int(i.rural) for i in shape.localities], locality) > 0
    return Register(
        locality=locality,
        active=_active(shape, locality, rng),
        category=category,
        cycle=_cycles(route, usual, rng),
        usual=usual,
        bill=tariff.usual_bill(category, has_sewer, usual),
        has_sewer=has_sewer,
        sector=sector,
        route=route,
        place_in_route=rank_within(route) + 1,
        street=places.street,
        door=101 + 2 * rank_within(locality * 100_000 + places.street - places.street.min()),
        latitude=places.latitude,
        longitude=places.longitude,
        protection=_protection(category, rng),
        obstacle=rng.choice(3, size, p=[0.98, 0.014, 0.006]),
        # Every fourth sector, and the villages, have water by hours only.
        continuous=(sector % 4 != 0) & ~rural,
        metered=rng.random(size) < 0.97,
        connected=rng.permutation(size),
    )


def _by_locality(values: list[int], locality: Ints) -> Ints:
    return np.array(values, np.int64)[locality]


def _scatter(shape: Shape, rng: np.random.Generator) -> _Places:
    counts = np.array([i.connections for i in shape.localities])
    locality = np.repeat(np.arange(counts.size), counts)
    spread = _SPREAD_DEGREES * np.sqrt(counts / 1_000)[locality]
    north = rng.normal(0.0, 1.0, locality.size) * spread
    east = rng.normal(0.0, 1.0, locality.size) * spread
    latitude = np.array([i.latitude for i in shape.localities])[locality] + north
    longitude = np.array([i.longitude for i in shape.localities])[locality] + east
    return _Places(locality, latitude, longitude, np.floor(north / _STREET_DEGREES).astype(np.int64))


def _walk(places: _Places) -> _Places:
    """Order the premises as a reader walks them: street by street, there and back."""
    there_and_back = np.where(places.street % 2 == 0, places.longitude, -places.longitude)
    order = np.lexsort((there_and_back, places.street, places.locality))
    return _Places(
        places.locality[order], places.latitude[order], places.longitude[order], places.street[order]
    )


def _sectors_and_routes(shape: Shape, locality: Ints) -> tuple[Ints, Ints]:
    """Sectors are numbered from 1 in each locality; a route code is unique: locality, sector, route."""
    counts = np.array([i.connections for i in shape.localities])
    sectors = np.maximum(1, np.rint(counts / _SECTOR_SIZE).astype(np.int64))
    sector = rank_within(locality) * sectors[locality] // counts[locality] + 1
    place = (locality + 1) * 100 + sector
    return sector, place * 100 + rank_within(place) // ROUTE_SIZE + 1


def _active(shape: Shape, locality: Ints, rng: np.random.Generator) -> Bools:
    inactive = np.array(shape.inactive_by_locality())
    lot = rng.permutation(locality.size)
    order = np.lexsort((lot, locality))
    active = np.ones(locality.size, np.bool_)
    active[order] = rank_within(locality[order]) >= inactive[locality[order]]
    return active


def _cycles(route: Ints, usual: Floats, rng: np.random.Generator) -> Ints:
    """A route is read and billed in one cycle; principal consumers leave it for theirs."""
    _, which = np.unique(route, return_inverse=True)
    of_route = rng.choice(len(_CYCLE_SHARE), int(which.max()) + 1, p=_CYCLE_SHARE) + 1
    return np.where(usual > tariff.PRINCIPAL_OVER_M3, PRINCIPAL_CYCLE, of_route[which])


def _protection(category: Ints, rng: np.random.Generator) -> Ints:
    """About one home in a hundred, and most premises of the state, are protected."""
    chance = np.where(category == tariff.STATE, 0.5, 0.012)
    homes = rng.choice(_REASONS_OF_HOMES, category.size)
    state = rng.choice(_REASONS_OF_STATE, category.size, p=_STATE_SHARE)
    reason = np.where(category == tariff.STATE, state, homes)
    eligible = (category == tariff.STATE) | (category == tariff.DOMESTIC)
    return np.where(eligible & (rng.random(category.size) < chance), reason, 0)
