"""Whether a cut may be ordered, and whether it may still be executed. A cut needs standing *and* case."""

from receivables.model.account import Account, AgreementState, Obstacle
from receivables.model.claims import atypical_bills
from receivables.model.contact import Moment, cut_shields, impeding
from receivables.model.decision import Decision, Reason, decide
from receivables.model.ladder import Case, Step, enough_overdue, last_chance_holds, last_chance_over
from receivables.model.law import cut_moment
from receivables.model.protection import Protection, protection
from receivables.model.standing import Standing

ORDERABLE = (Step.LAST_CHANCE, Step.CUT_QUEUED)


def may_cut(
    account: Account, standing: Standing, case: Case, at: Moment, *, executing: bool = False
) -> Decision:
    """Whether the account may enter, or stay in, the cut queue; with `executing`, whether the crew may act now (I-11).

    Every reason against is given. A claimed bill never counts towards the threshold (PE-CUT-3).
    """
    reasons = _about_debt(standing, at) | impeding(account, at.today)
    if atypical_bills(account, standing, at.policy):
        reasons.add(Reason.ATYPICAL_BILL)
    reasons |= cut_shields(account, standing, at.policy)
    if account.supply.obstacle is not Obstacle.NONE:
        reasons.add(Reason.OBSTACLE)
    reasons |= _about_score(account, standing, case, at)
    if broken_agreements(account) >= at.policy.drastic_after_broken and case.drastic_by is None:
        reasons.add(Reason.NEEDS_APPROVAL)
    reasons |= _about_case(case, at)
    if at.feed.stale(at.today, at.policy.feed_days):
        reasons.add(Reason.STALE_FEED)
    if executing:
        reasons |= cut_moment(at.now, at.policy, at.calendar)
    return decide(reasons)


def broken_agreements(account: Account) -> int:
    """How many agreements of this supply were broken: from `drastic_after_broken` on a cut is drastic (I-17)."""
    return sum(each.state is AgreementState.BROKEN for each in account.agreements)


def _about_debt(standing: Standing, at: Moment) -> set[Reason]:
    if enough_overdue(standing, at.policy):
        return set()
    if standing.overdue_but_claimed:
        return {Reason.CLAIM}
    return {Reason.NOT_OVERDUE_ENOUGH if standing.overdue else Reason.PAID}


def _about_score(account: Account, standing: Standing, case: Case, at: Moment) -> set[Reason]:
    shield = protection(account, standing, at.policy)
    approved = shield is Protection.FRIENDLY_FIRST and case.approved_by is not None
    return set() if shield is Protection.NONE or approved else {Reason.PROTECTING_SCORE}


def _about_case(case: Case, at: Moment) -> set[Reason]:
    reasons: set[Reason] = set()
    if case.step is Step.PROMISED:
        reasons.add(Reason.PROMISE_RUNNING)
    if case.step not in ORDERABLE or not last_chance_holds(case, at.policy, at.now):
        reasons.add(Reason.NOT_SERVED)
    elif not last_chance_over(case, at.policy, at.now) or (
        case.step is Step.LAST_CHANCE and not _day_of_cuts(at)
    ):
        reasons.add(Reason.TOO_SOON)
    if case.paused(at.now):
        reasons.add(Reason.PAUSED)
    return reasons


def _day_of_cuts(at: Moment) -> bool:
    """Whether the utility orders cuts on this day of the month (POL-CUT-2); an order may be executed later."""
    days = at.policy.cut_days
    return days is None or days[0] <= at.today.day <= days[1]
