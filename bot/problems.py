"""Refusals of the bot's routes as `application/problem+json`, wherever the routes are served from."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from receivables.errors import BadInput, CaudalError, Refused, Unknown
from templates.errors import sentence

PROBLEM_JSON = "application/problem+json"


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
TITLES = {"too_many_questions": "verify_problem_429"}
"""The sentences that are titles of their own."""


class ProblemRoute(APIRoute):
    """A route whose refusals are problems in the reader's language."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except CaudalError as refusal:
                return problem(refusal)

        return guarded


def problem(refusal: CaudalError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer to what was refused: its status, a title, the sentence, and the code for programs."""
    status = next(
        (status for kind, status in STATUSES if isinstance(refusal, kind)), HTTPStatus.INTERNAL_SERVER_ERROR
    )
    title = sentence(CaudalError(TITLES.get(refusal.code, f"chat_problem_{status.value}")))
    body = {
        "type": "about:blank",
        "title": title,
        "status": status.value,
        "detail": sentence(refusal),
        "code": refusal.code,
    }
    return JSONResponse(body, status.value, headers, media_type=PROBLEM_JSON)
