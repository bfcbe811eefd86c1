"""`/console/sending`: how sending stands, the stop of all of it, and what waits for somebody's decision."""

from collections.abc import Awaitable, Mapping
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import Response

from api.auth import Deed, check, may
from api.console_parts import HOME, LONGEST_ID, LONGEST_WHY, LONGEST_WORD, go, page, who
from api.cursors import LONGEST_CURSOR, letter_cursor, read_letter_cursor
from api.deps import Parts
from api.errors import status_of
from api.inbox_parts import file_seen
from api.media import MOST, saved
from api.sessions import Visitor, visitor
from receivables.errors import BadInput, CaudalError
from receivables.model.conversation import LetterPlace
from receivables.model.sending import PROACTIVE_HALT, AlarmKind
from receivables.model.staff import User
from receivables.usecases import alarms, dead_letters, doubts, halts
from receivables.usecases.media import open_media
from receivables.usecases.show_sending import sending
from receivables.usecases.staff import subject
from templates.errors import sentence
from templates.pages.console import ConsolePages, Told
from templates.pages.console_sending import Can

PLACE = f"{HOME}/sending"
LARGEST = 2**53
DONE: Mapping[str, str] = {
    "halted": "Quedó detenido.",
    "halted_already": "Ya estaba detenido.",
    "lifted": "Quedó reanudado.",
    "lifted_already": "No estaba detenido.",
    "seen": "La alarma quedó a su cargo.",
    "resolved": "Su decisión quedó anotada.",
    "retried": "El mensaje se procesa de nuevo.",
    "buried": "El mensaje quedó como atendido.",
}
"""What the page says after something was done; it is named in the address and never repeated from it."""

Reads = Annotated[Visitor, Depends(visitor(Deed.READ_SENDING))]
Halts = Annotated[Visitor, Depends(visitor(Deed.HALT))]
Lifts = Annotated[Visitor, Depends(visitor(Deed.LIFT_HALT))]
SeesAlarms = Annotated[Visitor, Depends(visitor(Deed.SEE_ALARM))]
Decides = Annotated[Visitor, Depends(visitor(Deed.DECIDE_DOUBT))]
Tends = Annotated[Visitor, Depends(visitor(Deed.TEND_DEAD_LETTERS))]
OpensMedia = Annotated[Visitor, Depends(visitor(Deed.OPEN_MEDIA))]
Id = Annotated[str, Form(max_length=LONGEST_ID)]
Why = Annotated[str, Form(max_length=LONGEST_WHY)]


def sending_router(parts: Parts) -> APIRouter:
    """The page and its forms."""
    router = APIRouter(prefix=PLACE, include_in_schema=False)
    pages = _Sending(parts)
    router.add_api_route("", pages.show, methods=["GET"])
    router.add_api_route("/halt", pages.halt, methods=["POST"])
    router.add_api_route("/lift", pages.lift, methods=["POST"])
    router.add_api_route("/alarms", pages.see, methods=["POST"])
    router.add_api_route("/doubts", pages.decide, methods=["POST"])
    router.add_api_route("/letters", pages.tend, methods=["POST"])
    router.add_api_route("/media", pages.media, methods=["GET"])
    return router


class _Sending:
    """One method for each route."""

    def __init__(self, parts: Parts) -> None:
        self._services = parts.services
        self._senders = parts.senders
        self._files = parts.media
        self._language = parts.language
        self._pages = ConsolePages(parts.services.policy)

    async def show(
        self,
        guest: Reads,
        done: Annotated[str, Query(max_length=LONGEST_WORD)] = "",
        letters: Annotated[str, Query(max_length=LONGEST_CURSOR)] = "",
    ) -> Response:
        """The page, with what came of the last thing done on it; `letters`: which page of the dead letters."""
        after = read_letter_cursor(letters)
        return await self._show(guest, Told(DONE[done]) if done in DONE else None, after=after)

    async def halt(self, guest: Halts, subject: Id, why: Why) -> Response:
        """Stop all of it, or a channel, a template, a campaign."""

        async def stop() -> str:
            new = await halts.halt(self._services, subject, why=why.strip(), actor=_actor(guest))
            return "halted" if new else "halted_already"

        return await self._after(guest, stop())

    async def lift(self, guest: Lifts, subject: Id, why: Why) -> Response:
        """Let it go on; all of it only by whom all campaigns are approved."""

        async def go_on() -> str:
            if subject == PROACTIVE_HALT:
                check(guest.user, Deed.LIFT_GLOBAL_HALT)
            new = await halts.lift(self._services, subject, why=why.strip(), actor=_actor(guest))
            return "lifted" if new else "lifted_already"

        return await self._after(guest, go_on())

    async def see(self, guest: SeesAlarms, kind: Annotated[AlarmKind, Form()], subject: Id) -> Response:
        """Somebody looks after an alarm."""

        async def seen() -> str:
            await alarms.see(self._services, kind, subject, actor=_actor(guest))
            return "seen"

        return await self._after(guest, seen())

    async def decide(
        self,
        guest: Decides,
        id: Annotated[int, Form(ge=1, le=LARGEST)],
        sent: Annotated[Literal["yes", "no"], Form()],
        why: Why,
    ) -> Response:
        """Somebody found out what became of a message."""

        async def decided() -> str:
            if not why.strip():
                raise BadInput("reason_needed")
            actor = _actor(guest)
            await doubts.decide(self._services, id, sent == "yes", actor=actor, why=why.strip())
            return "resolved"

        return await self._after(guest, decided())

    async def tend(
        self, guest: Tends, id: Id, what: Annotated[Literal["retry", "bury"], Form()], why: Why = ""
    ) -> Response:
        """A dead letter is processed again, or looked after otherwise."""

        async def tended() -> str:
            if what == "retry":
                await dead_letters.retry(self._services, id, actor=_actor(guest))
                return "retried"
            await dead_letters.bury(self._services, id, why=why.strip(), actor=_actor(guest))
            return "buried"

        return await self._after(guest, tended())

    async def media(
        self,
        guest: OpensMedia,
        id: Annotated[str, Query(max_length=LONGEST_ID)],
        n: Annotated[int, Query(ge=1, le=MOST)],
    ) -> Response:
        """A file that came with a message, for the reader to keep."""
        await file_seen(self._services, guest.user, id)
        return saved(await open_media(self._services, self._files, id, n, actor=_actor(guest)))

    async def _after(self, guest: Visitor, doing: Awaitable[str]) -> Response:
        """Do it and show the page anew; what was refused is told on the page, and nothing was changed."""
        try:
            return go(f"{PLACE}?done={await doing}")
        except CaudalError as refusal:
            told = Told(sentence(refusal, self._language), wrong=True)
            return await self._show(guest, told, status_of(refusal))

    async def _show(
        self,
        guest: Visitor,
        told: Told | None,
        status: HTTPStatus = HTTPStatus.OK,
        after: LetterPlace | None = None,
    ) -> Response:
        state = await sending(self._services, self._senders, after)
        older = letter_cursor(state.letters[-1].place) if state.more_letters else ""
        return page(self._pages.sending(who(guest), state, _can(guest.user), told, older), status)


def _actor(guest: Visitor) -> str:
    return subject(guest.user.name)


def _can(user: User) -> Can:
    return Can(
        halt=may(user, Deed.HALT),
        lift_all=may(user, Deed.LIFT_GLOBAL_HALT),
        see_alarms=may(user, Deed.SEE_ALARM),
        decide_doubts=may(user, Deed.DECIDE_DOUBT),
        read_chats=may(user, Deed.READ_CHATS),
        tend_letters=may(user, Deed.TEND_DEAD_LETTERS),
        read_spending=may(user, Deed.READ_SPENDING),
        open_media=may(user, Deed.OPEN_MEDIA),
    )
