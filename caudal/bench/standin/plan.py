"""What goes wrong, how often and in which order: a plan that gives the same faults for the same seed."""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """How a call fails. `EMPTY`: an answer of success without a body; `CLOSE`: the connection ends without one."""

    RESET = "reset"
    CLOSE = "close"
    EMPTY = "empty"
    GARBAGE = "garbage"
    LATE = "late"
    STATUS = "status"


@dataclass(slots=True)
class Failing:
    """One way to fail, with its probability `p`; at most `times` times, when that is given.

    `accepted`: the message reaches the person all the same. `to`: only for addresses with this in them. `seconds`: how
    late a LATE answer is. `status`, `code` and `retry_after` are of an answer with STATUS.
    """

    kind: Fault
    p: float = 1.0
    accepted: bool = False
    seconds: float = 0.0
    status: int = 500
    code: int | None = None
    retry_after: int | None = None
    to: str = ""
    times: int | None = None


@dataclass(slots=True)
class Telling:
    """Which status callbacks follow an accepted message.

    Each `status` after a delay between the two of `delay`, in the order given or `shuffled`, `repeated` so many times
    in all. `early`: before the create call is answered. `failing`: with that probability the last status is
    `undelivered` with `code`.
    """

    statuses: tuple[str, ...] = ()
    delay: tuple[float, float] = (0.0, 0.0)
    repeated: int = 1
    shuffled: bool = False
    early: bool = False
    failing: float = 0.0
    code: str = "30008"


@dataclass(slots=True)
class Plan:
    """How the stand-in behaves from now on. `latency`: seconds before each answer, between the two."""

    seed: int = 1
    latency: tuple[float, float] = (0.0, 0.0)
    faults: list[Failing] = field(default_factory=list)
    telling: Telling = field(default_factory=Telling)
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - repeatable on purpose

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Plan":
        """As JSON gives it. Raises TypeError or ValueError for what makes no sense."""
        rest = {name: value for name, value in given.items() if name not in ("faults", "telling")}
        faults = [Failing(**{**each, "kind": Fault(each["kind"])}) for each in given.get("faults", [])]
        telling = given.get("telling", {})
        told = {**telling, "statuses": tuple(telling.get("statuses", ()))}
        return cls(faults=faults, telling=Telling(**told), **rest)

    def as_json(self) -> dict[str, Any]:
        """What `of` reads."""
        return {
            "seed": self.seed,
            "latency": list(self.latency),
            "faults": [asdict(each) for each in self.faults],
            "telling": asdict(self.telling),
        }

    def fault(self, to: str) -> Failing | None:
        """What goes wrong with a call about that address; the first that strikes."""
        for each in self.faults:
            if each.to not in to or each.times == 0 or self.chance.random() >= each.p:
                continue
            if each.times is not None:
                each.times -= 1
            return each
        return None

    def wait(self) -> float:
        """Seconds before an answer."""
        low, high = self.latency
        return low if low == high else self.chance.uniform(low, high)
