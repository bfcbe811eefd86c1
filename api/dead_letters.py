"""`/api/v1/dead-letters`: messages from outside that could not be processed, for staff to read, retry or bury."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api import sending_schemas as schemas
from api.auth import Deed, may, roles, who_may
from api.cursors import LONGEST_CURSOR, letter_cursor, read_letter_cursor
from api.deps import Plugged
from api.errors import refusals
from receivables.model.conversation import DeadLetter
from receivables.model.policy import Policy
from receivables.model.staff import User
from receivables.usecases import dead_letters
from receivables.usecases.staff import subject

LONGEST_ID = 200
PAGE = 50
OF_ONE = refusals(
    HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
)
LetterId = Annotated[
    str,
    Path(max_length=LONGEST_ID, description="El id.", examples=["SM00000000000000000000000000000001"]),
]

router = APIRouter(prefix="/api/v1/dead-letters", tags=["Envíos"])


@router.get(
    "",
    response_description="Los que esperan.",
    summary="Ver los mensajes que no se pudieron procesar",
    description="Lo más nuevo primero, por páginas. El texto, solo para quien lee conversaciones.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY),
    openapi_extra=roles(Deed.READ_SENDING),
)
async def letters(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.READ_SENDING))],
    cursor: Annotated[
        str | None, Query(max_length=LONGEST_CURSOR, description="El next de la página anterior.")
    ] = None,
) -> schemas.DeadLetters:
    """Neither who wrote nor, for most, what. One more than a page is asked for, to know whether another one follows."""
    reads, policy = may(user, Deed.READ_CHATS), plugged.services.policy
    found = await dead_letters.waiting(plugged.services, PAGE + 1, read_letter_cursor(cursor))
    return schemas.DeadLetters(
        items=[_shown(each, policy, reads=reads) for each in found[:PAGE]],
        next=letter_cursor(found[PAGE - 1].place) if len(found) > PAGE else None,
    )


@router.post(
    "/{letter_id:path}/retry",
    response_description="En camino otra vez.",
    summary="Procesar de nuevo un mensaje",
    description="Como si acabara de llegar; si falla otra vez, vuelve a esta lista.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_DEAD_LETTERS),
)
async def retry(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.TEND_DEAD_LETTERS))], letter_id: LetterId
) -> schemas.Retried:
    """The worker takes it in the order of its conversation."""
    await dead_letters.retry(plugged.services, letter_id, actor=subject(user.name))
    return schemas.Retried()


@router.post(
    "/{letter_id:path}/bury",
    response_description="Atendido.",
    summary="Dar por atendido un mensaje",
    description="Cuando alguien lo atendió de otro modo.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_DEAD_LETTERS),
)
async def bury(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.TEND_DEAD_LETTERS))],
    letter_id: LetterId,
    how: schemas.Burial,
) -> schemas.Buried:
    """With its reason."""
    await dead_letters.bury(plugged.services, letter_id, why=how.why, actor=subject(user.name))
    return schemas.Buried()


def _shown(letter: DeadLetter, policy: Policy, *, reads: bool) -> schemas.DeadLetter:
    inbound = letter.inbound
    return schemas.DeadLetter(
        id=inbound.id,
        channel=inbound.channel,
        received_at=policy.local(inbound.received_at),
        waiting_since=policy.local(letter.at),
        problem=letter.problem,
        size=len((inbound.raw or inbound.text).encode()),
        media=[schemas.LetterMedia(content_type=each.content_type, size=each.size) for each in inbound.media],
        text=(inbound.text or inbound.raw) if reads else None,
    )
