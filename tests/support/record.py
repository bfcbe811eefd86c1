"""Entries of the record as the use cases write them, for tests of what is read out of it."""

from typing import Any

from receivables.model.audit import Act, AuditEntry
from receivables.model.decision import Reason
from tests.support.build import lima

KEY = "notice/0000001/friendly_notice/1"
DECIDED: dict[str, str | int] = {
    "key": KEY,
    "attempt": 1,
    "channel": "whatsapp",
    "kind": "notice",
    "notice": "friendly_notice",
    "purpose": "servicio",
    "person": "sha256:0123456789abcdef0123456789abcdef",
    "overdue": "45.60",
    "bills": 1,
    "instalments": 0,
    "claimed": 0,
    "payments_through": "2024-01-07",
    "cut_date": "2023-12-31",
    "consented_on": "2023-03-03",
    "consent_origin": "desk",
    "touches_day": 0,
    "touches_week": 0,
    "protecting": "",
}
"""What a message was decided on."""


def an_entry(
    act: Act, outcome: str, *reasons: Reason, at: str = "2024-01-08 10:02", **parts: Any
) -> AuditEntry:
    """One line about the first supply; `who`, `facts` and `rules` may be given."""
    return AuditEntry(
        at=lima(at),
        actor=parts.get("who", "dispatcher"),
        act=act,
        subject="0000001",
        outcome=outcome,
        reasons=tuple(reason.value for reason in reasons),
        facts=parts.get("facts", {}),
        rules=parts.get("rules", ()),
    )


def a_message(at: str = "2024-01-08 10:02", **facts: str | int) -> list[AuditEntry]:
    """A notice that was allowed, and that a channel took."""
    decided = {**DECIDED, **facts}
    said = {name: decided[name] for name in ("key", "attempt", "channel")}
    return [
        an_entry(Act.SEND, "allowed", at=at, facts=decided, rules=("I-11", "PE-CON-1", "PE-DAT-9")),
        an_entry(Act.SEND, "sent", at=at, facts=said),
    ]
