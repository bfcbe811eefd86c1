"""One of several things that were shown, chosen in words: by its place, or by how it compares with the others."""

import re
from collections.abc import Sequence

from receivables.model.reading.words import core, plain

_LEAD = (
    r"(?:(?:si|ok|ya|bueno|bien|pues|entonces|mejor|acepto|aceptaria|quiero|quisiera|prefiero|elijo|escojo|tomo|deme|dame"
    r"|vamos con|me quedo con|seria|es|i want|i take|i choose|the|y|ver|con|por|a) )*"
)
_WHAT = r"(?:(?:opcion|plan|alternativa|numero|option|number|recibo|factura|boleta|bil) )?"
_PLACES = (
    (r"primer[oa]?|1ra|1ro|1era|1ero|first", 0),
    (r"segund[oa]|2da|2do|second", 1),
    (r"tercer[oa]?|3ra|3ro|3era|third", 2),
    (r"cuart[oa]|4ta|4to|fourth", 3),
    (r"quint[oa]|5ta|5to|fifth", 4),
    (r"ultim[oa]|last", -1),
)
_MIDDLE = r"del? (?:en )?medio|intermedi[oa]|midle|middle"
_NAMED = re.compile(
    rf"{_LEAD}(?:(?:la |el |the )?{_WHAT}de|(?:la|el|one|plan|opcion|option) (?:con|with|of)) (\d{{1,2}})"
    r"(?: cuotas?| mes(?:es)?| instalments?| months?)?(?: please| por favor)?"
    r"|(?:can|could|may) (?:i|we) (?:get|have|do|take) (?:it in )?(\d{1,2})(?: instalments?| months?)?(?: please)?"
)
"""A count that is named while plans are open, whether it was shown or not."""
_LONG = (
    r"mas (?:larg[oa]|comod[oa]|suave|lent[oa])|(?:de |con |en )?mas (?:cuotas|meses|plazo)"
    r"|(?:de |con )?(?:cuotas? |cuota )?mas (?:baj[oa]s?|chic[oa]s?|pequen[oa]s?)|longest|longer"
)
_SHORT = (
    r"mas (?:cort[oa]|rapid[oa])|(?:de |con |en )?menos (?:cuotas|meses|tiempo)|shortest|shorter|quickest"
)
_CHEAP = r"mas (?:barat[oa]|economic[oa])|cheapest"


def place(text: str, many: int) -> int | None:
    """Which of so many things a message chooses by its place, from 0; None where it chooses none."""
    words = core(plain(text))
    for pattern, at in _PLACES:
        if many and _said(pattern, words):
            return at % many if -many <= at < many else None
    if many == 3 and _said(_MIDDLE, words):
        return 1
    numbered = re.fullmatch(rf"{_LEAD}(?:la |el )?(?:opcion|plan|alternativa|option) (\d)", words)
    return int(numbered[1]) - 1 if numbered and 1 <= int(numbered[1]) <= many else None


def count(text: str, shown: Sequence[int], *, interest: bool) -> int | None:
    """Which count of instalments a message chooses of those that were shown, or names beside them; None for neither.

    The cheapest is the one that costs least in all; without interest, when all cost the same, least in a month.
    """
    if not shown:
        return None
    at = place(text, len(shown))
    if at is not None:
        return shown[at]
    words = core(plain(text))
    if (named := _NAMED.fullmatch(words)) is not None:
        return int(named[1] or named[2])
    if _said(_LONG, words) or (_said(_CHEAP, words) and not interest):
        return max(shown)
    return min(shown) if _said(_SHORT, words) or _said(_CHEAP, words) else None


def _said(pattern: str, words: str) -> bool:
    """Whether the message is that choice and nothing else."""
    whole = rf"{_LEAD}(?:la |el |lo )?{_WHAT}(?:la |el )?(?:{pattern})(?: opcion| plan| one)?"
    return re.fullmatch(whole, words) is not None
