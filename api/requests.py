"""`/api/v1/requests`: what people asked of desks, oldest first, and the answers that they get."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api import request_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import refusals
from api.scope import localities_of, sees_supply
from receivables.errors import Unknown
from receivables.model.conversation import chat_ref
from receivables.model.policy import Policy
from receivables.model.request import TO_DO, Request, RequestKind, RequestState
from receivables.model.staff import User
from receivables.usecases import requests as deeds
from receivables.usecases.services import Services
from receivables.usecases.staff import subject
from templates.staff_words import refused_in_answer

LONGEST_NUMBER = 32
OF_ONE = refusals(
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
Reads = Annotated[User, Depends(who_may(Deed.READ_REQUESTS))]
Tends = Annotated[User, Depends(who_may(Deed.TEND_REQUESTS))]
Number = Annotated[
    str, Path(max_length=LONGEST_NUMBER, description="El número que se le dijo.", examples=["S-2026-000123"])
]

router = APIRouter(prefix="/api/v1/requests", tags=["Solicitudes"])


@router.get(
    "",
    response_description="Lo más antiguo primero.",
    summary="Ver las solicitudes",
    description=(
        "Sin estado, las que esperan y aquellas cuya respuesta no llegó. Un gestor ve las de sus localidades y las de"
        " ningún suministro."
    ),
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY),
    openapi_extra=roles(Deed.READ_REQUESTS),
)
async def requests(
    plugged: Plugged,
    user: Reads,
    kind: Annotated[RequestKind | None, Query(description="La clase.")] = None,
    state: Annotated[RequestState | None, Query(description="El estado.")] = None,
) -> schemas.Requests:
    """Those that wait, or those in that state."""
    found = await seen(plugged.services, user, kind, state)
    policy = plugged.services.policy
    return schemas.Requests(items=[shown(each, policy) for each in found])


@router.post(
    "/{number}/take",
    response_description="Cómo queda.",
    summary="Tomar una solicitud",
    description="Los demás ven quién la tiene.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_REQUESTS),
)
async def take(plugged: Plugged, user: Tends, number: Number) -> schemas.Request:
    """One that nobody has."""
    await one_seen(plugged.services, user, number)
    taken = await deeds.take(plugged.services, number, actor=subject(user.name))
    return shown(taken, plugged.services.policy)


@router.post(
    "/{number}/leave",
    response_description="Cómo queda.",
    summary="Devolver una solicitud",
    description="Otra persona puede tomarla.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_REQUESTS),
)
async def leave(plugged: Plugged, user: Tends, number: Number) -> schemas.Request:
    """Back to the others."""
    await one_seen(plugged.services, user, number)
    left = await deeds.leave(plugged.services, number, actor=subject(user.name))
    return shown(left, plugged.services.policy)


@router.post(
    "/{number}/close",
    response_description="Cómo queda.",
    summary="Responder una solicitud",
    description="La respuesta llega al chat de quien la hizo. Un reclamo registrado aquí dice cómo terminó.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_REQUESTS),
)
async def close(plugged: Plugged, user: Tends, number: Number, given: schemas.Closing) -> schemas.Request:
    """With an answer that its reader understands."""
    await one_seen(plugged.services, user, number)
    done = await deeds.close(
        plugged.services,
        number,
        actor=subject(user.name),
        answer=given.answer,
        outcome=given.outcome,
        lint=refused_in_answer,
    )
    return shown(done, plugged.services.policy)


@router.post(
    "/{number}/told",
    response_description="Cómo queda.",
    summary="Anotar que la persona ya sabe la respuesta",
    description="Para una respuesta que no pudo llegar al chat: se le dijo por teléfono, en la oficina o por carta.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_REQUESTS),
)
async def told(plugged: Plugged, user: Tends, number: Number) -> schemas.Request:
    """Told otherwise."""
    await one_seen(plugged.services, user, number)
    done = await deeds.notify(plugged.services, number, actor=subject(user.name))
    return shown(done, plugged.services.policy)


async def seen(
    services: Services, user: User, kind: RequestKind | None, state: RequestState | None
) -> list[Request]:
    """Those that are theirs to see: an agent bound to no place sees those of no supply."""
    bound = localities_of(user)
    states = TO_DO if state is None else (state,)
    places = ("",) if bound == () else bound or ()
    return await deeds.listed(services, kind=kind, states=states, localities=places)


async def one_seen(services: Services, user: User, number: str) -> Request:
    """A request. Raises Unknown, in the same words, when there is none and when it is not theirs to see."""
    async with services.units.reading() as unit:
        found = await unit.requests.get(number)
        supply = found.supply_number if found else None
        account = (await unit.ledger.accounts([supply], whole=False)).get(supply) if supply else None
    if found is None or (account is not None and not sees_supply(user, account.supply)):
        raise Unknown("no_such_request", number=number)
    return found


def shown(request: Request, policy: Policy) -> schemas.Request:
    """A request as JSON: neither the telephone nor the name of whoever asked."""
    return schemas.Request(
        number=request.number,
        kind=request.kind,
        desk=request.desk,
        state=request.state,
        supply_number=request.supply_number,
        channel=request.channel,
        conversation=chat_ref(request.channel, request.address) if request.address else "",
        opened_at=policy.local(request.opened_at),
        due_by=policy.local(request.due_by) if request.due_by else None,
        text=request.text,
        operation=_word(request, "operation"),
        photo=bool(request.values.get("photo")),
        place=_word(request, "place"),
        reason=_word(request, "why"),
        registered_as=_word(request, "registered_as"),
        bills=list(request.bills),
        taken_by=request.taken_by,
        closed_at=policy.local(request.closed_at) if request.closed_at else None,
        closed_by=request.closed_by,
        answer=request.answer,
        outcome=_word(request, "outcome"),
    )


def _word(request: Request, name: str) -> str:
    value = request.values.get(name)
    return value if isinstance(value, str) else ""
