"""Whom each number opened before openings were counted by portfolio counts on, and once."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.limits import portfolio
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import of_address
from receivables.store.migrate import configuration, upgrade
from receivables.store.unit import SqlUnits
from tests.receivables.store.test_carried_over import NOW, put

pytestmark = pytest.mark.anyio

PHONES = ["+51900000001", "+51900000002", "+51900000003"]
FAULT = "template:whatsapp:letter:63024"


def down(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.downgrade(config, "0012")


def opened(sender: str, phone: str, at: str = ":now") -> str:
    name = pseudonym(of_address(phone))
    return f"insert into openings (utility, sender, opened, at) values ('t', '{sender}', '{name}', {at})"  # noqa: S608 - of this test


async def test_what_each_number_opened_counts_for_the_portfolio(engine: AsyncEngine) -> None:
    await upgrade(engine)
    async with engine.begin() as connection:
        await connection.run_sync(down)
    await put(
        engine,
        opened("whatsapp:+51900000098", PHONES[0], "'2020-01-01 00:00:00+00:00'"),
        opened("whatsapp:+51900000099", PHONES[0]),
        opened("whatsapp:+51900000099", PHONES[1]),
        opened("sms:+51900000099", PHONES[2]),
        opened(FAULT, PHONES[2]),
    )
    await upgrade(engine)
    since = NOW - timedelta(hours=24)
    async with SqlUnits(engine, "t")() as unit:
        assert await unit.openings.known(portfolio("whatsapp"), PHONES, since) == {*PHONES[:2]}
        assert await unit.openings.used(portfolio("whatsapp"), since) == 2
        assert await unit.openings.used(portfolio("sms"), since) == 1
        assert await unit.openings.used(FAULT, since) == 1
        assert await unit.openings.used("whatsapp:+51900000099", since) == 0
