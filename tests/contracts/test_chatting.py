"""A conversation is the same on every store, and a message told to two workers at once is answered once."""

import asyncio

import pytest

from receivables.ports import Units
from receivables.usecases.answer import answer, receive
from receivables.usecases.show import supply_shown, transcript
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


async def test_a_whole_conversation(units: Units) -> None:
    world = await ChatWorld.with_customer(units=units)
    assert await world.says("cuánto debo") == ["ask_supply"]
    assert await world.says("R-1999-01 0000001") == ["proof_wrong"]
    assert await world.says("0000001 45.60") == ["linked", "debt"]
    assert await world.says("en 6 cuotas") == ["plan"]
    assert await world.says("pago el viernes") == ["promise_confirm"]
    assert await world.says("sí") == ["promise_taken"]
    assert await world.says("ya pagué") == ["paid_ask"]
    assert await world.says("operación 123456") == ["paid"]
    assert await world.says("asesor") == ["person"]
    assert await world.says("BAJA") == ["stopped"]
    await world.deliver()
    assert len(await transcript(world.services, "chat", PHONE)) == 21
    shown = await supply_shown(world.services, world.carriers, SUPPLY)
    assert shown is not None
    assert [move.event for move in shown.moves] == ["promise_made"]


async def test_two_workers_answer_one_message_once(units: Units) -> None:
    world = await ChatWorld.with_customer(units=units)
    await world.proves()
    await world.says("pago el viernes")
    yes = world.message("sí")
    await receive(world.services, yes)
    keys = await asyncio.gather(*(answer(world.services, yes) for _ in range(4)))
    assert len(set(keys)) == 1
    assert len(await world.moves()) == 1
