"""How a use case writes down what it decided and did: one way for all of them."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import attrgetter

from receivables.model import ladder
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import WEEK, Contact, Moment
from receivables.model.cut import broken_agreements
from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law
from receivables.model.message import OutboxRow
from receivables.model.protection import protecting_score
from receivables.model.pseudonym import pseudonym
from receivables.model.standing import Standing
from receivables.model.workorder import WorkOrder
from receivables.usecases.situation import Position, Situation

Facts = Mapping[str, str | int]
"""The inputs of a decision: ids, dates, amounts and counts."""

ASKED: Mapping[Act, Callable[[Law], tuple[str, ...]]] = {
    Act.SEND: attrgetter("asked_of_contacts"),
    Act.PLAN: attrgetter("asked_of_contacts"),
    Act.CUT: attrgetter("asked_of_cuts"),
}
"""Which rules are asked before something is allowed."""

REASONS = frozenset(Reason)
GRANTED = frozenset({"allowed", "planned", "held_out", "done"})


def entry(
    at: Moment,
    actor: str,
    act: Act,
    subject: str,
    outcome: str,
    reasons: Iterable[str] = (),
    facts: Facts | None = None,
) -> AuditEntry:
    """One line of the record at that moment, under the policy and the law of that moment."""
    why, policy = tuple(reasons), at.policy
    rules = _rules(policy.law, act, outcome, why)
    return AuditEntry(
        at.now, actor, act, subject, outcome, why, facts or {}, policy.version, policy.law.version, rules
    )


def _rules(law: Law, act: Act, outcome: str, reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the rules that the reasons stand for; of a decision that allows, of all that were asked."""
    if outcome in GRANTED:
        return ASKED[act](law) if act in ASKED else ()
    if not reasons:
        return ()
    rules_of = law.rules_of_cut if act in (Act.CUT, Act.WITHDRAW) else law.rules_of
    against = [Reason(each) for each in reasons if each in REASONS]
    return tuple(dict.fromkeys(chain.from_iterable(map(rules_of.__getitem__, against))))


def act(at: Moment, actor: str, why: str) -> ladder.Act:
    """Who moves a case now, and why."""
    return ladder.Act(at.now, actor, why, at.policy.version)


def owed(standing: Standing) -> Facts:
    """What a decision saw of the debt, as facts of an entry."""
    return {
        "overdue": str(standing.overdue),
        "bills": len(standing.overdue_bills),
        "instalments": len(standing.overdue_instalments),
    }


def send_facts(row: OutboxRow, situation: Situation, contact: Contact, at: Moment) -> dict[str, str | int]:
    """All that a message to be handed over was decided on. The touches are those before it; names stay out."""
    touches = situation.reach.touches
    return {
        "kind": row.kind.value,
        "notice": row.notice.value if row.notice else "",
        "purpose": contact.purpose.value,
        "person": pseudonym(situation.person),
        **_debt(situation, at),
        "cut_date": at.feed.cut_date.isoformat(),
        "consented_on": contact.consented_on.isoformat() if contact.consented_on else "",
        "consent_origin": contact.origin,
        "touches_day": sum([at.policy.today(touch.at) == at.today for touch in touches]),
        "touches_week": sum([touch.at > at.now - WEEK for touch in touches]),
    }


def cut_facts(order: WorkOrder, here: Position, at: Moment) -> Facts:
    """All that a cut was decided on, when it is ordered and when it is executed."""
    last_chance = here.case.served(ladder.Notice.LAST_CHANCE)
    served_at = last_chance.served_at if last_chance else None
    return {
        "order": order.id,
        "evidence": len(order.evidence),
        **_debt(here, at),
        "approved_by": here.case.approved_by or "",
        "drastic_by": here.case.drastic_by or "",
        "broken_agreements": broken_agreements(here.account),
        "notice_served_at": served_at.isoformat() if served_at else "",
    }


def _debt(here: Position, at: Moment) -> Facts:
    score = protecting_score(here.account, here.standing)
    return {
        **owed(here.standing),
        "claimed": sum([bill.claimed for bill in here.standing.bills]),
        "payments_through": at.feed.payments_through.isoformat(),
        "protecting": score.code if score else "",
    }
