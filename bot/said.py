"""What somebody says in the embedded chat: a JSON object, or the form of the page, with a photo or a document.

A client may name its message with an `id` of its own: told twice, it has its effects once and gets the same replies.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message

from bot.bodies import body_of
from bot.problems import TooLarge
from receivables.errors import BadInput
from receivables.model.buttons import pressed
from receivables.usecases.media import KINDS

LONGEST = 4_096
LONGEST_BODY = 64 * 1_024
LONGEST_FILE = 5 * 1024 * 1024
LONGEST_NAME = 80
MOST_FIELDS = 6
FILES = ("image/jpeg", "image/png", "image/webp", "application/pdf")
"""What may be attached: what somebody would photograph or save as the proof of a payment."""
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its kind as its first bytes tell it, and the name that its sender gave it."""

    content: bytes
    content_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `id` is the client's own; "" without one."""

    text: str = ""
    button: str | None = None
    id: str = ""
    file: Attached | None = None


def is_form(request: Request) -> bool:
    """Whether the body is a form, as a browser without a script sends it."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() in FORMS


async def said_in(request: Request) -> Said:
    """The message in the body, a form or else JSON. Raises BadInput, TooLarge."""
    if is_form(request):
        return _of_form(await _form(request))
    return _of_json(await body_of(request, LONGEST_BODY))


def _of_json(body: bytes) -> Said:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise BadInput("message_not_json") from None
    if not isinstance(given, dict):
        raise BadInput("message_shape")
    return _said(given, None)


def _of_form(fields: Mapping[str, str | Attached]) -> Said:
    file = fields.get("file")
    given: dict[str, object] = {key: value for key, value in fields.items() if key != "file"}
    if given.get("button"):
        given.pop("text", None)
    return _said(given, file if isinstance(file, Attached) else None)


def _said(given: Mapping[str, object], file: Attached | None) -> Said:
    """One of text and button, and with a file maybe no text. Raises BadInput."""
    name, button = given.get("id", ""), given.get("button")
    if not isinstance(name, str) or (name and _ID.fullmatch(name) is None):
        raise BadInput("message_id")
    if "button" in given:
        if not isinstance(button, str) or "text" in given or file is not None:
            raise BadInput("message_shape")
        if pressed(button) is None:
            raise BadInput("unknown_button")
        return Said(button=button, id=name)
    if "text" not in given and file is None:
        raise BadInput("message_shape")
    text = _text(given.get("text", ""))
    if not text and file is None:
        raise BadInput("message_empty")
    return Said(text=text, id=name, file=file)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadInput("message_shape")
    if len(value) > LONGEST:
        raise BadInput("message_too_long", length=len(value), most=LONGEST)
    # What no database can keep: zero bytes, and halves of a character.
    return value.replace("\0", "").encode("utf-8", "ignore").decode().strip()


async def _form(request: Request) -> Mapping[str, str | Attached]:
    """The fields of a form; a file that is empty was not chosen. Raises BadInput, TooLarge."""
    body = await body_of(request, LONGEST_FILE + LONGEST_BODY)

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        async with Request(request.scope, again).form(
            max_files=1, max_fields=MOST_FIELDS, max_part_size=LONGEST_BODY
        ) as form:
            return {
                key: value if isinstance(value, str) else await _attached(value)
                for key, value in form.items()
                if isinstance(value, str) or value.size
            }
    except HTTPException:  # spoilt, or more fields than anybody needs
        raise BadInput("message_shape") from None


async def _attached(file: UploadFile) -> Attached:
    """The file, if it is of a kind that is taken here. Raises BadInput, TooLarge."""
    if file.size is not None and file.size > LONGEST_FILE:
        raise TooLarge("file_too_large", most=LONGEST_FILE // (1024 * 1024))
    content = await file.read()
    for kind in FILES:
        _, start, signs = KINDS[kind]
        if content.startswith(signs, start):
            return Attached(content, kind, _name(file.filename or ""))
    raise BadInput("file_kind")


def _name(given: str) -> str:
    """The name without folders and without what cannot be shown, cut in its middle when it is long."""
    bare = "".join(sign for sign in re.split(r"[/\\]", given)[-1] if sign.isprintable()).strip()
    return bare if len(bare) <= LONGEST_NAME else f"{bare[: LONGEST_NAME - 11]}…{bare[-10:]}"
