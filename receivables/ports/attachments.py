"""Where files lie that people attached and that no provider keeps."""

from datetime import datetime
from typing import Protocol

from receivables.model.attachment import Attachment, Held


class Attachments(Protocol):
    """The files of the embedded chat."""

    async def add(self, file: Attachment) -> None:
        """Keep a file whose reference is new."""
        ...

    async def get(self, reference: str) -> Attachment | None:
        """That file, if it is kept."""
        ...

    async def held(self, channel: str, address: str) -> Held:
        """What is kept of one chat, and of all."""
        ...

    async def forget(self, before: datetime) -> int:
        """Delete the files kept before that moment; how many."""
        ...
