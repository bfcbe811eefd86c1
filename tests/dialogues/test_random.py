"""Ten thousand random dialogues: no crash, no wall, no figure but the ledger's, and a person always near.

`make test` walks through 250 of them, `make test-long` through 10,000: the seed names the dialogue, so that one that
breaks can be walked again. Some run in a SQLite file, and the second opinion looks at what they left there.
"""

import asyncio
from collections import Counter
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from caudal.audit.check import Report, Request, audit
from caudal.audit.utility import read_utility
from receivables.model.dialogue.asked import QUESTIONS
from receivables.model.dialogue.desk import ASKED
from receivables.model.dialogue.step import BARE
from tests.dialogues.walk import Walk
from tests.support.laid_out import laid_out

MEMORY, FILES = 250, 4
EACH = 50
ASKED_ABOUT = ("hardship", "meter", "irregular", "contact_change", "reactivation")
"""The requests that are opened only after a yes."""
ALL_MEMORY, ALL_FILES = 10_000, 120
MOST_TURNS = 28
QUICK = range(0, MEMORY, EACH)
LONG = range(MEMORY, ALL_MEMORY, 4 * EACH)


def walked(first: int, count: int) -> tuple[Counter[str], Counter[str]]:
    """Walk so many dialogues; what was said, and the states that they came through."""
    said: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for seed in range(first, first + count):
        walk = Walk(seed, keys=said, states=states)
        asyncio.run(walk.goes(walk.rng.randrange(6, MOST_TURNS)))
    return said, states


@pytest.mark.parametrize("first", QUICK)
def test_dialogues(first: int) -> None:
    said, _ = walked(first, EACH)
    assert len(said) > 40


@pytest.mark.long
@pytest.mark.parametrize("first", LONG)
def test_many_dialogues(first: int) -> None:
    walked(first, 4 * EACH)


@pytest.mark.long
def test_every_question_is_come_through() -> None:
    _, states = walked(20_000, 6_000)  # a change of an agreement is agreed to in one of a thousand
    come_through = {state.split()[1] for state in states}
    named = {name for name in QUESTIONS if not name.startswith(ASKED)} | {*BARE, "supply", "proof"}
    assert named <= come_through
    assert {f"{ASKED}{kind}" for kind in ASKED_ABOUT} <= come_through


@pytest.mark.parametrize("seed", range(FILES))
def test_the_second_opinion_has_nothing_to_say(seed: int, tmp_path: Path) -> None:
    assert asyncio.run(_audited(seed, tmp_path)) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(FILES, ALL_FILES))
def test_nor_of_many_more(seed: int, tmp_path: Path) -> None:
    assert asyncio.run(_audited(seed, tmp_path)) == []


async def _audited(seed: int, folder: Path) -> list[tuple[str, str]]:
    url = f"sqlite+aiosqlite:///{folder}/caudal.db"
    database = await laid_out(url)
    walk = Walk(seed, database.units("tumbes"))
    try:
        await walk.goes(walk.rng.randrange(6, MOST_TURNS))
    finally:
        await database.close()
    until = (walk.story.now + timedelta(days=1)).astimezone(UTC)
    report: Report = await audit(Request(url, read_utility(None), until, until), lambda *_: None)
    return [(each.rule, each.code) for each in report.findings]
