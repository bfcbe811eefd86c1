"""Refusals of the bot's routes as `application/problem+json`, wherever the routes are served from."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from receivables.errors import BadInput, CaudalError, Refused, Unknown
from templates.errors import LANGUAGES, PROBLEM_JSON, problem_body, sentence


class Elsewhere(CaudalError):
    """The request comes from a page of somebody else."""


class TooMany(Refused):
    """More people are here than there is room for."""


class TooLarge(CaudalError):
    """More was sent than anybody needs."""


class NotPosted(CaudalError):
    """The path takes one method, and this was another one."""


class Away(CaudalError):
    """What is needed for this cannot be reached now; it is worth trying again."""


STATUSES: tuple[tuple[type[CaudalError], HTTPStatus], ...] = (
    (Elsewhere, HTTPStatus.FORBIDDEN),
    (NotPosted, HTTPStatus.METHOD_NOT_ALLOWED),
    (Away, HTTPStatus.SERVICE_UNAVAILABLE),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (Unknown, HTTPStatus.NOT_FOUND),
    (BadInput, HTTPStatus.UNPROCESSABLE_ENTITY),
    (TooMany, HTTPStatus.TOO_MANY_REQUESTS),
    (Refused, HTTPStatus.CONFLICT),
)
"""Titles by status are those of the sentences `chat_problem_<status>`."""
TITLES = {"too_many_questions": "verify_problem_429", "too_many_openings": "verify_problem_429"}
"""The sentences that are titles of their own."""


class ProblemRoute(APIRoute):
    """A route whose refusals are problems in the reader's language."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except CaudalError as refusal:
                return problem(refusal, language=language_of(request))

        return guarded


def language_of(request: Request) -> str:
    """The language that the page of a request speaks, as the routes of that page noted; Spanish elsewhere."""
    locale: str = getattr(request.state, "locale", LANGUAGES[0])
    return locale.partition("_")[0]


def problem(
    refusal: CaudalError, headers: Mapping[str, str] | None = None, language: str = LANGUAGES[0]
) -> JSONResponse:
    """The answer to what was refused: its status, a title, the sentence, and the code for programs."""
    status = next(
        (status for kind, status in STATUSES if isinstance(refusal, kind)), HTTPStatus.INTERNAL_SERVER_ERROR
    )
    title = sentence(CaudalError(TITLES.get(refusal.code, f"chat_problem_{status.value}")), language)
    body = problem_body(status, refusal.code, title, sentence(refusal, language))
    return JSONResponse(body, status.value, headers, media_type=PROBLEM_JSON)


def fault(path: str = "") -> JSONResponse:
    """Something that nobody foresaw; the log says where, the reader is not told what."""
    del path  # it is told the same everywhere
    return problem(CaudalError("fault_inside"))
