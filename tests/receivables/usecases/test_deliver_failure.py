"""What a provider's code asks of us: again, wait, another channel, close the line, stop the template or the channel."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.dispatcher import dispatch_due
from receivables.model.failure import CodeRule, Codes, Handling
from receivables.model.ladder import Notice, Step
from receivables.model.message import Kind, OutboxRow, State
from receivables.model.suppression import Cause, of_line
from receivables.ports import DeliveryFailed, DeliveryUnknown
from receivables.usecases.arrivals import arrived
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.failure import Failure, after_failure
from receivables.usecases.delivery.record import Outcome, record
from receivables.usecases.delivery.send import hand_over
from receivables.usecases.delivery.steps import claim, decide
from receivables.usecases.halts import halt
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.receivables.usecases.test_deliver_gates import a_world, approve
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
RULES = {
    ("twilio", "again"): CodeRule("twilio", "again", Handling.RETRY, "x", waits=(60, 600)),
    ("twilio", "slow"): CodeRule("twilio", "slow", Handling.WAIT, "x", waits=(30,)),
    ("twilio", "no_account"): CodeRule("twilio", "no_account", Handling.SWITCH, "x", days=30),
    ("twilio", "blocked"): CodeRule("twilio", "blocked", Handling.SUPPRESS, "x", cause=Cause.BLOCKED),
    ("twilio", "template"): CodeRule("twilio", "template", Handling.FIX, "x"),
    ("twilio", "account"): CodeRule("twilio", "account", Handling.OPS, "x"),
    ("twilio", "policy"): CodeRule("twilio", "policy", Handling.OPS, "x", answers=True),
}


@pytest.fixture
async def world() -> World:
    """One customer whom both WhatsApp and SMS reach; WhatsApp has the template, and its answers are told by a test."""
    world = a_world(sms=True)
    world.carriers = Carriers(world.carriers.proactive, world.carriers.replies, codes=Codes(RULES))
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await approve(world)
    await world.queue(an_offer(expires_at=None))
    return world


def fails(world: World, code: str, **told: Any) -> None:
    """WhatsApp answers so from now on."""

    async def answer(address: str, key: str) -> None:
        raise DeliveryFailed("refused", code=code, **told)

    world.channel.answer = answer


async def once(world: World) -> OutboxRow:
    """One batch; the offer after it."""
    await dispatch_due(world.services, world.carriers, world.renderer)
    return await world.row(OFFER)


async def alarms(world: World) -> list[tuple[str, str]]:
    """What rings."""
    async with world.services.units.reading() as unit:
        return [(alarm.kind.value, alarm.subject) for alarm in await unit.alarms.unseen()]


async def test_retry_is_the_same_message_later_and_then_the_next_channel(world: World) -> None:
    fails(world, "again")
    for wait in (60, 600):
        row = await once(world)
        assert (row.state, row.not_before) == (State.PENDING, world.now + timedelta(seconds=wait))
        assert (row.sent_at, row.error) == (None, "again")
        world.clock.move(timedelta(seconds=wait))
    assert (await once(world)).tried.count("whatsapp") == 1
    row = await once(world)
    assert (row.state, row.channel, row.attempt) == (State.SENT, "sms", 4)
    assert outcomes(await world.trail())[1::2] == [
        "send retried",
        "send retried",
        "send switched",
        "send sent",
    ]


async def test_the_providers_own_patience_goes_before_that_of_the_table(world: World) -> None:
    fails(world, "again", retry_after=7)
    assert (await once(world)).not_before == world.now + timedelta(seconds=7)


async def test_wait_counts_against_nothing_and_rests_the_sender_alone(world: World) -> None:
    fails(world, "slow", retry_after=1)
    for _ in range(8):
        row = await once(world)
        assert (row.state, row.tried) == (State.PENDING, ())
        world.clock.move(timedelta(seconds=1))
    async with world.services.units() as unit:
        assert await unit.rates.resting(world.channel.sender) > 0
        assert await unit.rates.resting("sms:+51900000099") == 0


async def test_switch_rests_the_line_and_takes_the_next_channel_in_the_same_round_of_questions(
    world: World,
) -> None:
    fails(world, "no_account")
    await once(world)
    row = await once(world)
    assert (row.state, row.channel, row.tried) == (State.SENT, "sms", ("whatsapp",))
    async with world.services.units.reading() as unit:
        line = of_line("whatsapp", PHONE)
        assert (await unit.suppressions.in_force([line]))[line].source == "whatsapp:no_account"


async def test_a_payment_between_two_channels_wins(world: World) -> None:
    fails(world, "no_account")
    await once(world)
    await world.pays("90.00")
    assert (await once(world)).state is State.WITHHELD


async def test_suppress_closes_the_line_for_its_cause(world: World) -> None:
    fails(world, "blocked")
    await once(world)
    assert (await once(world)).channel == "sms"
    async with world.services.units.reading() as unit:
        line = of_line("whatsapp", PHONE)
        assert (await unit.suppressions.in_force([line]))[line].cause is Cause.BLOCKED


async def test_fix_stops_the_template_for_every_worker_and_rings(world: World) -> None:
    fails(world, "template")
    await once(world)
    assert (await once(world)).channel == "sms"
    async with world.services.units.reading() as unit:
        held = await unit.halts.in_force(world.now)
    assert held["template:whatsapp:agreement_offer"].why == "twilio:template"
    assert ("halted", "template:whatsapp:agreement_offer") in await alarms(world)


async def test_fix_of_a_free_text_fails_it(world: World) -> None:
    fails(world, "template")
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        row = an_offer(channel="whatsapp", address=PHONE, state=State.SENDING, attempt=1)
        rule, failure = RULES["twilio", "template"], Failure("template", 400)
        kept = await after_failure(unit, row, failure, rule, at, actor="dispatcher")
    assert kept.state is State.FAILED
    assert await alarms(world) == [("refused", "message:whatsapp:agreement_offer:template")]
    assert await halted(world) == {}


async def test_ops_stops_the_channel_and_the_message_goes_by_another(world: World) -> None:
    fails(world, "account")
    row = await once(world)
    assert (row.state, row.tried) == (State.PENDING, ())
    assert (await once(world)).channel == "sms"
    assert await alarms(world) == [("halted", "channel:whatsapp")]


@pytest.mark.parametrize(
    ("status", "state", "halted"),
    [(429, State.PENDING, False), (401, State.PENDING, True), (400, State.PENDING, False)],
)
async def test_an_unknown_code_rings_and_is_handled_by_its_status(
    world: World, status: int, state: State, halted: bool
) -> None:
    fails(world, "99999", status=status)
    row = await once(world)
    assert row.state is state
    assert ("unknown_code", "twilio:99999") in await alarms(world)
    assert (("halted", "channel:whatsapp") in await alarms(world)) is halted


async def fell(world: World, rule: CodeRule, failure: Failure, **changes: Any) -> OutboxRow:
    """A message that went by template, or another, failed so; the row after it."""
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        sending = {"channel": "whatsapp", "address": PHONE, "state": State.SENDING, "attempt": 1, **changes}
        return await after_failure(unit, an_offer(**sending), failure, rule, at, actor="dispatcher")


async def halted(world: World) -> dict[str, bool]:
    """What is halted, and whether as a whole."""
    async with world.services.units.reading() as unit:
        return {held.subject: held.whole for held in (await unit.halts.in_force(world.now)).values()}


async def test_an_unknown_refusal_rings_first_and_stops_the_template_when_it_hits_several(
    world: World,
) -> None:
    failure = Failure("99999", 400)
    rule = Codes(RULES).of("twilio", "99999", 400)
    for number in (1, 1, 1, 2, 2):
        row = await fell(world, rule, failure, address=f"+5190000000{number}", template="agreement_offer")
        assert (row.state, row.tried) == (State.PENDING, ("whatsapp",))
        assert await halted(world) == {}
        assert await alarms(world) == [("unknown_code", "twilio:99999")]
    await fell(world, rule, failure, address="+51900000003", template="agreement_offer")
    assert await halted(world) == {"template:whatsapp:agreement_offer": False}


async def test_what_hit_others_long_ago_counts_no_more(world: World) -> None:
    failure = Failure("99999", 400)
    rule = Codes(RULES).of("twilio", "99999", 400)
    for number in range(6):
        await fell(world, rule, failure, address=f"+5190000000{number}", template="agreement_offer")
        world.clock.move(timedelta(minutes=8))
    assert await halted(world) == {}


async def test_a_refusal_by_one_chat_stops_nobody_elses(world: World) -> None:
    rule = Codes(RULES).of("telegram", "403", 403)
    row = await fell(
        world, rule, Failure("403", 403), channel="telegram", address="42", kind=Kind.REPLY, notice=None
    )
    assert row.state is State.FAILED
    assert await halted(world) == {}
    assert await alarms(world) == [("unknown_code", "telegram:403")]


async def test_an_account_that_is_refused_keeps_answers_and_takes_the_place_of_a_halt_that_does_not(
    world: World,
) -> None:
    await halt(world.services, "channel:whatsapp", why="Se revisa el remitente", actor="staff/carla")
    assert await halted(world) == {"channel:whatsapp": False}
    await fell(world, RULES["twilio", "account"], Failure("account", 401))
    assert await halted(world) == {"channel:whatsapp": True}
    await fell(world, RULES["twilio", "policy"], Failure("policy", 400))
    assert await halted(world) == {"channel:whatsapp": True}


async def test_what_is_held_against_what_we_begin_fails_one_answer_and_keeps_no_other(world: World) -> None:
    reply = {"kind": Kind.REPLY, "notice": None, "key": "reply/1/0"}
    row = await fell(world, RULES["twilio", "policy"], Failure("policy", 400), **reply)
    assert row.state is State.FAILED  # it would be refused again, and again
    assert await halted(world) == {"channel:whatsapp": False}
    row = await fell(world, RULES["twilio", "account"], Failure("account", 401), **reply)
    assert row.state is State.PENDING


async def test_a_provider_that_does_not_answer_at_all_is_asked_later(world: World) -> None:
    fails(world, "unreachable")
    row = await once(world)
    assert (row.state, row.tried, row.not_before) == (State.PENDING, (), world.now + timedelta(seconds=30))


async def test_what_had_no_time_left_expires(world: World) -> None:
    fails(world, "expired")
    assert (await once(world)).state is State.EXPIRED


async def test_an_answer_that_fails_has_no_other_channel(world: World) -> None:
    world.carriers = Carriers({}, {"chat": world.channel}, codes=Codes(RULES))
    world.channel.needs_template = False
    fails(world, "no_account")
    await world.queue(a_reply())
    await dispatch_due(world.services, world.carriers, world.renderer)
    assert (await world.row("reply/1/0")).state is State.FAILED


async def told_failed(world: World, code: str = "no_account") -> OutboxRow:
    """The provider took the message and tells later that it failed."""
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        row = await unit.outbox.get(OFFER)
        assert row is not None
        failure = Failure(code, accepted=True)
        kept = await after_failure(unit, row, failure, RULES["twilio", code], at, actor="provider")
        await unit.outbox.save([kept])
    return kept


async def test_what_failed_after_it_was_taken_counts_and_goes_by_the_next_channel_another_day(
    world: World,
) -> None:
    assert (await once(world)).state is State.SENT
    assert (await world.case()).step is Step.OFFERED
    kept = await told_failed(world)
    assert (kept.state, kept.sent_at) == (State.PENDING, world.now)
    row = await once(world)
    assert ([r.value for r in row.reasons], row.not_before) == (["cap"], lima("2024-01-09 07:00"))
    world.at("2024-01-09 07:00")
    row = await once(world)
    assert (row.state, row.channel, row.key) == (State.SENT, "sms", OFFER)
    case = await world.case()
    assert case.step is Step.OFFERED
    assert [(n.channel, n.sent_at, n.served_at) for n in case.notices] == [("sms", world.now, None)]
    assert len(await world.moves()) == 1


async def test_a_notice_that_was_received_is_not_sent_again(world: World) -> None:
    await once(world)
    await world.writes()
    case = await world.case()
    assert case.served(Notice.OFFER) is not None
    await told_failed(world)
    world.at("2024-01-09 07:00")
    assert [r.value for r in (await once(world)).reasons] == ["not_its_turn"]


async def test_a_callback_that_came_before_the_answer_is_not_undone_by_it(world: World) -> None:
    decided = await decide(world.services, world.carriers, world.renderer, await claim(world.services, 5))
    (departure,) = decided.departures
    late = await hand_over(departure, departure.parcel)
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        row = await unit.outbox.get(OFFER)
        assert row is not None
        told = replace(row, state=State.SERVED, served_at=world.now, provider_id="SM-told")
        await unit.outbox.save([told])
        assert await arrived(unit, told, at, actor="provider")
    await record(world.services, world.carriers, [late])
    row = await world.row(OFFER)
    assert (row.state, row.provider_id, row.segments, row.cost) == (State.SERVED, "SM-told", 1, 0)
    assert len(await world.moves()) == 1
    assert (await world.case()).served(Notice.OFFER) is not None


async def test_a_late_answer_of_an_earlier_attempt_changes_nothing(world: World) -> None:
    decided = await decide(world.services, world.carriers, world.renderer, await claim(world.services, 5))
    (departure,) = decided.departures
    again = replace(departure.row, attempt=2)
    async with world.services.units() as unit:
        await unit.outbox.save([again])
    await record(world.services, world.carriers, [Outcome(departure, State.UNKNOWN)])
    assert await world.row(OFFER) == again


async def test_a_row_that_was_never_handed_over_is_pending_as_before(world: World) -> None:
    before = await world.row(OFFER)
    decided = await decide(world.services, world.carriers, world.renderer, await claim(world.services, 5))
    (departure,) = decided.departures
    await record(world.services, world.carriers, [Outcome(departure, State.PENDING)])
    row = await world.row(OFFER)
    assert (row.state, row.attempt, row.sent_at) == (State.PENDING, before.attempt, None)
    world.channel.answer = None
    assert (await once(world)).attempt == 1


async def test_a_provider_that_only_leaves_doubts_is_given_a_rest() -> None:
    world = World()

    async def reset(address: str, key: str) -> None:
        raise DeliveryUnknown("reset")

    world.channel.answer = reset
    await world.queue(*(a_reply(f"reply/{n}/0", address=f"+5190000020{n}") for n in range(3)))
    await world.deliver()
    async with world.services.units() as unit:
        assert await unit.rates.resting("chat") > 0
