"""When a message that only time withholds is asked about again."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from receivables.model.contact import Touch
from receivables.model.decision import Reason, Withheld
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.ladder import Case
from receivables.model.policy import Calendar
from receivables.model.protection import Protection
from receivables.model.standing import standing
from receivables.usecases.postpone import asked_again_at
from receivables.usecases.situation import Situation
from tests.scenarios.calendar import three_months_behind
from tests.support.build import a_moment, a_reach, lima


def again(
    now: str, *reasons: Reason, touches: tuple[datetime, ...] = (), channel: str = "whatsapp", **case: object
) -> datetime | None:
    at = a_moment(now)
    account = three_months_behind()
    here = Situation(
        account=account,
        standing=standing(account, at.today),
        case=replace(Case("0000001"), **case),  # type: ignore[arg-type]
        protection=Protection.NONE,
        reach=a_reach(touches=tuple(Touch(each, channel) for each in touches)),
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
    assert again("2024-01-08 10:00", Reason.PAUSED, holds={"paid": until}) == lima("2024-01-09 07:00")


def test_a_late_feed_is_asked_about_every_hour() -> None:
    assert again("2024-01-08 10:00", Reason.STALE_FEED) == lima("2024-01-08 11:00")


def test_the_latest_of_all_reasons_counts() -> None:
    until = lima("2024-01-10 12:00")
    both = (Reason.OUTSIDE_WINDOW, Reason.PAUSED)
    assert again("2024-01-08 06:00", *both, holds={"paid": until}) == until


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


def test_another_channel_waits_until_the_week_of_the_one_that_was_used_is_over() -> None:
    touch = lima("2024-01-05 11:00")
    assert again("2024-01-08 10:00", Reason.ONE_CHANNEL, touches=(touch,), channel="sms") == lima(
        "2024-01-12 11:00"
    )


def test_an_outage_is_over_on_the_day_after_its_last_one() -> None:
    def outage(last: int) -> Impediment:
        return Impediment(
            f"I-{last}", ImpedimentKind.OUTAGE, Scope.LOCALITY, "Tumbes", date(2024, 1, 8), date(2024, 1, last),
            "api", "", "x", lima("2024-01-08 08:00"),
        )  # fmt: skip

    at = a_moment("2024-01-08 10:00")
    account = replace(three_months_behind(), impediments=(outage(9), outage(12)))
    here = Situation(
        account, at.standing(account), Case("0000001"), Protection.NONE, a_reach(), "doc:00000001"
    )
    assert asked_again_at(here, Withheld((Reason.OUTAGE,)), at) == lima(
        "2024-01-15 07:00"
    )  # the 13th is a Saturday
