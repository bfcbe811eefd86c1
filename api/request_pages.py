"""`/console/requests`: what people asked of desks, with their age and their deadline, and the answers."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from api.auth import Deed, may
from api.console_parts import HOME, LONGEST_ID, LONGEST_WORD, go, page, who
from api.deps import Parts
from api.errors import status_of
from api.requests import one_seen, seen
from api.sessions import Visitor, visitor
from receivables.errors import CaudalError
from receivables.model.request import LONGEST, Request, RequestKind, RequestState
from receivables.usecases import requests
from receivables.usecases.staff import subject
from templates.errors import sentence
from templates.pages.console import Told
from templates.pages.console_requests import RequestPages, RequestsView
from templates.staff_words import refused_in_answer

REQUESTS = f"{HOME}/requests"
DONE: Mapping[str, str] = {
    "taken": "La solicitud es suya.",
    "left": "La solicitud volvió a la lista.",
    "closed": "La respuesta quedó anotada y está en camino.",
    "untold": "La respuesta quedó anotada, pero no puede llegar al chat. Avise a la persona de otra manera.",
    "told": "Quedó anotado que la persona ya sabe la respuesta.",
}
"""What the page says after something was done; it is named in the address and never repeated from it."""

Reads = Annotated[Visitor, Depends(visitor(Deed.READ_REQUESTS))]
Tends = Annotated[Visitor, Depends(visitor(Deed.TEND_REQUESTS))]
Number = Annotated[str, Form(max_length=LONGEST_ID)]
Word = Annotated[str, Query(max_length=LONGEST_WORD)]


def requests_router(parts: Parts) -> APIRouter:
    """The page and its forms."""
    router = APIRouter(prefix=REQUESTS, include_in_schema=False)
    pages = _Requests(parts)
    router.add_api_route("", pages.list, methods=["GET"])
    for name in ("take", "leave", "close", "told"):
        router.add_api_route(f"/{name}", getattr(pages, name), methods=["POST"])
    return router


class _Requests:
    """One method for each route."""

    def __init__(self, parts: Parts) -> None:
        self._services = parts.services
        self._language = parts.language
        self._pages = RequestPages(parts.services.policy)

    async def list(self, guest: Reads, kind: Word = "", state: Word = "", done: Word = "") -> Response:
        """Those that wait; with a state, those in it."""
        told = Told(DONE[done]) if done in DONE else None
        return await self._list(guest, told, kind, state)

    async def take(self, guest: Tends, number: Number = "") -> Response:
        """It is theirs now."""
        me = subject(guest.user.name)
        return await self._after(
            guest, number, "taken", lambda: requests.take(self._services, number, actor=me)
        )

    async def leave(self, guest: Tends, number: Number = "") -> Response:
        """Back to the others."""
        me = subject(guest.user.name)
        return await self._after(
            guest, number, "left", lambda: requests.leave(self._services, number, actor=me)
        )

    async def told(self, guest: Tends, number: Number = "") -> Response:
        """The person heard it otherwise."""
        me = subject(guest.user.name)
        return await self._after(
            guest, number, "told", lambda: requests.notify(self._services, number, actor=me)
        )

    async def close(
        self,
        guest: Tends,
        number: Number = "",
        answer: Annotated[str, Form(max_length=LONGEST)] = "",
        outcome: Annotated[Literal["", "founded", "unfounded"], Form()] = "",
    ) -> Response:
        """With its answer; what was refused stays in its field."""

        def closing() -> Awaitable[Request]:
            return requests.close(
                self._services,
                number,
                actor=subject(guest.user.name),
                answer=answer,
                outcome=outcome or None,
                lint=refused_in_answer,
            )

        return await self._after(guest, number, "closed", closing, answer)

    async def _after(
        self, guest: Visitor, number: str, done: str, doing: Callable[[], Awaitable[Request]], text: str = ""
    ) -> Response:
        """Do it, where it is theirs to do, and show the list anew; what was refused is told there."""
        try:
            await one_seen(self._services, guest.user, number)
            after = await doing()
        except CaudalError as refusal:
            told = Told(sentence(refusal, self._language), wrong=True)
            return await self._list(guest, told, draft=(number, text), status=status_of(refusal))
        untold = done == "closed" and after.state is RequestState.UNTOLD
        return go(f"{REQUESTS}?done={'untold' if untold else done}")

    async def _list(
        self,
        guest: Visitor,
        told: Told | None,
        kind: str = "",
        state: str = "",
        *,
        draft: tuple[str, str] = ("", ""),
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        chosen = RequestKind(kind) if kind in {each.value for each in RequestKind} else None
        wanted = RequestState(state) if state in {each.value for each in RequestState} else None
        found = await seen(self._services, guest.user, chosen, wanted)
        now = self._services.clock.now()
        tends, reads = may(guest.user, Deed.TEND_REQUESTS), may(guest.user, Deed.READ_INBOX)
        view = RequestsView(tuple(found), now, chosen, wanted, draft, tends, reads)
        return page(self._pages.list(who(guest), view, told), status)
