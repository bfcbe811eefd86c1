"""People who work with the program: add them, know them by password or key. Secrets are never kept, only digests."""

import re
import secrets
import unicodedata
from hashlib import sha256

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import Act, AuditEntry
from receivables.model.staff import ApiKey, StaffRole, User
from receivables.ports import Passwords
from receivables.usecases.services import Services

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
RESERVED = frozenset({"me"})  # it means "whoever asks" where an operator is named
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
KEY_PREFIX = "ck_"
KEY_BYTES = 32
KEY = re.compile(rf"{KEY_PREFIX}([0-9a-f]{{{2 * KEY_BYTES}}})")


def subject(name: str) -> str:
    """How the audit trail names a member of staff, as the one who acts and the one acted upon; no supply looks so."""
    return f"staff/{name}"


async def add_user(
    services: Services, passwords: Passwords, name: str, role: StaffRole, password: str, *, actor: str
) -> User:
    """Add a member of staff with a password.

    Raises BadInput for a name or a password that will not do (at least 10 characters, at most 256, not the name), and
    Refused when the name is taken; then nothing is kept.
    """
    check_name(name)
    check_password(name, password)
    digest = await passwords.digest(_normal(password))
    async with services.units() as unit:
        now = services.clock.now()
        user = User(name, role, digest, now)
        if not await unit.staff.add_user(user):
            raise Refused("user_name_taken", name=name)
        facts = {"role": role.value}
        await unit.audit.append([AuditEntry(now, actor, Act.STAFF, subject(name), "added", facts=facts)])
    return user


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


async def authenticate(services: Services, passwords: Passwords, name: str, password: str) -> User | None:
    """Whoever has that name and password; None otherwise, which takes equally long for an unknown name."""
    user = await user_named(services, name)
    known = user.password_digest if user else None
    if not await passwords.matches(_normal(password), known) or user is None:
        return None
    async with services.units() as unit:
        now = services.clock.now()
        actor = subject(user.name)
        await unit.audit.append([AuditEntry(now, actor, Act.STAFF, actor, "signed_in")])
    return user


async def make_key(services: Services, name: str, *, actor: str) -> str:
    """A new key for a program that acts as that user. It is given this once; its SHA-256 is kept.

    Raises Unknown for a name that nobody has.
    """
    raw = secrets.token_bytes(KEY_BYTES)
    async with services.units() as unit:
        if await unit.staff.user(name) is None:
            raise Unknown("unknown_user", name=name)
        now = services.clock.now()
        await unit.staff.add_key(ApiKey(name, sha256(raw).hexdigest(), now))
        await unit.audit.append([AuditEntry(now, actor, Act.STAFF, subject(name), "key_made")])
    return f"{KEY_PREFIX}{raw.hex()}"


async def user_of_key(services: Services, key: str) -> User | None:
    """Whoever acts with that key; None for anything that is not a key we made."""
    shape = KEY.fullmatch(key)
    if shape is None:
        return None
    async with services.units.reading() as unit:
        known = await unit.staff.key(sha256(bytes.fromhex(shape[1])).hexdigest())
        return await unit.staff.user(known.user) if known else None


async def user_named(services: Services, name: str) -> User | None:
    """One member of staff; None for anything that cannot be a name, which the database is not even asked."""
    if not NAME.fullmatch(name):
        return None
    async with services.units.reading() as unit:
        return await unit.staff.user(name)


async def all_users(services: Services) -> list[User]:
    """Everybody, by name."""
    async with services.units.reading() as unit:
        return await unit.staff.users()


def _normal(password: str) -> str:
    """The same password from every keyboard: ñ as one sign or as two is one password."""
    return unicodedata.normalize("NFKC", password)
