"""`/api/v1/impediments`: what forbids pressing, told by the desk and by programs."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from api import staff_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import refusals
from receivables.model.impediment import Impediment
from receivables.model.staff import User
from receivables.usecases.impediments import Circumstance, lift, note
from receivables.usecases.staff import subject

SOURCE = "api"

router = APIRouter(prefix="/api/v1/impediments", tags=["Impedimentos"])


@router.get(
    "",
    response_description="Los vigentes hoy.",
    summary="Ver los impedimentos",
    description="Circunstancias por las que hoy no se cobra: interrupción, emergencia, fallecimiento y otras.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN),
    openapi_extra=roles(Deed.READ_IMPEDIMENTS),
)
async def impediments(
    plugged: Plugged, _: Annotated[User, Depends(who_may(Deed.READ_IMPEDIMENTS))]
) -> schemas.Impediments:
    """Newest first."""
    services = plugged.services
    async with services.units.reading() as unit:
        found = await unit.impediments.in_force(services.policy.today(services.clock.now()))
    return schemas.Impediments(items=[_shown(each) for each in found])


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_description="Anotado.",
    summary="Anotar un impedimento",
    description="Rige desde su primer día hasta el último, incluidos. Anotarlo otra vez no cambia nada.",
    responses=refusals(
        HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
    ),
    openapi_extra=roles(Deed.NOTE_IMPEDIMENT),
)
async def add(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.NOTE_IMPEDIMENT))],
    new: schemas.NewImpediment,
) -> schemas.Impediment:
    """From today on where nothing is said of its beginning."""
    services = plugged.services
    told = Circumstance(
        kind=new.kind,
        scope=new.scope,
        value=new.value,
        since=new.since or services.policy.today(services.clock.now()),
        until=new.until,
        source=SOURCE,
        why=new.why,
    )
    noted = await note(services, told, actor=subject(user.name))
    return _shown(noted)


@router.post(
    "/lift",
    response_description="Ya no rige.",
    summary="Levantar un impedimento",
    description="Desde este momento. El id va en el cuerpo: puede llevar un documento de identidad.",
    responses=refusals(
        HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
    ),
    openapi_extra=roles(Deed.LIFT_IMPEDIMENT),
)
async def end(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.LIFT_IMPEDIMENT))],
    which: schemas.LiftImpediment,
) -> schemas.Lifted:
    """Whoever lifts it says why."""
    await lift(plugged.services, which.id, why=which.why, actor=subject(user.name))
    return schemas.Lifted()


def _shown(impediment: Impediment) -> schemas.Impediment:
    return schemas.Impediment(
        id=impediment.id,
        kind=impediment.kind,
        scope=impediment.scope,
        value=impediment.value,
        since=impediment.since,
        until=impediment.until,
        source=impediment.source,
        why=impediment.why,
        noted_by=impediment.noted_by,
    )
