"""Everything is asked again at the moment of sending, and nothing is ever sent twice."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.dispatcher import dispatch_due, dispatch_keys
from receivables.model.consent import Purpose
from receivables.model.conversation import Conversation, Identity
from receivables.model.ladder import Case, Notice, Step
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.suppression import Cause, Suppression
from receivables.ports import DeliveryFailed, DeliveryUnknown, Rendered
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.steps import recover
from tests.scenarios.calendar import three_months_behind
from tests.support.build import (
    PHONE,
    a_bill,
    a_claim,
    a_contact,
    a_served,
    a_supply,
    an_account,
    lima,
)
from tests.support.world import Recorder, World, outcomes

pytestmark = pytest.mark.anyio
OFFER = "notice/0000001/agreement_offer/1"


@pytest.fixture
async def world() -> World:
    """Monday morning; one customer three bills behind, who can be reached by WhatsApp and by SMS."""
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    return world


def an_offer(supply: str = "0000001", **changes: Any) -> OutboxRow:
    """An offer that is due."""
    plain = OutboxRow(
        key=f"notice/{supply}/agreement_offer/1",
        kind=Kind.NOTICE,
        message=Message("agreement_offer"),
        created_at=lima("2024-01-08 09:00"),
        not_before=lima("2024-01-08 09:00"),
        expires_at=lima("2024-01-08 18:00"),
        supply_number=supply,
        notice=Notice.OFFER,
    )
    return replace(plain, **changes)


def a_reply(key: str = "reply/1/0", **changes: Any) -> OutboxRow:
    """An answer in the chat."""
    plain = OutboxRow(
        key=key,
        kind=Kind.REPLY,
        message=Message("debt"),
        created_at=lima("2024-01-08 09:00"),
        not_before=lima("2024-01-08 09:00"),
        channel="chat",
        address=PHONE,
    )
    return replace(plain, **changes)


def neighbour(supply: str, route: str = "0101") -> Any:
    """The same person's other supply, as far behind."""
    bills = tuple(
        replace(bill, number=f"{supply}-{bill.number}", supply_number=supply)
        for bill in three_months_behind().bills
    )
    scores = three_months_behind().scores
    return an_account(*bills, supply=a_supply(supply, route=route), scores=scores)


async def test_what_may_go_goes_with_the_ledger_of_this_moment(world: World) -> None:
    await world.queue(an_offer(message=Message("agreement_offer", {"variant": "plain"})))
    report = await world.deliver()
    assert (report.sent, report.total) == (1, 1)
    row = await world.row(OFFER)
    assert (row.state, row.channel, row.address, row.attempt) == (State.SENT, "whatsapp", PHONE, 1)
    assert row.person == "doc:00000001"
    assert row.provider_id == "chat-1"
    assert row.text == world.channel.sent[0][1]
    for said in ("bills=3", "debt=90.00", "oldest_due=2023-10-20", "supply_masked=...0001", "variant=plain"):
        assert said in row.text
    assert (await world.case()).step is Step.OFFERED


async def test_a_repeated_plan_sends_nothing_again(world: World) -> None:
    await world.queue(an_offer())
    await world.deliver()
    await world.queue(an_offer())
    assert (await world.deliver()).total == 0


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        ({"bills": ()}, "paid"),
        ({"claims": tuple(a_claim(bill.number) for bill in three_months_behind().bills)}, "claim"),
        ({"supply": a_supply(protected=True)}, "protected_supply"),
        ({"supply": a_supply(continuity=False)}, "no_continuity"),
    ],
)
async def test_what_happened_since_the_plan_always_wins(
    world: World, happens: dict[str, Any], reason: str
) -> None:
    await world.queue(an_offer())
    if "bills" in happens:
        await world.pays("90.00")
    else:
        await world.has(replace(three_months_behind(), **happens))
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, [r.value for r in row.reasons]) == (State.WITHHELD, [reason])
    assert world.channel.sent == []


async def test_a_wish_to_be_left_alone_holds_before_the_next_send(world: World) -> None:
    await world.queue(an_offer())
    async with world.services.units() as unit:
        await unit.suppressions.add(Suppression("doc:00000001", Cause.OPTED_OUT, world.now, "chat"))
    report = await world.deliver()
    assert (report.stopped, report.withheld) == (1, {"opted_out": 1})


async def test_a_notice_whose_turn_has_passed_is_withheld(world: World) -> None:
    await world.queue(an_offer())
    await world.pays("30.00")
    report = await world.deliver()
    assert report.withheld == {"not_its_turn": 1}
    assert world.channel.sent == []


async def test_a_notice_of_an_earlier_round_is_withheld(world: World) -> None:
    await world.remember(Case("0000001", round=2))
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"not_its_turn": 1}


async def test_two_supplies_of_one_person_in_one_batch_count_together(world: World) -> None:
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    await world.queue(an_offer(), an_offer("0000002", expires_at=None))
    report = await world.deliver()
    assert (report.sent, report.postponed, report.withheld) == (1, 1, {"cap": 1})
    waiting = await world.row("notice/0000002/agreement_offer/1")
    assert waiting.not_before == lima("2024-01-09 07:00")
    world.at("2024-01-09 07:00")
    assert (await world.deliver()).sent == 1


async def test_where_the_law_keeps_to_one_channel_the_first_of_a_batch_decides_for_the_week(
    world: World,
) -> None:
    """CO-CON-6: seven times twenty-four hours."""
    law = replace(world.services.policy.law, one_channel_per_seven_days=True, contacts_per_day=2)
    world.services = replace(world.services, policy=replace(world.services.policy, law=law))
    await world.has(neighbour("0000002"), a_contact("sms", supply_number="0000002"))
    await world.queue(an_offer(), an_offer("0000002", expires_at=None))
    report = await world.deliver()
    assert (report.sent, report.postponed, report.withheld) == (1, 1, {"one_channel": 1})
    world.at("2024-01-15 09:59")
    await world.fresh()
    assert (await world.deliver()).sent == 0
    world.at("2024-01-15 10:00")
    assert (await world.deliver()).sent == 1


async def test_what_cannot_go_before_it_expires_is_not_kept(world: World) -> None:
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    await world.queue(an_offer(), an_offer("0000002"))
    report = await world.deliver()
    assert (report.sent, report.expired) == (1, 1)
    assert (await world.row("notice/0000002/agreement_offer/1")).state is State.EXPIRED


async def test_nothing_is_delivered_late(world: World) -> None:
    await world.queue(an_offer())
    world.at("2024-01-08 18:00")
    assert (await world.deliver()).expired == 1
    assert world.channel.sent == []


async def test_what_expired_may_be_planned_again_in_the_same_round(world: World) -> None:
    await world.queue(an_offer())
    world.at("2024-01-08 18:00")
    await world.deliver()
    world.at("2024-01-09 09:00")
    await world.queue(an_offer(expires_at=lima("2024-01-09 18:00")))
    assert (await world.deliver()).sent == 1


async def test_the_first_open_channel_of_the_policy_is_used(world: World) -> None:
    world.carriers = Carriers({"sms": world.channel}, {})
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).channel == "sms"


async def test_without_any_open_channel_it_is_withheld(world: World) -> None:
    world.carriers = Carriers({}, {})
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_channel": 1}


async def test_a_promotional_consent_is_no_consent_to_a_notice() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(purpose=Purpose.PROMO))
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_consent": 1}


async def test_a_bot_that_cannot_open_a_conversation_writes_to_linked_chats_only(world: World) -> None:
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {})
    await world.has(three_months_behind(), a_contact("telegram"))
    await world.queue(an_offer())
    assert (await world.deliver()).withheld == {"no_channel": 1}
    async with world.services.units() as unit:
        await unit.conversations.save(Conversation("telegram", "777", Identity.LINKED, "0000001"))
    await world.queue(an_offer())
    assert (await world.deliver()).sent == 1
    assert telegram.sent[0][0] == "777"


async def test_the_person_who_can_be_reached_is_asked_when_another_wants_to_be_left_alone(
    world: World,
) -> None:
    await world.has(three_months_behind(), a_contact(), a_contact(document="00000002", phone="+51900000002"))
    async with world.services.units() as unit:
        await unit.suppressions.add(Suppression("doc:00000001", Cause.OPTED_OUT, world.now, "chat"))
    await world.queue(an_offer())
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.person, row.address) == ("doc:00000002", "+51900000002")


async def test_answers_go_at_any_hour_and_whatever_was_sent_before(world: World) -> None:
    world.at("2024-01-06 23:00")  # a Saturday night
    await world.queue(
        *(a_reply(f"reply/{n}/0", not_before=world.now, created_at=world.now) for n in range(5))
    )
    assert (await world.deliver()).sent == 5
    assert {address for address, *_ in world.channel.sent} == {PHONE}


async def test_two_answers_to_one_person_arrive_in_their_order(world: World) -> None:
    async def slow_at_first(_: str, key: str) -> None:
        await asyncio.sleep(0.02 if key.endswith("/0") else 0)

    world.channel.answer = slow_at_first
    await world.queue(a_reply("reply/1/0"), a_reply("reply/1/1"))
    await world.deliver()
    assert [key for *_, key in world.channel.sent] == ["reply/1/0", "reply/1/1"]


async def test_an_answer_for_which_no_channel_runs_fails_and_says_so(world: World) -> None:
    await world.queue(a_reply(channel="smoke"))
    assert (await world.deliver()).failed == 1
    assert outcomes(await world.trail("reply/1/0")) == ["reply failed", "handover not_answered"]


async def test_only_the_wanted_rows_go_when_somebody_waits(world: World) -> None:
    await world.queue(a_reply(), a_reply("reply/2/0"))
    report = await dispatch_keys(world.services, world.carriers, world.renderer, ["reply/2/0"])
    assert report.sent == 1
    assert (await world.row("reply/1/0")).state is State.PENDING


async def test_a_text_that_cannot_be_made_keeps_no_other_from_going(world: World) -> None:
    class Broken(type(world.renderer)):  # type: ignore[misc]
        def render(self, message: Message, channel: str = "") -> Rendered:
            if message.key == "broken":
                raise KeyError("amount")
            return super().render(message)  # type: ignore[no-any-return]

    world.renderer = Broken()
    await world.queue(a_reply(message=Message("broken")), a_reply("reply/2/0"))
    report = await world.deliver()
    assert (report.sent, report.failed) == (1, 1)
    assert dict((await world.trail("reply/1/0"))[0].facts)["fault"] == "KeyError"


async def test_a_channel_that_says_later_is_asked_later(world: World) -> None:
    async def busy(address: str, key: str) -> None:
        raise DeliveryFailed("flood", retry_after=30)

    world.channel.answer = busy
    await world.queue(an_offer())
    await dispatch_due(world.services, world.carriers, world.renderer)
    row = await world.row(OFFER)
    assert (row.state, row.not_before, row.sent_at) == (
        State.PENDING,
        world.now + timedelta(seconds=30),
        None,
    )
    assert (await world.case()).step is Step.CLEAR
    world.channel.answer = None
    world.clock.move(timedelta(seconds=30))
    assert (await world.deliver()).sent == 1
    assert (await world.row(OFFER)).attempt == 2


@pytest.mark.parametrize("trouble", [DeliveryUnknown("timeout"), RuntimeError("bug")])
async def test_what_nobody_knows_is_never_sent_again(world: World, trouble: Exception) -> None:
    async def doubtful(address: str, key: str) -> None:
        raise trouble

    world.channel.answer = doubtful
    await world.queue(an_offer())
    assert (await world.deliver()).unknown == 1
    world.channel.answer = None
    await world.queue(an_offer())
    assert (await world.deliver()).total == 0
    assert world.channel.sent == []
    assert (await world.case()).step is Step.CLEAR


async def test_what_nobody_knows_counts_against_the_caps(world: World) -> None:
    async def doubtful(address: str, key: str) -> None:
        raise DeliveryUnknown("timeout")

    world.channel.answer = doubtful
    await world.queue(an_offer())
    await world.deliver()
    world.channel.answer = None
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002"))
    await world.queue(an_offer("0000002"))
    assert (await world.deliver()).withheld == {"cap": 1}


async def test_what_a_fallen_program_was_sending_becomes_unknown(world: World) -> None:
    lost = an_offer(state=State.SENDING, sent_at=world.now - timedelta(minutes=3))
    fresh = an_offer("0000002", state=State.SENDING, sent_at=world.now - timedelta(minutes=1))
    await world.queue(lost, fresh)
    assert await recover(world.services) == 1
    assert (await world.row(OFFER)).state is State.UNKNOWN
    assert await recover(world.services) == 0


async def test_a_payment_during_the_sending_leaves_the_case_to_the_payment(world: World) -> None:
    async def meanwhile(address: str, key: str) -> None:
        await world.pays("90.00")

    served = a_served(Notice.OFFER, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    await world.remember(Case("0000001", Step.OFFERED, notices=(served,)))
    world.channel.answer = meanwhile
    key = "notice/0000001/last_chance/1"
    await world.queue(an_offer(key=key, notice=Notice.LAST_CHANCE))
    assert (await world.deliver()).sent == 1
    case = await world.case()
    assert (case.step, case.round) == (Step.CLEAR, 2)
    assert dict((await world.trail())[-1].facts)["case"] == "moved_on"


async def test_a_reaction_during_the_sending_is_not_forgotten(world: World) -> None:
    async def at_once(address: str, key: str) -> None:
        async with world.services.units() as unit:
            row = await unit.outbox.get(key)
            assert row is not None
            await unit.outbox.save([replace(row, state=State.SERVED, served_at=world.now)])

    world.channel.answer = at_once
    await world.queue(an_offer())
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, row.served_at) == (State.SERVED, world.now)
    assert (await world.case()).served(Notice.OFFER) is not None


async def test_less_than_it_is_worth_is_not_written_about(world: World) -> None:
    small = a_bill("R-3", date(2023, 12, 20), "9.99", supply_number="0000003")
    await world.has(
        an_account(small, supply=a_supply("0000003", document="00000003")),
        a_contact(supply_number="0000003", document="00000003"),
    )
    await world.queue(an_offer("0000003", key="notice/0000003/friendly_notice/1", notice=Notice.FRIENDLY))
    assert (await world.deliver()).withheld["below_amount"] == 1
