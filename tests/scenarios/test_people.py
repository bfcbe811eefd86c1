"""One person from the link on the bill to being forgotten, on a SQLite file and on PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from receivables.model.message import State
from receivables.usecases.answer import answer
from receivables.usecases.carriers import Carriers
from receivables.usecases.data_rights import erase, export
from receivables.usecases.invitations import make
from receivables.usecases.retention import Forgotten, expire
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.chatting import ChatWorld
from tests.support.laid_out import laid_out
from tests.support.world import Recorder

pytestmark = pytest.mark.anyio
SUPPLY, CHAT = "0000001", "424242"
DESK = "staff/ana"


@pytest.fixture(params=["file", "server"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ChatWorld]:
    """One customer three bills behind whom nobody knows how to reach, and a messenger that cannot write first."""
    if request.param == "file":
        url = f"sqlite+aiosqlite:///{tmp_path}/caudal.db"
    else:
        url = request.getfixturevalue("migrated_url")
    database = await laid_out(url)
    world = ChatWorld(units=database.units("tumbes"))
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {"telegram": telegram})
    await world.has(three_months_behind())
    yield world
    await database.close()


async def says(world: ChatWorld, text: str) -> list[str]:
    message = replace(world.message(text, None, CHAT), channel="telegram")
    return await world.said(await answer(world.services, message))


async def test_from_the_link_on_the_bill_to_being_forgotten(world: ChatWorld) -> None:
    token = await make(world.services, SUPPLY, actor=DESK)
    assert await says(world, f"/start {token}") == ["linked", "consent_ask"]
    assert await says(world, "sí") == ["consent_given"]
    await world.deliver()
    world.clock.move(timedelta(seconds=5))  # a chat gets no two messages in the same second
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).address == CHAT
    told = await export(world.services, CHAT, actor=DESK)
    assert [len(told[part]) for part in ("contactos", "consentimientos")] == [1, 1]  # type: ignore[arg-type]
    assert await says(world, "BAJA") == ["stopped"]
    assert await says(world, "ALTA") == ["started"]
    assert await says(world, "mi esposa era la titular y ya no está") == ["deceased"]
    await erase(world.services, CHAT, actor=DESK, why="lo pidió")
    async with world.services.units.reading() as unit:
        assert (await unit.ledger.contacts([SUPPLY])).get(SUPPLY, ()) == ()
        [impediment] = (await unit.ledger.accounts([SUPPLY]))[SUPPLY].impediments
        assert impediment.source == "chat"
    assert (await world.row(OFFER)).address != CHAT
    assert (await world.row(OFFER)).state is State.SERVED
    assert await says(world, "suministro 0000001 recibo R-2023-12") == ["linked"]


async def test_old_words_are_forgotten_at_night(world: ChatWorld) -> None:
    await says(world, "hola")
    await world.deliver()
    world.clock.move(timedelta(days=365 * 2 + 2))
    assert await expire(world.services) == Forgotten(texts=2)
    assert await expire(world.services) == Forgotten()
