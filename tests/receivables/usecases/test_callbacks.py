"""What providers tell later has its effect once, whatever the order: served, failed, resolved, or put aside."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.model.ladder import Notice, Step
from receivables.model.message import OutboxRow, State
from receivables.model.sending import AlarmKind, Callback, Told
from receivables.model.suppression import Cause, of_address, of_line
from receivables.usecases import callbacks
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.delivery import failure
from receivables.usecases.serve import acknowledge
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
CODES = load_codes()


@pytest.fixture
async def world() -> World:
    """An offer was sent by WhatsApp; SMS is allowed as well."""
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await world.queue(an_offer())
    await world.deliver()
    return world


async def told(world: World, told: Told, *, key: str = OFFER, code: str = "", **changes: Any) -> int:
    """The provider calls, and the callback is applied."""
    row = await world.row(key)
    assert row.id is not None
    plain = Callback(row.provider_id or "chat-1", told, row.id, row.attempt, world.now, code=code)
    async with world.services.units() as unit:
        await unit.callbacks.receive([replace(plain, **changes)])
    return await apply_callbacks(world.services, CODES)


async def put(world: World, key: str = OFFER, **changes: Any) -> OutboxRow:
    """The row as a fall, or a person, left it."""
    row = replace(await world.row(key), **changes)
    async with world.services.units() as unit:
        await unit.outbox.save([row])
    return row


async def rings(world: World) -> dict[AlarmKind, str]:
    """The alarms that ring."""
    async with world.services.units.reading() as unit:
        return {alarm.kind: alarm.subject for alarm in await unit.alarms.unseen()}


@pytest.mark.parametrize("proof", [Told.DELIVERED, Told.READ])
async def test_what_was_delivered_or_read_is_served(world: World, proof: Told) -> None:
    world.clock.move(timedelta(minutes=5))
    assert await told(world, proof) == 1
    row = await world.row(OFFER)
    assert (row.state, row.served_at) == (State.SERVED, world.now)
    served = (await world.case()).served(Notice.OFFER)
    assert served is not None
    assert served.served_at == world.now
    last = (await world.trail())[-1]
    assert (last.act, last.outcome, dict(last.facts)) == ("serve", "served", {"key": OFFER, "by": "callback"})


@pytest.mark.parametrize("nothing", [Told.ACCEPTED, Told.SENT])
async def test_what_was_only_sent_never_serves(world: World, nothing: Told) -> None:
    await told(world, nothing)
    assert (await world.row(OFFER)).state is State.SENT
    assert (await world.case()).served(Notice.OFFER) is None


async def test_what_was_received_stays_received(world: World) -> None:
    await told(world, Told.READ)
    first = await world.row(OFFER)
    for later in (Told.DELIVERED, Told.SENT, Told.FAILED, Told.ACCEPTED):
        world.clock.move(timedelta(minutes=1))
        await told(world, later)
    assert await world.row(OFFER) == first
    assert outcomes(await world.trail()).count("serve served") == 1


async def test_the_same_callback_has_its_effect_once(world: World) -> None:
    assert await told(world, Told.DELIVERED) == 1
    assert await told(world, Told.DELIVERED) == 0
    assert outcomes(await world.trail()).count("serve served") == 1


async def test_a_callback_before_the_create_call_returns_settles_the_row(world: World) -> None:
    """The answer that comes late finds it served (see test_callbacks_any_order)."""
    case = await world.case()
    await world.remember(replace(case, step=Step.CLEAR, notices=(), since=None))
    await put(world, state=State.SENDING, provider_id=None)
    await told(world, Told.DELIVERED, provider_id="SM1")
    row = await world.row(OFFER)
    assert (row.state, row.provider_id) == (State.SERVED, "SM1")
    case = await world.case()
    assert case.step is Step.OFFERED
    assert case.served(Notice.OFFER) is not None


async def test_a_callback_resolves_a_row_in_doubt(world: World) -> None:
    await put(world, state=State.UNKNOWN, provider_id=None)
    await told(world, Told.SENT, provider_id="SM1")
    row = await world.row(OFFER)
    assert (row.state, row.provider_id) == (State.SENT, "SM1")
    assert outcomes(await world.trail())[-1] == "send resolved"


async def test_a_failure_told_later_goes_by_the_next_channel_and_counts_as_a_contact(world: World) -> None:
    await told(world, Told.FAILED, code="63024")
    row = await world.row(OFFER)
    assert (row.state, row.tried, row.error) == (State.PENDING, ("whatsapp",), "63024")
    async with world.services.units.reading() as unit:
        line = of_line("whatsapp", PHONE)
        held = await unit.suppressions.in_force([line, of_address(PHONE)])
        touches = await unit.outbox.touches([of_address(PHONE)], world.now - timedelta(days=1))
    assert {subject: each.cause for subject, each in held.items()} == {line: Cause.INVALID}
    assert [touch.channel for touch in touches[of_address(PHONE)]] == ["whatsapp"]


async def test_a_delivery_told_after_the_failure_of_the_same_attempt_changes_nothing(world: World) -> None:
    await told(world, Told.FAILED, code="63024")
    before = await world.row(OFFER)
    await told(world, Told.DELIVERED)
    assert await world.row(OFFER) == before


async def test_a_read_message_was_received_whatever_was_told_before(world: World) -> None:
    await told(world, Told.FAILED, code="63024")
    await told(world, Told.READ)
    assert (await world.row(OFFER)).state is State.SERVED


async def test_of_an_older_attempt_only_a_reception_counts(world: World) -> None:
    await put(world, state=State.PENDING, attempt=2)
    for nothing in (Told.SENT, Told.FAILED):
        await told(world, nothing, attempt=1, code="30008")
        assert (await world.row(OFFER)).state is State.PENDING
    await told(world, Told.READ, attempt=1)
    assert (await world.row(OFFER)).state is State.SERVED


async def test_a_message_that_somebody_believed_unsent_and_the_provider_sent_is_sent(world: World) -> None:
    await put(world, state=State.FAILED, provider_id=None, sent_at=None, text=None)
    await told(world, Told.SENT, provider_id="SM1")
    row = await world.row(OFFER)
    assert row.state is State.SENT
    assert row.sent_at is not None


async def test_who_blocked_us_is_closed_there_and_counted_against_the_campaign(world: World) -> None:
    await put(world, campaign="offer")
    await told(world, Told.FAILED, code="63014")
    async with world.services.units.reading() as unit:
        held = await unit.suppressions.in_force([of_line("whatsapp", PHONE)])
    assert [each.cause for each in held.values()] == [Cause.OPTED_OUT]
    blocked = [each for each in await world.trail() if each.outcome == "blocked"]
    assert [dict(each.facts) for each in blocked] == [
        {"channel": "whatsapp", "code": "63014", "campaign": "offer"}
    ]


async def test_who_writes_again_is_reached_there_again(world: World) -> None:
    await told(world, Told.FAILED, code="63014")
    async with world.services.units() as unit:
        await acknowledge(world.services, unit, "whatsapp", PHONE, world.now)
    async with world.services.units.reading() as unit:
        assert not await unit.suppressions.in_force([of_line("whatsapp", PHONE)])


async def test_an_unknown_code_rings(world: World) -> None:
    await told(world, Told.FAILED, code="77777")
    assert (await rings(world))[AlarmKind.UNKNOWN_CODE] == "twilio:77777"


async def test_a_failure_without_a_code_rings_under_a_name(world: World) -> None:
    await told(world, Told.FAILED)
    assert await rings(world) == {AlarmKind.UNKNOWN_CODE: "twilio:no_code"}


async def test_the_price_that_the_provider_tells_is_the_price(world: World) -> None:
    await told(world, Told.DELIVERED, cost=31_000)
    assert (await world.row(OFFER)).cost == 31_000


async def test_what_whatsapp_never_delivered_costs_nothing(world: World) -> None:
    await put(world, cost=25_000)
    await told(world, Told.FAILED, code="63024")
    assert (await world.row(OFFER)).cost == 0


@pytest.mark.parametrize("changes", [{"channel": "sms"}, {"tried": ("sms",)}])
async def test_what_is_charged_when_it_is_taken_stays_in_the_sum(
    world: World, changes: dict[str, Any]
) -> None:
    await put(world, cost=25_000, **changes)
    await told(world, Told.FAILED, code="63024" if "tried" in changes else "30008")
    assert (await world.row(OFFER)).cost == 25_000


async def test_a_callback_of_a_row_that_does_not_exist_is_put_aside_and_many_ring(world: World) -> None:
    await told(world, Told.SENT, outbox_id=99)
    await told(world, Told.SENT, attempt=9, provider_id="SM9")
    assert await rings(world) == {}
    async with world.services.units() as unit:
        await unit.callbacks.receive(
            [Callback(f"SM-{n}", Told.SENT, 1000 + n, 1, world.now) for n in range(5)]
        )
    assert await apply_callbacks(world.services, CODES) == 5
    assert await rings(world) == {AlarmKind.ORPHANS: "no_such_row"}
    assert await apply_callbacks(world.services, CODES) == 0


async def test_one_that_breaks_keeps_no_other_waiting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*args: object, **named: object) -> None:
        raise KeyError("table")

    monkeypatch.setattr(callbacks, "after_failure", broken)
    await world.queue(a_reply(channel="whatsapp"))
    reply = await put(world, "reply/1/0", state=State.SENT, attempt=1, provider_id="SM2", sent_at=world.now)
    offer = await world.row(OFFER)
    assert reply.id is not None
    assert offer.id is not None
    async with world.services.units() as unit:
        await unit.callbacks.receive(
            [
                Callback("SM2", Told.FAILED, reply.id, 1, world.now, code="30008"),
                Callback("SM1", Told.READ, offer.id, 1, world.now),
            ]
        )
    assert await apply_callbacks(world.services, CODES) == 1
    assert (await world.row(OFFER)).state is State.SERVED
    assert (await world.row("reply/1/0")).state is State.SENT
    for _ in range(callbacks.MOST_ATTEMPTS - 2):
        assert await apply_callbacks(world.services, CODES) == 0
        assert await rings(world) == {}
    assert await apply_callbacks(world.services, CODES) == 1  # put aside for good
    assert await rings(world) == {AlarmKind.CALLBACKS: "KeyError"}
    assert await apply_callbacks(world.services, CODES) == 0
    async with world.services.units.reading() as unit:
        assert await unit.callbacks.waiting() == 0


async def test_one_that_broke_has_its_effect_once_whatever_broke_is_mended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deadlock(*args: object, **named: object) -> None:
        raise ConnectionError("deadlock")

    for _ in range(callbacks.MOST_ATTEMPTS - 1):
        with monkeypatch.context() as broken:
            broken.setattr(callbacks, "after_failure", deadlock)
            assert await told(world, Told.FAILED, code="63024") == 0
    assert await apply_callbacks(world.services, CODES) == 1
    assert (await world.row(OFFER)).tried == ("whatsapp",)
    assert AlarmKind.CALLBACKS not in await rings(world)


@pytest.mark.parametrize("away", [1, 2, 3, 4])
async def test_a_store_that_is_away_for_a_while_buries_nothing(world: World, away: int) -> None:
    """However many of its answers are missing: what was delivered is served, after as many tries as it takes."""
    row = await world.row(OFFER)
    async with world.services.units() as unit:
        await unit.callbacks.receive([Callback("SM1", Told.DELIVERED, row.id or 0, 1, world.now)])
    units, gone = world.services.units, [away]

    class Away:
        def __call__(self) -> object:
            if gone[0]:
                gone[0] -= 1
                raise ConnectionError("restarts")
            return units()

        reading = units.reading

    services = replace(world.services, units=Away())  # type: ignore[arg-type]
    for _ in range(away + 1):
        with suppress(ConnectionError):
            await apply_callbacks(services, CODES)
    assert (await world.row(OFFER)).state is State.SERVED
    assert await rings(world) == {}


async def test_failures_are_handled_after_all_that_they_close_is_held(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one order for all, whatever the order of the rows: else two workers could wait for each other."""
    await world.queue(
        a_reply("reply/1/0", channel="whatsapp"),
        a_reply("reply/2/0", channel="whatsapp", address="+51900000009"),
    )
    done: list[object] = []
    replies = [
        await put(world, key, state=State.SENT, attempt=1, sent_at=world.now)
        for key in ("reply/2/0", "reply/1/0")
    ]
    async with world.services.units() as unit:
        await unit.callbacks.receive(
            [Callback(f"SM{row.id}", Told.FAILED, row.id or 0, 1, world.now, code="63024") for row in replies]
        )
    handle, hold = failure.after_failure, type(unit).hold

    async def handling(*args: Any, **named: Any) -> OutboxRow:
        done.append("failure")
        return await handle(*args, **named)

    async def holding(unit: Any, names: Any) -> None:
        done.extend(name for name in names if not name.startswith("supply"))
        await hold(unit, names)

    monkeypatch.setattr(callbacks, "after_failure", handling)
    monkeypatch.setattr(type(unit), "hold", holding)
    assert await apply_callbacks(world.services, CODES) == 2
    lines = [of_line("whatsapp", PHONE), of_line("whatsapp", "+51900000009")]
    assert done[:4] == [*lines, "failures", "failure"]


async def test_a_wait_told_later_rests_the_sender_and_is_tried_only_so_often(world: World) -> None:
    """63017 waits twice; every time the provider had taken the message, so that it is not for ever."""
    world.carriers = replace(world.carriers, codes=CODES)
    for wait in (10, 60):
        row = await world.row(OFFER)
        callback = Callback(
            f"SM{row.attempt}", Told.FAILED, row.id or 0, row.attempt, world.now, code="63017"
        )
        async with world.services.units() as unit:
            await unit.callbacks.receive([callback])
        assert await apply_callbacks(world.services, CODES, senders=world.carriers.senders) == 1
        row = await world.row(OFFER)
        assert (row.state, row.not_before) == (State.PENDING, world.now + timedelta(seconds=wait))
        async with world.services.units() as unit:
            assert await unit.rates.resting(world.carriers.senders["whatsapp"]) > 0
        await put(world, state=State.SENT, attempt=row.attempt + 1)
    await told(world, Told.FAILED, code="63017", provider_id="SM9")
    row = await world.row(OFFER)
    assert (row.state, row.tried.count("whatsapp"), row.tried.count("whatsapp?")) == (State.PENDING, 1, 2)
    assert outcomes(await world.trail())[-1] == "send switched"


async def test_the_sender_of_another_channel_does_not_rest(world: World) -> None:
    row = await world.row(OFFER)
    callback = Callback("SM1", Told.FAILED, row.id or 0, row.attempt, world.now, code="63017")
    async with world.services.units() as unit:
        await unit.callbacks.receive([callback])
    await apply_callbacks(world.services, CODES, senders={"whatsapp": "whatsapp:1", "sms": "sms:1"})
    async with world.services.units() as unit:
        assert await unit.rates.resting("whatsapp:1") > 0
        assert await unit.rates.resting("sms:1") == 0


async def test_an_answer_that_failed_for_good_after_it_was_taken_leaves_the_chat_to_a_person(
    world: World,
) -> None:
    await world.queue(a_reply(channel="chat", address=PHONE, supply_number="0000001"))
    await world.deliver()
    await put(world, "reply/1/0", channel="whatsapp")
    await told(world, Told.FAILED, key="reply/1/0", code="63021")
    assert (await world.row("reply/1/0")).state is State.FAILED
    async with world.services.units.reading() as unit:
        [chat] = await unit.handovers.waiting()
    assert (chat.channel, chat.address, chat.why) == ("whatsapp", PHONE, "not_answered")
    assert outcomes(await world.trail())[-2:] == ["reply failed", "handover not_answered"]
    assert await rings(world) == {AlarmKind.REFUSED: "message:whatsapp:debt:63021"}


@pytest.mark.parametrize(("code", "channel"), [("63018", "whatsapp"), ("63024", "sms")])
async def test_a_notice_that_was_taken_and_lost_goes_on_another_day_as_no_campaign_plans_it_again(
    world: World, code: str, channel: str
) -> None:
    await put(world, expires_at=lima("2024-01-08 11:00"))
    world.at("2024-01-08 12:00")
    await told(world, Told.FAILED, code=code)
    tried = (await world.row(OFFER)).tried
    world.clock.move(timedelta(hours=1))
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, row.reasons, row.tried) == (State.PENDING, ("cap",), tried)
    last = (await world.trail())[-1]
    assert (last.outcome, last.facts["in_vain"]) == ("postponed", 1)
    world.at("2024-01-09 10:00")
    await world.fresh()
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, row.channel, row.attempt) == (State.SENT, channel, 2)
    assert (await world.case()).notices[-1].channel == channel
