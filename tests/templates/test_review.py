"""A language goes out only as somebody read it through."""

from pathlib import Path

import pytest

from receivables.model.dialogue.language import NAMES
from receivables.model.message import Message
from templates.languages import Languages
from templates.review import NotReviewed, digest, languages, review_of
from tests.support.build import a_policy

LOCALES = sorted(each.parent.name for each in (Path(__file__).parents[2] / "templates").glob("*/buttons.txt"))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_shipped_language_was_read_through_as_it_stands(locale: str) -> None:
    """A text that changed has to be read again: `python -m templates.review LOCALE --by NAME --on DAY`."""
    review = review_of(locale)
    assert review is not None
    assert review.by
    assert locale in languages()
    assert locale in NAMES


def test_a_changed_text_is_a_text_that_nobody_read() -> None:
    assert digest("es_PE") != digest("en")
    assert review_of("xx") is None


def test_a_program_does_not_speak_a_language_that_nobody_read() -> None:
    with pytest.raises(NotReviewed):
        Languages(a_policy(), reviewed=lambda: ("en",))


def test_a_reader_gets_the_language_that_they_chose() -> None:
    words = Languages(a_policy(), reviewed=lambda: ("en", "es_PE"))
    assert "A usted" in words.render(Message("thanks")).text
    assert "welcome" in words.render(Message("thanks", locale="en")).text


def test_a_language_without_a_mark_is_answered_in_the_utilitys_own() -> None:
    words = Languages(a_policy(), reviewed=lambda: ("es_PE",))
    assert words.render(Message("thanks", locale="en")) == words.render(Message("thanks"))
