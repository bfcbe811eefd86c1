"""The ladder: every move is in the table, none is skipped, and no cut comes without a served notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import MoveRefused
from receivables.model.ladder import (
    APPROVALS_END,
    MOVES,
    Act,
    Case,
    Event,
    Notice,
    Promise,
    Step,
    commitment_made,
    move,
    next_notice,
    notice_sent,
    notice_served,
    promise_breached,
    promise_kept,
    promise_made,
)
from receivables.model.money import Money
from receivables.model.protection import Protection
from receivables.model.standing import standing
from tests.support.build import a_policy, a_served, an_account, an_agreement, lima, monthly_bills

NOW = lima("2024-01-08 10:00")
ACT = Act(NOW, "prueba", "para la prueba", "2024-01")
POLICY = a_policy()
THREE_BILLS = standing(an_account(*monthly_bills(6, unpaid=3)), date(2024, 1, 8))
TWO_BILLS = standing(an_account(*monthly_bills(6, unpaid=2)), date(2024, 1, 8))
NOTHING = standing(an_account(*monthly_bills(6, unpaid=0)), date(2024, 1, 8))


def test_a_move_that_is_not_in_the_table_is_refused():
    with pytest.raises(MoveRefused):
        move(Case("0000001"), Event.CUT_ORDERED, ACT)


@pytest.mark.parametrize(("step", "event"), [(s, e) for s in Step for e in Event if (s, e) not in MOVES])
def test_every_missing_pair_is_refused(step, event):
    with pytest.raises(MoveRefused):
        move(Case("0000001", step), event, ACT)


def test_a_cut_without_a_served_notice_is_refused_even_from_the_right_step():
    sent_only = Case("0000001", Step.LAST_CHANCE, notices=(a_served(Notice.LAST_CHANCE, NOW),))
    with pytest.raises(MoveRefused):
        move(sent_only, Event.CUT_ORDERED, ACT)


def test_every_move_says_who_when_why_and_under_which_policy():
    _, made = move(Case("0000001"), Event.FRIENDLY_SENT, ACT)
    assert (made.before, made.after) == (Step.CLEAR, Step.FRIENDLY)
    assert (made.actor, made.at, made.why, made.policy_version) == (
        "prueba",
        NOW,
        "para la prueba",
        "2024-01",
    )


@pytest.mark.parametrize("event", sorted(APPROVALS_END))
def test_what_was_agreed_about_one_cut_does_not_outlive_it(event):
    """I-17: a promise, a commitment, another last chance or a withdrawal ends it."""
    for before, each in sorted(MOVES):
        if each is event:
            moved, _ = move(Case("0000001", before, approved_by="ana", drastic_by="luis"), event, ACT)
            assert (moved.approved_by, moved.drastic_by) == (None, None)


def test_what_was_agreed_lasts_until_the_cut_is_done():
    served = a_served(Notice.LAST_CHANCE, NOW, NOW)
    case = Case("0000001", Step.LAST_CHANCE, notices=(served,), approved_by="ana", drastic_by="luis")
    for event in (Event.CUT_ORDERED, Event.CUT_DONE):
        case, _ = move(case, event, ACT)
        assert (case.approved_by, case.drastic_by) == ("ana", "luis")


def test_a_settled_case_starts_a_new_round_without_the_old_evidence():
    case = Case("0000001", Step.LAST_CHANCE, notices=(a_served(Notice.LAST_CHANCE, NOW, NOW),))
    settled, _ = move(case, Event.SETTLED, ACT)
    assert (settled.step, settled.round, settled.notices) == (Step.CLEAR, 2, ())


def test_the_first_proof_of_reception_counts():
    case = Case("0000001", Step.OFFERED, notices=(a_served(Notice.OFFER, NOW),))
    key = case.notices[0].key
    twice = notice_served(notice_served(case, key, NOW), key, NOW + timedelta(hours=3))
    assert twice.notices[0].served_at == NOW
    assert notice_served(case, "another", NOW) == case


def test_good_payers_get_the_friendly_notice_first():
    assert next_notice(Case("1"), THREE_BILLS, Protection.FRIENDLY_FIRST, POLICY, NOW) is Notice.FRIENDLY
    assert next_notice(Case("1"), TWO_BILLS, Protection.NEVER_CUT, POLICY, NOW) is Notice.FRIENDLY


def test_others_get_the_offer_at_three_overdue_bills_and_nothing_before():
    assert next_notice(Case("1"), THREE_BILLS, Protection.NONE, POLICY, NOW) is Notice.OFFER
    assert next_notice(Case("1"), TWO_BILLS, Protection.NONE, POLICY, NOW) is None


def test_one_overdue_instalment_is_enough_for_the_offer():
    late = standing(an_account(agreements=(an_agreement(date(2024, 1, 5)),)), date(2024, 1, 8))
    assert next_notice(Case("1"), late, Protection.NONE, POLICY, NOW) is Notice.OFFER


def test_a_friendly_notice_is_given_its_time():
    case = Case("1", Step.FRIENDLY, since=NOW)
    soon, later = NOW + timedelta(hours=167), NOW + timedelta(hours=168)
    assert next_notice(case, THREE_BILLS, Protection.FRIENDLY_FIRST, POLICY, soon) is None
    assert next_notice(case, THREE_BILLS, Protection.FRIENDLY_FIRST, POLICY, later) is Notice.OFFER


def test_a_broken_promise_gives_one_last_chance():
    broken, given = Case("1", Step.BROKEN), Case("1", Step.LAST_CHANCE)
    assert next_notice(broken, THREE_BILLS, Protection.NONE, POLICY, NOW) is Notice.LAST_CHANCE
    assert next_notice(given, THREE_BILLS, Protection.NONE, POLICY, NOW) is None


def test_no_last_chance_is_announced_to_whom_the_policy_would_not_cut():
    broken = Case("1", Step.BROKEN)
    assert next_notice(broken, TWO_BILLS, Protection.NONE, POLICY, NOW) is None


def test_an_unanswered_offer_leads_to_the_last_chance_48_hours_after_it_was_served():
    unserved = Case("1", Step.OFFERED, notices=(a_served(Notice.OFFER, NOW),))
    served = Case("1", Step.OFFERED, notices=(a_served(Notice.OFFER, NOW, NOW),))
    later = NOW + timedelta(hours=48)
    assert next_notice(unserved, THREE_BILLS, Protection.NONE, POLICY, later) is None
    assert next_notice(served, THREE_BILLS, Protection.NONE, POLICY, later - timedelta(seconds=1)) is None
    assert next_notice(served, THREE_BILLS, Protection.NONE, POLICY, later) is Notice.LAST_CHANCE


@pytest.mark.parametrize("step", list(Step))
def test_whoever_owes_nothing_gets_no_notice_from_any_step(step):
    assert next_notice(Case("1", step), NOTHING, Protection.NONE, POLICY, NOW) is None


def test_a_promise_is_kept_by_paying_at_least_what_was_promised():
    promise = Promise(date(2024, 1, 10), Money.of("30.00"), NOW, "whatsapp")
    assert promise_kept(promise, Money.of("30.00"))
    assert not promise_kept(promise, Money.of("29.99"))


happenings = st.lists(
    st.one_of(st.sampled_from(list(Event)), st.sampled_from(list(Notice)), st.just("served")), max_size=30
)


@given(happenings)
def test_no_sequence_of_events_reaches_a_cut_without_a_served_notice(sequence):
    case, now = Case("0000001"), NOW
    for happening in sequence:
        now += timedelta(hours=1)
        case = _after(case, happening, replace(ACT, at=now))
        if case.step in (Step.CUT_QUEUED, Step.CUT, Step.REOPENING):
            assert case.evidence, sequence


def _after(case: Case, happening: object, act: Act) -> Case:
    try:
        if isinstance(happening, Notice):
            return notice_sent(case, a_served(happening, act.at), act)[0]
        if isinstance(happening, Event):
            if happening is Event.PROMISE_MADE:
                promise = Promise(date(2024, 1, 10), Money(1), act.at, "chat")
                return promise_made(case, promise, act)[0]
            return move(case, happening, act)[0]
    except MoveRefused:
        return case
    return notice_served(case, case.notices[-1].key, act.at) if case.notices else case


def test_the_sequences_can_reach_a_cut():
    """Else the property above would hold for nothing."""
    case = Case("0000001")
    for happening in (
        Notice.OFFER,
        "served",
        Notice.LAST_CHANCE,
        "served",
        Event.CUT_ORDERED,
        Event.CUT_DONE,
    ):
        case = _after(case, happening, ACT)
    assert case.step is Step.CUT


COMMITMENT = Promise(date(2024, 1, 10), Money.of("30.00"), NOW, "ventanilla", claim="C-1")
NEAR = date(2024, 1, 17)


def test_the_first_breach_of_a_commitment_moves_its_day_and_the_second_breaks_it():
    case, _ = commitment_made(Case("0000001"), COMMITMENT, ACT)
    renewed, first = promise_breached(case, NEAR, ACT)
    assert (renewed.step, first.event) == (Step.PROMISED, Event.COMMITMENT_RENEWED)
    assert renewed.promise == replace(COMMITMENT, due_on=NEAR, breaches=1)
    broken, second = promise_breached(renewed, NEAR, ACT)
    assert (broken.step, second.event) == (Step.BROKEN, Event.PROMISE_BROKEN)


def test_a_promise_of_the_chat_is_broken_by_its_first_breach():
    promised, _ = promise_made(Case("0000001"), replace(COMMITMENT, claim=None), ACT)
    assert promise_breached(promised, NEAR, ACT)[0].step is Step.BROKEN


def test_the_new_date_is_told_once():
    case, _ = commitment_made(Case("0000001"), COMMITMENT, ACT)
    assert next_notice(case, THREE_BILLS, Protection.NONE, POLICY, NOW) is None
    renewed, _ = promise_breached(case, NEAR, ACT)
    assert next_notice(renewed, THREE_BILLS, Protection.NONE, POLICY, NOW) is Notice.COMMITMENT_RENEWED
    told, made = notice_sent(renewed, a_served(Notice.COMMITMENT_RENEWED, NOW), ACT)
    assert (told.step, made.event) == (Step.PROMISED, Event.RENEWAL_SENT)
    assert next_notice(told, THREE_BILLS, Protection.NONE, POLICY, NOW) is None


def test_another_commitment_of_the_round_has_its_new_date_told_too():
    case, _ = commitment_made(Case("0000001"), COMMITMENT, ACT)
    renewed, _ = promise_breached(case, NEAR, ACT)
    told, _ = notice_sent(renewed, a_served(Notice.COMMITMENT_RENEWED, NOW), ACT)
    later = replace(ACT, at=NOW + timedelta(days=9))
    again, _ = commitment_made(told, replace(COMMITMENT, made_at=later.at, claim="C-2"), later)
    renewed, _ = promise_breached(again, NEAR, later)
    assert next_notice(renewed, THREE_BILLS, Protection.NONE, POLICY, later.at) is Notice.COMMITMENT_RENEWED


def test_a_letter_and_a_commitment_do_not_turn_back_the_clock_of_a_step():
    since = NOW - timedelta(days=20)
    offered = Case("0000001", Step.OFFERED, since=since)
    lettered, _ = notice_sent(offered, a_served(Notice.LETTER, NOW), ACT)
    assert (lettered.step, lettered.since) == (Step.OFFERED, since)


def test_holds_run_side_by_side():
    """A payment that was told and a claim each have their own: the end of one is not the end of the other."""
    case = Case("0000001").hold("paid", NOW + timedelta(hours=2)).hold("claim", NOW + timedelta(days=2))
    assert case.paused(NOW + timedelta(days=1))
    assert not case.paused(NOW + timedelta(days=2))
    shorter = case.hold("claim", NOW)
    assert shorter.paused(NOW + timedelta(hours=1))
    assert not shorter.paused(NOW + timedelta(hours=2))


def test_only_the_offer_and_the_last_chance_announce_a_cut():
    assert {notice for notice in Notice if notice.of_cut} == {Notice.OFFER, Notice.LAST_CHANCE}
    assert {notice for notice in Notice if notice.urgent} == {Notice.LAST_CHANCE}
