"""Lines of a CSV file as columns."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files.fields import raw_name
from receivables.adapters.files.tables import LINE, fields_of, table_of_lines

HEADERS = ("recibo", "persona", "saldo")


def rows(*lines: str) -> tuple[list[tuple[object, ...]], list[int], list[list[str]]]:
    table = table_of_lines(2, list(lines), HEADERS)
    return table.frame.rows(), list(table.ragged), list(table.footers)


def test_fields_are_split_and_trimmed_and_keep_their_zeros() -> None:
    assert rows("001; Ana ;0,00")[0] == [(2, "001", "Ana", "0,00")]


def test_blank_lines_are_passed_over_and_still_counted() -> None:
    assert [row[0] for row in rows("a;b;c", "", "  ", "d;e;f")[0]] == [2, 5]


def test_a_line_with_too_few_or_too_many_fields_is_told_by_its_number() -> None:
    found, ragged, _ = rows("a;b;c", "a;b", "a;b;c;d", "d;e;f")
    assert ([row[0] for row in found], ragged) == ([2, 5], [3, 4])


def test_quotes_enclose_a_separator_and_end_with_the_line() -> None:
    found, ragged, _ = rows('1;"Bodega; El Sol";5', '2;Bodega "El Sol";6', '3;"Bodega;7', "4;Ana;8")
    assert found == [(2, "1", "Bodega; El Sol", "5"), (3, "2", 'Bodega "El Sol"', "6"), (5, "4", "Ana", "8")]
    assert ragged == [4]


def test_the_row_of_totals_is_no_data() -> None:
    assert rows("a;b;c", "TOTAL;1;5,00")[2] == [["TOTAL", "1", "5,00"]]
    assert rows("total ; 1 ;")[2] == [["total", "1", ""]]
    assert rows('"TOTAL";"1";"5,00"')[2] == [["TOTAL", "1", "5,00"]]


def test_a_row_of_totals_that_a_spreadsheet_filled_up_is_one() -> None:
    table = table_of_lines(2, ["TOTAL;1;5,00;;"], [*HEADERS, "d", "e"])
    assert list(table.footers) == [["TOTAL", "1", "5,00", "", ""]]
    assert table.rows == 0


@given(st.lists(st.text(st.sampled_from('ab; "'), max_size=8).filter(str.strip), max_size=8))
def test_whole_columns_and_single_lines_are_split_alike(lines: list[str]) -> None:
    table = table_of_lines(1, lines, HEADERS)
    fields = [fields_of(line) for line in lines]
    assert table.frame.select(pl.exclude(LINE)).rows() == [tuple(row) for row in fields if len(row) == 3]
    assert list(table.ragged) == [line for line, row in enumerate(fields, start=1) if len(row) != 3]
    assert table.frame.columns == [LINE, *map(raw_name, HEADERS)]
