"""What was owed, derived anew."""

from datetime import date

import pytest

from caudal.audit.agreements import Agreement, Instalment
from caudal.audit.debt import frozen, owed_at
from caudal.audit.rows import Claim, Feed, Payment
from tests.caudal.audit.build import a_file, lima, the_rules

RULES = the_rules()
NOON = lima("2024-01-09 12:00")


def owed(**parts: object) -> tuple[int, int, int, int]:
    """Bills, instalments, total, and what is claimed."""
    found = owed_at(a_file(**parts), NOON, RULES)
    return found.bills, found.instalments, found.total, found.claimed


def paid(amount: int, bill: str | None = None, **changes: object) -> Payment:
    plain: dict[str, object] = {"in_feed": False, "reversed": False}
    given = {**plain, **changes}
    return Payment("P-1", date(2024, 1, 8), amount, bill, bool(given["in_feed"]), bool(given["reversed"]))


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        (None, (3, 0, 9000, 0)),
        (paid(3000), (2, 0, 6000, 0)),
        (paid(2950), (2, 0, 6000, 0)),
        (paid(2900), (3, 0, 6100, 0)),
        (paid(3000, "R-12"), (2, 0, 6000, 0)),
        (paid(4000, "R-12"), (2, 0, 5000, 0)),
        (paid(3000, "R-01-1999"), (3, 0, 9000, 0)),
        (paid(3000, in_feed=True), (3, 0, 9000, 0)),
        (paid(3000, reversed=True), (3, 0, 9000, 0)),
        (paid(20000), (0, 0, 0, 0)),
    ],
)
def test_a_posted_payment_goes_to_the_bill_named_else_to_the_oldest(
    payment: Payment | None, expected: tuple[int, ...]
) -> None:
    assert owed(payments=(payment,) if payment else ()) == expected


def test_due_instalments_come_before_bills_and_later_ones_do_not() -> None:
    schedule = (Instalment(1, date(2024, 1, 5), 5000, 1000), Instalment(2, date(2024, 2, 5), 5000, 0))
    agreement = Agreement("A-1", date(2023, 11, 1), "VIGENTE", schedule)
    assert owed(agreements=(agreement,)) == (3, 1, 13000, 0)
    assert owed(agreements=(agreement,), payments=(paid(5000),)) == (3, 0, 8000, 0)
    broken = Agreement("A-1", date(2023, 11, 1), "QUEBRADO", schedule)
    assert owed(agreements=(broken,)) == (3, 0, 9000, 0)


def test_a_claimed_bill_is_skipped_unless_named() -> None:
    claim = Claim("R-10", 1, date(2024, 1, 2), None, "EN_TRAMITE")
    assert owed(claims=(claim,)) == (2, 0, 6000, 3000)
    assert owed(claims=(claim,), payments=(paid(3000),)) == (1, 0, 3000, 3000)
    assert owed(claims=(claim,), payments=(paid(3000, "R-10"),)) == (2, 0, 6000, 0)


def test_the_reference_of_the_score_is_the_bill_before_the_oldest_unpaid_one() -> None:
    assert owed_at(a_file(), NOON, RULES).reference == date(2023, 9, 20)
    assert owed_at(a_file(payments=(paid(3000),)), NOON, RULES).reference == date(2023, 10, 20)
    assert owed_at(a_file(bills=()), NOON, RULES).reference is None


@pytest.mark.parametrize(
    ("instance", "outcome", "resolved", "day", "expected"),
    [
        (1, "EN_TRAMITE", None, date(2026, 12, 31), True),
        (1, "INFUNDADO", date(2024, 1, 8), date(2024, 2, 5), True),  # 20 business days after
        (1, "INFUNDADO", date(2024, 1, 8), date(2024, 2, 6), False),
        (2, "INFUNDADO", date(2024, 1, 8), date(2024, 2, 5), True),
        (3, "INFUNDADO", date(2024, 1, 8), date(2024, 1, 9), False),
        (1, "INFUNDADO", date(2024, 1, 8), date(2024, 1, 5), True),
        (
            1,
            "FUNDADO",
            date(2024, 1, 8),
            date(2024, 3, 1),
            True,
        ),  # no feed since has brought the corrected balance
        (1, "FUNDADO", date(2023, 12, 28), date(2024, 1, 2), False),
        (1, "INFUNDADO", date(2024, 1, 8), date(2023, 11, 1), False),
    ],
)
def test_a_claim_freezes_until_the_end_of_its_chain(
    instance: int, outcome: str, resolved: date | None, day: date, expected: bool
) -> None:
    claim = Claim("R-10", instance, date(2023, 12, 1), resolved, outcome)
    assert frozen(claim, day, RULES, that_day=True) is expected


def test_what_can_be_proved_begins_with_the_last_feed_and_its_taking() -> None:
    assert RULES.provable(lima("2023-12-31 00:00"))
    assert not RULES.provable(lima("2023-12-30 23:59"))
    taken = the_rules(feed=Feed(date(2023, 12, 31), lima("2024-01-02 08:00")))
    assert not taken.provable(lima("2024-01-02 08:04"))
    assert taken.provable(lima("2024-01-02 08:05"))
    assert not the_rules(feed=None).provable(NOON)
