"""What invented customers write. Several ways of saying the same: the bot has to understand people, not commands."""

GREETINGS = ("Hola", "Buenos días", "buenas tardes", "Hola, buen día", "holaa")

ASK_DEBT = (
    "¿Cuánto debo?",
    "quiero saber mi deuda",
    "Hola, cuánto estoy debiendo de agua",
    "kuanto devo",
    "me puede decir mi saldo por favor",
)

ASK_MAKE_UP = (
    "¿De qué se compone?",
    "¿por qué debo tanto? detalle por favor",
    "detalle de la deuda",
    "de que es esa deuda",
)

ASK_INSTALMENTS = (
    "¿Puedo pagar en 6 cuotas?",
    "quiero fraccionar en 10 cuotas",
    "se puede en 4 cuotas?",
    "quisiera fraccionar mi deuda en 12 cuotas",
)

PROMISES = (
    "Mañana pago",
    "pago mañana sin falta",
    "me comprometo a pagar mañana",
    "yo pago mañana por favor",
    "Pago pasado mañana",
    "prometo pagar pasado mañana",
)

SAY_PAID = (
    "Ya pagué, operación 00482913",
    "ya cancelé ese recibo ayer, nro de operacion 00739215",
    "eso ya esta pagado",
    "ya pague la semana pasada, operacion 00650418",
)

LEAVE = ("BAJA", "no quiero recibir más mensajes", "baja", "Ya no me escriban por favor")

WRONG_PERSON = ("No soy yo", "número equivocado", "no conozco a esa persona, se equivocó de número")

ASK_PERSON = ("Quiero hablar con una persona", "páseme con un asesor", "necesito que me atienda alguien")

ASK_PLAN = (
    "Quiero fraccionar mi deuda",
    "¿puedo pagar en cuotas?",
    "quisiera pagar en partes por favor",
    "necesito un fraccionamiento",
)

SHOW_PAID = (
    "Ya pagué, le mando la foto del voucher",
    "ya cancelé ese recibo, aquí tengo el voucher",
    "ya pague, tengo mi comprobante",
)

CLAIMS = (
    "Quiero reclamar, el recibo vino muy alto",
    "quiero poner un reclamo, me cobran de más",
    "deseo hacer un reclamo por consumo elevado",
)

METER = (
    "Mi medidor está malogrado",
    "el medidor marca mal, pueden venir a revisarlo",
    "creo que el medidor corre solo",
)

HARDSHIP = (
    "Me quedé sin trabajo y no puedo pagar",
    "estoy sin trabajo, no me alcanza para pagar",
    "perdí mi trabajo y no tengo cómo pagar",
)

CRISIS = "ya no quiero vivir, no puedo con nada"

YES = ("Sí", "si, confirmo", "ok sí")
