"""The documents of messages behind signed links, for channels that carry none: WhatsApp fetches it, an SMS tells it."""

import asyncio
import hmac
import re
from collections import OrderedDict
from datetime import timedelta
from weakref import WeakValueDictionary

from receivables.errors import Unknown
from receivables.model.authenticity import paper_token
from receivables.model.message import Message, OutboxRow, State
from receivables.ports import Paper, Papers, UnitOfWork
from receivables.usecases.services import Services

OPEN_FOR = timedelta(days=2)
"""So long after its message was sent a document can be fetched."""
SENT = (State.SENDING, State.SENT, State.SERVED, State.UNKNOWN)
PATH = "/papers"
_TOKEN = re.compile(r"[0-9a-f]{32}")
LARGEST_ID = 2**63 - 1
MOST_KEPT = 64
"""Documents that lie ready; one has some tens of kilobytes."""


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


class Shelf:
    """Documents made lately. One is made at a time, in the order in which they were asked for.

    Each chat has one place in that order, however much it asks for: so it keeps nobody else waiting.
    """

    def __init__(self, papers: Papers, most: int = MOST_KEPT) -> None:
        self._papers, self._most = papers, most
        self._kept: OrderedDict[int | None, tuple[Message, Paper]] = OrderedDict()
        self._places: WeakValueDictionary[tuple[str | None, str | None], asyncio.Lock] = WeakValueDictionary()
        self._order = asyncio.Lock()

    async def paper(self, row: OutboxRow) -> Paper:
        """The document of a message. Raises LookupError where what it was made of has been erased since."""
        place = self._places.setdefault((row.channel, row.address), asyncio.Lock())
        async with place:
            if (found := self._found(row)) is not None:
                return found
            async with self._order:
                made = await asyncio.to_thread(self._papers.paper, row.message)
        self._keep(row, made)
        return made

    def _found(self, row: OutboxRow) -> Paper | None:
        """What was made of these very values: a message that lost them has lost its document."""
        message, paper = self._kept.get(row.id, (None, None))
        if message != row.message:
            self._kept.pop(row.id, None)
            return None
        self._kept.move_to_end(row.id)
        return paper

    def _keep(self, row: OutboxRow, paper: Paper) -> None:
        self._kept[row.id] = (row.message, paper)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)


async def paper_behind(
    services: Services, shelf: Shelf, links: PaperLinks, outbox_id: int, token: str
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
        return await shelf.paper(row)
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
