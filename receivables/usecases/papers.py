"""The documents of messages behind signed links, for channels that carry none: WhatsApp fetches it, an SMS tells it."""

import asyncio
import hmac
import re
from datetime import timedelta

from receivables.errors import Unknown
from receivables.model.authenticity import paper_token
from receivables.model.message import OutboxRow, State
from receivables.ports import Paper, Papers, UnitOfWork
from receivables.usecases.services import Services

OPEN_FOR = timedelta(days=2)
"""So long after its message was sent a document can be fetched."""
SENT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)
PATH = "/papers"
_TOKEN = re.compile(r"[0-9a-f]{32}")
LARGEST_ID = 2**63 - 1


class PaperLinks:
    """Makes and knows the links of one utility. `public_url`: where people and providers find us, "" for nowhere."""

    def __init__(self, key: bytes, utility: str, public_url: str = "") -> None:
        self._key, self._utility, self._public_url = key, utility, public_url.rstrip("/")

    def path(self, outbox_id: int) -> str:
        """The link on our own pages."""
        return f"{PATH}/{outbox_id}/{paper_token(self._key, self._utility, outbox_id)}"

    def url(self, outbox_id: int) -> str:
        """The link for the world outside; "" where nobody outside finds us."""
        return f"{self._public_url}{self.path(outbox_id)}" if self._public_url and outbox_id else ""

    def opens(self, outbox_id: int, token: str) -> bool:
        """Whether that token is the one of that message."""
        meant = paper_token(self._key, self._utility, outbox_id)
        return _TOKEN.fullmatch(token) is not None and hmac.compare_digest(meant, token)


async def paper_behind(
    services: Services, papers: Papers, links: PaperLinks, outbox_id: int, token: str
) -> Paper:
    """The document behind a link. Raises Unknown for whatever is wrong with it, always the same way."""
    if not 0 < outbox_id <= LARGEST_ID or not links.opens(outbox_id, token):
        raise Unknown("not_here")
    async with services.units.reading() as unit:
        row = (await unit.outbox.numbered([outbox_id])).get(outbox_id)
        theirs = row is not None and await _still_theirs(unit, row)
    if row is None or not theirs or not _fetchable(services, row):
        raise Unknown("not_here")
    try:
        return await asyncio.to_thread(papers.paper, row.message)
    except LookupError:  # what it was made of has been erased since
        raise Unknown("not_here") from None


async def _still_theirs(unit: UnitOfWork, row: OutboxRow) -> bool:
    """Whether the chat that it was made for still holds the supply: a number that changed hands opens nothing (I-7)."""
    if row.channel is None or row.address is None:
        return False
    chat = await unit.conversations.get(row.channel, row.address)
    return row.supply_number is None or row.supply_number in (chat.supply_number, *chat.supplies)


def _fetchable(services: Services, row: OutboxRow) -> bool:
    sent_at = row.sent_at
    return (
        bool(row.message.paper)
        and row.state in SENT
        and sent_at is not None
        and services.clock.now() < sent_at + OPEN_FOR
    )
