"""What is authentic and could not be read is read again when staff ask for it: messages and status callbacks.

A later version may know the word that this one does not. Then it has the effect that it would have had.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, parse_qsl

from starlette.datastructures import FormData, UploadFile

from bot.channels.telegram import hear
from bot.channels.twilio.inbound import Unreadable, to_callback, to_inbound
from bot.gathering import storable
from bot.letters import CALLBACK, FORM, JSON
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback
from receivables.ports import UnitOfWork
from receivables.usecases.answer import UNREADABLE
from receivables.usecases.dead_letters import lay_aside
from receivables.usecases.services import Services

MOST_FIELDS = 1_000
TELEGRAM = "telegram"
OF_TWILIO = frozenset({"twilio", "whatsapp", "sms"})

Fields = Mapping[str, object]


def fields_of(content: FormData | str) -> Fields:
    """The fields of what was signed: of a form, or of a JSON text. Raises Unreadable."""
    if not isinstance(content, str):
        return content
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None
    if not isinstance(given, dict):
        raise Unreadable("not_fields")
    return given


def form(text: str) -> FormData:
    """With repeated and empty fields, which are part of the signature. Raises ValueError for too many of them."""
    given = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    pairs: list[tuple[str, str | UploadFile]] = [*given]
    return FormData(pairs)


def callback_of(content: FormData | str, query: str, now: datetime) -> Callback:
    """What stands in the content and in the signed address. Raises Unreadable."""
    told = parse_qs(query, max_num_fields=MOST_FIELDS)
    of, attempt = (told.get(name, [""])[0] for name in ("o", "a"))
    return to_callback(fields_of(content), of, attempt, now)


def read_letter(letter: Inbound) -> Callback:
    """The callback of a letter. Raises Unreadable."""
    try:
        kept = json.loads(letter.raw)
        content = form(kept[FORM]) if FORM in kept else str(kept[JSON])
        return callback_of(content, kept["query"], letter.received_at)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Unreadable(UNREADABLE) from None


def read_message(letter: Inbound) -> Inbound | None:
    """The message of a letter, by the reader of its channel; None when it is nothing to answer. Raises Unreadable."""
    if letter.channel == TELEGRAM:
        told = hear(letter.raw.encode(), letter.received_at)
        if told.problem:
            raise Unreadable(told.problem)
        return told.inbound
    if letter.channel not in OF_TWILIO:
        raise Unreadable(UNREADABLE)
    try:
        content = letter.raw if letter.raw.startswith("{") else form(letter.raw)
    except ValueError:
        raise Unreadable(UNREADABLE) from None
    return to_inbound(fields_of(content), letter.received_at)


async def read_again(services: Services, channel: str) -> bool | None:
    """Read the oldest letter that staff want read again: whether it can be read now, or None when there is no letter.

    It has its effect as if it had just come; or it is a dead letter again, for what is wrong today.
    """
    letter: Inbound | None = None
    try:
        async with services.units() as unit:
            await unit.hold([f"talk:{channel}:"])
            letter = await unit.conversations.next_of(channel, "")
            if letter is None:
                return None
            if channel == CALLBACK:
                await unit.callbacks.receive([read_letter(letter)])
                await unit.conversations.mark_answered(letter.id, services.clock.now())
            else:
                await _store(unit, letter, read_message(letter), services.clock.now())
            return True
    except (
        Exception
    ) as fault:  # it cannot be read, or the store refuses it; one that is away fails here again
        if letter is None:
            raise
        problem = str(fault) if isinstance(fault, Unreadable) else type(fault).__name__
        async with services.units() as unit:
            await lay_aside(unit, letter, services.clock.now(), problem)
        return False


async def _store(unit: UnitOfWork, letter: Inbound, message: Inbound | None, now: datetime) -> None:
    """The message waits for its answer from now on, once: brought again by its provider, it is known by its own id."""
    if message is not None and message.id == letter.id:
        await unit.conversations.reread(storable(message))
        return
    if message is not None:
        await unit.conversations.receive(storable(message))
    await unit.conversations.mark_answered(letter.id, now)
