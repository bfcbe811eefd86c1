"""How a customer behaved before falling behind: the protecting score (design.md, RFM; domain.md, action 2)."""

from datetime import date
from enum import StrEnum

from receivables.model.account import Account
from receivables.model.policy import Policy
from receivables.model.rfm import RfmScore
from receivables.model.standing import Standing


class Protection(StrEnum):
    """What the protecting score asks for."""

    NEVER_CUT = "never_cut"
    FRIENDLY_FIRST = "friendly_first"
    NONE = "none"


def reference_day(account: Account, standing: Standing) -> date | None:
    """The due date of the last bill before the oldest unpaid one; None without such a bill.

    Whoever owes two bills cannot have a recent payment, so a score taken today protects nobody.
    """
    oldest = next((b.bill.due_on for b in standing.bills if b.unpaid >= standing.negligible), None)
    if oldest is None:
        return None
    return max([bill.due_on for bill in account.bills if bill.due_on < oldest], default=None)


def protecting_score(account: Account, standing: Standing) -> RfmScore | None:
    """The RFM score as of the reference day, if it is known."""
    day = reference_day(account, standing)
    return account.scores.get(day) if day else None


def protection(account: Account, standing: Standing, policy: Policy) -> Protection:
    """5-5-5 then: never cut. A mean of `friendly_mean` or more then: friendly path first, cut only with approval.

    Fails closed: a reference day whose score is not known asks for an approval.
    """
    return protection_on(reference_day(account, standing), account, policy)


def protection_on(day: date | None, account: Account, policy: Policy) -> Protection:
    """The same by the reference day."""
    return Protection.NONE if day is None else protection_by(account.scores.get(day), policy)


def protection_by(score: RfmScore | None, policy: Policy) -> Protection:
    """The same from the protecting score alone; None for one that is not known."""
    if score is None:
        return Protection.FRIENDLY_FIRST
    if score.is_best:
        return Protection.NEVER_CUT
    return Protection.FRIENDLY_FIRST if score.mean >= policy.friendly_mean else Protection.NONE
