"""Leaving by the link of an e-mail, over every store."""

import pytest

from receivables.model.authenticity import link_token
from receivables.model.message import State
from receivables.ports import Units
from receivables.usecases.leave import Leave, leave
from tests.receivables.usecases.test_authenticity import CODE, KEY, a_row, sent
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.receivables.usecases.test_leave import ALL, MAIL, closed
from tests.support.build import a_contact
from tests.support.talk import behind
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_it_closes_everything_once(units: Units) -> None:
    world = World(units=units)
    await world.has(behind(), a_contact(), a_contact("correo"))
    await sent(world, a_row(world, **MAIL))
    await world.queue(an_offer())
    told = [await leave(world.services, KEY, CODE, link_token(KEY, CODE)) for _ in range(2)]
    assert told == [Leave.DONE, Leave.ALREADY]
    assert await closed(world) == ALL
    assert (await world.row(OFFER)).state is State.WITHHELD
