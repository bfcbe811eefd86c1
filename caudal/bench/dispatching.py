"""How fast messages leave, how evenly, at what cost; and beside task queues that only send and mark."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from caudal.bench import peers
from caudal.bench.figures import Findings, medians
from caudal.bench.machine import described, running_redis
from caudal.bench.stage import Scene, Stage, Watch, set_stage
from caudal.bench.standin import Sending
from caudal.bench.truth import fullest_second, rate

CAP = 80
CAP_SECONDS = 15
PROCESSES = (1, 2, 4)
LATENCY = 0.05
IN_FLIGHT = 100
MESSAGES = 8_000
ENVIRONMENT = Path("var/bench-venv/bin/python")
SECOND = 1_000_000_000
PEER_PATIENCE = 60.0
SHARE, OF_THE_BOUND, TIMES, MICROSECONDS = 0.98, 0.5, 3.0, 500.0


class Peer(NamedTuple):
    """Another one: how many messages it is given, and how many it has on the way at once; 0 for as many as it likes."""

    name: str
    messages: int
    at_once: int


AS_THEY_COME = {"celery_plain": Peer("celery", 600, 0), "arq_plain": Peer("arq", 1_200, 10)}
"""Celery takes a process for each core, arq ten jobs: what whoever installs them has."""
TUNED = {"celery": Peer("celery", 2_000, IN_FLIGHT), "arq": Peer("arq", 3_000, IN_FLIGHT)}
"""With as many on the way as ours has, Celery in threads."""
PEERS = {**AS_THEY_COME, **TUNED}


def measure(rounds: int, watch: Watch) -> Findings:
    """All of it: under a cap with several processes, without a cap, and the others in turns with ours."""
    findings = Findings(facts={"machine": described(), "rounds": str(rounds)})
    with set_stage(MESSAGES, watch) as stage:
        for processes in PROCESSES:
            runs = [capped(stage, processes, watch) for _ in range(rounds)]
            findings.add(f"cap_share_{processes}", median(run["share"] for run in runs), least=SHARE)
            findings.add(f"cap_fullest_{processes}", max(run["fullest"] for run in runs), most=CAP)
        _uncapped(stage, rounds, watch, findings)
    return findings


def capped(stage: Stage, processes: int, watch: Watch) -> dict[str, float]:
    """The share of the cap that was used, the first and last second apart, and the fullest second of all."""
    watch(f"{CAP}/s, {processes} procesos")
    with stage.scene(CAP * CAP_SECONDS, per_second=CAP, in_flight=IN_FLIGHT) as scene:
        stage.stand_in.plan(latency=[LATENCY, LATENCY])
        scene.start(processes)
        scene.until_asked(CAP * CAP_SECONDS)
        _end(scene, CAP * CAP_SECONDS)
        sendings = scene.sendings()
    return {"share": rate(_steady(sendings)) / CAP, "fullest": fullest_second(sendings)}


def _uncapped(stage: Stage, rounds: int, watch: Watch, findings: Findings) -> None:
    ours: list[Mapping[str, float]] = []
    others: dict[str, list[float]] = {name: [] for name in PEERS}
    with _redis(findings) as redis:
        for _ in range(rounds):
            ours.append(uncapped(stage, watch))
            for name, several in others.items() if redis else ():
                several.append(peer(stage, PEERS[name], redis, watch))
    found = medians(ours)
    findings.add("rate", found["rate"], least=OF_THE_BOUND * IN_FLIGHT / LATENCY)
    findings.add("cpu_microseconds", found["cpu"], most=MICROSECONDS)
    for name, several in others.items() if redis else ():
        findings.add(f"rate_{name}", median(several))
        findings.add(f"times_{name}", found["rate"] / median(several), least=TIMES)


@contextmanager
def _redis(findings: Findings) -> Iterator[str]:
    """What the others need; empty where it or they are not installed, and the findings say so."""
    if not ENVIRONMENT.exists():
        findings.facts["missing"] = "make bench"
        yield ""
        return
    with ExitStack() as running:
        try:
            url = running.enter_context(running_redis())
        except FileNotFoundError as missing:
            findings.facts["missing"] = str(missing)
            url = ""
        yield url


def uncapped(stage: Stage, watch: Watch) -> dict[str, float]:
    """Messages a second, and microseconds of the processor for each, of one process that asks all gates."""
    watch(f"{MESSAGES} mensajes sin tope")
    with stage.scene(MESSAGES, in_flight=IN_FLIGHT) as scene:
        stage.stand_in.plan(latency=[LATENCY, LATENCY])
        (worker,) = scene.start()
        first = scene.until_asked(MESSAGES // 10), worker.cpu()
        last = scene.until_asked(MESSAGES * 9 // 10), worker.cpu()
        scene.until_asked(MESSAGES)
        _end(scene, MESSAGES)
        middle = sorted(scene.sendings(), key=lambda each: each.at)[MESSAGES // 10 : MESSAGES * 9 // 10]
    return {"rate": rate(middle), "cpu": 1e6 * (last[1] - first[1]) / (last[0] - first[0])}


def _end(scene: Scene, messages: int) -> None:
    """Everything was recorded, and says what the provider saw."""
    scene.until(lambda states: states.get("sent", 0) == messages)
    scene.stop()
    if scene.compared().accepted != messages:
        raise RuntimeError("the provider has another number of messages than the database")


def _steady(sendings: Sequence[Sending]) -> list[Sending]:
    """Without the first second and the last."""
    moments = [each.at for each in sendings]
    first, last = min(moments) + SECOND, max(moments) - SECOND
    return [each for each in sendings if first <= each.at <= last]


def peer(stage: Stage, other: Peer, redis: str, watch: Watch) -> float:
    """Messages a second of another one, that sends and marks alone."""
    name, count, at_once = other
    watch(f"{count} mensajes con {name}")
    script = Path(peers.__file__).with_name(f"{name}_side.py")
    with stage.cluster.fresh_database() as url:
        stage.cluster.ask(url, "create table peers (id int primary key, state text, provider_id text)")
        stage.cluster.ask(url, f"insert into peers select n, 'pending' from generate_series(1, {count}) n")  # noqa: S608 - a number of ours
        stage.stand_in.forget()
        stage.stand_in.plan(latency=[LATENCY, LATENCY])
        database = f"host={stage.cluster.folder} user=postgres dbname={url.split('/')[3].split('?')[0]}"
        given = [redis, database, stage.stand_in.url, str(count), str(at_once)]
        command = [str(ENVIRONMENT), str(script), *given]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
        try:
            marked = _until_marked(stage, url, count)
        finally:
            process.kill()  # how it ends is not what is measured
            process.wait()
        sendings = stage.stand_in.sendings()
    if not marked == len(sendings) == count:
        raise RuntimeError(f"{name}: {marked} rows marked, {len(sendings)} messages seen, of {count}")
    return rate(sorted(sendings, key=lambda each: each.at)[count // 10 : count * 9 // 10])


def _until_marked(stage: Stage, url: str, count: int) -> int:
    """Until all rows are marked, or patience is over; how many are."""
    end = time.monotonic() + PEER_PATIENCE
    while True:
        marked = int(stage.cluster.ask(url, "select count(*) from peers where state = 'sent'"))
        if marked == count or time.monotonic() > end:
            return marked
        time.sleep(0.5)
