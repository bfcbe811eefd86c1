"""Bearer tokens: JWT signed by HS256, which name a member of staff for an hour and say nothing else."""

from datetime import timedelta

import jwt

from receivables.model.staff import User
from receivables.ports import Clock

ALGORITHM = "HS256"
SHORTEST_KEY_BYTES = 32
LIFETIME = timedelta(hours=1)


class Tokens:
    """Issues tokens and reads them again. The role is not inside: it is looked up whenever a token is used.

    `clock` decides when a token ends; give it the machine's own even where the business runs on a simulated one, whose
    days may be skipped. Raises ValueError for a secret key of less than 32 bytes (RFC 7518, 3.2).
    """

    def __init__(self, secret_key: bytes, clock: Clock, lifetime: timedelta = LIFETIME) -> None:
        if len(secret_key) < SHORTEST_KEY_BYTES:
            raise ValueError(f"a secret key needs at least {SHORTEST_KEY_BYTES} bytes")
        self._key = secret_key
        self._clock = clock
        self._lifetime = lifetime

    @property
    def seconds(self) -> int:
        """How long a token is good for."""
        return int(self._lifetime.total_seconds())

    def issue(self, user: User) -> str:
        """A token for that user from now on."""
        now = int(self._clock.now().timestamp())
        claims = {"sub": user.name, "iat": now, "exp": now + self.seconds}
        return jwt.encode(claims, self._key, ALGORITHM)

    def name_in(self, token: str) -> str | None:
        """The name in a token that we signed and that has not ended; None for anything else."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                # The library would ask the machine what time it is; our clock is asked below.
                options={"require": ["sub", "iat", "exp"], "verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            return None
        ended = int(claims["exp"]) <= self._clock.now().timestamp()
        return None if ended else str(claims["sub"])
