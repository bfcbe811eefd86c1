"""Signing in: by password, by a printed link, by a refresh token; and how long each of them is good for.

What opens and ends here goes by the machine's own clock, even where the business runs on a simulated one whose days may
be skipped. The record is dated by the clock of the business, as all of it is.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from receivables.errors import CaudalError
from receivables.model.audit import Act, AuditEntry
from receivables.model.staff import OneTimeToken, Session, User
from receivables.ports import Clock, Passwords, UnitOfWork
from receivables.usecases import staff
from receivables.usecases.keys import digest_of, new_secret
from receivables.usecases.services import Services

MOST_FAILURES = 5
FAILURES_WITHIN = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)
FAILURES_KEPT = timedelta(days=1)
SESSION = timedelta(hours=8)
IDLE = timedelta(hours=1)
"""A browser that nobody touches for so long has to sign in again; what a page fetches by itself touches nothing."""
SLACK = timedelta(minutes=5)
"""What is written down of it lags so far behind, so that not every page is a write."""
LINK = timedelta(hours=12)
REFRESH = timedelta(days=30)

COOKIE_PREFIX = "cs_"
LINK_PREFIX = "cl_"
REFRESH_PREFIX = "cr_"
OF_LINK = "session"
OF_REFRESH = "refresh"


class LockedOut(CaudalError):
    """Too many wrong passwords under one name: for so many `seconds` not even the right one is looked at."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """What it takes to know people again. `clock` is the machine's own."""

    services: Services
    passwords: Passwords
    clock: Clock


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened; `cookie` is given out this once."""

    user: User
    session: Session
    cookie: str


def locked_until(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """When a name opens again after those failures, oldest first; None when it is open.

    Five within a quarter of an hour shut it for a quarter of an hour from the last of them.
    """
    if len(failures) < MOST_FAILURES:
        return None
    last = failures[-1]
    crowded = last - failures[-MOST_FAILURES] < FAILURES_WITHIN
    return last + LOCKED_FOR if crowded and now < last + LOCKED_FOR else None


def of_password(user: User) -> str:
    """A short text that changes with the password: what was given for the old one is good no more."""
    return sha256(user.password_digest.encode()).hexdigest()[:16]


async def authenticate(entrance: Entrance, name: str, password: str) -> User | None:
    """Whoever has that name and password; None otherwise, which takes equally long for an unknown name.

    Raises LockedOut after five wrong passwords under a name, whether anybody has it or not. A try counts as wrong from
    its beginning until it proves right, so that many at the same time, in several programs, get no more than five.
    """
    failures = await _begun(entrance, name)
    user = await _active(entrance, name)
    right = await entrance.passwords.matches(staff.normal(password), user.password_digest if user else None)
    if right and user is not None:
        async with entrance.services.units() as unit:
            await unit.staff.clear_failures(_tally(name))
            await _record(entrance, unit, user.name, "signed_in")
        return user
    if failures + 1 == MOST_FAILURES:
        async with entrance.services.units() as unit:
            await _record(entrance, unit, user.name if user else "", "locked_out")
    return None


async def open_session(entrance: Entrance, user: User) -> Opened:
    """A new session for somebody who was just known, for eight hours at most."""
    async with entrance.services.units() as unit:
        return await _opened(entrance, unit, user)


async def open_by_link(entrance: Entrance, token: str) -> Opened | None:
    """A session for the one to whom a link was printed, once; None for anything that opens nothing."""
    digest = digest_of(token, LINK_PREFIX)
    async with entrance.services.units() as unit:
        known = await unit.staff.token(digest) if digest else None
        if known is None or known.kind != OF_LINK:
            return None
        taken = await unit.staff.use_token(known.digest, entrance.clock.now())
        user = await unit.staff.user(known.user) if taken else None
        if user is None or user.disabled_at is not None:
            return None
        await _record(entrance, unit, user.name, "signed_in_by_link")
        return await _opened(entrance, unit, user)


async def session_of(entrance: Entrance, cookie: str, *, touched: bool = True) -> tuple[User, Session] | None:
    """Whose session a cookie is, while it is open and its user may still sign in; `touched`: a person is there."""
    digest = digest_of(cookie, COOKIE_PREFIX)
    if digest is None:
        return None
    async with entrance.services.units.reading() as unit:
        session = await unit.staff.session(digest)
        if session is None or not session.good(entrance.clock.now()):
            return None
        user = await unit.staff.user(session.user)
    if user is None or user.disabled_at is not None:
        return None
    return user, await _prolonged(entrance, session) if touched else session


async def _prolonged(entrance: Entrance, session: Session) -> Session:
    """The session open for another while, within its eight hours."""
    until = min(entrance.clock.now() + IDLE, session.created_at + SESSION)
    if until - session.expires_at < SLACK:
        return session
    async with entrance.services.units() as unit:
        await unit.staff.prolong_session(session.digest, until)
    return replace(session, expires_at=until)


async def close_session(entrance: Entrance, session: Session) -> None:
    """End it at once."""
    async with entrance.services.units() as unit:
        if await unit.staff.end_sessions(session.user, entrance.clock.now(), session.digest):
            await _record(entrance, unit, session.user, "signed_out")


async def make_link(entrance: Entrance, name: str) -> str:
    """A token that opens one session as that user, within twelve hours. Raises Unknown for a name that nobody has."""
    text, digest = new_secret(LINK_PREFIX)
    now = entrance.clock.now()
    async with entrance.services.units() as unit:
        await staff.known(unit, name)
        await unit.staff.add_token(OneTimeToken(digest, OF_LINK, name, digest, now, now + LINK))
    return text


async def make_refresh(entrance: Entrance, user: User) -> str:
    """The first refresh token after a sign-in: good once, within thirty days."""
    async with entrance.services.units() as unit:
        return await _next_refresh(entrance, unit, user.name, secrets.token_hex(16))


async def renew(entrance: Entrance, token: str) -> tuple[User, str] | None:
    """Whose refresh token that is, and the one that takes its place; None for anything that is good no more.

    One that was used before is in two hands: all that came of the same sign-in end.
    """
    digest = digest_of(token, REFRESH_PREFIX)
    async with entrance.services.units() as unit:
        known = await unit.staff.token(digest) if digest else None
        if known is None or known.kind != OF_REFRESH:
            return None
        taken = await unit.staff.use_token(known.digest, entrance.clock.now())
        user = await unit.staff.user(known.user) if taken else None
        if user and user.disabled_at is None:
            return user, await _next_refresh(entrance, unit, user.name, known.family)
        if await unit.staff.end_tokens(known.family, entrance.clock.now()):
            await _record(entrance, unit, known.user, "refresh_ended")
    return None


async def forget_failures(services: Services) -> int:
    """Delete the failed tries that lock nothing any more, those of more than a day ago; how many."""
    async with services.units() as unit:
        return await unit.staff.forget_failures(services.clock.now() - FAILURES_KEPT)


async def _begun(entrance: Entrance, name: str) -> int:
    """Count a try under that name; how many failed before it. Raises LockedOut."""
    now = entrance.clock.now()
    tally = _tally(name)
    async with entrance.services.units() as unit:
        await unit.hold([f"sign-in:{tally}"])
        failures = await unit.staff.failures(tally, now - FAILURES_WITHIN - LOCKED_FOR)
        until = locked_until(failures, now)
        if until is not None:
            seconds = -((now - until) // timedelta(seconds=1))
            raise LockedOut("locked_out", seconds=seconds, minutes=-(-seconds // 60))
        await unit.staff.note_failure(tally, now)
        return sum(now - failure < FAILURES_WITHIN for failure in failures)


def _tally(name: str) -> str:
    """Under what the tries are counted: people type passwords, too, where a name is asked for."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


async def _active(entrance: Entrance, name: str) -> User | None:
    if not staff.may_be_name(name):
        return None
    async with entrance.services.units.reading() as unit:
        user = await unit.staff.user(name)
    return user if user and user.disabled_at is None else None


async def _opened(entrance: Entrance, unit: UnitOfWork, user: User) -> Opened:
    cookie, digest = new_secret(COOKIE_PREFIX)
    now = entrance.clock.now()
    session = Session(digest, user.name, secrets.token_urlsafe(32), now, now + IDLE)
    await unit.staff.add_session(session)
    return Opened(user, session, cookie)


async def _next_refresh(entrance: Entrance, unit: UnitOfWork, name: str, family: str) -> str:
    text, digest = new_secret(REFRESH_PREFIX)
    now = entrance.clock.now()
    await unit.staff.add_token(OneTimeToken(digest, OF_REFRESH, name, family, now, now + REFRESH))
    return text


async def _record(entrance: Entrance, unit: UnitOfWork, name: str, outcome: str) -> None:
    """Who did it is the one it happened to; a name that nobody has is not written down."""
    who = staff.subject(name)
    await unit.audit.append([AuditEntry(entrance.services.clock.now(), who, Act.STAFF, who, outcome)])
