"""What an audit says: a rule that was broken, about whom, when, and how surely."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Surety(StrEnum):
    """`PROVED`: record and ledger show it. `AS_RECORDED`: the facts that the decision itself wrote down show it."""

    PROVED = "proved"
    AS_RECORDED = "as_recorded"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be. `rule` is an id of the rules; `code` names its sentence, which `values` fill."""

    rule: str
    code: str
    subject: str
    at: datetime | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    surety: Surety = Surety.PROVED


Judged = Iterator[Finding | None]
"""One answer for each thing that was looked at: None when nothing is wrong with it."""
