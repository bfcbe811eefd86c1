"""The whole audit over real databases."""

import os
import sqlite3
from pathlib import Path

import pytest

from caudal.audit.check import ADDRESSES, PEOPLE, SUPPLIES, Report
from caudal.audit.reading import open_books
from caudal.audit.reading.people import person_files
from caudal.audit.reading.supplies import supply_files
from caudal.cli.check import TITLES
from receivables.errors import BadSetting
from receivables.usecases.data_rights import erase
from receivables.usecases.retention import expire
from tests.caudal.audit.stories import audited, begun, tell, to_the_end, url_of
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_contact, a_supply
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

ENDS = {"case_moves": 6, "consents": 1}


def lines_of(report: Report) -> int:
    """How many lines of the record were looked at."""
    return report.checks["chain_audit_entries"].looked_at


async def test_a_sound_story_is_looked_at_and_nothing_is_found(story_file: Path) -> None:
    report = await audited(url_of(story_file))
    assert report.findings == []
    looked_at = {name: check.looked_at for name, check in report.checks.items()}
    unseen = {name for name, count in looked_at.items() if count == 0}
    of_others = {"caps_address", "closings_listed", "impediments_listed"}
    of_providers = {"send_template", "openings", "served_paper"}
    of_chats = {name for name in SUPPLIES if name.startswith(("agreement", "hold_", "code_", "crisis_"))}
    of_nobody = {"one_channel", "cut_approved", "cut_day", "replies"}
    assert unseen == of_nobody | of_others | of_providers | of_chats
    assert looked_at["moves"] == 7
    assert {end.table: end.number for end in report.ends} == {**ENDS, "audit_entries": lines_of(report)}


async def test_it_is_the_same_on_postgresql(postgres_url: str) -> None:
    await tell(postgres_url)
    report = await audited(postgres_url)
    assert report.findings == []
    assert {end.table: end.number for end in report.ends} == {**ENDS, "audit_entries": lines_of(report)}


async def test_a_writer_beside_it_is_neither_waited_for_nor_seen(story_file: Path) -> None:
    writer = sqlite3.connect(story_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE outbox SET sent_at = '2024-01-13 10:00:00.000000'")
    assert (await audited(url_of(story_file))).findings == []
    writer.execute("COMMIT")
    writer.close()
    assert (await audited(url_of(story_file))).findings != []


async def test_nothing_can_be_written_through_its_door(story_file: Path) -> None:
    with pytest.raises(BadSetting):
        async with open_books(url_of(story_file), "tumbes") as books:
            await books.rows("DELETE FROM outbox WHERE utility = :utility")
    assert (await audited(url_of(story_file))).findings == []


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="database_unreachable"):
        await audited(url_of(tmp_path / "nowhere.db"))
    assert os.listdir(tmp_path) == []


async def test_pages_of_one_and_of_all_show_the_same(tmp_path: Path) -> None:
    database = await laid_out(url_of(tmp_path / "caudal.db"))
    story = await begun(database)
    other = three_months_behind(supply=a_supply("0000002", document="00000002"))
    await story.has(
        other, a_contact(supply_number="0000002", document="00000002", phone="+51900000002", channel="sms")
    )
    await to_the_end(story)
    await database.close()
    async with open_books(url_of(tmp_path / "caudal.db"), "tumbes") as books:
        one_by_one = [file async for page in supply_files(books, page=1) for file in page]
        assert one_by_one == [file async for page in supply_files(books, page=100) for file in page]
        alone = [file async for page in person_files(books, page=1) for file in page]
        assert alone == [file async for page in person_files(books, page=100) for file in page]
    assert len(alone) >= 1


async def test_what_is_erased_or_forgotten_in_time_breaks_nothing(tmp_path: Path) -> None:
    database = await laid_out(url_of(tmp_path / "caudal.db"))
    story = await begun(database)
    await to_the_end(story)
    await erase(story.services, "00000001", actor="staff/ana", why="lo pidió")
    erased = await audited(url_of(tmp_path / "caudal.db"))
    story.at("2034-01-19 19:00")
    assert (await expire(story.services)).evidence > 0
    forgotten = await audited(url_of(tmp_path / "caudal.db"))
    await database.close()
    assert (erased.findings, forgotten.findings) == ([], [])


async def test_every_check_has_a_title() -> None:
    assert {*SUPPLIES, *PEOPLE, *ADDRESSES} <= set(TITLES)
