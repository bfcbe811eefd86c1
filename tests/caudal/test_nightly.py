"""The nightly look, over a real file: what it kept one night vouches for the record the next."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from caudal.audit.chain import START, TABLES, digest_of
from caudal.nightly import look
from caudal.settings import Settings
from receivables.usecases.checked import last_check
from tests.caudal.audit.stories import audited, begun, to_the_end, url_of
from tests.scenarios.calendar import Story
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Nights:
    """A story in a file, over which the nightly look goes."""

    story: Story
    file: Path

    async def passes(self, moment: str) -> int:
        """One night: how many findings."""
        self.story.at(moment)
        return await look(self.story.services, Settings(database_url=url_of(self.file)))


@pytest.fixture
async def nights(tmp_path: Path) -> AsyncIterator[Nights]:
    """After the whole story."""
    file = tmp_path / "caudal.db"
    database = await laid_out(url_of(file))
    story = await begun(database)
    await to_the_end(story)
    yield Nights(story, file)
    await database.close()


def rewritten(file: Path, statement: str) -> None:
    """Change the record, and make every digest and every head fit again, as whoever has the database can."""
    books = sqlite3.connect(file)
    books.row_factory = sqlite3.Row
    for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        books.execute(f"DROP TRIGGER {name}")
    assert books.execute(statement).rowcount == 1
    for table in TABLES:
        digest = START
        for row in books.execute(f"SELECT * FROM {table} ORDER BY number").fetchall():  # noqa: S608
            digest = digest_of(digest, table, dict(row))
            books.execute(f"UPDATE {table} SET digest = ? WHERE id = ?", (digest, row["id"]))  # noqa: S608
        books.execute("UPDATE chain_heads SET digest = ? WHERE chain = ?", (digest, table))
    books.commit()
    books.close()


A_LIE = "UPDATE audit_entries SET actor = 'nadie' WHERE number = 3"


async def test_a_sound_record_is_sound_every_night(nights: Nights) -> None:
    assert [await nights.passes(f"2024-01-{day} 02:15") for day in (20, 21, 22)] == [0, 0, 0]
    latest = await last_check(nights.story.services)
    assert latest is not None
    assert latest.sound


async def test_a_record_that_was_rewritten_whole_is_noticed_the_next_night(nights: Nights) -> None:
    assert await nights.passes("2024-01-20 02:15") == 0
    rewritten(nights.file, A_LIE)
    assert await nights.passes("2024-01-21 02:15") == 1
    latest = await last_check(nights.story.services)
    assert latest is not None
    assert not latest.sound


async def test_the_alarm_does_not_fall_silent_by_itself(nights: Nights) -> None:
    assert await nights.passes("2024-01-20 02:15") == 0
    rewritten(nights.file, A_LIE)
    found = [await nights.passes(f"2024-01-{day} 02:15") for day in (21, 22, 23)]
    assert found == [1, 1, 1]


async def test_without_an_earlier_look_nothing_vouches_for_the_whole(nights: Nights) -> None:
    rewritten(nights.file, A_LIE)
    assert await nights.passes("2024-01-20 02:15") == 0


async def test_consents_to_which_nothing_was_added_are_vouched_for_by_the_first_look(nights: Nights) -> None:
    assert await nights.passes("2024-01-20 02:15") == 0
    rewritten(nights.file, "UPDATE consents SET wording = 'otra' WHERE number = 1")
    assert [await nights.passes(f"2024-01-{day} 02:15") for day in (21, 22)] == [1, 1]


async def test_a_look_by_hand_sees_what_the_nights_see(nights: Nights) -> None:
    await nights.passes("2024-01-20 02:15")
    rewritten(nights.file, A_LIE)
    report = await audited(url_of(nights.file))
    assert [finding.code for finding in report.findings] == ["check_chain_anchor"]
