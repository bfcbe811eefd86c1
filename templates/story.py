"""What each line of an explanation says, in two voices: to the customer, and to the staff about the customer (es).

A text may name `{by}` (the channel), `{of}` (which message), `{reasons}` and the other parts that `explaining` makes;
each part is empty where the record does not know it.
"""

from receivables.model.explanation import What

SAID: dict[What, tuple[str, str]] = {
    What.WRITTEN: ("le escribimos{by}{of}", "se escribió al cliente{by}{of}"),
    What.MAYBE_WRITTEN: (
        "le enviamos un mensaje{by}{of} y no sabemos si le llegó",
        "se envió un mensaje al cliente{by}{of} y no se sabe si llegó",
    ),
    What.NOT_ARRIVED: (
        "quisimos escribirle{by}{of}, pero el mensaje no salió",
        "un mensaje para el cliente{by}{of} no salió",
    ),
    What.RETRIED: (
        "le escribimos{by}{of}, pero el mensaje no llegó; lo intentaremos otra vez",
        "un mensaje para el cliente{by}{of} no llegó y se intentará otra vez",
    ),
    What.SWITCHED: (
        "le escribimos{by}{of}, pero el mensaje no llegó; lo intentaremos por otro canal",
        "un mensaje para el cliente{by}{of} no llegó y se intentará por otro canal",
    ),
    What.NOT_WRITTEN: ("no le escribimos{reasons}", "no se escribió al cliente{reasons}"),
    What.WAITING: ("dejamos un mensaje para después{reasons}", "un mensaje quedó para después{reasons}"),
    What.TOO_LATE: (
        "no le escribimos, porque pasó el momento del mensaje{reasons}",
        "no se escribió al cliente, porque pasó el momento del mensaje{reasons}",
    ),
    What.HELD_OUT: (
        "no le escribimos: quedó fuera de ese envío",
        "no se escribió al cliente: quedó en el grupo que no recibe ese envío",
    ),
    What.READ: ("recibió un mensaje nuestro{proved}", "el cliente recibió un mensaje{proved}"),
    What.PAPER_ORDERED: (
        "pedimos que le entreguen un aviso en papel",
        "se ordenó entregar al cliente un aviso en papel",
    ),
    What.PAPER_DELIVERED: (
        "le entregamos un aviso en papel{of}",
        "se entregó al cliente un aviso en papel{of}",
    ),
    What.PAPER_WITHDRAWN: (
        "ya no hizo falta entregarle un aviso en papel",
        "ya no hizo falta entregar un aviso en papel",
    ),
    What.TALKED: ("nos escribió{wish} y le respondimos", "el cliente escribió{wish} y se le respondió"),
    What.SIMULATED: ("le mostramos un plan de pagos{plan}", "se mostró al cliente un plan de pagos{plan}"),
    What.CLAIM_OFFERED: (
        "le ofrecimos revisar un recibo más alto que lo usual",
        "se ofreció al cliente revisar un recibo más alto que lo usual",
    ),
    What.PAID: ("registramos su pago{of_amount}", "se registró un pago{of_amount}"),
    What.PAYMENT_REVERSED: ("se anuló un pago{of_amount}", "se anuló un pago{of_amount}"),
    What.PROMISED: ("usted prometió pagar{amount}{due}", "el cliente prometió pagar{amount}{due}"),
    What.PROMISE_KEPT: ("usted cumplió su compromiso de pago", "el cliente cumplió su compromiso de pago"),
    What.PROMISE_BROKEN: (
        "pasó el día de su compromiso y el pago no figuraba",
        "pasó el día del compromiso y el pago no figuraba",
    ),
    What.AGREED: ("usted aceptó un convenio{plan}", "el cliente aceptó un convenio{plan}"),
    What.AGREEMENT_ACTIVE: (
        "llegó la cuota inicial y su convenio quedó activo",
        "llegó la cuota inicial y el convenio quedó activo",
    ),
    What.AGREEMENT_LAPSED: (
        "la cuota inicial no llegó y su convenio cayó",
        "la cuota inicial no llegó y el convenio cayó",
    ),
    What.AGREEMENT_BROKEN: (
        "una cuota de su convenio quedó sin pagar y el convenio se incumplió",
        "una cuota quedó sin pagar y el convenio se incumplió",
    ),
    What.AGREEMENT_AMENDED: ("usted cambió su convenio", "el cliente cambió su convenio"),
    What.AGREEMENT_FULFILLED: ("usted pagó todo su convenio", "el cliente pagó todo su convenio"),
    What.AGREEMENT_SUPERSEDED: (
        "su convenio pasó al sistema de la empresa",
        "el convenio pasó al sistema comercial",
    ),
    What.COMMITTED: (
        "usted firmó un compromiso de pago{of_amount}{due}",
        "el cliente firmó un compromiso de pago{of_amount}{due}",
    ),
    What.RENEWED: (
        "pasó el día de su compromiso y le dimos una nueva fecha",
        "pasó el día del compromiso y se dio una nueva fecha",
    ),
    What.SETTLED: ("su deuda vencida quedó resuelta", "la deuda vencida quedó resuelta"),
    What.PAUSED: ("dejamos en pausa los avisos{until}", "los avisos quedaron en pausa{until}"),
    What.CUT_ORDERED: ("se ordenó el cierre del servicio", "se ordenó el cierre del servicio"),
    What.NOT_CUT: ("no se ordenó el cierre{reasons}", "no se ordenó el cierre{reasons}"),
    What.CUT_WITHDRAWN: ("se retiró la orden de cierre{reasons}", "se retiró la orden de cierre{reasons}"),
    What.CUT_DONE: ("se cerró el servicio", "se cerró el servicio"),
    What.REOPENING_ORDERED: ("se ordenó la reapertura del servicio", "se ordenó la reapertura del servicio"),
    What.REOPENED: ("se reabrió el servicio", "se reabrió el servicio"),
    What.OPTED_OUT: ("usted pidió no recibir más mensajes", "el cliente pidió no recibir más mensajes"),
    What.OPTED_IN: ("usted pidió volver a recibir mensajes", "el cliente pidió volver a recibir mensajes"),
    What.ADDRESS_CLOSED: ("dejamos de usar un contacto", "se dejó de usar un contacto"),
    What.ADDRESS_OPENED: ("volvimos a usar un contacto", "se volvió a usar un contacto"),
    What.CONSENTED: (
        "usted aceptó recibir avisos{by}{origin}",
        "el cliente aceptó recibir avisos{by}{origin}",
    ),
    What.WITHDREW: (
        "usted retiró su permiso para los avisos{by}",
        "el cliente retiró su permiso para los avisos{by}",
    ),
    What.INVITED: (
        "preparamos un enlace para que nos escriba",
        "se preparó un enlace para que el cliente escriba",
    ),
    What.LINKED: ("un chat se vinculó con el suministro", "un chat se vinculó con el suministro"),
    What.WRONG_PROOF: (
        "alguien dio datos que no son de este suministro",
        "alguien dio datos que no son de este suministro",
    ),
    What.CODE_GIVEN: ("le dimos un código en el mostrador", "se dio un código en el mostrador"),
    What.CODE_SENT: ("le enviamos un código{by}", "se envió un código{by}"),
    What.CODE_USED: ("un chat usó el código", "un chat usó el código"),
    What.UNLINKED: (
        "un chat dejó de estar vinculado con el suministro",
        "un chat dejó de estar vinculado con el suministro",
    ),
    What.REQUESTED: ("anotamos un pedido suyo", "el cliente hizo un pedido a una oficina"),
    What.REQUEST_ANSWERED: ("respondimos un pedido suyo", "se respondió un pedido del cliente"),
    What.HANDED_OVER: ("pasamos su caso a una persona", "el caso pasó a una persona"),
    What.PERSON_ANSWERED: ("una persona le respondió por el chat", "una persona respondió por el chat"),
    What.ASSIGNED: ("se asignó la orden a un operario", "se asignó la orden a un operario"),
    What.APPROVAL_ASKED: (
        "pedimos que una persona decida{matter}",
        "se pidió que una persona decida{matter}",
    ),
    What.APPROVED: ("una persona dio su aprobación{matter}", "una persona dio su aprobación{matter}"),
    What.REFUSED: ("una persona no dio su aprobación{matter}", "una persona no dio su aprobación{matter}"),
    What.APPROVAL_LAPSED: (
        "ya no hizo falta una aprobación{matter}",
        "ya no hizo falta una aprobación{matter}",
    ),
    What.IMPEDED: (
        "anotamos algo que impide cobrar por ahora{kind}",
        "se anotó una circunstancia que impide cobrar{kind}",
    ),
    What.IMPEDIMENT_LIFTED: (
        "terminó lo que impedía cobrar",
        "terminó una circunstancia que impedía cobrar",
    ),
    What.DATA_GIVEN: (
        "atendimos un pedido sobre sus datos",
        "se atendió un pedido sobre los datos del cliente",
    ),
    What.HALTED: ("detuvimos algunos envíos", "se detuvieron envíos"),
    What.UNHALTED: ("reanudamos los envíos", "se reanudaron envíos"),
    What.NOTED: ("quedó una anotación: {act}", "quedó una anotación: {act}"),
}
"""For the customer, for the staff."""
