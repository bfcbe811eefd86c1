"""What a generated portfolio must look like: the published facts of a utility.

Customers and amounts by locality: plan of Agua Tumbes for 2024 (domain.md, section 1). Connections by locality are
ours (only their sum is published). Coordinates are the centres of the localities, rounded to about 100 m, from
GeoNames (geonames.org, CC BY 4.0) and the INEI district seats; Puerto Pizarro and Nuevo Tumbes are approximate.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from caudal.synth.arrays import apportion
from receivables.errors import BadInput

_LEAST_CUSTOMERS = 10


@dataclass(frozen=True, slots=True)
class Locality:
    """One town. `customers` supplies owe bills older than three months; they sum to `older` centimos."""

    name: str
    connections: int
    customers: int
    older: int
    latitude: float
    longitude: float
    sewer_percent: int
    rural: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The totals to hit exactly, in centimos, at the cut date."""

    company: str
    cut_on: date
    inactive: int
    receivables: int
    localities: tuple[Locality, ...]

    @property
    def connections(self) -> int:
        """Supplies on the register."""
        return sum(locality.connections for locality in self.localities)

    @property
    def older(self) -> int:
        """Centimos of bills older than three months."""
        return sum(locality.older for locality in self.localities)

    def inactive_by_locality(self) -> list[int]:
        """In proportion to old debtors: where many stopped paying, many connections were closed."""
        return apportion(self.inactive, [locality.customers for locality in self.localities])

    def scaled(self, factor: float) -> Self:
        """The same utility in small, for quick tests: averages stay, counts shrink by `factor`.

        Localities that would have fewer than ten old debtors are left out.
        """
        every = (_scaled(locality, factor) for locality in self.localities)
        localities = tuple(locality for locality in every if locality.customers >= _LEAST_CUSTOMERS)
        customers = sum(locality.customers for locality in self.localities)
        small_customers = sum(locality.customers for locality in localities)
        older = sum(locality.older for locality in localities)
        younger = self.receivables - self.older
        return replace(
            self,
            localities=localities,
            inactive=-(-self.inactive * small_customers // customers),
            receivables=older + younger * sum(i.connections for i in localities) // self.connections,
        )


def _scaled(locality: Locality, factor: float) -> Locality:
    customers = round(locality.customers * factor)
    return replace(
        locality,
        customers=customers,
        connections=round(locality.connections * factor),
        older=locality.older * customers // locality.customers,
    )


TUMBES = Shape(
    company="Agua Tumbes (cartera inventada)",
    cut_on=date(2023, 12, 31),
    inactive=10_068,
    receivables=382_961_829,
    localities=(
        Locality("Aguas Verdes", 5_600, 1_519, 34_479_591, -3.481, -80.245, 70),
        Locality("Cancas", 2_150, 550, 9_264_051, -3.947, -80.942, 60),
        Locality("Corrales", 5_050, 1_042, 17_564_955, -3.602, -80.480, 75),
        Locality("La Cruz", 2_350, 459, 10_597_034, -3.638, -80.592, 60),
        Locality("Matapalo", 89, 16, 302_949, -3.682, -80.199, 40, rural=True),
        Locality("Nuevo Tumbes", 4_950, 1_079, 19_536_460, -3.550, -80.420, 90),
        Locality("Pampas de Hospital", 1_150, 276, 9_746_982, -3.696, -80.436, 55),
        Locality("Papayal", 850, 230, 8_224_087, -3.571, -80.235, 40, rural=True),
        Locality("Puerto Pizarro", 700, 215, 5_976_172, -3.503, -80.394, 50),
        Locality("San Jacinto", 1_350, 292, 5_569_756, -3.642, -80.448, 60),
        Locality("San Juan de la Virgen", 1_100, 268, 10_287_675, -3.627, -80.431, 60),
        Locality("Tumbes", 15_400, 3_048, 90_745_043, -3.556, -80.443, 92),
        Locality("Zarumilla", 6_100, 1_217, 26_274_893, -3.503, -80.273, 75),
        Locality("Zorritos", 3_850, 961, 19_664_110, -3.680, -80.678, 65),
    ),
)

SHAPES = {"tumbes": TUMBES}


def shape_like(like: str) -> Shape:
    """The utility of that name; BadInput("synth_like_unknown") for another."""
    if like not in SHAPES:
        raise BadInput("synth_like_unknown", like=like, known=", ".join(SHAPES))
    return SHAPES[like]
