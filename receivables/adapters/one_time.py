"""One-time codes from the system's own source of chance, kept under a key of the installation."""

import hmac
import secrets
from collections.abc import Callable

from receivables.model.one_time import DIGITS


class SecretCodes:
    """Fills `ports.CodeSource`. `key` gives what nobody who reads the database has; it is asked for when needed."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def draw(self) -> str:
        """Six digits, each as likely as any other."""
        return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"

    def ticket(self) -> str:
        """128 bits of chance."""
        return secrets.token_hex(16)

    def code_of(self, ticket: str) -> str:
        """The HMAC-SHA-256 of the ticket, as a number of six digits."""
        number = int.from_bytes(hmac.digest(self._key(), f"ticket\n{ticket}".encode(), "sha256"))
        return f"{number % 10**DIGITS:0{DIGITS}d}"

    def digest(self, supply_number: str, code: str) -> str:
        """The HMAC-SHA-256 of both."""
        return hmac.new(self._key(), f"{supply_number}\n{code}".encode(), "sha256").hexdigest()
