"""`/console/inbox` and `/console/conversations`: who waits for a person, and each conversation with its reasons."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from secrets import token_hex
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from api.auth import Deed, may
from api.console_parts import HOME, LONGEST_ID, LONGEST_WORD, go, page, unless_known, who
from api.deps import Parts, lately_of
from api.errors import status_of
from api.inbox_parts import LONGEST_ANSWER, LONGEST_REF, colleague, seen_by, stay_seen
from api.sessions import Visitor, visitor
from receivables.errors import CaudalError, Unknown
from receivables.model.conversation import chat_ref
from receivables.model.handover import Handover
from receivables.usecases import inbox, show_inbox
from receivables.usecases.waiting_times import Lately
from templates.errors import sentence
from templates.pages.console import Told
from templates.pages.console_inbox import Draft, InboxPages
from templates.staff_words import refused_in_answer

INBOX = f"{HOME}/inbox"
TALKS = f"{HOME}/conversations"
DONE: Mapping[str, str] = {
    "taken": "La conversación es suya. El asistente calla en ella.",
    "released": "La conversación volvió a la lista.",
    "answered": "Su respuesta está en camino.",
    "closed": "La conversación terminó. El asistente sigue desde ahora.",
    "noted": "La nota quedó guardada.",
}
"""What the page says after something was done; it is named in the address and never repeated from it."""

Reads = Annotated[Visitor, Depends(visitor(Deed.READ_INBOX))]
Tends = Annotated[Visitor, Depends(visitor(Deed.TEND_INBOX))]
Id = Annotated[str, Form(max_length=LONGEST_ID)]
Text = Annotated[str, Form(max_length=LONGEST_ANSWER)]
Word = Annotated[str, Query(max_length=LONGEST_WORD)]


def inbox_router(parts: Parts) -> APIRouter:
    """The pages and their forms."""
    router = APIRouter(include_in_schema=False)
    pages = _Inbox(parts)
    router.add_api_route(INBOX, pages.list, methods=["GET"])
    for name in ("take", "release", "answer", "close", "notes"):
        router.add_api_route(f"{INBOX}/{name}", getattr(pages, name), methods=["POST"])
    router.add_api_route(TALKS, pages.find, methods=["GET"])
    router.add_api_route(f"{TALKS}/{{ref}}", pages.show, methods=["GET"])
    return router


class _Inbox:
    """One method for each route."""

    def __init__(self, parts: Parts) -> None:
        self._services = parts.services
        self._language = parts.language
        self._pages = InboxPages(parts.services.policy)

    async def list(
        self,
        request: Request,
        guest: Reads,
        lately: Annotated[Lately, Depends(lately_of)],
        done: Word = "",
    ) -> Response:
        """Who waits, and for how long."""
        view = await show_inbox.inbox(self._services, seen_by(guest.user), lately)
        told = Told(DONE[done]) if done in DONE else None
        html = self._pages.inbox(who(guest), view, told)
        return unless_known(request, page(html, scripted=True), html)

    async def find(
        self, guest: Reads, supply: Annotated[str, Query(max_length=LONGEST_WORD)] = ""
    ) -> Response:
        """The conversations about a supply; a single one is shown at once."""
        number = "".join(supply.split())
        if not number:
            return go(INBOX)
        try:
            found = await show_inbox.of_supply(self._services, number, seen_by(guest.user))
        except Unknown:
            return page(self._pages.found(who(guest), number, None), HTTPStatus.NOT_FOUND)
        if len(found) == 1:
            return go(f"{TALKS}/{found[0].ref}")
        return page(self._pages.found(who(guest), number, found))

    async def show(
        self, request: Request, guest: Reads, ref: str, done: Word = "", canned: Word = ""
    ) -> Response:
        """One conversation. `canned`: the ready answer that was picked."""
        told = Told(DONE[done]) if done in DONE else None
        return await self._show(guest, ref, told, canned=canned, request=request)

    async def take(self, guest: Tends, id: Id = "") -> Response:
        """It is theirs now."""

        async def taken(stay: Handover) -> str:
            await inbox.take(self._services, stay.id, colleague(guest.user))
            return "taken"

        return await self._after(guest, id, taken)

    async def release(self, guest: Tends, id: Id = "") -> Response:
        """Back into the list."""

        async def released(stay: Handover) -> str:
            await inbox.release(self._services, stay.id, colleague(guest.user))
            return "released"

        return await self._after(guest, id, released)

    async def answer(self, guest: Tends, id: Id = "", text: Text = "", draft: Id = "") -> Response:
        """Write to the customer; what was refused stays in its field."""

        async def answered(stay: Handover) -> str:
            me = colleague(guest.user)
            await inbox.answer(self._services, stay.id, text, me, refused_in_answer, draft=draft)
            return "answered"

        return await self._after(guest, id, answered, text)

    async def close(
        self,
        guest: Tends,
        id: Id = "",
        outcome: Annotated[Literal["solved", "sent_on", "no_answer", "not_ours"], Form()] = "solved",
    ) -> Response:
        """It is over."""

        async def closed(stay: Handover) -> str:
            await inbox.close(self._services, stay.id, colleague(guest.user), outcome)
            return "closed"

        return await self._after(guest, id, closed)

    async def notes(self, guest: Tends, id: Id = "", text: Text = "") -> Response:
        """A note for colleagues."""

        async def noted(stay: Handover) -> str:
            await inbox.note(self._services, stay.id, text, colleague(guest.user))
            return "noted"

        return await self._after(guest, id, noted)

    async def _after(
        self, guest: Visitor, id: str, doing: Callable[[Handover], Awaitable[str]], text: str = ""
    ) -> Response:
        """Do it and show the conversation anew; what was refused is told there, and nothing was changed."""
        stay = await stay_seen(self._services, guest.user, id)
        ref = chat_ref(stay.channel, stay.address)
        try:
            return go(f"{TALKS}/{quote(ref)}?done={await doing(stay)}")
        except CaudalError as refusal:
            told = Told(sentence(refusal, self._language), wrong=True)
            return await self._show(guest, ref, told, text, status_of(refusal))

    async def _show(
        self,
        guest: Visitor,
        ref: str,
        told: Told | None,
        text: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        canned: str = "",
        request: Request | None = None,
    ) -> Response:
        if len(ref) > LONGEST_REF:
            raise Unknown("unknown_conversation")
        view = await show_inbox.conversation(self._services, ref, seen_by(guest.user))
        text = text or self._pages.ready(view.chat, canned)
        draft = Draft(text, token_hex(8), may(guest.user, Deed.TEND_INBOX), may(guest.user, Deed.OPEN_MEDIA))
        html = self._pages.conversation(who(guest), view, draft, told)
        answer = page(html, status, scripted=True)
        # The name of the form is another one each time, and tells nothing of what is new.
        return unless_known(request, answer, html.replace(draft.name, "")) if request else answer
