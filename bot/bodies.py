"""What a browser or a program sends to a page of ours, read no further than anybody needs it."""

from collections.abc import Mapping

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Message

from bot.problems import TooLarge

MOST_FIELDS = 8


async def body_of(request: Request, longest: int) -> bytes:
    """The body, of at most so many bytes. Raises TooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            raise TooLarge("message_too_large")
    return bytes(body)


async def form_of(request: Request, longest: int) -> Mapping[str, str]:
    """The fields of a form in either encoding; none for anything else. Raises TooLarge."""
    body = await body_of(request, longest)

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        fields = await Request(request.scope, again).form(max_files=0, max_fields=MOST_FIELDS)
    except HTTPException:  # neither of the two encodings, or spoilt
        return {}
    return {name: value for name, value in fields.items() if isinstance(value, str)}
