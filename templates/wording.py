"""How amounts, days and counts are written for people: Babel's rules of a locale, with plain spaces."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.policy import Office
from templates.labels import channel, concept, label, origin

_WIDE_SPACES = re.compile(r"[\u00a0\u202f\u2009]")


def plain_spaces(text: str) -> str:
    """Ordinary spaces for the no-break and narrow ones of Babel, which some telephones show as boxes."""
    return _WIDE_SPACES.sub(" ", text)


def money(amount: Money, locale: Locale | str = "es_PE") -> str:
    """ "S/ 1,234.50"."""
    return plain_spaces(format_currency(amount.soles, amount.currency, locale=locale))


class Wording:
    """The filters of the templates for one locale; moments are told on the clock of `zone`."""

    def __init__(self, locale: str, zone: ZoneInfo) -> None:
        self._locale = Locale.parse(locale)
        self._zone = zone

    def money(self, amount: Money) -> str:
        """ "S/ 1,234.50"."""
        return money(amount, self._locale)

    def day(self, day: date) -> str:
        """ "viernes 27 de noviembre de 2026"."""
        return self._date(day, "EEEE d 'de' MMMM 'de' y")

    def brief_day(self, day: date) -> str:
        """ "viernes 27"; for a button."""
        return self._date(day, "EEEE d")

    def short_day(self, day: date) -> str:
        """ "27/11/2026"."""
        return self._date(day, "dd/MM/y")

    def moment(self, moment: datetime) -> str:
        """ "viernes 27 de noviembre a las 10:00 a. m."."""
        return self._moment(moment, "EEEE d 'de' MMMM 'a' 'las' h:mm a")

    def dated_moment(self, moment: datetime) -> str:
        """ "viernes 27 de noviembre de 2026 a las 10:00"; for the record, which is read years later.

        Exactly midnight is a day of which nobody knows the hour: "viernes 27 de noviembre de 2026".
        """
        local = moment.astimezone(self._zone)
        if local.time() == time():
            return self.day(local.date())
        return self._moment(moment, "EEEE d 'de' MMMM 'de' y 'a' 'las' HH:mm")

    def dated(self, moment: datetime) -> str:
        """The day of a moment, on the utility's clock: "27/11/2026"."""
        return self._moment(moment, "dd/MM/y")

    def hour(self, moment: datetime) -> str:
        """ "10:00"."""
        return self._moment(moment, "HH:mm")

    def period(self, period: str) -> str:
        """A billing period "2023-12" as "diciembre de 2023"."""
        return self._date(date.fromisoformat(f"{period}-01"), "MMMM 'de' y")

    def quantity(self, amount: Decimal) -> str:
        """A measured amount without idle zeros: 16.000 is "16"."""
        return plain_spaces(format_decimal(amount.normalize(), locale=self._locale))

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """All of them by name."""
        return {
            "money": self.money,
            "quantity": self.quantity,
            "day": self.day,
            "brief_day": self.brief_day,
            "short_day": self.short_day,
            "moment": self.moment,
            "hour": self.hour,
            "period": self.period,
            "count": count,
            "given": given,
            "names": names,
            "tail": tail,
            "concept": concept,
            "dated": self.dated,
            "dated_moment": self.dated_moment,
            "channel": channel,
            "origin": origin,
            "notice": notice,
            "reasons": reasons,
            "overdue": overdue,
        }

    def _date(self, day: date, pattern: str) -> str:
        return plain_spaces(format_date(date(day.year, day.month, day.day), pattern, locale=self._locale))

    def _moment(self, moment: datetime, pattern: str) -> str:
        local = moment.astimezone(self._zone)
        return plain_spaces(format_datetime(local, pattern, locale=self._locale))


def count(number: int, one: str, many: str) -> str:
    """ "1 recibo", "3 recibos"."""
    return f"{number} {one if number == 1 else many}"


def overdue(bills: int, instalments: int) -> str:
    """ "2 recibos vencidos y 1 cuota vencida de su convenio"; empty for none."""
    parts = []
    if bills:
        parts.append(count(bills, "recibo vencido", "recibos vencidos"))
    if instalments:
        parts.append(count(instalments, "cuota vencida", "cuotas vencidas") + " de su convenio")
    return " y ".join(parts)


def notice(name: str) -> str:
    """The name of a notice of the ladder, inside a sentence: "aviso amistoso"."""
    told = label(Notice(name))
    return told[0].lower() + told[1:]


def reasons(names: Iterable[str]) -> str:
    """Reasons of withholding in one sentence: "tiene un convenio al día; fuera del horario permitido"."""
    return "; ".join(label(Reason(name)) for name in names)


def given(name: str) -> str:
    """The first given name: "Irma" of "Mendoza Cedillo, Irma Jessica" and of "Irma Mendoza"."""
    first, *_ = name.partition(",")[2].split() or name.split() or [""]
    return first.capitalize()


def names(offices: Iterable[Office]) -> str:
    """Where to go, in a sentence: one or two by name, more of them by the first and their count."""
    known = [office.name for office in offices]
    if len(known) > 2:
        return f"{known[0]} y otros {len(known) - 1} lugares autorizados"
    return " y ".join(known) or "nuestras oficinas"


def tail(masked: str) -> str:
    """The last digits of a masked number: "3768" of "...3768"."""
    return masked.lstrip(".")
