"""What rings, when: our books of the window, campaigns that people flee, a clock that stands still."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.conversation import Inbound
from receivables.model.message import State
from receivables.model.sending import AlarmKind, campaign_halt
from receivables.model.suppression import Cause, of_address, of_line
from receivables.testing import MemoryUnits
from receivables.usecases.alarms import (
    note_window_mistake,
    see,
    unseen,
    watch_opt_outs,
    watch_ticks,
)
from receivables.usecases.blocked import LEFT, shut_out
from receivables.usecases.checked import last_check, note_check
from receivables.usecases.halts import lift
from receivables.usecases.suppress import close_all
from tests.receivables.usecases.test_deliver import an_offer
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def went(world: World, count: int, first: int = 1, **changes: Any) -> None:
    """So many messages of a campaign were sent just now, one to each supply."""
    rows = [
        replace(
            an_offer(f"{number:07}", state=State.SENT, sent_at=world.now, channel="whatsapp"),
            **{
                "campaign": "offer",
                "person": f"doc:{number}",
                "address": f"+51900{number:06}",
                **changes,
            },
        )
        for number in range(first, first + count)
    ]
    await world.queue(*rows)


async def lose(world: World, *people: int, cause: Cause = Cause.OPTED_OUT) -> None:
    """These customers want no more of it."""
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        subjects = [of_address(f"+51900{number:06}") for number in people]
        await close_all(unit, subjects, cause, at, source="whatsapp", actor="customer")


async def halted(world: World) -> set[str]:
    """What is halted."""
    async with world.services.units.reading() as unit:
        return set(await unit.halts.in_force(world.now))


@pytest.mark.parametrize(("sent", "rings"), [(100, True), (999, True), (1001, False), (2000, False)])
async def test_one_message_in_a_thousand_outside_its_window_is_too_many(sent: int, rings: bool) -> None:
    world = World()
    await went(world, sent)
    world.clock.move(timedelta(minutes=1))
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        told = await note_window_mistake(unit, an_offer(channel="whatsapp"), at)
    assert told is rings
    assert [alarm.kind for alarm in await unseen(world.services)] == [AlarmKind.WINDOW_MISTAKEN] * rings


async def test_mistakes_are_counted_over_the_day() -> None:
    world = World()
    await went(world, 1500)
    told = []
    for _ in range(2):
        world.clock.move(timedelta(minutes=1))
        async with world.services.units() as unit:
            at = await world.services.moment(unit)
            told.append(await note_window_mistake(unit, an_offer(channel="whatsapp"), at))
    assert told == [False, True]


@pytest.mark.parametrize(
    ("sent", "lost", "stops"),
    [(99, 5, False), (100, 4, False), (100, 5, True), (250, 5, False), (250, 6, True)],
)
async def test_more_than_two_percent_stop_the_campaign(sent: int, lost: int, stops: bool) -> None:
    world = World()
    await went(world, sent)
    world.clock.move(timedelta(hours=1))
    await lose(world, *range(1, lost), cause=Cause.BLOCKED)
    await lose(world, lost)
    assert await watch_opt_outs(world.services) == ["offer"] * stops
    assert await halted(world) == ({campaign_halt("offer")} if stops else set())
    kinds = {alarm.kind for alarm in await unseen(world.services)}
    assert kinds == ({AlarmKind.HALTED, AlarmKind.OPT_OUTS} if stops else set())


@pytest.mark.parametrize(("lost", "halts"), [(11, 0), (30, 1)])
async def test_over_two_days_the_share_is_of_all_who_were_written_to(lost: int, halts: int) -> None:
    """Everybody is written to on the first day; most answer on the second, when hardly a message goes out."""
    world, told = World(), []
    await went(world, 1000)
    people = iter(range(1, lost + 1))
    for hour in range(1, 49):
        world.clock.move(timedelta(hours=1))
        await lose(world, *islice(people, lost // 48 + 1 if hour > 16 else 0))
        if hour == 30:
            await went(world, 20, first=2001)
        told += await watch_opt_outs(world.services)
    assert next(people, None) is None
    assert told == ["offer"] * halts


async def test_while_nobody_flees_nobody_waits_for_the_look() -> None:
    """It comes every few minutes, and whoever writes on SQLite waits for whoever may write."""
    world = World()
    await went(world, 1000)
    await lose(world, *range(1, 8))

    class Only:
        reading = world.services.units.reading

        def __call__(self) -> object:
            pytest.fail("a unit that writes")

    services = replace(world.services, units=Only())  # type: ignore[arg-type]
    assert await watch_opt_outs(services) == []


async def test_every_closing_counts_however_many_there_are() -> None:
    world = World()
    await went(world, 100)
    world.clock.move(timedelta(hours=1))
    await lose(world, *range(1, 7))
    world.clock.move(timedelta(hours=1))
    await lose(world, *range(10_000, 11_200))
    assert await watch_opt_outs(world.services) == ["offer"]


async def test_who_shuts_the_bot_out_counts() -> None:
    world = World()
    await went(world, 100, channel="telegram")
    world.clock.move(timedelta(hours=1))
    for number in range(1, 6):
        left = Inbound(f"tg:{number}", "telegram", f"+51900{number:06}", "", LEFT, world.now, "{}")
        async with world.services.units() as unit:
            await shut_out(unit, left, await world.services.moment(unit))
    assert await watch_opt_outs(world.services) == ["offer"]


@pytest.mark.parametrize(
    "why", ["another channel", "before the message", "long ago", "no campaign", "wrong number", "one person"]
)
async def test_what_no_message_of_the_campaign_brought_about_does_not_count(why: str) -> None:
    world = World()
    line = why == "another channel"
    if why == "before the message":
        await lose(world, *range(1, 7))
        world.clock.move(timedelta(hours=1))
    changes: dict[str, dict[str, Any]] = {
        "another channel": {"channel": "sms"},
        "no campaign": {"campaign": None},
        "one person": {"address": "+51900000001"},
    }
    await went(world, 100, **changes.get(why, {}))
    world.clock.move(timedelta(hours=73 if why == "long ago" else 1))
    if line:
        async with world.services.units() as unit:
            at = await world.services.moment(unit)
            lines = [of_line("whatsapp", f"+51900{number:06}") for number in range(1, 7)]
            await close_all(unit, lines, Cause.BLOCKED, at, source="whatsapp", actor="provider")
    elif why != "before the message":
        await lose(
            world, *range(1, 7), cause=Cause.WRONG_PERSON if why == "wrong number" else Cause.OPTED_OUT
        )
    assert await watch_opt_outs(world.services) == []


async def test_a_wish_counts_against_the_last_campaign_before_it() -> None:
    world = World()
    await went(world, 100)
    world.clock.move(timedelta(hours=2))
    again = [
        replace(row, key=f"{row.key}/again", campaign="reminder", sent_at=world.now)
        for row in [await world.row(f"notice/{number:07}/agreement_offer/1") for number in range(1, 101)]
    ]
    await world.queue(*again)
    world.clock.move(timedelta(hours=2))
    await lose(world, *range(1, 8))
    assert await watch_opt_outs(world.services) == ["reminder"]


async def test_a_campaign_is_halted_once_and_after_its_halt_was_lifted_counted_anew() -> None:
    world = World()
    await went(world, 100)
    world.clock.move(timedelta(hours=1))
    await lose(world, *range(1, 7))
    assert await watch_opt_outs(world.services) == ["offer"]
    assert await watch_opt_outs(world.services) == []
    world.clock.move(timedelta(minutes=5))
    await lift(world.services, campaign_halt("offer"), why="texto corregido", actor="staff/ana")
    assert await watch_opt_outs(world.services) == []
    await went(world, 100, first=101)
    world.clock.move(timedelta(hours=1))
    await lose(world, *range(101, 106))
    assert await watch_opt_outs(world.services) == ["offer"]


async def test_a_window_mistake_leaves_the_word_of_the_nightly_check_alone() -> None:
    world = World()
    await note_check(world.services, 0, {"entries": 7})
    before = await last_check(world.services)
    world.clock.move(timedelta(minutes=1))
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        await note_window_mistake(unit, an_offer(channel="whatsapp"), at)
    assert before is not None
    assert await last_check(world.services) == before
    async with world.services.units.reading() as unit:
        assert len(await unit.audit.latest(Act.CHECK)) == 1
        assert [each.outcome for each in await unit.audit.latest(Act.HALT)] == ["window_mistaken"]


async def test_whoever_looks_after_an_alarm_silences_it_until_it_rings_anew() -> None:
    world = World()
    async with world.services.units() as unit:
        await unit.alarms.ring(AlarmKind.TICKS, "campaigns", world.now)
    await see(world.services, AlarmKind.TICKS, "campaigns", actor="staff/ana")
    assert await unseen(world.services) == []
    with pytest.raises(Unknown, match="unknown_alarm"):
        await see(world.services, AlarmKind.TICKS, "campaigns", actor="staff/ana")
    (told,) = await world.trail("alarms")
    assert (told.actor, told.outcome, told.facts["kind"]) == ("staff/ana", "alarm_seen", "ticks")


async def test_a_clock_that_stands_still_rings() -> None:
    seconds = [0.0]
    units = MemoryUnits(seconds=lambda: seconds[0])
    world = World(units=units)
    assert not await watch_ticks(world.services)
    async with world.services.units() as unit:
        await unit.heartbeats.beat("campaigns", "one")
    seconds[0] = 60.0
    assert not await watch_ticks(world.services)
    seconds[0] = 61.0
    assert await watch_ticks(world.services)
    assert [alarm.subject for alarm in await unseen(world.services)] == ["campaigns"]
