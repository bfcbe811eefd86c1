"""The page of the requests to desks."""

from dataclasses import dataclass
from datetime import datetime

from receivables.model.conversation import chat_ref
from receivables.model.identity import masked
from receivables.model.policy import Policy
from receivables.model.request import BY_LAW, OF_DATA, Desk, Request, RequestKind, RequestState
from receivables.model.request_deadlines import days_left, last_day
from templates.pages.console import Told, Who
from templates.pages.console_words import ConsoleWords
from templates.pages.environment import pages

KINDS: dict[str, str] = {
    RequestKind.PAYMENT_CHECK: "Revisar un pago",
    RequestKind.CLAIM: "Reclamo",
    RequestKind.HARDSHIP: "Dificultad para pagar",
    RequestKind.NO_WATER: "Falta de agua",
    RequestKind.LEAK: "Fuga",
    RequestKind.METER: "Revisar el medidor",
    RequestKind.IRREGULAR: "Regularizar una conexión",
    RequestKind.CONTACT_CHANGE: "Cambiar datos de contacto",
    RequestKind.REACTIVATION: "Reactivar el servicio",
    RequestKind.LEGAL: "Anuncia una denuncia",
    RequestKind.DECEASED: "Fallecimiento",
    RequestKind.SERVICE_END: "Cierre o cambio de titular",
    RequestKind.REVERSAL: "Se anuló un pago",
    RequestKind.DATA_ACCESS: "Pide ver sus datos",
    RequestKind.DATA_ERASURE: "Pide que se borren sus datos",
}
DESKS: dict[str, str] = {
    Desk.DESK: "atención al cliente",
    Desk.AGENT: "gestores",
    Desk.OPERATOR: "cuadrillas",
}
STATES: dict[str, str] = {
    RequestState.OPEN: "Nadie la tiene",
    RequestState.TAKEN: "La ve una persona",
    RequestState.DONE: "Respondida",
    RequestState.UNTOLD: "Sin notificar: la respuesta no llegó al chat",
}
REASONS = {
    "FACTURACION": "mal calculado",
    "CONSUMO_ATIPICO": "consumo muy alto",
    "PAGO_NO_PROCESADO": "ya lo pagó",
    "OTRO": "otro motivo",
}


SOON = 2
"""Calendar days: what ends today or tomorrow stands out."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How near the end of a request's time is, in words; when it ends, by whose word, and whether it stands out."""

    told: str
    ends: str
    by_law: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class RequestsView:
    """What is shown: the requests, when, what was asked for, the answer that was refused, and who may answer or read.

    `draft`: the number and the text of an answer that could not be taken. `within`: only what ends in so many days.
    `more`: whether there may be others. `notes`: whether they note what people ask of their own data.
    """

    requests: tuple[Request, ...]
    now: datetime
    kind: RequestKind | None = None
    state: RequestState | None = None
    draft: tuple[str, str] = ("", "")
    within: int | None = None
    more: bool = False
    tends: bool = False
    reads: bool = False
    notes: bool = False


class RequestPages:
    """Renders the page for one utility."""

    def __init__(self, policy: Policy) -> None:
        self._environment = pages()
        self._policy = policy
        self._environment.filters.update(ConsoleWords(policy.locale, policy.zone).filters())
        self._environment.filters.update(
            masked=masked,
            talk=lambda request: chat_ref(request.channel, request.address),
            kind_name=KINDS.__getitem__,
            desk_name=DESKS.__getitem__,
            state_name=STATES.__getitem__,
            deadline=self._deadline,
            reason_name=lambda reason: REASONS.get(reason, reason),
        )
        self._environment.globals.update(
            utility=policy.name,
            kinds=list(KINDS.items()),
            states=list(STATES.items()),
            of_data=[(each.value, KINDS[each]) for each in sorted(OF_DATA)],
        )

    def list(self, who: Who, view: RequestsView, told: Told | None) -> str:
        """The requests."""
        template = self._environment.get_template("console_requests.html")
        return template.render(who=who, view=view, told=told)

    def _deadline(self, request: Request, now: datetime) -> "Deadline | None":
        """How near its end is; None where nothing ends any more."""
        if request.due_by is None or not request.unsettled:
            return None
        left = days_left(request.due_by, now, self._policy)
        late = request.due_by <= now
        last = last_day(request.due_by, self._policy)
        local = self._policy.local(request.due_by)
        ends = f"{last:%d/%m/%Y}" if self._policy.today(request.due_by) != last else f"{local:%d/%m/%Y %H:%M}"
        by_law = "plazo de ley" if request.kind in BY_LAW else "lo que prometimos"
        return Deadline(_lateness(-left) if late else _nearness(left), ends, by_law, late or left < SOON)


def _lateness(days: int) -> str:
    """ "Vencida hoy", "Vencida ayer", "Vencida hace 3 días"."""
    return f"Vencida {('hoy', 'ayer')[days] if days < 2 else f'hace {days} días'}"


def _nearness(days: int) -> str:
    """ "Vence hoy", "Vence mañana", "Vence en 3 días"."""
    return f"Vence {('hoy', 'mañana')[days] if days < 2 else f'en {days} días'}"
