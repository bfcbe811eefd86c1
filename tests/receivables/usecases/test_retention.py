"""What its purpose needs no longer is forgotten every night, by the months of the law."""

from datetime import timedelta

import pytest

from receivables.model.audit import Act
from receivables.model.sending import Callback, Told
from receivables.usecases import retention
from receivables.usecases.retention import Forgotten, expire
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, lima
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> ChatWorld:
    """On 8 January 2024 somebody was sent a notice, wrote, and was answered."""
    world = ChatWorld()
    await world.has(three_months_behind(), a_contact())
    await world.queue(an_offer())
    await world.deliver()
    await world.says("hola")
    await world.deliver()
    return world


async def test_before_its_time_nothing_is_forgotten(world: ChatWorld) -> None:
    world.clock.set(lima("2026-01-08 03:00"))
    assert await expire(world.services) == Forgotten()
    assert not [line for line in await world.trail("retention") if line.act is Act.DATA]


async def test_chats_are_forgotten_after_two_years_and_the_evidence_after_five(world: ChatWorld) -> None:
    world.clock.set(lima("2026-01-09 03:00"))
    assert await expire(world.services) == Forgotten(texts=2)
    notice = await world.row(OFFER)
    assert (notice.address, notice.person) == (PHONE, "doc:00000001")
    assert (await world.row("reply/chat:1/0")).text is None
    world.clock.set(lima("2029-01-09 03:00"))
    assert await expire(world.services) == Forgotten(evidence=1)
    notice = await world.row(OFFER)
    assert (notice.address, notice.person) == (None, None)
    assert notice.sent_at is not None


async def test_run_twice_it_finds_nothing_more_and_says_what_it_did_once(world: ChatWorld) -> None:
    world.clock.set(lima("2026-01-09 03:00"))
    await expire(world.services)
    world.clock.move(timedelta(hours=1))
    assert await expire(world.services) == Forgotten()
    [line] = await world.trail("retention")
    assert (line.act, line.outcome, line.facts) == (Act.DATA, "forgotten", {"texts": 2, "evidence": 0})


async def test_what_only_grows_is_taken_away(world: ChatWorld) -> None:
    told = Callback("SM1", Told.SENT, 7, 1, world.now)
    async with world.services.units() as unit:
        await unit.callbacks.receive([told])
        await unit.callbacks.applied([told], world.now)
        await unit.conversations.note_wrong_try("0000001", world.now)
    began = world.now
    world.clock.set(lima("2024-02-06 03:00"))
    await expire(world.services)
    async with world.services.units.reading() as unit:
        assert await unit.conversations.wrong_tries("0000001", began) == 1
        assert len(await unit.callbacks.of_row(7)) == 1
    world.clock.set(lima("2029-01-09 03:00"))
    await expire(world.services)
    async with world.services.units.reading() as unit:
        assert await unit.conversations.wrong_tries("0000001", began) == 0
        assert await unit.callbacks.of_row(7) == []


async def test_signs_of_programs_that_are_long_gone_are_taken_away(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world.services.units() as unit:
        await unit.heartbeats.beat("bot", "one")
    await expire(world.services)
    async with world.services.units.reading() as unit:
        assert await unit.heartbeats.age("bot") is not None
    monkeypatch.setattr(retention, "BEATS_KEPT", timedelta(seconds=-1))  # they go by the time of the machine
    await expire(world.services)
    async with world.services.units.reading() as unit:
        assert await unit.heartbeats.age("bot") is None
