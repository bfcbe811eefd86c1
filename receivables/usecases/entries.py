"""How a use case writes down what it decided and did: one way for all of them."""

from collections.abc import Iterable, Mapping

from receivables.model import ladder
from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.standing import Standing

Facts = Mapping[str, str | int]
"""The inputs of a decision: ids, dates, amounts and counts."""


def entry(
    at: Moment,
    actor: str,
    act: Act,
    subject: str,
    outcome: str,
    reasons: Iterable[str] = (),
    facts: Facts | None = None,
) -> AuditEntry:
    """One line of the record at that moment, under the policy of that moment."""
    return AuditEntry(at.now, actor, act, subject, outcome, tuple(reasons), facts or {}, at.policy.version)


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
