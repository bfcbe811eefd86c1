"""Where and how people pay: official places and ways only, as the policy lists them (POL-PAY-1, I-18)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

from receivables.errors import BadPolicy

METRES_OF_A_DEGREE = 111_195
"""Of latitude, on a sphere of the earth's mean radius."""
RADIANS_OF_A_DEGREE = Decimal("0.017453292519943")
HALF, TWENTY_FOURTH = Decimal("0.5"), Decimal("0.0416666666666667")
FAR = 40_000_000
"""Metres: further than anything on earth. An office whose place nobody noted comes after those nearby."""
SHOWN = 3
PARTS_OF_REFERENCE = frozenset({"supply", "bill"})
_PAGE = re.compile(r"https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?][!-~]*)?")
"""With https at a host with a plain name: no user, no number, no port, no other alphabet."""


@dataclass(frozen=True, slots=True)
class Office:
    """An official place to pay or to talk; the only ones that a message may name (POL-PAY-1).

    Degrees of latitude and longitude, None where nobody noted them. `locality` as the register writes it.
    """

    name: str
    address: str
    hours: str
    kind: str = ""
    locality: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Paying:
    """The official ways. `ways`: by what one can pay, in words. `gateway_url`: the official page, "" for none.

    `reference`: what a counter asks for to find a bill, with `{supply}` and `{bill}` for their numbers; "" where people
    say the two numbers as their bill has them. Raises BadPolicy for a page that is not an address with https.
    """

    ways: tuple[str, ...] = ()
    gateway_url: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        if self.gateway_url and not _PAGE.fullmatch(self.gateway_url):
            raise BadPolicy("gateway_not_https", url=self.gateway_url)
        if not self.reference:
            return
        try:
            names = {name for _, name, spec, how in Formatter().parse(self.reference) if name is not None}
        except ValueError:
            raise BadPolicy("reference_unknown_part", reference=self.reference) from None
        if "bill" not in names or not names <= PARTS_OF_REFERENCE:
            raise BadPolicy("reference_unknown_part", reference=self.reference)

    def reference_of(self, supply_number: str, bill: str) -> str:
        """What to say at the counter for that bill; "" where the printed numbers do."""
        return self.reference.format(supply=supply_number, bill=bill) if self.reference else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a supply is, as far as the register knows."""

    locality: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def nearest(offices: Sequence[Office], place: Place, most: int = SHOWN) -> tuple[Office, ...]:
    """The offices nearest to a place: by distance where both are known, else those of its locality first."""
    return tuple(sorted(offices, key=lambda office: _metres_to(office, place))[:most])


def metres(latitude: Decimal, longitude: Decimal, other_latitude: Decimal, other_longitude: Decimal) -> int:
    """How far two places are from each other as the crow flies, for the distances of a region (better than 1 %)."""
    angle = (latitude + other_latitude) * HALF * RADIANS_OF_A_DEGREE
    square = angle * angle
    cosine = 1 - square * HALF + square * square * TWENTY_FOURTH
    north = int((latitude - other_latitude) * METRES_OF_A_DEGREE)
    east = int((longitude - other_longitude) * METRES_OF_A_DEGREE * cosine)
    return int(Decimal(north * north + east * east).sqrt())


def _metres_to(office: Office, place: Place) -> int:
    here, there = (place.latitude, place.longitude), (office.latitude, office.longitude)
    if here[0] is not None and here[1] is not None and there[0] is not None and there[1] is not None:
        return metres(here[0], here[1], there[0], there[1])
    return 0 if office.locality and office.locality.casefold() == place.locality.casefold() else FAR
