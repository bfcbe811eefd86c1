"""What a part of a portfolio owes on a day, as sums: the figures that a manager asks for in the morning."""

from dataclasses import dataclass

from receivables.model.money import Money
from receivables.model.segment import unpaid
from receivables.model.standing import Standing

OLD_MONTHS = 3
"""From so many months after the due date on, a debt counts as old (domain.md, section 1: "older than 3 months")."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Sums of one locality. `customers` count supplies that owe anything, claimed or in instalments included.

    `bills`: billed and not paid, claimed or not. `instalments`: all that live agreements still owe. `overdue`: what may
    be demanded. `old`: of the bills, those due `OLD_MONTHS` months or more before. `agreements` count supplies.
    """

    locality: str
    customers: int
    bills: Money
    instalments: Money
    overdue: Money
    old_customers: int
    old: Money
    claimed_customers: int
    claimed: Money
    agreements: int

    @property
    def receivable(self) -> Money:
        """Total receivables (surfaces.md): unpaid bills and what live agreements still owe."""
        return self.bills + self.instalments

    def __add__(self, other: "Owed") -> "Owed":
        return Owed(
            self.locality,
            self.customers + other.customers,
            self.bills + other.bills,
            self.instalments + other.instalments,
            self.overdue + other.overdue,
            self.old_customers + other.old_customers,
            self.old + other.old,
            self.claimed_customers + other.claimed_customers,
            self.claimed + other.claimed,
            self.agreements + other.agreements,
        )


def nothing_owed(locality: str, currency: str) -> Owed:
    """A locality before anything is added to it."""
    zero = Money.zero(currency)
    return Owed(locality, 0, zero, zero, zero, 0, zero, 0, zero, 0)


def owed(locality: str, standing: Standing) -> Owed:
    """The part of one supply."""
    old = unpaid(standing, OLD_MONTHS)
    claimed = Money(
        sum(each.unpaid.centimos for each in standing.bills if each.claimed), standing.negligible.currency
    )
    return Owed(
        locality=locality,
        customers=int(bool(standing.unpaid or standing.unbilled_instalments)),
        bills=standing.unpaid,
        instalments=standing.unbilled_instalments,
        overdue=standing.overdue,
        old_customers=int(bool(old)),
        old=old,
        claimed_customers=int(bool(claimed)),
        claimed=claimed,
        agreements=int(standing.agreement is not None),
    )
