"""A chat that was linked before there were several supplies has proved the one that it was linked to."""

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.conversation import Conversation, Identity
from receivables.store.migrate import configuration, upgrade
from receivables.store.unit import SqlUnits
from tests.receivables.store.test_carried_over import put

pytestmark = pytest.mark.anyio
CHAT = (
    "insert into conversations (utility, channel, address, identity, supply_number, slots, wrong_tries, with_person) "
    "values ('t', 'chat', '{address}', '{identity}', {supply}, '{{}}', 0, false)"
)


async def to(engine: AsyncEngine, revision: str) -> None:
    """Bring an empty database to a revision of before."""

    def go(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    async with engine.begin() as connection:
        await connection.run_sync(go)


async def test_what_a_chat_proved_is_kept(engine: AsyncEngine) -> None:
    await to(engine, "0006")
    await put(
        engine,
        CHAT.format(address="linked", identity="linked", supply="'0000001'"),
        CHAT.format(address="stranger", identity="none", supply="null"),
    )
    await upgrade(engine)
    async with SqlUnits(engine, "t")() as unit:
        linked = await unit.conversations.get("chat", "linked")
        stranger = await unit.conversations.get("chat", "stranger")
    assert (linked.identity, linked.supplies, linked.reached) == (Identity.LINKED, ("0000001",), ())
    assert stranger == Conversation("chat", "stranger")
