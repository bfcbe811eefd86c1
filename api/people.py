"""`/api/v1/people`: a person's own data, handed out or erased (PE-DAT-6, PE-DAT-7).

Who it is goes in the body: a path would leave a document or a telephone in the logs of every server on the way.
"""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from api import staff_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import refusals
from receivables.model.staff import User
from receivables.usecases import data_rights
from receivables.usecases.staff import subject

REFUSALS = refusals(
    HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
)

router = APIRouter(prefix="/api/v1/people", tags=["Personas"])


@router.post(
    "/data",
    response_description="Todo lo que se guarda de esa persona.",
    summary="Entregar a una persona sus datos",
    description="De quien tiene ese documento, teléfono o correo. Queda anotado que se entregaron, sin decir de quién.",
    responses=REFUSALS,
    openapi_extra=roles(Deed.READ_PERSON),
)
async def data(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.READ_PERSON))], asked: schemas.PersonAsked
) -> dict[str, Any]:
    """One plain document, to be printed or sent."""
    return await data_rights.export(plugged.services, asked.person, actor=subject(user.name))


@router.post(
    "/erasure",
    response_description="Lo que se borró y lo que queda.",
    summary="Borrar los datos de una persona",
    description="No vuelve a figurar ni a recibir mensajes; quedan los recibos, los pagos y el registro sin su nombre.",
    responses=REFUSALS,
    openapi_extra=roles(Deed.ERASE_PERSON),
)
async def erasure(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.ERASE_PERSON))],
    asked: schemas.PersonForgotten,
) -> schemas.Erased:
    """It cannot be undone."""
    erased = await data_rights.erase(plugged.services, asked.person, actor=subject(user.name), why=asked.why)
    return schemas.Erased(erased=dict(erased.counts), kept=list(erased.kept), answer_by=erased.answer_by)
