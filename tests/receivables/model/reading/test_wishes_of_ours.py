"""Wishes, numbers and days together, as a reading carries them to the dialogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.buttons import PRESSES
from receivables.model.intent import read
from receivables.model.money import Money
from receivables.model.reading.days import Day, read_day, read_period
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import amounts, instalments, one_time_code
from receivables.model.reading.words import plain
from tests.receivables.model.reading.days import TODAY
from tests.receivables.model.reading.spelling import in_words, written_days


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("mándame mi estado de cuenta", Intent.STATEMENT),
        ("¿me van a cortar?", Intent.CUT_STATUS),
        ("cuándo me cortan", Intent.CUT_STATUS),
        ("mi medidor está malogrado", Intent.METER),
        ("quiero cambiar mi número de teléfono", Intent.CONTACT_CHANGE),
        ("quiero reactivar mi conexión", Intent.REACTIVATION),
        ("no me llega el código", Intent.CODE_REQUEST),
        ("english please", Intent.LANGUAGE),
        ("do you speak English?", Intent.LANGUAGE),
        ("how much do I owe?", Intent.DEBT_QUERY),
        ("where can I pay", Intent.PAYMENT_METHODS),
        ("payment plan please", Intent.INSTALMENT_REQUEST),
        ("this bill is wrong", Intent.CLAIM),
        ("I want to speak to a person", Intent.HUMAN),
        ("stop messaging me", Intent.OPT_OUT),
    ],
)
def test_further_wishes_are_understood(said: str, intent: Intent) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.decision) == (intent, "act")


@pytest.mark.parametrize("button", sorted(PRESSES))
def test_a_button_is_certain(button: str) -> None:
    reading = read("", button, None, TODAY)
    assert (reading.intent, reading.confidence, reading.how) == (PRESSES[button], 100, "button")


def test_an_offered_plan_is_accepted_by_its_count() -> None:
    reading = read("acepto el de 6 cuotas", None, "plan", TODAY)
    assert (reading.intent, reading.instalments) == (Intent.ACCEPT_PLAN, 6)
    assert read("no acepto 6 cuotas", None, "plan", TODAY).intent is Intent.INSTALMENT_REQUEST
    assert read("acepto", None, "plan", TODAY).intent is Intent.AFFIRM


@pytest.mark.parametrize(
    "said", ["482913", "482 913", "482-913", "es 482913", "mi código es 4 8 2 9 1 3, gracias"]
)
def test_a_one_time_code_is_read_where_one_was_asked_for(said: str) -> None:
    assert read(said, None, "one_time_code", TODAY).otp == "482913"
    assert read(said, None, None, TODAY).otp is None


@pytest.mark.parametrize(
    "said", ["48291", "4829130", "0103768", "482913 y 482914", "el 12/10/2024", "S/ 4829.13"]
)
def test_no_other_number_is_a_one_time_code(said: str) -> None:
    assert one_time_code(said) is None


@pytest.mark.parametrize("said", ["12345", "es el 12345", "mi código es 12 34", "1234567"])
def test_another_count_of_digits_is_a_bad_code_and_no_supply(said: str) -> None:
    reading = read(said, None, "one_time_code", TODAY)
    assert (reading.sure, reading.codes, reading.otp, reading.options) == (False, (), None, ())


def test_a_supply_may_be_named_where_a_code_is_asked_for() -> None:
    assert read("mi suministro es 0103768", None, "one_time_code", TODAY).codes == ("0103768",)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("ya pagué, ¿cuándo la reponen?", Intent.RECONNECTION),
        ("¿qué recibos pagué?", Intent.PAYMENT_HISTORY),
        ("cuánto aboné entre abril y junio", Intent.PAYMENT_HISTORY),
        ("mi esposo canceló el sábado", Intent.ALREADY_PAID),
        ("ya yapeé", Intent.ALREADY_PAID),
        ("quiero bajar la cuota de mi convenio", Intent.AMEND_PLAN),
    ],
)
def test_what_was_done_is_told_from_what_is_asked(said: str, intent: Intent) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.sure) == (intent, True)


@pytest.mark.parametrize(
    "said", ["le agradeceré me indique mi saldo", "no, gracias joven", "ahorita no, gracias"]
)
def test_not_every_thank_is_a_farewell(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert not (reading.sure and reading.intent is Intent.THANKS_BYE)


@pytest.mark.parametrize(
    "said", ["cuánto debo de internet", "cuánto debo al banco", "mi papeleta de tránsito"]
)
def test_debts_of_others_are_none_of_ours(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert not (reading.sure and reading.intent is Intent.DEBT_QUERY)


def test_who_is_asked_for_a_code_may_want_it_sent() -> None:
    assert read("sí, mándelo", None, "one_time_code", TODAY).intent is Intent.AFFIRM
    assert read("envíelo por sms", None, "one_time_code", TODAY).intent is Intent.AFFIRM


@pytest.mark.parametrize("said", ["cuánto debe mi vecino 0103768", "deuda de mi vecina, suministro 0103768"])
def test_the_number_of_somebody_else_opens_nothing(said: str) -> None:
    reading = read(said, None, None, TODAY)
    assert (reading.intent, reading.third_party, reading.codes) == (Intent.THIRD_PARTY_DATA, True, ())


@pytest.mark.parametrize(
    ("said", "detail"),
    [("no hay agua", "no_water"), ("hay una fuga en la calle", "leak"), ("el desagüe está atorado", "leak")],
)
def test_the_trouble_with_the_water_is_told_apart(said: str, detail: str) -> None:
    assert read(said, None, None, TODAY).detail == detail


@pytest.mark.parametrize("said", ["¿dónde está ese número?", "no encuentro el recibo", "cuál número es"])
def test_who_cannot_find_the_number_is_asked_and_offered_nothing_else(said: str) -> None:
    reading = read(said, None, "supply", TODAY)
    assert (reading.sure, reading.options) == (False, ())


def test_no_death_of_a_thing_is_one() -> None:
    assert Intent.DECEASED not in read("se me murió el celular", None, None, TODAY).options


@given(st.dates(TODAY.replace(year=2000), TODAY.replace(year=2060)), st.sampled_from(range(7)))
def test_a_written_day_is_read_as_that_day(day: object, way: int) -> None:
    written = written_days(day)[way]  # type: ignore[arg-type]  # the strategy's index
    assert read_day(plain(written), TODAY) == Day(day)  # type: ignore[arg-type]  # the strategy's index


@given(st.integers(1, 999_999), st.sampled_from(["soles", "lucas", "nuevos soles"]))
def test_a_spoken_amount_is_read_as_that_amount(soles: int, named: str) -> None:
    assert amounts(f"le pago {in_words(soles)} {named}") == (Money(soles * 100),)


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("40 lucas", "40"),
        ("cincuenta soles", "50"),
        ("45 soles con 60", "45.60"),
        ("un sol y medio", "1.50"),
        ("2 mil soles", "2000"),
        ("dos mil quinientos soles", "2500"),
    ],
)
def test_amounts_as_the_street_says_them(said: str, amount: str) -> None:
    assert amounts(said) == (Money.of(amount),)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("en seis armadas", 6),
        ("a un año", 12),
        ("a dos años", 24),
        ("a un año y medio", 18),
        ("hace un año", None),
    ],
)
def test_counts_in_words_and_years(said: str, count: int | None) -> None:
    assert instalments(plain(said)) == count


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("el recibo de marzo", "2023-03"),
        ("el de enero", "2024-01"),
        ("marzo de 2022", "2022-03"),
        ("el mes pasado", "2023-12"),
        ("este mes", "2024-01"),
        ("el 15 de enero", None),
        ("cuánto debo", None),
    ],
)
def test_the_month_of_a_bill_is_the_latest_that_has_begun(said: str, period: str | None) -> None:
    assert read_period(plain(said), TODAY) == period


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("la próxima quincena", "2024-01-15"),
        ("a mediados de mes", "2024-01-15"),
        ("el lunes que viene", "2024-01-15"),
        ("dentro de tres días", "2024-01-11"),
        ("30 de noviembre", "2024-11-30"),
        ("el primero de febrero", "2024-02-01"),
        ("fines de febrero", "2024-02-29"),
        ("el 5 del otro mes", "2024-02-05"),
        ("viernes 12", "2024-01-12"),
    ],
)
def test_further_days(said: str, day: str) -> None:
    found = read_day(plain(said), TODAY)
    assert found is not None
    assert str(found.on) == day


@pytest.mark.parametrize("said", ["cuando cobre", "cuando pueda", "apenas me paguen", "a principios de mes"])
def test_a_hope_is_no_day(said: str) -> None:
    assert read_day(plain(said), TODAY) == Day(vague=True)


def test_a_weekday_that_is_not_that_day_is_asked_for_again() -> None:
    assert read_day("el viernes 15", TODAY) == Day(None)
