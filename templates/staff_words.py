"""What staff may not write to customers, and the answers that stand ready for them.

What holds for the catalogue holds for people: no threat, no courts or police, no payment but at the official places
(I-18, I-23). People say more than a catalogue, though: "usted no está obligado" and "llame al 105" comfort and must go
out, "págueme a mí" must not. So an answer is read without its accents and tricks of spelling, and by its own patterns.
A ready answer is a text like any other: `templates/<locale>/canned.toml`, with the utility's facts.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from receivables.model.policy import Policy
from templates.wording import Wording

_THREAT = re.compile(
    r"\b(?:embarg\w*|judicial\w*|juzgad\w*|juez\w*|jueces|carcel\w*|pres[oa]s?\b|abogad\w*|demand\w*|denunci\w*|polic\w*"
    r"|penal\w*|fiscal\w*|coactiv\w*|central(?:es)? de riesgo\w*|infocorp|sancion\w*|multa\w*|moros\w*"
    r"|incumpl\w*|ultim[oa] (?:advertencia|aviso)|obligad[oa]s? a pagar|sorteo\w*|descuent\w*|promocion\w*)"
    r"|\b(?:le|les|te) (?:vamos a )?(?:cort(?:amos|aremos|are|o|an|aran|ar)|(?:quit|cerr)(?:amos|aremos|ar))\b"
    r"|\b(?:sus? (?:jefe|trabajo|vecin|famili|herman|hij|patron)\w*)(?= (?:\w+ ){0,3}(?:se enter|sab|avis))"
    r"|\b(?:habl|avis|dir|cont|llam)\w* (?:\w+ ){0,2}(?:sus? (?:jefe|vecin|famili|patron)\w*)"
    r"|\b(?:pag|cancel|abon|deposit)\w* (?:\w+ ){0,4}(?:de inmediato|inmediatamente|urgente\w*)"
)
_PAYS = r"(?:pag(?:ue|ar)|abon(?:e|ar)|deposit(?:e|ar)|transfier[ae]|transferir|yape(?:e|ar)|plinee?)"
_HANDS = r"(?:entreg(?:ue|ar)|envi(?:e|ar)|gir(?:e|ar)|d(?:e|ar)|pas(?:e|ar)|mand(?:e|ar))"
_STAFF = r"(?:el |la |un |una |al )?(?:gestor|operari|agente|tecnic|cobrador)\w*"
_TO_SOMEBODY = re.compile(
    rf"\b{_PAYS}(?:me\b|le a [a-z]+ [a-z]+|(?: \w+){{0,6}} (?:a|con|al|en) (?:mi\b|cuenta|la cuenta|una cuenta|{_STAFF}"
    r"|\+?\d[\d ]{7,})|(?: \w+){0,4} (?:conmigo|al gestor|al operario|al tecnico|al agente|al cobrador))"
    rf"|\b{_HANDS}(?:me|le)?(?: \w+){{0,3}} (?:dinero|plata|efectivo|pago)\b(?: \w+){{0,3}} (?:a mi\b|conmigo|{_STAFF})"
    rf"|\b{_HANDS}me (?:\w+ ){{0,2}}(?:dinero|plata|efectivo|pago)\b"
    r"|\b(?:yape\w*|plin|nequi|daviplata|interbank|bcp|bbva|scotiabank|cci)\b"
    r"|\bcuenta (?:bancaria|corriente|de ahorros)\b"
)
_ENDS = (
    r"(?:pe|com|net|org|ly|me|co|info|app|link|example|io|cl|mx|ar|ec|es|us|gl|page|site|online|shop|xyz|top)"
)
_LINK = re.compile(rf"https?:|\bwww\.|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.{_ENDS}\b")
_ACCOUNT = re.compile(r"\d(?:[ -]?\d){12,}")
"""So many digits are an account or a card, and no supply, bill, operation or telephone."""
_SPACED = re.compile(r"\b\w(?:[ .*_-]\w){3,}\b")
"""Letters set apart, as in "y a p e"."""
_COMFORT = re.compile(
    r"\b(?:no|nunca|sin|ningun[ao]?)\b (?:\w+ ){0,3}(?:obligad\w*|multas?|sancion\w*|denunci\w*|demand\w*)"
    r"|\b(?:peligro|emergencia)\b[^.]*\b(?:105|113|106|123|112|polic\w*)[^.]*"
    r"|\bllam\w*[^.]{0,30}\b(?:105|113|106|123|112)\b[^.]*"
)
"""What sounds like a threat and is none: that there is none, and where help is in danger."""
CANNED = "canned.toml"


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer that stands ready: staff read it, change it, and send it under their own name."""

    key: str
    title: str
    text: str


def refused_in_answer(text: str) -> tuple[str, ...]:
    """The words of an answer of staff that may not be sent, whole as they stand there."""
    heard = _heard(text)
    spoken = _COMFORT.sub(lambda found: " " * len(found[0]), heard)
    places = [found.span() for found in _THREAT.finditer(spoken)]
    places += [found.span() for each in (_TO_SOMEBODY, _LINK, _ACCOUNT) for found in each.finditer(heard)]
    places += [found.span() for found in _SPACED.finditer(heard) if _hides(found[0])]
    return tuple(dict.fromkeys(_whole(start, end, text) for start, end in sorted(places)))


@cache
def canned(locale: str, policy: Policy) -> tuple[Canned, ...]:
    """The ready answers of a locale, with the facts of the utility; none for a locale that has no list."""
    path = files("templates").joinpath(locale, CANNED)
    if not path.is_file():
        return ()
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters.update(Wording(locale, policy.zone).filters())
    environment.globals.update(
        utility=policy.name,
        phone=policy.phone,
        offices=policy.offices,
        reopening_hours=policy.reopening_hours,
    )
    listed = tomllib.loads(path.read_text("utf-8"))["answer"]
    return tuple(
        Canned(each["key"], each["title"], environment.from_string(each["text"]).render().strip())
        for each in listed
    )


def _heard(text: str) -> str:
    """The text in small letters without accents, sign for sign, so that a place in it is a place in the text."""
    return "".join(map(_bare, text))


def _bare(sign: str) -> str:
    first = unicodedata.normalize("NFKD", sign.lower())[:1]
    return first if first and unicodedata.category(first) != "Cf" else " "


def _hides(spaced: str) -> bool:
    joined = re.sub(r"[ .*_-]", "", spaced)
    return bool(_THREAT.search(joined) or _TO_SOMEBODY.search(joined))


def _whole(start: int, end: int, text: str) -> str:
    """The words in which a forbidden piece stands: who wrote them has to find them again."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip(".,;:¡!¿?()«»\"'")
