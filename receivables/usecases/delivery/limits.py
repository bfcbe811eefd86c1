"""What a worker can take of what it decides about."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

Room = dict[str, int]
"""How many rows of each sender may be handed over now; a sender that is not named has no limit."""


async def _always(rows: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker can take. `under_way`: the rows that it has on their way, each address in its order.

    `later`: for a sender without room in the next moments, how long its rows wait in the store.
    `admitted`: asked at the very end whether so many more rows may be `sending`; it may wait for moments, with
    all locked that it is about.
    """

    room: Room = field(default_factory=dict)
    under_way: Collection[str] = ()
    later: Mapping[str, timedelta] = field(default_factory=dict)
    admitted: Callable[[int], Awaitable[bool]] = _always
