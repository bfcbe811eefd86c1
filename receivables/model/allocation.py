"""What each payment settles. Derived from the facts every time, so that no order of arrival can change it.

The rule (design.md, decisions): the bill named, else the due instalments of a live agreement, else outstanding bills
oldest first; a claimed bill is skipped unless named; what is left over is credit for the next bill.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from receivables.model.account import Account, AgreementState, Bill, Instalment, Payment
from receivables.model.money import Money

CREDIT = "credit"

Frozen = Callable[[Account, date], frozenset[str]]
"""Which bills of an account a claim freezes on a day: `claims.frozen_by` says it by the law."""


@dataclass(frozen=True, slots=True)
class Share:
    """The part of one payment that went to one bill, one instalment (`agreement/number`), or to credit."""

    operation: str
    target: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Balances:
    """What remains on a day, after allocation: centimos by bill number and by instalment, and the credit."""

    bills: Mapping[str, int]
    instalments: Mapping[str, int]
    credit: int
    shares: tuple[Share, ...]


def instalment_key(instalment: Instalment) -> str:
    """How a share names an instalment."""
    return f"{instalment.agreement}/{instalment.number}"


def balances(account: Account, on: date, frozen: Frozen = Account.claimed_on) -> Balances:
    """What each bill and instalment still owes on that day.

    From the feed's cut date on, the feed's balances are the truth and only what was posted since is allocated. Before
    it, the payments are replayed from the bills' totals; where that ends elsewhere than the feed's balance, the
    difference is an opening balance and holds for the whole past.
    """
    posted = [p for p in account.payments if not p.reversed and p.paid_on <= on]
    if on >= account.cut_date:
        opening = {bill.number: bill.balance.centimos for bill in account.bills}
        return _allocate(account, opening, [p for p in posted if not p.in_feed], on, frozen)
    return _replayed(account, [p for p in posted if p.in_feed], on, frozen)


def opening_balances(account: Account, frozen: Frozen = Account.claimed_on) -> dict[str, int]:
    """Centimos by bill that the payments on file do not explain: the feed's balance less the replayed one."""
    totals = {bill.number: bill.total.centimos for bill in account.bills}
    known = [p for p in account.payments if p.in_feed and not p.reversed]
    replayed = _allocate(account, totals, known, account.cut_date, frozen).bills
    return {
        bill.number: bill.balance.centimos - replayed[bill.number]
        for bill in account.bills
        if bill.balance.centimos != replayed[bill.number]
    }


def _replayed(account: Account, payments: list[Payment], on: date, frozen: Frozen) -> Balances:
    issued = {bill.number: bill.total.centimos for bill in account.bills if bill.issued_on <= on}
    then = _allocate(account, issued, payments, on, frozen)
    opening = opening_balances(account, frozen)
    corrected = {
        number: min(max(left + opening.get(number, 0), 0), issued[number])
        for number, left in then.bills.items()
    }
    return Balances(corrected, then.instalments, then.credit, then.shares)


@dataclass(slots=True)
class _Ledger:
    """The running state of one allocation."""

    account: Account
    bills: dict[str, int]
    instalments: dict[str, int]
    oldest_first: list[Bill]
    currency: str
    frozen: Frozen
    credit: int = 0
    shares: list[Share] = field(default_factory=list)

    def pay(self, payment: Payment) -> None:
        """Allocate one payment."""
        left = payment.amount.centimos
        if payment.bill is not None:
            if payment.bill not in self.bills:
                return  # it settled a bill older than the ledger; it may not settle another one
            left = self._to_bill(payment.operation, payment.bill, left)
        left = self._to_instalments(payment, left)
        left = self._to_outstanding(payment.operation, payment.paid_on, left)
        if left:
            self.credit += left
            self.shares.append(Share(payment.operation, CREDIT, Money(left, payment.amount.currency)))

    def use_credit(self, day: date) -> None:
        """Credit goes to the next bill."""
        if self.credit:
            self.credit = self._to_outstanding(CREDIT, day, self.credit)

    def _to_bill(self, operation: str, number: str, left: int) -> int:
        part = min(left, self.bills[number])
        if part:
            self.bills[number] -= part
            self.shares.append(Share(operation, number, Money(part, self.currency)))
        return left - part

    def _to_instalments(self, payment: Payment, left: int) -> int:
        for due in _due_instalments(self.account, payment.paid_on):
            key = instalment_key(due)
            part = min(left, self.instalments[key])
            if part:
                self.instalments[key] -= part
                self.shares.append(Share(payment.operation, key, Money(part, due.amount.currency)))
                left -= part
        return left

    def _to_outstanding(self, operation: str, day: date, left: int) -> int:
        claimed = self.frozen(self.account, day)
        for bill in self.oldest_first:
            if left == 0:
                break
            if bill.issued_on <= day and bill.number not in claimed:
                left = self._to_bill(operation, bill.number, left)
        return left


def _allocate(
    account: Account, opening: dict[str, int], payments: Iterable[Payment], on: date, frozen: Frozen
) -> Balances:
    ledger = _Ledger(
        account=account,
        bills=dict(opening),
        instalments={instalment_key(i): i.unpaid.centimos for i in _live_instalments(account)},
        oldest_first=sorted(
            (bill for bill in account.bills if bill.number in opening), key=lambda b: (b.due_on, b.number)
        ),
        currency=account.bills[0].total.currency if account.bills else "",
        frozen=frozen,
    )
    for payment in sorted(payments, key=lambda p: (p.paid_on, p.operation)):
        ledger.use_credit(payment.paid_on)
        ledger.pay(payment)
    ledger.use_credit(on)
    return Balances(ledger.bills, ledger.instalments, ledger.credit, tuple(ledger.shares))


def _live_instalments(account: Account) -> list[Instalment]:
    return [i for a in account.agreements if a.state is AgreementState.LIVE for i in a.schedule]


def _due_instalments(account: Account, day: date) -> list[Instalment]:
    due = [i for i in _live_instalments(account) if i.due_on <= day]
    return sorted(due, key=lambda i: (i.due_on, i.number))
