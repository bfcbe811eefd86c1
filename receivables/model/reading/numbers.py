"""Numbers in a message: amounts of money, codes of supplies and bills, counts of instalments."""

import re
from decimal import Decimal

from receivables.model.money import Money
from receivables.model.reading.counting import COUNTS, IN_WORDS, counted
from receivables.model.reading.words import plain

WORDS = COUNTS
NUMBER = r"\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True))
"""A small count, in digits or in words."""

MOST_CENTIMOS = 10**11
MOST_CODES = 4

_FIGURE = r"\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_TOTAL = r"(?:total|valor|importe|monto)(?: total| exacto| es| de|:)* (?=\d{1,3}(?:[.,]\d{3})+\b|\d{4,7}\b)"
"""A word that names an amount without its currency, before one of thousands: "total 45.600"."""
_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(s/\.? ?|soles |\$ ?|{_TOTAL})?({_FIGURE})(?![\w.,/-]*\d)( ?(?:soles?|pesos)\b)?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w.,/])[A-Z0-9][A-Z0-9-]{0,31}(?![\w/]|[.,]\d)")
_DECIMALS = re.compile(r"[.,]\d{1,2}$")
_THOUSANDS = re.compile(r"[.,]\d{1,3}$")
"""The marks by which a bare figure is an amount; where prices are long, "45.600" is one too."""
_DATE = re.compile(r"(?<![\w/-])(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2})(?![\w/-])")
_DOCUMENT = re.compile(
    r"\b(?:dni|d\.n\.i|documento|c[eé]dula|c\.?c|c\.?e|ruc|carn[eé]t?|pasaporte|passport|(?:id|identity) card)\b\W*"
    r"(?:(?:n[uú]mero|number|nro|n|es|is|de|del|identidad|extranjer[ií]a|titular|mi|my|el)\b\W*){0,4}\d[\d.-]{5,}\b",
    re.IGNORECASE,
)
"""A document of a person, named as such: no number of a supply, of a bill or of an operation, and no amount."""
LUCA = {"COP": 1000, "CLP": 1000}
"""A "luca" is one unit in Peru; where prices are long, it is a thousand."""
_CURRENCY = r"(?:nuevos )?soles|sol|solcitos|solsitos|lucas?|mangos|pesos"
_AMOUNT_IN_WORDS = re.compile(
    rf"(?<![\w.,])({IN_WORDS}|(?:\d{{1,3}} mil(?: {IN_WORDS})?)|\d{{1,6}}) (?:{_CURRENCY})\b"
    rf"(?: (y medio\b|con (\d{{1,2}}|{IN_WORDS})\b|y (\d{{1,2}}|{IN_WORDS}) (?:centimos|centavos)\b))?"
)
"""In plain words: "cincuenta soles", "40 lucas", "2 mil soles", "45 soles con 60"."""
_INSTALMENTS = re.compile(
    rf"\b({NUMBER}) (?:cuotas?|cuotitas?|armadas?|partes|pagos|mensualidades|instal?lments)\b"
    rf"|\b(?:fraccion\w*|(?:re)?financ\w*|dividir\w*|cuotas|plan|convenio)"
    rf"(?: \w+){{0,3}} (?:en|de|a) ({NUMBER})\b(?! (?:soles|dias))"
    rf"|\b(?:a|en|in) ({NUMBER}) (?:meses|con|months|with)\b"
)
_YEARS = re.compile(rf"\b(?:a|en) (?:(medio)|({NUMBER})) anos?( y medio)?\b")
_DOWN = re.compile(
    rf"\b(?:inicial|adelanto|a cuenta|por adelantado)(?: (?:de|con|es|seria|s))* ({_FIGURE})"
    rf"|({_FIGURE})(?: soles)?(?: (?!con\b)\w+)? (?:de )?"
    r"(?:inicial|cuota inicial|adelanto|a cuenta|por adelantado|down)\b"
)
_DOWN_IN_WORDS = re.compile(
    rf"\b(?:inicial|adelanto)(?: (?:de|con|es|seria))* ({IN_WORDS})\b"
    rf"|\b({IN_WORDS})(?: (?:{_CURRENCY}))?(?: (?!con\b)\w+)? (?:de )?"
    r"(?:inicial|cuota inicial|adelanto|a cuenta|por adelantado)\b"
)
_SIX = re.compile(r"(?<![\d.,/-])(?:\d[ -]?){5}\d(?![\d/])(?![.,-]\d)")


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
    marked = _THOUSANDS if currency in LUCA else _DECIMALS
    for match in _AMOUNT.finditer(_DATE.sub(" ", _DOCUMENT.sub(" ", text))):
        named = bool(match[1] or match[3])
        amount = money(match[2], currency)
        if amount is not None and (named or bare or marked.search(match[2])):
            found.append(amount)
    spoken = _in_words(plain(text), currency)
    whole = {each.centimos // 100 for each in spoken}
    return tuple(dict.fromkeys((*(each for each in found if each.centimos // 100 not in whole), *spoken)))


def _in_words(words: str, currency: str) -> list[Money]:
    """Amounts that are said, or written with the name that the currency has in the street."""
    found = []
    for match in _AMOUNT_IN_WORDS.finditer(words):
        whole = _thousands(match[1])
        if whole is None or (match[1].isdigit() and not _colloquial(match)):
            continue
        said = match[3] or match[4]
        cents = 50 if match[2] == "y medio" else number_of(said) if said else 0
        if currency in LUCA and "luca" in match[0]:
            whole *= LUCA[currency]
        if cents is not None and cents < 100 and whole * 100 <= MOST_CENTIMOS:
            found.append(Money(whole * 100 + cents, currency))
    return found


def _colloquial(match: re.Match[str]) -> bool:
    """Whether a figure stands with a name, or with cents, that the plain reading of figures does not know."""
    return bool(match[2]) or not re.search(r" (?:soles|sol|pesos)$", match[0])


def _thousands(words: str) -> int | None:
    """ "2 mil quinientos" and all that `number_of` knows."""
    if found := re.fullmatch(r"(\d{1,3}) mil(?: (.+))?", words):
        rest = counted(found[2]) if found[2] else 0
        return None if rest is None else int(found[1]) * 1000 + rest
    return number_of(words)


def number_of(words: str) -> int | None:
    """A number in digits or in words, of any size."""
    return int(words) if words.isdigit() else counted(words)


def codes(text: str, *, shortest: int = 4) -> tuple[str, ...]:
    """What may be the number of a supply or of a bill, in order: at least so many digits, perhaps letters and hyphens.

    Amounts with decimals, dates and documents are none. No more than MOST_CODES: nobody needs more as a proof.
    """
    bare = _DATE.sub(" ", _DOCUMENT.sub(" ", text).upper())
    found = [code.strip("-") for code in _CODE.findall(bare)]
    real = [code for code in found if sum(c.isdigit() for c in code) >= shortest]
    return tuple(dict.fromkeys(real))[:MOST_CODES]


def instalments(words: str) -> int | None:
    """How many instalments plain words ask for."""
    if found := _INSTALMENTS.search(words):
        return number(found[1] or found[2] or found[3])
    if found := _YEARS.search(words):
        months = 6 if found[1] else 12 * (number(found[2]) or 0)
        return months + (6 if found[3] else 0)
    return None


def without_document(text: str) -> str:
    """A text without the number of a person's document."""
    return _DOCUMENT.sub(" ", text)


def one_time_code(text: str) -> str | None:
    """Six digits, as one group or as people part them: "482913", "482 913", "4 8 2 9 1 3"; None for anything else."""
    found = _SIX.findall(text)
    return re.sub(r"\D", "", found[0]) if len(found) == 1 else None


def down_payment(words: str, currency: str = "PEN") -> Money | None:
    """The down payment that plain words offer."""
    found = _DOWN.search(words)
    if found:
        return money(found[1] or found[2], currency)
    said = _DOWN_IN_WORDS.search(words)
    amount = counted(said[1] or said[2]) if said else None
    return Money(amount * 100, currency) if amount and amount * 100 <= MOST_CENTIMOS else None
