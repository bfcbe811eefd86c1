"""What people attach in the embedded chat: kept in the database, as nobody else keeps it, within bounds.

The real channels keep the files of their people themselves. What was taken stays until its time is over or its person
is erased; where there is no room, a new file is refused and an old one is not lost.
"""

from datetime import timedelta
from hashlib import sha256

from receivables.errors import Refused, Unknown
from receivables.model.attachment import Attachment, Held
from receivables.usecases.services import Services

MOST_FILES = 20
MOST_BYTES = 40 * 1024 * 1024
"""Of one chat."""
MOST_BYTES_OF_ALL = 512 * 1024 * 1024
KEPT = timedelta(days=90)
"""What a file was to prove has been looked at by then."""
DIGITS = 40


async def keep(services: Services, channel: str, address: str, content: bytes) -> str:
    """Keep a file of that chat; the reference by which it is found again. The same file twice is one.

    Raises Refused("too_many_files", "no_room_for_files").
    """
    reference = sha256(f"{channel}|{address}|".encode() + content).hexdigest()[:DIGITS]
    async with services.units() as unit:
        await unit.hold([f"attachments:{channel}:{address}"])
        if await unit.attachments.get(reference) is None:
            _check(await unit.attachments.held(channel, address), len(content))
            now = services.clock.now()
            await unit.attachments.add(Attachment(reference, channel, address, content, now))
    return reference


async def fetch(services: Services, reference: str, most: int) -> bytes:
    """That file. Raises Unknown("media_gone"), Refused("media_too_large")."""
    async with services.units.reading() as unit:
        found = await unit.attachments.get(reference)
    if found is None:
        raise Unknown("media_gone")
    if len(found.content) > most:
        raise Refused("media_too_large", most=most)
    return found.content


def _check(held: Held, size: int) -> None:
    if held.files >= MOST_FILES or held.bytes + size > MOST_BYTES:
        raise Refused("too_many_files")
    if held.bytes_of_all + size > MOST_BYTES_OF_ALL:
        raise Refused("no_room_for_files")
