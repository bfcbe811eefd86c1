"""Every table. `utility` is in each of them and leads each key and index: one installation can serve several.

The columns of a table that keeps values of the model have the names of the value's fields (see `mapping`). There are no
foreign keys: files may come in any order, and importing reports the rows that refer to nothing, with their lines.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnClause,
    Date,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    literal_column,
)

from receivables.model.account import AgreementState, ClaimOutcome, Obstacle, Role, SupplyState
from receivables.model.audit import Act
from receivables.model.campaign import PlanState
from receivables.model.contact import Purpose
from receivables.model.conversation import Identity
from receivables.model.ladder import Event, Notice, Step
from receivables.model.message import Kind, State, decode_message, encode, encode_message
from receivables.model.rfm import CLASSES, Measure
from receivables.model.staff import StaffRole
from receivables.model.workorder import OrderKind, OrderState
from receivables.store import codecs
from receivables.store.schema import counted, key, keyed, may, must, where
from receivables.store.schema import metadata as metadata
from receivables.store.types import Coded, ExactDecimal, MoneyType, Sequence, UtcDateTime, WordType

# --- the ledger: what the commercial system gave, and what was posted since

feeds = keyed("feeds", must("cut_date", Date), must("payments_through", Date))

supplies = keyed(
    "supplies",
    key("supply_number"),
    must("old_code"),
    must("holder"),
    must("document"),
    must("role", WordType(Role)),
    must("address"),
    must("locality"),
    must("sector"),
    must("cycle"),
    must("route"),
    must("route_order", Integer),
    must("category"),
    must("state", WordType(SupplyState)),
    must("meter_number"),
    may("latitude", ExactDecimal),
    may("longitude", ExactDecimal),
    must("continuity", Boolean),
    must("protected", Boolean),
    must("protection_reason"),
    must("obstacle", WordType(Obstacle)),
)

contacts = keyed(
    "contacts",
    key("supply_number"),
    key("channel"),
    key("purpose", WordType(Purpose)),
    key("person"),
    must("name"),
    must("document"),
    must("phone"),
    must("email"),
    may("consented_on", Date),
    must("origin"),
    Index(None, "utility", "phone"),
    Index(None, "utility", "email"),
)

OWING: ColumnClause[bool] = literal_column("balance > 0")

bills = keyed(
    "bills",
    key("number"),
    must("supply_number"),
    must("period"),
    must("issued_on", Date),
    must("due_on", Date),
    must("consumption_m3", ExactDecimal),
    must("water", MoneyType),
    must("sewer", MoneyType),
    must("fixed_charge", MoneyType),
    must("interest", MoneyType),
    must("other", MoneyType),
    must("total", MoneyType),
    must("balance", MoneyType),
    Index(None, "utility", "supply_number", "due_on"),
    # With the balance in it SQLite finds all it needs here, and so prefers it.
    Index("ix_bills_owing", "utility", "supply_number", "due_on", "balance", **where(OWING)),
)

payments = keyed(
    "payments",
    key("operation"),
    must("supply_number"),
    must("paid_on", Date),
    must("amount", MoneyType),
    must("centre"),
    may("bill"),
    must("in_feed", Boolean),
    must("reversed", Boolean),
    Index(None, "utility", "supply_number", "in_feed"),
)

settlements = keyed("settlements", key("operation"), must("answer", JSON))

claims = keyed(
    "claims",
    key("number"),
    must("bill"),
    must("supply_number"),
    must("kind"),
    must("instance", Integer),
    must("filed_on", Date),
    may("resolved_on", Date),
    must("outcome", WordType(ClaimOutcome)),
    Index(None, "utility", "supply_number"),
)

agreements = keyed(
    "agreements",
    key("number"),
    must("supply_number"),
    must("signed_on", Date),
    must("down_payment", MoneyType),
    must("instalments", Integer),
    must("tea", ExactDecimal),
    must("state", WordType(AgreementState)),
    Index(None, "utility", "supply_number"),
)

instalments = keyed(
    "instalments",
    key("agreement"),
    key("number", Integer),
    must("due_on", Date),
    must("amount", MoneyType),
    must("paid", MoneyType),
)

BOUNDS = {measure: [f"{measure}_{score}" for score in range(2, CLASSES + 1)] for measure in Measure}
"""The columns with the values from which the scores 2 to 5 of a measure begin."""

rfm_cuts = keyed(
    "rfm_cuts",
    key("as_of", Date),
    *(
        must(name, Date if measure is Measure.RECENCY else Sequence)
        for measure in Measure
        for name in BOUNDS[measure]
    ),
    *(must(f"{measure}_tied", Boolean) for measure in Measure),
    must("currency"),
)

rfm_scores = keyed("rfm_scores", key("supply_number"), key("as_of", Date), must("code"))

# --- what was done about it

cases = keyed(
    "cases",
    key("supply_number"),
    must("step", WordType(Step)),
    may("since", UtcDateTime),
    must("round", Integer),
    must("notices", Coded(codecs.encode_notices, codecs.decode_notices)),
    may("promise", Coded(codecs.encode_promise, codecs.decode_promise)),
    may("paused_until", UtcDateTime),
    may("approved_by"),
    Index(None, "utility", "step", "supply_number"),
)

case_notices = keyed("case_notices", key("key"), must("supply_number"))
"""Which case once held a notice; whether it still does stands in the case."""

case_moves = counted(
    "case_moves",
    must("supply_number"),
    must("event", WordType(Event)),
    must("before", WordType(Step)),
    must("after", WordType(Step)),
    must("at", UtcDateTime),
    must("actor"),
    must("why", Text),
    must("policy_version"),
    Index(None, "utility", "supply_number"),
)

outbox = counted(
    "outbox",
    must("key"),
    must("kind", WordType(Kind)),
    must("message", Coded(encode_message, decode_message)),
    must("created_at", UtcDateTime),
    must("not_before", UtcDateTime),
    may("expires_at", UtcDateTime),
    may("supply_number"),
    may("person"),
    may("notice", WordType(Notice)),
    may("campaign"),
    may("channel"),
    may("address"),
    must("state", WordType(State)),
    must("reasons", Coded(codecs.encode_words, codecs.decode_reasons)),
    must("attempt", Integer),
    may("provider_id"),
    may("text", Text),
    may("sent_at", UtcDateTime),
    may("served_at", UtcDateTime),
    may("claimed_at", UtcDateTime),
    must("turn", Integer),  # 0 for replies, 1 for the rest: who is claimed first
    UniqueConstraint("utility", "key"),
    Index("ix_outbox_in_turn", "utility", "state", "turn", "not_before", "id"),
    Index(None, "utility", "supply_number"),
    Index(None, "utility", "address", "state"),
    Index(None, "utility", "person"),
)

work_orders = keyed(
    "work_orders",
    key("id"),
    must("kind", WordType(OrderKind)),
    must("state", WordType(OrderState)),
    must("supply_number"),
    must("debt", MoneyType),
    must("reasons", Coded(codecs.encode_words, codecs.decode_words)),
    must("evidence", Coded(codecs.encode_evidence, codecs.decode_evidence)),
    must("ordered_at", UtcDateTime),
    may("due_by", UtcDateTime),
    may("operator"),
    may("closed_at", UtcDateTime),
    must("closed_why", Text),
    Index(None, "utility", "supply_number"),
)

audit_entries = counted(
    "audit_entries",
    must("at", UtcDateTime),
    must("actor"),
    must("act", WordType(Act)),
    must("subject"),
    must("outcome"),
    must("reasons", Coded(codecs.encode_words, codecs.decode_words)),
    must("facts", Coded(dict, dict)),
    must("policy_version"),
    Index(None, "utility", "subject"),
    Index(None, "utility", "act"),
)

# --- people who write, and what they wish

conversations = keyed(
    "conversations",
    key("channel"),
    key("address"),
    must("identity", WordType(Identity)),
    may("supply_number"),
    may("person"),
    may("expecting"),
    must("slots", Coded(encode, codecs.decode_slots)),
    must("wrong_tries", Integer),
    may("locked_until", UtcDateTime),
    must("with_person", Boolean),
    may("last_inbound_at", UtcDateTime),
    Index(None, "utility", "supply_number"),
)

UNANSWERED: ColumnClause[bool] = literal_column("answered_at IS NULL")

inbound_messages = counted(
    "inbound_messages",
    must("message_id"),
    must("channel"),
    must("address"),
    must("text", Text),
    may("button"),
    must("received_at", UtcDateTime),
    must("raw", Text),
    must("name"),
    may("answered_at", UtcDateTime),
    may("problem", Text),
    UniqueConstraint("utility", "message_id"),
    Index("ix_inbound_messages_unanswered", "utility", "received_at", **where(UNANSWERED)),
    Index(None, "utility", "channel", "address"),
    Index(None, "utility", "channel", "id"),
)

wrong_tries = counted(
    "wrong_tries", must("supply_number"), must("at", UtcDateTime), Index(None, "utility", "supply_number")
)

opt_outs = keyed(
    "opt_outs", key("person"), must("at", UtcDateTime), must("source"), may("undone_at", UtcDateTime)
)

suppressed = keyed("suppressed", key("address"), must("at", UtcDateTime), must("why", Text))

handovers = keyed(
    "handovers",
    key("channel"),
    key("address"),
    may("supply_number"),
    must("at", UtcDateTime),
    must("why", Text),
)

# --- campaigns, staff, time

campaigns = keyed(
    "campaigns", key("id"), must("definition", Coded(codecs.encode_campaign, codecs.decode_campaign))
)

campaign_plans = keyed(
    "campaign_plans",
    key("id"),
    must("campaign", Coded(codecs.encode_campaign, codecs.decode_campaign)),
    must("planned_at", UtcDateTime),
    must("planned", Integer),
    must("withheld", Coded(dict, dict)),
    must("held_out", Integer),
    must("state", WordType(PlanState)),
    may("approved_by"),
    may("next_at", UtcDateTime),
)

occurrences = keyed(
    "occurrences",
    key("plan"),
    key("due_at", UtcDateTime),
    may("claimed_by"),
    may("claimed_at", UtcDateTime),
    may("finished_at", UtcDateTime),
)

users = keyed(
    "users",
    key("name"),
    must("role", WordType(StaffRole)),
    must("password_digest"),
    must("created_at", UtcDateTime),
)

api_keys = keyed("api_keys", key("digest"), must("user"), must("created_at", UtcDateTime))

running_clocks = keyed("running_clocks", must("simulated_at", UtcDateTime), must("real_at", UtcDateTime))
