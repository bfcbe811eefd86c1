"""Numbers in a message: amounts of money, codes of supplies and bills, counts of instalments."""

import re
from decimal import Decimal

from receivables.model.money import Money

WORDS = {
    **{"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7},
    **{"ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "dieciocho": 18},
    **{"veinte": 20, "veinticuatro": 24, "treinta": 30, "treinta y seis": 36},
}
NUMBER = r"\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True))
"""A small count, in digits or in words."""

MOST_CENTIMOS = 10**11
MOST_CODES = 4

_FIGURE = r"\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(s/\.? ?|soles |\$ ?)?({_FIGURE})(?![\w.,/-]*\d)( ?(?:soles?|pesos)\b)?", re.IGNORECASE
)
_CODE = re.compile(r"(?<![\w.,/])[A-Z0-9][A-Z0-9-]{0,31}(?![\w/]|[.,]\d)")
_DATE = re.compile(r"(?<![\w/-])(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2})(?![\w/-])")
_INSTALMENTS = re.compile(
    rf"\b({NUMBER}) (?:cuotas?|armadas?|partes|mensualidades)\b"
    rf"|\b(?:fraccion\w*|(?:re)?financ\w*|dividir\w*|cuotas|plan|convenio)"
    rf"(?: \w+){{0,3}} (?:en|de|a) ({NUMBER})\b(?! (?:soles|dias))"
    rf"|\b(?:a|en) ({NUMBER}) (?:meses|con)\b"
)
_DOWN = re.compile(
    rf"\b(?:inicial|adelanto|a cuenta|por adelantado)(?: (?:de|con|es|seria|s))* ({_FIGURE})"
    rf"|({_FIGURE})(?: soles)?(?: \w+)? (?:de )?(?:inicial|cuota inicial|adelanto|a cuenta|por adelantado)\b"
)


def number(word: str) -> int | None:
    """A count in digits or in words."""
    return int(word) if word.isdigit() else WORDS.get(word)


def money(figure: str, currency: str = "PEN") -> Money | None:
    """An amount as people write it: "45.60", "45,60", "1,234.50", "1.234,50", "1 234"; None for anything else.

    The last mark is the decimal one when one or two digits follow it; marks before three digits part thousands.
    """
    whole, decimals = figure.strip(), ""
    if (found := re.fullmatch(r"(.*)([.,])(\d{1,2})", whole)) and found[2] not in found[1]:
        whole, decimals = found[1], found[3]
    if not re.fullmatch(r"\d+|\d{1,3}(?:[ .,]\d{3})+", whole):
        return None
    amount = Money.of(Decimal(f"{re.sub(r'[ .,]', '', whole)}.{decimals:0<2}"), currency)
    return amount if amount.centimos <= MOST_CENTIMOS else None


def amounts(text: str, *, bare: bool = False, currency: str = "PEN") -> tuple[Money, ...]:
    """The amounts in a message: figures with a currency, or with decimals; with `bare`, any figure."""
    found: list[Money] = []
    for match in _AMOUNT.finditer(_DATE.sub(" ", text)):
        named = bool(match[1] or match[3])
        amount = money(match[2], currency)
        if amount is not None and (named or bare or re.search(r"[.,]\d{1,2}$", match[2])):
            found.append(amount)
    return tuple(dict.fromkeys(found))


def codes(text: str, *, shortest: int = 4) -> tuple[str, ...]:
    """What may be the number of a supply or of a bill, in order: at least so many digits, perhaps letters and hyphens.

    Amounts with decimals and dates are none. No more than MOST_CODES: nobody needs more to prove who they are.
    """
    bare = _DATE.sub(" ", text.upper())
    found = [code.strip("-") for code in _CODE.findall(bare)]
    real = [code for code in found if sum(c.isdigit() for c in code) >= shortest]
    return tuple(dict.fromkeys(real))[:MOST_CODES]


def instalments(words: str) -> int | None:
    """How many instalments plain words ask for."""
    found = _INSTALMENTS.search(words)
    return number(found[1] or found[2] or found[3]) if found else None


def down_payment(words: str, currency: str = "PEN") -> Money | None:
    """The down payment that plain words offer."""
    found = _DOWN.search(words)
    return money(found[1] or found[2], currency) if found else None
