"""Amounts, codes and counts in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.money import Money
from receivables.model.reading.numbers import amounts, codes, down_payment, instalments, money
from receivables.model.reading.words import plain


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("45.60", "45.60"),
        ("45,60", "45.60"),
        ("45.6", "45.60"),
        ("45", "45"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1.234", "1234"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert money(typed) == Money.of(amount)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "12.345.6", "1,23,456"])
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert money(typed) is None


@given(st.integers(1, 10**9))
def test_every_amount_survives_both_spellings(centimos: int) -> None:
    amount = Money(centimos)
    peruvian, european = f"{amount.soles:,.2f}", f"{amount.soles:,.2f}".translate(str.maketrans(",.", ".,"))
    assert money(peruvian) == money(european) == amount
    assert amounts(f"el total es S/ {peruvian}") == amounts(european) == (amount,)


def test_amounts_are_told_from_other_numbers() -> None:
    assert amounts("suministro 0012345, total S/ 45,60") == (Money.of("45.60"),)
    assert amounts("son 80 soles") == (Money.of("80"),)
    assert amounts("el 15/12 pago 12 cuotas") == ()
    assert amounts("45") == ()
    assert amounts("45", bare=True) == (Money.of("45"),)


def test_codes_are_numbers_of_supplies_and_bills() -> None:
    assert codes("suministro 0103768 recibo R2312-000123") == ("0103768", "R2312-000123")
    assert codes("r2312-000123") == ("R2312-000123",)
    assert codes("0103768.") == ("0103768",)
    assert codes("el 15/12/2026 o 2026-12-15, 45.60, en 12 cuotas") == ()
    assert codes("12", shortest=1) == ("12",)


def test_nobody_tries_many_codes_at_once() -> None:
    assert len(codes(" ".join(f"00010{n:02}" for n in range(50)))) == 4


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("en 6 cuotas", 6),
        ("doce cuotas", 12),
        ("fraccionar en seis", 6),
        ("fraccionar mi deuda en 10", 10),
        ("a 24 meses", 24),
        ("en 6 con 50 de inicial", 6),
        ("quiero un convenio", None),
        ("debo 3 recibos", None),
        ("pagar en 3 días", None),
    ],
)
def test_a_count_of_instalments_is_read(said: str, count: int | None) -> None:
    assert instalments(plain(said)) == count


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("con inicial de 50", "50"),
        ("en 6 con 50 de inicial", "50"),
        ("dando 100 soles de cuota inicial", "100"),
        ("un adelanto de S/ 80.50", "80.50"),
        ("en 6 cuotas", None),
    ],
)
def test_a_down_payment_is_read(said: str, amount: str | None) -> None:
    assert down_payment(plain(said)) == (Money.of(amount) if amount else None)


@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    amounts(text, bare=True)
    codes(text, shortest=1)
    instalments(plain(text))
    down_payment(plain(text))
