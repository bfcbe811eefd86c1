"""What the use cases need from outside, as protocols. `store`, `adapters`, `bot` and `templates` fill them.

A unit of work is one transaction: entered, used, and committed when its block ends without an exception. Every row it
reads or writes belongs to the one utility that it was made for.
"""

from receivables.ports.agreements import Agreements
from receivables.ports.attachments import Attachments
from receivables.ports.codes import Codes, CodeSource
from receivables.ports.delivery import (
    Channel,
    Content,
    Delivery,
    DeliveryFailed,
    DeliveryUnknown,
    Found,
    Narrow,
    Paper,
    Papers,
    Parcel,
    Rendered,
    Renderer,
    Templated,
    Traces,
)
from receivables.ports.feed import Batch, Portfolio, RecordFile
from receivables.ports.inbox import Handovers, Turns
from receivables.ports.ledger import BEFORE_ANY_FEED, Ledger, PaymentColumns, ScoreEngine, Upserted
from receivables.ports.outside import Clock, Files, Passwords
from receivables.ports.people import (
    Approvals,
    Consents,
    Impediments,
    Invitations,
    Persons,
    Suppressions,
)
from receivables.ports.requests import Requests
from receivables.ports.sending import (
    TURNS_OF_A_SECOND,
    Alarms,
    Callbacks,
    Halts,
    Heartbeats,
    Openings,
    Rates,
    Templates,
)
from receivables.ports.talk import CLAIM_LEASE, Conversations, LinkedChat, Outbox
from receivables.ports.unit import UnitOfWork, Units
from receivables.ports.work import Audit, Campaigns, Cases, Staff, WorkOrders

__all__ = [
    "BEFORE_ANY_FEED",
    "CLAIM_LEASE",
    "TURNS_OF_A_SECOND",
    "Agreements",
    "Alarms",
    "Approvals",
    "Attachments",
    "Audit",
    "Batch",
    "Callbacks",
    "Campaigns",
    "Cases",
    "Channel",
    "Clock",
    "CodeSource",
    "Codes",
    "Consents",
    "Content",
    "Conversations",
    "Delivery",
    "DeliveryFailed",
    "DeliveryUnknown",
    "Files",
    "Found",
    "Halts",
    "Handovers",
    "Heartbeats",
    "Impediments",
    "Invitations",
    "Ledger",
    "LinkedChat",
    "Narrow",
    "Openings",
    "Outbox",
    "Paper",
    "Papers",
    "Parcel",
    "Passwords",
    "PaymentColumns",
    "Persons",
    "Portfolio",
    "Rates",
    "RecordFile",
    "Rendered",
    "Renderer",
    "Requests",
    "ScoreEngine",
    "Staff",
    "Suppressions",
    "Templated",
    "Templates",
    "Traces",
    "Turns",
    "UnitOfWork",
    "Units",
    "Upserted",
    "WorkOrders",
]
