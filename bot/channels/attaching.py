"""The document of a message on its way through a channel: made beside the loop, or told as a link.

A document that cannot be made never loses its text.
"""

import asyncio
import logging
from dataclasses import dataclass

from receivables.ports import Paper, Papers, Parcel
from receivables.usecases.papers import PaperLinks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attaching:
    """What a channel needs for documents. Without `links` nobody outside can fetch one."""

    papers: Papers
    links: PaperLinks | None = None

    async def made(self, parcel: Parcel) -> Paper | None:
        """The document of that message; None where it has none, or where it cannot be made."""
        if parcel.message is None or not parcel.rendered.paper:
            return None
        try:
            return await asyncio.to_thread(self.papers.paper, parcel.message)
        except Exception as fault:  # its text may hold what the document says
            log.error("%s: a document could not be made", type(fault).__name__)
            return None

    def link(self, parcel: Parcel) -> str:
        """Where the document can be fetched; "" where there is none, or nobody outside finds us."""
        return self.links.url(parcel.outbox_id) if self.links and parcel.rendered.paper else ""


async def made(attaching: Attaching | None, parcel: Parcel) -> Paper | None:
    """The document of that message, where the channel can make any."""
    return None if attaching is None else await attaching.made(parcel)


def link(attaching: Attaching | None, parcel: Parcel) -> str:
    """The link to it, where the channel can tell any."""
    return "" if attaching is None else attaching.link(parcel)


def alone(parcel: Parcel) -> str:
    """The text of a message whose document does not go along: it says where to get it."""
    return "\n\n".join(part for part in (parcel.rendered.text, parcel.rendered.without_paper) if part)
