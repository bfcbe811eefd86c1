"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta


class FixedClock:
    """Starts at an aware moment. Raises ValueError for a naive one: nobody knows which moment that is."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def now(self) -> datetime:
        """The moment at which it stands, in UTC."""
        return self._moment

    def move(self, by: timedelta) -> None:
        """Move on (or back)."""
        self._moment += by

    def set(self, moment: datetime) -> None:
        """Stand at another moment."""
        if moment.tzinfo is None:
            raise ValueError(f"a moment without a zone: {moment}")
        self._moment = moment.astimezone(UTC)
