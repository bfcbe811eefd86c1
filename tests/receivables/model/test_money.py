"""Money is counted in whole centimos of one currency, and nothing that cannot be counted gets in."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import BadAmount
from receivables.model.money import Money, total

CENTIMOS = st.integers(-(10**15), 10**15)
MONIES = CENTIMOS.map(Money)


@pytest.mark.parametrize(
    ("amount", "centimos"),
    [("45.60", 4560), ("45.6", 4560), ("45.600", 4560), (45, 4500), (Decimal("0.01"), 1), ("-3.05", -305)],
)
def test_soles_are_read_exactly(amount: str | int | Decimal, centimos: int) -> None:
    assert Money.of(amount) == Money(centimos)


@pytest.mark.parametrize("amount", ["0.005", Decimal("1.001")])
def test_what_is_finer_than_a_centimo_is_refused_and_not_rounded(amount: str | Decimal) -> None:
    with pytest.raises(BadAmount, match="finer_than_a_centimo"):
        Money.of(amount)


@pytest.mark.parametrize("amount", [45.6, True, "mucho", "", "NaN", "Infinity", None])
def test_floats_and_words_are_not_amounts(amount: str) -> None:
    with pytest.raises(BadAmount, match="not_an_amount"):
        Money.of(amount)


@pytest.mark.parametrize("centimos", [1.0, True, "5", Decimal(5)])
def test_centimos_are_whole_numbers_and_nothing_else(centimos: int) -> None:
    with pytest.raises(BadAmount, match="not_whole_centimos"):
        Money(centimos)


@pytest.mark.parametrize("times", [0.5, True])
def test_money_is_multiplied_by_whole_numbers_only(times: int) -> None:
    with pytest.raises(BadAmount, match="not_whole_centimos"):
        Money(100) * times


@pytest.mark.parametrize(
    ("soles", "centimos"), [("0.005", 1), ("0.0049", 0), ("2.345", 235), ("-0.005", -1), ("10", 1000)]
)
def test_rounding_is_half_up_away_from_zero(soles: str, centimos: int) -> None:
    assert Money.rounded(Decimal(soles)) == Money(centimos)


@given(CENTIMOS)
def test_what_is_written_is_read_back(centimos: int) -> None:
    assert Money.of(str(Money(centimos))) == Money(centimos)
    assert Money.of(Money(centimos).soles) == Money(centimos)


@given(st.lists(MONIES))
def test_a_total_is_the_sum_of_its_centimos(amounts: list[Money]) -> None:
    assert total(amounts) == Money(sum(amount.centimos for amount in amounts))


@given(MONIES, MONIES)
def test_money_adds_subtracts_and_compares_as_its_centimos_do(one: Money, other: Money) -> None:
    assert (one + other) - other == one
    assert one - other == one + -other
    assert (one < other, one <= other, one > other, one >= other) == (
        one.centimos < other.centimos,
        one.centimos <= other.centimos,
        one.centimos > other.centimos,
        one.centimos >= other.centimos,
    )


@given(MONIES, st.integers(0, 20))
def test_multiplying_is_adding_again_and_again(amount: Money, times: int) -> None:
    assert amount * times == total([amount] * times)


def test_only_nothing_is_false() -> None:
    assert not Money.zero()
    assert Money(1)
    assert Money(-1)


@pytest.mark.parametrize("method", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_two_currencies_never_meet(method: str) -> None:
    with pytest.raises(BadAmount, match="mixed_currencies"):
        getattr(Money(100, "PEN"), method)(Money(100, "COP"))


def test_equal_centimos_of_two_currencies_are_not_equal() -> None:
    assert Money(100, "PEN") != Money(100, "COP")


def test_a_total_of_nothing_has_a_currency() -> None:
    assert total([], "COP") == Money.zero("COP")
