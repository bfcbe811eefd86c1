"""What opens a chat, and what is never shown of it."""

import pytest

from receivables.model.invitation import LIFETIME, Invitation, opening, token_in, without_token
from tests.support.build import lima

TOKEN = "Zq3-_x" * 5 + "ab"


def test_a_link_is_good_until_it_is_used_or_too_old() -> None:
    made = lima("2024-01-08 10:00")
    invitation = Invitation("digest", "0000001", made, "staff/ana", made + LIFETIME)
    assert invitation.good(made)
    assert not invitation.good(made + LIFETIME)
    used = Invitation("digest", "0000001", made, "staff/ana", made + LIFETIME, made, "sha256:00")
    assert not used.good(made)


def test_a_token_comes_with_the_start() -> None:
    assert token_in(opening(TOKEN)) == TOKEN
    assert without_token(opening(TOKEN)) == "/start"


@pytest.mark.parametrize(
    "text", ["/start", "/start ", "hola", f"hola /start {TOKEN}", f"{TOKEN}", "/start a b"]
)
def test_anything_else_is_a_message(text: str) -> None:
    assert token_in(text) is None
    assert without_token(text) == text


@pytest.mark.parametrize("token", ["", "  ", "a b", "x" * 500])
def test_whatever_stands_in_a_link_opens_as_a_token(token: str) -> None:
    found = token_in(opening(token))
    assert found is not None
    assert len(found) <= 64
