"""The loop that empties the outbox."""

import asyncio
import logging
from contextlib import suppress

from receivables.ports import Renderer
from receivables.usecases.carriers import Carriers
from receivables.usecases.deliver import deliver_batch, recover
from receivables.usecases.services import Services

PAUSE_SECONDS = 1.0
BATCH = 50
log = logging.getLogger(__name__)


async def dispatch(
    services: Services,
    carriers: Carriers,
    renderer: Renderer,
    stop: asyncio.Event,
    pause_seconds: float = PAUSE_SECONDS,
) -> None:
    """Deliver until `stop` is set, resting when there is nothing to do.

    What an earlier program left half sent becomes unknown first. A store that fails gets a rest and another try.
    """
    while not stop.is_set():
        try:
            await recover(services)
            report = await deliver_batch(services, carriers, renderer, BATCH)
            idle = report.total == 0
        except Exception:
            log.exception("a batch could not be delivered")
            idle = True
        if idle:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause_seconds)
