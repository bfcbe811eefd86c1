"""Every refusal as `application/problem+json` (RFC 9457), or as a page where people read pages: its status, its words,
and never what was sent."""

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from receivables.errors import BadInput, CaudalError, Refused, Unknown
from receivables.usecases.sign_in import LockedOut
from templates.errors import PROBLEM_JSON, problem_body, sentence
from templates.pages.door import refusal_page

log = logging.getLogger(__name__)

CHALLENGE = 'Bearer realm="caudal"'
PAGES = re.compile(r"/(?:console|field)(?:/|$)")


class NotKnown(CaudalError):
    """Nobody, or nobody we know, is asking."""


class NotPermitted(CaudalError):
    """Whoever asks is known, and their role may not do this."""


STATUSES: tuple[tuple[type[CaudalError], HTTPStatus], ...] = (
    (NotKnown, HTTPStatus.UNAUTHORIZED),
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (LockedOut, HTTPStatus.TOO_MANY_REQUESTS),
    (Unknown, HTTPStatus.NOT_FOUND),
    (Refused, HTTPStatus.CONFLICT),
    (BadInput, HTTPStatus.UNPROCESSABLE_ENTITY),
)
"""The first kind that fits decides. Anything else is a fault of ours: 500, and no detail."""

OF_ROLES = frozenset({"matter_not_yours"})
"""What a rule forbids to a role, and not to everybody: 403 too."""

FIELD_CODES: Mapping[str, str] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_type": "field_not_text",
    "string_pattern_mismatch": "field_shape",
    "string_too_short": "field_length",
    "string_too_long": "field_length",
    "enum": "field_choice",
    "literal_error": "field_choice",
    "datetime_parsing": "field_moment",
    "datetime_from_date_parsing": "field_moment",
    "json_invalid": "body_not_json",
    "model_attributes_type": "body_not_object",
}
"""What is wrong with a field: the validator's word and ours."""

FRAMEWORK_CODES: Mapping[int, tuple[HTTPStatus, str]] = {
    400: (HTTPStatus.UNPROCESSABLE_ENTITY, "body_unreadable"),
    404: (HTTPStatus.NOT_FOUND, "no_such_path"),
    405: (HTTPStatus.METHOD_NOT_ALLOWED, "no_such_method"),
    413: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"),
}
"""What the framework refuses by itself; its 400 is a body that is no text at all."""

NAMEABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
MOST_FIELDS_TOLD = 20


def problem(
    status: int,
    code: str,
    detail: str,
    language: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """One refusal; `detail` tells this case, `code` is for programs."""
    body = problem_body(status, code, _title(status, language), detail)
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status, dict(headers or {}), media_type=PROBLEM_JSON)


def status_of(error: CaudalError) -> HTTPStatus:
    """By the tables above."""
    if error.code in OF_ROLES:
        return HTTPStatus.FORBIDDEN
    found = (status for kind, status in STATUSES if isinstance(error, kind))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def is_page(path: str) -> bool:
    """Whether people read there what the program says, in a browser."""
    return PAGES.match(path) is not None


def told(
    path: str,
    status: int,
    code: str,
    detail: str,
    language: str,
    *,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One refusal, as a page where the path is that of a page."""
    if not is_page(path):
        return problem(status, code, detail, language, headers=headers)
    page = refusal_page(_title(status, language), detail)
    return HTMLResponse(page.html, status, {**page.headers, **(headers or {})})


def fault(language: str, path: str = "") -> Response:
    """Something that nobody foresaw; the log says where, the reader is not told what."""
    code = "unexpected"
    return told(path, HTTPStatus.INTERNAL_SERVER_ERROR, code, sentence(CaudalError(code), language), language)


def refusals(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """How a route tells in the OpenAPI document that it may refuse so; 413 and 500 are everywhere."""
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    every = sorted({*statuses, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.INTERNAL_SERVER_ERROR})
    return {
        int(status): {"description": sentence(CaudalError(f"title_{status}")), "content": content}
        for status in every
    }


OF_ONE = refusals(
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""How a route about one thing refuses."""


def install(app: FastAPI, language: str) -> None:
    """Have the application answer all refusals so."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, CaudalError)  # noqa: S101 - it was registered for these
        return _refused(error, language, request.url.path)

    async def malformed(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for these alone
        return _malformed(error, language, request.url.path)

    async def by_the_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - likewise
        status, code = FRAMEWORK_CODES.get(error.status_code, (HTTPStatus(error.status_code), "refused"))
        detail = sentence(CaudalError(code), language)
        return told(request.url.path, status, code, detail, language, headers=error.headers)

    app.add_exception_handler(CaudalError, refused)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, by_the_framework)


def _refused(error: CaudalError, language: str, path: str) -> Response:
    status = status_of(error)
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("a refusal without a status: %s", error.code)
        return fault(language, path)
    return told(
        path, status, error.code, sentence(error, language), language, headers=_headers(error, status)
    )


def _headers(error: CaudalError, status: HTTPStatus) -> Mapping[str, str]:
    if isinstance(error, LockedOut):
        return {"Retry-After": str(error.values["seconds"])}
    return {"WWW-Authenticate": CHALLENGE} if status is HTTPStatus.UNAUTHORIZED else {}


def _malformed(error: RequestValidationError, language: str, path: str) -> Response:
    fields = [_field(found, language) for found in error.errors()[:MOST_FIELDS_TOLD]]
    status, code = HTTPStatus.UNPROCESSABLE_ENTITY, "malformed"
    detail = sentence(CaudalError(code), language)
    if is_page(path):
        return told(path, status, code, detail, language)
    return problem(status, code, detail, language, errors=fields)


def _title(status: int, language: str) -> str:
    key = f"title_{status}"
    title = sentence(CaudalError(key), language)
    # Without one it is a status that no route of ours uses, but one of another program may.
    return HTTPStatus(status).phrase if title == key else title


def _field(found: Mapping[str, Any], language: str) -> dict[str, str]:
    """Where it is and what is wrong; a name that came from outside is repeated only when it looks like one."""
    where, *inside = found["loc"]
    names = [name for name in inside if isinstance(name, str) and NAMEABLE.fullmatch(name)]
    code = _code(found)
    return {
        "in": str(where),
        "pointer": "".join(f"/{name}" for name in names),
        "code": code,
        "detail": sentence(CaudalError(code), language),
    }


def _code(found: Mapping[str, Any]) -> str:
    """Ours for the validator's; a validator of our own raises ValueError with the code."""
    if found["type"] == "value_error":
        return str(found["ctx"]["error"])
    return FIELD_CODES.get(found["type"], "field_wrong")
