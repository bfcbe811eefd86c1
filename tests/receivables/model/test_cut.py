"""Whether a cut may be ordered: standing and case together, and every reason that shields."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receivables.model.account import AgreementState, Obstacle, SupplyState
from receivables.model.contact import Feed
from receivables.model.cut import may_cut
from receivables.model.decision import Allowed, Reason
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.ladder import Case, Notice, Step
from receivables.model.protection import Protection, protection, reference_day
from receivables.model.rfm import RfmScore
from receivables.model.standing import standing
from tests.support.build import (
    CUT_DATE,
    a_bill,
    a_claim,
    a_moment,
    a_payment,
    a_policy,
    a_served,
    a_supply,
    an_account,
    an_agreement,
    lima,
    monthly_bills,
)

BEHIND = an_account(*monthly_bills(8, unpaid=3))
REFERENCE = date(2023, 9, 20)
BAD_PAYER = replace(BEHIND, scores={REFERENCE: RfmScore(3, 2, 4)})
SERVED = lima("2024-01-05 10:00")
READY = Case("0000001", Step.LAST_CHANCE, notices=(a_served(Notice.LAST_CHANCE, SERVED, SERVED),))


def reasons(account=BEHIND, case=READY, at=None, *, executing=False):
    at = at or a_moment()
    here = standing(account, at.today, at.policy.negligible)
    return set(may_cut(account, here, case, at, executing=executing).reasons)


def test_three_overdue_bills_and_a_last_chance_served_48_hours_ago_allow_it():
    here = standing(BAD_PAYER, date(2024, 1, 8))
    assert may_cut(BAD_PAYER, here, READY, a_moment()) == Allowed()


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (an_account(*monthly_bills(8, unpaid=2)), Reason.NOT_OVERDUE_ENOUGH),
        (replace(BEHIND, payments=(a_payment("P1", date(2024, 1, 8), "90.00"),)), Reason.PAID),
        (replace(BEHIND, claims=(a_claim("R-2023-11"),)), Reason.CLAIM),
        (replace(BEHIND, supply=a_supply(state=SupplyState.INACTIVE)), Reason.INACTIVE),
        (replace(BEHIND, supply=a_supply(protected=True)), Reason.PROTECTED_SUPPLY),
        (replace(BEHIND, supply=a_supply(continuity=False)), Reason.NO_CONTINUITY),
        (replace(BEHIND, supply=a_supply(obstacle=Obstacle.TEMPORARY)), Reason.OBSTACLE),
        (replace(BEHIND, agreements=(an_agreement(date(2024, 3, 1)),)), Reason.LIVE_AGREEMENT),
        (replace(BEHIND, scores={REFERENCE: RfmScore(5, 5, 5)}), Reason.PROTECTING_SCORE),
        (replace(BEHIND, scores={REFERENCE: RfmScore(4, 4, 4)}), Reason.PROTECTING_SCORE),
    ],
)
def test_what_shields_an_account_withholds_the_cut(account, reason):
    account = account if account.scores else replace(account, scores={REFERENCE: RfmScore(1, 1, 1)})
    assert reason in reasons(account)


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (Case("0000001"), Reason.NOT_SERVED),
        (
            Case("0000001", Step.LAST_CHANCE, notices=(a_served(Notice.LAST_CHANCE, SERVED),)),
            Reason.NOT_SERVED,
        ),
        (replace(READY, step=Step.OFFERED), Reason.NOT_SERVED),
        (replace(READY, step=Step.PROMISED), Reason.PROMISE_RUNNING),
        (READY.hold("paid", lima("2024-01-09 10:00")), Reason.PAUSED),
        (
            replace(READY, notices=(a_served(Notice.LAST_CHANCE, SERVED, lima("2024-01-06 10:01")),)),
            Reason.TOO_SOON,
        ),
    ],
)
def test_what_the_case_lacks_withholds_the_cut(case, reason):
    assert reason in reasons(BAD_PAYER, case)


def test_a_last_chance_of_months_ago_is_no_evidence_any_more():
    last_day = a_moment("2024-03-05 09:59")
    assert Reason.NOT_SERVED not in reasons(BAD_PAYER, at=last_day)
    assert reasons(BAD_PAYER, at=a_moment("2024-03-05 10:00")) == {Reason.NOT_SERVED}


def test_a_stale_feed_withholds_the_cut():
    assert reasons(BAD_PAYER, at=a_moment(feed=Feed(CUT_DATE, CUT_DATE))) == {Reason.STALE_FEED}


def test_one_overdue_instalment_is_enough():
    late = an_account(agreements=(an_agreement(date(2024, 1, 5)),))
    assert reasons(late) == set()


def test_executing_asks_for_the_hours_of_a_cut():
    assert reasons(BAD_PAYER, at=a_moment("2024-01-08 16:30"), executing=True) == {Reason.OUTSIDE_WINDOW}
    assert reasons(BAD_PAYER, at=a_moment("2024-01-08 15:30"), executing=True) == set()


def test_a_good_score_is_cut_only_with_a_named_approval_and_the_best_never():
    good = replace(BEHIND, scores={REFERENCE: RfmScore(4, 4, 4)})
    best = replace(BEHIND, scores={REFERENCE: RfmScore(5, 5, 5)})
    approved = replace(READY, approved_by="jefa.cobranza")
    assert reasons(good, approved) == set()
    assert reasons(best, approved) == {Reason.PROTECTING_SCORE}


def test_the_reference_day_is_the_due_date_of_the_last_bill_before_the_oldest_unpaid_one():
    assert reference_day(BEHIND, standing(BEHIND, date(2024, 1, 8))) == REFERENCE


def test_a_negligible_remainder_does_not_move_the_reference_day():
    remainder = a_bill("R0", date(2023, 5, 1), balance="0.50")
    account = an_account(
        a_bill("R-1", date(2023, 4, 1), balance="0.00"), remainder, *monthly_bills(3, unpaid=3)
    )
    policy = a_policy()
    here = standing(account, date(2024, 1, 8), policy.negligible)
    assert reference_day(account, here) == date(2023, 5, 1)


def test_without_an_earlier_bill_no_score_protects():
    only_unpaid = an_account(*monthly_bills(3, unpaid=3))
    here = standing(only_unpaid, date(2024, 1, 8))
    assert protection(only_unpaid, here, a_policy()) is Protection.NONE


def test_a_score_that_is_not_known_fails_closed():
    here = standing(BEHIND, date(2024, 1, 8))
    assert protection(BEHIND, here, a_policy()) is Protection.FRIENDLY_FIRST


BROKEN = tuple(
    an_agreement(date(2023, 6, day), number=f"A-{day}", state=AgreementState.BROKEN) for day in (1, 2)
)


def test_after_two_broken_agreements_a_cut_is_drastic_and_needs_names():
    """domain.md, action 1: a drastic cut needs a named approval."""
    assert reasons(replace(BAD_PAYER, agreements=BROKEN[:1])) == set()
    drastic = replace(BAD_PAYER, agreements=BROKEN)
    assert reasons(drastic) == {Reason.NEEDS_APPROVAL}
    assert reasons(drastic, replace(READY, approved_by="Ana")) == {Reason.NEEDS_APPROVAL}
    assert reasons(drastic, replace(READY, drastic_by="Ana")) == set()


def test_cuts_are_ordered_on_the_days_of_the_month_that_the_utility_chose_and_executed_later():
    at = a_moment(policy=a_policy(cut_days=(22, 26)))
    assert reasons(BAD_PAYER, at=at) == {Reason.TOO_SOON}
    assert reasons(BAD_PAYER, at=a_moment(policy=a_policy(cut_days=(8, 8)))) == set()
    assert reasons(BAD_PAYER, replace(READY, step=Step.CUT_QUEUED), at, executing=True) == set()


def test_an_impediment_and_an_atypical_bill_withhold_a_cut():
    outage = Impediment(
        "I-1", ImpedimentKind.OUTAGE, Scope.LOCALITY, "Tumbes", date(2024, 1, 8), date(2024, 1, 8), "api", "", "x",
        SERVED,
    )  # fmt: skip
    assert reasons(replace(BAD_PAYER, impediments=(outage,))) == {Reason.OUTAGE}
    high = replace(BAD_PAYER.bills[-1], consumption_m3=Decimal(60), usual_m3=Decimal(12))
    assert reasons(replace(BAD_PAYER, bills=(*BAD_PAYER.bills[:-1], high))) == {Reason.ATYPICAL_BILL}


def test_an_earlier_last_chance_is_no_evidence_for_a_later_one_that_nobody_received():
    later = a_served(Notice.LAST_CHANCE, lima("2024-01-06 10:00"))
    twice = replace(READY, notices=(*READY.notices, later))
    assert reasons(BAD_PAYER, twice) == {Reason.NOT_SERVED}
    assert twice.evidence == ()
