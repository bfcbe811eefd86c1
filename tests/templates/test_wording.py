"""Amounts, days and counts as people in Peru read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.money import Money
from templates.wording import Wording, count, money, plain_spaces, tail
from templates.wording import given as given_name
from tests.support.build import a_policy

WORDING = Wording("es_PE", ZoneInfo("America/Lima"))


@pytest.mark.parametrize("locale", ["en_IN", "es_CO", "es_ES", "es_PE", "pt_BR"])
@given(centimos=st.integers(-(10**6), 10**12))
def test_amounts_are_written_as_babel_writes_them(locale: str, centimos: int) -> None:
    amount = Money(centimos, "PEN")
    assert money(amount, locale) == plain_spaces(format_currency(amount.soles, "PEN", locale=locale))


def test_amounts_have_the_sign_of_the_sol_and_two_decimals() -> None:
    assert WORDING.money(Money.of("1234.5")) == "S/ 1,234.50"
    assert WORDING.money(Money(0)) == "S/ 0.00"


def test_pesos_are_whole_where_they_are() -> None:
    bogota = Wording("es_CO", ZoneInfo("America/Bogota"))
    assert bogota.money(Money(4_560_000, "COP")) == "$45.600"
    assert bogota.money(Money(3_891_198, "COP")) == "$38.911,98"
    assert money(Money(4_560_000, "COP"), "en") == "$45,600"
    assert bogota.overdue(2, 1) == "2 facturas vencidas y 1 cuota vencida de su acuerdo de pago"
    assert bogota.hour(datetime(2024, 1, 12, 15, 0, tzinfo=UTC)) == "10:00 a. m."


@given(st.integers(-(10**9), 10**9))
def test_no_amount_loses_a_centimo_on_the_way_to_words(centimos: int) -> None:
    told = WORDING.money(Money(centimos))
    digits = told.replace("S/", "").replace(",", "").replace(" ", "")
    assert Money.of(digits) == Money(centimos)


def test_days_are_told_in_full_in_short_and_in_brief() -> None:
    day = date(2024, 1, 12)
    assert WORDING.day(day) == "viernes 12 de enero de 2024"
    assert WORDING.short_day(day) == "12/01/2024"
    assert WORDING.brief_day(day) == "viernes 12"
    assert WORDING.period("2023-09") == "setiembre de 2023"


def test_moments_are_told_on_the_clock_of_the_utility() -> None:
    moment = datetime(2024, 1, 12, 15, 0, tzinfo=UTC)
    assert WORDING.moment(moment) == "viernes 12 de enero a las 10:00 a. m."
    assert WORDING.hour(moment) == "10:00"


def test_the_record_is_told_with_its_year_and_midnight_as_a_day() -> None:
    assert WORDING.dated_moment(datetime(2024, 1, 12, 15, 4, tzinfo=UTC)) == (
        "viernes 12 de enero de 2024 a las 10:04"
    )
    assert WORDING.dated_moment(datetime(2024, 1, 12, 5, 0, tzinfo=UTC)) == "viernes 12 de enero de 2024"
    assert WORDING.dated(datetime(2024, 1, 12, 4, 0, tzinfo=UTC)) == "11/01/2024"


def test_notices_reasons_and_what_is_overdue_read_inside_a_sentence() -> None:
    assert WORDING.notice("friendly_notice") == "aviso amistoso"
    assert (
        WORDING.reasons(["claim", "cap"])
        == "lo vencido está en reclamo; ya se le enviaron los mensajes permitidos"
    )
    assert WORDING.overdue(2, 1) == "2 recibos vencidos y 1 cuota vencida de su convenio"
    assert WORDING.overdue(0, 2) == "2 cuotas vencidas de su convenio"
    assert WORDING.overdue(0, 0) == ""


def test_spaces_are_plain() -> None:
    assert plain_spaces("S/\u00a01\u202f000") == "S/ 1 000"


@pytest.mark.parametrize(("number", "told"), [(0, "0 recibos"), (1, "1 recibo"), (2, "2 recibos")])
def test_one_is_one(number: int, told: str) -> None:
    assert count(number, "recibo", "recibos") == told


@pytest.mark.parametrize(
    ("name", "first"),
    [("Mendoza Cedillo, Irma Jessica", "Irma"), ("ROSA EJEMPLO", "Rosa"), ("Pérez,", "Pérez,"), ("", "")],
)
def test_people_are_greeted_by_their_given_name(name: str, first: str) -> None:
    assert given_name(name) == first


def test_offices_are_named_in_a_sentence() -> None:
    offices = a_policy().offices
    assert WORDING.names(offices) == "Oficina central de Tumbes y otros 2 lugares autorizados"
    assert (
        WORDING.names(offices[:2])
        == "Oficina central de Tumbes y Centro autorizado de recaudación (CAR) Zarumilla"
    )
    assert WORDING.names(offices[:1]) == "Oficina central de Tumbes"
    assert WORDING.names(()) == "nuestras oficinas"


def test_a_masked_number_is_told_by_its_end() -> None:
    assert tail("...3768") == "3768"


def test_quantities_have_no_idle_zeros() -> None:
    assert [WORDING.quantity(Decimal(each)) for each in ("16.000", "12.5", "1200")] == ["16", "12.5", "1,200"]


def test_a_short_moment_has_its_day_and_hour() -> None:
    assert WORDING.brief_moment(datetime(2024, 1, 12, 15, 0, tzinfo=UTC)) == "viernes 12/01 a las 10:00"


def test_every_message_that_we_begin_has_a_name() -> None:
    assert WORDING.message_name("friendly_notice") == "aviso amistoso"
    assert WORDING.message_name("atypical_bill") == "aviso de un recibo más alto que lo usual"
    assert WORDING.message_name("whatever") == "aviso sobre su servicio"
