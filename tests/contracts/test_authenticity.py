"""Asking whether a message is ours, over every store."""

import pytest

from receivables.model.authenticity import link_token
from receivables.model.message import State
from receivables.ports import Units
from receivables.usecases.authenticity import MANY, opened_link, verify_code
from tests.receivables.usecases.test_authenticity import CODE, KEY, a_row, rung, sent
from tests.support.build import a_contact
from tests.support.talk import behind
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_codes_unknown_codes_and_links_work_on_every_store(units: Units) -> None:
    world = World(units=units)
    await world.has(behind(), a_contact())
    await sent(world, a_row(world, channel="correo", address="ana@example.org"))
    assert (await verify_code(world.services, CODE)).ours
    for _ in range(MANY):
        await verify_code(world.services, "AAAA-2222")
    assert list((await rung(world)).values()) == [1]
    assert await opened_link(world.services, KEY, CODE, link_token(KEY, CODE))
    assert (await world.row("notice/0000001/friendly_notice/1")).state is State.SERVED
