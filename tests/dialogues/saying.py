"""What people write at random: the phrases of every intent, numbers right and wrong, and small answers."""

from collections.abc import Sequence
from random import Random

from receivables.model.reading.examples import EXAMPLES, MULTI
from receivables.model.reading.intents import Intent

PHRASES: dict[Intent, tuple[str, ...]] = {intent: tuple(EXAMPLES[intent]) for intent in sorted(EXAMPLES)}
INTENTS: Sequence[Intent] = tuple(PHRASES)
SEVERAL: Sequence[str] = tuple(text for text, _ in MULTI)
SMALL: Sequence[str] = tuple(
    """
sí|no|ya|ok|dale|acepto|no quiero|1|2|3|el segundo|6|12|99|0|mañana|el viernes|fin de mes|ayer|cuando cobre|el 31
el 15|en 20 días|en 3 meses|50 soles|S/ 20|100|45.60|0.50|pago 40 el viernes|en 4 cuotas|en 60 cuotas|en 1 cuota
en 6 con 50 de inicial|con 500 de inicial|todos|el de diciembre|el recibo de marzo|el de enero de 2020|R-2023-12
no es mi consumo, está muy alto|jr. Tacna 123|a la vuelta del mercado|777123456|operación 00123456|código|123456
?|.|asdf qwer|🙂|¿y?|no entiendo|otra vez|menú|volver|seguir con el bot|suministro|0000002|mi recibo|todo|nada|x
suministro 9999999 recibo R-1|0000001 0.01|quiero pagar|otro suministro|English please|español|sí pero mañana
cámbieme el día al 20|prefiero en 3 cuotas|ya no quiero el convenio|pagué ayer|pagué 20 soles|¿cuánto?|¿cuándo?
recibo por recibo|la primera|la última|la más larga|opción 2|diciembre
ya no voy a poder|FF33-3D60-C95C-1CED es real?|es otro motivo|how much do I owe?|no hay plata
mi código es 000000|reenvíe el código|la deuda de todos|el segundo plan|la más barata|¿por qué?|gracias|chau
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
NOISE = "áéñ¿?¡! 0123456789abcdefghijklmnopqrstuvwxyzS/.-,\n\t'\"«»%{}<>"
FORWARD = (
    "ok:",
    "agree:",
    "accept:",
    "yes:",
    "due:",
    "claim:",
    "why_claim:",
    "code",
    "consent",
    "lang:",
    "supply:",
)
"""How the buttons begin by which somebody comes to the end of what was begun."""
WISHES = (
    *("quiero fraccionar mi deuda", "en 6 cuotas", "quiero un convenio", "en 3 cuotas con 50 de inicial"),
    *("quiero pagar en cuotas", "quiero reclamar mi recibo", "ya pagué", "pago el viernes", "no puedo pagar"),
    *(
        "mi convenio",
        "quiero cambiar mi convenio a 3 cuotas",
        "cámbienme el convenio al día 15",
        "mi reclamo",
    ),
    *(
        "cuándo me cortan",
        "mi estado de cuenta",
        "revisen mi medidor",
        "quiero cambiar mi teléfono",
        "me robaron agua",
    ),
    *(
        "por qué me escriben",
        "quiero reactivar mi suministro",
        "no tengo agua",
        "cuánto debo",
        "es real este mensaje",
    ),
    *(
        "cuándo me reconectan",
        "/start abcdefghij",
        "todas mis deudas",
        "otro suministro",
        "mis pagos",
        "in English",
    ),
)
OF_AGREEMENTS = (
    *("mi convenio", "quiero cambiar mi convenio", "quiero cambiar mi convenio a 3 cuotas", "en 12 cuotas"),
    *("cámbienme el día de mi convenio al 15", "cuántas cuotas me faltan", "cuánto debo", "en cuotas"),
)


def anything(rng: Random) -> str:
    """One message: mostly a phrase of some intent, each intent as often as the others."""
    kind = rng.random()
    if kind < 0.60:
        return rng.choice(PHRASES[rng.choice(INTENTS)])
    if kind < 0.70:
        return rng.choice(SEVERAL)
    if kind < 0.95:
        return rng.choice(SMALL)
    return "".join(rng.choices(NOISE, k=rng.randrange(1, 40)))
