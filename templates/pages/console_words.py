"""The words that only the console needs: names of roles, matters and causes, and how time and shares are told (es)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal, format_percent

from receivables.model.approval import Matter
from receivables.model.decision import Reason
from receivables.model.impediment import Scope
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.suppression import Cause
from templates.labels import channel, label, origin
from templates.roles import TITLES
from templates.wording import Wording, count, plain_spaces

WORDS: Mapping[type[Enum], Mapping[Enum, str]] = {
    Matter: {
        Matter.GOOD_PAYER_CUT: "Corte a quien era buen pagador",
        Matter.DRASTIC_CUT: "Corte drástico",
        Matter.REMOVAL: "Levantamiento de la conexión",
        Matter.BUREAU_REPORT: "Reporte a la central de riesgo",
        Matter.WRITE_OFF: "Castigo de la deuda",
        Matter.CAMPAIGN: "Campaña",
    },
    Cause: {
        Cause.OPTED_OUT: "pidieron no recibir mensajes",
        Cause.WRONG_PERSON: "no eran la persona",
        Cause.DECEASED: "fallecieron",
        Cause.BLOCKED: "bloquearon el canal",
        Cause.INVALID: "dirección que no existe",
    },
    Scope: {
        Scope.SUPPLY: "suministro",
        Scope.DOCUMENT: "documento",
        Scope.LOCALITY: "localidad",
        Scope.SECTOR: "sector",
    },
}

CATEGORIES = {
    "DOMESTICO": "Doméstico",
    "SOCIAL": "Social",
    "COMERCIAL": "Comercial",
    "INDUSTRIAL": "Industrial",
    "ESTATAL": "Estatal",
}

OWING = {
    "overdue_bills": ("recibo vencido", "recibos vencidos"),
    "overdue_instalments": ("cuota vencida", "cuotas vencidas"),
}

PROGRAM = "el programa"
OURS = {
    **dict.fromkeys(("clock", "dispatcher", "assistant", "check"), PROGRAM),
    "provider": "un aviso del proveedor",
}
"""Who did something without being a member of staff."""


class ConsoleWords:
    """The filters of the console's templates for one locale; moments are told on the clock of `zone`."""

    def __init__(self, locale: str, zone: ZoneInfo) -> None:
        self._wording = Wording(locale, zone)
        self._locale = locale
        self._zone = zone

    def filters(self) -> Mapping[str, Callable[..., object]]:
        """All of them by name, those of the messages included."""
        return {
            **self._wording.filters(),
            "label": label,
            "channel": channel,
            "origin": origin,
            "word": word,
            "title_of": TITLES.__getitem__,
            "person": person,
            "causes": causes,
            "owing": owing,
            "category": category,
            "notice": notice,
            "first_up": first_up,
            "of": of,
            "ago": ago,
            "left": left,
            "since": since,
            "thousands": self.thousands,
            "customers": self.customers,
            "share": self.share,
            "short_moment": self.short_moment,
            "long_day": self.long_day,
        }

    def thousands(self, number: int) -> str:
        """ "1,519"."""
        return plain_spaces(format_decimal(number, locale=self._locale))

    def customers(self, number: int) -> str:
        """ "1 cliente", "1,519 clientes"."""
        return f"{self.thousands(number)} {'cliente' if number == 1 else 'clientes'}"

    def share(self, part: Money, whole: Money) -> str:
        """ "71%" of the whole, rounded down; of nothing it is 0%."""
        return plain_spaces(format_percent(Decimal(of(part, whole)).scaleb(-2), locale=self._locale))

    def short_moment(self, moment: datetime) -> str:
        """ "08/01/2024 07:30"."""
        return f"{moment.astimezone(self._zone):%d/%m/%Y %H:%M}"

    def long_day(self, moment: datetime) -> str:
        """The day of a moment: "lunes 22 de enero de 2024"."""
        return self._wording.day(moment.astimezone(self._zone).date())


def word(value: Enum) -> str:
    """The name of a matter, a cause or a scope."""
    return WORDS[type(value)][value]


def person(actor: str) -> str:
    """Who it was: a member of staff by name, our own programs by one word."""
    return OURS.get(actor) or actor.removeprefix("staff/")


def causes(text: str) -> str:
    """Reasons as they were written down, parted by commas, in words; a text that is no list of reasons stays."""
    named = text.split(",")
    if any(":" in each for each in named):
        return owing(tuple(named))
    return "; ".join(label(Reason(each)) for each in named) if set(named) <= set(Reason) else text


def owing(reasons: tuple[str, ...]) -> str:
    """For what an order was made: "overdue_bills:10" is "10 recibos vencidos"."""
    told = []
    for reason in reasons:
        kind, _, number = reason.partition(":")
        known = kind in OWING and number.isdecimal()
        told.append(count(int(number), *OWING[kind]) if known else causes(kind))
    return " y ".join(told)


def category(name: str) -> str:
    """The category of a supply; one of another country stays as the register writes it."""
    return CATEGORIES.get(name, name)


def notice(name: str) -> str:
    """The name of a served notice."""
    return label(Notice(name)) if name in set(Notice) else name


def first_up(text: str) -> str:
    """The same with a capital at its beginning; the rest as it was."""
    return text[:1].upper() + text[1:]


def of(part: Money, whole: Money) -> int:
    """A length out of 100, for a bar."""
    return max(0, min(100, 100 * part.centimos // whole.centimos)) if whole else 0


def ago(day: date, today: date) -> str:
    """ "hoy", "ayer", "hace 3 días"."""
    days = (today - day).days
    if days < 0:
        return "más adelante"
    return ("hoy", "ayer")[days] if days < 2 else f"hace {days} días"


def left(due: datetime, now: datetime) -> str:
    """What is left until then: "quedan 3 h 10 min"; "vencido hace 20 min"."""
    if due < now:
        return f"vencido hace {_span(now - due)}"
    return f"quedan {_span(due - now)}"


def since(then: datetime, now: datetime) -> str:
    """ "hace 2 días"."""
    return f"hace {_span(now - then)}"


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes >= 48 * 60:
        return count(minutes // (24 * 60), "día", "días")
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
