"""Long texts in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cutting import parts, units


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", [""]),
        ("hola", ["hola"]),
        ("uno dos\ntres cuatro", ["uno dos", "tres cuatro"]),
        ("a" * 25, ["a" * 12, "a" * 12, "a"]),
        ("\n" * 30, [""]),
    ],
)
def test_at_line_ends_where_there_are_any(text: str, cut: list[str]) -> None:
    assert parts(text, 12) == cut


@given(st.text(max_size=200), st.integers(2, 40))
def test_no_part_is_too_long_and_no_word_is_lost(text: str, longest: int) -> None:
    cut = parts(text, longest)
    assert cut
    assert all(units(part) <= longest for part in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
