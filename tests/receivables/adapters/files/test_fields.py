"""Fields: the rule for one text, and the shortcut for columns that must never say otherwise."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files.fields import (
    Amount,
    Choice,
    Count,
    Day,
    Email,
    Field,
    Flag,
    Kind,
    Period,
    Phone,
    Quantity,
    Text,
    Wrong,
    raw_name,
)
from receivables.model.portfolio import Fault

CUT = date(2023, 12, 31)
KINDS: list[Kind] = [
    Text(),
    Choice(frozenset({"ACTIVO", "CORTADO"})),
    Flag(),
    Period(),
    Day(),
    Day(CUT),
    Amount(),
    Quantity(3),
    Quantity(6, signed=True),
    Count(),
    Count(1, 3),
    Phone(),
    Email(),
]
ODD = st.text(st.sampled_from("0123456789.,/- +٣éSNa@"), max_size=14)
LIKELY = st.one_of(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(lambda day: f"{day:%d/%m/%Y}"),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(0, 10**11).map(lambda n: f"{n // 100:,}".replace(",", ".") + f",{n % 100:02d}"),
    st.integers(-10, 10**10).map(str),
    st.sampled_from(
        ["ACTIVO", "CORTADO", "S", "N", "30/02/2023", "1/2/2023", "01/02/+023", "-3,481000", "a@example.org"]
    ),
)


def read(kind: Kind, text: str) -> object:
    """The value by the rule, or the fault."""
    try:
        return kind.read(text)
    except Wrong as wrong:
        return wrong.fault


def shortcut(kind: Kind, *texts: str) -> list[object]:
    """The values by the shortcut."""
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
    return frame.with_columns(kind.fast(pl.col("text")).alias("value"))["value"].to_list()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(st.lists(st.one_of(LIKELY, ODD).filter(bool), min_size=1, max_size=30))
def test_the_shortcut_takes_nothing_that_the_rule_reads_otherwise(kind: Kind, texts: list[str]) -> None:
    for text, value in zip(texts, shortcut(kind, *texts), strict=True):
        assert value is None or value == read(kind, text), text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Day(CUT), "31/12/2023"),
        (Amount(), "0,00"),
        (Amount(), "1.234,56"),
        (Amount(), "999.999.999,99"),
        (Amount(), "1234,56"),
        (Quantity(3), "12"),
        (Quantity(3), "12,5"),
        (Quantity(6, signed=True), "-3,481000"),
        (Period(), "2023-12"),
        (Flag(), "N"),
        (Count(), "001"),
    ],
)
def test_the_shortcut_takes_what_systems_write(kind: Kind, text: str) -> None:
    assert shortcut(kind, text) == [read(kind, text)]
    assert shortcut(kind, text) != [None]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Amount(), "1.234,56", 123456),
        (Amount(), "1234,5", 123450),
        (Amount(), "45", 4500),
        (Amount(), "1.234,500", 123450),
        (Amount(), "1.234,567", Fault.SUB_CENTIMO),
        (Amount(), "-45,60", Fault.NEGATIVE),
        (Amount(), "45.60", Fault.NOT_AN_AMOUNT),
        (Amount(), "1.23,45", Fault.NOT_AN_AMOUNT),
        (Amount(), "S/ 45,60", Fault.NOT_AN_AMOUNT),
        (Amount(), "1e3", Fault.NOT_AN_AMOUNT),
        (Amount(), "9" * 21, Fault.NOT_AN_AMOUNT),
        (Day(CUT), "31/12/2023", CUT),
        (Day(CUT), "01/01/2024", Fault.FUTURE),
        (Day(), "01/01/2024", date(2024, 1, 1)),
        (Day(), "30/02/2023", Fault.BAD_DATE),
        (Day(), "2023-12-31", Fault.BAD_DATE),
        (Day(), "1/2/2023", Fault.BAD_DATE),
        (Period(), "202312", "2023-12"),
        (Period(), "12/2023", "2023-12"),
        (Period(), "2023-13", Fault.BAD_DATE),
        (Quantity(6, signed=True), "-80,4515", Decimal("-80.451500")),
        (Quantity(3), "-1", Fault.NEGATIVE),
        (Quantity(3), "1,2345", Fault.NOT_A_NUMBER),
        (Count(1, 3), "4", Fault.UNKNOWN_VALUE),
        (Count(), "x", Fault.NOT_A_NUMBER),
        (Flag(), "s", Fault.UNKNOWN_VALUE),
        (Phone(), "900 000 001", "+51900000001"),
        (Phone(), "0051900000001", "+51900000001"),
        (Phone(), "99999999", Fault.BAD_PHONE),
        (Phone(), "no tiene", Fault.BAD_PHONE),
        (Email(), "rosa@example.org", "rosa@example.org"),
        (Email(), "rosa arroba example", Fault.BAD_EMAIL),
        (Text(), "007", "007"),
    ],
)
def test_a_text_is_read_or_refused_with_its_reason(kind: Kind, text: str, expected: object) -> None:
    assert read(kind, text) == expected


def test_every_amount_of_whole_centimos_is_read_back() -> None:
    for centimos in (0, 1, 99, 100, 123456, 100_000_000, 12_345_678_901):
        text = f"{centimos // 100:,}".replace(",", ".") + f",{centimos % 100:02d}"
        assert read(Amount(), text) == centimos


@pytest.mark.parametrize("blank", [None, ""])
def test_an_empty_field_is_what_its_file_says_it_means(blank: object) -> None:
    field = Field("recibo", "bill", Text(), blank)
    frame = pl.DataFrame({raw_name("recibo"): ["R-1", ""]}).with_columns(field.fast())
    assert frame["bill"].to_list() == ["R-1", blank] == [field.read("R-1"), field.read("")]
    assert frame.select(field.sure().alias("sure"))["sure"].to_list() == [True, True]


def test_an_empty_field_that_is_needed_is_missing() -> None:
    field = Field("fecha", "paid_on", Day())
    frame = pl.DataFrame({raw_name("fecha"): [""]}).with_columns(field.fast())
    assert frame.select(field.sure().alias("sure"))["sure"].to_list() == [False]
    with pytest.raises(Wrong) as wrong:
        field.read("")
    assert wrong.value.fault is Fault.MISSING
