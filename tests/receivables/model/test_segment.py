"""The five segments of Tumbes, their precedence and their edges; and what is older than so many months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.account import Obstacle
from receivables.model.money import Money, total
from receivables.model.segment import TUMBES, Group, grouped, unpaid
from receivables.model.standing import standing
from tests.support.build import CUT_DATE, a_bill, a_claim, a_supply, an_account

NEGLIGIBLE = Money(100)


def segment(
    *dues: date, on: date = CUT_DATE, obstacle: Obstacle = Obstacle.NONE, claimed: bool = False
) -> str | None:
    bills = [a_bill(f"R-{n}", due) for n, due in enumerate(dues)]
    claims = tuple(a_claim(bill.number) for bill in bills) if claimed else ()
    account = an_account(*bills, supply=a_supply(obstacle=obstacle), claims=claims)
    return TUMBES.segment_of(account, standing(account, on, NEGLIGIBLE))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2024, 1, 10), "in_payment"),
        (date(2023, 12, 31), "in_payment"),
        (date(2023, 12, 30), "light"),
        (date(2023, 8, 31), "light"),
        (date(2023, 8, 30), "medium"),
        (date(2020, 12, 31), "medium"),
        (date(2020, 12, 30), "uncollectable"),
    ],
)
def test_an_account_belongs_by_the_age_of_its_oldest_outstanding_bill(due: date, expected: str) -> None:
    assert segment(due) == expected
    assert segment(due, date(2024, 1, 10)) == expected


@pytest.mark.parametrize("obstacle", [Obstacle.TEMPORARY, Obstacle.PERMANENT])
def test_an_obstacle_makes_heavy_what_is_older_than_four_months_and_not_lost(obstacle: Obstacle) -> None:
    assert segment(date(2023, 8, 31), obstacle=obstacle) == "light"
    assert segment(date(2023, 8, 30), obstacle=obstacle) == "heavy_collectable"
    assert segment(date(2020, 12, 30), obstacle=obstacle) == "uncollectable"


def test_who_owes_nothing_or_nothing_but_claimed_bills_has_no_segment() -> None:
    assert segment() is None
    assert segment(date(2020, 1, 1), claimed=True) is None


def test_a_negligible_remainder_makes_nobody_a_debtor_of_old() -> None:
    account = an_account(a_bill("R-1", date(2019, 1, 20), balance="0.99"), a_bill("R-2", date(2023, 12, 20)))
    assert TUMBES.segment_of(account, standing(account, CUT_DATE, NEGLIGIBLE)) == "light"


def test_readers_see_every_segment() -> None:
    assert sorted(TUMBES.shown) == sorted(each.id for each in TUMBES.segments)


@pytest.mark.parametrize(
    ("due", "counts"),
    [
        (date(2023, 9, 30), True),
        (date(2023, 10, 1), False),
        (date(2023, 9, 1), True),
        (date(2023, 12, 31), False),
    ],
)
def test_older_than_three_months_is_due_three_months_before_or_earlier(due: date, counts: bool) -> None:
    account = an_account(a_bill("R-1", due))
    assert bool(unpaid(standing(account, CUT_DATE), 3)) is counts


def test_the_books_count_what_is_under_claim() -> None:
    account = an_account(a_bill("R-1", date(2023, 6, 20)), claims=(a_claim("R-1"),))
    assert unpaid(standing(account, CUT_DATE), 3) == unpaid(standing(account, CUT_DATE)) == Money(3000)


@given(
    st.lists(st.tuples(st.sampled_from(["Zorritos", "Cancas", "La Cruz"]), st.integers(0, 10**6).map(Money)))
)
def test_groups_lose_nobody_and_come_in_the_order_of_their_names(owed: list[tuple[str, Money]]) -> None:
    groups = grouped(owed)
    assert [group.name for group in groups] == sorted({name for name, amount in owed if amount})
    assert sum(group.customers for group in groups) == sum(bool(amount) for _, amount in owed)
    assert total(group.amount for group in groups) == total(amount for _, amount in owed)


def test_whoever_owes_nothing_is_counted_nowhere() -> None:
    assert grouped([("Cancas", Money(0)), ("Cancas", Money(5))]) == [Group("Cancas", 1, Money(5))]
