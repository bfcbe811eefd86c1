"""A conversation as staff read it: why a chat waits, what is known of it in a few lines, and each decision in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from receivables.model.briefing import Brief, Owing
from receivables.model.policy import Policy
from receivables.model.reading.intents import Intent
from receivables.model.trace import TurnTrace
from templates.labels import label
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
}
EFFECTS: Mapping[str, str] = {
    "link_supply": "Probó quién es y quedó unido al suministro",
    "note_wrong_try": "Anotó un dato equivocado",
    "take_promise": "Anotó un compromiso de pago",
    "hold": "Puso el caso en pausa",
    "opt_out": "Dejó de recibir mensajes",
    "opt_in": "Vuelve a recibir mensajes",
    "suppress_address": "Cerró esta dirección",
    "asked_consent": "Preguntó si quiere avisos aquí",
    "give_consent": "Anotó su permiso para avisos",
    "note_deceased": "Detuvo toda cobranza por fallecimiento",
    "hand_over": "Pidió que una persona lo atienda",
    "simulated": "Mostró un plan de cuotas",
    "offer_claim": "Ofreció reclamar antes de pagar",
    "resume_bot": "Siguió con el asistente",
    "told_late": "Avisó que nadie había respondido todavía",
    "waits": "Quedó a la espera de una persona",
    "ask_code": "Pidió un código de un solo uso",
    "use_code": "Usó un código de un solo uso",
    "open_request": "Abrió una solicitud",
    "register_claim": "Registró un reclamo",
    "accept_plan": "Aceptó un convenio",
    "amend_plan": "Cambió un convenio",
}
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
    return QUESTIONS.get(expecting, expecting.replace("_", " "))


def effect(told: str) -> str:
    """What was done: "hand_over crisis" is "Pidió que una persona lo atienda (crisis)"."""
    name, _, ids = told.partition(" ")
    if name == "hand_over" and ids in WHY:
        return f"Llamó a una persona: {WHY[ids][:1].lower()}{WHY[ids][1:]}"
    return f"{EFFECTS.get(name, name.replace('_', ' '))}{f' ({ids})' if ids else ''}"


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
            told.append(("Hizo", "; ".join(map(effect, trace.effects))))
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
        said = [self._named(key) for key in brief.said]
        if said:
            lines.append(f"El asistente ya le dijo: {_listed(said)}.")
        if brief.asked_back:
            lines.append(f"No se entendió {count(brief.asked_back, 'mensaje', 'mensajes')}.")
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
        return _listed(map(self._named, trace.said))

    def _named(self, key: str) -> str:
        return ANSWERS.get(key, key.replace("_", " "))


ANSWERS: Mapping[str, str] = {
    "debt": "cuánto debe",
    "debt_none": "que no debe",
    "make_up": "de qué es su deuda",
    "offices": "dónde pagar",
    "plan": "un plan de cuotas",
    "plan_compare": "dos o tres planes de cuotas",
    "plan_confirm": "el plan, para que diga si lo acepta",
    "plan_accepted": "que aceptó el convenio, y cómo pagar la inicial",
    "plan_dropped": "que no queda nada firmado",
    "agreement_waiting": "que falta la cuota inicial de su convenio",
    "agreement_ours": "cómo va su convenio",
    "amend_ask": "cómo puede cambiar su convenio",
    "amend_confirm": "el cambio, para que diga si lo acepta",
    "plan_amended": "que su convenio cambió",
    "person": "que una persona lo atiende, y a qué hora",
    "person_noted": "que su mensaje quedó anotado",
    "person_late": "que todavía nadie pudo responder",
    "person_left": "que la persona terminó",
    "back": "que sigue el asistente",
    "crisis": "la línea de ayuda",
    "ask_supply": "que dé su suministro",
    "ask_proof": "que dé un dato del recibo",
    "proof_wrong": "que el dato no coincide",
    "linked": "que ya está identificado",
    "welcome": "el saludo",
    "claim": "cómo reclamar",
    "legal": "que está en su derecho",
    "deceased": "el pésame",
    "hardship": "las salidas si no puede pagar",
    "stopped": "que no recibirá más mensajes",
    "not_understood": "que no entendió",
    "ask_which": "qué quiso decir",
    "consent_ask": "si quiere avisos aquí",
    "paid": "que se verá su pago",
    "staff": "lo que escribió una persona",
}
"""What an answer says, by its key; the words themselves stand in the conversation."""


def _masked(supply_number: str | None) -> str:
    return f" (suministro …{supply_number[-4:]})" if supply_number else ""


def _listed(words: Iterable[str]) -> str:
    """ "a, b y c"."""
    found: Sequence[str] = list(words)
    if len(found) < 2:
        return "".join(found)
    joined = "e" if found[-1].lower().startswith(("i", "hi")) else "y"
    return f"{', '.join(found[:-1])} {joined} {found[-1]}"
