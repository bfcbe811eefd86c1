"""Campaigns, people who work here and what opens the program for them, and the clock of a demo."""

from sqlalchemy import Index, Integer

from receivables.model.campaign import PlanState
from receivables.model.staff import StaffRole
from receivables.store import codecs
from receivables.store.schema import counted, key, keyed, may, must
from receivables.store.types import Coded, UtcDateTime, WordType

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
    must("localities", Coded(codecs.encode_words, codecs.decode_words)),
    may("disabled_at", UtcDateTime),
    may("valid_after", UtcDateTime),
)

api_keys = keyed(
    "api_keys",
    key("digest"),
    must("user"),
    must("created_at", UtcDateTime),
    may("expires_at", UtcDateTime),
    may("revoked_at", UtcDateTime),
    Index(None, "utility", "user"),
)

sessions = keyed(
    "sessions",
    key("digest"),
    must("user"),
    must("csrf"),
    must("created_at", UtcDateTime),
    must("expires_at", UtcDateTime),
    may("ended_at", UtcDateTime),
    Index(None, "utility", "user"),
)

one_time_tokens = keyed(
    "one_time_tokens",
    key("digest"),
    must("kind"),
    must("user"),
    must("family"),
    must("created_at", UtcDateTime),
    must("expires_at", UtcDateTime),
    may("used_at", UtcDateTime),
    Index(None, "utility", "family"),
)

sign_in_failures = counted(
    "sign_in_failures", must("name"), must("at", UtcDateTime), Index(None, "utility", "name")
)

invitations = keyed(
    "invitations",
    key("digest"),
    must("supply_number"),
    must("made_at", UtcDateTime),
    must("made_by"),
    must("expires_at", UtcDateTime),
    may("used_at", UtcDateTime),
    may("used_by"),
)

running_clocks = keyed("running_clocks", must("simulated_at", UtcDateTime), must("real_at", UtcDateTime))
