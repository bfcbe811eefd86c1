"""What the record says about a supply, as JSON."""

from datetime import datetime

from pydantic import BaseModel, Field


class Rule(BaseModel):
    """A rule that was asked, in words where the law of today knows it."""

    id: str = Field(examples=["PE-CON-1"])
    says: str
    basis: str
    confidence: str


class Because(BaseModel):
    """One reason against, with what it stands for."""

    reason: str = Field(examples=["outside_window"])
    rules: list[Rule]


class Line(BaseModel):
    """One thing that happened, or was left undone."""

    at: datetime
    who: str = Field(examples=["clock"])
    what: str = Field(examples=["not_written"])
    text: str = Field(description="En palabras, para el personal.")
    reasons: list[Because]
    rules: list[Rule] = Field(description="Las reglas que se consultaron.")
    times: int = Field(description="Cuántas veces seguidas.", examples=[1])
    since: datetime | None


class Word(BaseModel):
    """What a person behind the supply allowed or withdrew."""

    given: bool
    channel: str = Field(description="Vacío: todos.", examples=["whatsapp"])
    purpose: str = Field(examples=["servicio"])
    at: datetime
    origin: str = Field(examples=["archivo"])
    wording: str


class Story(BaseModel):
    """The story of one supply, newest line first."""

    supply_number: str = Field(examples=["0012345"])
    lines: list[Line]
    consents: list[Word]
    more: bool = Field(description="Si hay más, anteriores a la última.")
