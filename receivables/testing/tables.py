"""What memory holds: one dict or list for each table of a real store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self, TypeVar

from receivables.model.agreeing import Ours
from receivables.model.approval import Approval
from receivables.model.attachment import Attachment
from receivables.model.audit import AuditEntry
from receivables.model.campaign import Campaign, CampaignPlan, Occurrence
from receivables.model.consent import ConsentEvent
from receivables.model.contact import Feed
from receivables.model.conversation import Conversation, Inbound
from receivables.model.handover import Handover, HandoverNote
from receivables.model.impediment import Impediment
from receivables.model.invitation import Invitation
from receivables.model.ladder import Case, Move
from receivables.model.message import OutboxRow
from receivables.model.one_time import OneTimeCode
from receivables.model.records import RecordKind
from receivables.model.request import Request
from receivables.model.rfm import RfmCuts, RfmScore
from receivables.model.sending import Alarm, AlarmKind, Callback, Halt, MessageTemplate, Told
from receivables.model.staff import ApiKey, OneTimeToken, Session, User
from receivables.model.suppression import Suppression
from receivables.model.trace import TurnTrace
from receivables.model.workorder import WorkOrder

Row = tuple[Any, ...]
CallbackKey = tuple[str, Told, str]
Key = TypeVar("Key")
Value = TypeVar("Value")


def _no_rows() -> dict[RecordKind, dict[Row, Row]]:
    return {kind: {} for kind in RecordKind}


@dataclass(slots=True)
class Tables:
    """Dicts keep the order of insertion, which stands for the sequence number of a real table."""

    currency: str = "PEN"
    feed: Feed | None = None
    records: dict[RecordKind, dict[Row, Row]] = field(default_factory=_no_rows)
    not_in_feed: set[str] = field(default_factory=set)
    reversed: set[str] = field(default_factory=set)
    settlements: dict[str, Mapping[str, object]] = field(default_factory=dict)
    cuts: dict[date, RfmCuts] = field(default_factory=dict)
    scores: dict[tuple[str, date], RfmScore] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    outbox: dict[str, OutboxRow] = field(default_factory=dict)
    conversations: dict[tuple[str, str], Conversation] = field(default_factory=dict)
    inbound: dict[str, Inbound] = field(default_factory=dict)
    answered: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    codes: dict[int, OneTimeCode] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    wrong_tries: list[tuple[str, datetime]] = field(default_factory=list)
    handovers: dict[str, Handover] = field(default_factory=dict)
    handover_notes: list[HandoverNote] = field(default_factory=list)
    traces: dict[str, TurnTrace] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    plans: dict[str, CampaignPlan] = field(default_factory=dict)
    occurrences: dict[tuple[str, datetime], Occurrence] = field(default_factory=dict)
    work_orders: dict[str, WorkOrder] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    tokens: dict[str, OneTimeToken] = field(default_factory=dict)
    failures: list[tuple[str, datetime]] = field(default_factory=list)
    contact_sources: dict[Row, tuple[str, str]] = field(default_factory=dict)
    usual: dict[str, Decimal] = field(default_factory=dict)
    offers: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    consents: list[ConsentEvent] = field(default_factory=list)
    suppressions: dict[tuple[str, datetime], Suppression] = field(default_factory=dict)
    impediments: dict[str, Impediment] = field(default_factory=dict)
    approvals: dict[str, Approval] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    looked_after: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    turns: dict[str, float] = field(default_factory=dict)
    rests: dict[str, float] = field(default_factory=dict)
    openings: dict[tuple[str, str], datetime] = field(default_factory=dict)
    halts: dict[str, Halt] = field(default_factory=dict)
    alarms: dict[tuple[AlarmKind, str], Alarm] = field(default_factory=dict)
    callbacks: dict[CallbackKey, Callback] = field(default_factory=dict)
    applied: dict[CallbackKey, tuple[datetime, str]] = field(default_factory=dict)
    callback_attempts: dict[CallbackKey, int] = field(default_factory=dict)
    templates: dict[tuple[str, str, str], MessageTemplate] = field(default_factory=dict)
    beats: dict[tuple[str, str], float] = field(default_factory=dict)
    agreements: dict[str, Ours] = field(default_factory=dict)
    seals: dict[str, tuple[str, int]] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)
    request_numbers: dict[int, int] = field(default_factory=dict)

    def copy(self) -> Self:
        """The same rows in containers of their own. Rows are values and need no copy."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        copied = {name: value.copy() for name, value in held.items() if name not in ("currency", "feed")}
        copied["records"] = {kind: rows.copy() for kind, rows in self.records.items()}
        return type(self)(currency=self.currency, feed=self.feed, **copied)


def add(table: dict[Key, Value], key: Key, value: Value) -> bool:
    """Insert a row whose key is new; whether it was."""
    new = key not in table
    if new:
        table[key] = value
    return new
