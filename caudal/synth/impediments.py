"""Circumstances that forbid pressing: a few supplies and holders, and some days without water in the smallest town."""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Ints
from caudal.synth.billing import Calendar
from caudal.synth.ledger import Ledger
from caudal.synth.people import People
from caudal.synth.register import Register
from caudal.synth.shape import Shape

NO_END = 0
_OF_HOLDERS = (("FALLECIDO", 3, True), ("INSOLVENTE", 2, False))
_OF_SUPPLIES = (("CAMBIO_TITULAR", 3, True), ("PRESCRITA", 3, False), ("CASTIGADA", 3, False))
_ORIGINS = {
    "FALLECIDO": "partida de defunción",
    "INSOLVENTE": "publicación oficial",
    "CAMBIO_TITULAR": "solicitud en ventanilla",
    "PRESCRITA": "resolución",
    "CASTIGADA": "directiva de castigo",
    "INTERRUPCION": "rotura de la matriz",
}
_KNOWN_DAYS = 200
_OUTAGE_BEGAN, _OUTAGE_LASTS = 2, 9


@dataclass(frozen=True, slots=True)
class Impediment:
    """One row of the file; `place` is the position of a supply, and of a locality for an outage."""

    scope: str
    place: int
    kind: str
    since: int
    until: int

    @property
    def origin(self) -> str:
        """Where the utility knows it from."""
        return _ORIGINS[self.kind]


def note_impediments(
    shape: Shape,
    register: Register,
    people: People,
    ledger: Ledger,
    calendar: Calendar,
    rng: np.random.Generator,
) -> list[Impediment]:
    """Of supplies that owe: the active ones where a person is concerned, the inactive ones for old debt."""
    owing = np.zeros(len(register), np.bool_)
    owing[ledger.supply[ledger.open]] = True
    chosen = _Lot(register.active, owing, rng)
    rows = []
    for scope, kinds in (("DOCUMENTO", _OF_HOLDERS), ("SUMINISTRO", _OF_SUPPLIES)):
        for kind, count, active in kinds:
            for place in chosen.some(count, active):
                since = calendar.cut - int(rng.integers(5, _KNOWN_DAYS))
                rows.append(Impediment(scope, place, kind, since, NO_END))
    smallest = min(range(len(shape.localities)), key=lambda i: shape.localities[i].connections)
    began = calendar.cut - _OUTAGE_BEGAN
    outage = Impediment("LOCALIDAD", smallest, "INTERRUPCION", began, began + _OUTAGE_LASTS)
    return [*_once_a_holder(rows, people), outage]


def _once_a_holder(rows: list[Impediment], people: People) -> list[Impediment]:
    """A holder of several supplies is named once for one thing."""
    seen: dict[tuple[str, str, int], Impediment] = {}
    for row in rows:
        subject = int(people.holder[row.place]) if row.scope == "DOCUMENTO" else row.place
        seen.setdefault((row.scope, row.kind, subject), row)
    return list(seen.values())


class _Lot:
    """Draws supplies that owe, each at most once."""

    def __init__(self, active: Bools, owing: Bools, rng: np.random.Generator) -> None:
        self._left = {
            state: rng.permutation(np.flatnonzero(owing & (active == state))) for state in (True, False)
        }

    def some(self, count: int, active: bool) -> Ints:
        """Up to so many more."""
        drawn, self._left[active] = np.split(self._left[active], [min(count, self._left[active].size)])
        return drawn
