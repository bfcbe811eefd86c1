"""Sessions for pages: signing in by form or by a printed link, and who visits a page.

A page's route asks for `Depends(visitor(deed))`. Whoever is not signed in goes to the sign-in page and comes back; a
role that may not is told so; and whatever is not a plain GET must carry the session's secret in the form field `csrf`,
from a page of ours: else it is refused before the route begins.
"""

import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from api.auth import Deed, check
from api.deps import Parts, Plugged
from api.errors import NotPermitted, status_of
from receivables.errors import CaudalError
from receivables.model.staff import Session, User
from receivables.usecases import sign_in
from receivables.usecases.sign_in import LockedOut, Opened
from receivables.usecases.staff import LONGEST_PASSWORD
from templates.errors import sentence
from templates.pages.door import sign_in_page

HOME = "/console"
LOGIN = "/console/login"
LOGOUT = "/console/logout"
LONGEST_NEXT = 500
LONGEST_NAME = 64
LINK_PARAMETER = "token"
# Both are for this host only, by their names, where browsers come by https (RFC 6265bis, 4.1.3).
COOKIE = "caudal_session"
BEFORE = "caudal_before"
BEFORE_SECONDS = 3600
LOOK = "x-caudal-look"
"""A page that looks by itself for what is new says so: nobody may be there."""

OWN_PAGE = re.compile(r"/(?:console|field)(?:[/?][!-~]*)?")
READING = ("GET", "HEAD")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who visits a page. `csrf` goes into every form of it as the hidden field `csrf`."""

    user: User
    session: Session

    @property
    def csrf(self) -> str:
        """The secret of the session, which no other page knows."""
        return self.session.csrf


class SeeOther(Exception):
    """The visitor has to go elsewhere first; `opened` is a session that begins with it."""

    def __init__(self, location: str, opened: Opened | None = None) -> None:
        super().__init__(location)
        self.location = location
        self.opened = opened


def visitor(deed: Deed) -> Callable[[Request, Parts], Awaitable[Visitor]]:
    """A dependency for the pages of a deed. Raises SeeOther and NotPermitted."""

    async def visits(request: Request, plugged: Plugged) -> Visitor:
        found = await _found(request, plugged)
        if request.method in READING and LINK_PARAMETER in request.query_params:
            raise await _by_link(request, plugged, found)
        if found is None:
            raise SeeOther(_login_for(request))
        if request.method not in READING:
            await _check_form(request, plugged, found)
        check(found.user, deed)
        return found

    return visits


def install(app: FastAPI) -> None:
    """Have the application send visitors where they have to go."""

    async def see_other(request: Request, error: Exception) -> Response:
        assert isinstance(error, SeeOther)  # noqa: S101 - it was registered for these
        response = RedirectResponse(error.location, HTTPStatus.SEE_OTHER)
        if error.opened is not None:
            _give(response, request.app.state.parts, error.opened)
        return response

    app.add_exception_handler(SeeOther, see_other)


def safe_next(path: str) -> str:
    """A path of our own pages to go on to; the first page for anything else."""
    own = len(path) <= LONGEST_NEXT and OWN_PAGE.fullmatch(path) and "\\" not in path
    return path if own and urlsplit(path).path not in (LOGIN, LOGOUT) else HOME


@router.get(LOGIN)
async def form(request: Request, plugged: Plugged, next: str = HOME) -> Response:
    """The form, with a secret that only this browser's next try can carry."""
    return _form(request, plugged, next)


@router.post(LOGIN)
async def enter(
    request: Request,
    plugged: Plugged,
    username: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD)] = "",
    csrf: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = HOME,
) -> Response:
    """A new session for whoever knows the password; the one that the browser had ends."""
    if not _own(request, plugged) or not _same(csrf, request.cookies.get(_named(BEFORE, plugged), "")):
        return _form(request, plugged, next, NotPermitted("form_grown_old"))
    try:
        user = await sign_in.authenticate(plugged.entrance, username, password)
    except LockedOut as locked:
        return _form(request, plugged, next, locked)
    if user is None:
        return _form(request, plugged, next, CaudalError("wrong_name_or_password"))
    before = await _found(request, plugged)
    if before is not None:
        await sign_in.close_session(plugged.entrance, before.session)
    response = RedirectResponse(safe_next(next), HTTPStatus.SEE_OTHER)
    _give(response, plugged, await sign_in.open_session(plugged.entrance, user))
    return response


@router.post(LOGOUT)
async def leave(request: Request, plugged: Plugged) -> Response:
    """End the session; whoever has none is sent to the form all the same."""
    found = await _found(request, plugged)
    response = RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
    if found is not None:
        await _check_form(request, plugged, found)
        await sign_in.close_session(plugged.entrance, found.session)
        response.delete_cookie(
            _named(COOKIE, plugged), secure=plugged.behind_tls, httponly=True, samesite="lax"
        )
    return response


async def _found(request: Request, plugged: Parts) -> Visitor | None:
    cookie = request.cookies.get(_named(COOKIE, plugged))
    touched = LOOK not in request.headers
    found = await sign_in.session_of(plugged.entrance, cookie, touched=touched) if cookie else None
    return Visitor(*found) if found else None


async def _by_link(request: Request, plugged: Parts, found: Visitor | None) -> SeeOther:
    """Where a printed link leads: to its page without the token, which then stays in no history and no log.

    A link that was used does no harm in the browser that used it; elsewhere it leads to the form.
    """
    opened = await sign_in.open_by_link(plugged.entrance, request.query_params[LINK_PARAMETER])
    if opened is not None and found is not None:
        await sign_in.close_session(plugged.entrance, found.session)
    if opened is None and found is None:
        return SeeOther(_login_for(request))
    return SeeOther(_path(request), opened)


async def _check_form(request: Request, plugged: Parts, found: Visitor) -> None:
    """Raises NotPermitted unless the form is one of ours, made for this session."""
    given: FormData = await request.form()
    secret = given.get("csrf")
    if not _own(request, plugged) or not isinstance(secret, str) or not _same(secret, found.csrf):
        raise NotPermitted("form_grown_old")


def _own(request: Request, plugged: Parts) -> bool:
    """Whether what the browser says of the page it comes from speaks of a page of ours.

    A program says nothing of it; then the secret alone decides.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in ("same-origin", "none"):
        return False
    ours = {request.headers.get("host", "")}
    if plugged.public_url is not None:
        ours.add(urlsplit(plugged.public_url).netloc)
    return origin is None or urlsplit(origin).netloc in ours - {""}


def _same(given: str, known: str) -> bool:
    """Compared in the same time wherever they differ; no secret at all is not the same as none."""
    return bool(known) and secrets.compare_digest(given.encode(), known.encode())


def _form(request: Request, plugged: Parts, follow: str, wrong: CaudalError | None = None) -> Response:
    """The form of signing in, with what was wrong with the last try."""
    name = _named(BEFORE, plugged)
    secret = request.cookies.get(name) or secrets.token_urlsafe(32)
    told = sentence(wrong, plugged.language) if wrong else ""
    utility = plugged.services.policy.name
    page = sign_in_page(utility=utility, csrf=secret, follow=safe_next(follow), told=told)
    response = HTMLResponse(page.html, _status(wrong), page.headers)
    if isinstance(wrong, LockedOut):
        response.headers["Retry-After"] = str(wrong.values["seconds"])
    _set(response, plugged, name, secret, BEFORE_SECONDS)
    return response


def _status(wrong: CaudalError | None) -> HTTPStatus:
    if wrong is None:
        return HTTPStatus.OK
    known = isinstance(wrong, LockedOut | NotPermitted)
    return status_of(wrong) if known else HTTPStatus.UNAUTHORIZED


def _login_for(request: Request) -> str:
    """The form, which leads back to the page that was asked for."""
    if request.method not in READING:
        return LOGIN
    return f"{LOGIN}?{urlencode({'next': _path(request)})}"


def _path(request: Request) -> str:
    """The path that was asked for, without a link's token, and with a query only if there is another one."""
    others = [(name, value) for name, value in request.query_params.multi_items() if name != LINK_PARAMETER]
    path = request.url.path
    return safe_next(f"{path}?{urlencode(others)}" if others else path)


def _give(response: Response, plugged: Parts, opened: Opened) -> None:
    _set(response, plugged, _named(COOKIE, plugged), opened.cookie, int(sign_in.SESSION.total_seconds()))


def _set(response: Response, plugged: Parts, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=plugged.behind_tls
    )


def _named(cookie: str, plugged: Parts) -> str:
    return f"__Host-{cookie}" if plugged.behind_tls else cookie
