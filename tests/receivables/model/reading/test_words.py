"""A message in plain words, however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.reading.words import core, plain


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("¿Cuánto DEBO?", "cuanto debo"),
        ("holaaaa", "hola"),
        ("grácias!!!", "gracias"),
        ("nooo", "no"),
        ("siii", "si"),
        ("q debo xfa", "que debo por favor"),
        ("xq me cobran?", "porque me cobran"),
        ("mañana", "manana"),
        ("pago el 15/12, 45.60 soles.", "pago el 15/12 45.60 soles"),
        ("S/45", "s 45"),
        ("un 20% de inicial", "un 20% de inicial"),
        ("👍", "si"),
        ("leer", "leer"),
        ("", ""),
        ("¡¿…?!", ""),
    ],
)
def test_what_is_typed_becomes_plain_words(typed: str, words: str) -> None:
    assert plain(typed) == words


@given(st.text(max_size=200))
def test_any_text_becomes_plain_words_that_stay_so(text: str) -> None:
    words = plain(text)
    assert plain(words) == plain(plain(words))
    assert words == words.strip().lower()


def test_courtesy_around_a_message_is_set_aside() -> None:
    assert core("buenas tardes senorita baja por favor") == "baja"
    assert core("hola buenas tardes") == "hola buenas tardes"
