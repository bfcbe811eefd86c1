"""Bearer tokens: JWT signed by HS256, which name a member of staff for an hour and say nothing else of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

from receivables.model.staff import User
from receivables.ports import Clock
from receivables.usecases.sign_in import of_password

ALGORITHM = "HS256"
SHORTEST_KEY_BYTES = 32
LIFETIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a living token says: a name, which password was the right one when it was given, and when that was."""

    name: str
    password: str
    issued_at: datetime

    def hold(self, user: User) -> bool:
        """Whether that user may still act with it."""
        late = user.valid_after is None or self.issued_at > user.valid_after
        return (
            user.disabled_at is None and late and (self.name, self.password) == (user.name, of_password(user))
        )


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
        """A token for that user from now on, until the hour or the password ends."""
        # With its fractions: one given right after the user was let in again is of the same second.
        now = self._clock.now().timestamp()
        claims = {"sub": user.name, "pwd": of_password(user), "iat": now, "exp": int(now) + self.seconds}
        return jwt.encode(claims, self._key, ALGORITHM)

    def read(self, token: str) -> Claims | None:
        """What a token says that we signed and that has not ended; None for anything else."""
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                # The library would ask the machine what time it is; our clock is asked below.
                options={"require": ["sub", "pwd", "iat", "exp"], "verify_exp": False, "verify_iat": False},
            )
        except jwt.InvalidTokenError:
            return None
        ended = int(claims["exp"]) <= self._clock.now().timestamp()
        if ended:
            return None
        issued_at = datetime.fromtimestamp(float(claims["iat"]), UTC)
        return Claims(str(claims["sub"]), str(claims["pwd"]), issued_at)
