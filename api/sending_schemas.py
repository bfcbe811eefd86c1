"""What staff send and get as JSON about messages on their way: halts, doubts, alarms, dead letters, costs, paper."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas import text_field
from api.staff_schemas import Words
from receivables.model.ladder import Notice
from receivables.model.message import Kind
from receivables.model.sending import AlarmKind
from receivables.usecases.halts import SUBJECT as HALTED
from receivables.usecases.unserved import Left

SHA256 = r"[0-9a-f]{64}"
A_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DOLLARS = r"(?:0|[1-9][0-9]{0,9})\.[0-9]{6}"
Digest = Annotated[str, *text_field(SHA256, "field_digest", A_DIGEST)]
HaltSubject = Annotated[str, *text_field(rf"(?:{HALTED.pattern})", "field_halt", "proactive")]
Dollars = Annotated[str, *text_field(DOLLARS, "field_amount", "12.340000")]
Strict = ConfigDict(extra="forbid")
ITS_TEXT = "Lo que se escribió; nulo para los roles que no leen conversaciones."


class Halt(BaseModel):
    """Something that does not go out now."""

    subject: str = Field(examples=["proactive"])
    at: datetime
    by: str = Field(description="Quién lo detuvo; dispatcher: el programa.", examples=["staff/carla"])
    why: str = Field(examples=["Un aviso salió con el importe equivocado"])
    until: datetime | None = Field(description="Hasta cuándo; nulo: hasta que alguien lo reanude.")


class Halts(BaseModel):
    """What is halted now."""

    items: list[Halt]


class NewHalt(BaseModel):
    """What is to stop, or to go on, and why."""

    model_config = Strict

    subject: HaltSubject = Field(
        description=(
            "proactive (todo lo que empezamos), channel:<canal>, template:<canal>:<nombre> o campaign:<campaña>."
        )
    )
    why: Words = Field(description="Por qué; se guarda con su nombre.")


class Halted(BaseModel):
    """How it is now."""

    subject: str = Field(examples=["proactive"])
    halted: bool = Field(description="Si está detenido.")
    new: bool = Field(description="Si hasta ahora no estaba así.")


class Doubt(BaseModel):
    """A message of which nobody knows whether it went out."""

    id: int = Field(examples=[1024])
    kind: Kind
    notice: Notice | None
    campaign: str | None = Field(examples=["friendly-notice"])
    supply_number: str | None = Field(examples=["0012345"])
    channel: str | None = Field(examples=["whatsapp"])
    attempt: int = Field(description="Qué intento fue.", examples=[1])
    sent_at: datetime | None = Field(description="Cuándo se entregó al proveedor.")
    code: str | None = Field(description="Su código de autenticidad.", examples=["K7QX-3M9P"])
    text: str | None = Field(description=ITS_TEXT)


class Doubts(BaseModel):
    """The doubts, oldest first."""

    items: list[Doubt]


class Resolution(BaseModel):
    """What somebody found out about a doubt."""

    model_config = Strict

    sent: bool = Field(description="Si el mensaje salió. Si no salió, puede volver a intentarse.")
    why: Words = Field(description="Cómo se sabe; se guarda con su nombre.")


class Resolved(BaseModel):
    """That the doubt is no more."""

    id: int = Field(examples=[1024])
    sent: bool


class Alarm(BaseModel):
    """Something to look after."""

    kind: AlarmKind
    subject: str = Field(examples=["twilio:63099"])
    says: str = Field(description="Qué es, en palabras.")
    first_at: datetime
    last_at: datetime
    count: int = Field(description="Cuántas veces sonó.", examples=[3])


class Alarms(BaseModel):
    """Those that nobody looks after yet, oldest first."""

    items: list[Alarm]


class SeenAlarm(BaseModel):
    """Which alarm somebody looks after."""

    model_config = Strict

    kind: AlarmKind
    subject: Annotated[str, Field(min_length=1, max_length=200)]


class Seen(BaseModel):
    """That somebody looks after it."""

    seen: Literal[True] = True


class LetterMedia(BaseModel):
    """A photo, document or voice note that came with it."""

    content_type: str = Field(examples=["image/jpeg"])
    size: int | None = Field(description="Bytes.", examples=[20480])


class DeadLetter(BaseModel):
    """A message from outside that could not be processed."""

    id: str = Field(examples=["SM00000000000000000000000000000001"])
    channel: str = Field(examples=["whatsapp"])
    received_at: datetime
    waiting_since: datetime
    problem: str = Field(description="En una palabra, para quien programa.", examples=["ValueError"])
    size: int = Field(description="Bytes de lo que llegó.", examples=[512])
    media: list[LetterMedia]
    text: str | None = Field(description=ITS_TEXT)


class DeadLetters(BaseModel):
    """Those that wait for somebody, newest first."""

    items: list[DeadLetter]
    next: str | None = Field(
        description="El cursor de la página siguiente; nulo en la última.", examples=[None]
    )


class Retried(BaseModel):
    """That it is processed again."""

    retried: Literal[True] = True


class Burial(BaseModel):
    """Why a message needs no processing any more."""

    model_config = Strict

    why: Words = Field(description="Qué se hizo; se guarda con su nombre.")


class Buried(BaseModel):
    """That nobody needs to look at it again."""

    buried: Literal[True] = True


class Bounced(BaseModel):
    """What a bounced e-mail brought about."""

    outcome: str = Field(
        description="bounced: se tomó en cuenta; no_such_mail: no es de un correo nuestro, y no se cambió nada.",
        examples=["bounced"],
    )


class PaperDelivery(BaseModel):
    """How a printed notice was left."""

    model_config = Strict

    photo_sha256: Digest = Field(
        description="Huella SHA-256 de la foto, en hexadecimal; la foto queda con la empresa."
    )
    left: Left = Field(description="Con quién o dónde se dejó.")
    note: Words | None = Field(default=None, description="Lo que haga falta agregar.")


class PaperDelivered(BaseModel):
    """Whether the notice counts as received; one that nobody needs any more does not, and its order is withdrawn."""

    id: str = Field(examples=["notice_delivery-0012345-1-1"])
    delivered: bool
    reasons: list[str] = Field(description="Por qué no contó; vacío cuando contó.", examples=[["paid"]])


class Spent(BaseModel):
    """What one campaign or kind of message cost by one channel."""

    campaign: str = Field(description="La campaña, o la clase de mensaje.", examples=["friendly-notice"])
    channel: str = Field(examples=["whatsapp"])
    category: str = Field(description="Como lo cobra el proveedor.", examples=["utility"])
    messages: int = Field(examples=[1200])
    segments: int = Field(description="Partes en que se cuentan los mensajes de texto.", examples=[1200])
    cost: Dollars
    unpriced: int = Field(
        description="De cuántos mensajes no se conoce el precio de su día: cost no los incluye.", examples=[0]
    )


class Spending(BaseModel):
    """What was spent in some days, both included."""

    since: date
    until: date
    currency: Literal["USD"] = "USD"
    total: Dollars
    unpriced: int = Field(description="Mensajes sin precio conocido: total no los incluye.", examples=[0])
    items: list[Spent]
