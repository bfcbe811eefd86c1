"""Send what is queued: everything is asked again at the moment of sending.

In steps, so that a crash can never send twice (I-28): rows are claimed; a transaction decides, renders and commits
`sending`; then the channels send; another records what became of each. What a crash leaves `sending` is `unknown`.
The dispatcher takes the steps one after the other; nothing else sends.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from receivables.model.audit import Act
from receivables.model.message import OutboxRow, State
from receivables.model.sending import PROACTIVE_HALT
from receivables.ports import Renderer
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.ask import prepare
from receivables.usecases.delivery.handover import DISPATCHER, PROACTIVE, Departure, Prepared
from receivables.usecases.delivery.limits import Limits
from receivables.usecases.delivery.record import Outcome
from receivables.usecases.entries import entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows

LOST = timedelta(minutes=2)
"""A row `sending` for longer has nobody behind it: channels give up before."""


async def claim(
    services: Services, limit: int, keys: Collection[str] | None = None, *, answers_only: bool = False
) -> list[OutboxRow]:
    """Take the next rows that are due; only answers where that is wanted or nothing that we begin may go (I-30)."""
    async with services.units() as unit:
        now = services.clock.now()
        stopped = PROACTIVE_HALT in await unit.halts.in_force(now)
        return await unit.outbox.claim(now, limit, keys=keys, answers_only=answers_only or stopped)


async def decide(
    services: Services,
    carriers: Carriers,
    renderer: Renderer,
    rows: Sequence[OutboxRow],
    limits: Limits | None = None,
) -> "Decided":
    """Ask everything about claimed rows, and commit those that may go as `sending`; or nothing without room for all."""
    decided, limits = Decided(), limits or Limits()
    try:
        # Apart from the claim: whoever settles a payment locks the supply first and its messages second; so do we.
        async with services.units() as unit:
            at = await services.moment(unit)
            prepared = await prepare(unit, rows, carriers, renderer, at, limits)
            await unit.outbox.save(prepared.rows)
            await unit.audit.append(prepared.entries)
            await unit.write()
            if not await limits.admitted(len(prepared.departures)):
                raise _NoRoom
            decided.prepared = prepared
    except _NoRoom:
        decided.crowded = True
    except Exception as fault:
        decided.fault = fault
    return decided


class _NoRoom(Exception):
    """More rows would be `sending` than may be."""


class Decided:
    """What a transaction decided. With a `fault` nobody knows whether it was kept: nothing of it may be sent.

    `crowded`: nothing of it was kept, as there was no room; the rows are the worker's still.
    """

    def __init__(self) -> None:
        self.prepared = Prepared()
        self.crowded = False
        self.fault: Exception | None = None

    @property
    def departures(self) -> Sequence[Departure]:
        """What is to be sent."""
        return self.prepared.departures if self.fault is None else ()

    @property
    def undone(self) -> list[Outcome]:
        """What may stand in the store as `sending` and was not sent."""
        return [] if self.fault is None else [Outcome(h, State.PENDING) for h in self.prepared.departures]


async def release(services: Services, rows: Sequence[OutboxRow]) -> None:
    """Let other workers have claimed rows at once. What became of them meanwhile stays."""
    async with services.units() as unit:
        await hold_rows(unit, rows)
        now = await unit.outbox.find([row.key for row in rows])
        await unit.outbox.save([row for row in now.values() if row.state is State.PENDING])


async def recover(services: Services, older_than: timedelta = LOST) -> int:
    """Mark what a fallen program left `sending` as unknown: nobody knows whether it went, so it is never sent again."""
    before = services.clock.now() - older_than
    async with services.units.reading() as unit:
        lost = await unit.outbox.in_flight(before)
    if not lost:
        return 0
    async with services.units() as unit:
        at = await services.moment(unit)
        await hold_rows(unit, lost)
        now = await unit.outbox.in_flight(before)
        held = {row.key for row in lost}
        found = [row for row in now if row.key in held]
        await unit.outbox.save([replace(row, state=State.UNKNOWN) for row in found])
        await unit.audit.append(
            entry(
                at,
                DISPATCHER,
                Act.SEND if row.kind in PROACTIVE else Act.REPLY,
                row.supply_number or row.key,
                "unknown",
                facts={"key": row.key, "attempt": row.attempt, "channel": row.channel or ""},
            )
            for row in found
        )
    return len(found)
