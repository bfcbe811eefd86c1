"""When a place will be free again."""

import math

from bot.trips import Trips
from receivables.model.message import OutboxRow
from tests.receivables.usecases.test_deliver import a_reply, an_offer


def a(key: str) -> OutboxRow:
    """A row of that name."""
    return a_reply(key)


def test_nothing_is_expected_before_the_first_one_came_back() -> None:
    trips = Trips()
    trips.begin(a("a"), 1.0)
    assert trips.back_by(1e9, 1.0) == 0
    assert trips.back(1, 1.0) == math.inf


def test_the_others_are_expected_to_take_as_long_as_the_last_ones() -> None:
    trips = Trips()
    for number, key in enumerate("abcd"):
        trips.begin(a(key), float(number))
    trips.end([a("a")], 10.0)
    assert list(trips.under_way) == ["b", "c", "d"]
    assert [trips.back_by(moment, 10.0) for moment in (10.9, 11.0, 12.5, 13.0, 99.0)] == [0, 1, 2, 3, 3]
    assert [trips.back(count, 10.0) for count in (1, 2, 3, 4)] == [11.0, 12.0, 13.0, math.inf]


def test_a_group_took_as_long_as_most_of_it_and_one_slow_group_changes_little() -> None:
    trips = Trips()
    for key, began in (("slow", 0.0), ("b", 59.0), ("c", 59.0), ("d", 60.0), ("e", 60.0)):
        trips.begin(a(key), began)
    trips.end([a(key) for key in ("slow", "b", "c")], 60.0)
    assert trips.back(1, 60.0) == 61.0
    trips.end([a("d")], 65.0)
    assert trips.back(1, 62.0) == 62.0  # one second, and a quarter of the four more that it took


def test_whoever_expected_too_much_expects_nothing_until_one_is_back() -> None:
    trips = Trips()
    for key in "abc":
        trips.begin(a(key), 0.0)
    trips.end([a("a")], 1.0)
    trips.misjudged()
    assert trips.back_by(1e9, 1.0) == 0
    trips.end([a("b")], 30.0)
    assert trips.back_by(30.0, 30.0) == 1


def test_what_is_not_under_way_teaches_nothing() -> None:
    trips = Trips()
    trips.end([a("a")], 1.0)
    trips.begin(a("b"), 0.0)
    assert trips.back(1, 1.0) == math.inf


def test_what_is_long_overdue_is_not_expected_any_more() -> None:
    trips = Trips()
    for key, began in (("hangs", 0.0), ("a", 0.0), ("b", 2.0)):
        trips.begin(a(key), began)
    trips.end([a("a")], 1.0)
    assert [trips.back_by(3.0, now) for now in (1.2, 1.3)] == [2, 1]
    assert [trips.back(1, now) for now in (1.2, 1.3)] == [1.0, 3.0]


def test_a_supply_is_met_as_long_as_something_of_it_is_under_way() -> None:
    trips, first, second, other = Trips(), an_offer("1"), an_offer("2"), an_offer("3")
    for row in (first, second):
        trips.begin(row, 0.0)
    assert trips.meets([other, first])
    assert not trips.meets([other, a("talk/1")])
    trips.end([first, other], 1.0)
    assert not trips.meets([first])
    assert trips.meets([second])
