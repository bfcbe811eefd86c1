"""What the schemas take: amounts and moments as texts of one shape, and the published schema says exactly that."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from api.schemas import AMOUNT, MOMENT, SOME_AMOUNT, Amount, Moment, SomeAmount
from receivables.model.money import Money

some_amount: TypeAdapter[str] = TypeAdapter(SomeAmount)
any_amount: TypeAdapter[str] = TypeAdapter(Amount)
moment: TypeAdapter[object] = TypeAdapter(Moment)


def takes(adapter: TypeAdapter[str] | TypeAdapter[object], value: object) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_amount_of_money_goes_in_and_comes_out_the_same(centimos: int) -> None:
    text = str(Money(centimos))
    assert Money.of(some_amount.validate_python(text)).centimos == centimos
    assert any_amount.validate_python(text) == text


@given(st.from_regex(re.compile(r"[0-9.,+\-eE_ ]{0,8}"), fullmatch=True) | st.text(max_size=8))
@example("0.00")
@example("45.6")
@example("45.600")
@example("045.60")
@example("٤٥.٦٠")
@example("45.60\n")
@example("1e2")
@example("-45.60")
def test_what_is_taken_is_exactly_what_the_schema_says(text: str) -> None:
    assert takes(some_amount, text) is bool(re.fullmatch(SOME_AMOUNT, text))
    assert takes(any_amount, text) is bool(re.fullmatch(AMOUNT, text))
    if takes(some_amount, text):
        assert str(Money.of(text)) == text
        assert Money.of(text) > Money(0)


@pytest.mark.parametrize("value", [45.60, 45, True, None, ["45.60"], {"amount": "45.60"}, b"45.60"])
def test_an_amount_that_is_no_text_is_refused(value: object) -> None:
    assert not takes(some_amount, value)


@pytest.mark.parametrize(
    "text", ["2024-01-08T10:15:00-05:00", "2024-01-08T10:15Z", "2024-02-29T23:59:59.999999+14:00"]
)
def test_a_moment_with_its_offset_is_taken(text: str) -> None:
    assert takes(moment, text)


@pytest.mark.parametrize(
    "value",
    [
        "2024-01-08T10:15:00",
        "2024-01-08",
        "2024-02-30T10:15:00-05:00",
        "2024-01-08T24:61:00-05:00",
        "2024-01-08T10:15:00+99:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-05:00",
        "1704726900",
        1704726900,
        None,
    ],
)
def test_what_is_no_moment_or_of_no_zone_is_refused(value: object) -> None:
    assert not takes(moment, value)


@pytest.mark.parametrize(("adapter", "pattern"), [(some_amount, SOME_AMOUNT), (moment, MOMENT)])
def test_the_published_schema_is_a_text_of_that_shape(adapter: TypeAdapter[str], pattern: str) -> None:
    schema = adapter.json_schema()
    assert (schema["type"], schema["pattern"]) == ("string", f"^{pattern}$")
