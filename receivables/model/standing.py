"""Where an account stands on a day: derived from its ledger, never stored as truth.

Three words (design.md, "What is owed"). *Unpaid*: billed and not paid, claimed or not: the books. *Outstanding*:
unpaid and not under claim. *Overdue* (the documents' "exigible"): outstanding and past its due date, with the due
instalments of a live agreement. Whoever pays is clear from any rung.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from receivables.model.account import Account, Agreement, Bill, Instalment
from receivables.model.allocation import Frozen, balances, instalment_key
from receivables.model.money import Money, total

CONCEPTS = ("water", "sewer", "fixed_charge", "interest", "other")


@dataclass(frozen=True, slots=True)
class OpenBill:
    """A bill that still owes something on the day of the standing."""

    bill: Bill
    unpaid: Money
    claimed: bool

    @property
    def make_up(self) -> dict[str, Money]:
        """What is unpaid, by concept; a payment settles principal (water, sewer, fixed charge) before charges."""
        paid = (self.bill.total - self.unpaid).centimos
        parts: dict[str, Money] = {}
        for concept in CONCEPTS:
            amount: Money = getattr(self.bill, concept)
            settled = min(paid, amount.centimos)
            paid -= settled
            if amount.centimos > settled:
                parts[concept] = Money(amount.centimos - settled, amount.currency)
        return parts


@dataclass(frozen=True, slots=True)
class OpenInstalment:
    """An instalment of a live agreement with something still unpaid."""

    instalment: Instalment
    unpaid: Money


@dataclass(frozen=True)
class Standing:
    """What an account owes on one day. Bills and instalments oldest first; those with nothing unpaid are left out."""

    on: date
    bills: tuple[OpenBill, ...]
    instalments: tuple[OpenInstalment, ...]
    agreement: Agreement | None
    credit: Money
    negligible: Money

    @cached_property
    def unpaid(self) -> Money:
        """Bills billed and not paid, claimed or not; instalments are apart."""
        return self._sum(b.unpaid for b in self.bills)

    @cached_property
    def outstanding_bills(self) -> tuple[OpenBill, ...]:
        """Unpaid, not under claim, and not a negligible remainder."""
        return tuple([b for b in self.bills if not b.claimed and b.unpaid >= self.negligible])

    @cached_property
    def outstanding(self) -> Money:
        """The main figure of the debt answer."""
        return self._sum(b.unpaid for b in self.outstanding_bills)

    @cached_property
    def overdue_bills(self) -> tuple[OpenBill, ...]:
        """Outstanding and past the due date; the day itself is not past it."""
        return tuple([b for b in self.outstanding_bills if b.bill.due_on < self.on])

    @cached_property
    def overdue_instalments(self) -> tuple[OpenInstalment, ...]:
        """Instalments of a live agreement past their own due dates."""
        return tuple(
            [i for i in self.instalments if i.instalment.due_on < self.on and i.unpaid >= self.negligible]
        )

    @cached_property
    def overdue(self) -> Money:
        """What may be demanded today: overdue bills and overdue instalments."""
        bills, instalments = self.overdue_bills, self.overdue_instalments
        return self._sum([*[b.unpaid for b in bills], *[i.unpaid for i in instalments]])

    @cached_property
    def overdue_but_claimed(self) -> Money:
        """Past due and frozen by a claim: never demanded, shown apart."""
        return self._sum(b.unpaid for b in self.bills if b.claimed and b.bill.due_on < self.on)

    @cached_property
    def unbilled_instalments(self) -> Money:
        """All that live agreements still owe, due or not: part of total receivables."""
        return self._sum(i.unpaid for i in self.instalments)

    @cached_property
    def oldest_due_on(self) -> date | None:
        """Due date of the oldest outstanding bill."""
        return min((b.bill.due_on for b in self.outstanding_bills), default=None)

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return total(amounts, self.negligible.currency)


def standing(
    account: Account, on: date, negligible: Money = Money(0), frozen: Frozen = Account.claimed_on
) -> Standing:
    """Derive the standing. Remainders below `negligible` (policy, S/ 1.00) count for nothing but the books.

    `frozen` says which bills are under claim; decisions hand in the law's chain of instances (`claims.frozen_by`).
    """
    left = balances(account, on, frozen)
    claimed = frozen(account, on)
    bills = [
        OpenBill(bill, Money(left.bills[bill.number], negligible.currency), bill.number in claimed)
        for bill in account.bills
        if left.bills.get(bill.number, 0) > 0 and bill.issued_on <= on
    ]
    instalments = [
        OpenInstalment(i, Money(left.instalments[instalment_key(i)], negligible.currency))
        for agreement in account.owing_agreements(on)
        for i in agreement.schedule
        if left.instalments[instalment_key(i)] > 0
    ]
    return Standing(
        on=on,
        bills=tuple(sorted(bills, key=lambda b: (b.bill.due_on, b.bill.number))),
        instalments=tuple(sorted(instalments, key=lambda i: (i.instalment.due_on, i.instalment.number))),
        agreement=account.live_agreement(on),
        credit=Money(left.credit, negligible.currency),
        negligible=negligible,
    )
