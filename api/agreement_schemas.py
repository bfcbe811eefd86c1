"""What the agreements made in the chat look like as JSON."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, Field

from receivables.model.agreeing import Stage


class AgreedInstalment(BaseModel):
    """One row of the schedule."""

    number: int
    due_on: date
    principal: Decimal
    interest: Decimal
    amount: Decimal


class AgreedBill(BaseModel):
    """A bill in whose place it stands."""

    number: str
    period: str = Field(examples=["2026-03"])
    amount: Decimal = Field(description="Lo que quedaba por pagar al aceptar.")


class MadeAgreement(BaseModel):
    """One agreement, as the commercial system needs it to enter it."""

    number: str = Field(examples=["CV-2026-000001"])
    version: int = Field(description="2 si se cambió una vez.")
    supply_number: str
    state: Stage
    accepted_at: datetime
    channel: str
    currency: str
    debt: Decimal
    down_payment: Decimal
    down_due_on: date
    signed_on: date | None = Field(description="Desde cuándo rige: el día en que se completó la inicial.")
    closed_at: datetime | None
    tea: Decimal = Field(description="Tasa efectiva anual, en porcentaje.")
    total: Decimal
    seal: str
    bills: list[AgreedBill]
    instalments: list[AgreedInstalment]


class MadeAgreements(BaseModel):
    """Several, by number."""

    items: list[MadeAgreement]
    next_after: str | None = Field(description="El `after` de la página siguiente, si la hay.")
