"""`/console/requests`: what people asked of desks, with their age and their deadline, and the answers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from api.auth import Deed, may
from api.console_parts import HOME, LONGEST_ID, LONGEST_WORD, go, page, who
from api.deps import Parts
from api.errors import status_of
from api.requests import MOST_DAYS, one_seen, seen
from api.sessions import Visitor, visitor
from receivables.errors import BadInput, CaudalError
from receivables.model.request import LONGEST, Request, RequestKind, RequestState
from receivables.usecases import data_requests, requests
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
    "noted": "El pedido quedó anotado, con el último día que da la ley.",
}
"""What the page says after something was done; it is named in the address and never repeated from it."""

Reads = Annotated[Visitor, Depends(visitor(Deed.READ_REQUESTS))]
Tends = Annotated[Visitor, Depends(visitor(Deed.TEND_REQUESTS))]
Notes = Annotated[Visitor, Depends(visitor(Deed.NOTE_DATA_REQUEST))]
Number = Annotated[str, Form(max_length=LONGEST_ID)]
Word = Annotated[str, Query(max_length=LONGEST_WORD)]


def requests_router(parts: Parts) -> APIRouter:
    """The page and its forms."""
    router = APIRouter(prefix=REQUESTS, include_in_schema=False)
    pages = _Requests(parts)
    router.add_api_route("", pages.list, methods=["GET"])
    for name in ("take", "leave", "close", "told", "note"):
        router.add_api_route(f"/{name}", getattr(pages, name), methods=["POST"])
    return router


class _Requests:
    """One method for each route."""

    def __init__(self, parts: Parts) -> None:
        self._services = parts.services
        self._language = parts.language
        self._pages = RequestPages(parts.services.policy)

    async def list(
        self, guest: Reads, kind: Word = "", state: Word = "", days: Word = "", done: Word = ""
    ) -> Response:
        """Those that wait; with a state, those in it; with days, those whose time ends by then."""
        told = Told(DONE[done]) if done in DONE else None
        return await self._list(guest, told, kind, state, days)

    async def note(
        self,
        guest: Notes,
        kind: Annotated[Literal["data_access", "data_erasure"], Form()] = "data_access",
        paper: Annotated[str, Form(max_length=LONGEST_WORD)] = "",
        received: Annotated[str, Form(max_length=LONGEST_WORD)] = "",
    ) -> Response:
        """What somebody signed at the desk about their own data."""
        try:
            await data_requests.note(
                self._services,
                RequestKind(kind),
                paper,
                received_on=_day(received),
                actor=subject(guest.user.name),
            )
        except CaudalError as refusal:
            told = Told(sentence(refusal, self._language), wrong=True)
            return await self._list(guest, told, status=status_of(refusal))
        return go(f"{REQUESTS}?done=noted")

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
        days: str = "",
        *,
        draft: tuple[str, str] = ("", ""),
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        chosen = RequestKind(kind) if kind in {each.value for each in RequestKind} else None
        wanted = RequestState(state) if state in {each.value for each in RequestState} else None
        within = min(int(days), MOST_DAYS) if days.isascii() and days.isdigit() else None
        found = await seen(self._services, guest.user, chosen, wanted, within)
        view = _view(guest, found, self._services.clock.now())
        view = replace(view, kind=chosen, state=wanted, within=within, draft=draft)
        return page(self._pages.list(who(guest), view, told), status)


def _view(guest: Visitor, found: Sequence[Request], now: datetime) -> RequestsView:
    """What is shown, and what this reader may do with it."""
    return RequestsView(
        tuple(found),
        now,
        more=len(found) == requests.SHOWN,
        tends=may(guest.user, Deed.TEND_REQUESTS),
        reads=may(guest.user, Deed.READ_INBOX),
        notes=may(guest.user, Deed.NOTE_DATA_REQUEST),
    )


def _day(written: str) -> date | None:
    """A day from a field; None where it stays empty. Raises BadInput("field_day")."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as fault:
        raise BadInput("field_day") from fault
