"""The second step of delivery: hand rows over to their channels, each at its turn, one address strictly in order."""

import asyncio
import logging
import math
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from receivables.model.message import State
from receivables.ports import DeliveryFailed, DeliveryUnknown, Parcel
from receivables.usecases.delivery.handover import Departure
from receivables.usecases.delivery.record import Outcome
from receivables.usecases.delivery.turns import SHORT_REST_SECONDS, Turns
from receivables.usecases.services import Services

FRESH_SECONDS = 1.5
"""How long what was decided about a first message holds; one that waits longer is asked again (I-1, I-30)."""
BUSY = "busy"
"""Why a channel did not even begin: the message waits as if nobody had been asked."""
BUSY_SECONDS = 0.5
log = logging.getLogger(__name__)


class Sending:
    """What one program has on its way. `fresh_seconds`: after how long a first message is asked again."""

    def __init__(self, services: Services, turns: Turns | None = None) -> None:
        self.turns = turns or Turns(services.units)
        self._services = services
        self._last: dict[tuple[str | None, str], asyncio.Task[Outcome]] = {}

    def start(self, departure: Departure, age: float = 0.0) -> "asyncio.Task[Outcome]":
        """Send one row after whatever else is on its way to its address. The task never fails.

        `age`: so many seconds ago it was decided about.
        """
        place = departure.row.channel, departure.parcel.address
        begin_by = None
        if departure.proactive:
            begin_by = asyncio.get_running_loop().time() + FRESH_SECONDS - age
        sending = asyncio.create_task(self._send(departure, self._last.get(place), begin_by))
        self._last[place] = sending
        sending.add_done_callback(lambda ended: self._forget(place, ended))
        return sending

    async def _send(
        self, departure: Departure, before: "asyncio.Task[Outcome] | None", begin_by: float | None
    ) -> Outcome:
        if before is not None and not _goes_on(await asyncio.shield(before), departure):
            return Outcome(departure, State.PENDING)
        again_in = await self._turn(departure, begin_by)
        if again_in is not None:
            return Outcome(departure, State.PENDING, again_in=again_in)
        parcel = replace(departure.parcel, begin_by=begin_by, turn=partial(self._another, departure))
        outcome = await hand_over(departure, parcel)
        if outcome.rests:
            await self._rest(departure.channel.sender, outcome.rests)
        return outcome

    async def _turn(self, departure: Departure, begin_by: float | None) -> float | None:
        """Wait for its turn. A store that cannot give one means that nobody was asked to send anything."""
        deadline = math.inf if begin_by is None else begin_by
        channel = departure.channel
        per_second = self._services.policy.limits_of(channel.name).per_second
        try:
            if per_second is not None:
                return await self.turns.wait(
                    channel.sender, per_second, proactive=departure.proactive, deadline=deadline
                )
        except Exception:
            return 1.0
        return None if asyncio.get_running_loop().time() <= deadline else 0.0

    async def _another(self, departure: Departure) -> None:
        """The turn of a further part. What is begun is only broken off where the sender rests for long."""
        end = asyncio.get_running_loop().time() + SHORT_REST_SECONDS
        while (again_in := await self._turn(departure, None)) is not None:
            if asyncio.get_running_loop().time() + again_in > end:
                raise DeliveryFailed(BUSY)
            await asyncio.sleep(again_in)

    async def _rest(self, sender: str, seconds: int) -> None:
        """All programs let the sender rest that a provider refused in the middle of a message."""
        try:
            async with self._services.units() as unit:
                await unit.rates.rest(sender, seconds)
        except Exception as fault:  # the next message is told the same
            log.error("%s: a sender could not be let rest", type(fault).__name__)

    def decides(self, under_way: Collection[str]) -> None:
        """A decision begins that takes these for under way. What failed before and is none of them holds nothing up."""
        for place, last in list(self._last.items()):
            if last.done() and last.result().departure.row.key not in under_way:
                del self._last[place]

    def _forget(self, place: tuple[str | None, str], ended: "asyncio.Task[Outcome]") -> None:
        """What failed stays: what is decided meanwhile may count on its having gone (see `decides`)."""
        if self._last.get(place) is ended and (ended.cancelled() or _went(ended.result())):
            del self._last[place]


def _goes_on(earlier: Outcome, departure: Departure) -> bool:
    """Whether a message may follow the one before it to its address: a talk reads in its order."""
    return departure.proactive or _went(earlier)


def _went(outcome: Outcome) -> bool:
    """Whether it went, or may have gone."""
    return outcome.state is not State.PENDING and outcome.failure is None


async def hand_over(departure: Departure, parcel: Parcel) -> Outcome:
    """Hand the parcel of one row over, and say what the channel answered."""
    try:
        delivery = await departure.channel.send(parcel)
    except DeliveryFailed as failure:
        if failure.why == BUSY:
            return Outcome(departure, State.PENDING, again_in=BUSY_SECONDS)
        return Outcome(departure, State.FAILED, why=failure.why, failure=failure)
    except DeliveryUnknown as doubt:
        return Outcome(departure, State.UNKNOWN, why=str(doubt), rests=doubt.retry_after or 0)
    except Exception as fault:  # a channel that breaks says nothing about what it did with the message
        return Outcome(departure, State.UNKNOWN, why=type(fault).__name__)
    return Outcome(departure, State.SENT, delivery)
