"""The case: what is remembered of an account in arrears, and the only moves that it can make.

A case never moves without a `Move` that says who, when, why and under which policy version; that row is the evidence
behind a cut. Whether anything is owed is not remembered here: it is derived (`standing`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from receivables.errors import MoveRefused
from receivables.model.dates import period_of
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.protection import Protection
from receivables.model.standing import Standing


class Step(StrEnum):
    """The rungs. `CLEAR` is no case at all."""

    CLEAR = "clear"
    FRIENDLY = "friendly_notice"
    OFFERED = "agreement_offer"
    PROMISED = "promised"
    BROKEN = "promise_broken"
    LAST_CHANCE = "last_chance"
    CUT_QUEUED = "cut_queued"
    CUT = "cut"
    REOPENING = "reopening"


class Event(StrEnum):
    """What can happen to a case."""

    FRIENDLY_SENT = "friendly_sent"
    OFFER_SENT = "offer_sent"
    PROMISE_MADE = "promise_made"
    PROMISE_BROKEN = "promise_broken"
    COMMITMENT_MADE = "commitment_made"
    COMMITMENT_RENEWED = "commitment_renewed"
    RENEWAL_SENT = "renewal_sent"
    LETTER_SENT = "letter_sent"
    LAST_CHANCE_SENT = "last_chance_sent"
    CUT_ORDERED = "cut_ordered"
    CUT_WITHDRAWN = "cut_withdrawn"
    CUT_DONE = "cut_done"
    SETTLED = "settled"
    REOPENED = "reopened"


MOVES: dict[tuple[Step, Event], Step] = {
    (Step.CLEAR, Event.FRIENDLY_SENT): Step.FRIENDLY,
    (Step.CLEAR, Event.OFFER_SENT): Step.OFFERED,
    (Step.CLEAR, Event.PROMISE_MADE): Step.PROMISED,
    (Step.CLEAR, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.FRIENDLY, Event.OFFER_SENT): Step.OFFERED,
    (Step.FRIENDLY, Event.PROMISE_MADE): Step.PROMISED,
    (Step.FRIENDLY, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.FRIENDLY, Event.SETTLED): Step.CLEAR,
    (Step.OFFERED, Event.PROMISE_MADE): Step.PROMISED,
    (Step.OFFERED, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.OFFERED, Event.LETTER_SENT): Step.OFFERED,
    (Step.OFFERED, Event.LAST_CHANCE_SENT): Step.LAST_CHANCE,
    (Step.OFFERED, Event.SETTLED): Step.CLEAR,
    (Step.PROMISED, Event.PROMISE_BROKEN): Step.BROKEN,
    (Step.PROMISED, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.PROMISED, Event.COMMITMENT_RENEWED): Step.PROMISED,
    (Step.PROMISED, Event.RENEWAL_SENT): Step.PROMISED,
    (Step.PROMISED, Event.SETTLED): Step.CLEAR,
    (Step.BROKEN, Event.LAST_CHANCE_SENT): Step.LAST_CHANCE,
    (Step.BROKEN, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.BROKEN, Event.SETTLED): Step.CLEAR,
    (Step.LAST_CHANCE, Event.CUT_ORDERED): Step.CUT_QUEUED,
    (Step.LAST_CHANCE, Event.COMMITMENT_MADE): Step.PROMISED,
    (Step.LAST_CHANCE, Event.LETTER_SENT): Step.LAST_CHANCE,
    (Step.LAST_CHANCE, Event.SETTLED): Step.CLEAR,
    (Step.CUT_QUEUED, Event.CUT_WITHDRAWN): Step.LAST_CHANCE,
    (Step.CUT_QUEUED, Event.CUT_DONE): Step.CUT,
    (Step.CUT_QUEUED, Event.SETTLED): Step.CLEAR,
    (Step.CUT, Event.SETTLED): Step.REOPENING,
    (Step.REOPENING, Event.REOPENED): Step.CLEAR,
}
"""Every move there is. A pair that is missing is refused.

A promise is taken in the chat, as long as no cut is announced; a commitment is signed at the desk after a founded
claim, at any time before the cut is queued (domain.md, action 6).
"""


APPROVALS_END = frozenset(
    {Event.PROMISE_MADE, Event.COMMITMENT_MADE, Event.LAST_CHANCE_SENT, Event.CUT_WITHDRAWN}
)
"""With these it is another cut, or none: what named people agreed to before is over (I-17)."""


class Notice(StrEnum):
    """The messages of the ladder. The letter and the news of a commitment's new date leave the case on its step."""

    FRIENDLY = "friendly_notice"
    OFFER = "agreement_offer"
    LETTER = "letter"
    COMMITMENT_RENEWED = "commitment_renewed"
    LAST_CHANCE = "last_chance"

    @property
    def of_cut(self) -> bool:
        """Whether it announces a cut: such a notice is evidence, and the protected never get one."""
        return self in (Notice.OFFER, Notice.LAST_CHANCE)

    @property
    def urgent(self) -> bool:
        """Whether openings of the day are kept for it (I-31): what it announces comes next. An offer goes to masses."""
        return self is Notice.LAST_CHANCE


SENT: dict[Notice, Event] = {
    Notice.FRIENDLY: Event.FRIENDLY_SENT,
    Notice.OFFER: Event.OFFER_SENT,
    Notice.LETTER: Event.LETTER_SENT,
    Notice.COMMITMENT_RENEWED: Event.RENEWAL_SENT,
    Notice.LAST_CHANCE: Event.LAST_CHANCE_SENT,
}


@dataclass(frozen=True, slots=True)
class ServedNotice:
    """A notice of this round of the case; `served_at` is None until its reception is proved (design.md, Served)."""

    notice: Notice
    key: str
    channel: str
    sent_at: datetime
    served_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to pay `amount` by the end of `due_on` (local date).

    `claim`: the number of the founded claim that it follows: then it is a commitment, signed at the desk, and
    `breaches` counts how often its day has passed unpaid (PE-CLM-9).
    """

    due_on: date
    amount: Money
    made_at: datetime
    channel: str
    claim: str | None = None
    breaches: int = 0

    @property
    def renewable(self) -> bool:
        """Whether its breach brings a new near date, and not yet the last chance."""
        return self.claim is not None and self.breaches == 0


@dataclass(frozen=True, slots=True)
class Case:
    """What is remembered about one supply. `round` counts how often it fell behind; evidence never crosses rounds.

    `holds`: until when it rests, by why: "ya pagué" and a claim told in the chat each have their own. `approved_by`
    and `drastic_by`: who agreed to cut a good payer, and to a drastic cut, after this last chance.
    """

    supply_number: str
    step: Step = Step.CLEAR
    since: datetime | None = None
    round: int = 1
    notices: tuple[ServedNotice, ...] = ()
    promise: Promise | None = None
    holds: Mapping[str, datetime] = field(default_factory=dict)
    approved_by: str | None = None
    drastic_by: str | None = None

    def latest(self, notice: Notice) -> ServedNotice | None:
        """The one of that kind that was sent last, received or not."""
        found = [each for each in self.notices if each.notice is notice]
        return max(found, key=lambda each: each.sent_at, default=None)

    def served(self, notice: Notice) -> ServedNotice | None:
        """The latest notice of that kind, if its reception is proved: an earlier one spoke of other days."""
        latest = self.latest(notice)
        return latest if latest is not None and latest.served_at is not None else None

    @property
    def evidence(self) -> tuple[ServedNotice, ...]:
        """The served notices of a cut, the latest of each kind, in the order of their sending."""
        return tuple(n for n in self.notices if n.notice.of_cut and n is self.served(n.notice))

    @property
    def paused_until(self) -> datetime | None:
        """The end of its longest hold, passed or not."""
        return max(self.holds.values(), default=None)

    def paused(self, now: datetime) -> bool:
        """Whether a hold runs ("ya pagué", a claim told in the chat)."""
        return any(now < until for until in self.holds.values())

    def hold(self, why: str, until: datetime) -> "Case":
        """Let it rest for that reason; the others run on."""
        return replace(self, holds={**self.holds, why: until})


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a case, as evidence."""

    supply_number: str
    event: Event
    before: Step
    after: Step
    at: datetime
    actor: str
    why: str
    policy_version: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who moves a case, when, why and under which policy version."""

    at: datetime
    actor: str
    why: str
    policy_version: str


def move(case: Case, event: Event, act: Act, **noted: Any) -> tuple[Case, Move]:
    """Apply an event; `noted` is what else the case keeps of it, unless it ends.

    Raises MoveRefused when the table has no such move, or when a cut lacks a served notice.
    """
    after = MOVES.get((case.step, event))
    if after is None:
        raise MoveRefused("no_such_move", supply=case.supply_number, step=case.step, event=event)
    if event is Event.CUT_ORDERED and case.served(Notice.LAST_CHANCE) is None:
        raise MoveRefused("cut_without_served_notice", supply=case.supply_number)
    made = Move(case.supply_number, event, case.step, after, act.at, act.actor, act.why, act.policy_version)
    if after is Step.CLEAR:
        return Case(case.supply_number, since=act.at, round=case.round + 1), made
    if event in APPROVALS_END:
        noted = {"approved_by": None, "drastic_by": None, **noted}
    return replace(case, step=after, since=case.since if after is case.step else act.at, **noted), made


def notice_sent(case: Case, record: ServedNotice, act: Act) -> tuple[Case, Move]:
    """The move of a notice that a channel accepted."""
    return move(case, SENT[record.notice], act, notices=(*case.notices, record))


def notice_served(case: Case, key: str, at: datetime) -> Case:
    """Note that the reception of a notice is proved; the first proof counts. Unknown keys change nothing."""
    return replace(
        case,
        notices=tuple(
            replace(n, served_at=at) if n.key == key and n.served_at is None else n for n in case.notices
        ),
    )


def promise_made(case: Case, promise: Promise, act: Act) -> tuple[Case, Move]:
    """Take a promise, where the ladder still has room for one."""
    return move(case, Event.PROMISE_MADE, act, promise=promise)


def commitment_made(case: Case, commitment: Promise, act: Act) -> tuple[Case, Move]:
    """Take the commitment that follows a founded claim; it takes the place of a promise that runs."""
    return move(case, Event.COMMITMENT_MADE, act, promise=commitment)


def promise_breached(case: Case, renewed_to: date, act: Act) -> tuple[Case, Move]:
    """What an unpaid promise comes to: the first breach of a commitment moves its day, any other breaks it."""
    promise = case.promise
    if promise is None or not promise.renewable:
        return move(case, Event.PROMISE_BROKEN, act)
    renewed = replace(promise, due_on=renewed_to, breaches=promise.breaches + 1)
    return move(case, Event.COMMITMENT_RENEWED, act, promise=renewed)


def promise_kept(promise: Promise, paid_since: Money) -> bool:
    """Kept when what was paid since it was made reaches the amount promised."""
    return paid_since >= promise.amount


def next_notice(
    case: Case, standing: Standing, protection: Protection, policy: Policy, now: datetime
) -> Notice | None:
    """The notice whose turn it is, never skipping one; None when there is none to give now.

    Good payers get the friendly notice first; the 48-hour offer of an agreement comes at `offer_overdue_bills` bills or
    one overdue instalment; the last chance after a broken promise or an unanswered offer that was served. The last
    chance announces a cut, so it is given only to whom the policy would cut. The monthly letter (POL-LTR-1) fills the
    time between them, and a commitment that was breached once has its new date told (PE-CLM-9).
    """
    if not standing.overdue:
        return None
    offered = enough_for_offer(standing, policy)
    if case.step is Step.CLEAR:
        if protection is not Protection.NONE:
            return Notice.FRIENDLY
        return Notice.OFFER if offered else None
    if case.step is Step.FRIENDLY:
        waited = case.since is not None and now >= case.since + timedelta(hours=policy.friendly_hours)
        return Notice.OFFER if offered and waited else None
    if case.step is Step.PROMISED:
        return Notice.COMMITMENT_RENEWED if _renewal_untold(case) else None
    if _last_chance_due(case, policy, now) and enough_overdue(standing, policy):
        return Notice.LAST_CHANCE
    return Notice.LETTER if _letter_due(case, standing, policy, now) else None


def _renewal_untold(case: Case) -> bool:
    """Whether the new date of the commitment was not told yet, whoever had one told in this round before."""
    promise, told = case.promise, case.latest(Notice.COMMITMENT_RENEWED)
    if promise is None or promise.claim is None or not promise.breaches:
        return False
    return told is None or told.sent_at < promise.made_at


def _letter_due(case: Case, standing: Standing, policy: Policy, now: datetime) -> bool:
    """While so many bills are overdue, once each calendar month of the utility, and not while a last chance runs."""
    letters = policy.letters
    if letters is None or not letters.from_bills <= len(standing.overdue_bills) <= letters.to_bills:
        return False
    if case.step is Step.LAST_CHANCE and not last_chance_waited(case, policy, now):
        return False
    latest = case.latest(Notice.LETTER)
    this_month = period_of(policy.today(now))
    return (case.step, Event.LETTER_SENT) in MOVES and (
        latest is None or period_of(policy.today(latest.sent_at)) < this_month
    )


def enough_overdue(standing: Standing, policy: Policy) -> bool:
    """Whether so much is overdue that the policy cuts: PE-CUT-1 and PE-CUT-2 with POL-CUT-1's threshold."""
    return _reaches(standing, policy.cut_overdue_bills, policy)


def enough_for_offer(standing: Standing, policy: Policy) -> bool:
    """Whether so much is overdue that an agreement is offered."""
    return _reaches(standing, policy.offer_overdue_bills, policy)


def _reaches(standing: Standing, bills: int, policy: Policy) -> bool:
    return (
        len(standing.overdue_bills) >= bills
        or len(standing.overdue_instalments) >= policy.cut_overdue_instalments
    )


def _last_chance_due(case: Case, policy: Policy, now: datetime) -> bool:
    if case.step is Step.OFFERED:
        offer = case.served(Notice.OFFER)
        return offer is not None and _passed(offer, policy.offer_hours, now)
    return case.step is Step.BROKEN


def last_chance_over(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether the last chance was served and its hours have passed."""
    served = case.served(Notice.LAST_CHANCE)
    return served is not None and _passed(served, policy.last_chance_hours, now)


def last_chance_waited(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether the hours of the last chance have passed since it was sent, received or not."""
    latest = case.latest(Notice.LAST_CHANCE)
    return latest is not None and now >= latest.sent_at + timedelta(hours=policy.last_chance_hours)


def last_chance_holds(case: Case, policy: Policy, now: datetime) -> bool:
    """Whether a last chance was served, and recently enough to be evidence for a cut today."""
    served = case.served(Notice.LAST_CHANCE)
    return served is not None and not _passed(served, policy.notice_valid_days * 24, now)


def _passed(notice: ServedNotice, hours: int, now: datetime) -> bool:
    return notice.served_at is not None and now >= notice.served_at + timedelta(hours=hours)
