"""Send what is queued: everything is asked again at the moment of sending.

In steps, so that a crash can never send twice (I-28): rows are claimed; a transaction decides, renders and commits
`sending`; then the channels send; another records what became of each. What a crash leaves `sending` is `unknown`.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from receivables.model.audit import Act
from receivables.model.message import OutboxRow, State
from receivables.ports import DeliveryFailed, DeliveryUnknown, Renderer
from receivables.usecases.carriers import Carriers
from receivables.usecases.deliver_ask import DISPATCHER, Handover, prepare
from receivables.usecases.deliver_record import DeliverReport, Outcome, record
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

AT_ONCE = 8
"""Sends at the same time: the usual clients get slower beyond it."""
LOST = timedelta(minutes=2)
"""A row `sending` for longer has nobody behind it: channels give up before."""


async def deliver_batch(
    services: Services, carriers: Carriers, renderer: Renderer, limit: int = 50
) -> DeliverReport:
    """Take the next rows that are due, and send what may be sent."""
    return await _deliver(services, carriers, renderer, limit, None)


async def deliver_keys(
    services: Services, carriers: Carriers, renderer: Renderer, keys: Collection[str]
) -> DeliverReport:
    """Send these rows now, if they are due and may be sent: the answer to somebody who is waiting."""
    return await _deliver(services, carriers, renderer, len(keys), keys)


async def recover(services: Services, older_than: timedelta = LOST) -> int:
    """Mark what a fallen program left `sending` as unknown: nobody knows whether it went, so it is never sent again."""
    before = services.clock.now() - older_than
    async with services.units.reading() as unit:
        if not await unit.outbox.in_flight(before):
            return 0
    async with services.units() as unit:
        at = await services.moment(unit)
        lost = await unit.outbox.in_flight(before)
        await unit.outbox.save([replace(row, state=State.UNKNOWN) for row in lost])
        await unit.audit.append(
            entry(at, DISPATCHER, Act.SEND, row.supply_number or row.key, "unknown", facts={"key": row.key})
            for row in lost
        )
    return len(lost)


async def _deliver(
    services: Services,
    carriers: Carriers,
    renderer: Renderer,
    limit: int,
    keys: Collection[str] | None,
) -> DeliverReport:
    async with services.units() as unit:
        rows = await unit.outbox.claim(services.clock.now(), limit, keys=keys)
    if not rows:
        return DeliverReport()
    # Apart from the claim: whoever settles a payment locks the supply first and its messages second, and so do we.
    async with services.units() as unit:
        at = await services.moment(unit)
        prepared = await prepare(unit, rows, carriers, renderer, at)
        await unit.outbox.save(prepared.rows)
        await unit.audit.append(prepared.entries)
    outcomes = await _send(prepared.handovers)
    report = DeliverReport.of(prepared.rows)
    return report + await record(services, outcomes) if outcomes else report


async def _send(handovers: Sequence[Handover]) -> list[Outcome]:
    """Several people at once; to one address one message after the other, so that a talk reads in its order."""
    turns = asyncio.Semaphore(AT_ONCE)
    by_address: dict[str | None, list[Handover]] = defaultdict(list)
    for handover in handovers:
        by_address[handover.row.address].append(handover)

    async def one_address(queue: Sequence[Handover]) -> list[Outcome]:
        async with turns:
            return [await _hand_over(handover) for handover in queue]

    queues = await asyncio.gather(*map(one_address, by_address.values()))
    return [outcome for queue in queues for outcome in queue]


async def _hand_over(handover: Handover) -> Outcome:
    row = handover.row
    try:
        delivery = await handover.channel.send(_address(row), handover.rendered, row.key)
    except DeliveryFailed as failure:
        return Outcome(handover, State.FAILED, why=failure.why, failure=failure)
    except DeliveryUnknown as doubt:
        return Outcome(handover, State.UNKNOWN, why=str(doubt))
    except Exception as fault:  # a channel that breaks says nothing about what it did with the message
        return Outcome(handover, State.UNKNOWN, why=type(fault).__name__)
    return Outcome(handover, State.SENT, provider_id=delivery.provider_id)


def _address(row: OutboxRow) -> str:
    if row.address is None:
        raise ValueError(f"{row.key} was handed over without an address")
    return row.address
