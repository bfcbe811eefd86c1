"""What the commercial system gave, what was posted since, and the scores kept beside it."""

from sqlalchemy import JSON, Boolean, ColumnClause, Date, Index, Integer, literal_column

from receivables.model.account import AgreementState, ClaimOutcome, Obstacle, Role, SupplyState
from receivables.model.consent import Purpose
from receivables.model.rfm import CLASSES, Measure
from receivables.store.schema import key, keyed, may, must, where
from receivables.store.types import Centimos, ExactDecimal, Sequence, UtcDateTime, WordType

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
    must("handle"),
    must("source"),
    Index(None, "utility", "phone"),
    Index(None, "utility", "email"),
    Index(None, "utility", "handle"),
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
    must("water", Centimos),
    must("sewer", Centimos),
    must("fixed_charge", Centimos),
    must("interest", Centimos),
    must("other", Centimos),
    must("total", Centimos),
    must("balance", Centimos),
    may("usual_m3", ExactDecimal),
    Index(None, "utility", "supply_number", "due_on"),
    # With the balance in it SQLite finds all it needs here, and so prefers it.
    Index("ix_bills_owing", "utility", "supply_number", "due_on", "balance", **where(OWING)),
)

payments = keyed(
    "payments",
    key("operation"),
    must("supply_number"),
    must("paid_on", Date),
    must("amount", Centimos),
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
    must("down_payment", Centimos),
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
    must("amount", Centimos),
    must("paid", Centimos),
)

claim_offers = keyed("claim_offers", key("bill"), must("at", UtcDateTime), must("how"))
"""For which atypical bills inspection or claim was offered."""

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
