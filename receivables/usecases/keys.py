"""Secrets that open something, made at random and kept by their digests; and the keys of programs."""

import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from receivables.model.audit import Act, AuditEntry
from receivables.model.staff import ApiKey, User
from receivables.ports import Clock, UnitOfWork
from receivables.usecases.services import Services
from receivables.usecases.staff import known, revoke_all, subject

KEY_PREFIX = "ck_"
SECRET_BYTES = 32
HEX = re.compile(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}")
OVERLAP = timedelta(hours=24)
"""How long the old keys open after a new one was made in their place: long enough to hand it to every program."""


def new_secret(prefix: str) -> tuple[str, str]:
    """A text that nobody can guess, to be given out once, and the digest under which it is known again."""
    raw = secrets.token_bytes(SECRET_BYTES)
    return f"{prefix}{raw.hex()}", sha256(raw).hexdigest()


def digest_of(text: str, prefix: str) -> str | None:
    """The digest of such a text; None for anything that `new_secret` with that prefix never gave."""
    shown = text.removeprefix(prefix)
    if not text.startswith(prefix) or not HEX.fullmatch(shown):
        return None
    return sha256(bytes.fromhex(shown)).hexdigest()


async def make_key(
    services: Services,
    clock: Clock,
    name: str,
    *,
    actor: str,
    days: int | None = None,
    rotate: bool = False,
) -> str:
    """A new key for a program that acts as that user. It is given this once; its SHA-256 is kept.

    It ends after so many days of the machine's `clock`, or never. `rotate` lets the user's other keys end in 24 hours.
    Raises Unknown for a name that nobody has.
    """
    text, digest = new_secret(KEY_PREFIX)
    now = clock.now()
    async with services.units() as unit:
        await known(unit, name)
        if rotate:
            await _end_by(unit, name, now, now + OVERLAP)
        expires_at = None if days is None else now + timedelta(days=days)
        await unit.staff.add_key(ApiKey(name, digest, now, expires_at))
        outcome = "key_rotated" if rotate else "key_made"
        entry = AuditEntry(services.clock.now(), actor, Act.STAFF, subject(name), outcome)
        await unit.audit.append([entry])
    return text


async def revoke_keys(services: Services, clock: Clock, name: str, *, actor: str) -> int:
    """End all keys of a user at once; how many were alive. Raises Unknown for a name that nobody has."""
    async with services.units() as unit:
        await known(unit, name)
        ended = await revoke_all(unit, name, clock.now())
        facts = {"keys": ended}
        entry = AuditEntry(services.clock.now(), actor, Act.STAFF, subject(name), "keys_revoked", facts=facts)
        await unit.audit.append([entry])
    return ended


async def keys_alive(services: Services, clock: Clock, name: str) -> int:
    """How many keys of a user open something now."""
    now = clock.now()
    async with services.units.reading() as unit:
        return sum(key.good(now) for key in await unit.staff.keys(name))


async def user_of_key(services: Services, clock: Clock, text: str) -> User | None:
    """Whoever acts with that key; None for anything that is not a living key of somebody who may still sign in."""
    digest = digest_of(text, KEY_PREFIX)
    if digest is None:
        return None
    async with services.units.reading() as unit:
        key = await unit.staff.key(digest)
        user = await unit.staff.user(key.user) if key and key.good(clock.now()) else None
    return user if user and user.disabled_at is None else None


async def _end_by(unit: UnitOfWork, name: str, now: datetime, end: datetime) -> None:
    """Let the living keys end then; one that ends earlier is left to end earlier."""
    for key in await unit.staff.keys(name):
        if key.good(now) and (key.expires_at is None or key.expires_at > end):
            await unit.staff.save_key(replace(key, expires_at=end))
