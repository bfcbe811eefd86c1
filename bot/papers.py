"""`GET /papers/<outbox id>/<signature>`: the document of one message, for whoever holds its link, for seven days.

Anything wrong with the link is 404 and nothing else, so that nobody learns which messages there are.
"""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from bot.problems import ProblemRoute
from receivables.errors import Unknown
from receivables.model.message import OutboxRow
from receivables.ports import Papers
from receivables.usecases.papers import PATH, PaperLinks, paper_behind
from receivables.usecases.services import Services

LONGEST_ID = 19
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    # what the viewers of browsers need to show a PDF, and nothing else
    "Content-Security-Policy": (
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    ),
}


@dataclass(frozen=True, slots=True)
class PaperDoor:
    """The parts of the route."""

    services: Services
    papers: Papers
    links: PaperLinks

    def shown(self, row: OutboxRow) -> dict[str, str] | None:
        """The document of a message as a page names and links it; None where it has none."""
        if not row.message.paper or row.id is None:
            return None
        try:
            return {"name": self.papers.name(row.message), "url": self.links.path(row.id)}
        except LookupError:  # what it was made of has been erased since
            return None


def papers_router(door: PaperDoor) -> APIRouter:
    """The route; include it in any application."""
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ProblemRoute)

    async def paper(number: str, signature: str) -> Response:
        if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
            raise Unknown("not_here")
        found = await paper_behind(door.services, door.papers, door.links, int(number), signature)
        shown = {"Content-Disposition": f'inline; filename="{found.name}"', **HEADERS}
        return Response(found.content, media_type=found.content_type, headers=shown)

    router.add_api_route("/{number}/{signature}", paper, methods=["GET", "HEAD"])
    return router
