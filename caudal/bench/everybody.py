"""Five hundred customers write within ten seconds, while a campaign is sent; one `caudal run` on SQLite answers."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from importlib.resources import files
from pathlib import Path

import uvloop

from campaigns.clock import EVERY_SECONDS
from caudal.bench.crowd import Crowd, move_in, queue
from caudal.bench.figures import Findings
from caudal.bench.machine import free_port
from caudal.bench.running import cpu_seconds
from caudal.bench.standin import Sending, StandIn, running_stand_in
from caudal.bench.standin.calling import Caller, signed_form
from caudal.bench.townspeople import NOW, Customer, customers, town
from caudal.bench.worker import ACCOUNT, NUMBER, TOKEN
from receivables.model.conversation import Inbound
from receivables.model.message import State
from receivables.usecases.answer import answer
from receivables.usecases.services import Services

WRITERS = 500
WITHIN = 10.0
AFTER = 10.0
"""So many seconds after their first message everybody writes their second: 80 replies a second may go, and no more."""
WORDS = ("cuánto debo", "dónde puedo pagar")
CAMPAIGN = 1_000
"""Notices at 80 a second: the campaign lasts longer than everybody writes."""
OPENINGS = """
[limits.whatsapp]
daily_openings = 10000
"""
LATEST = 5.0
"""Within so many seconds every reply is there."""
LATENCY = 0.05
PATIENCE = 90.0
IDLE_SECONDS, IDLE_SHARE = 2.0 * EVERY_SECONDS, 0.05
"""Idle for longer than the clock's rings are apart: the first one begins the jobs of the day."""
SHIPPED = files("receivables") / "packs" / "policies"


@dataclass(frozen=True, slots=True)
class Written:
    """A message that was posted: its provider id, whose, which of theirs, and when (the machine's steady clock)."""

    sid: str
    address: str
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it."""

    seconds: Sequence[float]
    lost: int
    twice: int
    overtaken: int
    campaign: int


def storm(database: Path, folder: Path, findings: Findings, writers: int = WRITERS) -> None:
    """Measure it."""
    file = folder / "everybody.db"
    shutil.copy(database, file)
    several = uvloop.run(_prepared(file, writers))
    with running_stand_in(folder / "stand-in") as stand_in:
        stand_in.plan(latency=[LATENCY, LATENCY])
        with _running(file, stand_in, folder) as (port, process):
            _until_idle(process)
            before = cpu_seconds(process)
            uvloop.run(_begun(file))
            _until_campaign(stand_in)
            written = uvloop.run(_written(several, port))
            _until_quiet(stand_in, file)
            used = cpu_seconds(process) - before
            sendings = stand_in.sendings()
    found = _compared(written, sendings, file)
    findings.facts["everybody"] = f"{writers} customers in {WITHIN:.0f} s, {len(written)} messages"
    seconds = sorted(found.seconds)
    findings.add("reply_seconds_max", seconds[-1], most=LATEST)
    findings.add("reply_seconds_p99", seconds[len(seconds) * 99 // 100], most=LATEST)
    findings.add("reply_seconds_p50", seconds[len(seconds) // 2])
    findings.add("replies_lost", found.lost, most=0)
    findings.add("replies_twice", found.twice, most=0)
    findings.add("replies_overtaken", found.overtaken, most=0)
    findings.add("everybody_cpu_ms", 1e3 * used / (len(written) + found.campaign))
    findings.add("campaign_meanwhile", found.campaign, least=1)


async def _prepared(file: Path, writers: int) -> list[Customer]:
    """Chats that are linked already, and a campaign that is due for others."""
    async with town(file) as here:
        several = await customers(here, 60_000, writers)
        for number, each in enumerate(several):
            await _linked(here, each, number)
        await move_in(here, Crowd(CAMPAIGN))
    return several


async def _begun(file: Path) -> None:
    """A campaign is due from now on."""
    async with town(file) as here:
        await queue(here, Crowd(CAMPAIGN).numbers())


async def _linked(here: Services, each: Customer, number: int) -> None:
    told = Inbound(f"link:{number}", "whatsapp", each.address, each.proof, None, here.clock.now())
    keys = await answer(here, told)
    async with here.units() as unit:  # nothing of the preparation is sent in the measurement
        rows = [row for key in keys if (row := await unit.outbox.get(key)) is not None]
        await unit.outbox.save([replace(row, state=State.SENT, sent_at=here.clock.now()) for row in rows])


@contextmanager
def _running(file: Path, stand_in: StandIn, folder: Path) -> Iterator[tuple[int, int]]:
    """`caudal run`, as a utility runs it; its port and its process."""
    port, policy = free_port(), folder / "policy.toml"
    policy.write_text((SHIPPED / "tumbes.toml").read_text("utf-8") + OPENINGS, "utf-8")
    given = {
        "CAUDAL_DATABASE_URL": f"sqlite+aiosqlite:///{file}",
        "CAUDAL_POLICY": str(policy),
        "CAUDAL_API_PORT": str(port),
        "CAUDAL_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "CAUDAL_NOW": NOW.isoformat(),
        "CAUDAL_TWILIO_ACCOUNT_SID": ACCOUNT,
        "CAUDAL_TWILIO_AUTH_TOKEN": TOKEN,
        "CAUDAL_TWILIO_WHATSAPP_FROM": NUMBER,
        "CAUDAL_TWILIO_API_URL": stand_in.url,
        "CAUDAL_SECRET_KEY": "an-invented-key-of-32-bytes-or-more",
    }
    program = Path(sys.executable).with_name("caudal")
    with (folder / "run.log").open("w") as log:
        whole = {"PATH": os.defpath, **given}
        process = subprocess.Popen([program, "run"], env=whole, stdout=log, stderr=log)  # noqa: S603 - our own program
        try:
            _until_ready(process, port, folder / "run.log")
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"caudal run does not serve: {log.read_text()}")


def _until_idle(process: int) -> None:
    """Until the jobs of the day, for which the start was late, are done."""
    end, before = time.monotonic() + PATIENCE, cpu_seconds(process)
    while time.monotonic() < end:
        time.sleep(IDLE_SECONDS)
        now = cpu_seconds(process)
        if now - before < IDLE_SECONDS * IDLE_SHARE:
            return
        before = now
    raise TimeoutError("caudal run never rests")


def _until_campaign(stand_in: StandIn) -> None:
    end = time.monotonic() + PATIENCE
    while not stand_in.seen()["asked"]:
        if time.monotonic() > end:
            raise TimeoutError("no campaign is sent")
        time.sleep(0.05)


async def _written(several: Sequence[Customer], port: int) -> list[Written]:
    """Everybody's first message, spread over the seconds, and their second a moment later."""
    caller, begun = Caller(), time.monotonic()
    written: list[Written] = []

    async def writes(each: Customer, number: int, after: float) -> None:
        await asyncio.sleep(max(0.0, begun + after - time.monotonic()))
        sid = f"SM{each.address[1:]:0>28}{number:04}"
        body, headers = _form(port, sid, each.address, WORDS[number])
        at = time.monotonic_ns()
        if await caller.post(f"http://127.0.0.1:{port}/webhooks/twilio/inbound", body, headers) not in (
            200,
            204,
        ):
            raise RuntimeError("a webhook was refused")
        written.append(Written(sid, each.address, number, at))

    async with asyncio.TaskGroup() as tasks:
        for place, each in enumerate(several):
            first = WITHIN * place / len(several)
            for number in range(len(WORDS)):
                tasks.create_task(writes(each, number, first + AFTER * number))
    await caller.close()
    return written


def _form(port: int, sid: str, address: str, words: str) -> tuple[bytes, Mapping[str, str]]:
    """A message as Twilio posts it, signed."""
    fields = {
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": f"whatsapp:{address}",
        "To": f"whatsapp:{NUMBER}",
        "Body": words,
        "NumMedia": "0",
        "ProfileName": "Rosa",
        "MessageType": "text",
    }
    return signed_form(TOKEN, f"http://127.0.0.1:{port}/webhooks/twilio/inbound", fields)


def _until_quiet(stand_in: StandIn, file: Path) -> None:
    """Until every message has its replies, and all of them went."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as looking:
            (unanswered,) = looking.execute(
                "select count(*) from inbound_messages where answered_at is null"
            ).fetchone()
            (open_replies,) = looking.execute(
                "select count(*) from outbox where kind = 'reply' and state in ('pending', 'sending')"
            ).fetchone()
        looking.close()
        if not unanswered and not open_replies:
            return
        time.sleep(0.25)
    raise TimeoutError("somebody still waits for a reply")


def _compared(written: Sequence[Written], sendings: Sequence[Sending], file: Path) -> Answered:
    """What the provider saw against what stands in the database: by message, its first reply."""
    keys = _keys(file)
    went: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for each in sendings:
        if each.accepted and (key := keys.get(each.outbox)) is not None:
            counts[key] += 1
            went.setdefault(key, each.at)
    replies = {each.sid: f"reply/{each.sid}/0" for each in written}
    seconds = [(went[replies[each.sid]] - each.at) / 1e9 for each in written if replies[each.sid] in went]
    by_person: dict[str, list[Written]] = {}
    for one in written:
        by_person.setdefault(one.address, []).append(one)
    overtaken = 0
    for several in by_person.values():
        times = [went.get(replies[each.sid], 0) for each in sorted(several, key=lambda w: w.number)]
        overtaken += times != sorted(times)
    return Answered(
        seconds,
        lost=len(written) - len(seconds),
        twice=sum(count > 1 for count in counts.values()),
        overtaken=overtaken,
        campaign=sum(not key.startswith("reply/") for key in counts),
    )


def _keys(file: Path) -> dict[str, str]:
    """The natural key of each message of the outbox, by its number there."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as looking:
        found = {str(number): key for number, key in looking.execute("select id, key from outbox")}
    looking.close()
    return found
