"""Workers from outside: started, killed without a word, asked to stop; and what stands in the database afterwards."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from caudal.bench.echo import Echoing
from caudal.bench.receiver import Reception
from caudal.bench.ticker import Ticking
from caudal.bench.worker import Order
from receivables.model.message import OutboxRow
from receivables.usecases.services import Services

PATIENCE = 60.0
LOOK = 0.005
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Worker:
    """One process that does what it was ordered. `out`: where it says how it goes."""

    pid: int
    out: Path

    def ready(self) -> "Worker":
        """Wait until it works. Raises RuntimeError when it never does."""
        self._until("ready")
        return self

    def kill(self) -> None:
        """End it as a power failure would."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self._gone()

    def stop(self) -> Mapping[str, float]:
        """Ask it to end in good order; what it says of itself. Raises RuntimeError when it fails."""
        os.kill(self.pid, signal.SIGTERM)
        said = self._until("ended")
        self._gone()
        told: dict[str, float] = {}
        for line in said:
            if line.startswith("{"):
                told |= json.loads(line)
        return told

    def cpu(self) -> float:
        """Seconds of the processor that it has used so far."""
        return cpu_seconds(self.pid)

    def _until(self, word: str) -> list[str]:
        end = time.monotonic() + PATIENCE
        lives = True
        while lives and time.monotonic() < end:
            lives = self._lives()  # looked at first: its last word may come between
            said = self.out.read_text().splitlines() if self.out.exists() else []
            if word in said:
                return said
            time.sleep(LOOK)
        raise RuntimeError(f"process {self.pid} never said {word}")

    def _gone(self) -> None:
        end = time.monotonic() + PATIENCE
        while self._lives():
            if time.monotonic() > end:
                raise RuntimeError(f"process {self.pid} does not end")
            time.sleep(LOOK)

    def _lives(self) -> bool:
        try:
            state = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state != "Z"


def cpu_seconds(process: int) -> float:
    """Seconds of the processor that a process has used so far, all of its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


class Nursery:
    """Where workers come from (see `nursery`)."""

    def __init__(self, process: subprocess.Popen[str], scratch: Path) -> None:
        self._process = process
        self._scratch = scratch
        self._count = 0

    def start(self, order: Order | Reception | Ticking | Echoing) -> Worker:
        """One that begins; `ready` waits for it."""
        self._count += 1
        kind = type(order).__name__.lower()
        out = self._scratch / f"{kind}-{self._count}"
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the nursery has no pipes")
        self._process.stdin.write(json.dumps({"kind": kind, "order": asdict(order), "out": str(out)}) + "\n")
        self._process.stdin.flush()
        return Worker(int(self._process.stdout.readline()), out)


@contextmanager
def running_nursery() -> Iterator[Nursery]:
    """One, ready to fork."""
    command = [sys.executable, "-m", "caudal.bench.nursery"]
    with tempfile.TemporaryDirectory() as scratch:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        try:
            yield Nursery(process, Path(scratch))
        finally:
            process.communicate(timeout=PATIENCE)


async def states(here: Services) -> Counter[str]:
    """How many messages are in each state."""
    counts: Counter[str] = Counter()
    async with here.units.reading() as unit:
        for (_, state), count in (await unit.outbox.tally()).items():
            counts[state] += count
    return counts


async def rows(here: Services, keys: Collection[str]) -> dict[str, OutboxRow]:
    """These messages as they stand."""
    async with here.units.reading() as unit:
        return await unit.outbox.find(keys)
