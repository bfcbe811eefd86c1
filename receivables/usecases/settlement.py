"""A payment as it comes in, and the answer to it: plain JSON, kept with the payment and given back word for word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from receivables.model.account import Account
from receivables.model.allocation import CREDIT, Share
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.standing import Standing
from receivables.model.workorder import WorkOrder

CONTENT = ("operation", "supply_number", "amount", "currency", "paid_at", "centre", "bill")
"""What a payment says of itself; all of it must be the same when an operation comes again."""


@dataclass(frozen=True, slots=True)
class NewPayment:
    """Money that a collection centre received. `paid_at` is aware; `bill` when the customer named one."""

    operation: str
    supply_number: str
    amount: Money
    paid_at: datetime
    centre: str
    bill: str | None = None


@dataclass(frozen=True, slots=True)
class PostedPayment:
    """The answer to a payment; `created` is False when it was given before."""

    settlement: Mapping[str, object]
    created: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """What followed from a payment, besides the balances."""

    promise_kept: bool = False
    cut_withdrawn: bool = False
    reopening: WorkOrder | None = None


def content(payment: NewPayment, policy: Policy) -> dict[str, object]:
    """The payment itself, moments on the utility's clock."""
    return {
        "operation": payment.operation,
        "supply_number": payment.supply_number,
        "amount": str(payment.amount),
        "currency": payment.amount.currency,
        "paid_at": policy.local(payment.paid_at).isoformat(),
        "centre": payment.centre,
        "bill": payment.bill,
    }


def settlement(
    payment: NewPayment,
    account: Account,
    shares: Sequence[Share],
    after: Standing,
    effects: Effects,
    policy: Policy,
) -> dict[str, object]:
    """What the payment settled, what is left, and what followed from it. Amounts have two decimals."""
    order = effects.reopening
    return {
        **content(payment, policy),
        "state": "posted",
        "settled": [_settled(share, account) for share in shares],
        "credit": str(after.credit),
        "outstanding": str(after.outstanding),
        "overdue": str(after.overdue),
        "promise_kept": effects.promise_kept,
        "cut_withdrawn": effects.cut_withdrawn,
        "reopening": order and {"work_order": order.id, "due_by": _moment(order.due_by, policy)},
    }


def same_content(known: Mapping[str, object], payment: NewPayment, policy: Policy) -> bool:
    """Whether an answer was given for this very payment."""
    return all(known[name] == value for name, value in content(payment, policy).items())


def reversal(known: Mapping[str, object], now: Standing) -> dict[str, object]:
    """The answer to a reversal: the payment, what it settles no longer, and what is owed without it."""
    return {
        **{name: known[name] for name in CONTENT},
        "state": "reversed",
        "settled": [],
        "credit": str(now.credit),
        "outstanding": str(now.outstanding),
        "overdue": str(now.overdue),
        "promise_kept": False,
        "cut_withdrawn": False,
        "reopening": None,
    }


def _settled(share: Share, account: Account) -> dict[str, object]:
    amount = str(share.amount)
    if share.target == CREDIT:
        return {"kind": "credit", "number": None, "amount": amount}
    is_bill = share.target in {bill.number for bill in account.bills}
    return {"kind": "bill" if is_bill else "instalment", "number": share.target, "amount": amount}


def _moment(moment: datetime | None, policy: Policy) -> str | None:
    return None if moment is None else policy.local(moment).isoformat()
