"""How amounts, days and counts are written for people: Babel's rules of a locale, with plain spaces."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.policy import Office
from templates.labels import MESSAGES, channel, concept, label, origin

_WIDE_SPACES = re.compile(r"[\u00a0\u202f\u2009]")


def plain_spaces(text: str) -> str:
    """Ordinary spaces for the no-break and narrow ones of Babel, which some telephones show as boxes."""
    return _WIDE_SPACES.sub(" ", text)


TRIED = (0, 1, 10, 99, 100, 905, 99_999, 100_000, 123_456, 99_999_999, 100_000_000, 123_456_789, 10**13 + 7)
"""The centimos by which the quick way to write amounts is held against Babel's."""


def money(amount: Money, locale: Locale | str = "es_PE") -> str:
    """ "S/ 1,234.50"."""
    pattern = _pattern(amount.currency, locale)
    if pattern is None or amount.centimos < 0:
        return _by_babel(amount, locale)
    return _filled(pattern, amount.centimos)


def _by_babel(amount: Money, locale: Locale | str) -> str:
    return plain_spaces(format_currency(amount.soles, amount.currency, locale=locale))


_Pattern = tuple[str, str, str, str]
"""What stands before an amount, between its thousands, before its centimos, and after it."""


@lru_cache(maxsize=64)
def _pattern(currency: str, locale: Locale | str) -> _Pattern | None:
    """How a locale writes amounts, read off Babel's own way; None where that says other things (lakhs, no centimos).

    Babel takes thirty times as long, and amounts are hardly ever the same twice.
    """
    found = re.fullmatch(
        r"(\D*)1(\D*)234(?:\2)567(\D+)89(\D*)", _by_babel(Money(123_456_789, currency), locale)
    )
    if found is None:
        return None
    pattern = found[1], found[2], found[3], found[4]
    alike = all(_filled(pattern, each) == _by_babel(Money(each, currency), locale) for each in TRIED)
    return pattern if alike else None


def _filled(pattern: _Pattern, centimos: int) -> str:
    before, between, point, after = pattern
    whole, rest = divmod(centimos, 100)
    return f"{before}{f'{whole:,}'.replace(',', between)}{point}{rest:02}{after}"


class Wording:
    """The filters of the templates for one locale; moments are told on the clock of `zone`."""

    def __init__(self, locale: str, zone: ZoneInfo) -> None:
        self._locale = Locale.parse(locale)
        self._zone = zone

    def money(self, amount: Money) -> str:
        """ "S/ 1,234.50"."""
        return money(amount, self._locale)

    def reopening(self, fee: Money) -> str:
        """What opening a closed service again costs, after its name; "cuesta S/ 0.00" nobody says."""
        return f"cuesta {self.money(fee)} y se cobra en un recibo posterior" if fee else "no tiene costo"

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

    def brief_moment(self, moment: datetime) -> str:
        """ "viernes 27/11 a las 10:00"; for a short text."""
        return self._moment(moment, "EEEE d/MM 'a' 'las' H:mm")

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
            "reopening": self.reopening,
            "quantity": self.quantity,
            "day": self.day,
            "brief_day": self.brief_day,
            "short_day": self.short_day,
            "moment": self.moment,
            "brief_moment": self.brief_moment,
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
            "message_name": message_name,
            "reasons": reasons,
            "overdue": overdue,
        }

    def _date(self, day: date, pattern: str) -> str:
        return _told_day(date(day.year, day.month, day.day), pattern, self._locale)

    def _moment(self, moment: datetime, pattern: str) -> str:
        local = moment.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)
        return _told_moment(local, pattern, self._locale)


@lru_cache(maxsize=1_024)
def _told_moment(local: datetime, pattern: str, locale: Locale) -> str:
    return plain_spaces(format_datetime(local, pattern, locale=locale))


@lru_cache(maxsize=1_024)
def _told_day(day: date, pattern: str, locale: Locale) -> str:
    return plain_spaces(format_date(day, pattern, locale=locale))


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


def message_name(key: str) -> str:
    """What a proactive message is, by its key: "aviso amistoso"; one that has no name is a notice of the service."""
    if key in set(Notice):
        return notice(key)
    return MESSAGES.get(key, "aviso sobre su servicio")


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
