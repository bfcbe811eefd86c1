"""What all dispatchers share: turns, openings, halts, alarms, callbacks, templates, signs of life."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import update

from receivables.model.sending import (
    PROACTIVE_HALT,
    Alarm,
    AlarmKind,
    Callback,
    Halt,
    MessageTemplate,
    Reservation,
    TemplateCategory,
    TemplateState,
    Told,
    channel_halt,
)
from receivables.ports import TURNS_OF_A_SECOND, UnitOfWork, Units
from receivables.ports.sending import (
    AHEAD_SECONDS,
    FURTHEST_SECONDS,
    GENTLE_SECONDS,
    GENTLY,
    LONGEST_REST_SECONDS,
)
from receivables.store.tables import sender_rates
from receivables.store.unit import SqlUnit
from receivables.testing.sending import MemoryRates
from tests.contracts.conftest import Store

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOT, OTHER_BOT = "telegram:1", "telegram:2"
PHONES = tuple(f"+5190000000{n}" for n in range(5))


def a_callback(provider_id: str = "SM1", told: Told = Told.SENT, **changes: Any) -> Callback:
    plain = Callback(provider_id, told, outbox_id=1, attempt=1, received_at=NOW, raw="MessageSid=SM1")
    return replace(plain, **changes)


def a_template(name: str = "friendly_notice", **changes: Any) -> MessageTemplate:
    plain = MessageTemplate(
        "whatsapp", name, "es-PE", TemplateCategory.UTILITY, "HX1", TemplateState.APPROVED, "digest", NOW
    )
    return replace(plain, **changes)


async def reserve(units: Units, sender: str, count: int, per_second: int) -> Reservation:
    async with units() as unit:
        return await unit.rates.reserve(sender, count, per_second)


async def test_turns_are_evenly_spaced_and_the_first_is_now(units: Units) -> None:
    given = await reserve(units, BOT, 40, 80)
    apart = 1 / (80 * TURNS_OF_A_SECOND)
    assert given.rests == 0
    assert abs(given.delays[0]) < 0.01
    assert [late - early for early, late in pairwise(given.delays)] == pytest.approx([apart] * 39)


async def test_the_next_turns_follow_those_that_were_given(units: Units) -> None:
    began = time.monotonic()
    await reserve(units, BOT, 20, 30)
    after = (await reserve(units, BOT, 1, 30)).delays[0]
    elsewhere = (await reserve(units, OTHER_BOT, 1, 30)).delays[0]
    waited = time.monotonic() - began
    lasting = 20 / (30 * TURNS_OF_A_SECOND)
    assert lasting - waited <= after <= lasting + 0.01
    assert elsewhere < 0.01


async def test_a_sender_that_was_idle_makes_up_for_nothing(units: Units) -> None:
    await reserve(units, BOT, 1, 100)
    time.sleep(0.05)  # noqa: ASYNC251  # nothing else is to run meanwhile
    given = await reserve(units, BOT, 3, 100)
    assert given.delays[0] < 0.01
    assert given.delays[2] - given.delays[0] == pytest.approx(2 / (100 * TURNS_OF_A_SECOND))


async def test_no_turn_is_given_while_a_sender_rests(units: Units) -> None:
    async with units() as unit:
        assert await unit.rates.resting(BOT) == 0
        await unit.rates.rest(BOT, 60)
        await unit.rates.rest(BOT, 5)
    given = await reserve(units, BOT, 3, 80)
    assert given.delays == ()
    assert 50 < given.rests <= 60
    assert len((await reserve(units, OTHER_BOT, 3, 80)).delays) == 3
    async with units.reading() as unit:
        assert 50 < await unit.rates.resting(BOT) <= 60
        assert await unit.rates.resting(OTHER_BOT) == 0


async def test_after_its_rest_a_sender_goes_on(units: Units) -> None:
    async with units() as unit:
        await unit.rates.rest(BOT, 0.05)
    time.sleep(0.06)  # noqa: ASYNC251  # nothing else is to run meanwhile
    given = await reserve(units, BOT, 2, 80)
    assert (len(given.delays), given.rests) == (2, 0)
    async with units.reading() as unit:
        assert await unit.rates.resting(BOT) == 0


async def test_for_a_minute_after_its_rest_a_sender_goes_at_half_its_rate(units: Units) -> None:
    async with units() as unit:
        await unit.rates.rest(BOT, 0.05)
    time.sleep(0.06)  # noqa: ASYNC251  # nothing else is to run meanwhile
    apart = GENTLY / (80 * TURNS_OF_A_SECOND)
    first = await reserve(units, BOT, 4, 80)
    assert [late - early for early, late in pairwise(first.delays)] == pytest.approx([apart] * 3)
    after = await reserve(units, BOT, 1, 80)
    assert after.delays[0] + after.at == pytest.approx(first.delays[0] + first.at + 4 * apart, abs=0.001)
    async with units() as unit:
        await later_by(unit, -GENTLE_SECONDS)
    given = await reserve(units, BOT, 2, 80)
    assert given.delays[1] - given.delays[0] == pytest.approx(apart / GENTLY)


async def test_a_rest_does_not_take_back_the_turns_given_before(units: Units) -> None:
    await reserve(units, BOT, 20, 30)
    async with units() as unit:
        await unit.rates.rest(BOT, 0.01)
    time.sleep(0.02)  # noqa: ASYNC251  # nothing else is to run meanwhile
    assert (await reserve(units, BOT, 1, 30)).delays[0] > 0.2


async def test_nobody_gets_a_turn_that_is_far_ahead(units: Units) -> None:
    while given := await reserve(units, BOT, 15, 30):
        if not given.delays:
            break
        assert given.delays[0] <= AHEAD_SECONDS
    assert 0 < given.rests <= FURTHEST_SECONDS - AHEAD_SECONDS
    time.sleep(given.rests)  # noqa: ASYNC251  # nothing else is to run meanwhile
    assert AHEAD_SECONDS - 0.2 < (await reserve(units, BOT, 1, 30)).delays[0] <= AHEAD_SECONDS


async def test_whoever_needs_time_gets_its_first_turn_after_it(units: Units) -> None:
    async with units() as unit:
        given = await unit.rates.reserve(BOT, 2, 80, 0.3)
    assert 0.25 < given.delays[0] < 0.31
    assert (await reserve(units, BOT, 1, 80)).delays[0] == pytest.approx(given.delays[1], abs=0.1)


@pytest.mark.parametrize("hours", [1, 24 * 400])
async def test_a_clock_that_is_put_back_stops_a_sender_for_a_moment_only(store: Store, hours: int) -> None:
    """What is kept of it is as if the clock had been so much ahead."""
    units = store.of("tumbes")
    await reserve(units, BOT, 5, 30)
    async with units() as unit:
        await unit.rates.rest(BOT, 0.001)
        await later_by(unit, hours * 3600.0)
    refused = await reserve(units, BOT, 1, 30)
    assert refused.delays == ()
    assert 3000 < refused.rests <= LONGEST_REST_SECONDS
    async with units() as unit:
        await later_by(unit, -LONGEST_REST_SECONDS - 1, turns=False)
    refused = await reserve(units, BOT, 1, 30)
    assert 0 < refused.rests <= FURTHEST_SECONDS - AHEAD_SECONDS
    time.sleep(refused.rests)  # noqa: ASYNC251  # nothing else is to run meanwhile
    assert len((await reserve(units, BOT, 1, 30)).delays) == 1


async def later_by(unit: UnitOfWork, seconds: float, *, turns: bool = True) -> None:
    """Move what is kept of a sender's turns and rests."""
    if isinstance(unit, SqlUnit):
        there = sender_rates.c
        moved = {"rest_until": there.rest_until + seconds}
        changes = {**moved, "next_at": there.next_at + seconds} if turns else moved
        await unit._session.run(update(sender_rates).values(changes))
        return
    assert isinstance(unit.rates, MemoryRates)
    unit.rates._rests[BOT] += seconds
    unit.rates._next[BOT] += seconds if turns else 0


async def test_one_utility_does_not_wait_for_the_turns_of_another(store: Store) -> None:
    await reserve(store.of("tumbes"), BOT, 15, 30)
    assert (await reserve(store.of("piura"), BOT, 1, 30)).delays[0] < 0.01


async def test_openings_are_counted_by_sender_and_address_within_their_time(units: Units) -> None:
    async with units() as unit:
        await unit.openings.note(BOT, PHONES[:2], NOW - 30 * HOUR)
        await unit.openings.note(BOT, PHONES[1:3], NOW - HOUR)
        await unit.openings.note(BOT, PHONES[1:2], NOW)
        await unit.openings.note(OTHER_BOT, PHONES[3:4], NOW)
    since = NOW - 24 * HOUR
    async with units() as unit:
        assert await unit.openings.used(BOT, since) == 2
        assert await unit.openings.used(BOT, NOW - 30 * HOUR) == 3
        assert await unit.openings.used(OTHER_BOT, since) == 1
        assert await unit.openings.known(BOT, PHONES, since) == {*PHONES[1:3]}
        assert await unit.openings.known(BOT, [], since) == frozenset()


async def test_a_halt_holds_until_it_is_lifted_or_over(units: Units) -> None:
    stop = Halt(PROACTIVE_HALT, NOW, "ana", "se cayó el proveedor")
    pause = Halt(channel_halt("whatsapp"), NOW, "dispatcher", "63112", NOW + HOUR)
    async with units() as unit:
        assert await unit.halts.add(pause)
        assert await unit.halts.add(stop)
        assert not await unit.halts.add(replace(stop, at=NOW + HOUR, by="luis"))
    async with units() as unit:
        assert list((await unit.halts.in_force(NOW)).items()) == [(h.subject, h) for h in (pause, stop)]
        assert await unit.halts.in_force(NOW + HOUR) == {stop.subject: stop}
        assert await unit.halts.lift(stop.subject)
        assert not await unit.halts.lift(stop.subject)
        assert await unit.halts.in_force(NOW) == {pause.subject: pause}


async def test_a_halt_that_is_over_gives_way_to_a_new_one(units: Units) -> None:
    pause = Halt(channel_halt("whatsapp"), NOW, "dispatcher", "63112", NOW + HOUR)
    later = replace(pause, at=NOW + HOUR, until=None)
    async with units() as unit:
        assert await unit.halts.add(pause)
        assert not await unit.halts.add(replace(later, at=NOW + HOUR - timedelta(seconds=1)))
        assert await unit.halts.add(later)
    async with units() as unit:
        assert await unit.halts.in_force(NOW + HOUR) == {pause.subject: later}


async def test_an_alarm_rings_once_and_counts_until_somebody_sees_it(units: Units) -> None:
    kind, code = AlarmKind.UNKNOWN_CODE, "twilio:99999"
    async with units() as unit:
        assert await unit.alarms.ring(kind, code, NOW)
        assert not await unit.alarms.ring(kind, code, NOW + HOUR)
        assert await unit.alarms.ring(AlarmKind.TICKS, code, NOW - HOUR)
    rung = Alarm(kind, code, NOW, NOW + HOUR, 2)
    async with units() as unit:
        assert await unit.alarms.unseen() == [Alarm(AlarmKind.TICKS, code, NOW - HOUR, NOW - HOUR), rung]
        assert await unit.alarms.see(kind, code, NOW + HOUR, "ana")
        assert not await unit.alarms.see(kind, code, NOW + HOUR, "luis")
        assert not await unit.alarms.see(kind, "other", NOW, "ana")
        assert [alarm.kind for alarm in await unit.alarms.unseen()] == [AlarmKind.TICKS]
        seen = replace(rung, seen_at=NOW + HOUR, seen_by="ana")
        assert await unit.alarms.about([code]) == [Alarm(AlarmKind.TICKS, code, NOW - HOUR, NOW - HOUR), seen]
        assert await unit.alarms.about(["other"]) == []
        assert await unit.alarms.ring(kind, code, NOW + 2 * HOUR)
        assert (await unit.alarms.unseen())[1:] == [Alarm(kind, code, NOW + 2 * HOUR, NOW + 2 * HOUR)]


async def test_a_callback_is_stored_once_however_often_it_comes(units: Units) -> None:
    sent, read = a_callback(), a_callback(told=Told.READ)
    failed = [a_callback(told=Told.FAILED, code=code) for code in ("63016", "63049")]
    async with units() as unit:
        assert await unit.callbacks.receive([read, sent, sent]) == 2
        assert await unit.callbacks.receive([]) == 0
        assert await unit.callbacks.receive([replace(sent, attempt=2, raw="again"), *failed]) == 2
    async with units() as unit:
        assert await unit.callbacks.waiting() == 4
        assert await unit.callbacks.claim(9) == [read, sent, *failed]
        assert await unit.callbacks.of_row(1) == [read, sent, *failed]


async def test_a_callback_comes_back_with_every_value_exact(units: Units) -> None:
    exact = a_callback(
        "ñ\"'\\u0000",
        Told.FAILED,
        outbox_id=2**40,
        attempt=3,
        received_at=NOW + timedelta(microseconds=1),
        code="63016",
        cost=-(2**40),
        raw="¡«ñ»! 🙂\n\t\\",
    )
    async with units() as unit:
        await unit.callbacks.receive([exact])
    async with units() as unit:
        assert await unit.callbacks.of_row(2**40) == [exact]
        assert await unit.callbacks.of_row(1) == []


async def test_the_oldest_callbacks_are_claimed_until_they_are_applied(units: Units) -> None:
    callbacks = [a_callback(f"SM{n}", received_at=NOW - n * HOUR) for n in range(4)]
    async with units() as unit:
        await unit.callbacks.receive(callbacks)
        assert await unit.callbacks.claim(2) == callbacks[:2]
    async with units() as unit:
        assert await unit.callbacks.claim(2) == callbacks[:2]
        await unit.callbacks.applied(callbacks[:1], NOW)
        await unit.callbacks.applied(callbacks[2:3], NOW, "no such message")
        await unit.callbacks.applied([a_callback("none")], NOW)
        await unit.callbacks.applied([], NOW)
    async with units() as unit:
        assert await unit.callbacks.claim(9) == [callbacks[1], callbacks[3]]
        assert await unit.callbacks.waiting() == 2
        assert await unit.callbacks.receive(callbacks) == 0


async def test_callbacks_that_were_taken_in_vain_come_last_and_are_counted(units: Units) -> None:
    callbacks = [a_callback(f"SM{n}") for n in range(3)]
    async with units() as unit:
        await unit.callbacks.receive(callbacks)
        assert await unit.callbacks.count_attempt(callbacks[0]) == 1
        assert await unit.callbacks.count_attempt(callbacks[0]) == 2
        assert await unit.callbacks.count_attempt(callbacks[1]) == 1
        assert await unit.callbacks.count_attempt(a_callback("none")) == 0
    async with units() as unit:
        assert await unit.callbacks.claim(9) == [callbacks[2], callbacks[1], callbacks[0]]
        assert await unit.callbacks.claim(1, callbacks[0]) == [callbacks[0]]
        assert await unit.callbacks.claim(1, a_callback("none")) == []
        await unit.callbacks.applied(callbacks[:1], NOW, "broken")
    async with units() as unit:
        assert await unit.callbacks.count_attempt(callbacks[0]) == 0
        assert await unit.callbacks.claim(1, callbacks[0]) == []


async def test_templates_are_kept_as_they_were_last_found(units: Units) -> None:
    notice = a_template()
    paused = a_template("last_notice", state=TemplateState.PAUSED, category=TemplateCategory.MARKETING)
    elsewhere = [a_template(locale="es-CO"), a_template(channel="sms")]
    async with units() as unit:
        await unit.templates.save([replace(notice, state=TemplateState.PENDING), paused, *elsewhere])
        await unit.templates.save([notice])
    async with units() as unit:
        assert await unit.templates.all() == [elsewhere[1], elsewhere[0], notice, paused]
        assert await unit.templates.approved("whatsapp", "es-PE") == {"friendly_notice": notice}
        assert await unit.templates.approved("whatsapp", "qu-PE") == {}


async def test_a_program_is_as_old_as_its_latest_sign_of_life(units: Units) -> None:
    async with units() as unit:
        assert await unit.heartbeats.age("bot") is None
        await unit.heartbeats.beat("bot", "one")
    began = time.monotonic()
    time.sleep(0.02)  # noqa: ASYNC251  # nothing else is to run meanwhile
    async with units.reading() as unit:
        age = await unit.heartbeats.age("bot")
        assert age is not None
        assert 0.01 < age < time.monotonic() - began + 1
        assert await unit.heartbeats.age("campaigns") is None
    async with units() as unit:
        await unit.heartbeats.beat("bot", "two")
        assert (await unit.heartbeats.age("bot") or 0) < age


async def test_a_whole_halt_takes_the_place_of_one_that_lets_answers_go(units: Units) -> None:
    pause = Halt(channel_halt("whatsapp"), NOW, "ana", "se revisa", NOW + HOUR)
    refused = Halt(channel_halt("whatsapp"), NOW, "dispatcher", "twilio:20003", whole=True)
    async with units() as unit:
        assert await unit.halts.add(pause)
        assert await unit.halts.add(refused)
        assert not await unit.halts.add(replace(refused, by="other"))
        assert not await unit.halts.add(pause)
    async with units() as unit:
        assert await unit.halts.in_force(NOW) == {pause.subject: refused}


async def test_callbacks_are_forgotten_when_they_are_old_and_had_their_effect(units: Units) -> None:
    old, unapplied = (a_callback(f"SM{n}", received_at=NOW - HOUR) for n in range(2))
    new = a_callback("SM2")
    async with units() as unit:
        await unit.callbacks.receive([old, unapplied, new])
        await unit.callbacks.applied([old, new], NOW)
    async with units() as unit:
        assert await unit.callbacks.forget(NOW) == 1
        assert await unit.callbacks.forget(NOW) == 0
        assert await unit.callbacks.of_row(1) == [unapplied, new]


async def test_signs_of_workers_that_are_long_gone_are_forgotten(units: Units) -> None:
    async with units() as unit:
        await unit.heartbeats.beat("bot", "one")
    async with units() as unit:
        assert await unit.heartbeats.forget(60) == 0
    time.sleep(0.02)  # noqa: ASYNC251  # nothing else is to run meanwhile
    async with units() as unit:
        assert await unit.heartbeats.forget(0.001) == 1
        assert await unit.heartbeats.age("bot") is None
