"""What a person reads when Caudal says no: one sentence per error code, by language and area."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from receivables.errors import CaudalError
from templates.roles import TITLES

LANGUAGES = ("es", "en")
"""All there is to say is said in the first; what customers may read, in the others too."""
PROBLEM_JSON = "application/problem+json"


class _Shown(dict[str, object]):
    """Fills what an error does not carry with a dash rather than failing while reporting a failure."""

    def __missing__(self, key: str) -> str:
        return "—"


def sentence(error: CaudalError, language: str = "es") -> str:
    """The sentence for an error. A code without one is shown as it is: an unknown refusal is still a refusal."""
    text = catalogue(language).get(error.code) or catalogue(LANGUAGES[0]).get(error.code)
    return text.format_map(_Shown(_told(error.values, language))) if text else str(error)


def problem_body(status: int, code: str, title: str, detail: str) -> dict[str, object]:
    """A refusal as programs read it (RFC 9457). `title` names the kind of status, `detail` tells this case."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}


def _told(values: Mapping[str, object], language: str) -> dict[str, object]:
    """The values as people read them: a role by its name, a date as that language writes it."""
    named = {role.value: title for role, title in TITLES.items()}
    told = {key: _day(value, language) if isinstance(value, date) else value for key, value in values.items()}
    return {key: named.get(str(value), value) if key == "role" else value for key, value in told.items()}


def _day(value: date, language: str) -> str:
    """A day, or a moment on the clock that it carries."""
    day = f"{value:%d/%m/%Y}" if language == "es" else f"{value.day} {value:%B %Y}"
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day


@cache
def catalogue(language: str) -> dict[str, str]:
    """All sentences of a language. Raises ValueError when two areas give the same code different sentences."""
    sentences: dict[str, str] = {}
    folder = files("templates") / "errors" / (language if language in LANGUAGES else LANGUAGES[0])
    for area in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not area.name.endswith(".toml"):
            continue
        for code, text in tomllib.loads(area.read_text("utf-8")).items():
            if sentences.get(code, text) != text:
                raise ValueError(f"two sentences for {code}")
            sentences[code] = text
    return sentences
