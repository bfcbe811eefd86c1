"""Files that came with messages, over a plain dict."""

from datetime import datetime

from receivables.model.attachment import Attachment, Held
from receivables.testing.tables import Tables


class MemoryAttachments:
    """Fills `ports.Attachments`."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.attachments

    async def add(self, file: Attachment) -> None:
        self._rows[file.reference] = file

    async def get(self, reference: str) -> Attachment | None:
        return self._rows.get(reference)

    async def held(self, channel: str, address: str) -> Held:
        here = [each for each in self._rows.values() if (each.channel, each.address) == (channel, address)]
        return Held(
            len(here),
            sum(len(each.content) for each in here),
            sum(len(each.content) for each in self._rows.values()),
        )

    async def forget(self, before: datetime) -> int:
        old = [reference for reference, each in self._rows.items() if each.kept_at < before]
        for reference in old:
            del self._rows[reference]
        return len(old)
