"""What was sent and heard before there were codes, costs and dead letters is kept, and can be worked on."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.conversation import Inbound
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.store.migrate import configuration, upgrade
from receivables.store.unit import SqlUnits
from tests.receivables.store.test_carried_over import NOW, put, rows

pytestmark = pytest.mark.anyio

SENT = (
    "insert into outbox (utility, key, kind, message, created_at, not_before, state, reasons, attempt, turn, sent_at) "
    "values ('t', '{kind}/1', '{kind}', '{{\"key\": \"hola\"}}', :now, :now, '{state}', '[]', 1, {turn}, :now)"
)
HEARD = (
    "insert into inbound_messages (utility, message_id, channel, address, text, received_at, raw, name, "
    "answered_at, problem) values ('t', '{id}', 'chat', 'a', 'hola', :now, '{{}}', 'Rosa', {answered}, {problem})"
)
BEFORE = [
    SENT.format(kind="notice", state="unknown", turn=1),
    SENT.format(kind="receipt", state="pending", turn=1),
    SENT.format(kind="reply", state="pending", turn=0),
    HEARD.format(id="new", answered="null", problem="null"),
    HEARD.format(id="done", answered=":now", problem="''"),
    HEARD.format(id="dead", answered=":now", problem="'unreadable'"),
]


@pytest.fixture
async def old(engine: AsyncEngine) -> AsyncEngine:
    """A database of before, with messages in both directions."""
    await upgrade(engine)
    await down(engine)
    await put(engine, *BEFORE)
    return engine


async def down(engine: AsyncEngine) -> None:
    def go(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")

    async with engine.begin() as connection:
        await connection.run_sync(go)


async def test_messages_are_kept_with_nothing_known_of_what_is_new(old: AsyncEngine) -> None:
    await upgrade(old)
    async with SqlUnits(old, "t")() as unit:
        (doubt,) = await unit.outbox.in_doubt(9)
        assert doubt == OutboxRow(
            "notice/1", Kind.NOTICE, Message("hola"), NOW, NOW, state=State.UNKNOWN, attempt=1, sent_at=NOW
        )
        assert doubt.id is not None
        await unit.outbox.save([doubt])
        assert await unit.outbox.spent(NOW, NOW + timedelta(1)) == {("notice", "", ""): (1, 0, 0)}


async def test_receipts_come_into_turn_with_replies(old: AsyncEngine) -> None:
    await upgrade(old)
    async with SqlUnits(old, "t")() as unit:
        claimed = await unit.outbox.claim(NOW, 9, answers_only=True)
        assert [row.key for row in claimed] == ["receipt/1", "reply/1"]


async def test_what_could_not_be_read_waits_for_staff(old: AsyncEngine) -> None:
    await upgrade(old)
    async with SqlUnits(old, "t")() as unit:
        (letter,) = await unit.conversations.dead_letters(9)
        assert (letter.inbound.id, letter.problem, letter.at) == ("dead", "unreadable", NOW)
        assert await unit.conversations.talks_waiting(9) == [("chat", "a")]
        new = await unit.conversations.next_of("chat", "a")
        assert new == Inbound("new", "chat", "a", "hola", None, NOW, "{}", "Rosa")


async def test_messages_go_back_as_they_were(old: AsyncEngine) -> None:
    await down(old)  # it is there already: nothing happens
    tables = ("outbox", "inbound_messages")
    before = [await rows(old, f"select * from {table} order by id") for table in tables]  # noqa: S608
    await upgrade(old)
    await down(old)
    assert [await rows(old, f"select * from {table} order by id") for table in tables] == before  # noqa: S608
