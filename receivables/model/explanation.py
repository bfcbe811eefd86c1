"""What the record says about one supply, as people understand it: what happened, who did it, and why.

Values only; the words are made in `templates`. Entries of one decision become one line: a message with its sending and
its reception, a payment with all that followed from it, the same answer given again and again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from receivables.model.audit import Act, AuditEntry
from receivables.model.consent import ConsentEvent
from receivables.model.decision import Reason
from receivables.model.ladder import Move, ServedNotice
from receivables.model.message import Value
from receivables.model.suppression import Cause
from receivables.model.workorder import OrderKind


class What(StrEnum):
    """What a line tells. `NOTED` is anything else that stands in the record."""

    WRITTEN = "written"
    MAYBE_WRITTEN = "maybe_written"
    NOT_ARRIVED = "not_arrived"
    NOT_WRITTEN = "not_written"
    RETRIED = "retried"
    SWITCHED = "switched"
    WAITING = "waiting"
    TOO_LATE = "too_late"
    HELD_OUT = "held_out"
    READ = "read"
    PAPER_ORDERED = "paper_ordered"
    PAPER_DELIVERED = "paper_delivered"
    PAPER_WITHDRAWN = "paper_withdrawn"
    TALKED = "talked"
    SIMULATED = "simulated"
    CLAIM_OFFERED = "claim_offered"
    PAID = "paid"
    PAYMENT_REVERSED = "payment_reversed"
    PROMISED = "promised"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    COMMITTED = "committed"
    RENEWED = "renewed"
    SETTLED = "settled"
    PAUSED = "paused"
    CUT_ORDERED = "cut_ordered"
    NOT_CUT = "not_cut"
    CUT_WITHDRAWN = "cut_withdrawn"
    CUT_DONE = "cut_done"
    REOPENING_ORDERED = "reopening_ordered"
    REOPENED = "reopened"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    ADDRESS_CLOSED = "address_closed"
    ADDRESS_OPENED = "address_opened"
    CONSENTED = "consented"
    WITHDREW = "withdrew"
    INVITED = "invited"
    LINKED = "linked"
    WRONG_PROOF = "wrong_proof"
    CODE_GIVEN = "code_given"
    CODE_SENT = "code_sent"
    CODE_USED = "code_used"
    UNLINKED = "unlinked"
    HANDED_OVER = "handed_over"
    PERSON_ANSWERED = "person_answered"
    ASSIGNED = "assigned"
    APPROVAL_ASKED = "approval_asked"
    APPROVED = "approved"
    REFUSED = "refused"
    APPROVAL_LAPSED = "approval_lapsed"
    IMPEDED = "impeded"
    IMPEDIMENT_LIFTED = "impediment_lifted"
    DATA_GIVEN = "data_given"
    HALTED = "halted"
    UNHALTED = "unhalted"
    AGREED = "agreed"
    AGREEMENT_ACTIVE = "agreement_active"
    AGREEMENT_LAPSED = "agreement_lapsed"
    AGREEMENT_BROKEN = "agreement_broken"
    AGREEMENT_AMENDED = "agreement_amended"
    AGREEMENT_FULFILLED = "agreement_fulfilled"
    AGREEMENT_SUPERSEDED = "agreement_superseded"
    REQUESTED = "requested"
    REQUEST_ANSWERED = "request_answered"
    NOTED = "noted"


WHATS: dict[tuple[Act, str], What] = {
    (Act.SEND, "allowed"): What.MAYBE_WRITTEN,
    (Act.SEND, "sent"): What.WRITTEN,
    (Act.SEND, "unknown"): What.MAYBE_WRITTEN,
    (Act.SEND, "failed"): What.NOT_ARRIVED,
    (Act.SEND, "retried"): What.RETRIED,
    (Act.SEND, "switched"): What.SWITCHED,
    (Act.SEND, "withheld"): What.NOT_WRITTEN,
    (Act.SEND, "postponed"): What.WAITING,
    (Act.SEND, "expired"): What.TOO_LATE,
    (Act.PLAN, "withheld"): What.NOT_WRITTEN,
    (Act.PLAN, "held_out"): What.HELD_OUT,
    (Act.SERVE, "served"): What.READ,
    (Act.REPLY, "simulated"): What.SIMULATED,
    (Act.REPLY, "claim_offered"): What.CLAIM_OFFERED,
    (Act.REPLY, "failed"): What.NOT_ARRIVED,
    (Act.PAYMENT, "posted"): What.PAID,
    (Act.REVERSAL, "reversed"): What.PAYMENT_REVERSED,
    (Act.PROMISE, "made"): What.PROMISED,
    (Act.PROMISE, "kept"): What.PROMISE_KEPT,
    (Act.PROMISE, "broken"): What.PROMISE_BROKEN,
    (Act.PROMISE, "committed"): What.COMMITTED,
    (Act.PROMISE, "renewed"): What.RENEWED,
    (Act.CASE, "settled"): What.SETTLED,
    (Act.CASE, "paused"): What.PAUSED,
    (Act.CASE, "reopening_ordered"): What.REOPENING_ORDERED,
    (Act.CASE, "done"): What.REOPENED,
    (Act.CASE, "assigned"): What.ASSIGNED,
    (Act.CASE, "delivery_ordered"): What.PAPER_ORDERED,
    (Act.CUT, "allowed"): What.CUT_ORDERED,
    (Act.CUT, "withheld"): What.NOT_CUT,
    (Act.CUT, "done"): What.CUT_DONE,
    (Act.WITHDRAW, "withdrawn"): What.CUT_WITHDRAWN,
    (Act.OPT_OUT, "opted_out"): What.OPTED_OUT,
    (Act.OPT_OUT, "opted_in"): What.OPTED_IN,
    (Act.OPT_OUT, "address_closed"): What.ADDRESS_CLOSED,
    (Act.OPT_OUT, "blocked"): What.ADDRESS_CLOSED,
    (Act.SUPPRESS, "closed"): What.ADDRESS_CLOSED,
    (Act.SUPPRESS, "lifted"): What.ADDRESS_OPENED,
    (Act.LINK, "invited"): What.INVITED,
    (Act.LINK, "linked"): What.LINKED,
    (Act.LINK, "wrong_proof"): What.WRONG_PROOF,
    (Act.LINK, "code_given"): What.CODE_GIVEN,
    (Act.LINK, "code_sent"): What.CODE_SENT,
    (Act.LINK, "code_used"): What.CODE_USED,
    (Act.LINK, "unlinked"): What.UNLINKED,
    (Act.IMPEDIMENT, "noted"): What.IMPEDED,
    (Act.IMPEDIMENT, "lifted"): What.IMPEDIMENT_LIFTED,
    (Act.APPROVE, "asked"): What.APPROVAL_ASKED,
    (Act.APPROVE, "open"): What.APPROVED,
    (Act.APPROVE, "granted"): What.APPROVED,
    (Act.APPROVE, "refused"): What.REFUSED,
    (Act.APPROVE, "lapsed"): What.APPROVAL_LAPSED,
    (Act.AGREEMENT, "accepted"): What.AGREED,
    (Act.AGREEMENT, "active"): What.AGREEMENT_ACTIVE,
    (Act.AGREEMENT, "lapsed"): What.AGREEMENT_LAPSED,
    (Act.AGREEMENT, "broken"): What.AGREEMENT_BROKEN,
    (Act.AGREEMENT, "amended"): What.AGREEMENT_AMENDED,
    (Act.AGREEMENT, "fulfilled"): What.AGREEMENT_FULFILLED,
    (Act.AGREEMENT, "superseded"): What.AGREEMENT_SUPERSEDED,
    (Act.REQUEST, "opened"): What.REQUESTED,
    (Act.HANDOVER, "answered"): What.PERSON_ANSWERED,
    (Act.REQUEST, "closed"): What.REQUEST_ANSWERED,
    (Act.HALT, "halted"): What.HALTED,
    (Act.HALT, "lifted"): What.UNHALTED,
}
"""What an outcome of an act is to people."""

ELSE: dict[Act, What] = {
    Act.REPLY: What.TALKED,
    Act.HANDOVER: What.HANDED_OVER,
    Act.DATA: What.DATA_GIVEN,
}
"""Acts whose outcome is a free word."""

LEFT_OUT = frozenset(
    {
        (Act.PLAN, "planned"),
        (Act.REPLY, "allowed"),
        (Act.REPLY, "sent"),
        (Act.REPLY, "unknown"),
        (Act.REPLY, "served"),
        (Act.REPLY, "retried"),
        (Act.REPLY, "switched"),
        (Act.REPLY, "resolved"),
        (Act.REPLY, "expired"),
        (Act.REPLY, "with_person"),
        (Act.SERVE, "withheld"),
        (Act.HANDOVER, "taken"),
        (Act.HANDOVER, "released"),
        (Act.HANDOVER, "noted"),
        (Act.HANDOVER, "closed"),
        (Act.HANDOVER, "told_late"),
        (Act.HANDOVER, "back_to_bot"),
        (Act.REQUEST, "taken"),
        (Act.REQUEST, "left"),
        (Act.REQUEST, "superseded"),
        (Act.REQUEST, "untold"),
        (Act.REQUEST, "told"),
        (Act.LINK, "switched"),
    }
)
"""Inner steps that tell people nothing; consents are told from their own ledger."""

WENT_OUT = (What.WRITTEN, What.MAYBE_WRITTEN)
SILENCES = (What.NOT_WRITTEN, What.TOO_LATE)
CUT_STANDS = (What.CUT_ORDERED, What.CUT_DONE)
CUT_ENDED = (What.CUT_WITHDRAWN, What.REOPENED, What.SETTLED)


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule in words; a rule that the law of today does not know is its id alone."""

    id: str
    says: str = ""
    basis: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason against, with the rules that it stands for."""

    reason: Reason
    rules: tuple[RuleText, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `also`: what followed from it at once.

    `times` and `since`: how often the same was found in a row, and when first.
    """

    at: datetime
    who: str
    what: What
    why: tuple[Why, ...] = ()
    rules: tuple[RuleText, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)
    also: tuple[What, ...] = ()
    times: int = 1
    since: datetime | None = None

    @property
    def rule(self) -> RuleText | None:
        """The rule to name first, where there is one in words."""
        theirs = (rule for why in self.why for rule in why.rules)
        return next((rule for rule in (*theirs, *self.rules) if rule.says or rule.basis), None)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The story of one supply, newest line first; `more` when there are older ones.

    `notices` are those of the present round of its case, `moves` all that its case made, `consents` what the persons
    behind it allowed and withdrew.
    """

    supply_number: str
    lines: tuple[Line, ...] = ()
    moves: tuple[Move, ...] = ()
    notices: tuple[ServedNotice, ...] = ()
    consents: tuple[ConsentEvent, ...] = ()
    more: bool = False


def latest_contact(explanation: Explanation) -> Line | None:
    """The last message that we sent of our own accord, with its decision; None when none ever went out."""
    return next((line for line in explanation.lines if line.what in WENT_OUT), None)


def latest_silence(explanation: Explanation) -> Line | None:
    """The decision not to write that is newer than every message; None when there is none."""
    for line in explanation.lines:
        if line.what in WENT_OUT:
            return None
        if line.what in SILENCES and line.why:
            return line
    return None


def latest_cut(explanation: Explanation) -> Line | None:
    """The cut that stands: ordered or made, and neither taken back nor reopened since."""
    for line in explanation.lines:
        if line.what in CUT_ENDED or not {*CUT_ENDED}.isdisjoint(line.also):
            return None
        if line.what in CUT_STANDS:
            return line
    return None


NEVER_WENT = ("failed", "pending", "expired")
"""What a doubt may turn out to be when nothing had gone out."""


def what_of(entry: AuditEntry) -> What | None:
    """What people understand by an entry; None for what they need not see."""
    act, outcome, facts = entry.act, entry.outcome, entry.facts
    if act is Act.SEND and outcome == "resolved":
        return What.NOT_ARRIVED if facts.get("told") in NEVER_WENT else What.WRITTEN
    if act is Act.SERVE and facts.get("by") == "paper":
        return What.PAPER_DELIVERED
    if act is Act.WITHDRAW and str(facts.get("order", "")).startswith(OrderKind.NOTICE_DELIVERY):
        return What.PAPER_WITHDRAWN
    if (act, outcome) in LEFT_OUT or act is Act.CONSENT:
        return None
    if act is Act.SUPPRESS and entry.facts.get("cause") == Cause.OPTED_OUT:
        return What.OPTED_IN if outcome == "lifted" else What.OPTED_OUT
    return WHATS.get((act, outcome)) or ELSE.get(act, What.NOTED)


def page(lines: Iterable[Line], limit: int, before: datetime | None) -> tuple[tuple[Line, ...], bool]:
    """At most `limit` lines, newest first, from before that moment; and whether there are older ones."""
    newest = sorted(lines, key=lambda line: line.at, reverse=True)
    found = [line for line in newest if before is None or line.at < before]
    return tuple(found[:limit]), len(found) > limit
