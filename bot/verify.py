"""Is this message yours, and is the person at my door? The page `/verify`, for anybody; JSON for programs.

`GET /verify?code=K7QX-3M9P` tells of a message, `POST /verify` with `operator` and `order` of a visit. The link of an
e-mail carries a token, too: whoever opens it has received that e-mail, and may say there that they want no more. A
look ahead of a program (HEAD, prefetch) proves nothing, and nobody leaves but by POST: by the button of the page, or by
that of a mail program (RFC 8058). How often one address may ask is counted in the memory of this process alone.
"""

from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from math import ceil

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from bot.bodies import form_of
from bot.problems import ProblemRoute, TooMany, language_of, problem
from bot.questions import Questions
from bot.speaking import choices, note, remember, spoken
from receivables.model.authenticity import Verdict, seal_of
from receivables.usecases.authenticity import (
    Visit,
    linked_code,
    opened_link,
    verify_code,
    verify_operator,
    verify_seal,
)
from receivables.usecases.leave import Leave, leave
from receivables.usecases.seals import LONGEST, Sealed, verify_agreement
from receivables.usecases.services import Services
from templates.errors import sentence
from templates.pages.verify import FIELDS, LEAVE, ONE_CLICK, VerifyPage, VerifyPages, Way

LONGEST_FORM = 4_096
KEPT = ("code", "k", "operator", "order")
"""What of the address stays when another language is chosen."""
LOOKING_AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")


@dataclass(frozen=True, slots=True)
class Verify:
    """The parts of the page. `link_key` is that of the renderer; without it no link and no visit is confirmed."""

    services: Services
    pages: VerifyPages
    link_key: bytes = b""
    questions: Questions = field(default_factory=Questions)


def verify_router(verify: Verify) -> APIRouter:
    """The routes; include them in any application."""

    async def noted(request: Request) -> None:
        note(request, verify.pages.speech)

    router = APIRouter(
        prefix="/verify", include_in_schema=False, route_class=ProblemRoute, dependencies=[Depends(noted)]
    )
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
        if seal := seal_of(code[:LONGEST]):
            return self._told_paper(request, await verify_seal(self.verify.services, seal))
        if k and _opened(request):
            await opened_link(self.verify.services, self.verify.link_key, code, k)
        found = await verify_code(self.verify.services, code)
        if _wants_json(request):
            return JSONResponse(self._told(self._words(request), found))
        linked = linked_code(self.verify.link_key, code, k) if found.ours else None
        return self._page(request, found=found, way=Way(linked, k) if linked else None)

    async def post(self, request: Request, code: str = "", k: str = "") -> Response:
        """The form of a visit, for a name stands in no address; or the wish to get no more messages."""
        form = await form_of(request, LONGEST_FORM)
        request.state.typed = {name: form[name] for name in FIELDS if name in form}
        if form.get(LEAVE) == ONE_CLICK:
            return await self._left(request, form.get("code", code), form.get("k", k))
        if form.get("agreement") or form.get("seal"):
            return await self._sealed(request, form.get("agreement", ""), form.get("seal", ""))
        return await self._visited(request, form.get("operator", ""), form.get("order", ""))

    async def _sealed(self, request: Request, number: str, seal: str) -> Response:
        if wait := self._wait(request):
            return self._refused(request, wait)
        return self._told_paper(request, await verify_agreement(self.verify.services, number, seal))

    def _told_paper(self, request: Request, found: Sealed) -> Response:
        if _wants_json(request):
            return JSONResponse({"ours": found.ours, "says": self._words(request).agreement(found)})
        return self._page(request, sealed=found)

    async def _left(self, request: Request, code: str, token: str) -> Response:
        """Mail programs ask for very many people from few addresses: a good link counts for itself alone."""
        linked = linked_code(self.verify.link_key, code, token)
        if wait := self._wait(request, f"{LEAVE}:{linked}" if linked else None):
            return self._refused(request, wait)
        left = await leave(self.verify.services, self.verify.link_key, code, token)
        status = HTTPStatus.NOT_FOUND if left is Leave.NO_GOOD else HTTPStatus.OK
        if _wants_json(request):
            told = {"left": left is not Leave.NO_GOOD, "says": self._words(request).left(left)}
            return JSONResponse(told, status)
        return self._page(request, left=left, status=status)

    async def _visited(self, request: Request, operator: str, order: str) -> Response:
        if wait := self._wait(request):
            return self._refused(request, wait)
        found = await verify_operator(self.verify.services, self.verify.link_key, operator, order)
        if _wants_json(request):
            return JSONResponse(self._told_visit(self._words(request), found))
        return self._page(request, visit=found)

    def _wait(self, request: Request, asking: str | None = None) -> int:
        address = request.client.host if request.client else ""
        return ceil(self.verify.questions.ask(asking or address))

    def _refused(self, request: Request, wait: int) -> Response:
        refusal = TooMany("too_many_questions", minutes=ceil(wait / 60))
        after = {"Retry-After": str(wait)}
        if _wants_json(request):
            return problem(refusal, after, language_of(request))
        page = self._page(
            request, told=sentence(refusal, language_of(request)), status=HTTPStatus.TOO_MANY_REQUESTS
        )
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
        speech = self.verify.pages.speech
        locale = spoken(request, speech)
        page = self.verify.pages.of(locale).page(
            found=found,
            visit=visit,
            left=left,
            sealed=sealed,
            way=way,
            told=told,
            typed=getattr(request.state, "typed", {}),
            choices=choices(request, speech, locale, KEPT),
        )
        answer = HTMLResponse("" if request.method == "HEAD" else page.html, status, page.headers)
        remember(answer, request, speech)
        return answer

    def _words(self, request: Request) -> VerifyPage:
        return self.verify.pages.of(spoken(request, self.verify.pages.speech))

    def _told(self, words: VerifyPage, found: Verdict) -> dict[str, object]:
        return {
            "ours": found.ours,
            "code": found.code,
            "channel": found.channel or None,
            "sent_on": found.sent_on.isoformat() if found.sent_on else None,
            "supply": found.supply_masked or None,
            "notice": found.notice or None,
            "current": found.current,
            "says": words.verdict(found),
        }

    def _told_visit(self, words: VerifyPage, found: Visit) -> dict[str, object]:
        return {
            "confirmed": found.now,
            "kind": found.kind.value if found.kind else None,
            "state": found.state.value if found.state else None,
            "ordered_at": self._moment(found.ordered_at),
            "due_by": self._moment(found.due_by),
            "says": words.visit(found),
        }

    def _moment(self, moment: datetime | None) -> str | None:
        return None if moment is None else self.verify.services.policy.local(moment).isoformat()


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
