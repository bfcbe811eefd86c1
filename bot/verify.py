"""Is this message yours, and is the person at my door? The page `/verify`, for anybody; JSON for programs.

`GET /verify?code=K7QX-3M9P` tells of a message, `POST /verify` with `operator` and `order` of a visit. The link of an
e-mail carries a token, too: whoever opens it has received that e-mail, and may say there that they want no more. A
look ahead of a program (HEAD, prefetch) proves nothing, and nobody leaves but by POST: by the button of the page, or by
that of a mail program (RFC 8058). How often one address may ask is counted in the memory of this process alone.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from math import ceil
from time import monotonic

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from bot.bodies import form_of
from bot.problems import ProblemRoute, TooMany, problem
from receivables.model.authenticity import Verdict
from receivables.usecases.authenticity import (
    Visit,
    linked_code,
    opened_link,
    verify_code,
    verify_operator,
)
from receivables.usecases.leave import Leave, leave
from receivables.usecases.seals import Sealed, verify_agreement
from receivables.usecases.services import Services
from templates.errors import sentence
from templates.pages.verify import LEAVE, ONE_CLICK, VerifyPages, Way

MOST = 30
PER_SECONDS = 600.0
ADDRESSES = 10_000
LONGEST_FORM = 4_096
LOOKING_AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")


class Questions:
    """How many questions each address may ask: `most` at once, given back evenly over `seconds`."""

    def __init__(
        self, most: int = MOST, seconds: float = PER_SECONDS, ticks: Callable[[], float] = monotonic
    ) -> None:
        self._most, self._each, self._ticks = most, seconds / most, ticks
        self._free_at: OrderedDict[str, float] = OrderedDict()

    def ask(self, address: str) -> float:
        """Count one; 0, or the seconds until the next may be asked."""
        now = self._ticks()
        free = max(self._free_at.pop(address, now), now)
        full = free - now > self._each * (self._most - 1)
        self._free_at[address] = free if full else free + self._each
        while len(self._free_at) > ADDRESSES:
            self._free_at.popitem(last=False)
        return free - now - self._each * (self._most - 1) if full else 0.0


@dataclass(frozen=True, slots=True)
class Verify:
    """The parts of the page. `link_key` is that of the renderer; without it no link proves anything."""

    services: Services
    pages: VerifyPages
    link_key: bytes = b""
    questions: Questions = field(default_factory=Questions)


def verify_router(verify: Verify) -> APIRouter:
    """The routes; include them in any application."""
    router = APIRouter(prefix="/verify", include_in_schema=False, route_class=ProblemRoute)
    routes = _Routes(verify)
    router.add_api_route("", routes.look, methods=["GET", "HEAD"], response_class=HTMLResponse)
    router.add_api_route("", routes.post, methods=["POST"], response_class=HTMLResponse)
    return router


@dataclass(frozen=True, slots=True)
class _Routes:
    """One method for each route."""

    verify: Verify

    async def look(
        self, request: Request, code: str = "", k: str = "", operator: str = "", order: str = ""
    ) -> Response:
        """The page, with what is known of a code or of a visit where one is given."""
        if operator or order:
            return await self._visited(request, operator, order)
        if not code.strip():
            return self._page(request)
        if wait := self._wait(request):
            return self._refused(request, wait)
        if k and _opened(request):
            await opened_link(self.verify.services, self.verify.link_key, code, k)
        found = await verify_code(self.verify.services, code)
        if _wants_json(request):
            return JSONResponse(self._told(found))
        linked = linked_code(self.verify.link_key, code, k) if found.ours else None
        return self._page(request, found=found, way=Way(linked, k) if linked else None)

    async def post(self, request: Request, code: str = "", k: str = "") -> Response:
        """The form of a visit, for a name stands in no address; or the wish to get no more messages."""
        form = await form_of(request, LONGEST_FORM)
        if form.get(LEAVE) == ONE_CLICK:
            return await self._left(request, form.get("code", code), form.get("k", k))
        if form.get("agreement") or form.get("seal"):
            return await self._sealed(request, form.get("agreement", ""), form.get("seal", ""))
        return await self._visited(request, form.get("operator", ""), form.get("order", ""))

    async def _sealed(self, request: Request, number: str, seal: str) -> Response:
        if wait := self._wait(request):
            return self._refused(request, wait)
        found = await verify_agreement(self.verify.services, number, seal)
        if _wants_json(request):
            return JSONResponse({"ours": found.ours, "says": self.verify.pages.agreement(found)})
        return self._page(request, sealed=found)

    async def _left(self, request: Request, code: str, token: str) -> Response:
        """Mail programs ask for very many people from few addresses: a good link counts for itself alone."""
        linked = linked_code(self.verify.link_key, code, token)
        if wait := self._wait(request, f"{LEAVE}:{linked}" if linked else None):
            return self._refused(request, wait)
        left = await leave(self.verify.services, self.verify.link_key, code, token)
        status = HTTPStatus.NOT_FOUND if left is Leave.NO_GOOD else HTTPStatus.OK
        if _wants_json(request):
            told = {"left": left is not Leave.NO_GOOD, "says": self.verify.pages.left(left)}
            return JSONResponse(told, status)
        return self._page(request, left=left, status=status)

    async def _visited(self, request: Request, operator: str, order: str) -> Response:
        if wait := self._wait(request):
            return self._refused(request, wait)
        found = await verify_operator(self.verify.services, operator, order)
        if _wants_json(request):
            return JSONResponse(self._told_visit(found))
        return self._page(request, visit=found)

    def _wait(self, request: Request, asking: str | None = None) -> int:
        address = request.client.host if request.client else ""
        return ceil(self.verify.questions.ask(asking or address))

    def _refused(self, request: Request, wait: int) -> Response:
        refusal = TooMany("too_many_questions", minutes=ceil(wait / 60))
        after = {"Retry-After": str(wait)}
        if _wants_json(request):
            return problem(refusal, after)
        page = self._page(request, told=sentence(refusal), status=HTTPStatus.TOO_MANY_REQUESTS)
        page.headers.update(after)
        return page

    def _page(
        self,
        request: Request,
        *,
        found: Verdict | None = None,
        visit: Visit | None = None,
        left: Leave | None = None,
        sealed: Sealed | None = None,
        way: Way | None = None,
        told: str = "",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        page = self.verify.pages.page(found=found, visit=visit, left=left, sealed=sealed, way=way, told=told)
        return HTMLResponse("" if request.method == "HEAD" else page.html, status, page.headers)

    def _told(self, found: Verdict) -> dict[str, object]:
        return {
            "ours": found.ours,
            "code": found.code,
            "channel": found.channel or None,
            "sent_on": found.sent_on.isoformat() if found.sent_on else None,
            "supply": found.supply_masked or None,
            "notice": found.notice or None,
            "current": found.current,
            "says": self.verify.pages.verdict(found),
        }

    def _told_visit(self, found: Visit) -> dict[str, object]:
        return {
            "confirmed": found.now,
            "kind": found.kind.value if found.kind else None,
            "state": found.state.value if found.state else None,
            "says": self.verify.pages.visit(found),
        }


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _opened(request: Request) -> bool:
    """Whether somebody opened the page: no program looked ahead, and no other page fetched it as a part."""
    if request.method != "GET":
        return False
    if any("prefetch" in request.headers.get(name, "") for name in LOOKING_AHEAD):
        return False
    if "preview" in request.headers.get("sec-purpose", "") + request.headers.get("purpose", ""):
        return False
    return request.headers.get("sec-fetch-dest", "document") == "document"
