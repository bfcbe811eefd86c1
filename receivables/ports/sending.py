"""What all dispatchers share through the database: turns, budgets, halts, callbacks, templates, alarms."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from receivables.model.sending import Alarm, AlarmKind, Callback, Halt, MessageTemplate, Reservation

TURNS_OF_A_SECOND = 0.9815
"""How much of a sender's rate is given out: messages that leave up to 15 ms late still keep within it, every second."""

LEAD_SECONDS = 0.002
"""From now to the first turn of a sender that was idle: it is hardly ever over before it is told."""
AHEAD_SECONDS = 1.0
"""No turn is given that begins later than this from now: whoever asks then is to ask again."""
FURTHEST_SECONDS = 1.5
"""No turn that was given lies further ahead. What is kept as taken beyond it was taken by a clock put back since."""
LONGEST_REST_SECONDS = 3600.0
"""Also as a clock put back may leave a rest in what is now the future: no sender is silent for longer by that."""
GENTLE_SECONDS = 60.0
"""For so long after a rest turns are `GENTLY` times as far apart: nobody comes back at full speed."""
GENTLY = 2


class Rates(Protocol):
    """Whose turn it is to leave, by sender. Real time, by the clock of the database; a demo's clock plays no part."""

    async def reserve(
        self, sender: str, count: int, per_second: int, lead: float = LEAD_SECONDS
    ) -> Reservation:
        """Give `count` turns, evenly spaced, so that no second of any worker's holds more than `per_second`.

        The first is at least `lead` seconds from now. After a rest they are further apart for a while, else they last
        for half a second at most. Use it in a unit of its own, which ends at once: others wait for it.
        """
        ...

    async def rest(self, sender: str, seconds: float) -> None:
        """Give no turns for so long (a 429); a longer rest stands."""
        ...

    async def resting(self, sender: str) -> float:
        """Seconds that it still rests."""
        ...


class Openings(Protocol):
    """Whom we wrote to first, for budgets of 24 hours: `sender` is a `limits.portfolio`. Hold `budget:` with it before.

    In the same way, whom a fault hit: then `sender` is its name (`usecases.delivery.failure`).
    """

    async def used(self, sender: str, since: datetime) -> int:
        """How many different addresses were opened since."""
        ...

    async def known(self, sender: str, addresses: Collection[str], since: datetime) -> frozenset[str]:
        """Those of them that were opened since: writing to them again costs nothing."""
        ...

    async def note(self, sender: str, addresses: Collection[str], at: datetime) -> None:
        """They are opened now."""
        ...


class Halts(Protocol):
    """What may not go out."""

    async def in_force(self, now: datetime) -> dict[str, Halt]:
        """By subject."""
        ...

    async def add(self, halt: Halt) -> bool:
        """False when the subject is halted already; the earlier one stands, unless only the new one is whole."""
        ...

    async def lift(self, subject: str) -> bool:
        """False when it was not halted."""
        ...


class Alarms(Protocol):
    """What staff must look at."""

    async def ring(self, kind: AlarmKind, subject: str, at: datetime) -> bool:
        """Ring it, or count on; False when it rings already unseen. One that was seen rings anew."""
        ...

    async def unseen(self) -> list[Alarm]:
        """Oldest first."""
        ...

    async def about(self, subjects: Collection[str]) -> list[Alarm]:
        """Whatever rang about them, seen or not, by kind and subject."""
        ...

    async def see(self, kind: AlarmKind, subject: str, at: datetime, by: str) -> bool:
        """Somebody looks after it; False when there is none."""
        ...


class Callbacks(Protocol):
    """Status callbacks as they came."""

    async def receive(self, callbacks: Sequence[Callback]) -> int:
        """Store them; how many were new."""
        ...

    async def claim(self, limit: int, only: Callback | None = None) -> list[Callback]:
        """The oldest that nobody applied, locked for this unit: other workers get others.

        Those that were taken in vain come after all that were not. `only`: that one, or nothing.
        """
        ...

    async def count_attempt(self, callback: Callback) -> int:
        """It was taken in vain: how often by now, this time with them; 0 for one that is applied."""
        ...

    async def applied(self, callbacks: Sequence[Callback], at: datetime, problem: str = "") -> None:
        """They have had their effect, or ended with a problem."""
        ...

    async def of_row(self, outbox_id: int) -> list[Callback]:
        """All about one message, oldest first."""
        ...

    async def waiting(self) -> int:
        """How many nobody applied yet."""
        ...

    async def forget(self, before: datetime) -> int:
        """Delete those received before that moment and applied; how many."""
        ...


class Templates(Protocol):
    """The catalogue as the provider's account has it."""

    async def all(self) -> list[MessageTemplate]:
        """By channel, name and locale."""
        ...

    async def approved(self, channel: str, locale: str) -> Mapping[str, MessageTemplate]:
        """Those that may be sent, by name."""
        ...

    async def save(self, templates: Sequence[MessageTemplate]) -> None:
        """Keep them as they were found."""
        ...


class Heartbeats(Protocol):
    """When each program was last alive. Real time."""

    async def beat(self, program: str, worker: str) -> None:
        """It is alive."""
        ...

    async def age(self, program: str) -> float | None:
        """Seconds since any worker of it was; None for never."""
        ...

    async def forget(self, seconds: float) -> int:
        """Delete the signs of workers that gave none for so long; how many."""
        ...
