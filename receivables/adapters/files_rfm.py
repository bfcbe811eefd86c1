"""The files of `caudal rfm`: payments or customers in, scores out (surfaces.md).

Comma-separated UTF-8, with or without a byte-order mark, under a header; columns are found by name and
others are passed over. All is read as text, so that a customer's number keeps its leading zeros. The first
row that cannot be taken refuses the file: BadInput with file, line, column and value.

Read with the csv module and not with polars: it knows the line of each row, and is quick enough (2.5 million
payments in some ten seconds).
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from receivables.adapters.csv_faults import told_as_bad_file
from receivables.errors import BadFile, BadInput
from receivables.model.rfm import RfmScore, Rule, Summary, window_start

PAYMENT_COLUMNS = ("customer", "date", "amount")
CUSTOMER_COLUMNS = ("customer_id", "recency_days", "transactions", "amount")
SCORE_COLUMNS = (*CUSTOMER_COLUMNS, "recency_score", "frequency_score", "monetary_score", "rfm_score")

SUMMARY_DAYS = 365
"""A summary with a latest payment longer ago than this has no payment in the window (surfaces.md)."""

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")

Opener = Callable[[Path], AbstractContextManager[Iterable[str]]]
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer of a file and how they paid; the summary is NOTHING when no payment counts."""

    customer_id: str
    paid: Summary


NOTHING = Summary(None, 0, Decimal(0))


def open_text(path: Path) -> AbstractContextManager[Iterable[str]]:
    """Open a file as these files are written."""
    return path.open(encoding="utf-8-sig", newline="")


def read_customers(path: Path, rule: Rule, as_of: date | None, opener: Opener = open_text) -> list[Customer]:
    """Every customer of the file, in the order of their ids (`in_order`).

    `utility` adds up the payments of the twelve months up to `as_of`, in whole centimos, and takes of a
    summary per customer those who paid in its last 365 days. `published` takes every row; of payments it
    needs `as_of` for the recency alone, of a summary not at all. Raises BadFile or BadInput; nothing is
    read by halves.
    """
    with told_as_bad_file(path), opener(path) as lines:
        customers = list(_customers(_Table(str(path), lines), rule, as_of))
    if not customers:
        raise BadFile("csv_without_rows", file=str(path))
    return in_order(customers)


def in_order(customers: Iterable[Customer]) -> list[Customer]:
    """By id: as numbers when all ids are digits (2, 10, 010), else as text."""
    listed = list(customers)
    if all(each.customer_id.isascii() and each.customer_id.isdigit() for each in listed):
        return sorted(listed, key=_numerically)
    return sorted(listed, key=lambda each: each.customer_id)


def write_scores(path: Path, rule: Rule, scored: Iterable[tuple[Customer, RfmScore]]) -> None:
    """Write the scores, whole or not at all. Amounts of `utility` have two decimals, of `published` their own.

    Raises BadFile("csv_cannot_write"), also for what is there and is not a plain file.
    """
    target = path.resolve()
    unfinished = target.with_name(target.name + ".part")
    try:
        if target.exists() and not target.is_file():
            raise BadFile("csv_cannot_write", file=str(path))
        with unfinished.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(SCORE_COLUMNS)
            writer.writerows(_score_row(rule, customer, score) for customer, score in scored)
        unfinished.replace(target)
    except OSError:
        raise BadFile("csv_cannot_write", file=str(path)) from None
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _score_row(rule: Rule, customer: Customer, score: RfmScore) -> tuple[object, ...]:
    paid = customer.paid
    return (
        customer.customer_id,
        "" if paid.recency_days is None else paid.recency_days,
        paid.transactions,
        f"{paid.amount:.2f}" if rule is Rule.UTILITY else f"{paid.amount:f}",
        score.recency,
        score.frequency,
        score.monetary,
        score.code,
    )


class _Table:
    """Rows under a header, and the line of the present row for whoever must refuse it."""

    def __init__(self, file: str, lines: Iterable[str]) -> None:
        self.file = file
        self._reader = csv.reader(lines, strict=True)
        self.header = [name.strip().lower() for name in next(self._reader, [])]
        if not any(self.header):
            raise BadFile("csv_without_header", file=file)

    def has(self, columns: Iterable[str]) -> bool:
        return set(columns) <= set(self.header)

    def rows(self, columns: tuple[str, ...]) -> Iterator[list[str]]:
        places = [self.header.index(column) for column in columns]
        for fields in self._reader:
            if len(fields) == len(self.header):
                yield [fields[place].strip() for place in places]
            elif fields:
                raise self.refused("", "wrong_number_of_fields", ",".join(fields))

    def read(self, column: str, text: str, parse: Callable[[str], Parsed]) -> Parsed:
        try:
            return parse(text)
        except ValueError as reason:
            raise self.refused(column, str(reason), text) from None

    def refused(self, column: str, reason: str, value: str) -> BadInput:
        line = self._reader.line_num
        return BadInput(f"csv_{reason}", file=self.file, line=line, column=column, value=value)


def _customers(table: _Table, rule: Rule, as_of: date | None) -> Iterator[Customer]:
    if table.has(CUSTOMER_COLUMNS):
        return _from_summaries(table, rule)
    if not table.has(PAYMENT_COLUMNS):
        raise BadFile(
            "csv_columns_missing",
            file=table.file,
            found=", ".join(table.header),
            payments=", ".join(PAYMENT_COLUMNS),
            customers=", ".join(CUSTOMER_COLUMNS),
        )
    if as_of is None:
        raise BadInput("as_of_needed", file=table.file)
    return _from_payments(table, rule, as_of)


def _from_summaries(table: _Table, rule: Rule) -> Iterator[Customer]:
    seen: set[str] = set()
    read_amount = _parser_of_amounts(rule)
    for customer_id, days_text, count_text, amount_text in table.rows(CUSTOMER_COLUMNS):
        table.read("customer_id", customer_id, _identity)
        if customer_id in seen:
            raise table.refused("customer_id", "repeated", customer_id)
        seen.add(customer_id)
        count = table.read("transactions", count_text, _count)
        amount = table.read("amount", amount_text, read_amount)
        days = None if days_text == "" and not count else table.read("recency_days", days_text, _count)
        counts = days is not None and (rule is Rule.PUBLISHED or (days <= SUMMARY_DAYS and count > 0))
        yield Customer(customer_id, Summary(days, count, amount) if counts else NOTHING)


@dataclass(slots=True)
class _Tally:
    latest: date | None = None
    count: int = 0
    amount: Decimal = Decimal(0)

    def add(self, paid_on: date, amount: Decimal) -> None:
        self.latest = max(self.latest or paid_on, paid_on)
        self.count += 1
        self.amount += amount

    def as_of(self, day: date) -> Summary:
        return Summary((day - self.latest).days, self.count, self.amount) if self.latest else NOTHING


def _from_payments(table: _Table, rule: Rule, as_of: date) -> Iterator[Customer]:
    tallies: dict[str, _Tally] = {}
    start, read_amount = window_start(as_of), _parser_of_amounts(rule)
    for customer_id, day_text, amount_text in table.rows(PAYMENT_COLUMNS):
        tally = tallies.get(customer_id)
        if tally is None:
            tally = tallies[table.read("customer", customer_id, _identity)] = _Tally()
        paid_on = table.read("date", day_text, _day)
        amount = table.read("amount", amount_text, read_amount)
        if rule is Rule.PUBLISHED or start < paid_on <= as_of:
            tally.add(paid_on, amount)
    for customer_id, tally in tallies.items():
        yield Customer(customer_id, tally.as_of(as_of))


def _numerically(customer: Customer) -> tuple[int, str, str]:
    digits = customer.customer_id.lstrip("0")
    return len(digits), digits, customer.customer_id


def _identity(text: str) -> str:
    if not text:
        raise ValueError("no_identity")
    return text


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """A day written 2026-11-30; fromisoformat would also take 20261130 and weeks."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError("not_a_date")
    return day


def _count(text: str) -> int:
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) <= 9):
        raise ValueError("not_a_whole_number")
    if text.startswith("-"):
        raise ValueError("negative")
    return int(text)


def _parser_of_amounts(rule: Rule) -> Callable[[str], Decimal]:
    return _centimos if rule is Rule.UTILITY else _amount


def _amount(text: str) -> Decimal:
    if not NUMBER.fullmatch(text):
        raise ValueError("not_an_amount")
    if text.startswith("-"):
        raise ValueError("negative")
    return Decimal(text)


def _centimos(text: str) -> Decimal:
    amount = _amount(text)
    if len(text.partition(".")[2].rstrip("0")) > 2:
        raise ValueError("finer_than_a_centimo")
    return amount
