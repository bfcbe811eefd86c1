"""Cookies of the embedded chat are bounded and forgotten when idle."""

import pytest

from bot.visitors import IDLE_SECONDS, Visitors
from receivables.errors import Refused


class Ticks:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_visitor_is_known_again_by_an_unguessable_cookie() -> None:
    visitors = Visitors()
    first, second = visitors.admit(), visitors.admit()
    assert visitors.find(first.token) is first
    assert len(first.token) >= 32
    assert first.token != second.token
    assert first.token not in first.address
    assert visitors.find("made-up") is None
    assert visitors.find(None) is None


def test_no_more_are_admitted_than_there_is_room_for() -> None:
    ticks = Ticks()
    visitors = Visitors(most=2, ticks=ticks)
    first, second = visitors.admit(), visitors.admit()
    with pytest.raises(Refused, match="too_many_visitors"):
        visitors.admit()
    ticks.now = IDLE_SECONDS / 2
    visitors.find(first.token)
    ticks.now = IDLE_SECONDS
    third = visitors.admit()
    assert visitors.find(second.token) is None
    assert visitors.find(first.token) is first
    assert visitors.find(third.token) is third
    assert len(visitors) == 2
