"""`/api/v1/halts`, `/doubts`, `/alarms`, `/bounces`, `/spending`: what staff see and decide of sendings."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from api import sending_schemas as schemas
from api.auth import Deed, check, may, roles, who_may
from api.deps import Plugged
from api.errors import refusals
from api.staff_schemas import Day
from receivables.errors import BadInput, Unknown
from receivables.model.message import OutboxRow
from receivables.model.policy import Policy
from receivables.model.sending import PROACTIVE_HALT, Alarm, Halt
from receivables.model.staff import User
from receivables.usecases import alarms as alarms_of
from receivables.usecases import costs, doubts, halts
from receivables.usecases.bounces import note_bounce
from receivables.usecases.staff import subject
from templates.labels import label

MAIL = "message/rfc822"
LONGEST_SPAN = timedelta(days=400)
MOST_DOUBTS = 200
REFUSALS = refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY)
OF_ONE = refusals(
    HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
)
READ = refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

router = APIRouter(prefix="/api/v1", tags=["Envíos"])


@router.get(
    "/halts",
    response_description="Lo detenido ahora.",
    summary="Ver lo que está detenido",
    description="Todo envío, un canal, una plantilla o una campaña. Las respuestas a quien escribe nunca se detienen.",
    responses=READ,
    openapi_extra=roles(Deed.READ_SENDING),
)
async def halted(plugged: Plugged, _: Annotated[User, Depends(who_may(Deed.READ_SENDING))]) -> schemas.Halts:
    """By subject."""
    policy = plugged.services.policy
    return schemas.Halts(items=[_halt(each, policy) for each in await halts.halts(plugged.services)])


@router.post(
    "/halts",
    status_code=HTTPStatus.CREATED,
    response_description="Detenido.",
    summary="Detener envíos",
    description="Rige para todos los programas en dos segundos. Detenerlo otra vez no cambia nada.",
    responses={HTTPStatus.OK: {"description": "Ya estaba detenido.", "model": schemas.Halted}} | REFUSALS,
    openapi_extra=roles(Deed.HALT),
)
async def halt(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.HALT))],
    what: schemas.NewHalt,
    response: Response,
) -> schemas.Halted:
    """201 when it went on, 200 when it was halted already."""
    new = await halts.halt(plugged.services, what.subject, why=what.why, actor=subject(user.name))
    if not new:
        response.status_code = HTTPStatus.OK
    return schemas.Halted(subject=what.subject, halted=True, new=new)


@router.post(
    "/halts/lift",
    response_description="Reanudado.",
    summary="Reanudar envíos",
    description="Todo envío (proactive) solo lo reanuda la gerencia.",
    responses=REFUSALS,
    openapi_extra=roles(Deed.LIFT_HALT),
)
async def lift(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.LIFT_HALT))], what: schemas.NewHalt
) -> schemas.Halted:
    """The global stop is lifted by whoever answers for all campaigns."""
    if what.subject == PROACTIVE_HALT:
        check(user, Deed.LIFT_GLOBAL_HALT)
    new = await halts.lift(plugged.services, what.subject, why=what.why, actor=subject(user.name))
    return schemas.Halted(subject=what.subject, halted=False, new=new)


@router.get(
    "/doubts",
    response_description="Lo que nadie sabe si salió.",
    summary="Ver los envíos en duda",
    description="Nunca se repiten a ciegas: un aviso del proveedor los aclara, o una persona decide.",
    responses=READ,
    openapi_extra=roles(Deed.READ_SENDING),
)
async def in_doubt(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.READ_SENDING))]
) -> schemas.Doubts:
    """Oldest first."""
    reads = may(user, Deed.READ_CHATS)
    policy = plugged.services.policy
    found = await doubts.waiting(plugged.services, limit=MOST_DOUBTS)
    return schemas.Doubts(items=[_doubt(row, policy, reads=reads) for row in found])


@router.post(
    "/doubts/{outbox_id}",
    response_description="Aclarado.",
    summary="Decidir sobre un envío en duda",
    description="Con el nombre de quien lo averiguó y cómo lo sabe.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.DECIDE_DOUBT),
)
async def resolve(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.DECIDE_DOUBT))],
    outbox_id: Annotated[int, Path(ge=1, le=2**53, description="El id.", examples=[1024])],
    what: schemas.Resolution,
) -> schemas.Resolved:
    """One that was resolved meanwhile is not found."""
    await doubts.decide(plugged.services, outbox_id, what.sent, actor=subject(user.name), why=what.why)
    return schemas.Resolved(id=outbox_id, sent=what.sent)


@router.get(
    "/alarms",
    response_description="Lo que nadie atiende todavía.",
    summary="Ver las alarmas",
    description="Lo que el programa encontró y necesita a una persona; lo más antiguo primero.",
    responses=READ,
    openapi_extra=roles(Deed.READ_SENDING),
)
async def alarms(plugged: Plugged, _: Annotated[User, Depends(who_may(Deed.READ_SENDING))]) -> schemas.Alarms:
    """Those that were not seen."""
    policy = plugged.services.policy
    return schemas.Alarms(items=[_alarm(each, policy) for each in await alarms_of.unseen(plugged.services)])


@router.post(
    "/alarms/see",
    response_description="Alguien la atiende.",
    summary="Atender una alarma",
    description="Con el nombre de quien la atiende. Si vuelve a ocurrir, suena de nuevo.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.SEE_ALARM),
)
async def see(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.SEE_ALARM))], which: schemas.SeenAlarm
) -> schemas.Seen:
    """One that somebody else saw meanwhile is not found."""
    await alarms_of.see(plugged.services, which.kind, which.subject, actor=subject(user.name))
    return schemas.Seen()


@router.post(
    "/bounces",
    response_description="Tomado en cuenta.",
    summary="Entregar un correo devuelto",
    description=(
        "El mensaje entero tal como llegó al buzón de rebotes (message/rfc822, hasta 1 MiB). Cierra la dirección que "
        "no existe o que se quejó."
    ),
    responses=REFUSALS,
    openapi_extra={
        **roles(Deed.REPORT_BOUNCE),
        "requestBody": {
            "required": True,
            "content": {
                MAIL: {"schema": {"type": "string", "format": "binary", "description": "El correo."}}
            },
        },
    },
)
async def bounce(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.REPORT_BOUNCE))], request: Request
) -> schemas.Bounced:
    """The same message again changes nothing more."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    raw = await request.body()
    if kind != MAIL or not raw:
        raise BadInput("not_a_mail")
    told = plugged.read_bounce(raw)
    if told is None:
        raise BadInput("not_a_bounce")
    actor = subject(user.name)
    return schemas.Bounced(outcome=await note_bounce(plugged.services, plugged.codes, told, actor=actor))


@router.get(
    "/spending",
    response_description="Lo gastado, por campaña, canal y categoría.",
    summary="Ver lo gastado en envíos",
    description="Del primer día al último, incluidos; sin ellos, el mes en curso. En dólares, como cobra el proveedor.",
    responses=REFUSALS,
    openapi_extra=roles(Deed.READ_SPENDING),
)
async def spending(
    plugged: Plugged,
    _: Annotated[User, Depends(who_may(Deed.READ_SPENDING))],
    since: Annotated[Day | None, Query(description="Primer día.", examples=["2024-01-01"])] = None,
    until: Annotated[Day | None, Query(description="Último día.", examples=["2024-01-31"])] = None,
) -> schemas.Spending:
    """What each message cost stands on its row: the estimate, until the provider told the real price."""
    services = plugged.services
    today = services.policy.today(services.clock.now())
    last = until or today
    first = since or last.replace(day=1)
    if not first <= last <= first + LONGEST_SPAN:
        raise BadInput("days_out_of_order")
    spent = await costs.spending(services, first, last)
    unpriced = await costs.unpriced(services, first, last, plugged.prices)
    return schemas.Spending(
        since=first,
        until=last,
        total=dollars(sum(micros for _, _, micros in spent.values())),
        unpriced=sum(unpriced.values()),
        items=[
            schemas.Spent(
                campaign=campaign,
                channel=channel,
                category=category,
                messages=messages,
                segments=segments,
                cost=dollars(micros),
                unpriced=unpriced.get((campaign, channel, category), 0),
            )
            for (campaign, channel, category), (messages, segments, micros) in sorted(spent.items())
        ],
    )


def dollars(micros: int) -> str:
    """Millionths of a dollar as a text with six decimals."""
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def _halt(each: Halt, policy: Policy) -> schemas.Halt:
    until = None if each.until is None else policy.local(each.until)
    return schemas.Halt(subject=each.subject, at=policy.local(each.at), by=each.by, why=each.why, until=until)


def _doubt(row: OutboxRow, policy: Policy, *, reads: bool) -> schemas.Doubt:
    if row.id is None:
        raise Unknown("unknown_doubt")
    return schemas.Doubt(
        id=row.id,
        kind=row.kind,
        notice=row.notice,
        campaign=row.campaign,
        supply_number=row.supply_number,
        channel=row.channel,
        attempt=row.attempt,
        sent_at=None if row.sent_at is None else policy.local(row.sent_at),
        code=row.code,
        text=row.text if reads else None,
    )


def _alarm(each: Alarm, policy: Policy) -> schemas.Alarm:
    return schemas.Alarm(
        kind=each.kind,
        subject=each.subject,
        says=label(each.kind),
        first_at=policy.local(each.first_at),
        last_at=policy.local(each.last_at),
        count=each.count,
    )
