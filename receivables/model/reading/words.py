"""A message in plain words: small letters, no accents, chat spelling written out."""

import re
import unicodedata
from functools import lru_cache

SHORTHAND = {
    "q": "que",
    "k": "que",
    "ke": "que",
    "qe": "que",
    "x": "por",
    "xq": "porque",
    "xk": "porque",
    "pq": "porque",
    "pk": "porque",
    "porq": "porque",
    "xfa": "por favor",
    "xfavor": "por favor",
    "porfa": "por favor",
    "porfis": "por favor",
    "porfavor": "por favor",
    "plis": "por favor",
    "d": "de",
    "dl": "del",
    "tb": "tambien",
    "tmb": "tambien",
    "tbn": "tambien",
    "pa": "para",
    "toy": "estoy",
    "kiero": "quiero",
    "qiero": "quiero",
    "kuanto": "cuanto",
    "cto": "cuanto",
    "ola": "hola",
    "grax": "gracias",
    "grcs": "gracias",
    "okey": "ok",
    "oki": "ok",
    "okis": "ok",
    "nro": "numero",
    "num": "numero",
    "sumi": "suministro",
    "mnn": "manana",
    "recivo": "recibo",
    "resibo": "recibo",
    "devo": "debo",
    "deve": "debe",
    "ablar": "hablar",
    "acesor": "asesor",
    "aser": "hacer",
    "asta": "hasta",
    "cunto": "cuanto",
    "cuato": "cuanto",
    "pagr": "pagar",
    "kuotas": "cuotas",
    "quota": "cuota",
    "quotas": "cuotas",
    "grasias": "gracias",
    "vaja": "baja",
}
"""How people shorten and misspell in a chat, in Peru and around it."""

SIGNS = {"👍": " si ", "👌": " si ", "✅": " si ", "👎": " no ", "🙏": " por favor "}

POLITE = (
    "por favor",
    "muchas gracias",
    "gracias",
    "hola",
    "buenos dias",
    "buen dia",
    "buenas tardes",
    "buenas noches",
    "buenas",
    "senorita",
    "senora",
    "senor",
    "amigo",
    "amiga",
    "estimados",
    "disculpe",
    "pues",
    "pe",
)
"""What may stand around a message without changing it."""

_FANCY = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""Letters of another keyboard, and those that are bold by themselves."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
_APART = re.compile(r"[^a-z0-9./,:$%-]+")
_LOOSE_MARKS = re.compile(r"(?<!\d)[./,:$%-]+|[./,:-]+(?!\d)")
_THREE = re.compile(r"([a-z])\1{2,}")
_TWO_VOWELS = re.compile(r"([aiu])\1+")
_TWO_AT_THE_END = re.compile(r"([a-z])\1+\b")
_POLITE = re.compile(r"\b(?:" + "|".join(POLITE) + r")\b")


def plain(text: str) -> str:
    """Small letters without accents (ñ becomes n), `q` and `xq` written out, "holaaa" as "hola", single spaces.

    Marks stay only inside numbers: "15/12", "45.60", "20%".
    """
    bare = text.lower() if text.isascii() else _bare(text)
    spaced = _LOOSE_MARKS.sub(" ", _APART.sub(" ", bare))
    return " ".join(SHORTHAND.get(word, word) for word in map(_unstretched, spaced.split()))


def _bare(text: str) -> str:
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    text = _FANCY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower()))
    return bare if bare.isascii() else "".join(c for c in bare if not unicodedata.combining(c))


def core(words: str) -> str:
    """Plain words without the politeness around them; the words themselves when nothing else is there."""
    return " ".join(_POLITE.sub(" ", words).split()) or words


def _unstretched(word: str) -> str:
    if any(c.isdigit() for c in word):
        return word
    return _of_letters(word)


@lru_cache(maxsize=8192)
def _of_letters(word: str) -> str:
    """Remembered, for words come again; none with a figure is, for it may be somebody's."""
    return _TWO_AT_THE_END.sub(r"\1", _TWO_VOWELS.sub(r"\1", _THREE.sub(r"\1", word)))
