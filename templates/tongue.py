"""The language of a locale: our Spanish phrases, and the patterns of days, in its words.

The texts of a locale are its own. The few phrases that they share (names of channels, reasons, the shape of a date)
stand in Spanish in the code and are translated by `templates/<locale>/labels.po`, which is read as it is. A phrase
without a translation stays Spanish: a test holds that this happens in locales of Spanish alone.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.pofile import read_po

PO = "labels.po"


class Tongue:
    """Says a phrase in the words of one locale."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases

    def __call__(self, phrase: str) -> str:
        """The phrase in that language; itself where there is no other."""
        return self._phrases.get(phrase, phrase)

    def knows(self, phrase: str) -> bool:
        """Whether the phrase has been translated."""
        return phrase in self._phrases


@cache
def tongue(locale: str) -> Tongue:
    """The language of a locale, by its file of phrases; one that has no file says everything as it stands."""
    path = files("templates").joinpath(locale, PO)
    if not path.is_file():
        return Tongue({})
    told = read_po(BytesIO(path.read_bytes()), abort_invalid=True)
    return Tongue({str(each.id): str(each.string) for each in told if each.id and each.string})
