"""BAJA, as every notice offers it, holds whatever follows it (I-6)."""

from datetime import date

import pytest

from receivables.model.intent import read
from receivables.model.reading.intents import Intent


@pytest.mark.parametrize(
    "words",
    [
        "BAJA, me cortaron el agua y tengo un bebe",
        "baja. estoy enfermo",
        "BAJA: ya pague",
        "STOP. how much do I owe",
    ],
)
def test_the_word_comes_first_and_more_follows(words: str) -> None:
    reading = read(words, None, None, date(2024, 1, 8))
    assert Intent.OPT_OUT in (reading.intent, *reading.also)
    assert reading.sure


@pytest.mark.parametrize("words", ["baja presion de agua", "Baja, por favor, la tarifa", "bajaron el agua"])
def test_the_word_in_a_sentence_is_another(words: str) -> None:
    assert read(words, None, None, date(2024, 1, 8)).intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    "word",
    ["END", "OPTOUT", "Opt-out", "QUIT", "REVOKE", "STOP ALL", "STOPALL", "ＢＡＪＡ", "𝐁𝐀𝐉𝐀"],
)
def test_every_word_by_which_messages_are_stopped_anywhere(word: str) -> None:
    """SMS-2: the network heeds them by SMS, and nobody knows that we would not elsewhere."""
    reading = read(word, None, None, date(2024, 1, 8))
    assert (reading.intent, reading.sure) == (Intent.OPT_OUT, True)


@pytest.mark.parametrize("word", ["CANCEL", "CANCELAR"])
def test_a_word_that_also_means_to_pay_is_asked_about_and_the_way_out_offered(word: str) -> None:
    reading = read(word, None, None, date(2024, 1, 8))
    assert not reading.sure
    assert Intent.OPT_OUT in reading.options
