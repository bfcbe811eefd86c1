"""How many webhooks are verified, stored, committed and answered, how long each takes, also during a campaign."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median

from caudal.bench.echo import Echoing
from caudal.bench.figures import Findings
from caudal.bench.load import packed
from caudal.bench.machine import described, free_port
from caudal.bench.receiver import Reception
from caudal.bench.stage import Scene, Stage, Watch, set_stage
from caudal.bench.standin.calling import signed_form
from caudal.bench.standin.record import steady
from caudal.bench.worker import ACCOUNT, NUMBER, TOKEN

CAP = 80
SECONDS = 3.0
MANY, FEW = 32, 4
PREPARED = 12_000
"""Requests of one measurement; they last longer than it."""
CALLBACK_SECONDS = 15
STATUSES = ("sent", "delivered", "read")
RUNS = 5
CONNECTED = 40
SHARE, TIMES, ABSORBED = 0.15, 2.0, 2.0


def measure(rounds: int, watch: Watch) -> Findings:
    """All of it."""
    findings = Findings(facts={"machine": described(), "rounds": str(max(rounds, RUNS))})
    with set_stage(CAP * 40, watch) as stage:
        _share(stage, rounds, watch, findings)
        _patience(stage, max(rounds, RUNS), watch, findings)
        _callbacks(stage, watch, findings)
    return findings


def _share(stage: Stage, rounds: int, watch: Watch, findings: Findings) -> None:
    """Webhooks a second beside the bare echo's."""
    hooks, echoes = [], []
    with stage.scene(0) as scene:
        port, bare = _reception(scene), free_port()
        scene.workers.append(stage.nursery.start(Echoing(bare)).ready())
        for number in range(rounds):
            watch("webhooks")
            hooks.append(_called(scene, port, partial(inbound, port, f"a{number}"), MANY))
            watch("eco")
            echoes.append(_called(scene, bare, lambda _: said(bare), MANY))
        stored = int(stage.cluster.ask(scene.order.database, "select count(*) from inbound_messages"))
    if stored != sum(each["done"] for each in hooks) or any(each["refused"] for each in hooks):
        raise RuntimeError(f"{stored} messages stored, and {hooks} answered")
    findings.add("webhooks", median(each["rate"] for each in hooks))
    findings.add("echo", median(each["rate"] for each in echoes))
    ratios = [hook["rate"] / plain["rate"] for hook, plain in zip(hooks, echoes, strict=True)]
    findings.add("webhook_share", median(ratios), least=SHARE)


def _patience(stage: Stage, rounds: int, watch: Watch, findings: Findings) -> None:
    """The time of one webhook while nothing else happens, and during a campaign; by turns."""
    idle, busy = [], []
    with stage.scene(CAP * 40, per_second=CAP, in_flight=100) as scene:
        stage.stand_in.plan(latency=[0.05, 0.05])
        port = _reception(scene)
        for number in range(rounds):
            watch("webhooks en reposo")
            idle.append(_called(scene, port, partial(inbound, port, f"b{number}"), FEW)["p99"])
            watch("webhooks en campaña")
            (worker,) = scene.start()
            scene.until_asked(scene.asked() + CONNECTED)
            busy.append(_called(scene, port, partial(inbound, port, f"c{number}"), FEW)["p99"])
            worker.stop()
            scene.workers.remove(worker)
    findings.add("p99_idle_ms", median(idle))
    findings.add("p99_campaign_ms", median(busy))
    findings.add("p99_times", median(busy) / median(idle), most=TIMES)


def _callbacks(stage: Stage, watch: Watch, findings: Findings) -> None:
    """Three callbacks for each message of a campaign at the cap: how long after the last one all had their effect."""
    watch("avisos de estado")
    messages = CAP * CALLBACK_SECONDS
    port = free_port()
    with stage.scene(messages, per_second=CAP, in_flight=100, callbacks=f"http://127.0.0.1:{port}") as scene:
        _reception(scene, port)
        stage.stand_in.plan(
            latency=[0.05, 0.05], telling={"statuses": STATUSES, "delay": [0.0, 0.2], "shuffled": True}
        )
        scene.start()
        scene.until_asked(messages)
        late = _seconds_until(scene, lambda states: states.get("served", 0) == messages)
        scene.compared()
        _until_told(stage)
        seen = stage.stand_in.seen()["callbacks"]
    findings.add("callbacks", seen.get("200", 0), least=messages * len(STATUSES))
    findings.add("callbacks_late_seconds", late, most=ABSORBED)


def _until_told(stage: Stage) -> None:
    """Until the provider has told everything; what comes last may say what is known already."""
    for _ in range(200):
        if not stage.stand_in.seen()["callbacks_waiting"]:
            return
        time.sleep(0.05)
    raise TimeoutError("callbacks are not answered")


def _seconds_until(scene: Scene, done: Callable[[dict[str, int]], bool]) -> float:
    """From the last message that the provider saw."""
    last = max(each.at for each in scene.sendings())
    scene.until(done)
    return float(steady() - last) / 1e9


def _reception(scene: Scene, port: int | None = None) -> int:
    """Webhooks on that database; their port."""
    chosen = port or free_port()
    order = Reception(scene.order.database, scene.order.clock, chosen)
    scene.workers.append(scene.stage.nursery.start(order).ready())
    return chosen


def _called(
    scene: Scene, port: int, request: Callable[[int], bytes], connections: int
) -> Mapping[str, float]:
    """What callers in a process of their own find."""
    file = scene.stage.scratch / "requests"
    file.write_bytes(packed([request(number) for number in range(PREPARED)]))
    given = [str(file), str(port), str(connections), str(SECONDS)]
    command = [sys.executable, "-m", "caudal.bench.load", *given]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    found: dict[str, float] = json.loads(done.stdout)
    return found


def inbound(port: int, run: str, number: int) -> bytes:
    """A message from a person as Twilio posts it, signed."""
    name = f"{run}-{number}"
    url = f"http://127.0.0.1:{port}/webhooks/twilio/inbound"
    fields = {
        "MessageSid": f"SM{name}",
        "SmsMessageSid": f"SM{name}",
        "AccountSid": ACCOUNT,
        "From": f"whatsapp:+519000{number % 50_000:05}",
        "To": f"whatsapp:{NUMBER}",
        "Body": "¿Cuánto debo?",
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
        "ProfileName": "Rosa",
        "WaId": "51900000001",
        "MessageType": "text",
    }
    body, headers = signed_form(TOKEN, url, fields)
    return _post(port, "/webhooks/twilio/inbound", body, headers)


def said(port: int) -> bytes:
    """A body for the echo."""
    body = json.dumps({"text": "¿Cuánto debo?" + "x" * 400, "number": 7}).encode()
    return _post(port, "/echo", body, {"content-type": "application/json"})


def _post(port: int, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"host: 127.0.0.1:{port}", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
