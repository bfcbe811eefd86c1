"""Whoever waited for a person before there was an inbox waits on, with the same place."""

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.conversation import chat_ref
from receivables.store.migrate import configuration, upgrade
from receivables.store.unit import SqlUnits
from receivables.usecases.handovers import hand_over
from tests.receivables.store.test_carried_over import NOW, put, rows

pytestmark = pytest.mark.anyio

WAITS = (
    "insert into handovers (utility, channel, address, supply_number, at, why) "
    "values ('{utility}', 'chat', 'a', '0000001', :now, 'asked')"
)
CHAT = (
    "insert into conversations (utility, channel, address, identity, slots, wrong_tries, with_person, supplies, "
    "reached, locale, strong_by) values ('t', 'chat', 'a', 'none', '{}', 0, true, '[]', '[]', '', '')"
)


async def down(engine: AsyncEngine) -> None:
    def go(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0009")

    async with engine.begin() as connection:
        await connection.run_sync(go)


async def test_who_waited_waits_on_and_the_chat_has_its_name(engine: AsyncEngine) -> None:
    await upgrade(engine)
    await down(engine)
    await put(engine, WAITS.format(utility="t"), WAITS.format(utility="other"), CHAT)
    await upgrade(engine)
    async with SqlUnits(engine, "t")() as unit:
        [stay] = await unit.handovers.waiting()
        assert (stay.address, stay.why, stay.at, stay.unanswered_since) == ("a", "asked", NOW, NOW)
        assert (await hand_over(unit, "chat", "a", None, NOW, "crisis")).id == stay.id
        chat = await unit.conversations.named(chat_ref("chat", "a"))
        assert chat is not None
        assert chat.address == "a"


async def test_who_waits_goes_back_and_whoever_is_done_does_not(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with SqlUnits(engine, "t")() as unit:
        await hand_over(unit, "chat", "a", "0000001", NOW, "asked")
        done = await hand_over(unit, "chat", "b", None, NOW, "asked")
        await unit.handovers.save(done.close("ana", NOW, "solved"))
    await down(engine)
    assert [row[1:3] for row in await rows(engine, "select * from handovers")] == [("chat", "a")]
    await upgrade(engine)
    async with SqlUnits(engine, "t").reading() as unit:
        assert [each.address for each in await unit.handovers.waiting()] == ["a"]
