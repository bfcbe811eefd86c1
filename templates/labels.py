"""Short names of what the model names in English, as staff and customers read them (es)."""

from enum import Enum

from receivables.model.account import Obstacle, Role, SupplyState
from receivables.model.campaign import PlanState
from receivables.model.decision import Reason
from receivables.model.ladder import Event, Notice, Step
from receivables.model.message import Kind, State
from receivables.model.protection import Protection
from receivables.model.workorder import OrderKind, OrderState

CONCEPTS = {
    "water": "Agua",
    "sewer": "Alcantarillado",
    "fixed_charge": "Cargo fijo",
    "interest": "Intereses",
    "other": "Otros cargos",
}

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Step: {
        Step.CLEAR: "Sin gestión",
        Step.FRIENDLY: "Aviso amistoso enviado",
        Step.OFFERED: "Oferta de convenio enviada",
        Step.PROMISED: "Con compromiso de pago",
        Step.BROKEN: "Compromiso incumplido",
        Step.LAST_CHANCE: "Último plazo enviado",
        Step.CUT_QUEUED: "En la cola de cortes",
        Step.CUT: "Servicio cerrado",
        Step.REOPENING: "Reapertura en camino",
    },
    Notice: {
        Notice.FRIENDLY: "Aviso amistoso",
        Notice.OFFER: "Oferta de convenio (48 horas)",
        Notice.LAST_CHANCE: "Último plazo",
    },
    Event: {
        Event.FRIENDLY_SENT: "se envió el aviso amistoso",
        Event.OFFER_SENT: "se envió la oferta de convenio",
        Event.PROMISE_MADE: "prometió pagar",
        Event.PROMISE_BROKEN: "no cumplió su compromiso",
        Event.LAST_CHANCE_SENT: "se envió el último plazo",
        Event.CUT_ORDERED: "entró a la cola de cortes",
        Event.CUT_WITHDRAWN: "salió de la cola de cortes",
        Event.CUT_DONE: "se cerró el servicio",
        Event.SETTLED: "regularizó su deuda",
        Event.REOPENED: "se reabrió el servicio",
    },
    Reason: {
        Reason.PAID: "no debe nada vencido",
        Reason.BELOW_AMOUNT: "debe menos de lo que amerita un aviso",
        Reason.CLAIM: "lo vencido está en reclamo",
        Reason.LIVE_AGREEMENT: "tiene un convenio al día",
        Reason.PROTECTED_SUPPLY: "suministro protegido",
        Reason.PROTECTING_SCORE: "buen pagador de antes: lo protege su historial",
        Reason.NO_CONTINUITY: "sector sin continuidad de servicio",
        Reason.INACTIVE: "suministro inactivo",
        Reason.OBSTACLE: "hay un impedimento en el predio",
        Reason.STALE_FEED: "las noticias de pagos no están frescas",
        Reason.OPTED_OUT: "pidió no recibir mensajes",
        Reason.NO_CONSENT: "no hay consentimiento para escribirle",
        Reason.NO_CHANNEL: "no hay un canal para llegar a la persona",
        Reason.OUTSIDE_WINDOW: "fuera del horario permitido",
        Reason.HOLIDAY: "feriado o día no hábil",
        Reason.CAP: "ya recibió los mensajes permitidos",
        Reason.NOT_ITS_TURN: "ya no le tocaba ese aviso",
        Reason.NOT_OVERDUE_ENOUGH: "aún no debe lo suficiente para un corte",
        Reason.PROMISE_RUNNING: "tiene un compromiso de pago vigente",
        Reason.NOT_SERVED: "falta probar que recibió el último plazo",
        Reason.TOO_SOON: "todavía corre el plazo del aviso",
        Reason.ALREADY_CUT: "el servicio ya está cerrado",
        Reason.PAUSED: "en pausa mientras se revisa",
    },
    SupplyState: {
        SupplyState.ACTIVE: "Activo",
        SupplyState.INACTIVE: "Inactivo",
        SupplyState.CUT: "Cortado",
    },
    Role: {
        Role.OWNER: "Propietario",
        Role.TENANT: "Inquilino",
    },
    Obstacle: {
        Obstacle.NONE: "Sin impedimento",
        Obstacle.TEMPORARY: "Impedimento temporal",
        Obstacle.PERMANENT: "Impedimento permanente",
    },
    Protection: {
        Protection.NEVER_CUT: "Nunca se corta (5-5-5)",
        Protection.FRIENDLY_FIRST: "Primero el trato amistoso",
        Protection.NONE: "Sin protección",
    },
    OrderKind: {
        OrderKind.CUT: "Corte",
        OrderKind.REOPENING: "Reapertura",
    },
    OrderState: {
        OrderState.QUEUED: "En cola",
        OrderState.DONE: "Hecha",
        OrderState.WITHDRAWN: "Retirada",
    },
    Kind: {
        Kind.REPLY: "Respuesta",
        Kind.NOTICE: "Aviso",
        Kind.CAMPAIGN: "Campaña",
        Kind.RECEIPT: "Constancia",
    },
    State: {
        State.PENDING: "Pendiente",
        State.SENDING: "Enviándose",
        State.SENT: "Enviado",
        State.SERVED: "Recibido",
        State.FAILED: "Fallido",
        State.UNKNOWN: "Sin confirmar",
        State.WITHHELD: "Retenido",
        State.EXPIRED: "Vencido",
    },
    PlanState: {
        PlanState.DRAFT: "Borrador",
        PlanState.APPROVED: "Aprobado",
        PlanState.STOPPED: "Detenido",
    },
}
"""By class first: two classes may have members that are the same text."""


def label(value: Enum) -> str:
    """The name that people read. Raises KeyError for a value without one: a test asks for all of them."""
    return LABELS[type(value)][value]


def concept(name: str) -> str:
    """The name of a concept of a bill (`standing.CONCEPTS`)."""
    return CONCEPTS[name]
