"""The clocks: the only code that reads the time of day."""

from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


class RealClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return real_now()


class RunningClock:
    """A clock set to another moment, whose time runs on at the usual speed; it can be moved ahead, never back."""

    def __init__(self, simulated: datetime, real: datetime) -> None:
        self._offset = simulated - real

    @property
    def offset(self) -> timedelta:
        """How far it is from the machine's time."""
        return self._offset

    def now(self) -> datetime:
        """The simulated moment in UTC."""
        return real_now() + self._offset

    def move_to(self, moment: datetime) -> None:
        """Go on from a later moment; an earlier one changes nothing."""
        self._offset = max(self._offset, moment - real_now())


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Where it was stopped, in UTC."""
        return self._moment

    def move_to(self, moment: datetime) -> None:
        """Go to a later moment; an earlier one changes nothing."""
        self._moment = max(self._moment, moment.astimezone(UTC))
