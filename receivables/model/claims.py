"""What a claim means: how long it freezes its bill, until when it must be answered, and which bills call for one."""

from datetime import date, timedelta

from receivables.model.account import Account, Bill, Claim, ClaimOutcome, Payment
from receivables.model.allocation import Frozen
from receivables.model.dates import add_months
from receivables.model.jurisdiction import ClaimChain, Instance, Law
from receivables.model.policy import Calendar, Policy
from receivables.model.standing import OpenBill, Standing

SATURDAY = 5


def frozen_by(chain: ClaimChain, calendar: Calendar) -> Frozen:
    """Which bills are frozen on a day, by the chain of instances of a law (PE-CLM-3 to PE-CLM-5, CO-CLM-1, I-9).

    A claim freezes its bill while an instance has still to decide it. One found wrong (INFUNDADO) freezes it while the
    person may still go on to a next instance; one found right (FUNDADO) until a feed cut on or after that day has
    brought the corrected balance.
    """

    def frozen(account: Account, day: date) -> frozenset[str]:
        if not account.claims:
            return frozenset()
        return frozenset(c.bill for c in account.claims if _freezes(c, account, day, chain, calendar))

    return frozen


def _freezes(claim: Claim, account: Account, day: date, chain: ClaimChain, calendar: Calendar) -> bool:
    if claim.filed_on > day:
        return False
    decided = claim.resolved_on
    if decided is None or claim.open_on(day):
        return True
    if claim.outcome is ClaimOutcome.FOUNDED:
        return account.cut_date < decided
    last = claim.instance >= len(chain.instances)
    here = _instance(claim, chain)
    return not last and not _passed(decided, day, here.notify_days + here.appeal_days, calendar)


def _instance(claim: Claim, chain: ClaimChain) -> Instance:
    """The instance of the claim; one that the law does not know has the days of the nearest that it knows."""
    return chain.instances[min(max(claim.instance, 1), len(chain.instances)) - 1]


def _passed(since: date, day: date, business_days: int, calendar: Calendar) -> bool:
    """Whether so many business days after `since` were over before that day. An unknown day is none of them."""
    found, each = 0, since + timedelta(days=1)
    while found < business_days and each < day:
        found += each.weekday() < SATURDAY and calendar.open_on(each)
        each += timedelta(days=1)
    return found >= business_days and each <= day


def deadline_of(claim: Claim, law: Law, calendar: Calendar) -> date:
    """The last day to decide a claim at its instance and to tell the person (PE-CLM-3 to PE-CLM-5, CO-CLM-1)."""
    here = _instance(claim, law.claims)
    return business_days_after(claim.filed_on, here.decide_days + here.notify_days, calendar)


def last_day_to_claim(bill: Bill, law: Law) -> date:
    """The last day to claim a bill that is not paid: calendar days after its due date (PE-CLM-1, CO-CLM-1)."""
    return bill.due_on + timedelta(days=law.claims.unpaid_days)


def last_day_to_claim_paid(payment: Payment, law: Law) -> date:
    """The last day to claim a bill that is paid: months after its payment (PE-CLM-1, CO-CLM-1)."""
    return add_months(payment.paid_on, law.claims.paid_months)


def business_days_after(day: date, count: int, calendar: Calendar) -> date:
    """So many business days later: Mondays to Fridays that are no holidays.

    In a year that nobody vouches for every Monday to Friday counts: the deadline is then rather too early.
    """
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in calendar.holidays
    return day


def atypical_bills(account: Account, standing: Standing, policy: Policy) -> tuple[OpenBill, ...]:
    """The overdue bills that must be offered an inspection or a claim before anybody presses for them (PE-BILL-2).

    More than `percent_over` above what is usual there, and at least so many consumption allowances of the category.
    Where nobody told the allowance the first condition is enough: that offers a claim too often, never too seldom.
    A bill whose usual consumption is not known cannot be told. Left out: bills claimed once, or offered already.
    """
    law = policy.law.atypical
    if law is None:
        return ()
    allowance = policy.allowance_m3.get(account.supply.category)
    least = 0 if allowance is None else allowance * law.allowances
    over, told = 100 + law.percent_over, account.offered.union([claim.bill for claim in account.claims])
    return tuple(
        [
            each
            for each in standing.overdue_bills
            if (usual := each.bill.usual_m3) is not None
            and (consumed := each.bill.consumption_m3) >= least
            and consumed * 100 > usual * over
            and each.bill.number not in told
        ]
    )
