"""A message is stored before anything is done with it; what a crash leaves is answered at the next start."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.worker import ATTEMPTS
from receivables.model.conversation import Inbound
from receivables.model.message import State
from receivables.usecases.answer import answer
from receivables.usecases.services import Services
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio


async def test_an_answer_goes_out_at_once() -> None:
    world = await ChatWorld.with_customer()
    keys = await world.inbox.settle(world.message("hola"))
    [row] = await world.rows(keys)
    assert row.state is State.SENT
    assert row.text is not None
    assert "Agua Tumbes" in row.text


async def test_what_was_stored_and_not_answered_is_answered_at_the_start() -> None:
    world = await ChatWorld.with_customer()
    for said in ("hola", "gracias"):
        await world.inbox.store(world.message(said))
    assert await world.inbox.catch_up()
    assert await world.said(("reply/chat:1/0", "reply/chat:2/0")) == ["welcome", "thanks"]
    assert await _unanswered(world) == []


async def test_a_message_that_cannot_be_answered_does_not_stop_the_others_and_reaches_a_person(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = await ChatWorld.with_customer()
    await world.inbox.store(replace(world.message("secreto"), address="poison"))
    await world.inbox.store(world.message("hola"))
    _fails(monkeypatch, lambda inbound: inbound.address == "poison")
    with caplog.at_level(logging.ERROR):
        for _ in range(ATTEMPTS - 1):
            assert not await world.inbox.catch_up()
            assert await world.said(("reply/chat:2/0",)) == ["welcome"]
            assert await _unanswered(world) == ["chat:1"]
        assert await world.inbox.catch_up()
    assert "chat:1" in caplog.text
    assert "secreto" not in caplog.text
    assert await _unanswered(world) == []
    async with world.services.units.reading() as unit:
        [handed] = await unit.conversations.waiting()
    assert (handed["address"], handed["why"]) == ("poison", "unanswered")


async def test_a_failure_that_passes_leaves_the_message_to_be_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = await ChatWorld.with_customer()
    message = world.message("hola")
    await world.inbox.store(message)
    failures = iter([True])
    _fails(monkeypatch, lambda inbound: next(failures, False))
    assert not await world.inbox.settle_safely(message)
    assert await world.inbox.catch_up()
    assert await world.said(("reply/chat:1/0",)) == ["welcome"]
    assert not world.inbox.attempts


async def test_a_store_that_is_away_never_counts_against_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    world = await ChatWorld.with_customer()
    message = world.message("hola")
    await world.inbox.store(message)
    with monkeypatch.context() as away:
        _fails(away, lambda inbound: True)
        away.setattr(type(world.services.units), "reading", _away)
        for _ in range(ATTEMPTS + 2):
            assert not await world.inbox.settle_safely(message)
    assert await _unanswered(world) == ["chat:1"]
    assert await world.inbox.catch_up()
    assert await world.said(("reply/chat:1/0",)) == ["welcome"]


async def test_giving_up_that_fails_is_no_failure_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    world = await ChatWorld.with_customer()
    message = world.message("hola")
    await world.inbox.store(message)
    _fails(monkeypatch, lambda inbound: True)
    monkeypatch.setattr("bot.worker.give_up", _away)
    for _ in range(ATTEMPTS + 1):
        assert not await world.inbox.settle_safely(message)
    assert await _unanswered(world) == ["chat:1"]


async def test_a_message_without_an_address_is_given_up_and_nobody_called() -> None:
    world = await ChatWorld.with_customer()
    await world.inbox.store(replace(world.message(), address=""))
    assert await world.inbox.catch_up()
    assert await _unanswered(world) == []
    async with world.services.units.reading() as unit:
        assert await unit.conversations.waiting() == []


def _away(*_: object) -> None:
    raise OSError("away")


def _fails(monkeypatch: pytest.MonkeyPatch, when: Callable[[Inbound], bool]) -> None:
    async def fragile(services: Services, inbound: Inbound) -> tuple[str, ...]:
        if when(inbound):
            raise RuntimeError("secreto")
        return await answer(services, inbound)

    monkeypatch.setattr("bot.worker.answer", fragile)


async def _unanswered(world: ChatWorld) -> list[str]:
    async with world.services.units.reading() as unit:
        return [message.id for message in await unit.conversations.unanswered(10)]
