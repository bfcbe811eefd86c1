"""Seals of agreements, by a key of the installation."""

import hmac
from collections.abc import Callable

LENGTH = 16
"""Hexadecimal digits: 64 bits, few enough to be typed from paper."""


class Sealer:
    """Makes the seal of some terms. `key` gives what nobody who reads the database has; asked for when it is needed."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def __call__(self, terms: str) -> str:
        """The HMAC-SHA-256 of the terms, cut to `LENGTH` digits, four by four."""
        digits = hmac.new(self._key(), terms.encode(), "sha256").hexdigest()[:LENGTH].upper()
        return "-".join(digits[at : at + 4] for at in range(0, LENGTH, 4))
