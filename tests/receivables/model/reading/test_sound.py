"""Words are one word when they sound alike in Peru, however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.reading.sound import heard
from receivables.model.reading.words import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quiero vivir", "kiero bibir"),
        ("voy a llamar", "boy a yamar"),
        ("recibo", "resivo"),
        ("cuánto debo", "kuanto devo"),
        ("hay agua", "ay awa"),
        ("exceso", "eseso"),
        ("gente", "jente"),
        ("hacer", "aser"),
        ("cancelé", "canselee"),
        ("convenio", "combenio"),
        ("ayúdenme", "allúdenme"),
    ],
)
def test_what_sounds_alike_is_one(one: str, other: str) -> None:
    assert heard(plain(one)) == heard(plain(other))


@pytest.mark.parametrize(
    ("one", "other"), [("pago", "pagué"), ("casa", "caja"), ("cuota", "corta"), ("chau", "cau")]
)
def test_what_sounds_otherwise_stays_apart(one: str, other: str) -> None:
    assert heard(plain(one)) != heard(plain(other))


def test_of_figures_only_their_kind_is_kept() -> None:
    assert heard("en 6 cuotas de 45.60 del 0103768") == heard("en 9 cuotas de 80.10 del 0999999")


@given(st.text(max_size=200))
def test_any_text_is_heard(text: str) -> None:
    spoken = heard(plain(text))
    assert spoken == " ".join(spoken.split())
