"""Days as people name them, reckoned from a Monday, 8 January 2024."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.reading.days import WEEKDAYS, Day, read_day
from receivables.model.reading.words import plain

MONDAY = date(2024, 1, 8)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("hoy", date(2024, 1, 8)),
        ("le pago mañana", date(2024, 1, 9)),
        ("mañana por la mañana", date(2024, 1, 9)),
        ("pasado mañana", date(2024, 1, 10)),
        ("el viernes", date(2024, 1, 12)),
        ("el lunes", date(2024, 1, 15)),
        ("el próximo viernes", date(2024, 1, 12)),
        ("el viernes de la próxima semana", date(2024, 1, 19)),
        ("el fin de semana", date(2024, 1, 13)),
        ("el 15", date(2024, 1, 15)),
        ("el 8", date(2024, 1, 8)),
        ("el 5", date(2024, 2, 5)),
        ("el día 20", date(2024, 1, 20)),
        ("15/01", date(2024, 1, 15)),
        ("15-01-2024", date(2024, 1, 15)),
        ("15/1/24", date(2024, 1, 15)),
        ("2024-01-15", date(2024, 1, 15)),
        ("15 de enero", date(2024, 1, 15)),
        ("2 de setiembre", date(2024, 9, 2)),
        ("15 de febrero del 2025", date(2025, 2, 15)),
        ("a fin de mes", date(2024, 1, 31)),
        ("a fines de este mes", date(2024, 1, 31)),
        ("en la quincena", date(2024, 1, 15)),
        ("en 3 días", date(2024, 1, 11)),
        ("dentro de una semana", date(2024, 1, 15)),
        ("no hoy, el jueves", date(2024, 1, 11)),
    ],
)
def test_a_named_day_is_understood(said: str, day: date) -> None:
    assert read_day(plain(said), MONDAY) == Day(day)


@pytest.mark.parametrize("said", ["31/02", "el 45", "32 de enero", "29/02/2023"])
def test_a_day_that_no_calendar_has_is_asked_for_again(said: str) -> None:
    assert read_day(plain(said), MONDAY) == Day(None)


@pytest.mark.parametrize("said", ["la próxima semana", "el otro mes", "cuando cobre", "en unos días"])
def test_a_hint_of_a_day_is_asked_for(said: str) -> None:
    assert read_day(plain(said), MONDAY) == Day(vague=True)


@pytest.mark.parametrize(
    "said", ["cuánto debo", "en 6 cuotas", "el 3 cuotas", "S/ 15.50", "vengo de la mañana"]
)
def test_other_words_name_no_day(said: str) -> None:
    assert read_day(plain(said), MONDAY) is None


def test_a_bare_number_is_a_day_only_when_a_day_was_asked_for() -> None:
    assert read_day("15", MONDAY) is None
    assert read_day("15", MONDAY, bare=True) == Day(date(2024, 1, 15))


def test_a_date_without_year_that_is_long_past_is_of_the_next_year() -> None:
    assert read_day("2/1", date(2023, 12, 28)) == Day(date(2024, 1, 2))
    assert read_day("20/12", date(2024, 1, 8)) == Day(date(2024, 12, 20))
    assert read_day("5/1", date(2024, 1, 8)) == Day(date(2024, 1, 5))


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, weekday: str) -> None:
    found = read_day(f"el {weekday}", today)
    assert found is not None
    assert found.on is not None
    assert timedelta(1) <= found.on - today <= timedelta(7)
    assert WEEKDAYS[found.on.weekday()] == weekday


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.text(max_size=60))
def test_no_text_breaks_the_reading(today: date, text: str) -> None:
    read_day(plain(text), today, bare=True)
