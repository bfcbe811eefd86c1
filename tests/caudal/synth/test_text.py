import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caudal.synth import text
from tests.caudal.synth.reading import centimos


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0,00"), (5, "0,05"), (123_456, "1.234,56"), (100_000_000, "1.000.000,00")],
)
def test_amounts_have_points_for_thousands_and_a_decimal_comma(amount: int, written: str) -> None:
    assert text.amount_text(amount) == written


@given(st.integers(0, 10**12))
def test_an_amount_is_read_back_whole(amount: int) -> None:
    assert centimos(text.amount_text(amount)) == amount


def test_columns_keep_their_order_and_their_leading_zeros() -> None:
    assert text.codes(np.array([12, 3, 12]), 4).to_list() == ["0012", "0003", "0012"]
    assert text.counts(np.array([950, 0])).to_list() == ["950", "0"]
    assert text.degrees(np.array([-3.5, -80.4425801])).to_list() == ["-3,500000", "-80,442580"]


def test_days_are_written_as_in_peru_and_absent_ones_stay_empty() -> None:
    assert text.days(np.array([19_722, 0]), without=(0,)).to_list() == ["31/12/2023", ""]
