"""Rounds of a measurement and its plain counterpart, in turns, and what comes of them."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Watch = Callable[[str], None]
"""Told which job runs next."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds of the work itself, how much there was of it, what came out, and the process's peak in MiB."""

    seconds: float
    items: int
    result: str
    peak: float


@dataclass(frozen=True, slots=True)
class Case:
    """Two jobs that do the same, ours and a plain one, and what they count."""

    name: str
    ours: str
    plain: str
    items: str


CASES = (
    Case("import", "import", "import-plain", "filas"),
    Case("score", "score", "score-plain", "pagos"),
    Case("decide", "decide", "decide-plain", "decisiones"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """The medians of one side."""

    seconds: float
    peak: float

    @classmethod
    def of(cls, runs: list[Measured]) -> "Side":
        """Of its runs."""
        return cls(median(run.seconds for run in runs), median(run.peak for run in runs))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of the rounds of a case."""

    case: Case
    rounds: int
    items: int
    ours: Side
    plain: Side

    @property
    def microseconds_each(self) -> float:
        """What one of the items took us."""
        return 1e6 * self.ours.seconds / self.items

    @property
    def times_faster(self) -> float:
        """The plain time over ours."""
        return self.plain.seconds / self.ours.seconds


def compare(case: Case, folder: Path, rounds: int, watch: Watch) -> Comparison:
    """Run both sides `rounds` times, ours first in every other round. Raises RuntimeError when they do not agree."""
    runs: dict[str, list[Measured]] = {case.ours: [], case.plain: []}
    for number in range(rounds):
        for job in (case.ours, case.plain) if number % 2 == 0 else (case.plain, case.ours):
            watch(job)
            runs[job].append(_run(job, folder))
    results = {(run.items, run.result) for several in runs.values() for run in several}
    if len(results) != 1:
        raise RuntimeError(f"the two sides of {case.name} did not do the same: {sorted(results)}")
    (items, _), *_ = results
    return Comparison(case, rounds, items, Side.of(runs[case.ours]), Side.of(runs[case.plain]))


def _run(job: str, folder: Path) -> Measured:
    command = [sys.executable, "-m", "caudal.bench.job", job, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    return Measured(**json.loads(done.stdout))
