"""What a conversation costs: reading a message, answering it at Tumbes' size, and everybody writing at once."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import uvloop

from caudal.bench.everybody import storm
from caudal.bench.figures import Findings
from caudal.bench.machine import described
from caudal.bench.rounds import Watch
from caudal.bench.townspeople import Customer, built, customers, town
from receivables.model.conversation import Inbound
from receivables.model.intent import read, warm
from receivables.model.reading.examples import EXAMPLES
from receivables.usecases.answer import answer_next, receive
from receivables.usecases.services import Services

READ_MICROSECONDS, ANSWER_MS = 1_000, 20
"""What reading a message, and all from the stored message to the reply in the outbox, may take of the processor."""
MESSAGES = 1_000
WARMED = 200
CUSTOMERS = 120
CHANNEL = "whatsapp"
TODAY = date(2024, 1, 8)
SAID: Sequence[tuple[str, str]] = (
    ("greeting", "hola buenos días"),
    ("stranger", "cuánto debo"),
    ("identification", ""),
    ("debt", "cuanto es lo que debo"),
    ("make_up", "y de qué es esa deuda"),
    ("plan", "quiero pagar en 6 cuotas"),
    ("places", "dónde puedo pagar"),
)
"""What each customer writes, one after the other: by kind, and the words (of the third, their proof)."""


def measure(watch: Watch) -> Findings:
    """All of it."""
    findings = Findings(facts={"machine": described()})
    watch("lectura")
    _reading(findings)
    with tempfile.TemporaryDirectory() as folder:
        watch("Tumbes, en SQLite")
        database = built(Path(folder))
        watch("respuestas")
        uvloop.run(_answering(database, findings))
        watch("todos a la vez")
        storm(database, Path(folder), findings)
    return findings


def _phrases() -> Iterator[str]:
    """Phrases of every wish, by turns."""
    several = [iter(EXAMPLES[intent]) for intent in sorted(EXAMPLES)]
    while several:
        for each in list(several):
            phrase = next(each, None)
            if phrase is None:
                several.remove(each)
            else:
                yield phrase


def _reading(findings: Findings) -> None:
    """Each message is read once: nothing of it is known before."""
    warm()
    phrases = _phrases()
    for text in islice(phrases, WARMED):
        read(text, None, None, TODAY)
    taken = []
    for text in islice(phrases, MESSAGES):
        begun = time.perf_counter_ns()
        read(text, None, None, TODAY)
        taken.append((time.perf_counter_ns() - begun) / 1e3)
    taken.sort()
    findings.facts["read"] = f"{len(taken)} messages"
    findings.add("reading_us", sum(taken) / len(taken), most=READ_MICROSECONDS)
    findings.add("reading_p99_us", taken[len(taken) * 99 // 100])


async def _answering(database: Path, findings: Findings) -> None:
    """The processor's time of each, all threads of the process together."""
    async with town(database) as here:
        several = await customers(here, 50_000, CUSTOMERS)
        await _talk(here, several[:4])  # whatever is compiled or learnt once
        taken: dict[str, list[float]] = {kind: [] for kind, _ in SAID}
        for kind, milliseconds in await _talk(here, several[4:]):
            taken[kind].append(milliseconds)
    every = sorted(each for some in taken.values() for each in some)
    findings.facts["answered"] = f"{len(every)} messages"
    findings.add("answer_cpu_ms", sum(every) / len(every), most=ANSWER_MS)
    findings.add("answer_cpu_p99_ms", every[len(every) * 99 // 100])
    for kind, some in taken.items():
        findings.add(f"answer_{kind}_ms", sum(some) / len(some))


async def _talk(here: Services, several: Sequence[Customer]) -> list[tuple[str, float]]:
    """Everybody writes their first message, then their second: no account is still at hand from the message before."""
    taken = []
    for number, (kind, words) in enumerate(SAID):
        for each in several:
            told = f"bench:{each.address}:{number}"
            inbound = Inbound(told, CHANNEL, each.address, words or each.proof, None, here.clock.now())
            await receive(here, inbound)
            begun = time.process_time_ns()
            keys = await answer_next(here, CHANNEL, each.address)
            taken.append((kind, (time.process_time_ns() - begun) / 1e6))
            if not keys:
                raise RuntimeError(f"nobody answered {kind}")
    return taken
