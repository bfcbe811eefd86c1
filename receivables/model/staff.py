"""People who work with the program, and keys for programs. Only digests are kept, never a password, key or token."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StaffRole(StrEnum):
    """Who may do what is decided by role."""

    OPERATOR = "operator"
    AGENT = "agent"
    DESK = "desk"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    EDITOR = "editor"
    COMMITTEE = "committee"
    INTEGRATOR = "integrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff; `password_digest` is an argon2id string.

    `localities`: the portfolio of an agent, and the zone for which an operator gets work orders; empty is none.
    `valid_after`: bearer tokens of that moment or before it are good no more, whatever happens later.
    """

    name: str
    role: StaffRole
    password_digest: str
    created_at: datetime
    localities: tuple[str, ...] = ()
    disabled_at: datetime | None = None
    valid_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a user, by the SHA-256 of its 32 random bytes; shown once when made."""

    user: str
    digest: str
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def good(self, now: datetime) -> bool:
        """Whether it opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which somebody signed in, by the SHA-256 of its cookie. `csrf` goes into every form of its pages."""

    digest: str
    user: str
    csrf: str
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    def good(self, now: datetime) -> bool:
        """Whether it is still open."""
        return self.ended_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class OneTimeToken:
    """Opens something once: a session by a printed link, or a new access token (`kind`). Kept by its SHA-256.

    `family` ties the refresh tokens that came one from the other: one used twice closes them all.
    """

    digest: str
    kind: str
    user: str
    family: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    def good(self, now: datetime) -> bool:
        """Whether it still opens."""
        return self.used_at is None and now < self.expires_at
