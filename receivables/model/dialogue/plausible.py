"""Which numbers of a message may be those of a supply or the facts of a bill; all others say something else.

Amounts to pay, days, operations, telephones, seals, and the numbers of agreements and requests are no proof, and no try
(design.md, Identity). Whether a supply exists plays no part: nobody learns anything by guessing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from receivables.model.dialogue.turn import Situation
from receivables.model.intent import Reading
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import amounts, codes, without_document

SHORTEST, LONGEST = 5, 14
"""Digits of a supply number, where none is known to compare with."""
FACT = 4
"""Digits that the number of a bill has at least."""

_MONTH = (
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|setiembre|octubre|noviembre|diciembre"
)
_DAY = r"lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|d[ií]a|el|al|hasta el|para el"
_NOISE = re.compile(
    r"\+\d[\d ()-]{7,}\d"
    r"|\b(?:cel\w*|tel[eé]\w*|whats\w*|wasap|llam\w+)\W+(?:\w+\W+){0,3}?9\d{2}[ -]?\d{3}[ -]?\d{3}\b"
    r"|\b(?:CV|S)-\d{4}-\d{3,}\b"
    r"|\b(?=[0-9A-F-]*[A-F])[0-9A-F]{4}(?:-?[0-9A-F]{4}){3}\b"
    r"|\b(?:oper\w*|operaci[oó]n|op|voucher|boucher|constancia)\b\W*(?:(?:de pago|n[uú]mero|nro|n|es|la|el)\b\W*){0,3}"
    r"\d[\d-]*"
    rf"|\b(?:{_DAY}) \d{{1,2}}\b(?! ?\d)(?: de (?:{_MONTH}))?|\b\d{{1,2}} de (?:{_MONTH})\b"
    r"|\b\d{1,3} (?:cuotas?|meses|d[ií]as|pagos|a[nñ]os|horas|metros|m3|instal?lments|months|days)\b",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(r"\bvecin[oa]s?\b|\bneighbou?r", re.IGNORECASE)
_HOLDER = re.compile(
    r"\b(?:mi|my) (?:dni|documento|c[eé]dula|ruc|carn|pasaporte|passport)|\bsoy (?:el|la) (?:titular|due)",
    re.IGNORECASE,
)
"""Who offers a document of their own."""
_SPEAK_OF_MONEY = frozenset(
    {
        Intent.PAYMENT_PROMISE,
        Intent.INSTALMENT_REQUEST,
        Intent.ALREADY_PAID,
        Intent.ACCEPT_PLAN,
        Intent.AMEND_PLAN,
    }
)


def cleaned(s: Situation) -> Situation:
    """The same message with those numbers alone that may prove something."""
    reading = s.reading
    if reading.about is not None or not (reading.codes or reading.amounts):
        return s
    rest = _NOISE.sub(" ", s.facts.said)
    left = codes(rest, shortest=1)
    kept = tuple(each for each in reading.codes if each in left or not s.facts.said)
    sums = amounts(rest, bare=True, currency=s.policy.currency) if s.facts.said else reading.amounts
    money = tuple(each for each in reading.amounts if each in sums)
    promised = reading.day is not None or (reading.sure and reading.intent in _SPEAK_OF_MONEY)
    if promised and not _numbers(kept):
        money = ()
    kept = tuple(each for each in kept if _digits(each) >= FACT or (each[0].isalpha() and _digits(each) > 1))
    return replace(s, reading=replace(reading, codes=kept, amounts=money))


def supplies(s: Situation) -> tuple[str, ...]:
    """What may be the number of a supply: as long as the one that is known here, where one is."""
    found = _numbers(s.reading.codes)
    if s.linked is None:
        return found
    length = _digits(s.linked.account.supply.supply_number)
    return tuple(each for each in found if _digits(each) == length)


def facts_of(s: Situation, number: str) -> tuple[str, ...]:
    """What may be the number of a bill beside that supply."""
    return tuple(each for each in s.reading.codes if each != number)


def of_somebody_else(s: Situation) -> bool:
    """Whether it is about a neighbour: no proof of one's own."""
    return s.reading.third_party or bool(_NEIGHBOUR.search(s.facts.said))


def only_a_document(s: Situation) -> bool:
    """Whether somebody who did not prove anything yet offers the number of a person's document for it, and no other."""
    if s.linked is not None or s.reading.about is not None or not tells_nothing(s.reading):
        return False
    own = (Intent.THIRD_PARTY_DATA,) if _HOLDER.search(s.facts.said) else ()
    mild = (Intent.IDENTIFY, Intent.OUT_OF_SCOPE, Intent.GREETING, *own)
    other = s.reading.sure and s.reading.intent not in mild
    named = without_document(s.facts.said) != s.facts.said
    return named and not other and not _NEIGHBOUR.search(s.facts.said)


def tells_nothing(reading: Reading) -> bool:
    """Whether none of the numbers may prove anything."""
    return not reading.codes and not reading.amounts


def _numbers(found: Sequence[str]) -> tuple[str, ...]:
    """Those without letters, of a length that numbers of supplies have."""
    plain = (each for each in found if not any(sign.isalpha() for sign in each))
    return tuple(each for each in plain if SHORTEST <= _digits(each) <= LONGEST)


def _digits(code: str) -> int:
    return sum(sign.isdigit() for sign in code)
