"""A conversation as staff read it: why a chat waits, what is known of it in a few lines, and each decision in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from receivables.model.briefing import Brief, Owing
from receivables.model.policy import Policy
from receivables.model.reading.intents import Intent
from receivables.model.trace import TurnTrace
from templates.answer_words import answer_words
from templates.labels import label
from templates.trace_words import effect
from templates.wording import Wording, count

WHY: Mapping[str, str] = {
    "asked": "Pidió hablar con una persona",
    "crisis": "Habla de hacerse daño o de no poder más",
    "deceased": "Avisó de un fallecimiento",
    "legal": "Habla de una denuncia o de un abogado",
    "violence": "Habla de hacer daño a otros",
    "fraud": "Le pidieron dinero en nombre de la empresa",
    "abuse_by_staff": "Se queja del trato de alguien nuestro",
    "family": "Habla de violencia en su casa",
    "fragile": "Urgente: un corte, con un bebé o alguien delicado en casa",
    "claim_withdrawn": "Quiere retirar un reclamo",
    "data_rights": "Pide que se borren sus datos",
    "claim": "Quiere reclamar",
    "claim_status": "Pregunta por un reclamo",
    "no_water": "No tiene agua",
    "leak": "Avisó de una fuga",
    "reconnection": "Pregunta por la reapertura",
    "hardship": "Dice que no puede pagar",
    "unanswered": "El programa no pudo responder",
    "not_answered": "La respuesta no le llegó",
}
HOW: Mapping[str, str] = {
    "button": "por un botón",
    "rule": "por sus palabras",
    "classifier": "por el clasificador",
    "context": "por la pregunta abierta",
}
QUESTIONS: Mapping[str, str] = {
    "supply": "el número de suministro",
    "proof": "un dato del recibo",
    "plan": "cuántas cuotas",
    "plan_confirm": "si acepta el convenio",
    "down_payment": "la cuota inicial",
    "promise_date": "qué día pagará",
    "promise_confirm": "si confirma el día de pago",
    "one_time_code": "el código de un solo uso",
    "consent": "si quiere recibir avisos aquí",
    "cannot_what": "si habla del pago",
    "bill": "el mes de un recibo",
    "amend_confirm": "si acepta el cambio de su convenio",
    "promise_amount": "cuánto pagará",
    "payment_proof": "la constancia de su pago",
    "voucher": "si el archivo es la constancia de su pago",
    "claim_bill": "qué recibo reclama",
    "claim_kind": "por qué reclama",
    "claim_confirm": "si registra el reclamo",
    "place": "el lugar del problema",
    "not_me": "si el número es de otra persona",
}
OF_A_REQUEST = "request_"
IDENTITY: Mapping[str, str] = {
    "none": "No ha probado quién es",
    "linked": "Probó su suministro con un dato del recibo",
    "strong": "Probó quién es con un código",
}
OUTCOMES: Mapping[str, str] = {
    "solved": "Quedó resuelto",
    "sent_on": "Lo sigue otra área",
    "no_answer": "La persona no escribió más",
    "not_ours": "No era para nosotros",
    "back_to_bot": "Siguió con el asistente",
    "wrong_person": "No era la persona",
}
REQUESTS: Mapping[str, str] = {
    "payment_check": "pago por revisar",
    "claim": "reclamo",
    "hardship": "ayuda para pagar",
    "no_water": "falta de agua",
    "leak": "fuga",
    "meter": "revisión del medidor",
    "irregular": "conexión por regularizar",
    "contact_change": "cambio de datos",
    "reactivation": "reactivación",
    "legal": "caso legal",
    "deceased": "fallecimiento",
    "service_end": "cierre o cambio de titular",
    "reversal": "pago anulado",
    "data_access": "copia de sus datos",
    "data_erasure": "borrado de sus datos",
}
REFUSED: Mapping[str, str] = {
    "outside_window": "Pasaron más de 24 horas de su último mensaje. WhatsApp ya no deja escribirle; puede llamarlo.",
    "address_is_of_another": "Desde aquí dijeron que no es la persona. No se le escribe más.",
}


def why(word: str) -> str:
    """Why a chat waits for a person."""
    return WHY.get(word, "Necesita a una persona")


def wish(intent: str) -> str:
    """What somebody wanted."""
    return label(Intent(intent)) if intent in set(Intent) else intent


def lasted(span: timedelta | None) -> str:
    """ "3 min", "2 h 05 min", "1 día 4 h"; "" for none."""
    if span is None:
        return ""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes:02} min"
    days, hours = divmod(hours, 24)
    return f"{count(days, 'día', 'días')} {hours} h"


def question(expecting: str) -> str:
    """What the assistant waits to hear."""
    kind = expecting.removeprefix(OF_A_REQUEST)
    if kind != expecting:
        return f"si hace el pedido: {REQUESTS.get(kind, 'otro')}"
    return QUESTIONS.get(expecting, "otra cosa")


class ConversationWords:
    """What is told of a conversation of one utility."""

    def __init__(self, policy: Policy) -> None:
        self._wording = Wording(policy.locale, policy.zone)
        self._rules = {rule.id: rule.says for rule in policy.law.rules}

    def decision(self, trace: TurnTrace) -> str:
        """In one line: "Entendió: pagar en cuotas (83 %, por el clasificador)"."""
        sure = "" if trace.confidence is None else f"{trace.confidence} %, "
        how = HOW.get(trace.how, trace.how or "por sus palabras")
        if trace.decision == "ask" and trace.options:
            return f"No quedó claro ({sure}{how})"
        if trace.decision == "ask":
            return "No entendió"
        return f"Entendió: {wish(trace.intent)} ({sure}{how})"

    def steps(self, trace: TurnTrace) -> list[tuple[str, str]]:
        """The rest of the trace: names and what they hold."""
        told: list[tuple[str, str]] = []
        if trace.options:
            told.append(("Pudo ser", _listed(map(wish, trace.options))))
        if trace.also:
            told.append(("También quiso", _listed(map(wish, trace.also))))
        if trace.expecting_before:
            told.append(("Se le había preguntado", question(trace.expecting_before)))
        told.append(("Identidad", IDENTITY.get(trace.identity, trace.identity)))
        if trace.effects:
            told.append(("Hizo", "; ".join(effect(each, WHY, REQUESTS) for each in trace.effects)))
        told.append(("Respondió", self._answered(trace)))
        if trace.expecting_after:
            told.append(("Quedó preguntado", question(trace.expecting_after)))
        return told

    def rules(self, trace: TurnTrace) -> list[tuple[str, str]]:
        """The rules that it rests on, with what they say."""
        return [(rule, self._rules.get(rule, "")) for rule in trace.rules]

    def brief(self, brief: Brief) -> list[str]:
        """What whoever takes the chat over needs to know: five to eight lines."""
        lines = [f"{why(brief.why)}, desde el {self._wording.brief_moment(brief.since)}."]
        lines.append(f"{IDENTITY.get(brief.identity, brief.identity)}{_masked(brief.supply_number)}.")
        if brief.wishes:
            lines.append(f"Vino por: {_listed(map(wish, brief.wishes))}.")
        lines += self._owing(brief.owing) if brief.owing else []
        if brief.requests:
            numbers = _listed(
                f"{REQUESTS.get(each.kind, 'solicitud')} {each.number}" for each in brief.requests
            )
            lines.append(f"Tiene abierto: {numbers}.")
        if brief.said:
            lines.append(f"El asistente ya le dijo: {_listed(_answers(brief.said))}.")
        if brief.asked_back:
            failed = "No se entendió" if brief.asked_back == 1 else "No se entendieron"
            lines.append(f"{failed} {count(brief.asked_back, 'mensaje', 'mensajes')}.")
        if brief.opted_out:
            lines.append("Pidió no recibir mensajes: respóndale solo lo que pregunta.")
        return lines

    def _owing(self, owing: Owing) -> list[str]:
        as_of = self._wording.short_day(owing.as_of)
        if not owing.outstanding:
            lines = [f"No debe nada, con datos al {as_of}."]
        else:
            bills = count(owing.bills, "recibo", "recibos")
            since = (
                f", el más antiguo venció el {self._wording.short_day(owing.oldest_due)}"
                if owing.oldest_due
                else ""
            )
            amount = self._wording.money(owing.outstanding)
            lines = [f"Debe {amount} de {bills}{since}. Datos al {as_of}."]
        more = []
        if owing.claimed:
            more.append(count(owing.claimed, "recibo en reclamo", "recibos en reclamo"))
        if owing.agreement:
            due = (
                f", cuota del {self._wording.short_day(owing.next_instalment)}"
                if owing.next_instalment
                else ""
            )
            more.append(f"convenio {owing.agreement}{due}")
        if owing.promise:
            promised = self._wording.money(owing.promise.amount)
            more.append(f"compromiso de {promised} para el {self._wording.short_day(owing.promise.due_on)}")
        if owing.cut:
            more.append("servicio cortado")
        return [*lines, f"Además: {_listed(more)}."] if more else lines

    def _answered(self, trace: TurnTrace) -> str:
        if not trace.said:
            return "nada: una persona tiene la conversación"
        return _listed(_answers(trace.said))


def _answers(keys: Iterable[str]) -> list[str]:
    """What those answers say; two that say the same are told once."""
    return list(dict.fromkeys(map(answer_words, keys)))


def _masked(supply_number: str | None) -> str:
    return f" (suministro …{supply_number[-4:]})" if supply_number else ""


def _listed(words: Iterable[str]) -> str:
    """ "a, b y c"; "a, a; b; y c" where there are commas in them already."""
    found: Sequence[str] = list(words)
    if len(found) < 2:
        return "".join(found)
    joined = "e" if found[-1].lower().startswith(("i", "hi")) else "y"
    if any("," in each for each in found):
        return f"{'; '.join(found[:-1])}; {joined} {found[-1]}"
    return f"{', '.join(found[:-1])} {joined} {found[-1]}"
