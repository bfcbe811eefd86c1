"""Numbers in words, as Spanish says them: "treinta y seis", "dos mil quinientos", "doscientas"."""

import re

_UNITS = (
    "un una uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
)
_TEENS = ("trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte")
_TWENTIES = ("uno un una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_TENS = {
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
_HUNDREDS = {"cien": 100, "ciento": 100, "quinientos": 500, "setecientos": 700, "novecientos": 900} | {
    f"{unit}cientos": value * 100
    for unit, value in {"dos": 2, "tres": 3, "cuatro": 4, "seis": 6, "ocho": 8}.items()
}
THOUSAND = 1000

SIMPLE: dict[str, int] = {
    word: value for value, words in enumerate((*_UNITS, *_TEENS), 1) for word in words.split()
}
SIMPLE |= {f"veinti{unit}": 20 + value for value, units in enumerate(_TWENTIES, 1) for unit in units.split()}
SIMPLE |= _TENS
PARTS: dict[str, int] = (
    SIMPLE | _HUNDREDS | {word[:-2] + "as": n for word, n in _HUNDREDS.items() if word[-2:] == "os"}
)

COUNTS: dict[str, int] = {word: value for word, value in SIMPLE.items() if value <= 60} | {
    f"{ten} y {unit}": value + number
    for ten, value in _TENS.items()
    if value <= 50
    for number, units in enumerate(_UNITS[:9], 1)
    for unit in units.split()
}
"""Small counts: of instalments, of days."""

_WORD = "|".join(sorted(PARTS, key=len, reverse=True))
IN_WORDS = rf"(?:(?:{_WORD}|mil)(?: y)? ){{0,9}}(?:{_WORD}|mil)"
"""A pattern for a number in plain words."""
_WHOLE = re.compile(IN_WORDS)


def counted(words: str) -> int | None:
    """The number that plain words say; None where they say none, or say it in no order that Spanish has."""
    if not _WHOLE.fullmatch(words):
        return None
    thousands, rest, last = 0, 0, 10**6
    for word in words.split():
        if word == "y":
            continue
        if word == "mil":
            if thousands:
                return None
            thousands, rest, last = (rest or 1) * THOUSAND, 0, 10**6
            continue
        value = PARTS[word]
        if _size(value) >= last:
            return None
        rest, last = rest + value, _size(value)
    return thousands + rest


def _size(value: int) -> int:
    """The place that a part fills: hundreds 100, tens 10, units 1; "quince" fills two and leaves nothing to follow."""
    if value >= 100:
        return 100
    return 10 if value in _TENS.values() else 1
