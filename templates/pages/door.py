"""The pages at the door of the staff's pages: signing in, and being told no."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from templates.pages.environment import pages

OF_FORMS = {"Referrer-Policy": "same-origin"}
"""Without the origin, the forms of a page could not be told from somebody else's."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the headers without which it is not to be sent."""

    html: str
    headers: Mapping[str, str]


def sign_in_page(*, utility: str, csrf: str, follow: str, told: str = "") -> Page:
    """The form of name and password. `follow` is the path to go on to, `told` what was wrong with the last try."""
    return _page("sign_in.html", utility=utility, csrf=csrf, follow=follow, told=told)


def refusal_page(title: str, told: str) -> Page:
    """A page that says no."""
    return _page("no.html", title=title, told=told)


def _page(template: str, **values: str) -> Page:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    html = _environment().get_template(template).render(nonce=nonce, **values)
    return Page(html, {"Content-Security-Policy": policy, **OF_FORMS})


@cache
def _environment() -> Environment:
    return pages()
