"""Mistakes that a program could make: each distorts what it sees, or the rules by which it decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from receivables.adapters.packs import load_policy
from receivables.model.account import Obstacle, SupplyState
from receivables.model.jurisdiction import Instance, Window
from receivables.model.ladder import Step
from receivables.model.policy import Policy
from tests.caudal.audit import trials
from tests.caudal.audit.sight import Sight
from tests.caudal.audit.trials import DAY, POOR, SUPPLY, Trial, Trouble
from tests.caudal.audit.verdicts import Blindness

PERU, COLOMBIA = "tumbes", "bogota"


@cache
def policy(name: str) -> Policy:
    """A shipped policy."""
    return load_policy(Path(name))


@dataclass(frozen=True)
class Fault:
    """A mistake in a program: how it sees a trial, the rules that it breaks, and the trouble in which it shows."""

    name: str
    sees: Blindness
    breaks: str
    trouble: Trouble
    act: str = "send"
    pack: str = PERU

    @property
    def rules(self) -> frozenset[str]:
        """The ids of the rules that it breaks."""
        return frozenset(self.breaks.split())


def with_law(**changes: Any) -> Blindness:
    """Decides by another law."""

    def sees(sight: Sight, _: Trial) -> Sight:
        at = sight.at
        return replace(
            sight, at=replace(at, policy=replace(at.policy, law=replace(at.policy.law, **changes)))
        )

    return sees


def with_policy(**changes: Any) -> Blindness:
    """Decides by another policy."""

    def sees(sight: Sight, _: Trial) -> Sight:
        return replace(sight, at=replace(sight.at, policy=replace(sight.at.policy, **changes)))

    return sees


def with_days(change: Callable[[frozenset[date]], frozenset[date]]) -> Blindness:
    """Decides by another calendar."""

    def sees(sight: Sight, _: Trial) -> Sight:
        calendar = replace(sight.at.calendar, holidays=change(sight.at.calendar.holidays))
        return replace(sight, at=replace(sight.at, calendar=calendar))

    return sees


def with_account(**changes: Any) -> Blindness:
    """Does not see a part of the account."""

    def sees(sight: Sight, _: Trial) -> Sight:
        return replace(sight, account=replace(sight.account, **changes))

    return sees


def with_supply(**changes: Any) -> Blindness:
    """Does not see a mark of the register."""

    def sees(sight: Sight, _: Trial) -> Sight:
        supply = replace(sight.account.supply, **changes)
        return replace(sight, account=replace(sight.account, supply=supply))

    return sees


def with_reach(**changes: Any) -> Blindness:
    """Does not see a wish, or what was sent before."""

    def sees(sight: Sight, trial: Trial) -> Sight:
        made = {name: change(sight, trial) for name, change in changes.items()}
        return replace(sight, reach=replace(sight.reach, **made))

    return sees


def poor_scores(sight: Sight, _: Trial) -> Sight:
    """Takes everybody for a poor payer."""
    scores = dict.fromkeys(sight.account.scores, POOR)
    return replace(sight, account=replace(sight.account, scores=scores))


def counts_claimed(sight: Sight, _: Trial) -> Sight:
    """Counts bills under claim towards the threshold."""
    return replace(sight, account=replace(sight.account, claims=()))


def shifted(since: int, until: int) -> Blindness:
    """Takes impediments to begin later, or to end earlier."""

    def sees(sight: Sight, _: Trial) -> Sight:
        told = tuple(
            replace(each, since=each.since + since * DAY, until=each.until - until * DAY)
            for each in sight.account.impediments
            if each.until is not None and each.since + since * DAY <= each.until - until * DAY
        )
        return replace(sight, account=replace(sight.account, impediments=told))

    return sees


def approved_by_nobody(sight: Sight, _: Trial) -> Sight:
    """Takes every cut for approved."""
    return replace(sight, case=replace(sight.case, approved_by="nadie"))


def takes_sent_for_served(sight: Sight, _: Trial) -> Sight:
    """Takes a notice for received as soon as it was sent."""
    notices = tuple(replace(each, served_at=each.sent_at) for each in sight.case.notices)
    return replace(sight, case=replace(sight.case, notices=notices))


def without_promises(sight: Sight, _: Trial) -> Sight:
    """Does not know of promises."""
    return replace(sight, case=replace(sight.case, step=Step.LAST_CHANCE))


def without_holds(sight: Sight, _: Trial) -> Sight:
    """Does not know that a case rests."""
    return replace(sight, case=replace(sight.case, holds={}))


def no_bill_is_odd(sight: Sight, _: Trial) -> Sight:
    """Does not know what is usual."""
    bills = tuple(replace(bill, usual_m3=None) for bill in sight.account.bills)
    return replace(sight, account=replace(sight.account, bills=bills))


def of_this_supply(sight: Sight, trial: Trial) -> Sequence[object]:
    return tuple(
        seen for seen, each in zip(sight.reach.touches, trial.touched, strict=True) if each.supply == SUPPLY
    )


def of_this_key(sight: Sight, trial: Trial) -> Sequence[object]:
    return tuple(
        seen for seen, each in zip(sight.reach.touches, trial.touched, strict=True) if not each.person
    )


def of_this_calendar_week(sight: Sight, trial: Trial) -> Sequence[object]:
    monday = trial.today - trial.today.weekday() * DAY
    return tuple(each for each in sight.reach.touches if trial.policy.today(each.at) >= monday)


def nothing(*_: object) -> tuple[object, ...]:
    return ()


LONG_DAY = Window(time(7), time(20))
EARLY, LATE = Window(time(6), time(20)), Window(time(7), time(21))
ANY_HOUR = Window(time(0), time(23, 59, 59))
CREW = Window(time(8), time(16))
WEEKDAYS, WEEKEND = 5, (None, None)


def _no_appeal(chain: tuple[Instance, ...]) -> tuple[Instance, ...]:
    return tuple(replace(each, notify_days=0, appeal_days=0) for each in chain)


PERUVIAN_CLAIMS = policy(PERU).law.claims

FAULTS = [
    Fault(
        "the_window_closes_an_hour_later",
        with_law(contact=(LATE,) * WEEKDAYS + WEEKEND),
        "PE-CON-1",
        trials.any_moment,
    ),
    Fault(
        "the_window_opens_an_hour_early",
        with_law(contact=(EARLY,) * WEEKDAYS + WEEKEND),
        "PE-CON-1",
        trials.any_moment,
    ),
    Fault("no_window_at_all", with_law(contact=(ANY_HOUR,) * 7), "PE-CON-1 PE-CON-2", trials.any_moment),
    Fault("saturdays_are_opened", with_law(contact=(LONG_DAY,) * 6 + (None,)), "PE-CON-2", trials.any_moment),
    Fault(
        "peruvian_hours_in_colombia",
        with_law(contact=(LONG_DAY,) * WEEKDAYS + WEEKEND),
        "CO-CON-2",
        trials.any_moment,
        pack=COLOMBIA,
    ),
    Fault(
        "another_zone",
        with_policy(zone=ZoneInfo("UTC"), law=replace(policy(PERU).law, zones=("UTC",))),
        "PE-CON-1 PE-CON-2",
        trials.any_moment,
    ),
    Fault(
        "july_holidays_are_missing",
        with_days(lambda days: frozenset(d for d in days if d.month != 7)),
        "PE-CON-2",
        trials.near_a_holiday,
    ),
    Fault(
        "moved_holidays_stay_in_place",
        with_days(lambda days: frozenset(d for d in days if d.weekday() != 0)),
        "CO-CON-2",
        trials.near_a_holiday,
        pack=COLOMBIA,
    ),
    Fault("two_a_day", with_law(contacts_per_day=2), "PE-CON-10", trials.touched_before),
    Fault("four_in_seven_days", with_law(contacts_per_seven_days=4), "PE-CON-10", trials.touched_before),
    Fault(
        "caps_by_supply_and_not_by_person",
        with_reach(touches=of_this_supply),
        "PE-CON-10",
        trials.touched_before,
    ),
    Fault(
        "caps_by_key_and_not_by_address",
        with_reach(touches=of_this_key),
        "PE-CON-10",
        trials.touched_under_another_key,
    ),
    Fault(
        "caps_by_calendar_week", with_reach(touches=of_this_calendar_week), "PE-CON-10", trials.touched_before
    ),
    Fault(
        "another_channel_within_the_week",
        with_law(one_channel_per_seven_days=False),
        "I-25",
        trials.touched_by_another_channel,
        pack=COLOMBIA,
    ),
    Fault("a_claim_is_ignored", counts_claimed, "PE-CUT-3 I-22", trials.all_claimed),
    Fault(
        "the_time_to_appeal_is_ignored",
        with_law(claims=replace(PERUVIAN_CLAIMS, instances=_no_appeal(PERUVIAN_CLAIMS.instances))),
        "PE-CUT-3 I-22",
        trials.decided_lately,
    ),
    Fault("a_payment_of_today_is_ignored", with_account(payments=()), "I-11 I-22", trials.paid_since),
    Fault(
        "a_remainder_is_demanded",
        with_policy(
            negligible=policy(PERU).negligible.zero(),
            worth_a_notice=replace(policy(PERU).negligible, centimos=1),
        ),
        "I-11 I-22",
        trials.owes_little,
    ),
    Fault(
        "a_live_agreement_is_ignored", with_account(agreements=()), "PE-CUT-2 I-22", trials.in_an_agreement
    ),
    Fault("stale_news_are_good_enough", with_policy(feed_days=30), "I-11", trials.heard_long_ago),
    Fault("a_wish_to_be_left_alone_is_ignored", with_reach(opted_out=lambda *_: False), "I-6", trials.left),
    Fault(
        "a_withdrawn_consent_is_ignored",
        with_reach(contacts=lambda _, trial: trial.contacts),
        "PE-DAT-9",
        trials.left,
    ),
    Fault("a_closed_address_is_ignored", with_reach(suppressed=nothing), "I-6", trials.left),
    Fault("an_outage_is_ignored", with_account(impediments=()), "POL-OUT-1", trials.impeded),
    Fault("an_outage_begins_a_day_late", shifted(1, 0), "POL-OUT-1", trials.impeded),
    Fault("an_outage_ends_a_day_early", shifted(0, 1), "POL-OUT-1", trials.impeded),
    Fault("a_protected_supply_is_threatened", with_supply(protected=False), "PE-CUT-11", trials.shielded),
    Fault("an_inactive_supply_is_written_to", with_supply(state=SupplyState.ACTIVE), "I-11", trials.shielded),
    Fault("the_best_payers_are_threatened", poor_scores, "I-13", trials.paid_well),
    Fault(
        "a_cut_at_two_bills",
        with_policy(cut_overdue_bills=2, offer_overdue_bills=2),
        "PE-CUT-1",
        trials.paid_since,
        "cut",
    ),
    Fault("claimed_bills_count_for_a_cut", counts_claimed, "PE-CUT-3 I-22", trials.all_claimed, "cut"),
    Fault(
        "a_notice_of_one_day",
        with_policy(last_chance_hours=24, law=replace(policy(PERU).law, notice_hours_before_cut=24)),
        "PE-CUT-5",
        trials.warned_otherwise,
        "cut",
    ),
    Fault("sent_is_taken_for_received", takes_sent_for_served, "PE-CUT-5", trials.warned_otherwise, "cut"),
    Fault(
        "an_old_notice_is_evidence",
        with_policy(notice_valid_days=365),
        "PE-CUT-5",
        trials.warned_otherwise,
        "cut",
    ),
    Fault("a_protected_supply_is_cut", with_supply(protected=False), "I-14", trials.shielded, "cut"),
    Fault(
        "a_cut_where_none_can_be_made", with_supply(obstacle=Obstacle.NONE), "I-11", trials.shielded, "cut"
    ),
    Fault("the_best_payers_are_cut", poor_scores, "I-13", trials.paid_well, "cut"),
    Fault("a_good_payer_is_cut_without_approval", approved_by_nobody, "I-17", trials.paid_well, "cut"),
    Fault(
        "a_payment_does_not_stop_the_crew",
        with_account(payments=()),
        "PE-CUT-1 I-22",
        trials.paid_since,
        "execute",
    ),
    Fault(
        "a_cut_in_an_agreement_that_is_kept",
        with_account(agreements=()),
        "PE-CUT-2 I-22",
        trials.in_an_agreement,
        "cut",
    ),
    Fault("a_cut_in_an_emergency", with_account(impediments=()), "POL-OUT-1", trials.impeded, "cut"),
    Fault("a_cut_on_stale_news", with_policy(feed_days=30), "I-11", trials.heard_long_ago, "cut"),
    Fault(
        "the_eve_of_a_holiday_is_ignored",
        with_law(cut_on_eve_of_holiday=True),
        "PE-CUT-6",
        trials.near_a_holiday,
        "execute",
    ),
    Fault(
        "a_cut_on_a_friday",
        with_law(cut=(CREW,) * WEEKDAYS + WEEKEND),
        "PE-CUT-6",
        trials.any_moment,
        "execute",
    ),
    Fault(
        "a_cut_in_the_evening",
        with_law(cut=(LATE,) * 4 + (None,) * 3),
        "PE-CUT-6",
        trials.any_moment,
        "execute",
    ),
    Fault("a_promise_that_runs_is_ignored", without_promises, "POL-PRM-1", trials.promised),
    Fault("a_case_that_rests_is_pressed", without_holds, "PE-CLM-8", trials.resting),
    Fault("a_cut_while_a_case_rests", without_holds, "PE-CLM-8", trials.resting, "cut"),
    Fault("a_crew_while_a_case_rests", without_holds, "PE-CLM-8", trials.resting, "execute"),
    Fault("an_atypical_bill_is_pressed_for", no_bill_is_odd, "PE-BILL-2", trials.measured_oddly),
    Fault("a_cut_for_an_atypical_bill", no_bill_is_odd, "PE-BILL-2", trials.measured_oddly, "cut"),
    Fault(
        "a_cut_on_any_day_of_the_month",
        with_policy(cut_days=None),
        "POL-CUT-2",
        trials.any_moment,
        "cut",
        "moyobamba",
    ),
]
