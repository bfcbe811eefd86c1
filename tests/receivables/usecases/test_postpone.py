"""When a message that only time withholds is asked about again."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import Case
from receivables.model.policy import Calendar
from receivables.model.protection import Protection
from receivables.model.standing import standing
from receivables.usecases.postpone import asked_again_at
from receivables.usecases.situation import Situation
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_moment, a_reach, lima


def again(now: str, *reasons: Reason, touches: tuple[datetime, ...] = (), **case: object) -> datetime | None:
    at = a_moment(now)
    account = three_months_behind()
    here = Situation(
        account=account,
        standing=standing(account, at.today),
        case=replace(Case("0000001"), **case),  # type: ignore[arg-type]
        protection=Protection.NONE,
        reach=a_reach(touches=touches),
        person="doc:00000001",
    )
    return asked_again_at(here, Withheld(reasons), at)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2024-01-08 00:05", "2024-01-08 07:00"),
        ("2024-01-08 20:00", "2024-01-09 07:00"),
        ("2024-01-12 20:00", "2024-01-15 07:00"),  # a Friday evening
        ("2024-01-13 10:00", "2024-01-15 07:00"),
    ],
)
def test_outside_the_window_at_its_next_opening(now: str, opening: str) -> None:
    assert again(now, Reason.OUTSIDE_WINDOW) == lima(opening)


def test_after_one_message_today_tomorrow() -> None:
    assert again("2024-01-08 10:00", Reason.CAP, touches=(lima("2024-01-08 07:30"),)) == lima(
        "2024-01-09 07:00"
    )


def test_after_three_in_a_week_when_the_first_of_them_is_a_week_old() -> None:
    touches = tuple(lima(f"2024-01-0{day} 15:00") for day in (3, 4, 5))
    assert again("2024-01-08 10:00", Reason.CAP, touches=touches) == lima("2024-01-10 15:00")


def test_a_hold_until_it_ends_and_then_in_the_window() -> None:
    until = lima("2024-01-08 21:00")
    assert again("2024-01-08 10:00", Reason.PAUSED, paused_until=until) == lima("2024-01-09 07:00")


def test_a_late_feed_is_asked_about_every_hour() -> None:
    assert again("2024-01-08 10:00", Reason.STALE_FEED) == lima("2024-01-08 11:00")


def test_the_latest_of_all_reasons_counts() -> None:
    until = lima("2024-01-10 12:00")
    both = (Reason.OUTSIDE_WINDOW, Reason.PAUSED)
    assert again("2024-01-08 06:00", *both, paused_until=until) == until


def test_a_calendar_that_knows_no_open_day_gives_no_moment() -> None:
    at = replace(a_moment(), calendar=Calendar(frozenset(), frozenset()))
    account = three_months_behind()
    here = Situation(
        account, standing(account, at.today), Case("0000001"), Protection.NONE, a_reach(), "doc:00000001"
    )
    assert asked_again_at(here, Withheld((Reason.HOLIDAY,)), at) is None


def test_it_is_always_later_than_now() -> None:
    now = lima("2024-01-08 10:00")
    for reason in (Reason.CAP, Reason.STALE_FEED):
        moment = again("2024-01-08 10:00", reason, touches=(now - timedelta(hours=1),))
        assert moment is not None
        assert moment > now
