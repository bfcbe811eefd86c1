"""What the desk, the heads of collections and the commercial system send and get as JSON, payments and orders apart."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from api.schemas import Amount, Code, Currency, SomeAmount, text_field
from receivables.model.approval import ApprovalState, Matter
from receivables.model.consent import Purpose
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.suppression import Cause
from receivables.usecases.staff import NAME

DAY = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"
PHONE = r"\+[1-9][0-9]{7,14}"
EMAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
DOCUMENT = r"[A-Za-z0-9-]{4,20}"
CHAT = r"-?[A-Za-z0-9][A-Za-z0-9_-]{3,119}"
"""The handle of a chat; whether it is one of ours is asked when it is closed."""
SUBJECT = rf"(?:doc:{DOCUMENT}|tel:{PHONE}|mail:{EMAIL}|chat:[!-~]{{1,120}}|addr:(?:{PHONE}|{EMAIL}|{CHAT}))"
PERSON = rf"(?:{DOCUMENT}|{PHONE}|{EMAIL})"
ONE_LINE = r"(?!\s*$)[^\x00-\x1f\x7f]{1,400}"


def _known(value: object) -> object:
    """A day that the calendar has, once its shape is right."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("field_day") from None


Operator = Annotated[str, *text_field(NAME.pattern, "field_code", "beto")]
Phone = Annotated[str, *text_field(PHONE, "field_phone", "+51900000001")]
Email = Annotated[str, *text_field(EMAIL, "field_email", "ana@example.org")]
Document = Annotated[str, *text_field(DOCUMENT, "field_code", "40000001")]
Subject = Annotated[str, *text_field(SUBJECT, "field_subject", "tel:+51900000001")]
Person = Annotated[str, *text_field(PERSON, "field_person", "40000001")]
Words = Annotated[str, *text_field(ONE_LINE, "field_words", "Lo pidió en ventanilla")]
Day = Annotated[date, BeforeValidator(_known), *text_field(DAY, "field_day", "2024-01-31", format="date")]
Strict = ConfigDict(extra="forbid")


class Assignment(BaseModel):
    """Who gets an order."""

    model_config = Strict

    operator: Operator = Field(description="Nombre de un operario habilitado.")


class Assigned(BaseModel):
    """An order and who has it."""

    id: str = Field(examples=["cut/0012345/1"])
    operator: str = Field(examples=["beto"])


class CastVote(BaseModel):
    """What one named person said."""

    name: str = Field(examples=["ana"])
    decision: Literal["approve", "refuse"]
    at: datetime
    why: str = Field(examples=["Ya se le ofreció el convenio dos veces"])


class Approval(BaseModel):
    """A question to named people."""

    id: str = Field(examples=["good_payer_cut/0012345/1"])
    matter: Matter = Field(description="De qué se trata.")
    subject: str = Field(description="El suministro o el plan.", examples=["0012345"])
    state: ApprovalState
    needed: int = Field(description="Cuántas personas distintas deben estar de acuerdo.", examples=[2])
    asked_at: datetime
    asked_by: str = Field(examples=["clock"])
    why: str = Field(description="Por qué se pregunta.", examples=["protecting_score"])
    votes: list[CastVote]


class Approvals(BaseModel):
    """The questions that wait, oldest first."""

    items: list[Approval]


class Decision(BaseModel):
    """An answer to a question."""

    model_config = Strict

    decision: Literal["approve", "refuse"] = Field(description="Aprobar o negar.")
    why: Words = Field(description="Por qué; se guarda con su nombre junto al voto.")


class NewImpediment(BaseModel):
    """A circumstance that forbids pressing."""

    model_config = Strict

    kind: ImpedimentKind = Field(description="Qué pasó.")
    scope: Scope = Field(description="A quién alcanza.")
    value: Words = Field(
        description="El suministro, el documento, la localidad o el sector.", examples=["0012345"]
    )
    since: Day | None = Field(default=None, description="Desde qué día; hoy si falta.")
    until: Day | None = Field(
        default=None,
        description="Hasta qué día, incluido; una interrupción o emergencia siempre lo tiene.",
    )
    why: Words = Field(description="De dónde se sabe.", examples=["Acta de defunción 123"])


class Impediment(BaseModel):
    """A recorded circumstance."""

    id: str = Field(examples=["FALLECIDO/SUMINISTRO/0012345/2024-01-08"])
    kind: ImpedimentKind
    scope: Scope
    value: str = Field(examples=["0012345"])
    since: date
    until: date | None
    source: str = Field(description="archivo, desk, api o chat.", examples=["api"])
    why: str
    noted_by: str = Field(examples=["staff/ana"])


class Impediments(BaseModel):
    """Those in force today, newest first."""

    items: list[Impediment]


class LiftImpediment(BaseModel):
    """Which one ends, and why. The id goes here and not in the path: it may hold an identity document."""

    model_config = Strict

    id: Words = Field(examples=["FALLECIDO/SUMINISTRO/0012345/2024-01-08"])
    why: Words


class NewSuppression(BaseModel):
    """Someone, or an address, not to be written to."""

    model_config = Strict

    subject: Subject = Field(description="Persona (doc:, tel:, mail:, chat:) o dirección (addr:).")
    cause: Cause = Field(description="Por qué.")


class Suppressed(BaseModel):
    """That nobody writes there."""

    closed: Literal[True] = True
    new: bool = Field(description="Si hasta ahora estaba abierta.")


class LiftSuppression(BaseModel):
    """Who may be written to again, and why."""

    model_config = Strict

    subject: Subject
    why: Words
    request: Code | None = Field(
        default=None,
        description="Número de la solicitud firmada: lo que la persona cerró, solo ella lo abre.",
        examples=["SOL-0012"],
    )


class Lifted(BaseModel):
    """That it is open, or in force no more."""

    lifted: Literal[True] = True


class NewConsent(BaseModel):
    """What a person said at the desk, in answer to which words, with the request that they signed."""

    model_config = Strict

    given: bool = Field(default=True, description="Si aceptó; falso: retira lo que había aceptado.")
    supply_number: Code
    name: Words = Field(examples=["Ana Ejemplo"])
    document: Document | None = None
    phone: Phone | None = None
    email: Email | None = None
    channel: Literal["whatsapp", "telegram", "sms", "correo"]
    purpose: Purpose = Field(description="servicio o promo; ninguno solo al retirar: de todo.")
    wording: Code = Field(
        description="La versión del texto que se le leyó o firmó.", examples=["consentimiento-v1"]
    )
    request: Code = Field(description="Número de la solicitud firmada.", examples=["SOL-0012"])

    @model_validator(mode="after")
    def _somebody_at_an_address(self) -> Self:
        if not (self.document or self.phone or self.email):
            raise ValueError("consent_of_nobody")
        if self.given and not (self.email if self.channel == "correo" else self.phone):
            raise ValueError("consent_without_address")
        if self.given and self.purpose is Purpose.NONE:
            raise ValueError("consent_to_nothing")
        return self


class Consent(BaseModel):
    """What the ledger of consents now says."""

    given: bool
    channel: str = Field(examples=["whatsapp"])
    purpose: Purpose
    recorded_at: datetime


class NewInvitation(BaseModel):
    """For which supply."""

    model_config = Strict

    supply_number: Code


class Invitation(BaseModel):
    """A deep link, good once."""

    supply_number: str = Field(examples=["0012345"])
    token: str = Field(description="Lo que se escribe tras /start; no se vuelve a mostrar.")
    links: dict[str, str] = Field(
        description="El enlace de cada canal que lo tiene.",
        examples=[{"telegram": "https://t.me/caudal_bot?start=..."}],
    )
    expires_in_days: int = Field(examples=[45])


class OneTimeCode(BaseModel):
    """A code for a chat, good once."""

    code: str = Field(description="Seis cifras; no se vuelven a mostrar.", examples=["482913"])
    expires_at: datetime = Field(description="Hasta cuándo vale.", examples=["2024-01-08T10:15:00-05:00"])


class NewCommitment(BaseModel):
    """What was signed after a founded claim."""

    model_config = Strict

    supply_number: Code
    claim: Code = Field(description="El reclamo fundado.", examples=["REC-0001"])
    due_on: Day = Field(description="Hasta cuándo pagará.")
    amount: SomeAmount
    currency: Currency


class Commitment(BaseModel):
    """A commitment that runs."""

    supply_number: str
    claim: str
    due_on: date
    amount: Amount
    currency: Currency
    step: str = Field(description="Dónde queda el caso.", examples=["promised"])


class PersonAsked(BaseModel):
    """Whose data. It goes here and not in the path: paths end in logs."""

    model_config = Strict

    person: Person = Field(description="Documento, teléfono o correo.")


class PersonForgotten(PersonAsked):
    """Whose data are to be erased, and why."""

    why: Words = Field(examples=["Solicitud SOL-0012"])


class Erased(BaseModel):
    """What was erased, and what had to stay."""

    erased: dict[str, int] = Field(description="Filas de cada tabla.", examples=[{"contacts": 2}])
    kept: list[str] = Field(description="Lo que la ley obliga a conservar.", examples=[["recibos", "pagos"]])
    answer_by: date = Field(description="Último día que da la ley para responder a la persona, desde hoy.")
