"""A person's own data: all of it handed out, or erased but for what the law makes us keep (PE-DAT-6, PE-DAT-7)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from receivables.errors import BadInput, Unknown
from receivables.model.account import Account
from receivables.model.agreeing import Ours
from receivables.model.audit import Act, AuditEntry
from receivables.model.claims import business_days_after
from receivables.model.consent import ConsentEvent
from receivables.model.contact import Contact, Moment
from receivables.model.erasure import known_by
from receivables.model.impediment import Impediment
from receivables.model.ladder import Promise
from receivables.model.pseudonym import pseudonym
from receivables.model.request import Request
from receivables.model.suppression import Cause, Suppression, of_address
from receivables.model.trace import TurnTrace
from receivables.model.workorder import WorkOrder
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services
from receivables.usecases.suppress import close_all

Document = dict[str, object]

ERASURE = "erasure"
KEPT = (
    "padrón: titular, documento y dirección, que son del sistema comercial",
    "recibos",
    "pagos",
    "reclamos",
    "convenios, también los que se firmaron en el chat",
    "códigos de un solo uso de los últimos treinta días, sin sus cifras",
    "impedimentos que le protegen, sin las palabras de quien los anotó",
    "constancia de cada decisión, sin el nombre",
)
"""What stays, by the books and the law: of the register, about the supply, for the person's sake, or naming nobody."""

ABOUT_THEM = {
    Act.SEND: "aviso",
    Act.CUT: "corte",
    Act.CONSENT: "consentimiento",
    Act.SUPPRESS: "cierre de contacto",
    Act.IMPEDIMENT: "impedimento",
    Act.PROMISE: "compromiso de pago",
    Act.CASE: "cobranza",
    Act.WITHDRAW: "retiro de una orden",
    Act.OPT_OUT: "deseo de no recibir mensajes",
    Act.HANDOVER: "paso a una persona",
    Act.REQUEST: "solicitud",
    Act.AGREEMENT: "convenio",
    Act.LINK: "vínculo de un chat o código de un solo uso",
    Act.PAYMENT: "pago",
}
"""The acts that decide something about a person, as they read them."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each table were emptied or renamed, and what had to stay.

    `answer_by`: the last day on which the law lets the person be told so, from today (PE-DAT-7, CO-DAT-1).
    """

    counts: Mapping[str, int]
    answer_by: date
    kept: tuple[str, ...] = KEPT


async def export(services: Services, key: str, *, actor: str) -> Document:
    """All that is kept about whoever has that document, telephone, e-mail address or chat, as one plain document.

    Amounts are texts with two decimals beside their currency, days and moments ISO. `plazo_legal` is the last day on
    which the law lets it be handed over, from today (PE-DAT-7, CO-DAT-1). That it was handed out is noted, without
    saying whose. Raises Unknown("no_such_person").
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        persons = await _persons(unit, key)
        document = await _document(unit, persons, at)
        last = _last_day(at, at.policy.law.rights.access_days).isoformat()
        counts = {name: len(part) for name, part in document.items() if isinstance(part, list)}
        facts: Facts = {**counts, "answer_by": last}
        await unit.audit.append([entry(at, actor, Act.DATA, pseudonym(persons[0]), "exported", facts=facts)])
    return {"plazo_legal": last, **document}


async def erase(services: Services, key: str, *, actor: str, why: str) -> Erased:
    """Forget a person. They stay closed by their pseudonym: no later feed brings them back to being written to.

    Their telephones, e-mail addresses and chats are closed with them, whatever key a later feed lists those under.
    Raises Unknown("no_such_person"), BadInput("several_persons") and BadInput("reason_needed").
    """
    if not why.strip():
        raise BadInput("reason_needed")
    async with services.units() as unit:
        at = await services.moment(unit)
        persons = await _persons(unit, key)
        theirs = await unit.persons.contacts(persons)
        addresses = {address for c in theirs for address in (c.phone, c.email, c.handle) if address}
        subjects = [*persons, *sorted(known_by(addresses) - {*persons})]
        await unit.hold(sorted(subjects))  # their addresses too: no worker may be about to write there
        await close_all(unit, subjects, Cause.OPTED_OUT, at, source=ERASURE, actor=actor)
        counts = await unit.persons.erase(persons, at.now)
        # The reason may tell who it was: it stays with whoever was asked, and only its being given is noted.
        subject = pseudonym(persons[0])
        last = _last_day(at, at.policy.law.rights.rectification_days)
        facts: Facts = {**counts, "answer_by": last.isoformat()}
        await unit.audit.append([entry(at, actor, Act.DATA, subject, "erased", facts=facts)])
    return Erased(counts, last)


def _last_day(at: Moment, business_days: int) -> date:
    return business_days_after(at.today, business_days, at.calendar)


async def _persons(unit: UnitOfWork, key: str) -> Sequence[str]:
    """A telephone or an address of several named people tells not whose data are asked for."""
    persons = await unit.persons.of_document(key.strip()) if key.strip() else ()
    if not persons:
        raise Unknown("no_such_person")
    named = [person for person in persons if person.startswith("doc:")]
    if len(named) > 1 and f"doc:{key.strip()}" not in named:
        raise BadInput("several_persons")
    return persons


async def _document(unit: UnitOfWork, persons: Sequence[str], at: Moment) -> Document:
    contacts = await unit.persons.contacts(persons)
    consents = await unit.consents.of(persons)
    addresses = {of_address(c.address) for c in contacts if c.address}
    closed = await unit.suppressions.in_force({*persons, *addresses})
    held = await unit.persons.held_by(persons)
    accounts = await unit.ledger.accounts(held)
    promises = [case.promise for _, case in sorted((await unit.cases.get(held)).items()) if case.promise]
    return {
        "claves": list(persons),
        "contactos": [_contact(contact) for contact in contacts],
        "consentimientos": [_consent(event) for person in persons for event in consents[person]],
        "contactos_cerrados": [_closed(each) for each in closed.values()],
        "mensajes": [_message(each) for each in await unit.persons.messages(persons)],
        "suministros": [_account(account) for _, account in sorted(accounts.items())],
        "impedimentos": [_impediment(each) for each in _impediments(accounts.values())],
        "convenios_del_chat": [
            _made(each) for number in held for each in await unit.agreements.of_supply(number)
        ],
        "compromisos": [_promise(each) for each in promises],
        "ordenes": [_order(each) for number in held for each in await unit.work_orders.of_supply(number)],
        "solicitudes": [_request(each) for each in await _requests(unit, persons, addresses)],
        "pasos_a_una_persona": await _handovers(unit, persons, held),
        "respuestas_del_asistente": [_trace(each) for each in await unit.persons.traces(persons)],
        "puntajes": [
            {"suministro": number, "fecha": day.isoformat(), "puntaje": score.code}
            for number, account in sorted(accounts.items())
            for day, score in sorted(account.scores.items())
        ],
        "decisiones": await _decisions(unit, [*held, *map(pseudonym, persons)], at),
    }


async def _decisions(unit: UnitOfWork, subjects: Iterable[str], at: Moment) -> list[Document]:
    told = [line for subject in subjects for line in await unit.audit.of(subject) if line.act in ABOUT_THEM]
    says = {rule.id: rule.says for rule in at.policy.law.rules}
    return [_decision(line, says) for line in sorted(told, key=lambda line: line.at)]


async def _handovers(unit: UnitOfWork, persons: Sequence[str], held: Collection[str]) -> list[Document]:
    """What staff looked after, or still have to: of their own chats, or about their supplies; with what was noted."""
    stays = await unit.persons.stays(persons, held)
    notes = await unit.handovers.notes([each.id for each in stays])
    return [
        {
            "momento": each.at.isoformat(),
            "canal": each.channel,
            "motivo": each.why,
            "primera_respuesta": each.first_answer_at.isoformat() if each.first_answer_at else None,
            "terminado": each.closed_at.isoformat() if each.closed_at else None,
            "notas": [note.text for note in notes if note.handover == each.id],
        }
        for each in stays
    ]


def _trace(trace: TurnTrace) -> Document:
    return {
        "momento": trace.at.isoformat(),
        "se_entendio": trace.intent,
        "seguridad": trace.confidence,
        "como": trace.how,
        "decision": trace.decision,
        "hizo": list(trace.effects),
        "respondio": list(trace.said),
        "reglas": list(trace.rules),
    }


async def _requests(
    unit: UnitOfWork, persons: Sequence[str], addresses: Collection[str]
) -> Sequence[Request]:
    """What they asked of desks, by their key or from where they are reached."""
    return await unit.requests.of_persons(persons, [each.partition(":")[2] for each in addresses])


def _request(asked: Request) -> Document:
    return {
        "solicitud": asked.number,
        "clase": asked.kind.value,
        "suministro": asked.supply_number or "",
        "momento": asked.opened_at.isoformat(),
        "texto": asked.text,
        "estado": asked.state.value,
        "respuesta": asked.answer,
    }


def _made(ours: Ours) -> Document:
    """An agreement of the chat at whatever stage: also one that never came into force, or is over."""
    return {
        "convenio": ours.number,
        "suministro": ours.supply_number,
        "aceptado": ours.accepted_at.isoformat(),
        "canal": ours.channel,
        "etapa": ours.stage.value,
        "version": ours.version,
        "deuda": str(ours.debt),
        "inicial": str(ours.down_payment),
        "inicial_hasta": ours.down_due_on.isoformat(),
        "recibos": [each.number for each in ours.bills],
        "cuotas": [
            {"numero": row.number, "vence": row.due_on.isoformat(), "importe": str(row.amount)}
            for row in ours.rows
        ],
        "terminado": ours.closed_at.isoformat() if ours.closed_at else None,
    }


def _impediments(accounts: Iterable[Account]) -> list[Impediment]:
    """Each once, though it concern several of their supplies."""
    found = {each.id: each for account in accounts for each in account.impediments}
    return [each for _, each in sorted(found.items())]


def _impediment(impediment: Impediment) -> Document:
    return {
        "circunstancia": impediment.kind.value,
        "alcance": impediment.scope.value,
        "de": impediment.value,
        "desde": impediment.since.isoformat(),
        "hasta": impediment.until.isoformat() if impediment.until else "",
        "origen": impediment.source,
        "motivo": impediment.why,
    }


def _promise(promise: Promise) -> Document:
    return {
        "vence": promise.due_on.isoformat(),
        "importe": str(promise.amount),
        "momento": promise.made_at.isoformat(),
        "canal": promise.channel,
    }


def _order(order: WorkOrder) -> Document:
    return {
        "orden": order.id,
        "suministro": order.supply_number,
        "clase": order.kind.value,
        "estado": order.state.value,
        "ordenada": order.ordered_at.isoformat(),
        "cerrada": order.closed_at.isoformat() if order.closed_at else "",
        "deuda": str(order.debt),
    }


def _contact(contact: Contact) -> Document:
    return {
        "suministro": contact.supply_number,
        "nombre": contact.name,
        "documento": contact.document,
        "telefono": contact.phone,
        "correo": contact.email,
        "chat": contact.handle,
        "canal": contact.channel,
        "finalidad": contact.purpose.value,
        "origen": contact.origin,
    }


def _consent(event: ConsentEvent) -> Document:
    return {
        "canal": event.channel or "todos",
        "finalidad": event.purpose.value,
        "respuesta": "sí" if event.given else "no",
        "momento": event.at.isoformat(),
        "origen": event.origin,
        "texto": event.wording,
    }


def _closed(suppression: Suppression) -> Document:
    return {
        "de": suppression.subject,
        "causa": suppression.cause.value,
        "momento": suppression.at.isoformat(),
        "origen": suppression.source,
    }


def _message(told: Mapping[str, object]) -> Document:
    moment = told["at"]
    return {
        "momento": moment.isoformat() if isinstance(moment, datetime) else "",
        "sentido": "enviado" if told["direction"] == "out" else "recibido",
        "canal": told["channel"],
        "texto": told["text"],
    }


def _account(account: Account) -> Document:
    supply = account.supply
    return {
        "suministro": supply.supply_number,
        "titular": supply.holder,
        "direccion": supply.address,
        "moneda": next((bill.total.currency for bill in account.bills), ""),
        "recibos": [
            {
                "recibo": bill.number,
                "periodo": bill.period,
                "vencimiento": bill.due_on.isoformat(),
                "total": str(bill.total),
                "saldo": str(bill.balance),
            }
            for bill in account.bills
        ],
        "pagos": [
            {"operacion": each.operation, "fecha": each.paid_on.isoformat(), "importe": str(each.amount)}
            for each in account.payments
        ],
        "reclamos": [
            {"reclamo": each.number, "recibo": each.bill, "resultado": each.outcome.value}
            for each in account.claims
        ],
        "convenios": [
            {"convenio": each.number, "firmado": each.signed_on.isoformat(), "estado": each.state.value}
            for each in account.agreements
        ],
    }


def _decision(line: AuditEntry, says: Mapping[str, str]) -> Document:
    return {
        "momento": line.at.isoformat(),
        "acto": ABOUT_THEM[line.act],
        "resultado": line.outcome,
        "reglas": [{"regla": rule, "dice": says[rule]} for rule in line.rules if rule in says],
        "datos": dict(line.facts),
    }
