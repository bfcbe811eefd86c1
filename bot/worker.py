"""The inbox: a message is stored before anything is done with it, answered once, and its replies go out at once.

What a crash or a failure leaves stored and unanswered is answered later (`catch_up`).
"""

import logging
from collections import Counter
from dataclasses import dataclass, field

from receivables.model.conversation import Inbound
from receivables.ports import Renderer
from receivables.usecases.answer import answer, give_up, receive
from receivables.usecases.carriers import Carriers
from receivables.usecases.deliver import deliver_keys
from receivables.usecases.services import Services

log = logging.getLogger(__name__)

AT_ONCE = 50
ATTEMPTS = 3
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Inbox:
    """What every channel hands its messages to."""

    services: Services
    carriers: Carriers
    renderer: Renderer
    attempts: Counter[str] = field(default_factory=Counter, init=False)
    """How often a message could not be answered, by its id."""

    async def store(self, inbound: Inbound) -> bool:
        """Keep a message; False when it is known already. The provider may be told to forget it from now on."""
        return await receive(self.services, inbound)

    async def settle(self, inbound: Inbound) -> tuple[str, ...]:
        """Answer a message and send the replies. The keys of its replies."""
        keys = await answer(self.services, inbound)
        await deliver_keys(self.services, self.carriers, self.renderer, keys)
        return keys

    async def settle_safely(self, inbound: Inbound) -> bool:
        """The same for a program that goes on; False when the message is left for `catch_up`.

        A message that cannot be answered is noted with its problem after a few attempts, and a person takes over.
        """
        try:
            if inbound.address:
                await self.settle(inbound)
            else:
                await give_up(self.services, inbound, UNREADABLE)
        except Exception as fault:
            problem = type(fault).__name__
            log.error("%s: message %s could not be answered", problem, inbound.id)
            return await self._given_up(inbound, problem)
        self.attempts.pop(inbound.id, None)
        return True

    async def catch_up(self) -> bool:
        """Answer what is stored and unanswered, oldest first; False when some of it is left for another time."""
        while waiting := await self._waiting():
            settled = [await self.settle_safely(inbound) for inbound in waiting]
            if not all(settled):
                return False
        return True

    async def _given_up(self, inbound: Inbound, problem: str) -> bool:
        """Whether the message had its last attempt. While the store is away none is counted: that is not its fault."""
        try:
            await self._waiting()
            self.attempts[inbound.id] += 1
            if self.attempts[inbound.id] < ATTEMPTS:
                return False
            await give_up(self.services, inbound, problem)
        except Exception as fault:
            log.error("%s: message %s is left for later", type(fault).__name__, inbound.id)
            return False
        del self.attempts[inbound.id]
        return True

    async def _waiting(self) -> list[Inbound]:
        async with self.services.units.reading() as unit:
            return await unit.conversations.unanswered(AT_ONCE)
