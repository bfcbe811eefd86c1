"""What goes in and out as JSON. Amounts are texts with two decimals and a currency beside them, never numbers."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.config import JsonDict

from receivables.model.workorder import OrderKind, OrderState

PAID: JsonDict = {
    "operation": "CAR3-000123",
    "supply_number": "0012345",
    "amount": "45.60",
    "currency": "PEN",
    "paid_at": "2024-01-08T10:15:00-05:00",
    "centre": "CAR3",
    "bill": None,
}
SETTLED: JsonDict = {
    **PAID,
    "settled": [
        {"kind": "bill", "number": "R-2023-11", "amount": "30.00"},
        {"kind": "bill", "number": "R-2023-12", "amount": "15.60"},
    ],
    "credit": "0.00",
    "outstanding": "14.40",
    "overdue": "14.40",
    "promise_kept": False,
    "cut_withdrawn": True,
    "reopening": None,
    "state": "posted",
}

AMOUNT = r"(?:0|[1-9][0-9]{0,9})\.[0-9]{2}"
SOME_AMOUNT = r"(?:[1-9][0-9]{0,9}\.[0-9]{2}|0\.(?:0[1-9]|[1-9][0-9]))"
CURRENCY = r"[A-Z]{3}"
TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
MOMENT = rf"20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}T{TIME}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})"
OPERATION = r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}"
CODE = r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}"


def _text(pattern: str, code: str) -> BeforeValidator:
    """Takes texts of that shape; a number or anything else is refused and not converted."""
    shape = re.compile(pattern)

    def check(value: object) -> object:
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise ValueError(code)  # told by `errors` as any other fault of a field
        return value

    return BeforeValidator(check)


def _schema(pattern: str, example: str, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": [example], **more})


def text_field(pattern: str, code: str, example: str, **more: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """What annotates a text of that shape, here and in the other schemas."""
    return _text(pattern, code), _schema(pattern, example, **more)


Amount = Annotated[str, _text(AMOUNT, "field_amount"), _schema(AMOUNT, "45.60")]
SomeAmount = Annotated[str, _text(SOME_AMOUNT, "field_amount"), _schema(SOME_AMOUNT, "45.60")]
Currency = Annotated[str, _text(CURRENCY, "field_currency"), _schema(CURRENCY, "PEN")]
Moment = Annotated[
    AwareDatetime,
    _text(MOMENT, "field_moment"),
    _schema(MOMENT, "2024-01-08T10:15:00-05:00", format="date-time"),
]
Operation = Annotated[str, _text(OPERATION, "field_code"), _schema(OPERATION, "CAR3-000123")]
Code = Annotated[str, _text(CODE, "field_code"), _schema(CODE, "0012345")]


class Token(BaseModel):
    """A bearer token."""

    access_token: str = Field(
        description="Va en la cabecera: Authorization: Bearer <token>.", examples=["eyJhbGciOi..."]
    )
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the kind, not a secret
    expires_in: int = Field(description="Segundos de vigencia.", examples=[3600])
    refresh_token: str = Field(
        description="Para pedir el siguiente sin contraseña, una sola vez dentro de 30 días.",
        examples=["cr_5d41..."],
    )


class Key(BaseModel):
    """A new key of a program."""

    key: str = Field(
        description="No se vuelve a mostrar. Va en Authorization: Bearer.", examples=["ck_9a0f..."]
    )
    others_end_in_hours: int = Field(description="Cuándo dejan de valer las demás.", examples=[24])


class NewPayment(BaseModel):
    """A payment that a collection centre received."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [PAID]})

    operation: Operation = Field(description="Número de la operación: identifica el pago y no se repite.")
    supply_number: Code = Field(description="Número de suministro.")
    amount: SomeAmount = Field(description="Importe, mayor que cero, con dos decimales.")
    currency: Currency = Field(description="Moneda (ISO 4217).")
    paid_at: Moment = Field(description="Fecha y hora del pago, con diferencia horaria.")
    centre: Code = Field(description="Centro autorizado que lo recibió.")
    bill: Code | None = Field(
        default=None, description="Recibo que se paga; sin él, se aplica a lo más antiguo."
    )


class Share(BaseModel):
    """The part of a payment that went to one thing."""

    kind: Literal["bill", "instalment", "credit"] = Field(
        description="Recibo, cuota de convenio o saldo a favor."
    )
    number: str | None = Field(
        description="El recibo, o convenio/cuota; nulo si es saldo a favor.", examples=["R-2023-11"]
    )
    amount: Amount


class Reopening(BaseModel):
    """What was ordered for a service that was cut."""

    work_order: str = Field(examples=["reopening/0012345/1"])
    due_by: datetime | None = Field(examples=["2024-01-09T10:15:00-05:00"])


class Payment(BaseModel):
    """A posted payment and what it settled."""

    model_config = ConfigDict(json_schema_extra={"examples": [SETTLED]})

    operation: str
    supply_number: str
    amount: Amount
    currency: Currency
    paid_at: datetime
    centre: str
    bill: str | None
    settled: list[Share] = Field(description="A qué se aplicó, en orden.")
    credit: Amount = Field(description="Lo que quedó a favor.")
    outstanding: Amount = Field(description="Lo que el suministro sigue debiendo, sin lo reclamado.")
    overdue: Amount = Field(description="De ello, lo vencido.")
    promise_kept: bool = Field(description="Si con este pago se cumplió un compromiso.")
    cut_withdrawn: bool = Field(description="Si con este pago se retiró una orden de corte.")
    reopening: Reopening | None = Field(description="La reapertura que se ordenó, si la hubo.")
    state: Literal["posted", "reversed"] = Field(description="Registrado o extornado.")


class Evidence(BaseModel):
    """A notice that reached the customer."""

    notice: str = Field(examples=["last_chance"])
    channel: str = Field(examples=["whatsapp"])
    served_at: datetime = Field(examples=["2024-01-08T10:15:00-05:00"])


class WorkOrder(BaseModel):
    """An order for the field team."""

    id: str = Field(examples=["cut/0012345/1"])
    number: str | None = Field(
        default=None,
        exclude_if=lambda number: number is None,
        description="El que el operario muestra en la puerta, para /verify; falta mientras nadie tiene la orden.",
        examples=["K7QX-3M9P"],
    )
    kind: OrderKind
    state: OrderState
    supply_number: str = Field(examples=["0012345"])
    meter_number: str = Field(examples=["M0012345"])
    locality: str = Field(examples=["Tumbes"])
    address: str = Field(examples=["Calle Modelo 1"])
    latitude: float | None = Field(description="Grados decimales.", examples=[-3.5669])
    longitude: float | None = Field(description="Grados decimales.", examples=[-80.4515])
    debt: Amount = Field(description="Deuda exigible cuando se ordenó.")
    currency: Currency
    reasons: list[str] = Field(description="Por qué se ordenó.", examples=[["overdue_bills"]])
    evidence: list[Evidence] = Field(description="Los avisos que llegaron al cliente.")
    due_by: datetime | None = Field(
        description="Plazo, si lo hay (una reapertura).", examples=["2024-01-09T10:15:00-05:00"]
    )


class WorkOrders(BaseModel):
    """A page of work orders."""

    items: list[WorkOrder]
    next: str | None = Field(
        description="El cursor de la página siguiente; nulo en la última.", examples=[None]
    )


class FieldFault(BaseModel):
    """What is wrong with one field."""

    where: str = Field(alias="in", description="body, query o path.", examples=["body"])
    pointer: str = Field(examples=["/amount"])
    code: str = Field(examples=["field_amount"])
    detail: str = Field(examples=['Debe ser un importe con dos decimales, entre comillas: "45.60".'])


class Problem(BaseModel):
    """Why something was refused (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Datos no válidos"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["La solicitud tiene datos que faltan o no son válidos."])
    code: str = Field(description="Estable, para programas.", examples=["malformed"])
    errors: list[FieldFault] = Field(default=[], description="Campo por campo, cuando los hay.")
