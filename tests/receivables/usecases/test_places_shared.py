"""A place that is shared (by Telegram, WhatsApp) is where water runs or fails, and never a proof or a payment."""

from dataclasses import replace

import pytest

from receivables.usecases.answer import answer
from tests.scenarios.calendar import three_months_behind
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
PLACE = "-3.571234, -80.451234"
VENUE = f"Bodega Rosa, Av. Tumbes 123, {PLACE}"


@pytest.fixture
async def world() -> ChatWorld:
    """A chat that proved nothing."""
    world = ChatWorld()
    await world.has(three_months_behind())
    return world


async def says(world: ChatWorld, text: str) -> list[str]:
    """Somebody writes by Telegram."""
    message = replace(world.message(text, None, "424242"), channel="telegram")
    return await world.said(await answer(world.services, message))


@pytest.mark.parametrize("shared", [PLACE, VENUE], ids=["place", "venue"])
async def test_whoever_shares_a_place_unasked_is_asked_about_water_there(
    world: ChatWorld, shared: str
) -> None:
    told = await answer(world.services, replace(world.message(shared), channel="telegram"))
    [asked] = [await world.row(key) for key in told]
    assert asked.message.key == "ask_which"
    assert [each.id for each in asked.message.buttons] == ["outage", "human"]


@pytest.mark.parametrize("shared", [PLACE, VENUE], ids=["place", "venue"])
async def test_where_the_leak_is_may_be_shared(world: ChatWorld, shared: str) -> None:
    assert await says(world, "hay una fuga en la calle") == ["outage_where"]
    assert await says(world, shared) == ["outage_taken"]


@pytest.mark.parametrize("shared", [PLACE, VENUE], ids=["place", "venue"])
async def test_it_is_no_wrong_try_where_a_proof_is_asked_for(world: ChatWorld, shared: str) -> None:
    assert await says(world, "cuánto debo") == ["ask_supply"]
    assert await says(world, "0000001") == ["ask_proof"]
    for _ in range(6):
        assert "proof_wrong" not in await says(world, shared)
    assert await says(world, "suministro 0000001 recibo R-2023-12") == ["linked", "debt", "consent_ask"]
