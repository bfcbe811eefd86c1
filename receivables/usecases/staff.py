"""People who work with the program: add them, change them, shut them out. Passwords are kept as digests only."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import Act, AuditEntry
from receivables.model.staff import StaffRole, User
from receivables.ports import Clock, Passwords, UnitOfWork
from receivables.usecases.services import Services

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
RESERVED = frozenset({"me"})  # it means "whoever asks" where an operator is named
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
LONGEST_LOCALITY = 80


def subject(name: str) -> str:
    """How the audit trail names a member of staff, as the one who acts and the one acted upon; no supply looks so."""
    return f"staff/{name}"


async def add_user(
    services: Services,
    passwords: Passwords,
    name: str,
    role: StaffRole,
    password: str,
    *,
    actor: str,
    localities: Sequence[str] = (),
) -> User:
    """Add a member of staff with a password.

    Raises BadInput for a name, a password (at least 10 characters, at most 256, not the name) or a locality that will
    not do, and Refused when the name is taken; then nothing is kept.
    """
    check_name(name)
    check_password(name, password)
    places = _localities(localities)
    digest = await passwords.digest(normal(password))
    async with services.units() as unit:
        now = services.clock.now()
        user = User(name, role, digest, now, places)
        if not await unit.staff.add_user(user):
            raise Refused("user_name_taken", name=name)
        facts = {"role": role.value, "localities": len(places)}
        await unit.audit.append([AuditEntry(now, actor, Act.STAFF, subject(name), "added", facts=facts)])
    return user


async def change_password(
    services: Services, passwords: Passwords, clock: Clock, name: str, password: str, *, actor: str
) -> None:
    """Give a user another password. Sessions and tokens of the old one end at once; keys stay.

    Raises Unknown for a name that nobody has, BadInput for a password that will not do.
    """
    check_password(name, password)
    digest = await passwords.digest(normal(password))
    async with services.units() as unit:
        user, now = await known(unit, name), clock.now()
        await unit.staff.save_user(replace(user, password_digest=digest, valid_after=now))
        await _end_all(unit, name, now)
        await _record(services, unit, actor, name, "password_changed")


async def disable_user(services: Services, clock: Clock, name: str, *, actor: str) -> None:
    """Shut a user out: nothing of theirs opens from now on; sessions, keys and all tokens stay ended for good.

    Once more changes nothing. Raises Unknown for a name that nobody has.
    """
    async with services.units() as unit:
        user = await known(unit, name)
        if user.disabled_at is not None:
            return
        now = clock.now()
        await unit.staff.save_user(replace(user, disabled_at=now, valid_after=now))
        await _end_all(unit, name, now)
        await revoke_all(unit, name, now)
        await _record(services, unit, actor, name, "disabled")


async def enable_user(services: Services, clock: Clock, name: str, *, actor: str) -> None:
    """Let a user sign in again; what they held before stays ended.

    Once more changes nothing. Raises Unknown for a name that nobody has.
    """
    async with services.units() as unit:
        user = await known(unit, name)
        if user.disabled_at is not None:
            await unit.staff.save_user(replace(user, disabled_at=None, valid_after=clock.now()))
            await _record(services, unit, actor, name, "enabled")


async def set_localities(
    services: Services, name: str, localities: Sequence[str], *, actor: str
) -> tuple[str, ...]:
    """Give a user other localities, or none. Raises Unknown for a name that nobody has, BadInput for no locality."""
    places = _localities(localities)
    async with services.units() as unit:
        user = await known(unit, name)
        await unit.staff.save_user(replace(user, localities=places))
        await _record(services, unit, actor, name, "localities_changed", len(places))
    return places


async def known(unit: UnitOfWork, name: str) -> User:
    """One member of staff, who may be disabled. Raises Unknown for a name that nobody has."""
    user = await unit.staff.user(name) if may_be_name(name) else None
    if user is None:
        raise Unknown("unknown_user", name=name)
    return user


async def revoke_all(unit: UnitOfWork, name: str, now: datetime) -> int:
    """End all keys of a user within a unit of work; how many were alive."""
    alive = [key for key in await unit.staff.keys(name) if key.good(now)]
    for key in alive:
        await unit.staff.save_key(replace(key, revoked_at=now))
    return len(alive)


def check_name(name: str) -> None:
    """Raises BadInput unless it is 1 to 32 plain letters, digits, dots, hyphens and underscores, and not reserved."""
    if not NAME.fullmatch(name) or name.casefold() in RESERVED:
        raise BadInput("bad_user_name", name=name)


def check_password(name: str, password: str) -> None:
    """Raises BadInput for a password that is empty, short, endless, or simply the name."""
    if not password.strip():
        raise BadInput("password_empty")
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput("password_too_short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise BadInput("password_too_long", most=LONGEST_PASSWORD)
    if password.casefold() == name.casefold():
        raise BadInput("password_is_the_name")


def may_be_name(name: str) -> bool:
    """Whether anybody could have that name; the database need not be asked for any other text."""
    return NAME.fullmatch(name) is not None


async def user_named(services: Services, name: str) -> User | None:
    """One member of staff, who may be disabled; None for a name that nobody has."""
    if not may_be_name(name):
        return None
    async with services.units.reading() as unit:
        return await unit.staff.user(name)


async def all_users(services: Services) -> list[User]:
    """Everybody, by name."""
    async with services.units.reading() as unit:
        return await unit.staff.users()


def normal(password: str) -> str:
    """The same password from every keyboard: ñ as one sign or as two is one password."""
    return unicodedata.normalize("NFKC", password)


async def _end_all(unit: UnitOfWork, name: str, now: datetime) -> None:
    """What was opened, or could be, without the password that is right now."""
    await unit.staff.end_sessions(name, now)
    await unit.staff.end_tokens_of(name, now)


def _localities(names: Sequence[str]) -> tuple[str, ...]:
    """Each once, in alphabetical order. Raises BadInput for what no locality is called."""
    found = {" ".join(name.split()) for name in names}
    for name in found:
        if not name or len(name) > LONGEST_LOCALITY or not name.isprintable():
            raise BadInput("bad_locality", most=LONGEST_LOCALITY)
    return tuple(sorted(found))


async def _record(
    services: Services, unit: UnitOfWork, actor: str, name: str, outcome: str, localities: int | None = None
) -> None:
    facts = {} if localities is None else {"localities": localities}
    now = services.clock.now()
    await unit.audit.append([AuditEntry(now, actor, Act.STAFF, subject(name), outcome, facts=facts)])
