"""Reopenings after a settled cut."""

from dataclasses import replace
from typing import Any

import pytest

from caudal.audit.judge import reopenings
from caudal.audit.rows import Order, Settlement, SupplyFile
from tests.caudal.audit.build import a_file, a_line, a_move, codes, lima, the_rules

RULES = the_rules()
SETTLED = a_move("settled", "cut", "reopening", "2024-01-19 17:05")
PAID = a_line("2024-01-19 17:05", act="payment", outcome="posted", operation="CAR1-1")
ANSWER = Settlement("CAR1-1", 9000, lima("2024-01-19 17:00"), 9000)


def reopening(**changes: Any) -> SupplyFile:
    """Paid at five, posted and ordered five minutes later."""
    plain = Order(
        "reopening-1", "reopening", "queued", 0, (), lima("2024-01-19 17:05"), lima("2024-01-20 17:00"), None
    )
    return a_file(
        moves=(SETTLED,), orders=(replace(plain, **changes),), lines=(PAID,), settlements={"CAR1-1": ANSWER}
    )


def test_a_reopening_is_ordered_when_a_cut_is_settled() -> None:
    assert codes(reopenings.ordered(reopening(), RULES)) == []
    assert codes(reopenings.ordered(a_file(moves=(SETTLED,)), RULES)) == ["reopening_missing"]
    earlier = reopening(ordered_at=lima("2024-01-10 17:05"))
    assert codes(reopenings.ordered(earlier, RULES)) == ["reopening_missing"]


@pytest.mark.parametrize(
    ("due_by", "late"), [("2024-01-20 17:00", False), ("2024-01-20 17:01", True), ("", True)]
)
def test_the_clock_runs_from_the_payment_weekends_included(due_by: str, late: bool) -> None:
    file = reopening(due_by=lima(due_by) if due_by else None)
    assert bool(codes(reopenings.due_in_time(file, RULES))) is late


def test_without_a_payment_it_runs_from_the_order() -> None:
    assert codes(reopenings.due_in_time(replace(reopening(), lines=()), RULES)) == []


def test_what_waits_beyond_its_time_is_told() -> None:
    assert len(reopenings.overdue(reopening(), RULES)) == 1
    assert reopenings.overdue(reopening(state="done"), RULES) == []
    assert reopenings.overdue(reopening(), the_rules(now=lima("2024-01-20 16:00"))) == []
