"""What comes in is stored in groups, and one bad item fails nobody else."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.gathering import REFUSED, Gatherer
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback, Told
from receivables.testing.chats import MemoryConversations
from receivables.testing.sending import MemoryCallbacks
from receivables.testing.units import MemoryUnits
from receivables.usecases import dead_letters
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


def a_callback(world: ChatWorld, sid: str = "SM1", told: Told = Told.SENT) -> Callback:
    return Callback(sid, told, 1, 1, world.now)


async def _stored(world: ChatWorld) -> list[str]:
    async with world.services.units.reading() as unit:
        return [message.id for message in await unit.conversations.unanswered(1000)]


async def test_requests_at_the_same_time_share_transactions(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = 0
    honest = MemoryUnits.__call__

    def counted(units: MemoryUnits) -> object:
        nonlocal opened
        opened += 1
        return honest(units)

    monkeypatch.setattr(MemoryUnits, "__call__", counted)
    gatherer = Gatherer(world.services)
    messages = [world.message("hola") for _ in range(200)]
    callbacks = [a_callback(world, f"SM{n}") for n in range(100)]
    await asyncio.gather(*map(gatherer.message, messages), *map(gatherer.callback, callbacks))
    assert opened <= 2
    assert sorted(await _stored(world)) == sorted(message.id for message in messages)
    async with world.services.units.reading() as unit:
        assert await unit.callbacks.waiting() == 100
    assert gatherer.messages_came.is_set()
    assert gatherer.callbacks_came.is_set()


async def test_nobody_is_told_before_the_commit(world: ChatWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = asyncio.Event()
    honest = MemoryConversations.receive_all

    async def slow(self: MemoryConversations, inbounds: Sequence[Inbound]) -> list[bool]:
        news = await honest(self, inbounds)
        await go_on.wait()
        return news

    monkeypatch.setattr(MemoryConversations, "receive_all", slow)
    gatherer = Gatherer(world.services)
    first = asyncio.create_task(gatherer.message(world.message("uno")))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(gatherer.message(world.message("dos")))
    await asyncio.sleep(0.01)
    assert not first.done()
    assert not second.done()
    assert await _stored(world) == []
    flushing = asyncio.create_task(gatherer.flush())
    go_on.set()
    await flushing
    assert first.done()
    assert second.done()
    assert await _stored(world) == ["chat:1", "chat:2"]


async def test_what_is_known_is_no_news(world: ChatWorld) -> None:
    gatherer = Gatherer(world.services)
    message = world.message("hola")
    await asyncio.gather(*(gatherer.message(message) for _ in range(5)))
    assert gatherer.messages_came.is_set()
    gatherer.messages_came.clear()
    await gatherer.message(message)
    assert not gatherer.messages_came.is_set()
    assert await _stored(world) == [message.id]


async def test_a_dead_letter_waits_for_staff_and_not_for_the_worker(world: ChatWorld) -> None:
    gatherer = Gatherer(world.services)
    letter = replace(world.message(), address="")
    await gatherer.messages([(letter, "unreadable"), (world.message("hola"), "")])
    await gatherer.message(letter, "unreadable")
    assert await _stored(world) == ["chat:2"]
    [found] = await dead_letters.waiting(world.services)
    assert (found.inbound.id, found.problem) == ("chat:1", "unreadable")


async def test_what_the_store_refuses_fails_nobody_else(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    honest = MemoryConversations.receive_all

    async def strict(self: MemoryConversations, inbounds: Sequence[Inbound]) -> list[bool]:
        if any(inbound.text == "veneno" for inbound in inbounds):
            raise ValueError("a value that no column holds: veneno")
        return await honest(self, inbounds)

    monkeypatch.setattr(MemoryConversations, "receive_all", strict)
    gatherer = Gatherer(world.services)
    said = ["hola", "veneno", "gracias"]
    with caplog.at_level(logging.INFO):
        await asyncio.gather(*(gatherer.message(replace(world.message(text), raw=text)) for text in said))
    assert await _stored(world) == ["chat:1", "chat:3"]
    [found] = await dead_letters.waiting(world.services)
    assert (found.problem, found.inbound.raw, found.inbound.address) == (REFUSED, "veneno", "")
    assert "veneno" not in caplog.text


async def test_a_callback_that_the_store_refuses_is_a_dead_letter_too(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = MemoryCallbacks.receive

    async def strict(self: MemoryCallbacks, callbacks: Sequence[Callback]) -> int:
        if any(callback.provider_id == "SM2" for callback in callbacks):
            raise ValueError("refused")
        return await honest(self, callbacks)

    monkeypatch.setattr(MemoryCallbacks, "receive", strict)
    gatherer = Gatherer(world.services)
    await asyncio.gather(*(gatherer.callback(a_callback(world, f"SM{n}")) for n in range(4)))
    async with world.services.units.reading() as unit:
        assert await unit.callbacks.waiting() == 3
    assert [letter.problem for letter in await dead_letters.waiting(world.services)] == [REFUSED]


async def test_while_the_store_is_away_everybody_is_told_so_and_nobody_waits_for_ever(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    def away(_: MemoryUnits) -> object:
        nonlocal tries
        tries += 1
        raise OSError("away")

    gatherer = Gatherer(world.services)
    with monkeypatch.context() as gone:
        gone.setattr(MemoryUnits, "__call__", away)
        messages = [world.message("hola") for _ in range(100)]
        told = await asyncio.gather(*map(gatherer.message, messages), return_exceptions=True)
    assert {type(each) for each in told} == {OSError}
    assert tries < 10
    await gatherer.message(messages[0])
    assert await _stored(world) == [messages[0].id]


async def test_a_store_that_hangs_is_given_up(world: ChatWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    async def hangs(self: MemoryConversations, inbounds: Sequence[Inbound]) -> list[bool]:
        nonlocal tries
        tries += 1
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr("bot.gathering.PATIENCE_SECONDS", 0.02)
    monkeypatch.setattr(MemoryConversations, "receive_all", hangs)
    with pytest.raises(TimeoutError):
        await Gatherer(world.services).message(world.message("hola"))
    assert tries == 1


async def test_a_store_that_fails_for_a_moment_makes_no_dead_letters(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, failures = MemoryConversations.receive_all, iter([True, True])

    async def fragile(self: MemoryConversations, inbounds: Sequence[Inbound]) -> list[bool]:
        if next(failures, False):
            raise OSError("away for a moment")
        return await honest(self, inbounds)

    monkeypatch.setattr(MemoryConversations, "receive_all", fragile)
    gatherer = Gatherer(world.services)
    await asyncio.gather(*(gatherer.message(world.message("hola")) for _ in range(3)))
    assert len(await _stored(world)) == 3
    assert await dead_letters.waiting(world.services) == []


async def test_a_request_that_went_away_takes_nobody_with_it(world: ChatWorld) -> None:
    gatherer = Gatherer(world.services)
    tasks = [asyncio.create_task(gatherer.message(world.message("hola"))) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await gatherer.flush()
    assert await _stored(world) == ["chat:1", "chat:2", "chat:3"]


async def test_what_no_database_can_hold_is_taken_out(world: ChatWorld) -> None:
    gatherer = Gatherer(world.services)
    odd = replace(world.message("ho\0la\ud800"), name="Ro\0sa", raw="\udfff{}", button="de\0bt")
    await gatherer.message(odd)
    async with world.services.units.reading() as unit:
        [kept] = await unit.conversations.unanswered(10)
    assert (kept.text, kept.name, kept.raw, kept.button) == ("hola", "Rosa", "{}", "debt")
