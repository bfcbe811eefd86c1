"""The words and values that only the page of sendings needs (es)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from receivables.model.conversation import Inbound
from receivables.model.ladder import Notice
from receivables.model.sending import AlarmKind
from receivables.usecases.show_sending import COUNTED
from templates.conversation_words import REQUESTS
from templates.labels import channel, label
from templates.pages.console_words import first_up
from templates.wording import count

LONGEST, LONGEST_RAW = 300, 8_000
PROVIDERS: Mapping[str, str] = {
    "twilio": "de Twilio",
    "telegram": "de Telegram",
    "smtp": "del servidor de correo",
}
OWN_WORDS: Mapping[str, str] = {"opt_outs": "demasiadas personas pidieron no recibir mensajes"}
"""Why the program halts something by itself, when no provider's code says it."""
NAMES: Mapping[str, str] = {
    "verify:codes": "Códigos de mensajes",
    "verify:visits": "Visitas de operarios",
    "no_such_mail": "Vuelven correos que no enviamos",
    "campaigns": "El reloj de las campañas",
    "no_such_row": "De mensajes que no están en esta base de datos",
    "no_such_attempt": "De intentos que no hicimos",
}
"""What rings, where its subject is a word of ours."""
PROBLEMS: Mapping[str, str] = {
    "unreadable": "No se entiende lo que llegó",
    "deadly": "El programa se cayó varias veces al procesarlo",
    "refused_by_the_store": "La base de datos no lo admite",
    "no_sid": "Llegó sin el identificador del proveedor",
    "no_sender": "No dice quién lo escribió",
    "not_a_message": "No es un mensaje de una persona",
    "not_ours": "Es un aviso de entrega que no dice de qué mensaje nuestro es",
    "unknown_status": "Es un aviso de entrega con un estado que el programa no conoce",
    "not_json": "Se esperaba JSON y no se pudo leer",
    "not_fields": "Se esperaban campos con nombre y llegó otra cosa",
}
"""Why something could not be processed; whatever else stands there is the name of a fault of the program."""
OF_LETTERS: Mapping[str, str] = {"twilio": "Por Twilio", "callback": "Aviso de entrega de Twilio"}
"""Whence a letter came that is of no chat."""
OF_HALTS: Mapping[str, str] = {
    "template": "Plantilla",
    "message": "Mensaje",
    "campaign": "Campaña",
    "channel": "Canal",
    "openings": "Conversaciones nuevas por",
}


@dataclass(frozen=True, slots=True)
class Can:
    """What this reader may do on the page."""

    halt: bool
    lift_all: bool
    see_alarms: bool
    decide_doubts: bool
    read_chats: bool
    tend_letters: bool
    read_spending: bool
    open_media: bool


def filters() -> Mapping[str, Callable[..., object]]:
    """All of them by name."""
    return {
        "halted_thing": halted_thing,
        "rings_for": rings_for,
        "problem": problem,
        "came_by": came_by,
        "as_it_came": as_it_came,
        "own_word": own_word,
        "seconds": seconds,
        "part_of": part_of,
        "clipped": clipped,
        "size": size,
        "dollars": dollars,
        "counted": counted,
    }


def halted_thing(subject: str) -> str:
    """What a halt holds: "template:whatsapp:last_chance.plain" is "Plantilla de WhatsApp: Último plazo (plain)"."""
    kind, _, rest = subject.partition(":")
    name = OF_HALTS.get(kind, "Envíos")
    if kind in ("template", "message"):
        by, _, of = rest.partition(":")
        key, _, variant = of.partition(".")
        told = label(Notice(key)) if key in set(Notice) else key
        told = f"{told} ({variant})" if variant else told
        return f"{name} de {channel(by)}: {told}"
    return f"{name} {channel(rest) if kind in ('channel', 'openings') else rest}".strip()


def rings_for(subject: str, kind: AlarmKind) -> str:
    """What an alarm is about: "twilio:63099" is "Código 63099 de Twilio"."""
    match kind:
        case AlarmKind.HALTED:
            return halted_thing(subject)
        case AlarmKind.REFUSED:
            of, _, code = subject.rpartition(":")
            return f"{halted_thing(of)}, código {code}"
        case AlarmKind.UNKNOWN_CODE:
            told = own_word(subject)
            return told[:1].upper() + told[1:]
        case AlarmKind.WINDOW_MISTAKEN:
            return f"Canal {channel(subject)}"
        case AlarmKind.OPT_OUTS:
            return f"Campaña {subject}"
        case AlarmKind.CALLBACKS:
            return problem(subject)
        case AlarmKind.DEAD_LETTERS:
            return came_by(subject)
        case AlarmKind.REQUESTS_NEAR | AlarmKind.REQUESTS_LATE:
            asked, _, day = subject.rpartition(":")
            return f"{first_up(REQUESTS.get(asked, asked))}: último día, {date.fromisoformat(day):%d/%m/%Y}"
        case _:
            return NAMES.get(subject, subject)


def problem(word: str) -> str:
    """Why something could not be processed."""
    return PROBLEMS.get(word, f"El programa falló al procesarlo ({clipped(word)})")


def came_by(name: str) -> str:
    """ "Por WhatsApp", "Aviso de entrega de Twilio"."""
    return OF_LETTERS.get(name, f"Por {channel(name)}")


def as_it_came(inbound: Inbound) -> str:
    """What was written; or, when nobody could read it, all that came: a form as its fields."""
    if inbound.text or not inbound.raw:
        return clipped(inbound.text)
    try:
        kept = json.loads(inbound.raw)
        told = parse_qsl(f"{kept['form']}&{kept['query']}", keep_blank_values=True)
    except (ValueError, TypeError, KeyError):
        return inbound.raw[:LONGEST_RAW]
    return "\n".join(f"{name}: {value}" for name, value in told)[:LONGEST_RAW]


def own_word(why: str) -> str:
    """Why something is halted: a person's words as they are, a word of ours in words, a code with who gave it."""
    provider, _, code = why.partition(":")
    if provider in PROVIDERS and code:
        return f"código {code} {PROVIDERS[provider]}"
    return OWN_WORDS.get(why, why)


def seconds(span: int) -> str:
    """ "40 segundos", "3 min"."""
    return count(span, "segundo", "segundos") if span < 120 else f"{span // 60} min"


def part_of(part: int, whole: int) -> int:
    """A length out of 100, for a bar."""
    return min(100, 100 * part // whole) if whole else 0


def clipped(text: str) -> str:
    """No more of a text than fits."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def size(inbound: Inbound) -> int:
    """How many bytes came."""
    return len((inbound.raw or inbound.text).encode())


def counted(number: int) -> str:
    """ "1,000"; "más de 1,000" where nobody counted on."""
    return f"{number:,}" if number <= COUNTED else f"más de {COUNTED:,}"


def dollars(micros: int) -> str:
    """ "USD 12.34": millionths of a dollar, rounded half up to the cent."""
    cents = (micros + 5_000) // 10_000
    return f"USD {cents // 100:,}.{cents % 100:02d}"
