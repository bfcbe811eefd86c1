"""The files of a feed and their columns (surfaces.md, "The files that a commercial system gives")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from receivables.adapters.files.fields import (
    Amount,
    Choice,
    Count,
    Day,
    Email,
    Field,
    Flag,
    Period,
    Phone,
    Quantity,
    Text,
)
from receivables.model.account import AgreementState, ClaimOutcome, Obstacle, Role, SupplyState
from receivables.model.consent import Purpose
from receivables.model.contact import Contact
from receivables.model.impediment import NO_END, OF_AREA, PASSES, ImpedimentKind, Scope
from receivables.model.portfolio import Fault
from receivables.model.records import ListKind, RecordKind

CATEGORIES = ("DOMESTICO", "SOCIAL", "COMERCIAL", "INDUSTRIAL", "ESTATAL")
CHANNELS = ("whatsapp", "telegram", "sms", "correo")
CLAIM_KINDS = ("FACTURACION", "CONSUMO_ATIPICO", "PAGO_NO_PROCESADO", "OTRO")
INSTANCES = 3
LASTING = frozenset(ImpedimentKind) - PASSES

Get = Callable[[str], Any]
"""Gives a value by its name: of one row, or a whole column as an expression; the rules are written once for both."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the fields of one row must not say together; the row is reported under `header`."""

    header: str
    fault: Fault
    broken: Callable[[Get], Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """One file. `amount` is what its footer sums; it is made of the columns `amount_headers`.

    `derived` gives one more column of the ledger from the others.
    """

    file: str
    kind: RecordKind | ListKind
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    amount: Callable[[Get], Any] | None = None
    amount_headers: frozenset[str] = frozenset()
    derived: tuple[str, Callable[[Mapping[str, Any]], str]] | None = None

    def header(self, name: str) -> str:
        """What the file calls a column of the ledger."""
        return next(field.header for field in self.fields if field.name == name)


def layouts(cut_date: date) -> tuple[Layout, ...]:
    """All files, each after those that it refers to. Only due dates, and impediments, may lie after the cut date."""
    return (
        _register(),
        _contacts(cut_date),
        _bills(cut_date),
        _payments(cut_date),
        _claims(cut_date),
        _agreements(cut_date),
        _instalments(),
        _impediments(),
    )


def _words(*words: str) -> Choice:
    return Choice(frozenset(words) - {""})


def _register() -> Layout:
    return Layout(
        "padron.xls",
        RecordKind.SUPPLY,
        (
            Field("suministro", "supply_number", Text()),
            Field("codigo_antiguo", "old_code", Text(), ""),
            Field("titular", "holder", Text(), ""),
            Field("documento", "document", Text(), ""),
            Field("rol", "role", _words(*Role)),
            Field("direccion", "address", Text(), ""),
            Field("localidad", "locality", Text()),
            Field("sector", "sector", Text(), ""),
            Field("ciclo", "cycle", Text()),
            Field("ruta", "route", Text(), ""),
            Field("orden_ruta", "route_order", Count(), 0),
            Field("categoria", "category", _words(*CATEGORIES)),
            Field("estado", "state", _words(*SupplyState)),
            Field("medidor", "meter_number", Text(), ""),
            Field("latitud", "latitude", Quantity(6, signed=True), None),
            Field("longitud", "longitude", Quantity(6, signed=True), None),
            Field("continuidad_servicio", "continuity", Flag()),
            Field("protegido", "protected", Flag()),
            Field("motivo_proteccion", "protection_reason", Text(), ""),
            Field("impedimento_corte", "obstacle", _words(*Obstacle), ""),
        ),
    )


def _contacts(cut_date: date) -> Layout:
    return Layout(
        "contactos.csv",
        RecordKind.CONTACT,
        (
            Field("suministro", "supply_number", Text()),
            Field("persona", "name", Text(), ""),
            Field("documento", "document", Text(), ""),
            Field("telefono", "phone", Phone(), ""),
            Field("correo", "email", Email(), ""),
            Field("canal", "channel", _words(*CHANNELS)),
            Field("consentimiento", "purpose", _words(*Purpose)),
            Field("fecha_consentimiento", "consented_on", Day(cut_date), None),
            Field("origen", "origin", Text(), ""),
        ),
        (
            Rule(
                "telefono",
                Fault.MISSING,
                lambda get: (get("channel") != "correo") & (get("phone") == ""),
            ),
            Rule(
                "correo",
                Fault.MISSING,
                lambda get: (get("channel") == "correo") & (get("email") == ""),
            ),
        ),
        derived=("person", _person),
    )


def _person(row: Mapping[str, Any]) -> str:
    columns = (
        "supply_number",
        "name",
        "document",
        "phone",
        "email",
        "channel",
        "purpose",
        "consented_on",
        "origin",
    )
    return Contact(**{name: row[name] for name in columns}).person


def _bills(cut_date: date) -> Layout:
    concepts = ("water", "sewer", "fixed_charge", "interest", "other")
    return Layout(
        "recibos.csv",
        RecordKind.BILL,
        (
            Field("recibo", "number", Text()),
            Field("suministro", "supply_number", Text()),
            Field("periodo", "period", Period()),
            Field("emision", "issued_on", Day(cut_date)),
            Field("vencimiento", "due_on", Day()),
            Field("consumo_m3", "consumption_m3", Quantity(3)),
            Field("agua", "water", Amount()),
            Field("alcantarillado", "sewer", Amount()),
            Field("cargo_fijo", "fixed_charge", Amount()),
            Field("intereses", "interest", Amount()),
            Field("otros", "other", Amount()),
            Field("total", "total", Amount()),
            Field("saldo", "balance", Amount()),
        ),
        (
            Rule("saldo", Fault.BALANCE_OVER_TOTAL, lambda get: get("balance") > get("total")),
            Rule("total", Fault.TOTAL_DIFFERS, lambda get: sum(map(get, concepts)) != get("total")),
        ),
        amount=lambda get: get("balance"),
        amount_headers=frozenset({"total", "saldo"}),
    )


def _payments(cut_date: date) -> Layout:
    return Layout(
        "pagos.csv",
        RecordKind.PAYMENT,
        (
            Field("operacion", "operation", Text()),
            Field("suministro", "supply_number", Text()),
            Field("fecha", "paid_on", Day(cut_date)),
            Field("importe", "amount", Amount()),
            Field("centro", "centre", Text(), ""),
            Field("recibo", "bill", Text(), None),
        ),
        amount=lambda get: get("amount"),
        amount_headers=frozenset({"importe"}),
    )


def _claims(cut_date: date) -> Layout:
    return Layout(
        "reclamos.csv",
        RecordKind.CLAIM,
        (
            Field("reclamo", "number", Text()),
            Field("recibo", "bill", Text()),
            Field("suministro", "supply_number", Text()),
            Field("tipo", "kind", _words(*CLAIM_KINDS)),
            Field("instancia", "instance", Count(1, INSTANCES)),
            Field("presentado", "filed_on", Day(cut_date)),
            Field("resuelto", "resolved_on", Day(cut_date), None),
            Field("resultado", "outcome", _words(*ClaimOutcome)),
        ),
    )


def _agreements(cut_date: date) -> Layout:
    return Layout(
        "convenios.csv",
        RecordKind.AGREEMENT,
        (
            Field("convenio", "number", Text()),
            Field("suministro", "supply_number", Text()),
            Field("firmado", "signed_on", Day(cut_date)),
            Field("cuota_inicial", "down_payment", Amount()),
            Field("cuotas", "instalments", Count(1)),
            Field("tasa_tea", "tea", Quantity(4)),
            Field("estado", "state", _words(*AgreementState)),
        ),
    )


def _instalments() -> Layout:
    return Layout(
        "cuotas.csv",
        RecordKind.INSTALMENT,
        (
            Field("convenio", "agreement", Text()),
            Field("numero", "number", Count(1)),
            Field("vencimiento", "due_on", Day()),
            Field("importe", "amount", Amount()),
            Field("pagado", "paid", Amount()),
        ),
        (Rule("pagado", Fault.PAID_OVER_AMOUNT, lambda get: get("paid") > get("amount")),),
        amount=lambda get: get("amount") - get("paid"),
        amount_headers=frozenset({"importe", "pagado"}),
    )


def _impediments() -> Layout:
    def among(value: Any, words: frozenset[Any]) -> Any:
        return reduce(or_, (value == word.value for word in sorted(words)))

    return Layout(
        "impedimentos.csv",
        ListKind.IMPEDIMENT,
        (
            Field("alcance", "scope", _words(*Scope)),
            Field("valor", "value", Text()),
            Field("motivo", "kind", _words(*ImpedimentKind)),
            Field("desde", "since", Day()),
            Field("hasta", "until", Day(), NO_END),
            Field("origen", "why", Text(), ""),
        ),
        (
            Rule("hasta", Fault.MISSING, lambda get: among(get("kind"), PASSES) & (get("until") == NO_END)),
            Rule("hasta", Fault.ENDS_BEFORE, lambda get: get("until") < get("since")),
            Rule(
                "motivo",
                Fault.OF_AREA,
                lambda get: among(get("scope"), OF_AREA) & among(get("kind"), LASTING),
            ),
        ),
    )
