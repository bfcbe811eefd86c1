"""What the pages of the console share: their bounds, who reads them, how they are answered."""

from hashlib import sha256
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.auth import Deed, may
from api.scope import localities_of
from api.sessions import Visitor
from templates.pages.console import Who
from templates.pages.door import OF_FORMS

HOME = "/console"
LONGEST_ID = 200
LONGEST_WHY = 300
LONGEST_WORD = 40
POLICY_OF_THE_PAGE = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
OF_SCRIPTS = "script-src 'self'; connect-src 'self'"


def who(guest: Visitor) -> Who:
    """Whoever reads, as the pages need to know them."""
    user = guest.user
    return Who(
        user.name,
        user.role,
        guest.csrf,
        opens_supplies=may(user, Deed.SEE_SUPPLY),
        sees_sending=may(user, Deed.READ_SENDING),
        sees_inbox=may(user, Deed.READ_INBOX),
        sees_requests=may(user, Deed.READ_REQUESTS),
        gives_codes=may(user, Deed.GIVE_CODE),
        within=localities_of(user),
    )


def page(html: str, status: HTTPStatus = HTTPStatus.OK, *, scripted: bool = False) -> Response:
    """A page that asks nobody else, and runs nothing; `scripted`: but our own script, which looks for what is new."""
    policy = f"{POLICY_OF_THE_PAGE}; {OF_SCRIPTS}" if scripted else POLICY_OF_THE_PAGE
    return HTMLResponse(html, status, {"Content-Security-Policy": policy, **OF_FORMS})


def unless_known(request: Request, response: Response, content: str) -> Response:
    """The answer, or 304 for whoever looked before and has that content already."""
    tag = f'"{sha256(content.encode()).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        response = Response(status_code=HTTPStatus.NOT_MODIFIED)
    response.headers["ETag"] = tag
    return response


def go(location: str) -> Response:
    """On to another page."""
    return RedirectResponse(location, HTTPStatus.SEE_OTHER)
