"""When a place will be free again."""

import math

from bot.trips import Trips


def test_nothing_is_expected_before_the_first_one_came_back() -> None:
    trips = Trips()
    trips.begin("a", 1.0)
    assert trips.back_by(1e9, 1.0) == 0
    assert trips.back(1, 1.0) == math.inf


def test_the_others_are_expected_to_take_as_long_as_the_last_ones() -> None:
    trips = Trips()
    for number, key in enumerate("abcd"):
        trips.begin(key, float(number))
    trips.end(["a"], 10.0)
    assert list(trips.under_way) == ["b", "c", "d"]
    assert [trips.back_by(moment, 10.0) for moment in (10.9, 11.0, 12.5, 13.0, 99.0)] == [0, 1, 2, 3, 3]
    assert [trips.back(count, 10.0) for count in (1, 2, 3, 4)] == [11.0, 12.0, 13.0, math.inf]


def test_a_group_took_as_long_as_its_first_one_and_one_slow_group_changes_little() -> None:
    trips = Trips()
    for key, began in (("a", 0.0), ("b", 0.5), ("c", 1.0), ("d", 8.0)):
        trips.begin(key, began)
    trips.end(["b", "a"], 1.0)
    trips.end(["c"], 6.0)
    assert (
        trips.back(1, 6.0) == 10.0
    )  # eight, and the usual one and a quarter of the four more that the slow one took


def test_whoever_expected_too_much_expects_nothing_until_one_is_back() -> None:
    trips = Trips()
    for key in "abc":
        trips.begin(key, 0.0)
    trips.end(["a"], 1.0)
    trips.misjudged()
    assert trips.back_by(1e9, 1.0) == 0
    trips.end(["b"], 30.0)
    assert trips.back_by(30.0, 30.0) == 1


def test_what_is_not_under_way_teaches_nothing() -> None:
    trips = Trips()
    trips.end(["a"], 1.0)
    trips.begin("b", 0.0)
    assert trips.back(1, 1.0) == math.inf


def test_what_is_long_overdue_is_not_expected_any_more() -> None:
    trips = Trips()
    for key, began in (("hangs", 0.0), ("a", 0.0), ("b", 2.0)):
        trips.begin(key, began)
    trips.end(["a"], 1.0)
    assert [trips.back_by(3.0, now) for now in (1.2, 1.3)] == [2, 1]
    assert [trips.back(1, now) for now in (1.2, 1.3)] == [1.0, 3.0]
