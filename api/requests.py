"""`/api/v1/requests`: what people asked of desks, the nearest deadline first, and the answers that they get."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api import request_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import OF_ONE, refusals
from api.scope import localities_of, sees_supply
from receivables.errors import Unknown
from receivables.model.conversation import chat_ref
from receivables.model.request import TO_DO, Request, RequestKind, RequestState
from receivables.model.request_deadlines import days_left
from receivables.model.staff import User
from receivables.usecases import data_requests
from receivables.usecases import requests as deeds
from receivables.usecases.services import Services
from receivables.usecases.staff import subject
from templates.staff_words import refused_in_answer

LONGEST_NUMBER = 32
MOST_DAYS = 365
Reads = Annotated[User, Depends(who_may(Deed.READ_REQUESTS))]
Tends = Annotated[User, Depends(who_may(Deed.TEND_REQUESTS))]
Number = Annotated[
    str, Path(max_length=LONGEST_NUMBER, description="El número que se le dijo.", examples=["S-2026-000123"])
]

router = APIRouter(prefix="/api/v1/requests", tags=["Solicitudes"])


@router.get(
    "",
    response_description="Primero lo que vence antes; al final, lo que no vence.",
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
    due_within_days: Annotated[
        int | None,
        Query(ge=0, le=MOST_DAYS, description="Solo lo que vence en tantos días, y lo vencido."),
    ] = None,
) -> schemas.Requests:
    """Those that wait, or those in that state."""
    found = await seen(plugged.services, user, kind, state, due_within_days)
    return schemas.Requests(items=[shown(each, plugged.services) for each in found])


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_description="Anotada, con su último día.",
    summary="Anotar que alguien pide sus datos",
    description="Lo que firmó en una oficina: que quiere ver sus datos o que se borren. El plazo de la ley corre solo.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY),
    openapi_extra=roles(Deed.NOTE_DATA_REQUEST),
)
async def note(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.NOTE_DATA_REQUEST))],
    new: schemas.NewDataRequest,
) -> schemas.Request:
    """Whoever wrote it in the chat has one already."""
    kind = RequestKind(new.kind)
    noted = await data_requests.note(
        plugged.services, kind, new.request, received_on=new.received_on, actor=subject(user.name)
    )
    return shown(noted, plugged.services)


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
    return shown(taken, plugged.services)


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
    return shown(left, plugged.services)


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
    return shown(done, plugged.services)


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
    return shown(done, plugged.services)


async def seen(
    services: Services,
    user: User,
    kind: RequestKind | None,
    state: RequestState | None,
    within: int | None = None,
) -> list[Request]:
    """Those that are theirs to see."""
    states = TO_DO if state is None else (state,)
    places = places_of(user)
    return await deeds.listed(services, kind=kind, states=states, localities=places, within=within)


def places_of(user: User) -> tuple[str, ...]:
    """Whose requests they see, none for all: an agent bound to no place sees those of no supply."""
    bound = localities_of(user)
    return ("",) if bound == () else bound or ()


async def one_seen(services: Services, user: User, number: str) -> Request:
    """A request. Raises Unknown, in the same words, when there is none and when it is not theirs to see."""
    async with services.units.reading() as unit:
        found = await unit.requests.get(number)
        supply = found.supply_number if found else None
        account = (await unit.ledger.accounts([supply], whole=False)).get(supply) if supply else None
    if found is None or (account is not None and not sees_supply(user, account.supply)):
        raise Unknown("no_such_request", number=number)
    return found


def shown(request: Request, services: Services) -> schemas.Request:
    """A request as JSON: neither the telephone nor the name of whoever asked."""
    policy, now = services.policy, services.clock.now()
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
        days_left=days_left(request.due_by, now, policy) if request.due_by and request.unsettled else None,
        late=request.unsettled and request.due_by is not None and request.due_by <= now,
        text=request.text,
        operation=_word(request, "operation"),
        photo=bool(request.values.get("photo")),
        place=_word(request, "place"),
        reason=_word(request, "why"),
        registered_as=_word(request, "registered_as"),
        paper=_word(request, "paper"),
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
