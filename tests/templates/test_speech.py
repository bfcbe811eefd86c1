"""Which language a browser asks for: a header is whatever somebody sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.pages.speech import Speech

SPEECH = Speech(("es_PE", "en"))


@given(st.lists(st.sampled_from(["en", "es", ";", "q", "=", ",", ".", "0", "1", "9", " ", "²", "٣", "-"])))
def test_no_header_is_too_strange(signs: list[str]) -> None:
    assert SPEECH.accepted("".join(signs)) in ("", *SPEECH.offered)


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("en;q=0.5, es;q=0.501", "es_PE"),
        ("en;q=1., es;q=0.999", "en"),
        ("en;q=1.000", "en"),
        ("en;q=0.000", ""),
        ("en;q=1.001", ""),
        ("en;q=2, es;q=0.1", "es_PE"),
        ("en;q=0.1234, es;q=0.1", "es_PE"),
        ("en;q=\u0663, es;q=0.1", "es_PE"),
        ("en;q=" + "9" * 5_000, ""),
        ("en;q=0." + "0" * 5_000, ""),
    ],
)
def test_a_weight_is_one_of_the_standard_or_none(header: str, best: str) -> None:
    assert SPEECH.accepted(header) == best
