"""How a code looks, however it is typed, and the token that only an e-mail holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.authenticity import (
    ALPHABET,
    code_in,
    link_token,
    mixed,
    normal,
    seal_in,
    seal_of,
    spelled,
)

CODE = "K7QX-3M9P"


@pytest.mark.parametrize(
    "typed",
    [
        "K7QX-3M9P",
        "k7qx-3m9p",
        "K7QX3M9P",
        " k7qx 3m9p ",
        "K7QX – 3M9P",
        "K7QX—3M9P",
        "K.7.Q.X.3.M.9.P",
        "K7QX--3M9P",
        "#K7QX-3M9P",
        "«K7QX-3M9P»",
        "K7QX_3M9P",
        "K7QX/3M9P",
        "K7QX\u22123M9P",
        "Ｋ７ＱＸ－３Ｍ９Ｐ",
    ],
)
def test_a_code_is_known_in_every_spelling(typed: str) -> None:
    assert normal(typed) == CODE


def test_signs_that_look_alike_are_folded() -> None:
    assert normal("sz2b-gk5a") == "5228-6K5A"
    assert not set("SZBGOIL01U") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET)


@pytest.mark.parametrize(
    "typed", ["", "K7QX-3M9", "K7QX-3M9PP", "K7QX-3M9O", "AHAD-EKPQ", "2345-6789", "ñandú", "ñK7QX-3M9P"]
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert normal(typed) is None


@given(
    st.lists(st.sampled_from(ALPHABET), min_size=8, max_size=8).filter(lambda signs: mixed("".join(signs)))
)
def test_every_code_is_read_back_from_a_sentence(signs: list[str]) -> None:
    code = spelled(signs)
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    assert normal(code.lower().replace("-", " ")) == code
    found = code_in(f"hola, ¿es real {code}? gracias")
    assert found is not None
    assert found[0] == code
    assert code not in found[1]


@given(st.text(max_size=80))
def test_any_text_may_be_asked_about(text: str) -> None:
    found = code_in(text)
    assert normal(text) is None or found is None or normal(found[0]) in (found[0], None)


def test_one_of_ours_goes_before_what_only_looks_like_it() -> None:
    found = code_in("recibo F001-2345, código k7qx-3m9p")
    assert found is not None
    assert found[0] == CODE
    assert code_in("recibo F001-2345") == ("F001-2345", "recibo  ")
    assert code_in("buenas tardes, consumos elevados 0103768") is None


def test_a_token_belongs_to_its_code_and_its_key() -> None:
    token = link_token(b"k" * 32, CODE)
    assert re.fullmatch(r"[0-9a-f]{32}", token)
    assert len({token, link_token(b"l" * 32, CODE), link_token(b"k" * 32, "K7QX-3M9Q")}) == 3
    assert link_token(b"k" * 100, CODE)


SEAL = "FF33-3D60-C95C-1CED"


@pytest.mark.parametrize(
    "typed",
    [SEAL, "ff33 3d60 c95c 1ced", "FF333D60C95C1CED", "FF33–3D60–C95C–1CED", "FF33 - 3D6O - C95C - 1CED"],
)
def test_a_seal_is_known_in_every_spelling(typed: str) -> None:
    assert seal_of(typed) == SEAL
    found = seal_in(f"hola, ¿{typed} es real?")
    assert found is not None
    assert found[0] == SEAL
    assert "1CED" not in found[1].upper()


@pytest.mark.parametrize(
    "said",
    [
        "",
        CODE,
        "FF33-3D60-C95C",
        f"{SEAL}-0000",
        "4111 1111 1111 1111",
        "cuánto debo",
        "1CED",
        "R-2023-12 0000001",
    ],
)
def test_what_is_no_seal_is_none(said: str) -> None:
    assert seal_in(said) is None


def test_a_word_said_four_times_is_no_seal() -> None:
    assert seal_in("debo debo debo debo") is None
