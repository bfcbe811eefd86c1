"""The assumed effects are shares of a thousand, and each lot falls into one of them."""

from collections import Counter

import pytest

from caudal.demo.effects import ASSUMED, Mood
from receivables.model.ladder import Notice


@pytest.mark.parametrize("notice", Notice)
def test_the_shares_of_a_notice_leave_room_for_those_who_ignore_it(notice: Notice) -> None:
    assert 0 < sum(ASSUMED.moods[notice].values()) < 1000


@pytest.mark.parametrize("notice", Notice)
def test_of_a_thousand_lots_each_mood_gets_its_share(notice: Notice) -> None:
    shares = ASSUMED.moods[notice]
    counted = Counter(ASSUMED.mood(notice, lot) for lot in range(1000))
    assert counted == Counter({**shares, Mood.IGNORE: 1000 - sum(shares.values())})


def test_every_notice_says_how_many_promises_are_kept() -> None:
    assert set(ASSUMED.keeps) == set(Notice)
    assert all(0 < kept < 1000 for kept in ASSUMED.keeps.values())
