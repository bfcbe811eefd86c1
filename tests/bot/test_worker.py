"""The worker answers what is stored: chats side by side, each in its order, and no bad message holds up the others."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.embedded import EmbeddedChannel
from bot.dispatcher import dispatch_keys
from bot.worker import FRESH, Inbox
from receivables.model.message import State
from receivables.ports import Delivery, Parcel
from receivables.usecases import answer as answering
from receivables.usecases import dead_letters
from receivables.usecases.answer import ATTEMPTS, DEADLY, answer_next, count_next
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@asynccontextmanager
async def working(inbox: Inbox, **parts: float) -> AsyncIterator[asyncio.Event]:
    """The worker runs, and is stopped well at the end."""
    stop = asyncio.Event()
    task = asyncio.create_task(inbox.run(stop, **parts))  # type: ignore[arg-type]
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


async def answered(world: ChatWorld, count: int) -> None:
    """Until so many messages are no longer waiting."""
    for _ in range(1_000):
        if len(await _unanswered(world)) <= world.count - count:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(await _unanswered(world))


async def test_a_page_that_waits_is_answered_at_once(world: ChatWorld) -> None:
    keys = await world.inbox.settle(world.message("hola"))
    [row] = await world.rows(keys)
    assert row.state is State.SENT
    assert row.text is not None
    assert "Agua Tumbes" in row.text


async def test_what_is_stored_wakes_the_worker_and_its_answer_is_sent(world: ChatWorld) -> None:
    async with working(world.inbox, poll_seconds=60):
        await asyncio.sleep(0.05)
        await world.inbox.store(world.message("hola"))
        await answered(world, 1)
        await world.inbox.store(world.message("gracias"))
        await answered(world, 2)
    rows = await world.rows(("reply/chat:1/0", "reply/chat:2/0"))
    assert [row.message.key for row in rows] == ["welcome", "thanks"]
    assert [row.state for row in rows] == [State.SERVED, State.SENT]


async def test_what_another_program_stored_is_found_by_looking(world: ChatWorld) -> None:
    async with working(world.inbox, poll_seconds=0.05):
        await asyncio.sleep(0.02)
        await Inbox(world.services, world.carriers, world.words).store(world.message("hola"))
        await answered(world, 1)


async def test_what_a_crash_left_is_answered_once(world: ChatWorld) -> None:
    for said in ("hola", "gracias"):
        await world.inbox.store(world.message(said))
    await answer_next(world.services, "chat", world.message().address)
    world.count -= 1
    async with working(world.inbox):
        await answered(world, 2)
    assert await world.said(("reply/chat:1/0", "reply/chat:2/0")) == ["welcome", "thanks"]
    async with world.services.units.reading() as unit:
        assert sum((await unit.outbox.tally()).values()) == 2


async def test_chats_are_answered_side_by_side_and_each_in_its_order(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    go_on = asyncio.Event()

    async def slow(services: Services, channel: str, address: str, *_: object) -> tuple[str, ...] | None:
        begun.append(address)
        if address == "slow":
            await go_on.wait()
        return await answer_next(services, channel, address)

    monkeypatch.setattr("bot.worker.answer_next", slow)
    for address in ("slow", "slow", "a", "b"):
        await world.inbox.store(world.message("hola", address=address))
    async with working(world.inbox, at_once=2):
        await answered(world, 2)
        assert begun.count("slow") == 1
        go_on.set()
        await answered(world, 4)


async def test_no_more_than_so_many_at_once(world: ChatWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    now = most = 0

    async def counted(services: Services, channel: str, address: str, *_: object) -> tuple[str, ...] | None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.005)
        now -= 1
        return await answer_next(services, channel, address)

    monkeypatch.setattr("bot.worker.answer_next", counted)
    for number in range(12):
        await world.inbox.store(world.message("hola", address=f"chat-{number}"))
    async with working(world.inbox, at_once=3):
        await answered(world, 12)
    assert most == 3


async def test_stopping_ends_what_was_begun_and_begins_nothing(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(services: Services, channel: str, address: str, *_: object) -> tuple[str, ...] | None:
        begun.set()
        await go_on.wait()
        return await answer_next(services, channel, address)

    monkeypatch.setattr("bot.worker.answer_next", slow)
    for said in ("hola", "gracias"):
        await world.inbox.store(world.message(said))
    async with working(world.inbox) as stop:
        await begun.wait()
        stop.set()
        go_on.set()
    assert await _unanswered(world) == ["chat:2"]


async def test_a_message_that_cannot_be_answered_does_not_stop_the_others_and_reaches_a_person(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.worker.REST_SECONDS", 0.02)
    await world.inbox.store(replace(world.message("secreto"), address="poison"))
    await world.inbox.store(replace(world.message("gracias"), address="poison"))
    await world.inbox.store(world.message("hola"))
    _poison(monkeypatch, "secreto")
    with caplog.at_level(logging.ERROR):
        async with working(world.inbox):
            await answered(world, 3)
    assert caplog.text.count("message chat:1 could not be answered") == ATTEMPTS
    assert "secreto" not in caplog.text
    assert await world.said(("reply/chat:2/0", "reply/chat:3/0")) == ["thanks", "welcome"]
    [letter] = await dead_letters.waiting(world.services)
    assert (letter.inbound.id, letter.problem) == ("chat:1", "RuntimeError")
    async with world.services.units.reading() as unit:
        [handed] = await unit.handovers.waiting()
    assert (handed.address, handed.why) == ("poison", "unanswered")
    assert not world.inbox.attempts


async def test_a_poisoned_chat_waits_between_attempts_and_the_others_do_not(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.worker.REST_SECONDS", 60)
    _poison(monkeypatch, "secreto")
    await world.inbox.store(world.message("secreto", address="poison"))
    async with working(world.inbox, at_once=1):
        for number in range(5):
            await world.inbox.store(world.message("hola", address=f"chat-{number}"))
        await answered(world, 5)
    assert await _unanswered(world) == ["chat:1"]
    assert world.inbox.attempts["chat:1"] == 1


async def test_a_failure_that_passes_leaves_the_message_to_be_answered(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.inbox.store(world.message("hola"))
    with monkeypatch.context() as fails:
        _poison(fails, "hola")
        assert not await world.inbox.catch_up()
    assert await world.inbox.catch_up()
    assert await world.said(("reply/chat:1/0",)) == ["welcome"]


async def test_a_store_that_is_away_never_counts_against_a_message(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.inbox.store(world.message("hola"))
    monkeypatch.setattr("bot.worker.REST_SECONDS", 0.01)
    with monkeypatch.context() as away:
        away.setattr(type(world.services.units), "reading", _away)
        async with working(world.inbox, poll_seconds=0.01):
            await asyncio.sleep(0.1)
        _poison(away, "hola")
        for _ in range(ATTEMPTS + 2):
            assert not await world.inbox._answer_all(("chat", world.message().address), asyncio.Event())
    assert not world.inbox.attempts
    assert await world.inbox.catch_up()
    assert await world.said(("reply/chat:1/0",)) == ["welcome"]


async def test_giving_up_that_fails_is_no_failure_of_the_others(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.inbox.store(world.message("hola"))
    _poison(monkeypatch, "hola")
    monkeypatch.setattr("bot.worker.give_up", _away)
    for _ in range(ATTEMPTS + 1):
        assert not await world.inbox.catch_up()
    assert await _unanswered(world) == ["chat:1"]


async def test_replies_that_cannot_be_sent_now_are_no_failure_of_the_message(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.inbox.store(world.message("hola"))
    monkeypatch.setattr("bot.worker.dispatch_keys", _away)
    assert await world.inbox.catch_up()
    [row] = await world.rows(("reply/chat:1/0",))
    assert row.state is State.PENDING


async def test_an_answer_does_not_overtake_the_one_before_that_a_dispatcher_took(world: ChatWorld) -> None:
    sent: list[str] = []

    class Slow(EmbeddedChannel):
        async def send(self, parcel: Parcel) -> Delivery:
            if not sent:
                await asyncio.sleep(0.2)
            sent.append(parcel.key)
            return await super().send(parcel)

    slow = Slow()
    carriers = Carriers(proactive={}, replies={"chat": slow})
    for said in ("hola", "gracias"):
        await world.inbox.store(world.message(said))
    keys = await answer_next(world.services, "chat", world.message().address)
    world.count -= 1
    taken = asyncio.create_task(dispatch_keys(world.services, carriers, world.words, keys or ()))
    await asyncio.sleep(0.05)
    inbox = Inbox(world.services, carriers, world.words)
    await inbox._deliver(keys or ())
    assert await inbox.catch_up()
    await taken
    assert sent == ["reply/chat:1/0", "reply/chat:2/0"]


async def test_a_message_that_staff_have_processed_again_is_answered(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.inbox.store(world.message("hola"))
    with monkeypatch.context() as fails:
        _poison(fails, "hola")
        for _ in range(ATTEMPTS):
            await world.inbox.catch_up()
    await dead_letters.retry(world.services, "chat:1", actor="staff/ana")
    async with working(world.inbox, poll_seconds=0.02):
        await answered(world, 1)
    assert await world.said(("reply/chat:1/0",)) == ["welcome"]


async def test_the_embedded_chat_is_not_answered_twice_by_the_worker(world: ChatWorld) -> None:
    async with working(world.inbox, poll_seconds=0.01):
        for _ in range(10):
            await world.inbox.settle(world.message("hola"))
    async with world.services.units.reading() as unit:
        assert sum((await unit.outbox.tally()).values()) == 10


DEAD = "(dead)"


class Killed(BaseException):
    """The end of the program, at once."""


def _deadly(monkeypatch: pytest.MonkeyPatch, text: str, seconds: float = 0) -> list[str]:
    """Whoever answers a message of that text dies of it; the texts of what was begun. All others take so long."""
    honest, begun = answering._saved, list[str]()

    async def fragile(*given: object) -> tuple[str, ...]:
        said = str(getattr(given[1], "text", ""))
        begun.append(said)
        await asyncio.sleep(seconds / 2 if said == text else seconds)
        if said == text:
            begun.append(DEAD)
            raise Killed
        return await honest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("receivables.usecases.answer._saved", fragile)
    return begun


async def test_a_message_that_kills_three_programs_is_a_dead_letter(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = _deadly(monkeypatch, "veneno")
    await world.inbox.store(world.message("veneno", address="poison"))
    await world.inbox.store(world.message("gracias", address="poison"))
    await world.inbox.store(world.message("hola"))
    for _ in range(3):
        with pytest.raises(Killed):
            await Inbox(world.services, world.carriers, world.words).catch_up()
        world.clock.move(timedelta(seconds=1))
    assert await Inbox(world.services, world.carriers, world.words).catch_up()
    assert begun.count("veneno") == 3
    assert await _unanswered(world) == []
    [letter] = await dead_letters.waiting(world.services)
    assert (letter.inbound.id, letter.problem) == ("chat:1", DEADLY)
    assert await world.said(("reply/chat:2/0", "reply/chat:3/0")) == ["thanks", "welcome"]
    async with world.services.units.reading() as unit:
        [handed] = await unit.handovers.waiting()
    assert (handed.address, handed.why) == ("poison", "unanswered")
    await dead_letters.retry(world.services, "chat:1", actor="staff/ana")
    with pytest.raises(Killed):
        await Inbox(world.services, world.carriers, world.words).catch_up()


async def test_what_is_answered_beside_a_deadly_message_is_not_blamed(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = _deadly(monkeypatch, "veneno", seconds=0.04)
    deaths = 0

    async def counted(*given: object, **named: object) -> None:
        if begun.count(DEAD) > deaths:
            await asyncio.sleep(60)  # the program is dead: what is left of it here is cancelled in a moment
        await count_next(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.worker.count_next", counted)
    for number in range(1, 7):
        said = "veneno" if number == 4 else "hola"
        await world.inbox.store(world.message(said, address=f"chat-{number}"))
    for _ in range(3):
        with pytest.raises(Killed):
            await Inbox(world.services, world.carriers, world.words).run(asyncio.Event(), poll_seconds=0.01)
        deaths += 1
        world.clock.move(timedelta(seconds=1))
    async with working(Inbox(world.services, world.carriers, world.words), poll_seconds=0.01):
        await answered(world, 6)
    assert [letter.inbound.id for letter in await dead_letters.waiting(world.services)] == ["chat:4"]


async def test_an_ordinary_message_costs_one_unit(world: ChatWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    units, opened = world.services.units, 0
    begin = type(units).__call__

    def counted(self: object) -> object:
        nonlocal opened
        opened += 1
        return begin(self)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.worker.dispatch_keys", _away)
    await world.inbox.store(world.message("hola"))
    await world.inbox.store(world.message("hola", address="later"))
    monkeypatch.setattr(type(units), "__call__", counted)
    await world.inbox._answer_next(("chat", world.message().address))
    assert opened == 1
    world.clock.move(FRESH + timedelta(seconds=1))
    await world.inbox._answer_next(("chat", "later"))
    assert opened == 4, "what waits for long is looked at, counted, and answered"


def _away(*_: object) -> None:
    raise OSError("away")


def _poison(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A message of that text cannot be answered."""
    honest = answering._saved

    async def fragile(*given: object) -> tuple[str, ...]:
        if getattr(given[1], "text", "") == text:
            raise RuntimeError("secreto")
        return await honest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("receivables.usecases.answer._saved", fragile)


async def _unanswered(world: ChatWorld) -> list[str]:
    async with world.services.units.reading() as unit:
        return [message.id for message in await unit.conversations.unanswered(100)]
