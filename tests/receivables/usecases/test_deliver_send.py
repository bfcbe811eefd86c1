"""A message that goes in parts: each takes a turn, and what a provider asks for reaches all programs."""

import asyncio
import time

import pytest

from receivables.model.limits import ChannelLimits
from receivables.model.message import State
from receivables.ports import Delivery, DeliveryUnknown, Parcel, Rendered
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.send import FRESH_SECONDS, Sending
from tests.receivables.usecases.test_deliver import a_reply, an_offer
from tests.support.world import Recorder, World

pytestmark = pytest.mark.anyio


class InParts(Recorder):
    """Says everything in three parts; the provider may refuse the last."""

    refuses = False

    async def send(self, parcel: Parcel) -> Delivery:
        self.begin_by = parcel.begin_by
        self.at = [time.monotonic()]
        for _ in range(2):
            await parcel.next_turn()
            self.at.append(time.monotonic())
        if self.refuses:
            raise DeliveryUnknown("sent in part", retry_after=30)
        return await super().send(parcel)


def departure(channel: Recorder, number: int, *, proactive: bool = False) -> Departure:
    """To a person of its own."""
    address = f"+5190000{number:04}"
    row = an_offer(address=address) if proactive else a_reply(f"reply/{number}/0", address=address)
    return Departure(row, channel, Parcel(number, 1, row.key, address, Rendered("Hola")))


async def test_each_part_takes_a_turn() -> None:
    world, channels = (
        World(limits={"chat": ChannelLimits(per_second=40)}),
        [InParts("chat") for _ in range(8)],
    )
    sending = Sending(world.services)
    await asyncio.gather(*(sending.start(departure(each, n)) for n, each in enumerate(channels)))
    left = sorted(moment for each in channels for moment in each.at)
    assert left[-1] - left[0] >= 23 / 40


async def test_a_rest_that_a_provider_asks_for_in_the_middle_holds_for_all_programs() -> None:
    world, channel = World(), InParts("chat")
    channel.refuses = True
    outcome = await Sending(world.services).start(departure(channel, 1))
    assert outcome.state is State.UNKNOWN
    async with world.services.units.reading() as unit:
        assert 20 < await unit.rates.resting(channel.sender) <= 30


async def test_only_what_we_begin_has_to_begin_soon() -> None:
    world, channel = World(), InParts("chat")
    now = asyncio.get_running_loop().time()
    await Sending(world.services).start(departure(channel, 1, proactive=True))
    assert channel.begin_by is not None
    assert now <= channel.begin_by <= now + FRESH_SECONDS + 1
    await Sending(world.services).start(departure(channel, 2))
    assert channel.begin_by is None
