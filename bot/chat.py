"""The embedded chat as routes under `/chat`: a page for people, JSON for programs (a demo only).

An anonymous visitor, or `/chat?supply=N`: the conversation of an invented customer beside their printed bill.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from bot.bodies import body_of
from bot.problems import Elsewhere, ProblemRoute
from bot.visitors import Visitor, Visitors
from bot.worker import Inbox
from receivables.errors import BadInput, Unknown
from receivables.model.buttons import pressed
from receivables.model.conversation import Inbound
from receivables.model.invitation import opening, without_token
from receivables.model.message import Button, OutboxRow
from receivables.usecases.services import Services
from receivables.usecases.show import (
    Line,
    SupplyShown,
    embedded_address,
    replies,
    supply_shown,
    transcript,
)
from receivables.usecases.tell import EMBEDDED
from templates.pages.chat import ChatPages

COOKIE = "caudal_chat"
COOKIE_SECONDS = 24 * 3_600
LONGEST = 4_096
LONGEST_BODY = 64 * 1_024
POLICY_OF_THE_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class DemoControls(Protocol):
    """What the two buttons of a demo do."""

    async def next_day(self) -> None:
        """Let the demo's clock run on to the next working day, with all that happens until then."""
        ...

    async def post_payment(self, supply_number: str) -> None:
        """Pay what the invented customer owes."""
        ...


@dataclass(frozen=True, slots=True)
class Chat:
    """The parts of the embedded chat. Without `controls` the page has no buttons of a demo.

    `invented`: supply numbers that an anonymous visitor is offered to try.
    """

    inbox: Inbox
    pages: ChatPages
    controls: DemoControls | None = None
    invented: Sequence[str] = ()
    visitors: Visitors = field(default_factory=Visitors)


def chat_router(chat: Chat) -> APIRouter:
    """The routes; include them in any application."""
    router = APIRouter(prefix="/chat", include_in_schema=False, route_class=ProblemRoute)
    routes = _Routes(chat)
    router.add_api_route("", routes.page, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/messages", routes.lines, methods=["GET"])
    router.add_api_route("/messages", routes.post, methods=["POST"])
    router.add_api_route("/panel", routes.panel, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/next-day", routes.next_day, methods=["POST"], status_code=204)
    router.add_api_route("/payment", routes.payment, methods=["POST"], status_code=204)
    router.add_api_route("/assets/{name}", routes.asset, methods=["GET"])
    return router


@dataclass(frozen=True, slots=True)
class _Routes:
    """One method for each route."""

    chat: Chat

    async def page(self, request: Request, supply: str | None = None, start: str | None = None) -> Response:
        """The page, with everything that was said so far; `start`: the token of the link that it is opened with."""
        if start is not None:
            return await self._open_with(request, start)
        shown = await self._shown(supply)
        if supply is not None and shown is None:
            page = self.chat.pages.refusal(Unknown("no_such_page"))
            return HTMLResponse(page, HTTPStatus.NOT_FOUND, self._headers())
        visitor = self._visitor(request)
        visitor.supply = supply
        address = await self._address(visitor, supply)
        lines = await transcript(self._services, EMBEDDED, address)
        html = self.chat.pages.page(
            supply=supply,
            lines=self._told(lines),
            shown=shown,
            controls=self.chat.controls is not None,
            invented=self.chat.invented,
        )
        return self._with_cookie(HTMLResponse(html, headers=self._headers()), visitor, request)

    async def lines(self, request: Request, supply: str | None = None, after: str = "") -> Response:
        """What was said after the line with that id; everything when it is not known."""
        visitor = self.chat.visitors.find(request.cookies.get(COOKIE))
        if visitor is None:
            return JSONResponse({"messages": []})
        lines = await transcript(self._services, EMBEDDED, await self._address(visitor, supply))
        place = next((i + 1 for i, line in enumerate(lines) if line.key == after), 0)
        return JSONResponse({"messages": self._told(lines[place:])})

    async def post(self, request: Request, supply: str | None = None) -> Response:
        """Answer a message; the replies to it."""
        _same_origin(request)
        text, button = _message(await body_of(request, LONGEST_BODY))
        visitor = self._visitor(request)
        address = await self._address(visitor, supply)
        label = await self._label(address, button) if button else text
        keys = await self.chat.inbox.settle(self._inbound(address, label, button))
        said = [self._said(row) for row in await replies(self._services, keys)]
        return self._with_cookie(JSONResponse({"messages": said}), visitor, request)

    async def panel(self, supply: str | None = None) -> Response:
        """How the supply stands, as a part of the page."""
        return HTMLResponse(self.chat.pages.panel(await self._shown(supply)), headers=self._headers())

    async def next_day(self, request: Request) -> None:
        """The demo's clock runs on."""
        _same_origin(request)
        await self._controls().next_day()

    async def payment(self, request: Request, supply: str | None = None) -> None:
        """The invented customer pays."""
        _same_origin(request)
        visitor = self.chat.visitors.find(request.cookies.get(COOKIE))
        whose = supply or (visitor.supply if visitor else None)
        if whose is None:
            raise BadInput("supply_needed")
        if await embedded_address(self._services, whose) is None:
            raise Unknown("no_such_page")
        await self._controls().post_payment(whose)

    async def asset(self, name: str) -> Response:
        """A style or a script of our own."""
        found = self.chat.pages.asset(name)
        if found is None:
            raise Unknown("no_such_page")
        return Response(found.content, media_type=found.kind, headers={"Cache-Control": "max-age=3600"})

    async def _open_with(self, request: Request, token: str) -> Response:
        """Hand the token over as a messenger does, once, and show the page without it."""
        visitor = self._visitor(request)
        visitor.supply = None
        await self.chat.inbox.settle(self._inbound(visitor.address, opening(token), None))
        page = RedirectResponse("/chat", HTTPStatus.SEE_OTHER, self._headers())
        return self._with_cookie(page, visitor, request)

    def _inbound(self, address: str, text: str, button: str | None) -> Inbound:
        return Inbound(
            id=f"{EMBEDDED}:{secrets.token_hex(16)}",
            channel=EMBEDDED,
            address=address,
            text=text,
            button=button,
            received_at=self._services.clock.now(),
        )

    @property
    def _services(self) -> Services:
        return self.chat.inbox.services

    def _controls(self) -> DemoControls:
        if self.chat.controls is None:
            raise Unknown("no_demo")
        return self.chat.controls

    def _visitor(self, request: Request) -> Visitor:
        return self.chat.visitors.find(request.cookies.get(COOKIE)) or self.chat.visitors.admit()

    async def _address(self, visitor: Visitor, supply: str | None) -> str:
        """Where this chat is: that of the page asked for, else of the page opened last."""
        whose = supply or visitor.supply
        if whose is None:
            return visitor.address
        address = await embedded_address(self._services, whose)
        if address is None:
            raise Unknown("no_such_page")
        return address

    async def _shown(self, supply: str | None) -> SupplyShown | None:
        return await supply_shown(self._services, self.chat.inbox.carriers, supply) if supply else None

    async def _label(self, address: str, button: str) -> str:
        """What the button said to this person, for the transcript."""
        offered = [
            each
            for line in await transcript(self._services, EMBEDDED, address)
            if line.row
            for each in line.row.message.buttons
            if each.id == button
        ]
        return self.chat.inbox.renderer.label(offered[-1]) if offered else button

    def _said(self, row: OutboxRow) -> dict[str, object]:
        return {"text": row.text or "", "buttons": [self._button(each) for each in row.message.buttons]}

    def _button(self, button: Button) -> dict[str, str]:
        return {"id": button.id, "label": self.chat.inbox.renderer.label(button)}

    def _told(self, lines: Sequence[Line]) -> list[dict[str, object]]:
        """The lines of a transcript as the page reads them."""
        told: list[dict[str, object]] = []
        for line in lines:
            said = self._said(line.row) if line.row else {"text": _heard(line.inbound)}
            about = {"id": line.key, "from": "bot" if line.row else "me", "at": line.at.isoformat()}
            told.append({**about, **said})
        return told

    def _headers(self) -> Mapping[str, str]:
        return {"Content-Security-Policy": POLICY_OF_THE_PAGE, "Referrer-Policy": "no-referrer"}

    def _with_cookie(self, response: Response, visitor: Visitor, request: Request) -> Response:
        response.set_cookie(
            COOKIE,
            visitor.token,
            max_age=COOKIE_SECONDS,
            path="/chat",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response


def _heard(inbound: Inbound | None) -> str:
    """What the person wrote, as the page shows it."""
    return without_token(inbound.text) if inbound else ""


def _same_origin(request: Request) -> None:
    """A page of somebody else may not write here with this browser's cookie. Raises Elsewhere."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Elsewhere("other_origin")


def _message(body: bytes) -> tuple[str, str | None]:
    """The text, or the id of a button. Raises BadInput for anything that is neither."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise BadInput("message_not_json") from None
    if not isinstance(given, dict) or sum(key in given for key in ("text", "button")) != 1:
        raise BadInput("message_shape")
    [value] = (given[key] for key in ("text", "button") if key in given)
    if not isinstance(value, str):
        raise BadInput("message_shape")
    if "button" in given:
        if pressed(value) is None:
            raise BadInput("unknown_button")
        return "", value
    if len(value) > LONGEST:
        raise BadInput("message_too_long", length=len(value), most=LONGEST)
    # What no database can keep: zero bytes, and halves of a character.
    text = value.replace("\0", "").encode("utf-8", "ignore").decode().strip()
    if not text:
        raise BadInput("message_empty")
    return text, None
