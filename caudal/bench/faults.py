"""Everything that delivery must withstand, scene by scene: counted on both sides, every time (see `proof`)."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from caudal.bench.cluster import Cluster
from caudal.bench.crowd import Crowd
from caudal.bench.figures import Row
from caudal.bench.ground import SHARED, Ground, Parts, opened
from caudal.bench.machine import described
from caudal.bench.proof import answers, happenings, kills, outages
from caudal.bench.stage import Stage, Watch, set_stage, settle
from caudal.bench.truth import Unproved, Verdict

KILLS = 20
"""In one round, of each kind."""
SUPPLIES = 1_000
Scene = Callable[[Ground], Awaitable[Verdict]]
Killing = Callable[[Ground, int, random.Random], Awaitable[Verdict]]


@dataclass(frozen=True, slots=True)
class Proof:
    """A scene under its name in the table. `order`: what its dispatchers are told; `kills`: how many must be done."""

    name: str
    scene: Scene
    order: Mapping[str, Any] = field(default_factory=dict)
    kills: int = 0
    on_sqlite: bool = False


def measure(rounds: int, watch: Watch) -> tuple[str, list[Row]]:
    """The machine, and one row for each kind of fault."""
    found: dict[str, Row] = {}
    with set_stage(SUPPLIES, watch, SHARED) as stage:
        for proof in proofs(rounds, stage.cluster):
            watch(proof.name)
            row = found.setdefault(proof.name, Row(proof.name, kills.IN_FLIGHT))
            played(stage, proof, row)
    return described(), list(found.values())


def proofs(rounds: int, cluster: Cluster) -> list[Proof]:
    """All of them, in the order of the table; the kills in each round at other moments."""
    return [
        *(_killing("kill_1", kills.one_after_another, seed) for seed in range(rounds)),
        *(_killing("kill_4", kills.some_of_four, seed) for seed in range(rounds)),
        *(
            Proof(
                f"{kind}_accepted" if taken else kind,
                partial(answers.saying_nothing, kind=kind, accepted=taken),
            )
            for kind in ("reset", "close", "empty", "garbage")
            for taken in (False, True)
        ),
        Proof("late", answers.too_late, {"call_seconds": answers.CALL_SECONDS}),
        Proof("429", answers.storm_of_429, answers.STORMY),
        Proof("63018", answers.too_many_openings),
        Proof("503", partial(answers.storm_of_5xx, accepted=False)),
        Proof("503_accepted", partial(answers.storm_of_5xx, accepted=True)),
        Proof("provider_down", outages.provider_down),
        Proof("database_restart", partial(outages.database_restart, cluster=cluster)),
        Proof("full_disk", outages.full_disk, on_sqlite=True),
        Proof("clock", outages.jumping_clock),
        Proof("campaigns", happenings.two_clocks_and_four_dispatchers),
        *(
            Proof(
                name,
                partial(happenings.happening_on_the_way, what=what),
                {"per_second": happenings.PER_SECOND},
            )
            for name, what in (
                ("payment", happenings.pays),
                ("opt_out", happenings.opts_out),
                ("claim", happenings.claims),
            )
        ),
        Proof("holiday", happenings.holiday_declared),
    ]


def _killing(name: str, scene: Killing, seed: int) -> Proof:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    return Proof(name, lambda ground: scene(ground, KILLS, chance), {"in_flight": kills.IN_FLIGHT}, KILLS)


def played(stage: Stage, proof: Proof, row: Row) -> None:
    """Play one scene; what came of it is added to its row, also where it did not come to its end."""
    with _database(stage, proof) as url:
        asyncio.run(_played(stage, proof, url, row))


async def _played(stage: Stage, proof: Proof, url: str, row: Row) -> None:
    parts = Parts(stage.stand_in, stage.nursery, stage.scratch, stage.supplies)
    async with opened(parts, url, **proof.order) as ground:
        try:
            add(row, await proof.scene(ground))
        except (Unproved, RuntimeError) as found:  # a worker that fails raises the second
            row.wrong.append(str(found))
            add(row, await ground.compared())
        row.wanted += proof.kills
        row.kills += ground.killed if proof.kills else 0
        row.most = max(row.most, ground.most)


@contextmanager
def _database(stage: Stage, proof: Proof) -> Iterator[str]:
    """A copy of the database where the crowd lives; of SQLite one of its own."""
    if not proof.on_sqlite:
        with stage.cluster.fresh_database(stage.template) as url:
            # A copy's sequences would come out of a crash as they were copied: of numbers that their template had
            # foreseen the server writes no log, before a checkpoint.
            stage.cluster.ask(url, "checkpoint")
            yield url
        return
    file = stage.scratch / f"{proof.name}.db"
    url = f"{outages.SQLITE}{file}"
    asyncio.run(settle(url, Crowd(stage.supplies, SHARED)))
    yield url


def add(row: Row, verdict: Verdict) -> None:
    """Count what a comparison found."""
    row.messages += verdict.rows
    row.accepted += verdict.accepted
    row.sent += verdict.states["sent"]
    row.doubts += len(verdict.doubts)
    row.doubles += len(verdict.doubles) + len(verdict.crowded)
    row.lost += len(verdict.lost) + len(verdict.denied)
    row.wrong += [f"{name}: {each}" for name, several in verdict.faults.items() for each in several]
