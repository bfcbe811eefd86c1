"""The phrases from which is learnt: enough of them, each under one wish, and none of those used for measuring."""

import re
import unicodedata

import pytest

from receivables.model.reading.examples import EXAMPLES, MULTI
from receivables.model.reading.intents import Intent
from tests.receivables.model.reading.crisis_messages import CRISIS_MESSAGES, HARMLESS_MESSAGES
from tests.receivables.model.reading.despair import MANNERS_OF_SPEAKING, OF_DESPAIR
from tests.receivables.model.reading.own_messages import OWN_MESSAGES

ENOUGH = 40
NOT_LEARNT = {
    Intent.IDENTIFY: "numbers and the grammar say it",
    Intent.NOT_TEXT: "there is nothing to read",
    Intent.CONSENT_YES: "a button",
    Intent.CONSENT_NO: "a button",
    Intent.ACCEPT_PLAN: "a button, or a yes to the question asked",
}


def _bare(phrase: str) -> str:
    """A phrase without accents, capitals and punctuation, or itself where nothing else is in it."""
    letters = (c for c in unicodedata.normalize("NFD", phrase.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", "".join(letters))) or phrase


LEARNT = {_bare(phrase) for phrases in EXAMPLES.values() for phrase in phrases}


@pytest.mark.parametrize("intent", sorted(set(Intent) - set(NOT_LEARNT)))
def test_every_wish_has_enough_phrases(intent: Intent) -> None:
    assert len({_bare(phrase) for phrase in EXAMPLES[intent]}) >= ENOUGH


def test_no_phrase_stands_under_two_wishes() -> None:
    wishes: dict[str, set[Intent]] = {}
    for intent, phrases in EXAMPLES.items():
        for phrase in phrases:
            wishes.setdefault(_bare(phrase), set()).add(intent)
    assert {phrase: found for phrase, found in wishes.items() if len(found) > 1} == {}


def test_messages_with_several_wishes_are_not_learnt_as_one() -> None:
    assert all(len(set(wishes)) > 1 for _, wishes in MULTI)
    assert {text for text, _ in MULTI if _bare(text) in LEARNT} == set()


def test_what_is_measured_was_not_learnt() -> None:
    measured = [
        *CRISIS_MESSAGES,
        *OF_DESPAIR,
        *MANNERS_OF_SPEAKING,
        *(text for text, _ in HARMLESS_MESSAGES),
        *(own.text for own in OWN_MESSAGES),
    ]
    assert [text for text in measured if _bare(text) in LEARNT] == []


def test_there_is_enough_to_measure() -> None:
    assert len(set(CRISIS_MESSAGES)) >= 60
    assert len(set(HARMLESS_MESSAGES)) >= 30
    assert len({own.text for own in OWN_MESSAGES}) >= 300
