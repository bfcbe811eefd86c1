"""What an earlier message is edited into is heard, and answers no question that was put after it (TG, I-6)."""

from dataclasses import replace

import pytest

from receivables.model.conversation import EDITED
from receivables.model.ladder import Step
from receivables.usecases.answer import answer
from tests.scenarios.calendar import three_months_behind
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
PROOF = "suministro 0000001 recibo R-2023-12"


@pytest.fixture
async def world() -> ChatWorld:
    """A chat that proved its supply, and said no to being written to."""
    world = ChatWorld()
    await world.has(three_months_behind())
    await says(world, PROOF)
    await says(world, "no")
    return world


async def says(world: ChatWorld, text: str, *, edited: bool = False) -> list[str]:
    """Somebody writes by Telegram, or writes anew what they had written."""
    message = world.message(text, EDITED if edited else None, "424242")
    return await world.said(await answer(world.services, replace(message, channel="telegram")))


@pytest.mark.parametrize("old", ["acepto", "no", "ok", "sí", "sí, confirmo"])
async def test_an_old_answer_is_none_to_a_later_question(world: ChatWorld, old: str) -> None:
    assert await says(world, "pago el viernes") == ["promise_confirm"]
    assert await says(world, old, edited=True) == ["promise_confirm"]
    assert (await world.case()).step is not Step.PROMISED
    assert await says(world, "sí") == ["promise_taken"]


@pytest.mark.parametrize("old", ["ALTA", "START"])
async def test_what_undoes_a_wish_to_be_left_alone_is_said_anew(world: ChatWorld, old: str) -> None:
    assert await says(world, "BAJA") == ["stopped"]
    assert await says(world, old, edited=True) == ["ask_which"]
    assert await says(world, "BAJA") == ["stopped"]


async def test_a_wish_is_heard_also_so(world: ChatWorld) -> None:
    assert await says(world, "cuánto debo", edited=True) == ["debt"]
    assert await says(world, "BAJA", edited=True) == ["stopped"]
