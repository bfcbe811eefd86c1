"""Deep links: a token for a bill or from the desk, that links the chat which opens it, once (TG-1)."""

import secrets
from hashlib import sha256

from receivables.errors import Unknown
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.identity import chat_person
from receivables.model.invitation import LIFETIME, Invitation
from receivables.model.pseudonym import pseudonym
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.services import Services

TOKEN_BYTES = 24


async def make(services: Services, supply_number: str, *, actor: str) -> str:
    """A new token, good once for 45 days: it is given this once, its SHA-256 is kept.

    Raises Unknown("no_such_supply").
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    async with services.units() as unit:
        at = await services.moment(unit)
        if not await unit.ledger.accounts([supply_number], whole=False):
            raise Unknown("no_such_supply", supply_number=supply_number)
        invitation = Invitation(_digest(token), supply_number, at.now, actor, at.now + LIFETIME)
        await unit.invitations.add(invitation)
        await unit.audit.append([entry(at, actor, Act.LINK, supply_number, "invited")])
    return token


async def open_with(unit: UnitOfWork, token: str, channel: str, address: str, at: Moment) -> str | None:
    """Take the token: the supply that it is for; None for one that is bad, used or too old, and nobody learns which."""
    used_by = pseudonym(chat_person(channel, address))
    invitation = await unit.invitations.use(_digest(token), at.now, used_by)
    return invitation.supply_number if invitation else None


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
