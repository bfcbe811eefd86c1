"""Somebody changes the lists that the program reads; the record still knows what was in them."""

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from caudal.audit.reading import open_books
from caudal.audit.reading.supplies import supply_files
from receivables.model.approval import Matter
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.staff import StaffRole
from receivables.model.suppression import Cause
from receivables.usecases import suppress
from receivables.usecases.approvals import ask, decide
from receivables.usecases.impediments import Circumstance, lift, note
from tests.caudal.audit.stories import audited, begun, url_of
from tests.scenarios.calendar import Story
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import PHONE
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

NEIGHBOUR = "doc:00000009"


@dataclass(frozen=True)
class Told:
    """A story in a file."""

    story: Story
    file: Path

    def changed(self, statement: str) -> None:
        """Behind the back of the program."""
        with sqlite3.connect(self.file) as connection:
            assert connection.execute(statement).rowcount > 0
        connection.close()

    async def found(self) -> set[str]:
        """What the auditor says."""
        return {finding.code for finding in (await audited(url_of(self.file))).findings}

    async def closes(self, subject: str, cause: Cause = Cause.OPTED_OUT) -> None:
        """The desk closes somebody."""
        await suppress.close(self.story.services, subject, cause, source="desk", actor="staff/ana")


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[Told]:
    """A story that has just begun."""
    file = tmp_path / "caudal.db"
    database = await laid_out(url_of(file))
    yield Told(await begun(database), file)
    await database.close()


async def dead(told: Told, scope: Scope, value: str) -> str:
    """A death is noted at the desk; its id."""
    what = Circumstance(ImpedimentKind.DECEASED, scope, value, date(2024, 1, 2), None, "desk", "acta")
    return (await note(told.story.services, what, actor="staff/ana")).id


async def test_a_wish_that_is_deleted_from_the_list_is_missed(told: Told) -> None:
    await told.closes(NEIGHBOUR)
    assert await told.found() == set()
    told.changed("DELETE FROM suppressions")
    assert await told.found() == {"check_closing_unlisted"}


async def test_a_wish_that_is_lifted_in_silence_is_missed(told: Told) -> None:
    await told.closes(NEIGHBOUR)
    told.changed("UPDATE suppressions SET lifted_at = '2024-01-08 13:00:00.000000'")
    assert await told.found() == {"check_closing_unlisted"}


async def test_closed_again_for_a_wish_and_lifted_at_the_desk_nothing_is_missed(told: Told) -> None:
    await told.closes(NEIGHBOUR, Cause.INVALID)
    told.story.at("2024-01-08 08:30")
    await told.closes(NEIGHBOUR)
    assert await told.found() == set()
    told.story.at("2024-01-08 08:40")
    services = told.story.services
    await suppress.lift(services, NEIGHBOUR, actor="staff/ana", why="pedido", signed_request=True)
    assert await told.found() == set()


@pytest.mark.parametrize("subject", [f"addr:{PHONE}", "doc:00000001"])
async def test_who_is_written_to_after_the_wish_was_deleted_is_found(told: Told, subject: str) -> None:
    await told.closes(subject)
    told.changed("DELETE FROM suppressions")
    await told.story.comes("2024-01-09 09:00")
    assert await told.found() == {"check_closing_unlisted", "check_left_alone"}


@pytest.mark.parametrize("way", ["DELETE FROM work_orders", "UPDATE work_orders SET state = 'withdrawn'"])
async def test_an_order_that_is_taken_out_of_the_queue_in_silence_is_missed(told: Told, way: str) -> None:
    await queued(told.story)
    assert await told.found() == set()
    told.changed(way)
    assert await told.found() == {"check_order_unlisted"}


@pytest.mark.parametrize(("scope", "value"), [(Scope.DOCUMENT, "00000009"), (Scope.LOCALITY, "Otra")])
async def test_an_impediment_that_is_lifted_in_silence_is_missed(
    told: Told, scope: Scope, value: str
) -> None:
    what = Circumstance(
        ImpedimentKind.DECEASED if scope is Scope.DOCUMENT else ImpedimentKind.OUTAGE,
        scope,
        value,
        date(2024, 1, 2),
        date(2024, 3, 1),
        "desk",
    )
    noted = await note(told.story.services, what, actor="staff/ana")
    assert await told.found() == set()
    told.changed("UPDATE impediments SET until = '2024-01-05'")
    assert await told.found() == {"check_impediment_unlisted"}
    told.changed("UPDATE impediments SET until = '2024-03-01', lifted_at = '2024-01-08 13:00:00.000000'")
    assert await told.found() == {"check_impediment_unlisted"}
    told.changed("UPDATE impediments SET lifted_at = NULL")
    await lift(told.story.services, noted.id, why="ya pasó", actor="staff/ana")
    assert await told.found() == set()


@pytest.mark.parametrize(("scope", "value"), [(Scope.DOCUMENT, "00000001"), (Scope.SUPPLY, "0000001")])
async def test_who_is_pressed_after_the_impediment_was_deleted_is_found(
    told: Told, scope: Scope, value: str
) -> None:
    await dead(told, scope, value)
    told.changed("DELETE FROM impediments")
    await told.story.comes("2024-01-09 09:00")
    assert await told.found() == {"check_impediment_unlisted", "check_send_impeded"}


async def test_votes_are_those_of_the_record_whatever_the_table_says(told: Told) -> None:
    await queued(told.story)
    services = told.story.services
    async with services.units() as unit:
        case = await told.story.case()
        await ask(unit, Matter.DRASTIC_CUT, case, await services.moment(unit), "convenios rotos")
    name = f"drastic_cut/0000001/{case.round}"
    async with services.units.reading() as unit:
        [asked] = await unit.approvals.open()
    assert asked.id.startswith(name)
    told.changed("UPDATE approvals SET votes = '[]', state = 'granted'")
    assert await voted(told) == [("open", ())]
    told.changed("UPDATE approvals SET state = 'open'")
    await decide(services, asked.id, name="jefa", role=StaffRole.MANAGER, yes=True, why="visto")
    told.changed("UPDATE approvals SET votes = '[]', state = 'open'")
    assert await voted(told) == [("granted", ("jefa",))]


async def voted(told: Told) -> list[tuple[str, tuple[str, ...]]]:
    """What the auditor reads of the questions about the supply: their answers, and who agreed."""
    async with open_books(url_of(told.file), "tumbes") as books:
        [[file]] = [page async for page in supply_files(books)]
    return [(each.state, each.yes) for each in file.approvals]
