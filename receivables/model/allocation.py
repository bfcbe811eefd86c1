"""What each payment settles. Derived from the facts every time, so that no order of arrival can change it.

The rule (design.md, decisions): the bill named, else the due instalments of a live agreement, else outstanding bills
oldest first; a claimed bill is skipped unless named; what is left over is credit for the next bill.

An agreement of ours stands in the place of bills that the commercial system still calls unpaid (decision 0018). What
that system took off these bills since was paid for the agreement; what was posted since goes to the down payment, to
the instalments due by now or within `SOON`, to other bills, and then to the instalments to come.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from receivables.model.account import Account, Agreement, Bill, Instalment, Payment, Refinanced
from receivables.model.money import Money

CREDIT = "credit"

SOON = timedelta(days=7)
"""So long before its date an instalment of ours takes money before bills do: who pays it early has paid it."""

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


def down_payment_key(agreement: Agreement) -> str:
    """How a share names the down payment of an agreement of ours."""
    return f"{agreement.number}/0"


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
    then = _replayed(account, [p for p in posted if p.in_feed], on, frozen)
    return _taken_over(then, account, on)


def opening_balances(account: Account, frozen: Frozen = Account.claimed_on) -> dict[str, int]:
    """Centimos by bill that the payments on file do not explain: the feed's balance less the replayed one."""
    totals = {bill.number: bill.total.centimos for bill in account.bills}
    known = [p for p in account.payments if p.in_feed and not p.reversed]
    replayed = _allocate(account, totals, known, account.cut_date, frozen, ours=False).bills
    return {
        bill.number: bill.balance.centimos - replayed[bill.number]
        for bill in account.bills
        if bill.balance.centimos != replayed[bill.number]
    }


def _replayed(account: Account, payments: list[Payment], on: date, frozen: Frozen) -> Balances:
    issued = {bill.number: bill.total.centimos for bill in account.bills if bill.issued_on <= on}
    then = _allocate(account, issued, payments, on, frozen, ours=False)
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
    ours: list[Agreement] = field(default_factory=list)
    credit: int = 0
    shares: list[Share] = field(default_factory=list)

    def pay(self, payment: Payment) -> None:
        """Allocate one payment."""
        left = self._to_down_payment(payment)
        if payment.bill is not None:
            if payment.bill not in self.bills:
                return  # it settled a bill older than the ledger; it may not settle another one
            left = self._to_bill(payment.operation, payment.bill, left)
        left = self._to_instalments(payment, left)
        left = self._to_outstanding(payment.operation, payment.paid_on, left)
        left = self._to_coming(payment.operation, left)
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

    def take_over(self, ours: Agreement, posted: frozenset[str]) -> None:
        """From here on the agreement stands in the place of its bills.

        `posted`: the operations that the feed does not know yet; the others that made up the down payment are among
        what the feed took off the bills.
        """
        self.ours.append(ours)
        _take_over(self.bills, self.instalments, ours, posted)

    def _to_down_payment(self, payment: Payment) -> int:
        left = payment.amount.centimos
        for ours in self.ours:
            given = dict(ours.refinanced.down).get(payment.operation) if ours.refinanced else None
            if given is not None:
                self.shares.append(Share(payment.operation, down_payment_key(ours), given))
                left -= given.centimos
        return left

    def _to_instalments(self, payment: Payment, left: int) -> int:
        for due in self._due(payment.paid_on):
            left = self._to_instalment(payment.operation, due, left)
        return left

    def _due(self, day: date) -> list[Instalment]:
        of_feed = _due_instalments(self.account, day)
        soon = [i for ours in self.ours for i in ours.schedule if i.due_on <= day + SOON]
        return sorted([*of_feed, *soon], key=lambda i: (i.due_on, i.number))

    def _to_coming(self, operation: str, left: int) -> int:
        for ours in self.ours:
            for coming in ours.schedule:
                left = self._to_instalment(operation, coming, left)
        return left

    def _to_instalment(self, operation: str, instalment: Instalment, left: int) -> int:
        key = instalment_key(instalment)
        part = min(left, self.instalments[key])
        if part:
            self.instalments[key] -= part
            self.shares.append(Share(operation, key, Money(part, instalment.amount.currency)))
        return left - part

    def _to_outstanding(self, operation: str, day: date, left: int) -> int:
        claimed = self.frozen(self.account, day)
        for bill in self.oldest_first:
            if left == 0:
                break
            if bill.issued_on <= day and bill.number not in claimed:
                left = self._to_bill(operation, bill.number, left)
        return left


def _allocate(
    account: Account,
    opening: dict[str, int],
    payments: Iterable[Payment],
    on: date,
    frozen: Frozen,
    *,
    ours: bool = True,
) -> Balances:
    """Allocate what was posted; without `ours` no agreement made in the chat is looked at."""
    in_order = sorted(payments, key=lambda p: (p.paid_on, p.operation))
    if not in_order and not account.agreements:
        return Balances(dict(opening), {}, 0, ())  # almost everybody, almost always
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
    posted = frozenset(p.operation for p in in_order)
    for agreement in account.refinancing(on) if ours else ():
        known = agreement.refinanced.known if agreement.refinanced else frozenset()
        _pay(ledger, [p for p in in_order if p.operation in known])
        in_order = [p for p in in_order if p.operation not in known]
        ledger.take_over(agreement, posted)
    _pay(ledger, in_order)
    ledger.use_credit(on)
    return Balances(ledger.bills, ledger.instalments, ledger.credit, tuple(ledger.shares))


def _pay(ledger: _Ledger, payments: Iterable[Payment]) -> None:
    for payment in payments:
        ledger.use_credit(payment.paid_on)
        ledger.pay(payment)


def _taken_over(then: Balances, account: Account, on: date) -> Balances:
    """The balances of a past day, with the agreements of ours of that day in the place of their bills."""
    agreements = account.refinancing(on)
    if not agreements:
        return then
    bills, instalments = dict(then.bills), dict(then.instalments)
    for agreement in agreements:
        _take_over(bills, instalments, agreement, frozenset())
    return Balances(bills, instalments, then.credit, then.shares)


def _take_over(
    bills: dict[str, int], instalments: dict[str, int], agreement: Agreement, posted: frozenset[str]
) -> None:
    """Owe the instalments, less what was taken off the refinanced bills since: the down payment first, then in order.

    A bill that is not there owes nothing any more. Where the bills owe more than when it was accepted, as a payment
    of before was taken back, that is no part of the agreement and stays with them.
    """
    refinanced = agreement.refinanced
    if refinanced is None:
        return
    received = sum(owed.centimos - bills.get(number, 0) for number, owed in refinanced.bills)
    _leave(bills, refinanced, max(-received, 0))
    received = max(received, 0)
    received -= sum(part.centimos for operation, part in refinanced.down if operation not in posted)
    for instalment in agreement.schedule:
        part = min(max(received, 0), instalment.unpaid.centimos)
        instalments[instalment_key(instalment)] = instalment.unpaid.centimos - part
        received -= part


def _leave(bills: dict[str, int], refinanced: Refinanced, more: int) -> None:
    """Take the bills out of what is owed, but for what they owe `more` than was refinanced."""
    for number, owed in refinanced.bills:
        stays = min(max(bills.get(number, 0) - owed.centimos, 0), more)
        if number in bills:
            bills[number] = stays
        more -= stays


def _live_instalments(account: Account) -> list[Instalment]:
    return [i for a in account.owing_agreements(date.max) if a.refinanced is None for i in a.schedule]


def _due_instalments(account: Account, day: date) -> list[Instalment]:
    due = [i for i in _live_instalments(account) if i.due_on <= day]
    return sorted(due, key=lambda i: (i.due_on, i.number))
