"""The words of the console: every name has one, and time, shares and reasons are told as people tell them."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.decision import Reason
from receivables.model.money import Money
from receivables.model.staff import StaffRole
from templates.labels import label
from templates.pages.console import asset
from templates.pages.console_words import (
    WORDS,
    ConsoleWords,
    ago,
    causes,
    first_up,
    left,
    notice,
    of,
    owing,
    person,
    since,
    word,
)
from templates.roles import TITLES

NOW = datetime(2024, 1, 8, 15, 0, tzinfo=UTC)
LIMA = ConsoleWords("es_PE", ZoneInfo("America/Lima"))
BOGOTA = ConsoleWords("es_CO", ZoneInfo("America/Bogota"))


@pytest.mark.parametrize("kind", sorted(WORDS, key=str))
def test_every_value_has_a_name(kind: type[Enum]) -> None:
    assert [word(value) for value in kind] == list(dict.fromkeys(WORDS[kind].values()))
    assert len(WORDS[kind]) == len(kind)


def test_every_role_has_a_title() -> None:
    assert set(TITLES) == set(StaffRole)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (NOW + timedelta(minutes=80), "quedan 1 h 20 min"),
        (NOW + timedelta(minutes=59, seconds=59), "quedan 59 min"),
        (NOW, "quedan 0 min"),
        (NOW - timedelta(minutes=20), "vencido hace 20 min"),
        (NOW - timedelta(days=3), "vencido hace 3 días"),
        (NOW - timedelta(hours=47), "vencido hace 47 h 0 min"),
    ],
)
def test_a_legal_clock_tells_what_is_left(due: datetime, told: str) -> None:
    assert left(due, NOW) == told


def test_waiting_tells_for_how_long() -> None:
    assert since(NOW - timedelta(days=2, hours=5), NOW) == "hace 2 días"


@pytest.mark.parametrize(
    ("day", "told"),
    [(8, "hoy"), (7, "ayer"), (6, "hace 2 días"), (9, "más adelante")],
)
def test_freshness_is_told_in_words(day: int, told: str) -> None:
    assert ago(date(2024, 1, day), date(2024, 1, 8)) == told


def test_reasons_written_down_are_told_and_other_texts_stay() -> None:
    told = causes(f"{Reason.PAID},{Reason.CLAIM}")
    assert told == f"{label(Reason.PAID)}; {label(Reason.CLAIM)}"
    assert causes("el vecino, la bomba") == "el vecino, la bomba"


def test_what_is_owed_is_counted() -> None:
    assert owing(("overdue_bills:1", "overdue_instalments:2")) == "1 recibo vencido y 2 cuotas vencidas"
    assert owing(("paid",)) == label(Reason.PAID)


def test_people_are_named_and_programs_are_one() -> None:
    assert person("staff/ana") == "ana"
    assert person("clock") == person("dispatcher") == "el programa"
    assert person("provider") == "un aviso del proveedor"


def test_a_notice_of_another_time_keeps_its_name() -> None:
    assert notice("last_chance") == "Último plazo"
    assert notice("red_stamp") == "red_stamp"


def test_amounts_are_written_as_in_the_country() -> None:
    assert LIMA.thousands(1519) == "1,519"
    assert BOGOTA.thousands(1519) == "1.519"
    assert LIMA.customers(1) == "1 cliente"
    assert LIMA.share(Money(71), Money(100)) == "71%"
    assert LIMA.share(Money(0), Money(0)) == "0%"
    assert LIMA.short_moment(NOW) == "08/01/2024 10:00"


def test_a_capital_begins_and_the_rest_stays() -> None:
    assert first_up("tiene un convenio en Tumbes") == "Tiene un convenio en Tumbes"
    assert first_up("") == ""


@given(st.integers(-100, 10_000), st.integers(0, 10_000))
def test_a_bar_is_never_longer_than_its_place(part: int, whole: int) -> None:
    assert 0 <= of(Money(part), Money(whole)) <= 100


def test_the_pages_ask_for_no_file_but_their_own() -> None:
    assert asset("console.css") is not None
    assert asset("chat.js") is None
    assert asset("../errors/es/api.toml") is None
