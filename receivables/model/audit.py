"""One line of the record: who decided or did what about whom, when, with which facts, under which versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    """What the line is about."""

    IMPORT = "import"
    PLAN = "plan"
    SEND = "send"
    SERVE = "serve"
    REPLY = "reply"
    PAYMENT = "payment"
    REVERSAL = "reversal"
    PROMISE = "promise"
    CASE = "case"
    CUT = "cut"
    WITHDRAW = "withdraw"
    OPT_OUT = "opt_out"
    LINK = "link"
    HANDOVER = "handover"
    APPROVE = "approve"
    STAFF = "staff"
    CONSENT = "consent"
    SUPPRESS = "suppress"
    IMPEDIMENT = "impediment"
    DATA = "data"
    CHECK = "check"
    HALT = "halt"
    AGREEMENT = "agreement"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`outcome` is a word ("allowed", "withheld", "sent", "kept"); `reasons` are values of `Reason`.

    `facts` hold the inputs: ids, dates, amounts and counts: no names, no telephones. `rules` are the ids of the rules
    that were asked, by the law of the version given.
    """

    at: datetime
    actor: str
    act: Act
    subject: str
    outcome: str
    reasons: tuple[str, ...] = ()
    facts: Mapping[str, str | int] = field(default_factory=dict)
    policy_version: str = ""
    law_version: str = ""
    rules: tuple[str, ...] = ()
