"""When a file came whole, and when it is too bad to be taken."""

from decimal import Decimal

import pytest

from receivables.model.portfolio import Proof, too_many
from tests.support.build import a_policy


def a_proof(**changes: int | bool | None) -> Proof:
    """Two rows of 30.00 in all, as their footer says."""
    plain: dict[str, int | bool | None] = {
        "rows": 2,
        "centimos": 3000,
        "doubtful": 0,
        "summed": True,
        "footer_rows": 2,
        "footer_centimos": 3000,
    }
    return Proof(**(plain | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "rows_hold", "sum_holds"),
    [
        ({}, True, True),
        ({"rows": 1}, False, True),
        ({"centimos": 2999}, True, False),
        ({"centimos": 2999, "doubtful": 1}, True, True),
        ({"rows": 3, "doubtful": 1}, False, True),
        ({"centimos": 0, "summed": False}, True, True),
        ({"footer_rows": None, "footer_centimos": None}, True, True),
    ],
)
def test_a_footer_holds_when_rows_and_sum_agree(
    changes: dict[str, int | bool | None], rows_hold: bool, sum_holds: bool
) -> None:
    proof = a_proof(**changes)
    assert (proof.rows_hold, proof.sum_holds, proof.holds) == (rows_hold, sum_holds, rows_hold and sum_holds)


def test_a_file_with_amounts_and_rows_needs_its_footer() -> None:
    assert a_proof(footer_rows=None).missing
    assert not a_proof(footer_rows=None, rows=0).missing
    assert not a_proof(footer_rows=None, summed=False).missing


@pytest.mark.parametrize(
    ("bad", "rows", "refused"),
    [(0, 0, False), (19, 19, False), (20, 20, True), (20, 2000, False), (20, 1999, True), (21, 2100, False)],
)
def test_a_file_is_too_bad_above_a_share_and_a_number(bad: int, rows: int, refused: bool) -> None:
    policy = a_policy(bad_rows_percent=Decimal(1), bad_rows_at_least=20)
    assert too_many(bad, rows, policy) is refused


def test_the_share_and_the_number_are_the_policys() -> None:
    policy = a_policy(bad_rows_percent=Decimal("2.5"), bad_rows_at_least=3)
    assert [too_many(bad, 100, policy) for bad in (2, 3)] == [False, True]
