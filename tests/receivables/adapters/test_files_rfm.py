"""Files for scoring are read as they are, to the last zero; the first row that cannot be taken is named."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files_rfm import NOTHING, Customer, in_order, read_customers, write_scores
from receivables.errors import BadFile, BadInput
from receivables.model.rfm import WITHOUT_PAYMENTS, RfmScore, Rule, Summary
from templates.errors import sentence

AS_OF = date(2023, 12, 31)
PAYMENTS = "customer,date,amount\n"
CUSTOMERS = "customer_id,recency_days,transactions,amount\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "datos.csv"


def read(file: Path, text: str, rule: Rule = Rule.UTILITY, as_of: date | None = AS_OF) -> list[Customer]:
    file.write_bytes(text.encode())
    return read_customers(file, rule, as_of)


def refused(file: Path, text: str, rule: Rule = Rule.UTILITY) -> BadInput:
    with pytest.raises(BadInput) as refusal:
        read(file, text, rule)
    return refusal.value


def test_payments_of_one_customer_are_added_up_exactly(file: Path) -> None:
    text = PAYMENTS + "007,2023-12-01,0.10\n007,2023-11-01,0.20\n"
    assert read(file, text) == [Customer("007", Summary(30, 2, Decimal("0.30")))]


def test_zeros_at_the_end_of_an_amount_are_not_fractions_of_a_centimo(file: Path) -> None:
    assert read(file, PAYMENTS + "a,2023-12-31,5.1000\n")[0].paid.amount == Decimal("5.10")


def test_payments_outside_the_twelve_months_do_not_count_but_their_customer_does(file: Path) -> None:
    text = PAYMENTS + "a,2022-12-31,5\na,2024-01-01,7\n"
    assert read(file, text) == [Customer("a", NOTHING)]


def test_every_payment_counts_by_the_published_rule(file: Path) -> None:
    text = PAYMENTS + "a,2020-12-31,5.125\na,2023-12-30,7\n"
    assert read(file, text, Rule.PUBLISHED) == [Customer("a", Summary(1, 2, Decimal("12.125")))]


def test_a_summary_counts_up_to_365_days(file: Path) -> None:
    text = CUSTOMERS + "a,365,3,10\nb,366,3,10\nc,0,0,0\nd,,0,0\n"
    assert read(file, text) == [
        Customer("a", Summary(365, 3, Decimal(10))),
        *(Customer(customer_id, NOTHING) for customer_id in "bcd"),
    ]


def test_a_summary_is_taken_whole_by_the_published_rule_and_needs_no_date(file: Path) -> None:
    text = CUSTOMERS + "a,900,3,10.5\nb,,0,0\n"
    assert read(file, text, Rule.PUBLISHED, None) == [
        Customer("a", Summary(900, 3, Decimal("10.5"))),
        Customer("b", NOTHING),
    ]


def test_columns_are_found_by_name_after_a_byte_order_mark_and_others_passed_over(file: Path) -> None:
    text = '\ufeffAmount, date ,note,customer\r\n5.00,2023-12-31,"a, b",x\r\n\r\n'
    assert read(file, text) == [Customer("x", Summary(0, 1, Decimal("5.00")))]


def test_numbers_are_put_in_order_as_numbers_and_names_as_text(file: Path) -> None:
    numbers = CUSTOMERS + "".join(f"{number},1,1,1\n" for number in ("10", "9", "010", "0"))
    assert [each.customer_id for each in read(file, numbers)] == ["0", "9", "010", "10"]
    names = CUSTOMERS + "".join(f"{name},1,1,1\n" for name in ("b", "10", "9", "B"))
    assert [each.customer_id for each in read(file, names)] == ["10", "9", "B", "b"]


@given(st.lists(st.integers(0, 10**6).map(str), unique=True))
def test_the_order_of_numbers_is_that_of_their_values(ids: list[str]) -> None:
    customers = [Customer(each, NOTHING) for each in ids]
    assert [int(each.customer_id) for each in in_order(customers)] == sorted(map(int, ids))


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,2023-02-30,5", "csv_not_a_date", "date"),
        ("a,20230228,5", "csv_not_a_date", "date"),
        ("a,28/02/2023,5", "csv_not_a_date", "date"),
        ("a,,5", "csv_not_a_date", "date"),
        ("a,2023-02-28,-5", "csv_negative", "amount"),
        ("a,2023-02-28,5.005", "csv_finer_than_a_centimo", "amount"),
        ("a,2023-02-28,cinco", "csv_not_an_amount", "amount"),
        ("a,2023-02-28,1e3", "csv_not_an_amount", "amount"),
        ("a,2023-02-28,NaN", "csv_not_an_amount", "amount"),
        ('a,2023-02-28,"5,00"', "csv_not_an_amount", "amount"),
        (",2023-02-28,5", "csv_no_identity", "customer"),
        ("a,2023-02-28", "csv_wrong_number_of_fields", ""),
    ],
)
def test_a_bad_payment_is_refused_with_its_line_and_column(
    file: Path, row: str, code: str, column: str
) -> None:
    error = refused(file, f"{PAYMENTS}b,2023-01-01,1\n{row}\nc,2023-01-01,1\n")
    assert (error.code, error.values["line"], error.values["column"]) == (code, 3, column)
    assert "línea 3" in sentence(error)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("a,-1,1,1", "csv_negative", "recency_days"),
        ("a,1.5,1,1", "csv_not_a_whole_number", "recency_days"),
        ("a,,1,1", "csv_not_a_whole_number", "recency_days"),
        ("a,1,x,1", "csv_not_a_whole_number", "transactions"),
        ("a,1,1,-1", "csv_negative", "amount"),
        ("b,1,1,1", "csv_repeated", "customer_id"),
    ],
)
@pytest.mark.parametrize("rule", Rule)
def test_a_bad_summary_is_refused_by_both_rules(
    file: Path, rule: Rule, row: str, code: str, column: str
) -> None:
    error = refused(file, f"{CUSTOMERS}b,1,1,1\n{row}\n", rule)
    assert (error.code, error.values["line"], error.values["column"]) == (code, 3, column)


def test_a_line_is_counted_as_an_editor_counts_it(file: Path) -> None:
    error = refused(file, 'customer,date,amount,note\na,2023-01-01,1,"two\nlines"\nb,2023-01-01,x,\n')
    assert error.values["line"] == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "csv_without_header"),
        (PAYMENTS.encode(), "csv_without_rows"),
        (b"customer;date;amount\na;2023-01-01;1\n", "csv_columns_missing"),
        (b"customer,amount\na,1\n", "csv_columns_missing"),
        ((PAYMENTS + "Ñusta,2023-01-01,1\n").encode("cp1252"), "csv_not_utf8"),
        ((PAYMENTS + '"a"b,2023-01-01,1\n').encode(), "csv_broken"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(
    file: Path, content: bytes, code: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(BadFile) as refusal:
        read_customers(file, Rule.UTILITY, AS_OF)
    assert refusal.value.code == code
    assert str(file) in sentence(refusal.value)


def test_a_file_that_is_not_there_or_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="csv_missing"):
        read_customers(tmp_path / "nada.csv", Rule.UTILITY, AS_OF)
    with pytest.raises(BadFile, match="csv_unreadable"):
        read_customers(tmp_path, Rule.UTILITY, AS_OF)


def test_payments_need_a_date_by_the_published_rule_too(file: Path) -> None:
    with pytest.raises(BadInput, match="as_of_needed"):
        read(file, PAYMENTS + "a,2023-01-01,1\n", Rule.PUBLISHED, None)


def test_scores_are_written_with_their_leading_zeros(file: Path) -> None:
    rows = [
        (Customer("01", Summary(3, 2, Decimal(7))), RfmScore(5, 4, 2)),
        (Customer("2", NOTHING), WITHOUT_PAYMENTS),
    ]
    write_scores(file, Rule.UTILITY, rows)
    assert file.read_text("utf-8").splitlines()[1:] == ["01,3,2,7.00,5,4,2,542", "2,,0,0.00,0,0,0,000"]


def test_amounts_of_the_published_rule_are_written_as_given(file: Path) -> None:
    write_scores(file, Rule.PUBLISHED, [(Customer("1", Summary(3, 2, Decimal("7.125"))), RfmScore(5, 4, 2))])
    assert "1,3,2,7.125,5,4,2,542" in file.read_text("utf-8")


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "puntajes.csv", tmp_path / "enlace.csv"
    link.symlink_to(file)
    write_scores(link, Rule.UTILITY, [])
    assert link.is_symlink()
    assert file.read_text("utf-8").startswith("customer_id,")


@pytest.mark.parametrize("target", ["no/such.csv", "carpeta", "archivo/puntajes.csv", "tubo"])
def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, target: str) -> None:
    (tmp_path / "carpeta").mkdir()
    (tmp_path / "archivo").touch()
    os.mkfifo(tmp_path / "tubo")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadFile, match="csv_cannot_write"):
        write_scores(tmp_path / target, Rule.UTILITY, [])
    assert sorted(tmp_path.iterdir()) == before


def test_writing_that_fails_half_way_leaves_the_scores_of_before(file: Path) -> None:
    def rows() -> Iterator[tuple[Customer, RfmScore]]:
        yield Customer("1", NOTHING), WITHOUT_PAYMENTS
        raise OSError("disk full")

    file.write_text("before", encoding="utf-8")
    with pytest.raises(BadFile, match="csv_cannot_write"):
        write_scores(file, Rule.UTILITY, rows())
    assert [each.read_text("utf-8") for each in file.parent.iterdir()] == ["before"]
