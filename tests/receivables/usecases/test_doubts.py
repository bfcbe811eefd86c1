"""A message in doubt is looked up or decided by a person, never sent again blindly."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from receivables.adapters.packs.codes import load_codes
from receivables.errors import BadInput, Unknown
from receivables.model.ladder import Step
from receivables.model.message import OutboxRow, State
from receivables.model.sending import Told
from receivables.ports import DeliveryUnknown, Found
from receivables.usecases import doubts
from receivables.usecases.doubts import LookedUp, decide, look_up, waiting
from tests.receivables.usecases.test_deliver import OFFER, a_reply, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.world import Recorder, World, outcomes

pytestmark = pytest.mark.anyio


@dataclass
class Traced(Recorder):
    """A channel whose provider can be asked; `known` is its answer."""

    known: Found | None = None
    closed: bool = False
    asked: list[tuple[str, str, str | None, datetime]] = field(default_factory=list)

    async def find(
        self, address: str, text: str, code: str | None, since: datetime, others: Collection[str] = ()
    ) -> Found | None:
        """What it knows, unless that is another message."""
        if self.closed:
            raise DeliveryUnknown("503")
        self.asked.append((address, text, code, since))
        return self.known if self.known and self.known.provider_id not in others else None


async def reset(address: str, key: str) -> None:
    """Every call ends in doubt."""
    raise DeliveryUnknown("reset")


async def in_doubt(channel: Recorder) -> World:
    """An offer whose call was reset, eleven minutes ago."""
    world = World()
    channel.answer = reset
    world.channel = channel
    world.carriers = replace(
        world.carriers,
        proactive=dict.fromkeys(("whatsapp", "sms"), channel),
        codes=load_codes(),
    )
    await world.has(three_months_behind(), a_contact(), a_contact("sms"))
    await world.queue(an_offer())
    await world.deliver()
    world.clock.move(timedelta(minutes=11))
    return world


async def the_doubt(world: World) -> OutboxRow:
    """The only row in doubt."""
    (row,) = await waiting(world.services)
    return row


@pytest.mark.parametrize(("told", "state"), [(Told.DELIVERED, State.SERVED), (Told.SENT, State.SENT)])
async def test_what_the_provider_finds_is_what_happened(told: Told, state: State) -> None:
    channel = Traced(known=Found("SM7", told))
    world = await in_doubt(channel)
    doubt = await the_doubt(world)
    assert await look_up(world.services, world.carriers) == LookedUp(asked=1, found=1)
    row = await world.row(OFFER)
    assert (row.state, row.provider_id) == (state, "SM7")
    assert (await world.case()).step is Step.OFFERED
    assert "send resolved" in outcomes(await world.trail())
    ((address, text, code, since),) = channel.asked
    assert (address, text, code) == (PHONE, doubt.text, doubt.code)
    assert doubt.sent_at is not None
    assert since <= doubt.sent_at


async def test_what_the_provider_says_failed_goes_by_the_next_channel() -> None:
    world = await in_doubt(Traced(known=Found("SM7", Told.FAILED, "63024")))
    await look_up(world.services, world.carriers)
    row = await world.row(OFFER)
    assert (row.state, row.tried) == (State.PENDING, ("whatsapp",))


async def test_what_nobody_finds_stays_in_doubt_and_is_not_sent_again() -> None:
    channel = Traced()
    world = await in_doubt(channel)
    channel.answer = None
    assert await look_up(world.services, world.carriers) == LookedUp(asked=1, found=0)
    await world.deliver()
    assert (await world.row(OFFER)).state is State.UNKNOWN
    assert channel.sent == []


async def test_a_provider_that_cannot_be_asked_now_is_asked_later() -> None:
    channel = Traced(known=Found("SM7", Told.SENT), closed=True)
    world = await in_doubt(channel)
    await look_up(world.services, world.carriers)
    assert (await world.row(OFFER)).state is State.UNKNOWN
    channel.closed = False
    await look_up(world.services, world.carriers)
    assert (await world.row(OFFER)).state is State.SENT


async def test_nobody_is_asked_before_a_callback_had_its_time() -> None:
    channel = Traced(known=Found("SM7", Told.SENT))
    world = await in_doubt(channel)
    world.clock.move(timedelta(minutes=-5))
    assert await look_up(world.services, world.carriers) == LookedUp()
    assert channel.asked == []


async def test_a_channel_that_leaves_no_traces_is_not_asked() -> None:
    world = await in_doubt(Recorder())
    assert await look_up(world.services, world.carriers) == LookedUp()


async def doubt(world: World, *rows: OutboxRow) -> None:
    """Rows as a fall left them."""
    async with world.services.units() as unit:
        await unit.outbox.add(rows)
        found = await unit.outbox.find([row.key for row in rows])
        await unit.outbox.save([replace(row, id=found[row.key].id) for row in rows])


async def test_old_doubts_and_untraceable_ones_keep_no_other_from_being_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    channel = Traced(known=Found("SM7", Told.DELIVERED))
    world = World()
    world.carriers = replace(world.carriers, replies={"whatsapp": channel, "telegram": Recorder()})
    monkeypatch.setattr(doubts, "AT_A_TIME", 3)
    there = {"state": State.UNKNOWN, "attempt": 1, "text": "x"}
    young, old = world.now - timedelta(minutes=11), world.now - timedelta(days=4)
    await doubt(
        world,
        *(a_reply(f"reply/a{n}/0", channel="telegram", sent_at=young, **there) for n in range(5)),
        *(a_reply(f"reply/b{n}/0", channel="whatsapp", sent_at=old, **there) for n in range(5)),
        *(
            a_reply(f"reply/c{n}/0", channel="whatsapp", address=str(n), sent_at=young, **there)
            for n in range(5)
        ),
    )
    await look_up(world.services, world.carriers)
    assert [address for address, *_ in channel.asked] == ["0", "1", "2", "3", "4"]


async def alike(first: State, provider_id: str | None) -> tuple[World, Traced]:
    """A reply in doubt, forty seconds after another one with the same words; the provider has that other one."""
    channel = Traced(known=Found("SM1", Told.DELIVERED))
    world = World()
    world.carriers = replace(world.carriers, replies={"whatsapp": channel})
    there = {"channel": "whatsapp", "address": PHONE, "attempt": 1, "text": "No entendí. Escriba MENÚ."}
    before, then = world.now - timedelta(seconds=700), world.now - timedelta(seconds=660)
    await doubt(
        world,
        a_reply("reply/1/0", state=first, sent_at=before, provider_id=provider_id, **there),
        a_reply("reply/2/0", state=State.UNKNOWN, sent_at=then, **there),
    )
    return world, channel


async def test_the_delivery_of_an_earlier_message_with_the_same_words_is_not_taken_for_ours() -> None:
    world, channel = await alike(State.SERVED, "SM1")
    assert await look_up(world.services, world.carriers) == LookedUp(asked=1, found=0)
    assert (await world.row("reply/2/0")).state is State.UNKNOWN
    channel.known = Found("SM2", Told.SENT)
    assert await look_up(world.services, world.carriers) == LookedUp(asked=1, found=1)
    assert (await world.row("reply/2/0")).provider_id == "SM2"


async def test_of_two_doubts_with_the_same_words_nobody_can_tell_which_one_it_was() -> None:
    world, channel = await alike(State.UNKNOWN, None)
    assert await look_up(world.services, world.carriers) == LookedUp()
    assert (await world.row("reply/2/0")).state is State.UNKNOWN
    assert channel.asked == []


async def test_what_became_of_an_earlier_attempt_is_not_taken_for_this_one() -> None:
    channel = Traced(known=Found("SM1", Told.FAILED, "30008"))
    world = await in_doubt(channel)
    row = await the_doubt(world)
    await doubt(world, replace(row, provider_id="SM1"))
    assert await look_up(world.services, world.carriers) == LookedUp(asked=1, found=0)
    assert (await world.row(OFFER)).state is State.UNKNOWN


async def test_a_person_says_that_it_went_and_the_case_moves() -> None:
    world = await in_doubt(Recorder())
    doubt = await the_doubt(world)
    assert doubt.id is not None
    row = await decide(world.services, doubt.id, True, actor="staff/ana", why="lo vi en la consola")
    assert row.state is State.SENT
    assert (await world.case()).step is Step.OFFERED
    last = (await world.trail())[-1]
    assert (last.actor, last.outcome, last.facts["told"]) == ("staff/ana", "resolved", "sent")
    assert "consola" not in str(last.facts)


async def test_a_person_says_that_it_did_not_go_and_the_ladder_may_ask_again() -> None:
    channel = Recorder()
    world = await in_doubt(channel)
    doubt = await the_doubt(world)
    assert doubt.id is not None
    await decide(world.services, doubt.id, False, actor="staff/ana", why="no figura")
    assert (await world.row(OFFER)).state is State.FAILED
    assert (await world.case()).step is Step.CLEAR
    channel.answer = None
    await world.queue(an_offer())
    await world.deliver()
    row = await world.row(OFFER)
    assert (row.state, row.attempt) == (State.SENT, 2)


async def test_a_reply_in_doubt_is_decided_alike() -> None:
    world = World()
    world.channel.answer = reset
    await world.queue(a_reply())
    await world.deliver()
    reply = await world.row("reply/1/0")
    assert reply.state is State.UNKNOWN
    assert reply.id is not None
    await decide(world.services, reply.id, True, actor="staff/ana", why="sí")
    assert outcomes(await world.trail("reply/1/0"))[-1] == "reply resolved"


async def test_only_what_is_in_doubt_is_decided_once_and_with_a_reason() -> None:
    world = await in_doubt(Recorder())
    doubt = await the_doubt(world)
    assert doubt.id is not None
    with pytest.raises(BadInput, match="reason_needed"):
        await decide(world.services, doubt.id, True, actor="staff/ana", why=" ")
    await decide(world.services, doubt.id, True, actor="staff/ana", why="sí")
    with pytest.raises(Unknown, match="unknown_doubt"):
        await decide(world.services, doubt.id, False, actor="staff/ana", why="no")
    with pytest.raises(Unknown, match="unknown_doubt"):
        await decide(world.services, 77, True, actor="staff/ana", why="sí")
