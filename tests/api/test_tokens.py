"""Tokens: ours, of now, and nothing else."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from api.tokens import Tokens
from receivables.model.staff import StaffRole, User
from receivables.testing import FixedClock

KEY = b"a secret key of the tests, long enough"
START = datetime(2024, 1, 8, 15, tzinfo=UTC)
ANA = User("ana", StaffRole.DESK, "digest", START)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


def test_a_token_names_its_user_until_it_ends(clock: FixedClock) -> None:
    tokens = Tokens(KEY, clock, timedelta(minutes=5))
    token = tokens.issue(ANA)
    assert tokens.name_in(token) == "ana"
    clock.move(timedelta(seconds=tokens.seconds - 1))
    assert tokens.name_in(token) == "ana"
    clock.move(timedelta(seconds=1))
    assert tokens.name_in(token) is None


def test_a_token_of_another_key_names_nobody(clock: FixedClock) -> None:
    foreign = Tokens(b"another secret key of the same length", clock).issue(ANA)
    assert Tokens(KEY, clock).name_in(foreign) is None


@pytest.mark.parametrize("missing", ["sub", "exp", "iat"])
def test_a_token_that_lacks_something_names_nobody(clock: FixedClock, missing: str) -> None:
    seconds = int(START.timestamp())
    claims = {"sub": "ana", "iat": seconds, "exp": seconds + 60}
    whole = jwt.encode(claims, KEY, "HS256")
    assert Tokens(KEY, clock).name_in(whole) == "ana"
    del claims[missing]
    assert Tokens(KEY, clock).name_in(jwt.encode(claims, KEY, "HS256")) is None


def test_a_token_without_a_signature_names_nobody(clock: FixedClock) -> None:
    claims = {"sub": "ana", "iat": 0, "exp": int(START.timestamp()) + 60}
    assert Tokens(KEY, clock).name_in(jwt.encode(claims, None, "none")) is None


@pytest.mark.parametrize("text", ["", "nada", "a.b.c", "ñ.ñ.ñ", "." * 1000])
def test_what_is_no_token_names_nobody(clock: FixedClock, text: str) -> None:
    assert Tokens(KEY, clock).name_in(text) is None


def test_the_role_is_not_in_it(clock: FixedClock) -> None:
    token = Tokens(KEY, clock).issue(ANA)
    claims = jwt.decode(token, KEY, ["HS256"], options={"verify_signature": False})
    assert set(claims) == {"sub", "iat", "exp"}


def test_a_short_key_is_not_taken(clock: FixedClock) -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        Tokens(b"x" * 31, clock)
