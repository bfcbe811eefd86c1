"""Digests of passwords: salted, of the strength that we say, equally slow for nobody, and few at a time."""

import asyncio
import re
import threading

import pytest

from receivables.adapters.passwords import Argon2Passwords

pytestmark = pytest.mark.anyio


def cheap(at_once: int = 2) -> Argon2Passwords:
    """The same with as little work as the method allows."""
    return Argon2Passwords(passes=1, memory_kib=8, lanes=1, at_once=at_once)


async def test_a_password_matches_its_own_digest_only() -> None:
    passwords = cheap()
    digest = await passwords.digest("una frase larga")
    assert await passwords.matches("una frase larga", digest)
    assert not await passwords.matches("otra frase larga", digest)


async def test_equal_passwords_have_different_digests() -> None:
    passwords = cheap()
    assert await passwords.digest("una frase larga") != await passwords.digest("una frase larga")


async def test_the_strength_is_that_of_the_recommendation() -> None:
    digest = await Argon2Passwords().digest("una frase larga")
    assert digest.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


async def test_nobody_has_no_password_and_costs_the_same_work() -> None:
    passwords = cheap()
    seen: list[str] = []
    verify = passwords._hasher.verify

    def watched(password: str | bytes, digest: str | bytes) -> bool:
        seen.append(str(digest))
        return verify(password, digest)

    passwords._hasher.verify = watched  # type: ignore[method-assign,assignment]
    digest = await passwords.digest("una frase larga")
    assert not await passwords.matches("una frase larga", None)
    assert not await passwords.matches("", None)
    parameters = re.compile(r"\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}")
    assert len(seen) == 2
    assert all(parameters.fullmatch(one) for one in [*seen, digest])


async def test_no_more_are_worked_on_at_once_than_the_memory_allows() -> None:
    passwords = cheap(at_once=2)
    inside, most, lock = 0, 0, threading.Lock()
    both_in = threading.Barrier(2)

    def work(_: str | bytes) -> str:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        both_in.wait(timeout=10)
        with lock:
            inside -= 1
        return "digest"

    passwords._hasher.hash = work  # type: ignore[method-assign,assignment]
    await asyncio.gather(*(passwords.digest("una frase larga") for _ in range(6)))
    assert most == 2
