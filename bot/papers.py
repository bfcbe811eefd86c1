"""`GET /papers/<outbox id>/<signature>`: the document of one message, for whoever holds its link, for two days.

Anything wrong with the link is 404 and nothing else, so that nobody learns which messages there are. A good link that
is opened again and again is 429 for a while. A browser shows a page then; programs get a problem.
"""

from http import HTTPStatus
from math import ceil

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from bot.problems import ProblemRoute, TooMany, problem
from bot.questions import Questions
from bot.speaking import spoken
from receivables.errors import CaudalError, Unknown
from receivables.model.message import OutboxRow
from receivables.ports import Paper, Papers
from receivables.usecases.papers import PATH, PaperLinks, Shelf, paper_behind
from receivables.usecases.services import Services
from templates.errors import sentence
from templates.pages.paper import PaperPages

LONGEST_ID = 19
CLOSED = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
HEADERS = {
    **CLOSED,
    # what the viewers of browsers need to show a PDF, and nothing else
    "Content-Security-Policy": (
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    ),
}


class PaperDoor:
    """The parts of the route. `openings`: how often each link may be opened; `pages`: what a browser shows instead."""

    def __init__(
        self,
        services: Services,
        papers: Papers,
        links: PaperLinks,
        openings: Questions | None = None,
        pages: PaperPages | None = None,
    ) -> None:
        self.services, self.papers, self.links = services, papers, links
        self.shelf = Shelf(papers)
        self.openings = openings or Questions()
        self.pages = pages or PaperPages(services.policy.locale, services.policy)

    def shown(self, row: OutboxRow) -> dict[str, str] | None:
        """The document of a message as a page names and links it; None where it has none."""
        if not row.message.paper or row.id is None:
            return None
        try:
            return {"name": self.papers.name(row.message), "url": self.links.path(row.id)}
        except LookupError:  # what it was made of has been erased since
            return None

    async def opened(self, number: str, signature: str) -> Paper:
        """The document behind a link. Raises Unknown, in the same words whatever is wrong, and TooMany for a while."""
        if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
            raise Unknown("not_here")
        outbox_id = int(number)
        good = self.links.opens(outbox_id, signature)
        if good and (wait := ceil(self.openings.ask(str(outbox_id)))):
            raise TooMany("too_many_openings", minutes=ceil(wait / 60), seconds=wait)
        return await paper_behind(self.services, self.shelf, self.links, outbox_id, signature)

    def closed(self, request: Request, refusal: CaudalError) -> Response:
        """What there is in the place of a document."""
        locale = spoken(request, self.pages.speech)
        language = locale.partition("_")[0]
        busy = isinstance(refusal, TooMany)
        after = {"Retry-After": str(refusal.values["seconds"])} if busy else {}
        if "text/html" not in request.headers.get("accept", ""):
            return problem(refusal, after, language)
        status = HTTPStatus.TOO_MANY_REQUESTS if busy else HTTPStatus.NOT_FOUND
        page = self.pages.page(locale, sentence(refusal, language) if busy else "")
        return HTMLResponse(page.html, status, {**CLOSED, **page.headers, **after})


def papers_router(door: PaperDoor) -> APIRouter:
    """The route; include it in any application."""
    router = APIRouter(prefix=PATH, include_in_schema=False, route_class=ProblemRoute)

    async def paper(request: Request, number: str, signature: str) -> Response:
        try:
            found = await door.opened(number, signature)
        except (Unknown, TooMany) as refusal:
            return door.closed(request, refusal)
        shown = {"Content-Disposition": f'inline; filename="{found.name}"', **HEADERS}
        return Response(found.content, media_type=found.content_type, headers=shown)

    async def cut_short(request: Request) -> Response:
        return door.closed(request, Unknown("not_here"))

    router.add_api_route("/{number}/{signature}", paper, methods=["GET", "HEAD"])
    router.add_api_route("/{rest:path}", cut_short, methods=["GET", "HEAD"])
    return router
