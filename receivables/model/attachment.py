"""Files that people attached where no provider keeps them: in the embedded chat."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file. `reference`: by which its message knows it; the same file again in the same chat has the same."""

    reference: str
    channel: str
    address: str
    content: bytes
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """How many files are kept of one chat, and how many bytes of it and of all."""

    files: int = 0
    bytes: int = 0
    bytes_of_all: int = 0
