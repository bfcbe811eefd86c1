"""What people attach in the embedded chat: kept in memory, bounded, and gone with the program (a demo only).

The real channels keep the files of their people themselves; nothing of anybody is written to this machine's disk.
"""

from collections import OrderedDict
from hashlib import sha256

from receivables.errors import Refused, Unknown

MOST_BYTES = 64 * 1024 * 1024
DIGITS = 40


class Drawer:
    """Fills `ports.Files` for the embedded chat: the oldest files make room. The same file twice is one."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def keep(self, content: bytes) -> str:
        """Keep a file; the reference by which it is found again."""
        reference = sha256(content).hexdigest()[:DIGITS]
        if reference not in self._kept:
            self._kept[reference] = content
            self._bytes += len(content)
        self._kept.move_to_end(reference)
        while self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
        return reference

    async def fetch(self, channel: str, reference: str, most: int) -> bytes:
        """That file. Raises Unknown("media_gone"), Refused("media_too_large")."""
        del channel  # there is one
        content = self._kept.get(reference)
        if content is None:
            raise Unknown("media_gone")
        if len(content) > most:
            raise Refused("media_too_large", most=most)
        return content
