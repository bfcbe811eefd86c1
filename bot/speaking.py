"""The language of a public page: the one that its reader chose there, else the one that their browser asks for.

The choice is a link, and so works without any script; a cookie keeps it for all our pages.
"""

from collections.abc import Iterable

from fastapi import Request, Response

from templates.pages.speech import Choice, Speech

ASKED = "lang"
COOKIE = "caudal_lang"
A_YEAR_SECONDS = 365 * 24 * 3_600


def chosen(request: Request, speech: Speech) -> str:
    """What the reader chose with this very request; "" without a choice that there is."""
    wanted = request.query_params.get(ASKED, "")
    return wanted if wanted in speech.offered else ""


def spoken(request: Request, speech: Speech, talk: str = "") -> str:
    """The language to answer a request in. `talk`: the one that the talk on the page went on in last."""
    kept = request.cookies.get(COOKIE, "")
    asked = speech.accepted(request.headers.get("accept-language", ""))
    return speech.first((chosen(request, speech), kept, talk, asked))


def note(request: Request, speech: Speech) -> None:
    """Note the language of a request, for what is refused (`problems.language_of`)."""
    request.state.locale = spoken(request, speech)


def choices(request: Request, speech: Speech, locale: str, kept: Iterable[str]) -> tuple[Choice, ...]:
    """The choice for the page; of its address, the fields in `kept` stay."""
    given = request.query_params if request.method == "GET" else {}
    return speech.choices(locale, request.url.path, {name: given[name] for name in kept if name in given})


def remember(response: Response, request: Request, speech: Speech) -> None:
    """Keep what was chosen."""
    if wanted := chosen(request, speech):
        response.set_cookie(
            COOKIE,
            wanted,
            max_age=A_YEAR_SECONDS,
            path="/",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
