"""Whether a person may be contacted: each reason alone withholds, and all reasons are given."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.packs import load_law
from receivables.model.account import AgreementState, ClaimOutcome, SupplyState
from receivables.model.consent import Purpose
from receivables.model.contact import Feed, Touch, chosen_contact, may_contact
from receivables.model.decision import Allowed, Reason, Withheld
from receivables.model.impediment import REASONS, Impediment, ImpedimentKind, Scope
from receivables.model.ladder import Case, Notice, Promise, Step
from receivables.model.money import Money
from receivables.model.policy import Calendar
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


def touched(*moments, channel="whatsapp"):
    return tuple(Touch(lima(moment), channel) for moment in moments)


def reasons(account=BEHIND, *, notice=Notice.OFFER, reach=None, at=None, case=None, offers_claim=False):
    at = at or a_moment()
    here = at.standing(account)
    decision = may_contact(
        account, here, case or Case("0000001"), notice, reach or a_reach(), at, offers_claim=offers_claim
    )
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
        (a_reach(touches=touched("2024-01-08 07:30")), Reason.CAP),
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
    held = Case("0000001", Step.OFFERED, holds={"paid": lima("2024-01-08 10:01")})
    assert reasons(case=held) == {Reason.PAUSED}
    assert reasons(case=held.hold("paid", lima("2024-01-08 10:00"))) == set()


def test_shields_from_a_cut_do_not_withhold_a_friendly_notice():
    shielded = replace(
        BEHIND,
        supply=a_supply(protected=True, continuity=False),
        scores={REFERENCE: RfmScore(5, 5, 5)},
    )
    assert reasons(shielded, notice=Notice.FRIENDLY) == set()


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
    three = touched(*(f"2024-01-0{day} 10:00" for day in (3, 4, 5)))
    assert reasons(reach=a_reach(touches=three)) == {Reason.CAP}
    assert reasons(reach=a_reach(touches=three), at=a_moment("2024-01-10 10:00")) == set()


def test_the_day_of_the_cap_is_the_local_one():
    late_yesterday = lima("2024-01-08 10:00") - timedelta(hours=10, minutes=1)
    assert reasons(reach=a_reach(touches=(Touch(late_yesterday, "whatsapp"),))) == set()


def test_the_channel_used_before_comes_first_and_else_the_policys_order():
    reach = a_reach(a_contact("sms"), a_contact("whatsapp"))
    first, again = chosen_contact(reach, a_moment()), chosen_contact(reach, a_moment(), "sms")
    assert first is not None
    assert first.channel == "whatsapp"
    assert again is not None
    assert again.channel == "sms"


def test_a_person_is_a_document_else_a_telephone():
    assert a_contact().person == "doc:00000001"
    assert a_contact(document="").person == f"tel:{PHONE}"


def an_impediment(kind, **changes):
    plain = Impediment(
        f"I-{kind}", kind, Scope.SUPPLY, "0000001", date(2024, 1, 8), date(2024, 1, 9), "archivo", "", "feed",
        lima("2024-01-08 07:00"),
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.mark.parametrize("kind", sorted(ImpedimentKind))
def test_an_impediment_withholds_from_its_first_day_to_its_last(kind):
    held = replace(BEHIND, impediments=(an_impediment(kind),))
    assert reasons(held) == {REASONS[kind]}
    assert reasons(held, notice=Notice.FRIENDLY) == {REASONS[kind]}
    assert reasons(held, at=a_moment("2024-01-09 19:59")) == {REASONS[kind]}
    assert reasons(held, at=a_moment("2024-01-10 10:00")) == set()
    assert reasons(held, at=a_moment("2024-01-05 10:00")) == set()


def test_a_lifted_impediment_withholds_nothing():
    lifted = an_impediment(ImpedimentKind.DECEASED, until=None, lifted_at=lima("2024-01-08 09:00"))
    assert reasons(replace(BEHIND, impediments=(lifted,))) == set()


def test_an_outage_passes_by_itself_and_a_death_does_not():
    outage, death = Withheld((Reason.OUTAGE,)), Withheld((Reason.DECEASED,))
    assert (outage.passing, death.passing) == (True, False)


def test_a_year_without_a_calendar_withholds():
    blind = replace(a_moment(), calendar=Calendar(frozenset(), frozenset()))
    assert reasons(at=blind) == {Reason.UNKNOWN_CALENDAR}


def test_a_bill_far_above_the_usual_is_not_pressed_for_before_a_claim_was_offered():
    high = replace(BEHIND.bills[-1], consumption_m3=Decimal(60), usual_m3=Decimal(12))
    account = replace(BEHIND, bills=(*BEHIND.bills[:-1], high))
    assert reasons(account) == reasons(account, notice=Notice.FRIENDLY) == {Reason.ATYPICAL_BILL}
    assert reasons(account, offers_claim=True, notice=Notice.FRIENDLY) == set()
    assert reasons(replace(account, offered=frozenset({high.number}))) == set()


def colombia(now="2024-01-10 10:00", **changes):
    """The law of Bogotá on the invented account, whose policy speaks of soles."""
    law = load_law("CO")
    policy = a_policy(**changes)
    return a_moment(
        now,
        policy=replace(
            policy,
            law=replace(
                policy.law,
                one_channel_per_seven_days=True,
                contacts_per_day=law.contacts_per_day,
                contacts_per_seven_days=law.contacts_per_seven_days,
            ),
        ),
    )


def test_once_contacted_only_by_that_channel_for_seven_times_24_hours():
    """CO-CON-6."""
    by_both = a_reach(
        a_contact("whatsapp"), a_contact("sms"), touches=touched("2024-01-04 10:00", channel="sms")
    )
    chosen = chosen_contact(by_both, colombia(), "whatsapp")
    assert chosen is not None
    assert chosen.channel == "sms"
    closed = replace(by_both, carried=frozenset({"whatsapp"}))
    assert reasons(reach=closed, at=colombia()) == {Reason.ONE_CHANNEL}
    assert chosen_contact(closed, colombia()) is None
    assert reasons(reach=closed, at=colombia("2024-01-11 10:00")) == set()
    assert reasons(reach=closed, at=colombia("2024-01-11 09:59")) == {Reason.ONE_CHANNEL}
    assert reasons(reach=closed) == set()


def test_without_any_open_channel_it_is_not_the_one_channel_that_withholds():
    nowhere = a_reach(carried=frozenset(), touches=touched("2024-01-04 10:00", channel="sms"))
    assert reasons(reach=nowhere, at=colombia()) == {Reason.NO_CHANNEL}


def test_the_new_date_of_a_commitment_is_told_while_it_runs():
    promise = Promise(date(2024, 1, 12), Money(1), lima("2024-01-02 10:00"), "ventanilla", "C-1", 1)
    running = Case("0000001", Step.PROMISED, promise=promise)
    assert reasons(case=running, notice=Notice.COMMITMENT_RENEWED) == set()
    assert reasons(case=running, notice=Notice.LAST_CHANCE) == {Reason.PROMISE_RUNNING}


def test_a_claim_found_wrong_still_withholds_while_the_person_may_go_on():
    claim = a_claim("R1", outcome=ClaimOutcome.UNFOUNDED, resolved_on=date(2024, 1, 2))
    account = an_account(a_bill("R1", date(2023, 12, 20)), claims=(claim,))
    assert reasons(account) == {Reason.CLAIM}
    assert reasons(account, at=a_moment("2024-02-20 10:00")) == set()


WHATSAPP, SMS = a_contact(), a_contact("sms")
LINES = {"whatsapp": WHATSAPP.line, "sms": SMS.line}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"untemplated": {WHATSAPP.line}}, Reason.NO_TEMPLATE),
        ({"unbudgeted": {WHATSAPP.line}}, Reason.BUDGET),
        ({"untemplated": {WHATSAPP.line}, "unbudgeted": {WHATSAPP.line}}, Reason.NO_TEMPLATE),
        ({"untemplated": {WHATSAPP.line}, "carried": frozenset()}, Reason.NO_CHANNEL),
    ],
)
def test_a_line_without_words_or_without_budget_carries_nothing(changes, reason):
    assert reasons(reach=a_reach(WHATSAPP, **changes)) == {reason}


@given(
    st.sets(st.sampled_from(sorted(LINES))),
    st.sets(st.sampled_from(sorted(LINES))),
    st.sets(st.sampled_from(sorted(LINES))),
    st.sampled_from(sorted(LINES)),
)
def test_a_contact_is_chosen_exactly_where_nothing_of_the_lines_withholds(
    shut, untemplated, unbudgeted, wanted
):
    reach = a_reach(
        WHATSAPP,
        SMS,
        suppressed={LINES[each] for each in shut},
        untemplated={LINES[each] for each in untemplated},
        unbudgeted={LINES[each] for each in unbudgeted},
    )
    chosen = chosen_contact(reach, a_moment(), wanted)
    open_lines = LINES.keys() - shut - untemplated - unbudgeted
    assert (chosen is not None) is bool(open_lines)
    assert reasons(reach=reach) <= {Reason.NO_CHANNEL, Reason.NO_TEMPLATE, Reason.BUDGET}
    assert bool(reasons(reach=reach)) is not bool(open_lines)
    if chosen is not None:
        assert chosen.channel in open_lines
        assert chosen.channel == wanted or wanted not in open_lines
