"""SMS texts: what GSM-7 holds, what stands for the rest, and in how many parts a text goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.gsm import BASIC, EXTENDED, fits, segments, written

GSM = st.text(alphabet=st.sampled_from(sorted(BASIC | EXTENDED)), max_size=400)


@pytest.mark.parametrize(
    ("text", "sms"),
    [
        ("Señor Pérez: ¿pagó ya? ¡Gracias!", "Señor Pérez: ¿pago ya? ¡Gracias!"),
        ("ÁÍÓÚ áíóú ÉÑÜ éñü", "AIOU aiou ÉÑÜ éñü"),
        ("S/\u00a012.50 a las 10:00\u202fa. m.", "S/ 12.50 a las 10:00 a. m."),
        ("“Agua” ‘Tumbes’ – corte… • uno", "\"Agua\" 'Tumbes' - corte... - uno"),
        ("n\u0303 i\u0301", "ñ i"),
        ("Conexión N.º 5 × 2", "Conexion N.o 5 x 2"),
        ("€ {a} [b] ~ ^ | \\", "€ {a} [b] ~ ^ | \\"),
        ("Fecha\t01\u00ad02", "Fecha 0102"),
    ],
)
def test_what_stands_for_what(text: str, sms: str) -> None:
    assert written(text) == sms
    assert fits(sms)


@pytest.mark.parametrize("text", ["Pérez 木", "mañana 💧 aquí", "Ωmega жук"])
def test_a_text_that_gsm_7_cannot_hold_keeps_its_accents(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" + "€" * 80, 2),
        ("€" * 152, 2),  # 76 in each part: half a sign does not fit into the 153rd septet
        ("€" * 153, 3),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("💧" * 35, 1),
        ("💧" * 36, 2),
        ("💧" * 66, 2),  # 33 in each part
        ("💧" * 67, 3),
    ],
)
def test_how_many_parts(text: str, parts: int) -> None:
    assert segments(text) == parts


@given(GSM)
def test_what_fits_is_left_alone_and_counted_within_its_bounds(text: str) -> None:
    septets = sum(2 if char in EXTENDED else 1 for char in text)
    assert written(text) == text
    assert septets <= (160 if segments(text) == 1 else 153 * segments(text))
    if segments(text) > 1:
        assert septets > 160
        assert septets > 152 * (segments(text) - 1)


@given(st.text(max_size=300))
def test_any_text_is_written_the_same_twice_and_never_in_more_parts(text: str) -> None:
    once = written(text)
    assert written(once) == once
    assert fits(once) or once == text
    assert segments(once) >= 1


@given(st.text(alphabet="áíóúÁÍÓÚ aeiou", min_size=71, max_size=150).filter(lambda t: not fits(t)))
def test_writing_it_so_saves_parts(text: str) -> None:
    assert segments(written(text)) < segments(text)
