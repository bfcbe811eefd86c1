"""Days as people name them: "mañana", "el viernes", "el 15", "15/12", "fin de mes", "en tres días"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from receivables.model.dates import add_months
from receivables.model.reading.numbers import NUMBER, number

WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
_MONTH_NAMES = {name: i for i, name in enumerate(MONTHS, 1)} | {"setiembre": 9}
_MONTH_NAMES |= {name[:3]: i for name, i in _MONTH_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named; or one that was hinted at (`vague`: "la próxima semana") and has to be asked for."""

    on: date | None = None
    vague: bool = False


Reader = Callable[[re.Match[str], date], date | None]


def read_day(words: str, today: date, *, bare: bool = False) -> Day | None:
    """The day named in plain words, reckoned from today; None when no day is spoken of.

    With `bare`, a number alone is a day of the month: the answer to "¿qué día?". A day that the calendar does not
    have (31/11) is `Day(None)`: it was named, and has to be asked for again.
    """
    for pattern, reader in _READERS:
        if found := pattern.search(words):
            return Day(reader(found, today))
    if bare and (found := re.fullmatch(r"(?:dia )?(\d{1,2})", words)):
        return Day(_day_of_month(found, today))
    return Day(vague=True) if _VAGUE.search(words) else None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(found: re.Match[str], today: date) -> date | None:
    return _safe(int(found[1]), int(found[2]), int(found[3]))


def _numeric(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return _safe(year + 2000 if year < 100 else year, month, day)
    return _coming(day, month, today)


def _named_month(found: re.Match[str], today: date) -> date | None:
    day, month = int(found[1]), _MONTH_NAMES[found[2]]
    return _safe(int(found[3]), month, day) if found[3] else _coming(day, month, today)


def _coming(day: int, month: int, today: date) -> date | None:
    """Without a year: of this one; of the next when it lies more than half a year back ("2/1" said in December)."""
    this_year = _safe(today.year, month, day)
    if this_year is not None and (today - this_year).days > 183:
        return _safe(today.year + 1, month, day)
    return this_year


def _weekday(found: re.Match[str], today: date) -> date:
    """The first such weekday after today; of next week when it says so."""
    wanted = WEEKDAYS.index(found["weekday"])
    if found["next_week"]:
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    """The next such day, today included: "el 15" said on the 20th is of the next month."""
    day = int(found[1])
    first = today.replace(day=1) if day >= today.day else add_months(today.replace(day=1), 1)
    return _safe(first.year, first.month, day)


def _ahead(found: re.Match[str], today: date) -> date | None:
    count = number(found[1])
    if count is None or count > 366:
        return None
    return today + timedelta(days=count * (7 if found[2].startswith("semana") else 1))


def _month_end(found: re.Match[str], today: date) -> date:
    return add_months(today.replace(day=1), 1) - timedelta(days=1)


def _mid_month(found: re.Match[str], today: date) -> date:
    return today.replace(day=15) if today.day <= 15 else add_months(today.replace(day=15), 1)


def _next_saturday(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7)


_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_WEEKDAY = "|".join(WEEKDAYS)
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", _iso),
        (r"(?<![\d.,/-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d.,/-])", _numeric),
        (rf"\b(\d{{1,2}}) (?:de )?({_MONTH})\b(?: (?:de |del )?(\d{{4}}))?", _named_month),
        (r"\bpasado manana\b", lambda found, today: today + timedelta(days=2)),
        (r"(?<!la )(?<!esta )\bmanana\b", lambda found, today: today + timedelta(days=1)),
        (
            rf"\b(?P<weekday>{_WEEKDAY})\b(?P<next_week> de la (?:otra|proxima|siguiente) semana)?",
            _weekday,
        ),
        (r"\bfin(?:es)? de semana\b", _next_saturday),
        (r"\b(?:fin(?:es)?|final(?:es)?) de(?: este)? mes\b|\bfin de mes\b", _month_end),
        (r"\bquincena\b", _mid_month),
        (rf"\b(?:en|dentro de|de aca a|espereme|deme|dame) ({NUMBER}) (dias?|semanas?)\b", _ahead),
        (r"\b(?:el|dia) (?:dia )?(\d{1,2})\b(?! (?:cuotas?|soles|meses|dias|recibos?))", _day_of_month),
        (r"\b(?:hoy|ahora|ahorita|al toque|en este momento)\b", lambda found, today: today),
    )
)  # fmt: skip
_VAGUE = re.compile(
    r"\b(?:(?:proxima|otra|siguiente|esta) (?:semana|quincena)|semana que viene|(?:proximo|otro|este) mes|mes que viene"
    r"|unos dias|mas tarde|otro dia|pronto|cuando (?:cobre|me paguen|me depositen|pueda))\b"
)
