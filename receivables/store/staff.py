"""People who work with the program, and the digests of their keys."""

from sqlalchemy import select

from receivables.model.staff import ApiKey, User
from receivables.store.mapping import Mapped
from receivables.store.session import Known, Session
from receivables.store.tables import api_keys, users

USERS = Mapped(users, User)
KEYS = Mapped(api_keys, ApiKey)


class SqlStaff:
    """Fills `ports.Staff`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add_user(self, user: User) -> bool:
        return await self._session.add(users, [USERS.row(user)]) == 1

    async def user(self, name: str) -> User | None:
        query = select(*USERS.columns).where(self._session.mine(users), users.c.name == name)
        return USERS.first(await self._session.row(query))

    async def users(self) -> list[User]:
        query = select(*USERS.columns).where(self._session.mine(users)).order_by(users.c.name)
        return USERS.values(await self._session.rows(query))

    async def add_key(self, key: ApiKey) -> None:
        self._session.later(api_keys, KEYS.row(key), Known.IS_REPLACED)

    async def key(self, digest: str) -> ApiKey | None:
        query = select(*KEYS.columns).where(self._session.mine(api_keys), api_keys.c.digest == digest)
        return KEYS.first(await self._session.row(query))
