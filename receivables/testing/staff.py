"""Staff, and the digests of what opens the program for them, over plain dicts."""

from dataclasses import replace
from datetime import datetime

from receivables.model.staff import ApiKey, OneTimeToken, Session, User
from receivables.testing.tables import Tables, add


class MemoryStaff:
    """Fills `ports.Staff`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add_user(self, user: User) -> bool:
        return add(self._tables.users, user.name, user)

    async def save_user(self, user: User) -> None:
        if user.name in self._tables.users:
            self._tables.users[user.name] = user

    async def user(self, name: str) -> User | None:
        return self._tables.users.get(name)

    async def users(self) -> list[User]:
        return [user for _, user in sorted(self._tables.users.items())]

    async def add_key(self, key: ApiKey) -> None:
        self._tables.keys[key.digest] = key

    async def save_key(self, key: ApiKey) -> None:
        if key.digest in self._tables.keys:
            self._tables.keys[key.digest] = key

    async def key(self, digest: str) -> ApiKey | None:
        return self._tables.keys.get(digest)

    async def keys(self, name: str) -> list[ApiKey]:
        found = [key for key in self._tables.keys.values() if key.user == name]
        return sorted(found, key=lambda key: (key.created_at, key.digest))

    async def add_session(self, session: Session) -> None:
        if not add(self._tables.sessions, session.digest, session):
            raise ValueError("a session with that digest exists already")

    async def session(self, digest: str) -> Session | None:
        return self._tables.sessions.get(digest)

    async def prolong_session(self, digest: str, until: datetime) -> None:
        known = self._tables.sessions.get(digest)
        if known is not None and known.ended_at is None:
            self._tables.sessions[digest] = replace(known, expires_at=until)

    async def end_sessions(self, name: str, now: datetime, digest: str | None = None) -> int:
        ending = [
            session
            for session in self._tables.sessions.values()
            if session.user == name and session.ended_at is None and digest in (None, session.digest)
        ]
        self._tables.sessions.update((each.digest, replace(each, ended_at=now)) for each in ending)
        return len(ending)

    async def add_token(self, token: OneTimeToken) -> None:
        if not add(self._tables.tokens, token.digest, token):
            raise ValueError("a token with that digest exists already")

    async def use_token(self, digest: str, now: datetime) -> OneTimeToken | None:
        known = self._tables.tokens.get(digest)
        if known is None or not known.good(now):
            return None
        self._tables.tokens[digest] = replace(known, used_at=now)
        return self._tables.tokens[digest]

    async def token(self, digest: str) -> OneTimeToken | None:
        return self._tables.tokens.get(digest)

    async def end_tokens(self, family: str, now: datetime) -> int:
        left = [t for t in self._tables.tokens.values() if t.family == family and t.used_at is None]
        self._tables.tokens.update((each.digest, replace(each, used_at=now)) for each in left)
        return len(left)

    async def end_tokens_of(self, name: str, now: datetime) -> int:
        left = [t for t in self._tables.tokens.values() if t.user == name and t.used_at is None]
        self._tables.tokens.update((each.digest, replace(each, used_at=now)) for each in left)
        return len(left)

    async def note_failure(self, name: str, at: datetime) -> None:
        self._tables.failures.append((name, at))

    async def failures(self, name: str, since: datetime) -> list[datetime]:
        return sorted(at for failed, at in self._tables.failures if failed == name and at >= since)

    async def clear_failures(self, name: str) -> None:
        self._tables.failures[:] = [each for each in self._tables.failures if each[0] != name]

    async def forget_failures(self, before: datetime) -> int:
        known = len(self._tables.failures)
        self._tables.failures[:] = [each for each in self._tables.failures if each[1] >= before]
        return known - len(self._tables.failures)
