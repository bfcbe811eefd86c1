"""One measurement in a process of its own: `python -m caudal.bench.job NAME FOLDER` writes it as JSON."""

import json
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

JOBS = {
    "import": "caudal.bench.importing",
    "import-plain": "caudal.bench.importing_plain",
    "score": "caudal.bench.scoring",
    "score-plain": "caudal.bench.scoring_plain",
    "decide": "caudal.bench.deciding",
    "decide-plain": "caudal.bench.deciding_plain",
}
"""Each module has `measure(folder) -> Done`. It is loaded alone: the others would count as its memory."""

KIB_IN_MIB = 1024


@dataclass(frozen=True, slots=True)
class Done:
    """How long the work took in seconds, how much there was of it, and what came out, for both sides to agree on."""

    seconds: float
    items: int
    result: str


def main() -> None:
    """Do the job that the command line names."""
    name, folder = sys.argv[1:]
    done: Done = import_module(JOBS[name]).measure(Path(folder))
    json.dump({**asdict(done), "peak": _peak()}, sys.stdout)


def _peak() -> float:
    """The most memory that this process held, in MiB; getrusage would count its parent's, from before the start."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / KIB_IN_MIB


if __name__ == "__main__":
    main()
