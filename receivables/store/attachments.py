"""Files that came with messages."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from receivables.model.attachment import Attachment, Held
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import attachments

FILES = Mapped(attachments, Attachment)


class SqlAttachments:
    """Fills `ports.Attachments`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, file: Attachment) -> None:
        row = {"utility": self._session.utility, **FILES.row(file)}
        await self._session.run(insert(attachments).values(row))

    async def get(self, reference: str) -> Attachment | None:
        this = self._session.mine(attachments) & (attachments.c.reference == reference)
        return await self._session.first(FILES, select(*FILES.columns).where(this))

    async def held(self, channel: str, address: str) -> Held:
        there = attachments.c
        length = func.length(there.content)
        of_chat = (there.channel == channel) & (there.address == address)
        query = select(
            func.count().filter(of_chat),
            func.coalesce(func.sum(length).filter(of_chat), 0),
            func.coalesce(func.sum(length), 0),
        )
        row = await self._session.row(query.where(self._session.mine(attachments)))
        return Held() if row is None else Held(*map(int, row))

    async def forget(self, before: datetime) -> int:
        old = self._session.mine(attachments) & (attachments.c.kept_at < before)
        return (await self._session.run(delete(attachments).where(old))).rowcount
