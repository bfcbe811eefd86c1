"""The mark of whoever read a language through: without it nothing in that language is sent.

`templates/<locale>/review.toml` names the reader, the day, and what was read (a digest of every text and template of
the locale). A text that changed since is a text that nobody read: the mark holds no more until it is made anew:

    python -m templates.review es_PE --by "Nombre de quien leyó" --on 2026-11-21
"""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

MARK = "review.toml"
READ = (".txt", ".toml", ".po")


@dataclass(frozen=True, slots=True)
class Review:
    """Who read a language through, and when."""

    by: str
    on: date


class NotReviewed(LookupError):
    """Nobody has read this language through as it stands now."""


@cache
def review_of(locale: str) -> Review | None:
    """The mark of a locale; None without one, and for one whose texts have changed since."""
    path = files("templates").joinpath(locale, MARK)
    if not path.is_file():
        return None
    mark = tomllib.loads(path.read_text("utf-8"))
    by, on = mark.get("by"), mark.get("on")
    if mark.get("digest") != digest(locale) or not isinstance(by, str) or not isinstance(on, date):
        return None
    return Review(by, on)


@cache
def languages() -> tuple[str, ...]:
    """The locales that may be sent, in order."""
    found = sorted(
        each.name for each in files("templates").iterdir() if each.joinpath("buttons.txt").is_file()
    )
    return tuple(locale for locale in found if review_of(locale) is not None)


def digest(locale: str) -> str:
    """Of everything that people read in that language, in order of path."""
    told = sha256()
    for path, text in sorted(_texts(files("templates").joinpath(locale), "")):
        told.update(f"{path}\0{text}\0".encode())
    return told.hexdigest()


def _texts(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        here = f"{path}/{each.name}"
        if each.is_dir():
            yield from _texts(each, here)
        elif each.name.endswith(READ) and each.name != MARK:
            yield here, each.read_text("utf-8")


def _mark() -> None:
    asked = argparse.ArgumentParser(prog="templates.review", description="Mark a language as read through.")
    asked.add_argument("locale")
    asked.add_argument("--by", required=True)
    asked.add_argument("--on", required=True, type=date.fromisoformat)
    given = asked.parse_args()
    folder = Path(__file__).parent.joinpath(given.locale)
    if not folder.joinpath("buttons.txt").is_file():
        asked.error(f"there is no locale {given.locale}")
    by = str(given.by).replace('"', "'")
    told = f'by = "{by}"\non = {given.on.isoformat()}\ndigest = "{digest(given.locale)}"\n'
    folder.joinpath(MARK).write_text(told, "utf-8")


if __name__ == "__main__":
    _mark()
