"""Every table. `utility` is in each of them and leads each key and index: one installation can serve several.

The columns of a table that keeps values of the model have the names of the value's fields (see `mapping`). There are no
foreign keys: files may come in any order, and importing reports the rows that refer to nothing, with their lines.
"""

from receivables.store.schema import metadata
from receivables.store.tables.chats import (
    UNANSWERED,
    conversations,
    handovers,
    inbound_messages,
    wrong_tries,
)
from receivables.store.tables.ledger import (
    BOUNDS,
    OWING,
    agreements,
    bills,
    claim_offers,
    claims,
    contacts,
    feeds,
    instalments,
    payments,
    rfm_cuts,
    rfm_scores,
    settlements,
    supplies,
)
from receivables.store.tables.people import (
    approvals,
    consents,
    impediments,
    suppressions,
)
from receivables.store.tables.staff import (
    api_keys,
    campaign_plans,
    campaigns,
    invitations,
    occurrences,
    one_time_tokens,
    running_clocks,
    sessions,
    sign_in_failures,
    users,
)
from receivables.store.tables.work import (
    audit_entries,
    case_moves,
    case_notices,
    cases,
    chain_heads,
    outbox,
    work_orders,
)

__all__ = [
    "BOUNDS",
    "OWING",
    "UNANSWERED",
    "agreements",
    "api_keys",
    "approvals",
    "audit_entries",
    "bills",
    "campaign_plans",
    "campaigns",
    "case_moves",
    "case_notices",
    "cases",
    "chain_heads",
    "claim_offers",
    "claims",
    "consents",
    "contacts",
    "conversations",
    "feeds",
    "handovers",
    "impediments",
    "inbound_messages",
    "instalments",
    "invitations",
    "metadata",
    "occurrences",
    "one_time_tokens",
    "outbox",
    "payments",
    "rfm_cuts",
    "rfm_scores",
    "running_clocks",
    "sessions",
    "settlements",
    "sign_in_failures",
    "supplies",
    "suppressions",
    "users",
    "work_orders",
    "wrong_tries",
]
