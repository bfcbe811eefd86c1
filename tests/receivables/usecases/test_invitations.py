"""A link opens a chat to its supply, once and for a while; whatever else is tried learns nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.conversation import Identity
from receivables.testing import MemoryUnits
from receivables.usecases.answer import answer
from receivables.usecases.invitations import make
from tests.scenarios.calendar import three_months_behind
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
SUPPLY, CHAT = "0000001", "424242"
DESK = "staff/ana"


@pytest.fixture
async def world() -> ChatWorld:
    world = ChatWorld()
    await world.has(three_months_behind())
    return world


async def opens(world: ChatWorld, token: str, address: str = CHAT) -> list[str]:
    """Somebody opens the link in Telegram."""
    message = replace(world.message(f"/start {token}", None, address), channel="telegram")
    return await world.said(await answer(world.services, message))


async def identity(world: ChatWorld, address: str = CHAT) -> Identity:
    async with world.services.units.reading() as unit:
        return (await unit.conversations.get("telegram", address)).identity


async def test_a_link_opens_the_chat_and_asks_for_the_consent(world: ChatWorld) -> None:
    token = await make(world.services, SUPPLY, actor=DESK)
    assert await opens(world, token) == ["linked", "consent_ask"]
    assert await identity(world) is Identity.LINKED
    yes = replace(world.message("sí", None, CHAT), channel="telegram")
    assert await world.said(await answer(world.services, yes)) == ["consent_given"]
    async with world.services.units.reading() as unit:
        [event] = (await unit.consents.of([f"chat:telegram:{CHAT}"]))[f"chat:telegram:{CHAT}"]
    assert (event.origin, event.supply_number) == ("deep_link", SUPPLY)


async def test_making_and_opening_are_written_down(world: ChatWorld) -> None:
    await opens(world, await make(world.services, SUPPLY, actor=DESK))
    lines = [line for line in await world.trail() if line.act is Act.LINK]
    assert [(line.actor, line.outcome) for line in lines] == [(DESK, "invited"), ("customer", "linked")]
    assert lines[1].facts == {"by": "deep_link"}


@pytest.mark.parametrize("how", ["bad", "old", "used", "odd", "foreign"])
async def test_any_other_token_gets_the_same_plain_answer(world: ChatWorld, how: str) -> None:
    token = await make(world.services, SUPPLY, actor=DESK)
    if how == "used":
        await opens(world, token, "555555")
    if how == "old":
        world.clock.move(timedelta(days=45))
    tried = {"bad": token[::-1], "odd": "x", "foreign": "ñ" * 32}.get(how, token)
    assert await opens(world, tried) == ["link_no_good"]
    assert await identity(world) is Identity.NONE
    asked = replace(world.message("suministro 0000001 recibo R-2023-12", None, CHAT), channel="telegram")
    assert (await world.said(await answer(world.services, asked)))[0] == "linked"


async def test_only_a_digest_is_kept(world: ChatWorld) -> None:
    token = await make(world.services, SUPPLY, actor=DESK)
    assert len(token) == 32
    assert isinstance(world.services.units, MemoryUnits)
    assert token not in repr(world.services.units.tables)
    assert await make(world.services, SUPPLY, actor=DESK) != token


async def test_there_is_no_link_to_nothing(world: ChatWorld) -> None:
    with pytest.raises(Unknown, match="no_such_supply"):
        await make(world.services, "9999999", actor=DESK)


async def test_a_greeting_of_telegram_without_a_token_is_a_greeting(world: ChatWorld) -> None:
    message = replace(world.message("/start", None, CHAT), channel="telegram")
    assert await world.said(await answer(world.services, message)) == ["welcome"]
