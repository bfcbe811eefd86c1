"""Who waits for an answer: served in order, and before all that can wait."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.dispatcher import dispatch
from bot.hand import Hand
from bot.waking import Bell
from receivables.model.limits import ChannelLimits
from receivables.model.message import State
from receivables.ports import DeliveryFailed
from tests.bot.test_dispatcher import answers, many_offers, running, states, until
from tests.receivables.usecases.test_deliver import a_reply
from tests.support.world import Recorder, World

pytestmark = pytest.mark.anyio


async def test_one_address_is_served_strictly_in_order() -> None:
    world, stop = World(), asyncio.Event()

    async def answer(address: str, key: str) -> None:
        await asyncio.sleep(0.003 if key.endswith(("0", "3")) else 0)

    world.channel.answer = answer
    await world.queue(*(a_reply(f"reply/1/{n}") for n in range(12)))
    task = running(world, stop, in_flight=3)

    async def sent() -> bool:
        return len(world.channel.sent) == 12

    await until(sent)
    stop.set()
    await task
    assert [key for *_, key in world.channel.sent] == [f"reply/1/{n}" for n in range(12)]


async def test_an_answer_does_not_overtake_one_that_failed_for_now() -> None:
    world, stop, failed = World(), asyncio.Event(), 0

    async def answer(address: str, key: str) -> None:
        nonlocal failed
        if key == "reply/1/0" and not failed:
            failed = 1
            raise DeliveryFailed("unreachable", retry_after=1)

    world.channel.answer = answer
    await world.queue(a_reply(), a_reply("reply/1/1"))
    task = running(world, stop)

    async def waits() -> bool:
        return failed == 1 and set(await states(world)) == {State.PENDING}

    await until(waits)
    assert world.channel.sent == []
    world.clock.move(timedelta(seconds=40))

    async def sent() -> bool:
        # The second may have been claimed before the first was due again: it then waits a moment for it.
        world.clock.move(timedelta(milliseconds=20))
        return len(world.channel.sent) == 2

    await until(sent)
    stop.set()
    await task
    assert [key for *_, key in world.channel.sent] == ["reply/1/0", "reply/1/1"]


async def test_an_answer_goes_before_what_was_claimed_earlier() -> None:
    world, stop = World(), asyncio.Event()
    await many_offers(world, 160)

    async def answer(address: str, key: str) -> None:
        if len(world.channel.sent) == 3:
            await world.queue(a_reply())

    world.channel.answer = answer
    task = running(world, stop, in_flight=4)

    async def sent() -> bool:
        return len(world.channel.sent) == 161

    await until(sent)
    stop.set()
    await task
    keys = [key for *_, key in world.channel.sent]
    assert keys.index("reply/1/0") < 70  # with a hundred in hand, more are claimed when fifty are left


async def test_an_answer_waits_for_no_other_sender_however_slow_that_one_is() -> None:
    world, stop = World(limits={"sms": ChannelLimits(per_second=2)}), asyncio.Event()
    slow = Recorder(name="sms", sender="sms")
    world.carriers = replace(world.carriers, proactive=dict.fromkeys(("whatsapp", "telegram", "sms"), slow))
    await many_offers(world, 40)  # all in hand at once: twenty seconds of them
    task = running(world, stop, in_flight=40)

    async def begun() -> bool:
        return len(slow.sent) == 1

    async def answered() -> bool:
        return len(world.channel.sent) == 1

    await until(begun)
    await world.queue(a_reply())
    await until(answered)
    assert len(slow.sent) <= 2
    stop.set()
    await task


@pytest.mark.parametrize("replying", ["chat", "other"])
async def test_an_answer_takes_the_next_turn_before_all_that_has_none_yet(replying: str) -> None:
    world, stop, gone = World(), asyncio.Event(), []
    limits = {"chat": ChannelLimits(per_second=10), "other": ChannelLimits(per_second=10)}
    world = World(limits=limits)
    other = world.channel if replying == "chat" else Recorder(name="other", sender="other")
    world.carriers = replace(world.carriers, replies={"chat": other})

    async def answer(address: str, key: str) -> None:
        gone.append(key)
        if len(gone) == 3:
            await world.queue(a_reply())

    world.channel.answer = other.answer = answer
    await many_offers(world, 40)
    task = running(world, stop, in_flight=50)

    async def answered() -> bool:
        return "reply/1/0" in gone

    await until(answered)
    assert gone.index("reply/1/0") <= 8  # what has its turn keeps it: two tenths of a second of them
    stop.set()
    await task


async def test_very_many_answers_wait_for_no_notices_either() -> None:
    world, stop, bell = World(limits={"sms": ChannelLimits(per_second=2)}), asyncio.Event(), Bell()
    slow = Recorder(name="sms", sender="sms")
    world.carriers = replace(world.carriers, proactive=dict.fromkeys(("whatsapp", "telegram", "sms"), slow))
    await many_offers(world, 60)
    task = asyncio.create_task(
        dispatch(world.services, world.carriers, world.renderer, stop, 5.0, in_flight=100, bell=bell)
    )

    async def begun() -> bool:
        return len(slow.sent) == 1

    async def answered() -> bool:
        return len(world.channel.sent) == 300

    await until(begun)
    await world.queue(*answers(300))
    bell.ring()
    await asyncio.wait_for(until(answered), 4)
    stop.set()
    await task


async def test_what_found_no_place_comes_after_the_answers_in_hand() -> None:
    world = World()
    await many_offers(world, 2)
    await world.queue(a_reply())
    hand = Hand(world.services, lambda: None, 10, 1.0)
    hand.fetch(0)
    await hand.settled()
    answer, *notices = hand.rows
    hand.rows = deque([answer])
    hand.put_back(notices)
    assert list(hand.rows) == [answer, *notices]
