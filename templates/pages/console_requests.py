"""The page of the requests to desks."""

from dataclasses import dataclass
from datetime import datetime

from receivables.model.conversation import chat_ref
from receivables.model.identity import masked
from receivables.model.policy import Policy
from receivables.model.request import Desk, Request, RequestKind, RequestState
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


@dataclass(frozen=True, slots=True)
class RequestsView:
    """What is shown: the requests, when, what was asked for, the answer that was refused, and who may answer or read.


    `draft`: the number and the text of an answer that could not be taken.
    """

    requests: tuple[Request, ...]
    now: datetime
    kind: RequestKind | None = None
    state: RequestState | None = None
    draft: tuple[str, str] = ("", "")
    tends: bool = False
    reads: bool = False


class RequestPages:
    """Renders the page for one utility."""

    def __init__(self, policy: Policy) -> None:
        self._environment = pages()
        self._environment.filters.update(ConsoleWords(policy.locale, policy.zone).filters())
        self._environment.filters.update(
            masked=masked,
            talk=lambda request: chat_ref(request.channel, request.address),
            kind_name=KINDS.__getitem__,
            desk_name=DESKS.__getitem__,
            state_name=STATES.__getitem__,
            reason_name=lambda reason: REASONS.get(reason, reason),
        )
        self._environment.globals.update(
            utility=policy.name, kinds=list(KINDS.items()), states=list(STATES.items())
        )

    def list(self, who: Who, view: RequestsView, told: Told | None) -> str:
        """The requests."""
        template = self._environment.get_template("console_requests.html")
        return template.render(who=who, view=view, told=told)
