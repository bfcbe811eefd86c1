"""Status callbacks that are authentic and could not be read are read again when staff ask for it.

A later version may know the word that this one does not. Then the callback has the effect that it would have had.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, parse_qsl

from starlette.datastructures import FormData, UploadFile

from bot.channels.twilio.inbound import Unreadable, to_callback
from bot.letters import CALLBACK, FORM, JSON
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback
from receivables.usecases.services import Services

MOST_FIELDS = 1_000

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


def read_letter(inbound: Inbound) -> Callback:
    """The callback of a letter. Raises Unreadable."""
    try:
        kept = json.loads(inbound.raw)
        content = form(kept[FORM]) if FORM in kept else str(kept[JSON])
        return callback_of(content, kept["query"], inbound.received_at)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Unreadable("unreadable") from None


async def read_again(services: Services) -> bool | None:
    """Read the oldest letter that staff want read again: whether it is a callback now, or None when there is no letter.

    It is stored with the others and applied as they are; or it is a dead letter again, for what is wrong today.
    """
    inbound: Inbound | None = None
    try:
        async with services.units() as unit:
            await unit.hold([f"talk:{CALLBACK}:"])
            inbound = await unit.conversations.next_of(CALLBACK, "")
            if inbound is None:
                return None
            await unit.callbacks.receive([read_letter(inbound)])
            await unit.conversations.mark_answered(inbound.id, services.clock.now())
            return True
    except (
        Exception
    ) as fault:  # it cannot be read, or the store refuses it; one that is away fails here again
        if inbound is None:
            raise
        problem = str(fault) if isinstance(fault, Unreadable) else type(fault).__name__
        async with services.units() as unit:
            await unit.conversations.mark_answered(inbound.id, services.clock.now(), problem)
        return False
