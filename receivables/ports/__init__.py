"""What the use cases need from outside, as protocols. `store`, `adapters`, `bot` and `templates` fill them.

A unit of work is one transaction: entered, used, and committed when its block ends without an exception. Every row it
reads or writes belongs to the one utility that it was made for.
"""

from receivables.ports.delivery import Channel, Delivery, DeliveryFailed, DeliveryUnknown, Rendered, Renderer
from receivables.ports.feed import Batch, Portfolio, RecordFile
from receivables.ports.ledger import BEFORE_ANY_FEED, Ledger, PaymentColumns, ScoreEngine, Upserted
from receivables.ports.outside import Clock, Passwords
from receivables.ports.people import (
    Approvals,
    Consents,
    Impediments,
    Invitations,
    Persons,
    Suppressions,
)
from receivables.ports.talk import CLAIM_LEASE, Conversations, Outbox
from receivables.ports.unit import UnitOfWork, Units
from receivables.ports.work import Audit, Campaigns, Cases, Staff, WorkOrders

__all__ = [
    "BEFORE_ANY_FEED",
    "CLAIM_LEASE",
    "Approvals",
    "Audit",
    "Batch",
    "Campaigns",
    "Cases",
    "Channel",
    "Clock",
    "Consents",
    "Conversations",
    "Delivery",
    "DeliveryFailed",
    "DeliveryUnknown",
    "Impediments",
    "Invitations",
    "Ledger",
    "Outbox",
    "Passwords",
    "PaymentColumns",
    "Persons",
    "Portfolio",
    "RecordFile",
    "Rendered",
    "Renderer",
    "ScoreEngine",
    "Staff",
    "Suppressions",
    "UnitOfWork",
    "Units",
    "Upserted",
    "WorkOrders",
]
