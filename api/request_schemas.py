"""What the requests send and get as JSON."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.staff_schemas import Day
from receivables.model.request import LONGEST, Desk, RequestKind, RequestState

Strict = ConfigDict(extra="forbid")


class Request(BaseModel):
    """One thing that somebody asked of a desk."""

    number: str = Field(examples=["S-2026-000123"])
    kind: RequestKind
    desk: Desk
    state: RequestState
    supply_number: str | None = Field(description="Solo si quien escribió probó que es suyo.")
    channel: str
    conversation: str = Field(description="Desde qué conversación se pidió; no dice el teléfono.")
    opened_at: datetime
    due_by: datetime | None = Field(description="Hasta cuándo hay que responder, si una norma lo dice.")
    days_left: int | None = Field(description="Días de calendario hasta el último; menos de cero si ya pasó.")
    late: bool = Field(description="Si ya pasó y todavía falta responder o avisar.")
    text: str = Field(description="Con las palabras de la persona.")
    operation: str
    photo: bool = Field(description="Si hay una foto o un archivo; se abre desde la conversación.")
    place: str
    reason: str = Field(description="Qué se reclama.", examples=["CONSUMO_ATIPICO"])
    registered_as: str = Field(description="El reclamo del sistema comercial que tomó su lugar.")
    paper: str = Field(description="La solicitud firmada en una oficina, de quien pide sus datos.")
    bills: list[str]
    taken_by: str | None
    closed_at: datetime | None
    closed_by: str | None
    answer: str
    outcome: str = Field(description="Cómo terminó un reclamo: founded o unfounded.")


class NewDataRequest(BaseModel):
    """Somebody wants to see what is kept of them, or to have it erased."""

    model_config = Strict

    kind: Literal["data_access", "data_erasure"]
    request: str = Field(min_length=1, max_length=40, examples=["SOL-0013"], description="El papel firmado.")
    received_on: Day | None = Field(default=None, description="El día en que llegó; si falta, hoy.")


class Requests(BaseModel):
    """Several, the nearest deadline first."""

    items: list[Request]


class Closing(BaseModel):
    """The answer to the person."""

    model_config = Strict

    answer: str = Field(min_length=1, max_length=LONGEST, examples=["Su pago ya figura. ¡Gracias!"])
    outcome: Literal["founded", "unfounded"] | None = Field(
        default=None, description="Cómo terminó un reclamo registrado aquí."
    )
