"""What the inbox sends and gets as JSON."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.inbox_parts import LONGEST_ANSWER
from receivables.model.handover import HandoverState

Strict = ConfigDict(extra="forbid")


class Stay(BaseModel):
    """A chat in the inbox."""

    id: str = Field(examples=["83f736e7cf0dd79b2642"])
    conversation: str = Field(description="El nombre de la conversación; no dice el teléfono.")
    channel: str = Field(examples=["whatsapp"])
    supply_number: str | None
    why: str = Field(description="Por qué espera.", examples=["asked", "crisis"])
    state: HandoverState
    since: datetime
    waited_seconds: int = Field(
        description="Hasta la primera respuesta de una persona; si no la hay, hasta ahora."
    )
    taken_by: str | None
    first_answer_at: datetime | None
    closed_at: datetime | None
    outcome: str


class Waiting(Stay):
    """One that is open, with what the customer wrote last."""

    last: str | None
    last_at: datetime | None


class Measured(BaseModel):
    """How long people waited for the first answer, over the last thirty days."""

    answered: int
    median_seconds: int | None
    ninetieth_seconds: int | None


class Inbox(BaseModel):
    """Whoever waits, the most urgent first."""

    items: list[Waiting]
    more: int = Field(description="Cuántas más esperan y no se muestran.")
    waited: Measured


class Answer(BaseModel):
    """What is written to the customer."""

    model_config = Strict

    text: str = Field(min_length=1, max_length=LONGEST_ANSWER, examples=["Buen día. Ya veo su caso."])
    draft: str = Field(
        default="",
        max_length=64,
        pattern=r"^[A-Za-z0-9-]*$",
        description="Un nombre propio de este envío: dos veces el mismo, y sale una vez.",
    )


class Sent(BaseModel):
    """The message on its way."""

    key: str


class Closing(BaseModel):
    """How it ended."""

    model_config = Strict

    outcome: Literal["solved", "sent_on", "no_answer", "not_ours"]


class NewNote(BaseModel):
    """A note for colleagues."""

    model_config = Strict

    text: str = Field(min_length=1, max_length=LONGEST_ANSWER)


class Note(BaseModel):
    """A note of staff; the customer never sees it."""

    at: datetime
    by: str
    text: str


class Trace(BaseModel):
    """How a message was answered, and why."""

    intent: str
    confidence: int | None
    how: str
    decision: str
    options: list[str]
    also: list[str]
    expecting_before: str | None
    expecting_after: str | None
    identity: str
    rules: list[str]
    effects: list[str]
    said: list[str]


class Line(BaseModel):
    """One message. `state`: of ours, how its delivery stands."""

    at: datetime
    sender: Literal["customer", "assistant", "staff"]
    id: str | None = Field(default=None, description="El id de un mensaje del cliente.")
    files: int = Field(default=0, description="Cuántos archivos trajo: se abren con su id y su número.")
    text: str | None
    button: str | None = None
    key: str | None = None
    state: str | None = None
    trace: Trace | None = None


class Conversation(BaseModel):
    """One conversation, what was written last at the end."""

    conversation: str
    channel: str
    identity: str
    supply_number: str | None
    with_person: bool
    refused: str = Field(description="Por qué no se le puede escribir ahora; vacío si se puede.")
    stays: list[Stay]
    messages: list[Line]
    notes: list[Note]
