"""People who work with the program, and keys for programs. Only digests are kept, never a password or a key."""

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
    """A member of staff; `password_digest` is an argon2id string."""

    name: str
    role: StaffRole
    password_digest: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key of a user, by the SHA-256 of its 32 random bytes; shown once when made."""

    user: str
    digest: str
    created_at: datetime
