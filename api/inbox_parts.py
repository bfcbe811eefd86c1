"""What the inbox is handed by its pages and by its JSON alike: who answers, how they sign, and what they may touch."""

import re
from collections.abc import Callable

from api.scope import localities_of, sees_supply
from receivables.errors import Unknown
from receivables.model.account import Supply
from receivables.model.handover import Handover
from receivables.model.staff import StaffRole, User
from receivables.usecases.inbox import Colleague
from receivables.usecases.inbox_scope import chat_seen, everything
from receivables.usecases.services import Services

LONGEST_REF = 64
LONGEST_ANSWER = 4_000
"""What is read of a form at most; the use case wants less and says how much."""
FIRST_NAME = re.compile(r"[a-z]{2,20}")
NOBODYS = frozenset(
    {*(role.value for role in StaffRole), "admin", "caudal", "gestor", "usuario", "user", "demo"}
)
UNNAMED = "Su gestor"


def colleague(user: User) -> Colleague:
    """Whoever answers. The customer reads a first name: "ana.torres" is "Ana"; an account of no person, "Su gestor"."""
    found = FIRST_NAME.match(user.name)
    first = found[0] if found else ""
    whole = user.name[len(first) : len(first) + 1] in ("", ".", "-", "_")
    return Colleague(user.name, first.capitalize() if first and whole and first not in NOBODYS else UNNAMED)


def seen_by(user: User) -> Callable[[Supply], bool]:
    """Whether a supply is of their portfolio."""
    return everything if localities_of(user) is None else lambda supply: sees_supply(user, supply)


async def stay_seen(services: Services, user: User, handover_id: str) -> Handover:
    """A stay in the inbox. Raises Unknown, in the same words, when there is none and when it is not theirs to see."""
    async with services.units.reading() as unit:
        stay = await unit.handovers.get(handover_id)
        if stay is None or not await chat_seen(unit, stay.channel, stay.address, seen_by(user)):
            raise Unknown("unknown_handover")
    return stay


async def file_seen(services: Services, user: User, message_id: str) -> None:
    """Raises Unknown, in the same words, when there is no such message and when its chat is not theirs to see."""
    async with services.units.reading() as unit:
        said = await unit.conversations.message(message_id)
        if said is None or not await chat_seen(unit, said.channel, said.address, seen_by(user)):
            raise Unknown("unknown_media")
