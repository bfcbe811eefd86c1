"""A withdrawn cut and an ordered reopening are told to whoever has not written, under all rules of writing first."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from receivables.model.decision import Reason
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.ladder import Step
from receivables.model.message import Kind, State
from receivables.model.money import Money
from receivables.model.suppression import Cause, of_address
from receivables.usecases import suppress
from receivables.usecases.fieldwork import execute_cut, reopen
from receivables.usecases.halts import halt
from receivables.usecases.impediments import Circumstance, keep
from receivables.usecases.sweep import sweep
from templates.renderer import CatalogueRenderer
from tests.caudal.audit.stories import audited, begun, url_of
from tests.scenarios.calendar import Story, three_months_behind
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import PHONE, a_contact, a_policy, lima
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

RENDERER = CatalogueRenderer("es_PE", a_policy())
WITHDRAWN = "news/0000001/cut_withdrawn/cut-0000001-1-1"
REOPENING = "news/0000001/reopening_ordered/reopening-0000001-1-1"


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    """Who got an offer and a last chance, and whose cut waits in the queue."""
    database = await laid_out(url_of(tmp_path / "caudal.db"))
    yield await queued(await begun(database))
    await database.close()


async def cut(story: Story) -> None:
    """The crew was there."""
    story.at("2024-01-16 09:00")
    await story.fresh()
    assert (await execute_cut(story.services, "cut-0000001-1-1", actor="staff/luis")).reasons == ()


async def sound(tmp_path: Path) -> None:
    assert [(f.rule, f.code) for f in (await audited(url_of(tmp_path / "caudal.db"))).findings] == []


async def test_whoever_pays_with_the_crew_on_the_way_is_told_that_nobody_comes(
    story: Story, tmp_path: Path
) -> None:
    story.at("2024-01-15 10:00")
    await story.fresh()
    await story.pays("90.00")
    assert (await story.deliver()).sent == 1
    row = await story.row(WITHDRAWN)
    assert (row.kind, row.channel, row.state) == (Kind.NOTICE, "whatsapp", State.SENT)
    assert row.code is not None
    text = RENDERER.render(row.message).text
    assert "el cierre previsto quedó sin efecto" in text
    assert "responda BAJA" in text
    await sound(tmp_path)


async def test_a_reopening_is_told_with_its_hour_and_no_later(story: Story, tmp_path: Path) -> None:
    await cut(story)
    story.at("2024-01-18 17:00")
    await story.fresh()
    await story.pays("90.00")
    assert (await story.deliver()).sent == 1
    row = await story.row(REOPENING)
    assert row.expires_at == lima("2024-01-19 17:00")
    assert "El viernes 19 de enero a las 5:00 p. m., a más tardar" in RENDERER.render(row.message).text
    await sound(tmp_path)


async def test_what_comes_about_at_night_is_told_in_the_morning_and_not_taken_back_by_a_payment(
    story: Story, tmp_path: Path
) -> None:
    story.at("2024-01-15 21:00")
    await story.pays("30.00")
    assert (await story.deliver()).sent == 0
    story.at("2024-01-16 06:00")
    await story.fresh()
    await story.pays("60.00")
    assert (await story.case()).step is Step.CLEAR
    story.at("2024-01-16 07:00")
    assert (await story.deliver()).sent == 1
    assert (await story.row(WITHDRAWN)).state is State.SENT
    await sound(tmp_path)


async def test_a_reopening_that_nobody_could_be_told_of_in_its_time_is_no_news(story: Story) -> None:
    await cut(story)
    story.at("2024-01-19 21:00")  # a Friday: nobody is written to before Monday
    await story.fresh()
    await story.pays("90.00")
    assert (await story.deliver()).sent == 0
    story.at("2024-01-22 08:00")
    await story.fresh()
    assert (await story.deliver()).sent == 0
    assert (await story.row(REOPENING)).state is State.EXPIRED


async def test_a_service_that_is_back_is_not_told_to_come_back(story: Story) -> None:
    await cut(story)
    story.at("2024-01-18 21:00")
    await story.fresh()
    await story.pays("90.00")
    story.at("2024-01-19 06:30")
    await story.fresh()
    await reopen(story.services, "reopening-0000001-1-1", actor="staff/luis")
    story.at("2024-01-19 07:30")
    assert (await story.deliver()).sent == 0
    assert (await story.row(REOPENING)).state is State.WITHHELD


async def test_what_a_feed_brings_is_told_too_where_it_asks_again(story: Story) -> None:
    """Nobody waits for it in a chat: it is a notice, whatever the hour at which the feed came."""
    story.at("2024-01-16 03:00")
    paid = three_months_behind()
    await story.has(replace(paid, bills=tuple(replace(b, balance=Money(0)) for b in paid.bills)), a_contact())
    assert (await sweep(story.services)).settled == 1
    assert (await story.deliver()).sent == 0
    story.at("2024-01-16 07:30")
    assert (await story.deliver()).sent == 1
    assert (await story.row(WITHDRAWN)).state is State.SENT


async def test_whose_cut_is_queued_again_is_told_nothing(story: Story) -> None:
    story.at("2024-01-15 21:00")
    await story.fresh()
    await story.pays("30.00")
    case = await story.case()
    assert case.step is Step.LAST_CHANCE
    await story.remember(replace(case, step=Step.CUT_QUEUED))
    story.at("2024-01-16 07:30")
    await story.fresh()
    assert (await story.deliver()).sent == 0
    assert (await story.row(WITHDRAWN)).reasons == (Reason.NOT_ITS_TURN,)


async def left(story: Story) -> None:
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        await suppress.leave_alone(
            unit, [a_contact().person], ["0000001"], at, address=PHONE, source="chat", actor="customer"
        )


async def a_stranger(story: Story) -> None:
    await suppress.close(
        story.services, of_address(PHONE), Cause.WRONG_PERSON, source="desk", actor="staff/ana"
    )


async def in_an_outage(story: Story) -> None:
    told = Circumstance(
        ImpedimentKind.EMERGENCY, Scope.SUPPLY, "0000001", date(2024, 1, 15), date(2024, 1, 31), "desk"
    )
    async with story.services.units() as unit:
        at = await story.services.moment(unit)
        await keep(unit, told.noted("staff/ana", at.now), at)


async def halted(story: Story) -> None:
    await halt(story.services, "proactive", why="prueba", actor="staff/ana")


@pytest.mark.parametrize("gate", [left, a_stranger, in_an_outage, halted])
async def test_every_gate_of_writing_first_holds(
    story: Story, gate: Callable[[Story], Awaitable[None]]
) -> None:
    story.at("2024-01-15 21:00")
    await story.fresh()
    await story.pays("90.00")
    before = len(story.channel.sent)
    await gate(story)
    story.at("2024-01-16 07:30")
    await story.fresh()
    assert (await story.deliver()).sent == 0
    assert len(story.channel.sent) == before
