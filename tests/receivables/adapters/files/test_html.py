"""Tables of a spreadsheet that is none: what browsers forgive is forgiven."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files.html import rows_of

PLAIN = "<table>\n<tr><td>0001</td><td>Ñahui, Ana</td></tr>\n<tr><td>0002</td><td></td></tr>\n</table>\n"
EXPECTED = [["0001", "Ñahui, Ana"], ["0002", ""]]


def cells(html: str) -> list[list[str]]:
    """The rows with anything in them."""
    return [row for _, row in rows_of([html]) if row]


@pytest.mark.parametrize(
    "html",
    [
        PLAIN,
        PLAIN.upper().replace("ÑAHUI, ANA", "Ñahui, Ana"),
        PLAIN.replace("</td>", "").replace("</tr>", ""),
        PLAIN.replace("<td>", "<td style=\"mso-number-format:'\\@'\" nowrap>"),
        PLAIN.replace("<td>", "<td title='a > b'>"),
        PLAIN.replace("<td>0001", "<td><font color=red><b>0001</b></font><br>"),
        PLAIN.replace("Ñ", "&Ntilde;").replace("<td>0002", "<td>&nbsp;&#48;002"),
        PLAIN.replace("0001", "<!-- <td>x</td> -->0001"),
        PLAIN.replace("\n", ""),
        PLAIN.replace("</td>", "\n  </td>").replace("<tr>", "<tr class='x'>\n"),
    ],
    ids=[
        "plain", "upper case", "nothing closed", "attributes", "a sign in an attribute", "marks in cells", "entities",
        "comments", "one line", "many lines",
    ],
)  # fmt: skip
def test_a_table_is_read_however_it_is_written(html: str) -> None:
    assert cells(html) == EXPECTED


def test_each_row_knows_the_line_on_which_it_begins() -> None:
    html = "<table>\n\n<tr><td>a</td>\n<td>b</td></tr>\n<tr><td>c</td></tr><tr><td>d</td></tr>\n</table>"
    assert [(line, row) for line, row in rows_of([html]) if row] == [(3, ["a", "b"]), (5, ["c"]), (5, ["d"])]


def test_a_heading_outside_the_table_is_not_lost() -> None:
    html = "<p>Fecha de corte: 31/12/2023</p><table><thead><tr><th>a</th></tr></thead></table>"
    assert cells(html) == [["Fecha de corte: 31/12/2023"], ["a"]]


@given(st.lists(st.integers(0, len(PLAIN)), max_size=6))
def test_it_makes_no_difference_where_a_block_ends(places: list[int]) -> None:
    cuts = sorted({0, *places, len(PLAIN)})
    parts = [PLAIN[start:end] for start, end in pairwise(cuts)]
    assert list(rows_of(parts)) == list(rows_of([PLAIN]))
