"""Tokens: ours, of now, of the present password, and nothing else."""

from dataclasses import replace
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


def name_in(tokens: Tokens, token: str) -> str | None:
    claims = tokens.read(token)
    return claims.name if claims else None


def test_a_token_names_its_user_until_it_ends(clock: FixedClock) -> None:
    tokens = Tokens(KEY, clock, timedelta(minutes=5))
    token = tokens.issue(ANA)
    assert name_in(tokens, token) == "ana"
    clock.move(timedelta(seconds=tokens.seconds - 1))
    assert name_in(tokens, token) == "ana"
    clock.move(timedelta(seconds=1))
    assert name_in(tokens, token) is None


def test_a_token_of_another_key_names_nobody(clock: FixedClock) -> None:
    foreign = Tokens(b"another secret key of the same length", clock).issue(ANA)
    assert name_in(Tokens(KEY, clock), foreign) is None


@pytest.mark.parametrize("missing", ["sub", "pwd", "exp", "iat"])
def test_a_token_that_lacks_something_names_nobody(clock: FixedClock, missing: str) -> None:
    seconds = int(START.timestamp())
    claims = {"sub": "ana", "pwd": "x", "iat": seconds, "exp": seconds + 60}
    whole = jwt.encode(claims, KEY, "HS256")
    assert name_in(Tokens(KEY, clock), whole) == "ana"
    del claims[missing]
    assert name_in(Tokens(KEY, clock), jwt.encode(claims, KEY, "HS256")) is None


def test_a_token_without_a_signature_names_nobody(clock: FixedClock) -> None:
    claims = {"sub": "ana", "pwd": "x", "iat": 0, "exp": int(START.timestamp()) + 60}
    assert name_in(Tokens(KEY, clock), jwt.encode(claims, None, "none")) is None


@pytest.mark.parametrize("text", ["", "nada", "a.b.c", "ñ.ñ.ñ", "." * 1000])
def test_what_is_no_token_names_nobody(clock: FixedClock, text: str) -> None:
    assert name_in(Tokens(KEY, clock), text) is None


def test_the_role_is_not_in_it(clock: FixedClock) -> None:
    token = Tokens(KEY, clock).issue(ANA)
    claims = jwt.decode(token, KEY, ["HS256"], options={"verify_signature": False})
    assert set(claims) == {"sub", "pwd", "iat", "exp"}
    assert ANA.password_digest not in str(claims)


def test_it_holds_for_its_user_until_the_password_changes_or_they_are_disabled(clock: FixedClock) -> None:
    tokens = Tokens(KEY, clock)
    claims = tokens.read(tokens.issue(ANA))
    assert claims is not None
    assert claims.hold(ANA)
    assert not claims.hold(replace(ANA, password_digest="another"))
    assert not claims.hold(replace(ANA, disabled_at=START))
    assert not claims.hold(replace(ANA, name="beto"))


def test_what_was_given_before_a_shutting_out_is_dead_for_good(clock: FixedClock) -> None:
    tokens = Tokens(KEY, clock)
    old = tokens.read(tokens.issue(ANA))
    let_in_again = replace(ANA, valid_after=START)
    clock.move(timedelta(microseconds=1))
    new = tokens.read(tokens.issue(let_in_again))
    assert old is not None
    assert new is not None
    assert not old.hold(let_in_again)
    assert new.hold(let_in_again)


def test_a_short_key_is_not_taken(clock: FixedClock) -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        Tokens(b"x" * 31, clock)
