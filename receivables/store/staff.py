"""People who work with the program, and the digests of what opens it for them."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from receivables.model.staff import ApiKey, OneTimeToken, User
from receivables.model.staff import Session as SignedIn
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import api_keys, one_time_tokens, sessions, sign_in_failures, users
from receivables.store.writing import Known

USERS = Mapped(users, User)
KEYS = Mapped(api_keys, ApiKey)
SESSIONS = Mapped(sessions, SignedIn)
TOKENS = Mapped(one_time_tokens, OneTimeToken)


class SqlStaff:
    """Fills `ports.Staff`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add_user(self, user: User) -> bool:
        return await self._session.add(users, [USERS.row(user)]) == 1

    async def save_user(self, user: User) -> None:
        self._session.change_later(users, ("name",), USERS.row(user))

    async def user(self, name: str) -> User | None:
        query = select(*USERS.columns).where(self._session.mine(users), users.c.name == name)
        return await self._session.first(USERS, query)

    async def users(self) -> list[User]:
        query = select(*USERS.columns).where(self._session.mine(users)).order_by(users.c.name)
        return await self._session.values(USERS, query)

    async def add_key(self, key: ApiKey) -> None:
        self._session.later(api_keys, KEYS.row(key), Known.IS_REPLACED)

    async def save_key(self, key: ApiKey) -> None:
        self._session.change_later(api_keys, ("digest",), KEYS.row(key))

    async def key(self, digest: str) -> ApiKey | None:
        query = select(*KEYS.columns).where(self._session.mine(api_keys), api_keys.c.digest == digest)
        return await self._session.first(KEYS, query)

    async def keys(self, name: str) -> list[ApiKey]:
        query = (
            select(*KEYS.columns)
            .where(self._session.mine(api_keys), api_keys.c.user == name)
            .order_by(api_keys.c.created_at, api_keys.c.digest)
        )
        return await self._session.values(KEYS, query)

    async def add_session(self, session: SignedIn) -> None:
        self._session.later(sessions, SESSIONS.row(session))

    async def session(self, digest: str) -> SignedIn | None:
        query = select(*SESSIONS.columns).where(self._session.mine(sessions), sessions.c.digest == digest)
        return await self._session.first(SESSIONS, query)

    async def prolong_session(self, digest: str, until: datetime) -> None:
        open_one = (
            self._session.mine(sessions) & (sessions.c.digest == digest) & sessions.c.ended_at.is_(None)
        )
        await self._session.run(update(sessions).where(open_one).values(expires_at=until))

    async def end_sessions(self, name: str, now: datetime, digest: str | None = None) -> int:
        open_ones = self._session.mine(sessions) & (sessions.c.user == name) & sessions.c.ended_at.is_(None)
        if digest is not None:
            open_ones &= sessions.c.digest == digest
        ending = update(sessions).where(open_ones).values(ended_at=now)
        return (await self._session.run(ending)).rowcount

    async def add_token(self, token: OneTimeToken) -> None:
        self._session.later(one_time_tokens, TOKENS.row(token))

    async def use_token(self, digest: str, now: datetime) -> OneTimeToken | None:
        taking = (
            update(one_time_tokens)
            .where(
                self._session.mine(one_time_tokens),
                one_time_tokens.c.digest == digest,
                one_time_tokens.c.used_at.is_(None),
                one_time_tokens.c.expires_at > now,
            )
            .values(used_at=now)
            .returning(*TOKENS.columns)
        )
        return await self._session.first(TOKENS, taking)

    async def token(self, digest: str) -> OneTimeToken | None:
        query = select(*TOKENS.columns).where(
            self._session.mine(one_time_tokens), one_time_tokens.c.digest == digest
        )
        return await self._session.first(TOKENS, query)

    async def end_tokens(self, family: str, now: datetime) -> int:
        left = (
            self._session.mine(one_time_tokens)
            & (one_time_tokens.c.family == family)
            & one_time_tokens.c.used_at.is_(None)
        )
        ending = update(one_time_tokens).where(left).values(used_at=now)
        return (await self._session.run(ending)).rowcount

    async def end_tokens_of(self, name: str, now: datetime) -> int:
        left = (
            self._session.mine(one_time_tokens)
            & (one_time_tokens.c.user == name)
            & one_time_tokens.c.used_at.is_(None)
        )
        ending = update(one_time_tokens).where(left).values(used_at=now)
        return (await self._session.run(ending)).rowcount

    async def note_failure(self, name: str, at: datetime) -> None:
        self._session.later(sign_in_failures, {"name": name, "at": at})

    async def failures(self, name: str, since: datetime) -> list[datetime]:
        query = (
            select(sign_in_failures.c.at)
            .where(self._of(name), sign_in_failures.c.at >= since)
            .order_by(sign_in_failures.c.at, sign_in_failures.c.id)
        )
        return [row.at for row in await self._session.rows(query)]

    async def clear_failures(self, name: str) -> None:
        await self._session.run(delete(sign_in_failures).where(self._of(name)))

    async def forget_failures(self, before: datetime) -> int:
        old = self._session.mine(sign_in_failures) & (sign_in_failures.c.at < before)
        return (await self._session.run(delete(sign_in_failures).where(old))).rowcount

    def _of(self, name: str) -> ColumnElement[bool]:
        return self._session.mine(sign_in_failures) & (sign_in_failures.c.name == name)
