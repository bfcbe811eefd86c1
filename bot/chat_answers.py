"""How the routes of the embedded chat answer: their headers, the cookie, and who may write here."""

import json
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.packing import ASK_FIRST, packed, unless_known
from bot.problems import Elsewhere
from bot.said import is_form
from bot.visitors import Visitor
from templates.pages.door import OF_FORMS

COOKIE = "caudal_chat"
COOKIE_SECONDS = 24 * 3_600
HTML = "text/html; charset=utf-8"
POLICY_OF_THE_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY_OF_THE_PAGE,
    **OF_FORMS,
    "Cache-Control": ASK_FIRST,
}


def with_cookie(response: Response, visitor: Visitor, request: Request) -> Response:
    """The answer, by which the browser is known again."""
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


def back(supply: str | None) -> Response:
    """To the page, at the field: reloading it sends nothing again."""
    query = f"?supply={quote(supply, safe='')}" if supply else ""
    return RedirectResponse(f"/chat{query}#message", HTTPStatus.SEE_OTHER, HEADERS)


def done(request: Request, supply: str | None) -> Response:
    """Nothing for a script; the page for a form."""
    return back(supply) if is_form(request) else Response(status_code=HTTPStatus.NO_CONTENT)


def in_json(request: Request, told: dict[str, object]) -> Response:
    """What was asked for, not sent again where it is known; what was done is never kept."""
    content = json.dumps(told, ensure_ascii=False).encode()
    if request.method == "GET":
        return unless_known(request, content, "application/json")
    return packed(request, content, "application/json", {"Cache-Control": "no-store"})


def same_origin(request: Request) -> None:
    """A page of somebody else may not write here with this browser's cookie. Raises Elsewhere."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Elsewhere("other_origin")
