"""What comes from outside of the database: the time, passwords, the files that people send."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The only thing that reads the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Passwords(Protocol):
    """Makes and checks digests of passwords; slow on purpose, so never inside a unit of work."""

    async def digest(self, password: str) -> str:
        """What is kept instead of the password."""
        ...

    async def matches(self, password: str, digest: str | None) -> bool:
        """Whether the password made that digest. Without a digest it is False, and costs as much."""
        ...


class Files(Protocol):
    """What people send with their messages; the providers keep it."""

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """Such a file, of so many bytes at most.

        Raises Unknown("media_gone"), Refused("media_too_large", "media_not_now").
        """
        ...
