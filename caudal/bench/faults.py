"""What a kill at any moment, and a provider that answers badly, do to messages: counted on both sides, every time."""

import random
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from caudal.bench.figures import Row
from caudal.bench.machine import described
from caudal.bench.running import rows
from caudal.bench.stage import Scene, Stage, Watch, set_stage
from caudal.bench.truth import Verdict, compare
from caudal.bench.worker import turn

KILLS = 20
"""In one round, of each kind."""
MESSAGES = 1_000
IN_FLIGHT = 8
SHARED = 10
LEASE = timedelta(minutes=6)
WORKERS = (1, 4)
STORMS: dict[str, dict[str, Any]] = {
    "reset": {"kind": "reset", "p": 0.2},
    "reset_accepted": {"kind": "reset", "accepted": True, "p": 0.2},
    "empty": {"kind": "empty", "accepted": True, "p": 0.2},
    "garbage": {"kind": "garbage", "accepted": True, "p": 0.2},
    "late": {"kind": "late", "accepted": True, "p": 0.05, "seconds": 2.0},
    "429": {"kind": "status", "status": 429, "code": 20429},
    "503": {"kind": "status", "status": 503, "p": 0.2},
    "503_accepted": {"kind": "status", "status": 503, "accepted": True, "p": 0.2},
}


FLOOD, FIFTH = "429", 5
"""The storm that lasts until every message met it so often: what counts attempts would have given up by then."""
FLOODED: dict[str, int] = {"per_second": 40, "rest": 1}
FLOODED_MESSAGES = 20


def measure(rounds: int, watch: Watch) -> tuple[str, list[Row]]:
    """The machine, and one row for each kind of fault."""
    found = []
    with set_stage(MESSAGES, watch, shared=SHARED) as stage:
        for workers in WORKERS:
            total = Row(f"kill_{workers}", IN_FLIGHT)
            for seed in range(rounds):
                watch(f"{KILLS} caídas, {workers} procesos")
                _killed(stage, workers, random.Random(seed), total)  # noqa: S311 - repeatable
            found.append(total)
        for name, fault in STORMS.items():
            watch(name)
            found.append(_stormed(stage, name, fault))
    return described(), found


def _killed(stage: Stage, workers: int, chance: random.Random, row: Row) -> None:
    with stage.scene(MESSAGES, in_flight=IN_FLIGHT, per_second=60 * workers) as scene:
        stage.stand_in.plan(latency=[0.01, 0.08])
        scene.start(workers)
        known: set[str] = set()
        for _ in range(KILLS):
            before = scene.asked()
            if before > MESSAGES * 4 // 5:
                break
            scene.until_asked(before + chance.randrange(1, 20))
            time.sleep(chance.random() * 0.05)
            left = _kill(scene, chance)
            row.most = max(row.most, len(left - known))
            known |= left  # whoever is killed next may not have looked yet at what this one left
            row.kills += 1
        _finish(scene, row)


def _kill(scene: Scene, chance: random.Random) -> set[str]:
    """Kill one; the messages that are in doubt since then, where that can be told: it worked alone."""
    worker = chance.choice(scene.workers)
    worker.kill()
    scene.workers.remove(worker)
    left = set() if scene.workers else {row.key for row in _rows(scene) if row.state == "sending"}
    scene.start()
    if len(scene.workers) == 1:
        later(scene)
    return left


def _stormed(stage: Stage, name: str, fault: dict[str, Any]) -> Row:
    row = Row(name, IN_FLIGHT)
    count, more = (FLOODED_MESSAGES, FLOODED) if name == FLOOD else (MESSAGES // 4, {})
    with stage.scene(count, in_flight=IN_FLIGHT, call_seconds=1.0, **more) as scene:
        stage.stand_in.plan(faults=[fault])
        scene.start(2)
        if name == FLOOD:
            _last(scene)
        _finish(scene, row)
    return row


def _last(scene: Scene) -> None:
    """Let the storm last long enough, and end it. What the caps put off is not asked."""
    end = time.monotonic() + 120
    while any(each.attempt <= FIFTH and not each.reasons for each in _rows(scene)):
        if time.monotonic() > end:
            raise TimeoutError("a storm in which messages are not tried again")
        time.sleep(0.5)
    scene.stage.stand_in.plan()


def _finish(scene: Scene, row: Row) -> None:
    """Until nothing can go any more; then the two sides are held against each other."""
    end = time.monotonic() + 120
    while _open(scene) and time.monotonic() < end:
        later(scene, timedelta(seconds=20))
        time.sleep(0.3)
    later(scene)
    scene.until(lambda states: not states.get("sending"))
    scene.stop()
    verdict = _held(scene)
    hold(row, verdict)
    row.messages += verdict.rows
    row.sent += verdict.states["sent"]
    row.doubts += len(verdict.doubts)
    if row.kills and len(verdict.doubts) > row.kills * row.in_flight:
        row.wrong.append(f"{len(verdict.doubts)} in doubt after {row.kills} kills")


def hold(row: Row, verdict: Verdict) -> None:
    """Count what a comparison found."""
    row.doubles += len(verdict.doubles) + len(verdict.crowded)
    row.lost += len(verdict.lost) + len(verdict.denied)
    row.wrong += [f"{name}: {each}" for name, several in verdict.faults.items() for each in several]


def _open(scene: Scene) -> bool:
    """Whether any message may still go today; the caps put some off to another day."""
    return any(row.state in ("pending", "sending") and not row.reasons for row in _rows(scene))


def _rows(scene: Scene) -> Any:
    return scene.do(lambda here: rows(here, scene.keys)).values()


def _held(scene: Scene) -> Verdict:
    return compare(_rows(scene), scene.sendings())


def later(scene: Scene, by: timedelta = LEASE) -> None:
    """Let the product's time pass."""
    turn(Path(scene.order.clock), scene.now() + by)
