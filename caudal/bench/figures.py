"""What a measurement of delivery gives: figures, some with a bound that they are held to; counts of what went wrong."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `least` and `most` are its bounds, where it has any."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is within its bounds."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    def as_json(self) -> dict[str, object]:
        """With its bounds, where it has them."""
        bounds = {"least": self.least, "most": self.most}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"name": self.name, "value": round(self.value, 4), **given, "met": self.met}


@dataclass(slots=True)
class Findings:
    """All figures of a measurement; `facts`: under which circumstances."""

    figures: list[Figure] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: float, *, least: float | None = None, most: float | None = None) -> None:
        """One more."""
        self.figures.append(Figure(name, value, least, most))

    @property
    def met(self) -> bool:
        """Whether all are within their bounds."""
        return all(figure.met for figure in self.figures)

    def as_json(self) -> dict[str, object]:
        """Everything."""
        return {
            "facts": self.facts,
            "figures": [figure.as_json() for figure in self.figures],
            "met": self.met,
        }


@dataclass(slots=True)
class Row:
    """What one kind of fault did.

    `kills`: how many were done of those `wanted`. `accepted`: what the provider counted; `sent`: what the database
    calls so; `doubts`: rows in doubt at the end; `most`: the most that one kill left, of the `in_flight` that may be.
    """

    name: str
    in_flight: int
    kills: int = 0
    wanted: int = 0
    messages: int = 0
    accepted: int = 0
    sent: int = 0
    doubles: int = 0
    lost: int = 0
    doubts: int = 0
    most: int = 0
    wrong: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """As a table in JSON has it."""
        return {**asdict(self), "met": self.met}

    @property
    def met(self) -> bool:
        """Nobody twice, none lost, no more in doubt than were on their way, and every kill was done."""
        return not self.wrong and self.most <= self.in_flight and self.kills >= self.wanted


def medians(runs: list[Mapping[str, float]]) -> dict[str, float]:
    """The median of each name over the runs."""
    return {name: median(run[name] for run in runs) for name in runs[0]}
