"""In which languages a public page speaks, and in which of them to this reader."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

Words = Mapping[str, Mapping[str, str]]
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
"""How much somebody wants a language: 0 to 1 in thousandths (RFC 9110, 12.4.2); 0 is not at all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One language of the choice on a page: its own name, and the address of the page in it."""

    name: str
    lang: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """The languages of a utility's pages, its own first."""

    offered: tuple[str, ...]

    @property
    def own(self) -> str:
        """The utility's own."""
        return self.offered[0]

    def first(self, wanted: Iterable[str]) -> str:
        """The first wish that can be met; else the utility's own."""
        return next((each for each in wanted if each in self.offered), self.own)

    def accepted(self, header: str) -> str:
        """What a browser asks for (RFC 9110, 12.5.4): the locale that fits its best language; "" when none does."""
        for language in _by_preference(header):
            exact = (each for each in self.offered if lang_of(each).lower() == language)
            if found := next(exact, "") or self._alike(language.partition("-")[0]):
                return found
        return ""

    def choices(self, chosen: str, path: str, query: Mapping[str, str]) -> tuple[Choice, ...]:
        """The choice that a page offers; none where there is nothing to choose."""
        if len(self.offered) == 1:
            return ()
        return tuple(
            Choice(
                words_of(locale)["language"]["name"],
                lang_of(locale),
                f"{path}?{urlencode({**query, 'lang': locale})}",
                locale == chosen,
            )
            for locale in self.offered
        )

    def _alike(self, language: str) -> str:
        return next((each for each in self.offered if each.partition("_")[0].lower() == language), "")


@cache
def words_of(locale: str) -> Words:
    """The words of the public pages in that locale."""
    return tomllib.loads(files("templates").joinpath(locale, "pages.toml").read_text("utf-8"))


def lang_of(locale: str) -> str:
    """A locale as pages write it: "es-PE" (BCP 47)."""
    return locale.replace("_", "-")


def _by_preference(header: str) -> list[str]:
    """The languages of the header, best first, in small letters; what is wrong in it is passed over."""
    ranked = []
    for place, part in enumerate(header.split(",")[:20]):
        language, _, quality = part.strip().partition(";")
        name, _, number = quality.strip().partition("=")
        weight = number if name == "q" else "1"
        if language and _WEIGHT.fullmatch(weight) and weight.strip("0."):
            ranked.append((-_thousandths(weight), place, language.strip().lower()))
    return [language for _, _, language in sorted(ranked)]


def _thousandths(weight: str) -> int:
    whole, _, rest = weight.partition(".")
    return int(whole) * 1000 + int(f"{rest:0<3}")
