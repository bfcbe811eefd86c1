"""The stand-in from outside: started, told what to do, asked what it saw."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from caudal.bench.standin.record import Sending

Json = dict[str, Any]
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class StandIn:
    """One that runs. `port` is the providers', `reins` the one it is steered by."""

    port: int
    reins: int
    log: Path
    process: int

    @property
    def url(self) -> str:
        """What `CAUDAL_TWILIO_API_URL` and `CAUDAL_TELEGRAM_API_URL` name."""
        return f"http://127.0.0.1:{self.port}"

    def plan(self, **plan: Any) -> None:
        """Behave so from now on (see `plan.Plan`); without anything, well and at once."""
        self._call("POST", "plan", plan)

    def seen(self) -> Json:
        """Counts."""
        return self._call("GET", "seen")

    def asked(self) -> int:
        """How many calls asked to send; it may be asked often while they come."""
        return int(self._call("GET", "asked")["asked"])

    def sendings(self) -> list[Sending]:
        """Every call that asked to send, in the order of arrival."""
        return [Sending(**each) for each in self._call("GET", "seen?whole=1")["sendings"]]

    def forget(self) -> None:
        """Begin anew in memory."""
        self._call("POST", "forget", {})

    def down(self, seconds: float = 0.0) -> None:
        """Refuse connections, for so long or until `up`."""
        self._call("POST", "down", {"seconds": seconds})

    def up(self) -> None:
        """Take connections again."""
        self._call("POST", "up", {})

    def tell(self, sid: str, status: str, code: str = "30008") -> None:
        """Send a status callback about one message; `*` for all of them."""
        self._call("POST", "tell", {"sid": sid, "status": status, "code": code})

    def update(self, update: Json) -> None:
        """Something happens in a Telegram chat."""
        self._call("POST", "update", update)

    def _call(self, method: str, what: str, body: Mapping[str, object] | None = None) -> Json:
        connection = HTTPConnection("127.0.0.1", self.reins, timeout=PATIENCE)
        try:
            sent = None if body is None else json.dumps(body).encode()
            connection.request(method, f"/_standin/{what}", sent)
            answer = connection.getresponse()
            read: Json = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise ValueError(read)
        return read


@contextmanager
def running_stand_in(log: Path, port: int = 0, before: tuple[str, ...] = ()) -> Iterator[StandIn]:
    """One in a process of its own, stopped at the end. `before`: a command to run it by, as `taskset -c 3`."""
    command = [*before, sys.executable, "-m", "caudal.bench.standin", "--port", str(port), "--log", str(log)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    try:
        line = process.stdout.readline() if process.stdout else ""
        served, reins = map(int, line.split())
        yield StandIn(served, reins, log, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        finally:
            if process.stdout:
                process.stdout.close()
