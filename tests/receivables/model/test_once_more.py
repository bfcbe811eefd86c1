"""A notice that failed after it was sent goes once more only while the case and the debt still ask for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from receivables.model.ladder import Case, Notice, Step, notice_served
from receivables.model.once_more import notice_again, notice_stands, still_called_for
from receivables.model.protection import Protection
from receivables.model.standing import standing
from tests.support.build import a_policy, a_served, an_account, lima, monthly_bills

NOW = lima("2024-01-08 10:00")
POLICY = a_policy()
THREE_BILLS = standing(an_account(*monthly_bills(6, unpaid=3)), date(2024, 1, 8))
TWO_BILLS = standing(an_account(*monthly_bills(6, unpaid=2)), date(2024, 1, 8))
NOTHING = standing(an_account(*monthly_bills(6, unpaid=0)), date(2024, 1, 8))
SENT_OFFER = a_served(Notice.OFFER, NOW)
OFFERED = Case("0000001", Step.OFFERED, notices=(SENT_OFFER,))


def test_a_notice_that_nobody_received_stands_while_the_case_is_where_it_brought_it():
    key = SENT_OFFER.key
    assert notice_stands(OFFERED, Notice.OFFER, key)
    assert not notice_stands(OFFERED, Notice.OFFER, f"{key}-2")
    assert not notice_stands(notice_served(OFFERED, key, NOW), Notice.OFFER, key)
    assert not notice_stands(replace(OFFERED, step=Step.PROMISED), Notice.OFFER, key)
    assert not notice_stands(Case("0000001", Step.OFFERED), Notice.OFFER, key)


def test_only_the_latest_of_its_kind_may_go_once_more():
    later = replace(SENT_OFFER, key=f"{SENT_OFFER.key}-2", sent_at=NOW + timedelta(days=1))
    two = replace(OFFERED, notices=(SENT_OFFER, later))
    assert not notice_stands(two, Notice.OFFER, SENT_OFFER.key)
    assert notice_stands(two, Notice.OFFER, later.key)


def test_a_notice_that_went_once_more_is_evidence_of_the_last_time_and_moves_nothing():
    again = replace(SENT_OFFER, channel="sms", sent_at=NOW + timedelta(days=1))
    after = notice_again(OFFERED, again)
    assert (after.step, after.notices) == (Step.OFFERED, (again,))
    served = notice_served(OFFERED, SENT_OFFER.key, NOW)
    assert notice_again(served, again) == served


@pytest.mark.parametrize(
    ("notice", "now", "asked"),
    [
        (Notice.OFFER, THREE_BILLS, True),
        (Notice.OFFER, TWO_BILLS, False),
        (Notice.LAST_CHANCE, THREE_BILLS, True),
        (Notice.LAST_CHANCE, TWO_BILLS, False),
        (Notice.FRIENDLY, TWO_BILLS, True),
        (Notice.COMMITMENT_RENEWED, THREE_BILLS, False),
        *((notice, NOTHING, False) for notice in Notice),
    ],
)
def test_what_goes_once_more_is_asked_for_by_the_debt_of_now(notice, now, asked):
    assert still_called_for(OFFERED, notice, now, Protection.FRIENDLY_FIRST, POLICY) is asked
