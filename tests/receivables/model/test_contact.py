"""Whether a person may be contacted: each reason alone withholds, and all reasons are given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from receivables.model.account import AgreementState, SupplyState
from receivables.model.contact import Feed, Purpose, chosen_contact, may_contact
from receivables.model.decision import Allowed, Reason, Withheld
from receivables.model.ladder import Case, Notice, Promise, Step
from receivables.model.money import Money
from receivables.model.rfm import RfmScore
from receivables.model.standing import standing
from tests.support.build import (
    CUT_DATE,
    PHONE,
    a_bill,
    a_claim,
    a_contact,
    a_moment,
    a_payment,
    a_policy,
    a_reach,
    a_supply,
    an_account,
    an_agreement,
    lima,
    monthly_bills,
)

BEHIND = an_account(*monthly_bills(8, unpaid=3))
REFERENCE = date(2023, 9, 20)


def reasons(account=BEHIND, *, notice=Notice.OFFER, reach=None, at=None, case=None):
    at = at or a_moment()
    here = standing(account, at.today, at.policy.negligible)
    decision = may_contact(account, here, case or Case("0000001"), notice, reach or a_reach(), at)
    return set(decision.reasons)


def test_nothing_against_it_is_allowed():
    at = a_moment()
    here = standing(BEHIND, at.today)
    assert may_contact(BEHIND, here, Case("0000001"), Notice.OFFER, a_reach(), at) == Allowed()


@pytest.mark.parametrize(
    ("account", "reason"),
    [
        (an_account(*monthly_bills(8, unpaid=0)), Reason.PAID),
        (replace(BEHIND, payments=(a_payment("P1", date(2024, 1, 8), "90.00"),)), Reason.PAID),
        (an_account(a_bill("R1", date(2023, 12, 20)), claims=(a_claim("R1"),)), Reason.CLAIM),
        (an_account(a_bill("R1", date(2023, 12, 20), "9.99")), Reason.BELOW_AMOUNT),
        (replace(BEHIND, agreements=(an_agreement(date(2024, 2, 5)),)), Reason.LIVE_AGREEMENT),
        (replace(BEHIND, supply=a_supply(protected=True)), Reason.PROTECTED_SUPPLY),
        (replace(BEHIND, supply=a_supply(continuity=False)), Reason.NO_CONTINUITY),
        (replace(BEHIND, supply=a_supply(state=SupplyState.INACTIVE)), Reason.INACTIVE),
        (replace(BEHIND, scores={REFERENCE: RfmScore(5, 5, 5)}), Reason.PROTECTING_SCORE),
    ],
)
def test_what_is_true_of_the_account_withholds_a_notice_of_cut(account, reason):
    found = reasons(account)
    assert reason in found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("reach", "reason"),
    [
        (a_reach(opted_out=True), Reason.OPTED_OUT),
        (a_reach(a_contact(purpose=Purpose.PROMO)), Reason.NO_CONSENT),
        (a_reach(a_contact(purpose=Purpose.NONE)), Reason.NO_CONSENT),
        (a_reach(suppressed={PHONE}), Reason.NO_CONSENT),
        (a_reach(a_contact("correo")), Reason.NO_CHANNEL),
        (a_reach(touches=(lima("2024-01-08 07:30"),)), Reason.CAP),
    ],
)
def test_what_is_true_of_the_person_withholds_it(reach, reason):
    assert reasons(reach=reach) == {reason}


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (a_moment("2024-01-08 06:59"), Reason.OUTSIDE_WINDOW),
        (a_moment("2024-01-06 10:00"), Reason.OUTSIDE_WINDOW),
        (a_moment(feed=Feed(CUT_DATE, date(2024, 1, 4))), Reason.STALE_FEED),
    ],
)
def test_what_is_true_of_the_moment_withholds_it(at, reason):
    assert reasons(at=at) == {reason}


def test_a_feed_three_days_old_is_still_fresh():
    assert reasons(at=a_moment(feed=Feed(CUT_DATE, date(2024, 1, 5)))) == set()


def test_a_running_promise_and_a_hold_withhold():
    promise = Promise(date(2024, 1, 10), Money(1), lima("2024-01-07 10:00"), "chat")
    assert reasons(case=Case("0000001", Step.PROMISED, promise=promise)) == {Reason.PROMISE_RUNNING}
    held = Case("0000001", Step.OFFERED, paused_until=lima("2024-01-08 10:01"))
    assert reasons(case=held) == {Reason.PAUSED}
    assert reasons(case=replace(held, paused_until=lima("2024-01-08 10:00"))) == set()


def test_shields_from_a_cut_do_not_withhold_a_friendly_notice():
    shielded = replace(
        BEHIND,
        supply=a_supply(protected=True, continuity=False),
        scores={REFERENCE: RfmScore(5, 5, 5)},
    )
    assert reasons(shielded, notice=Notice.FRIENDLY) == set()


def test_a_later_no_withdraws_an_earlier_consent_to_that_channel():
    no = a_contact(purpose=Purpose.NONE, consented_on=date(2023, 6, 1))
    assert reasons(reach=a_reach(a_contact(), no)) == {Reason.NO_CONSENT}
    assert reasons(reach=a_reach(a_contact(), replace(no, consented_on=None))) == {Reason.NO_CONSENT}
    assert reasons(reach=a_reach(a_contact(), a_contact("sms"), no)) == set()


def test_a_consent_given_again_after_a_no_counts():
    no = a_contact(purpose=Purpose.NONE, consented_on=date(2022, 6, 1))
    assert reasons(reach=a_reach(no, a_contact())) == set()


def test_an_inactive_supply_gets_no_notice_at_all():
    inactive = replace(BEHIND, supply=a_supply(state=SupplyState.INACTIVE))
    assert reasons(inactive, notice=Notice.FRIENDLY) == {Reason.INACTIVE}


def test_an_overdue_instalment_of_a_live_agreement_may_be_written_about():
    late = an_account(agreements=(an_agreement(date(2024, 1, 5), date(2024, 2, 5)),))
    assert reasons(late) == set()
    over = replace(late, agreements=(replace(late.agreements[0], state=AgreementState.FULFILLED),))
    assert reasons(over) == {Reason.PAID}


def test_every_reason_is_given_in_reading_order():
    at = a_moment("2024-01-06 10:00", feed=Feed(CUT_DATE, CUT_DATE))
    here = standing(BEHIND, at.today)
    decision = may_contact(BEHIND, here, Case("0000001"), Notice.OFFER, a_reach(opted_out=True), at)
    assert isinstance(decision, Withheld)
    assert decision.reasons == (Reason.STALE_FEED, Reason.OPTED_OUT, Reason.OUTSIDE_WINDOW)
    assert not decision.passing


def test_three_contacts_in_seven_days_are_the_most():
    three = tuple(lima(f"2024-01-0{day} 10:00") for day in (3, 4, 5))
    assert reasons(reach=a_reach(touches=three)) == {Reason.CAP}
    assert reasons(reach=a_reach(touches=three), at=a_moment("2024-01-10 10:00")) == set()


def test_the_day_of_the_cap_is_the_local_one():
    late_yesterday = lima("2024-01-08 10:00") - timedelta(hours=10, minutes=1)
    assert reasons(reach=a_reach(touches=(late_yesterday,))) == set()


def test_the_channel_used_before_comes_first_and_else_the_policys_order():
    reach = a_reach(a_contact("sms"), a_contact("whatsapp"))
    policy = a_policy()
    first, again = chosen_contact(reach, policy), chosen_contact(reach, policy, "sms")
    assert first is not None
    assert first.channel == "whatsapp"
    assert again is not None
    assert again.channel == "sms"


def test_a_person_is_a_document_else_a_telephone():
    assert a_contact().person == "doc:00000001"
    assert a_contact(document="").person == f"tel:{PHONE}"
