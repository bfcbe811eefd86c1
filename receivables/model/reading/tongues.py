"""In which language a message is, where that is clear; names, numbers and a word or two tell nothing."""

import re
import unicodedata

from receivables.model.reading.words import plain

_WORD = re.compile(r"[a-zñ]+(?:'[a-z]+)?")
_NUMBER = re.compile(r"\S*\d\S*")
_ACCENTS = re.compile("[\u0300\u0301\u0308]")
"""Of vowels alone: the tilde of an ñ stays."""
ENOUGH = 2
"""So many words of a language tell that it is spoken, where they are a third of the message at least."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TELLING = {
    "en": _set(
        """
        i i'm i've i'd i'll im my mine you your you're we our they their it's its what's that's is are was were
        do does did don't doesn't didn't dont what where when why who whom which how much many
        can can't cannot cant could would should will won't want wanna need owe owed pay paid paying payment
        payments bill bills water debt balance instalment instalments installment installments agreement claim
        speak talk someone somebody anybody already again this that these those it there have haven't got get
        not any because tomorrow yesterday today monday tuesday wednesday thursday friday saturday sunday
        good morning afternoon evening night cut off reopen person office offices money
        """
    ),
    "es": _set(
        """
        yo mi mis tu usted ustedes nosotros soy es esta estoy estan fue son quiero quisiera necesito puedo
        puede pueden podria voy vamos tengo tiene hay debo debe pagar pague pago pagos pagado pagamos pagan
        cuanto cuanta cuantos cuantas donde cuando como cual cuales quien porque que
        agua deuda deudas saldo cuota cuotas convenio reclamo reclamar servicio corte cortar cortaron
        hablar persona alguien ayuda ahora hoy ayer lunes martes miercoles jueves viernes sabado domingo
        buenos buenas dias tardes noches oficina oficinas dinero plata tambien pero muy mas nada todo
        este esto eso esa ese aqui
        """
    ),
}
"""Words of one language and not of the other, that stand in no name and on no bill."""
_BESIDE = {
    "en": _set("the of and to for with from in on at or if but be been about so as by"),
    "es": _set("de del la las el los un una y e o en con por para al se le les lo nos su sus ya ni"),
}
"""Small words that names and streets have, too: they count beside others alone."""
_OF_BOTH = _set(
    """
    hola hello hi hey gracias thanks thank please porfa ok okay okey yes yeah si no me a bye chau sorry stop help
    start baja alta suministro recibo numero codigo total ultimo importe monto supply number code amount last
    """
)
"""Courtesies that everybody knows, commands, and what is copied from a bill: they tell nothing."""

_GREETS = {
    "en": re.compile(r"(?:hello|hi)(?: (?:there|everyone|sir|madam|team|again))?(?: please)?"),
    "es": re.compile(r"(?:(?:hola|oe|oye|buenas) )*(?:q|k|ke|que) (?:tal|hubo)(?: \w+){0,2}"),
}
"""Greetings, whole messages: the first opens a chat in its language, the second is said by nobody else."""


def opens_in(text: str) -> str:
    """ "en" where the first message of a chat is a greeting of that language; else as `tongue_of`."""
    return "en" if _GREETS["en"].fullmatch(plain(text)) else tongue_of(text)


def tongue_of(text: str) -> str:
    """ "en" or "es" where a message is clearly in that language and holds nothing of the other; else ""."""
    if _GREETS["es"].fullmatch(plain(text)):
        return "es"
    words = _words(text)
    found = {
        name: sum(word in _TELLING[name] or word in _BESIDE[name] for word in words) for name in _TELLING
    }
    for name, other in (("en", "es"), ("es", "en")):
        clear = found[name] >= ENOUGH and not found[other] and found[name] * 3 >= len(words)
        if clear and not _TELLING[name].isdisjoint(words):
            return name
    return ""


def _words(text: str) -> list[str]:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.replace("’", "'").lower()))
    joined = unicodedata.normalize("NFC", _NUMBER.sub(" ", bare))
    return [word for word in _WORD.findall(joined) if word not in _OF_BOTH]
