"""The sums of a portfolio say of each supply what its standing says."""

from datetime import date

from receivables.model.money import Money
from receivables.model.owed import nothing_owed, owed
from receivables.model.standing import standing
from tests.support.build import a_bill, a_claim, an_account, an_agreement

TODAY = date(2024, 1, 8)
NEGLIGIBLE = Money.of("1.00")


def test_an_old_bill_counts_as_old_from_three_months_after_its_due_date() -> None:
    account = an_account(a_bill("R-1", date(2023, 10, 8)), a_bill("R-2", date(2023, 10, 9)))
    part = owed("Tumbes", standing(account, TODAY, NEGLIGIBLE))
    assert (part.old_customers, part.old) == (1, Money.of("30.00"))
    assert (part.customers, part.bills, part.overdue) == (1, Money.of("60.00"), Money.of("60.00"))


def test_a_claimed_bill_is_receivable_and_not_demanded() -> None:
    account = an_account(a_bill("R-1", date(2023, 12, 20)), claims=(a_claim("R-1"),))
    part = owed("Tumbes", standing(account, TODAY, NEGLIGIBLE))
    assert part.overdue == Money(0)
    assert (part.claimed_customers, part.claimed, part.receivable) == (
        1,
        Money.of("30.00"),
        Money.of("30.00"),
    )


def test_instalments_of_a_live_agreement_are_receivable_beside_the_bills() -> None:
    account = an_account(agreements=(an_agreement(date(2024, 1, 1), date(2024, 2, 1)),))
    part = owed("Tumbes", standing(account, TODAY, NEGLIGIBLE))
    assert (part.customers, part.agreements) == (1, 1)
    assert (part.bills, part.instalments, part.receivable) == (
        Money(0),
        Money.of("100.00"),
        Money.of("100.00"),
    )
    assert part.overdue == Money.of("50.00")


def test_whoever_owes_nothing_counts_nowhere() -> None:
    part = owed("Tumbes", standing(an_account(), TODAY, NEGLIGIBLE))
    assert part == nothing_owed("Tumbes", "PEN")


def test_sums_add_up_in_the_currency_of_the_utility() -> None:
    one = nothing_owed("Usme", "COP")
    assert (one + one).receivable == Money.zero("COP")
