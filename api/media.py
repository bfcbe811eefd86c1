"""`/api/v1/messages/{id}/media/{n}`: the photos and documents that people send, for those who go on with their chat."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import OF_ONE
from api.inbox_parts import file_seen
from receivables.model.staff import User
from receivables.usecases.media import KINDS, Opened, open_media
from receivables.usecases.staff import subject

LONGEST_ID = 200
MOST = 10
"""Files of one message; no provider brings more."""
BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
ITS_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "El archivo, para guardar.", "content": dict.fromkeys(sorted(KINDS), BINARY)}
}
MessageId = Annotated[
    str,
    Path(max_length=LONGEST_ID, description="El id.", examples=["SM00000000000000000000000000000001"]),
]
Number = Annotated[int, Path(ge=1, le=MOST, description="Cuál de sus archivos, desde 1.", examples=[1])]

router = APIRouter(prefix="/api/v1/messages", tags=["Envíos"])


@router.get(
    "/{message_id:path}/media/{number}",
    summary="Abrir un archivo que vino con un mensaje",
    description="Una foto, un documento o un audio. Se pide al proveedor en ese momento y se anota quién lo abrió.",
    response_class=Response,
    responses={**ITS_FILE, **OF_ONE},
    openapi_extra=roles(Deed.OPEN_MEDIA),
)
async def media(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.OPEN_MEDIA))],
    message_id: MessageId,
    number: Number,
) -> Response:
    """Never shown in place: whatever it holds, the browser is to keep it and not to run it."""
    await file_seen(plugged.services, user, message_id)
    actor = subject(user.name)
    return saved(await open_media(plugged.services, plugged.media, message_id, number, actor=actor))


def saved(opened: Opened) -> Response:
    """A file for the reader to keep."""
    headers = {
        "Content-Disposition": f'attachment; filename="{opened.name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(opened.content, headers=headers, media_type=opened.content_type)
