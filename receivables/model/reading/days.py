"""Days as people name them: "mañana", "el viernes", "el 15", "15/12", "fin de mes", "en tres días"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from receivables.model.dates import add_months, period_of
from receivables.model.reading.counting import COUNTS
from receivables.model.reading.numbers import NUMBER, number

WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
_MONTH_NAMES = {name: i for i, name in enumerate(MONTHS, 1)} | {"setiembre": 9}
_MONTH_NAMES |= {name[:3]: i for name, i in _MONTH_NAMES.items()}
_ENGLISH_MONTHS = {
    name: i
    for i, name in enumerate(
        (
            *("january", "february", "march", "april", "may", "june", "july", "august"),
            *("september", "october", "november", "december"),
        ),
        1,
    )
}
_MONTH_NAMES |= _ENGLISH_MONTHS
_WEEKDAYS_IN_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: i for names in (WEEKDAYS, _WEEKDAYS_IN_ENGLISH) for i, name in enumerate(names)}
_DAYS = {**{word: n for word, n in COUNTS.items() if n <= 31 and word not in ("un", "una")}, "primero": 1}


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
    if bare and (found := re.fullmatch(rf"(?:dia )?({_DAY})", words)):
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
    day, month = _day(found[1]), _MONTH_NAMES[found[2]]
    return _safe(int(found[3]), month, day) if found[3] else _coming(day, month, today)


def _month_named_first(found: re.Match[str], today: date) -> date | None:
    """ "November 30", as English has it."""
    return _coming(_day(found[2]), _ENGLISH_MONTHS[found[1]], today)


def _day(word: str) -> int:
    """The day of a month, in figures or in words; 0, which no month has, for what is neither."""
    figures = re.match(r"\d+", word)
    return int(figures[0]) if figures else _DAYS.get(word, 0)


def _coming(day: int, month: int, today: date) -> date | None:
    """Without a year: of this one; of the next when it lies more than half a year back ("2/1" said in December)."""
    this_year = _safe(today.year, month, day)
    if this_year is not None and (today - this_year).days > 183:
        return _safe(today.year + 1, month, day)
    return this_year


def _weekday(found: re.Match[str], today: date) -> date:
    """The first such weekday after today; of next week when it says so."""
    wanted = _WEEKDAYS[found["weekday"]]
    if found["next_week"]:
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    """The next such day, today included: "el 15" said on the 20th is of the next month."""
    day = _day(found[1])
    first = today.replace(day=1) if day >= today.day else add_months(today.replace(day=1), 1)
    return _safe(first.year, first.month, day)


def _weekday_and_day(found: re.Match[str], today: date) -> date | None:
    """ "el viernes 15": that very day, if it is such a weekday; else it has to be asked for again."""
    day = _day(found[2])
    first = today.replace(day=1) if day >= today.day else add_months(today.replace(day=1), 1)
    on = _safe(first.year, first.month, day)
    return on if on is not None and on.weekday() == _WEEKDAYS[found[1]] else None


def _of_next_month(found: re.Match[str], today: date) -> date | None:
    first = add_months(today.replace(day=1), 1)
    return _safe(first.year, first.month, _day(found[1]))


def _of_this_month(found: re.Match[str], today: date) -> date | None:
    return _safe(today.year, today.month, _day(found[1]))


def _ahead(found: re.Match[str], today: date) -> date | None:
    count = number(found[1])
    if count is None or count > 366:
        return None
    if found[2].startswith("mes"):
        return add_months(today, count)
    return today + timedelta(days=count * (7 if found[2].startswith(("semana", "week")) else 1))


def _month_end(found: re.Match[str], today: date) -> date:
    return add_months(today.replace(day=1), 1) - timedelta(days=1)


def _next_month_end(found: re.Match[str], today: date) -> date:
    return add_months(today.replace(day=1), 2) - timedelta(days=1)


def _end_of_named_month(found: re.Match[str], today: date) -> date:
    return add_months(_first_of(found[1], today), 1) - timedelta(days=1)


def _middle_of_named_month(found: re.Match[str], today: date) -> date:
    return _first_of(found[1], today).replace(day=15)


def _first_of(month: str, today: date) -> date:
    """The first day of the month of that name that is not over."""
    first = date(today.year, _MONTH_NAMES[month], 1)
    return first if add_months(first, 1) > today else add_months(first, 12)


def _mid_month(found: re.Match[str], today: date) -> date:
    return today.replace(day=15) if today.day <= 15 else add_months(today.replace(day=15), 1)


def _next_saturday(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=(5 - today.weekday()) % 7)


_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)
_NEXT = "proxim[oa]|siguiente|otr[oa]|entrante"
_DAY = r"\d{1,2}(?:ro|er|st|nd|rd|th)?|" + "|".join(sorted(_DAYS, key=len, reverse=True))
_NOT_A_DAY = (
    r"(?! (?:cuot\w+|armadas?|partes|soles|sol|lucas?|pesos|mes|meses|dias|semanas?|recibos?|y medi\w+)\b)"
)
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", _iso),
        (r"(?<![\d.,/-])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d.,/-])", _numeric),
        (rf"\b({_DAY}) (?:de |of )?({_MONTH})\b(?: (?:de |del )?(\d{{4}}))?", _named_month),
        (rf"\b({'|'.join(_ENGLISH_MONTHS)}) (?:the )?({_DAY})\b", _month_named_first),
        (rf"\b({_DAY}) (?:de|del) (?:este mes|mes en curso|presente mes|presente)\b", _of_this_month),
        (rf"\b({_DAY}) del? (?:(?:{_NEXT}) mes|mes (?:{_NEXT}|que viene|que entra))", _of_next_month),
        (r"\bpasado manana\b|\bday after tomorrow\b", lambda found, today: today + timedelta(days=2)),
        (
            r"(?<!la )(?<!esta )\bmanana\b|\btomorrow\b",
            lambda found, today: today + timedelta(days=1),
        ),
        (
            rf"\b({_WEEKDAY}) (?:dia )?(?!(?:3[2-9]|[4-9]\d)\b)({_DAY})\b(?! (?:de la|am|pm|horas)){_NOT_A_DAY}",
            _weekday_and_day,
        ),
        (
            rf"\b(?P<weekday>{_WEEKDAY})\b"
            rf"(?P<next_week> de (?:la )?(?:(?:{_NEXT}) semana|semana (?:que viene|que entra|entrante|proxima)))?",
            _weekday,
        ),
        (r"\bfin(?:es|de)? de semana\b|\bweekend\b", _next_saturday),
        (
            rf"\bfin(?:es|al|ales)? del? (?:(?:{_NEXT}) mes|mes (?:{_NEXT}|que viene|que entra))\b",
            _next_month_end,
        ),
        (r"\bfin(?:es|al|ales)? (?:de|del)(?: este)? mes\b|\bend of (?:the |this )?month\b", _month_end),
        (rf"\bfin(?:es|al|ales)? (?:de|del mes de) ({_MONTH})\b", _end_of_named_month),
        (rf"\b(?:mediados|quincena|mitad) (?:de|del mes de) ({_MONTH})\b", _middle_of_named_month),
        (r"(?<!segunda )\bquincena\b|\bmediados (?:de|del)(?: este)? mes\b", _mid_month),
        (
            rf"\b(?:en|dentro de|de (?:aca|aqui) a|espereme|deme|dame|within|in)(?: unos)? ({NUMBER})"
            r" (dias?|semanas?|mes(?! (?:de|y|con)\b)|days?|weeks?)\b",
            _ahead,
        ),
        (rf"\b(?:el|dia|the) (?:dia )?({_DAY})\b{_NOT_A_DAY}", _day_of_month),
        (
            r"\b(?:hoy|ahora|ahorita|al toque|en este momento|esta tarde|esta noche|today|right now)\b",
            lambda found, today: today,
        ),
    )
)  # fmt: skip
_VAGUE = re.compile(
    rf"\b(?:(?:{_NEXT}|esta|fin de) (?:semana|quincena)|segunda quincena|semana (?:que viene|que entra|entrante)"
    rf"|(?:{_NEXT}|este) mes|mes (?:que viene|que entra|entrante)"
    r"|(?:principios?|inicios?|comienzos?|primeros dias) del?"
    r"|unos dias|mas tarde|otro dia|pronto|next (?:week|month)|when i get paid"
    r"|(?:cuando|apenas|ni bien|en cuanto|despues que|hasta que|luego que) (?:me |yo |ya |nos )*"
    r"(?:cobre|cobro|paguen|pagan|depositen|depositan|pueda|puedo|tenga|tengo|llegue|llega|salga|caiga|junte|venda|reciba))\b"
)
_PERIOD = re.compile(rf"\b({_MONTH})\b(?: (?:de |del )?(\d{{4}}))?")
_PERIOD_IN_FIGURES = re.compile(r"(?<![\d/-])(?:(\d{4})-(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])/(\d{4}))(?![\d/-])")


def read_period(words: str, today: date) -> str | None:
    """The month that plain words speak of, "2026-03": without a year the latest that has begun; None for none.

    "este mes" is the month of today, and "el mes pasado" the one before. The month of a full date is none.
    """
    if found := _PERIOD_IN_FIGURES.search(words):
        return f"{found[1]}-{found[2]}" if found[1] else f"{found[4]}-{int(found[3]):02}"
    if re.search(r"\b(?:mes (?:pasado|anterior)|(?:pasado|anterior) mes|last month)\b", words):
        return period_of(add_months(today, -1))
    for found in _PERIOD.finditer(words):
        if re.search(rf"\b(?:{_DAY}) (?:de )?$", words[: found.start()]):
            continue
        month = _MONTH_NAMES[found[1]]
        year = int(found[2]) if found[2] else today.year - (month > today.month)
        return f"{year:04}-{month:02}"
    return period_of(today) if re.search(r"\b(?:este|presente) mes\b", words) else None
