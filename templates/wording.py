"""How amounts, days and counts are written for people: Babel's rules of a locale, with plain spaces."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.paying import Office
from templates.labels import MESSAGES, channel, concept, label, notice, origin
from templates.tongue import tongue

_WIDE_SPACES = re.compile(r"[\u00a0\u202f\u2009]")


def plain_spaces(text: str) -> str:
    """Ordinary spaces for the no-break and narrow ones of Babel, which some telephones show as boxes."""
    return _WIDE_SPACES.sub(" ", text)


TRIED = (0, 1, 10, 99, 100, 905, 99_999, 100_000, 123_456, 99_999_999, 100_000_000, 123_456_789, 10**13 + 7)
"""The centimos by which the quick way to write amounts is held against Babel's."""


def money(amount: Money, locale: Locale | str = "es_PE") -> str:
    """ "S/ 1,234.50"; "$45.600"."""
    pattern = _pattern(amount.currency, locale)
    if pattern is None or amount.centimos < 0:
        return _by_babel(amount, locale)
    return _filled(pattern, amount.centimos, amount.currency in WHOLE_ALONE)


WHOLE_ALONE = frozenset({"COP"})
"""Where prices are long: "$45.600" is how it stands on a bill; centavos are written only where there are some."""

AT_HOME = {"COP": "es_CO", "PEN": "es_PE"}
"""Where a currency is the common one: a language of no country writes amounts with the sign that is printed there."""


def _by_babel(amount: Money, locale: Locale | str) -> str:
    reader = Locale.parse(locale)
    home = AT_HOME.get(amount.currency)
    if reader.territory or home is None:
        return plain_spaces(format_currency(amount.soles, amount.currency, locale=reader))
    pattern = Locale.parse(home).currency_formats["standard"].pattern
    told = format_currency(amount.soles, amount.currency, pattern, locale=reader, currency_digits=False)
    return plain_spaces(told.replace(amount.currency, get_currency_symbol(amount.currency, locale=home)))


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


def _filled(pattern: _Pattern, centimos: int, whole_alone: bool = False) -> str:
    before, between, point, after = pattern
    whole, rest = divmod(centimos, 100)
    told = "" if whole_alone and not rest else f"{point}{rest:02}"
    return f"{before}{f'{whole:,}'.replace(',', between)}{told}{after}"


class Wording:
    """The filters of the templates for one locale; moments are told on the clock of `zone`."""

    def __init__(self, locale: str, zone: ZoneInfo) -> None:
        self._locale = Locale.parse(locale)
        self._zone = zone
        self._say = tongue(locale)

    def money(self, amount: Money) -> str:
        """ "S/ 1,234.50"."""
        return money(amount, self._locale)

    def reopening(self, fee: Money) -> str:
        """What opening a closed service again costs, after its name; "cuesta S/ 0.00" nobody says."""
        if not fee:
            return self._say("no tiene costo")
        return self._say("cuesta {fee} y se cobra en un recibo posterior").format(fee=self.money(fee))

    def day(self, day: date) -> str:
        """ "viernes 27 de noviembre de 2026"."""
        return self._date(day, "EEEE d 'de' MMMM 'de' y")

    def day_and_month(self, day: date) -> str:
        """ "viernes 27 de noviembre"."""
        return self._date(day, "EEEE d 'de' MMMM")

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
            "names": self.names,
            "tail": tail,
            "concept": lambda name: self._say(concept(name)),
            "dated": self.dated,
            "dated_moment": self.dated_moment,
            "channel": lambda name: self._say(channel(name)),
            "origin": lambda of: self._say(origin(of)),
            "notice": self.notice,
            "message_name": self.message_name,
            "law": self.law,
            "line": self.line,
            "reasons": self.reasons,
            "overdue": self.overdue,
        }

    def overdue(self, bills: int, instalments: int) -> str:
        """ "2 recibos vencidos y 1 cuota vencida de su convenio"; empty for none."""
        parts = []
        if bills:
            parts.append(self._count(bills, "recibo vencido", "recibos vencidos"))
        if instalments:
            parts.append(
                self._count(instalments, "cuota vencida de su convenio", "cuotas vencidas de su convenio")
            )
        return f" {self._say('y')} ".join(parts)

    def notice(self, name: str) -> str:
        """The name of a notice of the ladder, inside a sentence: "aviso amistoso"."""
        return self._say(notice(name))

    def message_name(self, key: str) -> str:
        """What a proactive message is, by its key: "aviso amistoso"; one without a name is a notice of the service."""
        if key in set(Notice):
            return self.notice(key)
        return self._say(MESSAGES.get(key, "aviso sobre su servicio"))

    def law(self, text: str) -> str:
        """What a rule says, or on what it rests; in Spanish as long as nobody has translated its present words."""
        return self._say(text)

    def line(self, number: str) -> str:
        """The telephone of a help line: "113, opción 5"."""
        return number.replace("opción", self._say("opción"))

    def reasons(self, names: Iterable[str]) -> str:
        """Reasons of withholding in one sentence: "tiene un convenio al día; fuera del horario permitido"."""
        return "; ".join(self._say(label(Reason(name))) for name in names)

    def names(self, offices: Iterable[Office]) -> str:
        """Where to go, in a sentence: one or two by name, more of them by the first and their count."""
        known = [office.name for office in offices]
        if len(known) > 2:
            others = self._say("{first} y otros {count} lugares autorizados")
            return others.format(first=known[0], count=len(known) - 1)
        return f" {self._say('y')} ".join(known) or self._say("nuestras oficinas")

    def _count(self, number: int, one: str, many: str) -> str:
        return count(number, self._say(one), self._say(many))

    def _date(self, day: date, pattern: str) -> str:
        return _told_day(date(day.year, day.month, day.day), self._say(pattern), self._locale)

    def _moment(self, moment: datetime, pattern: str) -> str:
        local = moment.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)
        return _told_moment(local, self._say(pattern), self._locale)


@lru_cache(maxsize=1_024)
def _told_moment(local: datetime, pattern: str, locale: Locale) -> str:
    return plain_spaces(format_datetime(local, pattern, locale=locale))


@lru_cache(maxsize=1_024)
def _told_day(day: date, pattern: str, locale: Locale) -> str:
    return plain_spaces(format_date(day, pattern, locale=locale))


def count(number: int, one: str, many: str) -> str:
    """ "1 recibo", "3 recibos"."""
    return f"{number} {one if number == 1 else many}"


def given(name: str) -> str:
    """The first given name: "Irma" of "Mendoza Cedillo, Irma Jessica" and of "Irma Mendoza"."""
    first, *_ = name.partition(",")[2].split() or name.split() or [""]
    return first.capitalize()


def tail(masked: str) -> str:
    """The last digits of a masked number: "3768" of "...3768"."""
    return masked.lstrip(".")
