"""Short names of what the model names in English, as staff and customers read them (es)."""

from enum import Enum

from receivables.model.account import Obstacle, Role, SupplyState
from receivables.model.approval import Matter
from receivables.model.audit import Act
from receivables.model.campaign import PlanState
from receivables.model.decision import Reason
from receivables.model.failure import Handling
from receivables.model.impediment import ImpedimentKind
from receivables.model.ladder import Event, Notice, Step
from receivables.model.message import Kind, State
from receivables.model.protection import Protection
from receivables.model.reading.intents import Intent
from receivables.model.sending import AlarmKind, TemplateCategory, TemplateState, Told
from receivables.model.workorder import OrderKind, OrderState

CONCEPTS = {
    "water": "Agua",
    "sewer": "Alcantarillado",
    "fixed_charge": "Cargo fijo",
    "interest": "Intereses",
    "other": "Otros cargos",
}

CHANNELS = {
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "sms": "mensaje de texto",
    "correo": "correo electrónico",
    "chat": "chat de la página web",
    "llamada": "teléfono",
    "visita": "visita",
    "carta": "carta",
    "desk": "en una oficina",
}

ORIGINS = {
    "file": "datos de la empresa",
    "archivo": "datos de la empresa",
    "feed": "datos de la empresa",
    "chat": "en el chat",
    "deep_link": "con un enlace de invitación",
    "enlace": "con un enlace de invitación",
    "desk": "en una oficina",
    "ventanilla": "en una oficina",
}
"""Where a consent was given; a file may say more of it after a colon."""

MESSAGES = {
    "atypical_bill": "aviso de un recibo más alto que lo usual",
    "promise_reminder": "recordatorio de un compromiso de pago",
    "instalment_reminder": "recordatorio de una cuota",
    "agreement_ended": "aviso del final de un convenio",
    "payment_reversed": "aviso de un pago anulado",
    "cut_withdrawn": "aviso de que un cierre quedó sin efecto",
    "reopening_ordered": "aviso de una reapertura ordenada",
}
"""What a message is that no step of the ladder has."""

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
        Notice.LETTER: "Carta mensual",
        Notice.COMMITMENT_RENEWED: "Nueva fecha de un compromiso",
        Notice.LAST_CHANCE: "Último plazo",
    },
    Event: {
        Event.FRIENDLY_SENT: "se envió el aviso amistoso",
        Event.OFFER_SENT: "se envió la oferta de convenio",
        Event.PROMISE_MADE: "prometió pagar",
        Event.PROMISE_BROKEN: "no cumplió su compromiso",
        Event.COMMITMENT_MADE: "firmó un compromiso de pago",
        Event.COMMITMENT_RENEWED: "su compromiso tiene una nueva fecha",
        Event.RENEWAL_SENT: "se le avisó la nueva fecha",
        Event.LETTER_SENT: "se envió la carta mensual",
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
        Reason.CAP: "ya se le enviaron los mensajes permitidos",
        Reason.NOT_ITS_TURN: "ya no le tocaba ese aviso",
        Reason.NOT_OVERDUE_ENOUGH: "aún no debe lo suficiente para un corte",
        Reason.PROMISE_RUNNING: "tiene un compromiso de pago vigente",
        Reason.NOT_SERVED: "falta probar que recibió el último plazo",
        Reason.TOO_SOON: "todavía corre el plazo del aviso",
        Reason.ALREADY_CUT: "el servicio ya está cerrado",
        Reason.PAUSED: "en pausa mientras se revisa",
        Reason.OUTAGE: "hay una interrupción o una emergencia en la zona",
        Reason.VULNERABLE: "primero lo atiende una persona",
        Reason.DECEASED: "consta que el titular falleció",
        Reason.INSOLVENT: "consta que el titular no puede pagar",
        Reason.HOLDER_CHANGED: "el titular cambió y se revisa de quién es la deuda",
        Reason.PRESCRIBED: "la deuda ya prescribió",
        Reason.WRITTEN_OFF: "la deuda fue castigada",
        Reason.ATYPICAL_BILL: "un recibo es mucho más alto que lo usual y falta ofrecer su revisión",
        Reason.ONE_CHANNEL: "esta semana ya se le escribió por otro canal",
        Reason.UNKNOWN_CALENDAR: "no hay un calendario confirmado de ese año",
        Reason.NEEDS_APPROVAL: "falta que lo apruebe una persona",
        Reason.NO_TEMPLATE: "WhatsApp no tiene una plantilla aprobada para este mensaje",
        Reason.BUDGET: "hoy ya se escribió a todas las personas que WhatsApp permite",
    },
    Act: {
        Act.IMPORT: "carga de datos",
        Act.PLAN: "plan de una campaña",
        Act.SEND: "envío de un mensaje",
        Act.SERVE: "recepción de un mensaje",
        Act.REPLY: "respuesta en el chat",
        Act.PAYMENT: "pago",
        Act.REVERSAL: "anulación de un pago",
        Act.PROMISE: "compromiso de pago",
        Act.CASE: "cambio en el caso",
        Act.CUT: "cierre del servicio",
        Act.WITHDRAW: "retiro de una orden",
        Act.OPT_OUT: "pedido sobre los mensajes",
        Act.LINK: "vínculo de un chat",
        Act.HANDOVER: "paso a una persona",
        Act.APPROVE: "aprobación",
        Act.STAFF: "cuentas del personal",
        Act.CONSENT: "permiso para escribir",
        Act.SUPPRESS: "contacto en desuso",
        Act.HALT: "alto de envíos",
        Act.AGREEMENT: "convenio",
        Act.REQUEST: "solicitud a una oficina",
        Act.IMPEDIMENT: "circunstancia que impide cobrar",
        Act.DATA: "pedido sobre datos personales",
        Act.CHECK: "revisión del registro",
    },
    Matter: {
        Matter.GOOD_PAYER_CUT: "el cierre a un buen pagador",
        Matter.DRASTIC_CUT: "un cierre con dispositivo",
        Matter.REMOVAL: "el retiro de la conexión",
        Matter.BUREAU_REPORT: "el reporte a una central de riesgo",
        Matter.WRITE_OFF: "el castigo de una deuda",
        Matter.CAMPAIGN: "una campaña",
    },
    ImpedimentKind: {
        ImpedimentKind.OUTAGE: "interrupción del servicio",
        ImpedimentKind.EMERGENCY: "emergencia",
        ImpedimentKind.VULNERABLE: "persona que se atiende primero",
        ImpedimentKind.DECEASED: "fallecimiento del titular",
        ImpedimentKind.INSOLVENT: "titular que no puede pagar",
        ImpedimentKind.HOLDER_CHANGED: "cambio de titular",
        ImpedimentKind.PRESCRIBED: "deuda prescrita",
        ImpedimentKind.WRITTEN_OFF: "deuda castigada",
    },
    Intent: {
        Intent.DEBT_QUERY: "cuánto debe",
        Intent.BILL_EXPLANATION: "de qué es su deuda",
        Intent.BILL_REQUEST: "una copia de su recibo",
        Intent.PAYMENT_METHODS: "dónde pagar",
        Intent.PAYMENT_HISTORY: "sus pagos",
        Intent.PAYMENT_PROMISE: "pagar otro día",
        Intent.ALREADY_PAID: "que ya pagó",
        Intent.INSTALMENT_REQUEST: "pagar en cuotas",
        Intent.AGREEMENT_STATUS: "su convenio",
        Intent.POLICY_QUESTION: "las condiciones de un convenio",
        Intent.HARDSHIP: "que no puede pagar",
        Intent.CLAIM: "un reclamo",
        Intent.CLAIM_STATUS: "cómo va su reclamo",
        Intent.OUTAGE_LEAK: "una avería",
        Intent.RECONNECTION: "la reapertura",
        Intent.HUMAN: "hablar con una persona",
        Intent.OPT_OUT: "no recibir mensajes",
        Intent.OPT_IN: "volver a recibir mensajes",
        Intent.WRONG_PERSON: "que no es la persona",
        Intent.THIRD_PARTY_DATA: "datos de otra persona",
        Intent.LEGAL_THREAT: "una denuncia",
        Intent.ABUSE: "una ofensa",
        Intent.ADVERSARIAL: "algo que aquí no se hace",
        Intent.GREETING: "un saludo",
        Intent.THANKS_BYE: "una despedida",
        Intent.AFFIRM: "un sí",
        Intent.DENY: "un no",
        Intent.OUT_OF_SCOPE: "otro tema",
        Intent.CRISIS: "un pedido de auxilio",
        Intent.WHY_WRITING: "por qué le escribimos",
        Intent.AUTHENTICITY: "si un mensaje es nuestro",
        Intent.CHANGE_SUPPLY: "otro suministro",
        Intent.IDENTIFY: "sus datos para identificarse",
        Intent.BACK_TO_BOT: "seguir con el asistente",
        Intent.NOT_TEXT: "algo que no es texto",
        Intent.DECEASED: "un fallecimiento",
        Intent.CONSENT_YES: "recibir avisos aquí",
        Intent.CONSENT_NO: "no recibir avisos aquí",
        Intent.STATEMENT: "su estado de cuenta",
        Intent.CUT_STATUS: "si le van a cortar",
        Intent.METER: "una revisión del medidor",
        Intent.IRREGULAR: "regularizar una conexión",
        Intent.CONTACT_CHANGE: "cambiar sus datos de contacto",
        Intent.REACTIVATION: "reactivar un suministro",
        Intent.CODE_REQUEST: "un código de un solo uso",
        Intent.ACCEPT_PLAN: "aceptar un plan de cuotas",
        Intent.AMEND_PLAN: "cambiar su convenio",
        Intent.LANGUAGE: "otro idioma",
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
        OrderKind.NOTICE_DELIVERY: "Entrega de un aviso",
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
    AlarmKind: {
        AlarmKind.UNKNOWN_CODE: "el proveedor dio un código que no conocemos",
        AlarmKind.HALTED: "el programa detuvo envíos",
        AlarmKind.REFUSED: "el proveedor no acepta un mensaje nuestro; nada quedó detenido",
        AlarmKind.UNKNOWN_VERIFICATIONS: "preguntan por muchos códigos que no son nuestros",
        AlarmKind.WINDOW_MISTAKEN: "WhatsApp rechaza mensajes por estar fuera de las 24 horas",
        AlarmKind.OPT_OUTS: "demasiadas personas piden no recibir mensajes",
        AlarmKind.BOUNCES: "vuelven muchos correos que no enviamos",
        AlarmKind.TICKS: "el reloj de las campañas no avanza",
        AlarmKind.ORPHANS: "llegan avisos de mensajes que no tenemos",
        AlarmKind.CALLBACKS: "no se pudo aplicar un aviso del proveedor",
        AlarmKind.DEAD_LETTERS: "llegaron mensajes que no se pudieron procesar",
        AlarmKind.REQUESTS_NEAR: "está por vencer el plazo de solicitudes sin respuesta",
        AlarmKind.REQUESTS_LATE: "venció el plazo de solicitudes sin respuesta",
    },
    Told: {
        Told.ACCEPTED: "aceptado por el proveedor",
        Told.SENT: "enviado",
        Told.DELIVERED: "entregado",
        Told.READ: "leído",
        Told.FAILED: "no entregado",
    },
    Handling: {
        Handling.RETRY: "se intenta otra vez más tarde",
        Handling.WAIT: "el canal descansa y sigue",
        Handling.SWITCH: "se prueba el canal siguiente",
        Handling.SUPPRESS: "no se escribe más a esa dirección",
        Handling.FIX: "se detiene la plantilla hasta corregirla",
        Handling.OPS: "se detiene el canal hasta que alguien lo revise",
    },
    TemplateState: {
        TemplateState.UNSUBMITTED: "Sin presentar",
        TemplateState.PENDING: "En revisión",
        TemplateState.APPROVED: "Aprobada",
        TemplateState.REJECTED: "Rechazada",
        TemplateState.PAUSED: "En pausa",
    },
    TemplateCategory: {
        TemplateCategory.UTILITY: "De servicio",
        TemplateCategory.MARKETING: "De promoción",
    },
}
"""By class first: two classes may have members that are the same text."""


def label(value: Enum) -> str:
    """The name that people read. Raises KeyError for a value without one: a test asks for all of them."""
    return LABELS[type(value)][value]


def notice(name: str) -> str:
    """The name of a notice of the ladder, inside a sentence: "aviso amistoso"."""
    told = label(Notice(name))
    return told[0].lower() + told[1:]


def concept(name: str) -> str:
    """The name of a concept of a bill (`standing.CONCEPTS`)."""
    return CONCEPTS[name]


def channel(name: str) -> str:
    """How people call a channel."""
    return CHANNELS.get(name, name)


def origin(of: str) -> str:
    """Where a consent was given: "desk" as "en una oficina"; what a file says of it stays in the file's words."""
    source, _, told = of.partition(":")
    return ORIGINS.get(told or source, told or ORIGINS.get(source, source))
