"""The embedded chat as routes under `/chat`: a page for people, JSON for programs (a demo only).

An anonymous visitor, or `/chat?supply=N`: the conversation of an invented customer beside their printed bill.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from typing import Protocol

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from bot.chat_answers import COOKIE, HEADERS, HTML, back, done, in_json, same_origin, with_cookie
from bot.chat_lines import Teller, after, line, reply
from bot.packing import FOR_EVER, packed, unless_known
from bot.papers import PaperDoor
from bot.problems import ProblemRoute, language_of
from bot.said import Said, said_in
from bot.speaking import choices, chosen, note, remember, spoken
from bot.visitors import Visitor, Visitors
from bot.worker import Inbox
from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.model.conversation import Inbound, Media
from receivables.model.invitation import opening
from receivables.usecases import attachments
from receivables.usecases.codes import GivenCode, give, still_good
from receivables.usecases.services import Services
from receivables.usecases.show import (
    Line,
    SupplyShown,
    embedded_address,
    replies,
    supply_shown,
    transcript,
)
from receivables.usecases.speak import speak
from receivables.usecases.tell import EMBEDDED
from templates.errors import sentence
from templates.pages.chat import Bubble, ChatPage, ChatPages, Draft, Talk
from templates.pages.speech import Speech

DEMO_DESK = "demo desk"


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
    papers: PaperDoor | None = None
    given: dict[str, GivenCode] = field(default_factory=dict)
    """The codes that stand beside printed bills, as the desk would give them."""


def chat_router(chat: Chat) -> APIRouter:
    """The routes; include them in any application."""

    async def noted(request: Request) -> None:
        note(request, chat.pages.speech)

    router = APIRouter(
        prefix="/chat", include_in_schema=False, route_class=ProblemRoute, dependencies=[Depends(noted)]
    )
    routes = _Routes(chat, Teller(chat.inbox.renderer, chat.papers))
    router.add_api_route("", routes.page, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("", routes.write, methods=["POST"], response_class=HTMLResponse)
    router.add_api_route("/messages", routes.lines, methods=["GET"])
    router.add_api_route("/messages", routes.post, methods=["POST"])
    router.add_api_route("/updates", routes.updates, methods=["GET"])
    router.add_api_route("/panel", routes.panel, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/next-day", routes.next_day, methods=["POST"])
    router.add_api_route("/payment", routes.payment, methods=["POST"])
    router.add_api_route("/assets/{name}", routes.asset, methods=["GET"])
    return router


@dataclass(frozen=True, slots=True)
class _Routes:
    """One method for each route."""

    chat: Chat
    teller: Teller

    async def page(self, request: Request, supply: str | None = None, start: str | None = None) -> Response:
        """The page, with everything that was said so far; `start`: the token of the link that it is opened with."""
        if start is not None:
            return await self._open_with(request, start)
        return await self._page(request, supply)

    async def write(self, request: Request, supply: str | None = None) -> Response:
        """A message out of the form of the page, from a browser without a script; the page anew."""
        same_origin(request)
        visitor = self._visitor(request)
        said: Said | None = None
        try:
            said = await said_in(request)
            await self._settle(request, visitor, supply, said)
        except CaudalError as refusal:
            draft = Draft(_key(), said.text if said else "", sentence(refusal, language_of(request)))
            return await self._page(request, supply, draft, HTTPStatus.UNPROCESSABLE_ENTITY)
        return with_cookie(back(supply), visitor, request)

    async def lines(self, request: Request, supply: str | None = None) -> Response:
        """What was said after the line with that id; everything when it is not known."""
        visitor = self.chat.visitors.find(request.cookies.get(COOKIE))
        if visitor is None:
            return JSONResponse({"messages": []})
        bubbles = await self._bubbles(await self._address(visitor, supply))
        known = request.query_params.get("after", "")
        return JSONResponse({"messages": [line(each) for each in bubbles[after(bubbles, known) :]]})

    async def post(self, request: Request, supply: str | None = None) -> Response:
        """Answer a message; the replies to it. With `after` in the address also what the page shows from there on."""
        same_origin(request)
        visitor = self._visitor(request)
        said = await said_in(request)
        inbound, keys = await self._settle(request, visitor, supply, said)
        rows = await replies(self._services, keys)
        bubbles = [await self.teller.bubble(row, Line(row.key, row.created_at, row=row)) for row in rows]
        told: dict[str, object] = {"messages": [reply(each) for each in bubbles]}
        if said.id:
            told["id"] = inbound.id
        if "after" in request.query_params:
            told |= await self._fresh(request, inbound.address, supply)
        return with_cookie(in_json(request, told), visitor, request)

    async def updates(self, request: Request, supply: str | None = None) -> Response:
        """What the page shows after a line, and beside it; 304 while nothing is new."""
        visitor = self.chat.visitors.find(request.cookies.get(COOKIE))
        if visitor is None:
            return JSONResponse({"log": "", "panel": ""})
        address = await self._address(visitor, supply)
        return in_json(request, await self._fresh(request, address, supply))

    async def panel(self, supply: str | None = None) -> Response:
        """How the supply stands, as a part of the page."""
        return HTMLResponse(await self._panel(supply), headers=HEADERS)

    async def next_day(self, request: Request, supply: str | None = None) -> Response:
        """The demo's clock runs on."""
        same_origin(request)
        await self._controls().next_day()
        return done(request, supply)

    async def payment(self, request: Request, supply: str | None = None) -> Response:
        """The invented customer pays."""
        same_origin(request)
        visitor = self.chat.visitors.find(request.cookies.get(COOKIE))
        whose = supply or (visitor.supply if visitor else None)
        if whose is None:
            raise BadInput("supply_needed")
        if await embedded_address(self._services, whose) is None:
            raise Unknown("no_such_page")
        await self._controls().post_payment(whose)
        return done(request, supply)

    async def asset(self, request: Request, name: str) -> Response:
        """A style or a script of our own; for ever when its address tells which one it is."""
        found = self.chat.pages.asset(name)
        if found is None:
            raise Unknown("no_such_page")
        keep = FOR_EVER if request.query_params.get("v") == found.digest else "public, no-cache"
        return unless_known(request, found.content, found.kind, keep=keep)

    async def _page(
        self, request: Request, supply: str | None, draft: Draft | None = None, status: int = HTTPStatus.OK
    ) -> Response:
        shown = await self._shown(supply)
        if supply is not None and shown is None:
            page = self._words(request, ()).refusal(Unknown("no_such_page"))
            return HTMLResponse(page, HTTPStatus.NOT_FOUND, HEADERS)
        visitor = self._visitor(request)
        visitor.supply = supply
        address = await self._address(visitor, supply)
        speech = self.chat.pages.speech
        if wanted := chosen(request, speech):
            await speak(self._services, EMBEDDED, address, wanted)
        bubbles = await self._bubbles(address)
        talk = Talk(
            supply=supply,
            bubbles=bubbles,
            shown=shown,
            code=await self._code(supply),
            invented=self.chat.invented,
            controls=self.chat.controls is not None,
        )
        locale = _locale(request, speech, bubbles)
        offered = choices(request, speech, locale, ("supply",))
        html = self.chat.pages.of(locale).page(talk, draft or Draft(_key()), offered).encode()
        answer = packed(request, html, HTML, HEADERS, status)
        remember(answer, request, speech)
        return with_cookie(answer, visitor, request)

    async def _begin(self, visitor: Visitor, address: str, locale: str) -> None:
        """A talk begins in the language of the page around it."""
        if address not in visitor.begun:
            visitor.begun.add(address)
            if locale != self.chat.pages.speech.own:
                await speak(self._services, EMBEDDED, address, locale, begin=True)

    def _words(self, request: Request, bubbles: Sequence[Bubble]) -> ChatPage:
        return self.chat.pages.of(_locale(request, self.chat.pages.speech, bubbles))

    async def _settle(
        self, request: Request, visitor: Visitor, supply: str | None, said: Said
    ) -> tuple[Inbound, tuple[str, ...]]:
        """Answer a message, once. Raises Refused("message_id_used") when another one had that id."""
        address = await self._address(visitor, supply)
        await self._begin(visitor, address, spoken(request, self.chat.pages.speech))
        text = await self._label(address, said.button) if said.button else said.text
        inbound = self._inbound(address, text, said, await self._kept(address, said))
        if said.id:
            async with self._services.units.reading() as unit:
                before = await unit.conversations.message(inbound.id)
            if before is not None and _content(before) != _content(inbound):
                raise Refused("message_id_used")
        return inbound, await self.chat.inbox.settle(inbound)

    async def _fresh(self, request: Request, address: str, supply: str | None) -> dict[str, object]:
        """The parts of the page that change by themselves."""
        bubbles = await self._bubbles(address)
        known = request.query_params.get("after", "")
        return {
            "log": self._words(request, bubbles).log(bubbles, after(bubbles, known)),
            "panel": await self._panel(supply),
        }

    async def _bubbles(self, address: str) -> list[Bubble]:
        return await self.teller.bubbles(await transcript(self._services, EMBEDDED, address))

    async def _panel(self, supply: str | None) -> str:
        page = self.chat.pages.of(self.chat.pages.speech.own)
        return page.panel(await self._shown(supply), await self._code(supply))

    async def _open_with(self, request: Request, token: str) -> Response:
        """Hand the token over as a messenger does, once, and show the page without it."""
        visitor = self._visitor(request)
        visitor.supply = None
        await self.chat.inbox.settle(self._inbound(visitor.address, opening(token), Said()))
        page = RedirectResponse("/chat", HTTPStatus.SEE_OTHER, HEADERS)
        return with_cookie(page, visitor, request)

    def _inbound(self, address: str, text: str, said: Said, media: tuple[Media, ...] = ()) -> Inbound:
        """The client's id counts within its chat: nobody meets the message of somebody else by it."""
        own = sha256(f"{address}|{said.id}".encode()).hexdigest()[:32] if said.id else secrets.token_hex(16)
        return Inbound(
            id=f"{EMBEDDED}:{own}",
            channel=EMBEDDED,
            address=address,
            text=text,
            button=said.button,
            received_at=self._services.clock.now(),
            media=media,
        )

    async def _kept(self, address: str, said: Said) -> tuple[Media, ...]:
        """The file that came with a message, as every channel tells of it; kept before the message is."""
        if said.file is None:
            return ()
        file = said.file
        reference = await attachments.keep(self._services, EMBEDDED, address, file.content)
        return (Media(reference, file.content_type, file.name, len(file.content)),)

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

    async def _code(self, supply: str | None) -> GivenCode | None:
        """A one-time code for the invented customer, as the desk of a demo would give it; a used one is replaced."""
        if supply is None or self.chat.controls is None or self._services.code_source is None:
            return None
        given = self.chat.given.get(supply)
        if given is not None and await still_good(self._services, supply, given):
            return given
        try:
            self.chat.given[supply] = await give(self._services, supply, actor=DEMO_DESK)
        except (Refused, Unknown):  # too many wrong tries: the desk would give none either
            self.chat.given.pop(supply, None)
        return self.chat.given.get(supply)

    async def _label(self, address: str, button: str) -> str:
        """What the button said to this person, for the transcript."""
        told = await self._bubbles(address)
        labels = [label for each in told for id, label in each.buttons if id == button]
        return labels[-1] if labels else button


def _locale(request: Request, speech: Speech, bubbles: Sequence[Bubble]) -> str:
    """The language of the page: as it was chosen, else that of the talk on it, else as the browser asks."""
    last = next((each for each in reversed(bubbles) if each.who != "me"), None)
    talk = "" if last is None else last.lang.replace("-", "_") or speech.own
    return spoken(request, speech, talk)


def _key() -> str:
    """The name of the next message of a page without a script."""
    return secrets.token_urlsafe(12)


def _content(inbound: Inbound) -> tuple[object, ...]:
    """By what one message is told from another: of a pressed button its id, as its label may have changed."""
    return (inbound.button, "" if inbound.button else inbound.text, inbound.media)
