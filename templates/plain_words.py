"""Words that nothing we send may hold, whoever wrote it: the catalogue, or a person at a desk.

Threats, courts and police are nobody's business in a reminder (I-23); money goes nowhere but to the official places
(I-18); a service message promotes nothing (I-24).
"""

import re

THREATS = re.compile(
    r"embarg|judicial|juzgado|demand|denunci|polic|penal|fiscal|coactiv|central(?:es)? de riesgo|infocorp|sanci[oó]n"
    r"|multa|moros|última advertencia|último aviso|obligad|incumpl|inmediat|urgente|sorteo|descuent|promoci[oó]n"
    r"|\b(?:courts?|lawsuits?|police|sue|bailiffs?|prosecut\w*|(?:final|last) warning|blacklist\w*|arrest\w*|seiz\w*"
    r"|penalt(?:y|ies)|legal action|debt collectors?|urgent\w*|immediate\w*|discount\w*)\b",
    re.IGNORECASE,
)
PROMOTION = re.compile(
    r"sorteo|premio|oferta|descuent|promoci|amnist|gratis|ahorr|regal|aproveche|gan[ea] "
    r"|\b(?:prizes?|raffles?|bargains?|gifts?|discounts?|save money|amnesty)\b",
    re.IGNORECASE,
)
WALLETS = re.compile(
    r"yape|plin|nequi|\bcuenta (?:bancaria|corriente)|\bBCP\b|\bCCI\b|https?://", re.IGNORECASE
)
TO_AN_AGENT = re.compile(
    r"\b(?:p[aá]gue|pagar|entregue|entregar|d[ée]|dar|deposite|depositar|transfiera|transferir|yapee|yapear)\w*"
    r"(?: \w+){0,5} (?:al|a la|a un|a una|a mi|con el|con la)"
    r" (?:gestor|operari|agent|cobrador|t[eé]cnic|cuenta|n[uú]mero)\w*",
    re.IGNORECASE,
)


def refused_words(text: str) -> tuple[str, ...]:
    """The words of a text that may not be sent, as they stand in it; empty for one that may."""
    found = [each[0] for pattern in (THREATS, WALLETS, TO_AN_AGENT) for each in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))
