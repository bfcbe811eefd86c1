"""Passwords by Argon2id. One hash takes about 0.1 s and 64 MiB on purpose: it runs in a thread, few at a time."""

import asyncio
import secrets
from base64 import b64encode

from pwdlib.hashers.argon2 import Argon2Hasher

SALT_BYTES = 16
HASH_BYTES = 32


class Argon2Passwords:
    """The port `Passwords`. The defaults are those that the library recommends.

    `memory_kib` is what one hash needs; at most `at_once` run together, the others wait.
    """

    def __init__(self, *, passes: int = 3, memory_kib: int = 65536, lanes: int = 4, at_once: int = 2) -> None:
        self._hasher = Argon2Hasher(passes, memory_kib, lanes, HASH_BYTES, SALT_BYTES)
        self._gate = asyncio.Semaphore(at_once)
        self._nobody = (
            f"$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${_random(SALT_BYTES)}${_random(HASH_BYTES)}"
        )

    async def digest(self, password: str) -> str:
        """An Argon2id string with its own salt and parameters."""
        async with self._gate:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def matches(self, password: str, digest: str | None) -> bool:
        """Without a digest it is checked against one that no password made, so that it takes as long."""
        async with self._gate:
            right = await asyncio.to_thread(self._hasher.verify, password, digest or self._nobody)
        return right and digest is not None


def _random(size: int) -> str:
    return b64encode(secrets.token_bytes(size)).decode().rstrip("=")
