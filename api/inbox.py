"""`/api/v1/inbox` and `/api/v1/conversations`: the chats that wait for a person, and how each message was answered."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from api import inbox_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged, lately_of
from api.errors import OF_ONE, refusals
from api.inbox_parts import LONGEST_REF, colleague, seen_by, stay_seen
from receivables.model.conversation import chat_ref
from receivables.model.handover import Handover, HandoverNote, Waited
from receivables.model.policy import Policy
from receivables.model.staff import User
from receivables.model.trace import TurnTrace
from receivables.usecases import inbox as deeds
from receivables.usecases import show_inbox
from receivables.usecases.services import Services
from receivables.usecases.show_inbox import Bubble
from receivables.usecases.waiting_times import Lately
from templates.staff_words import refused_in_answer

OF_ALL = refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
Reads = Annotated[User, Depends(who_may(Deed.READ_INBOX))]
Tends = Annotated[User, Depends(who_may(Deed.TEND_INBOX))]
StayId = Annotated[str, Path(max_length=LONGEST_REF, description="El id.", examples=["83f736e7cf0dd79b2642"])]

router = APIRouter(tags=["Conversaciones"])


@router.get(
    "/api/v1/inbox",
    response_description="Lo más urgente primero.",
    summary="Ver quién espera a una persona",
    description="Un gestor ve lo de sus localidades y lo que todavía no es de ningún suministro.",
    responses=OF_ALL,
    openapi_extra=roles(Deed.READ_INBOX),
)
async def inbox(
    plugged: Plugged, user: Reads, lately: Annotated[Lately, Depends(lately_of)]
) -> schemas.Inbox:
    """Whoever waits, and how long people waited."""
    view = await show_inbox.inbox(plugged.services, seen_by(user), lately)
    policy = plugged.services.policy
    return schemas.Inbox(
        items=[
            schemas.Waiting(
                **_stay(each.stay, plugged.services).model_dump(),
                last=each.last.text or each.last.button if each.last else None,
                last_at=policy.local(each.last.received_at) if each.last else None,
            )
            for each in view.items
        ],
        more=view.more,
        waited=_measured(view.measured),
    )


@router.post(
    "/api/v1/inbox/{handover_id}/take",
    response_description="Cómo queda.",
    summary="Tomar una conversación",
    description="Desde ahora el asistente calla en ella.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_INBOX),
)
async def take(plugged: Plugged, user: Tends, handover_id: StayId) -> schemas.Stay:
    """From the list, or from a colleague."""
    await stay_seen(plugged.services, user, handover_id)
    return _stay(await deeds.take(plugged.services, handover_id, colleague(user)), plugged.services)


@router.post(
    "/api/v1/inbox/{handover_id}/release",
    response_description="Cómo queda.",
    summary="Devolver una conversación a la lista",
    description="Con el lugar que tenía.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_INBOX),
)
async def release(plugged: Plugged, user: Tends, handover_id: StayId) -> schemas.Stay:
    """Somebody else may take it."""
    await stay_seen(plugged.services, user, handover_id)
    return _stay(await deeds.release(plugged.services, handover_id, colleague(user)), plugged.services)


@router.post(
    "/api/v1/inbox/{handover_id}/answer",
    status_code=HTTPStatus.CREATED,
    response_description="En camino.",
    summary="Responder a la persona",
    description="Sin amenazas, y sin otra cuenta que los lugares oficiales. Quien responde toma la conversación.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_INBOX),
)
async def answer(plugged: Plugged, user: Tends, handover_id: StayId, given: schemas.Answer) -> schemas.Sent:
    """Through the outbox, as every other message."""
    await stay_seen(plugged.services, user, handover_id)
    who = colleague(user)
    key = await deeds.answer(
        plugged.services, handover_id, given.text, who, refused_in_answer, draft=given.draft
    )
    return schemas.Sent(key=key)


@router.post(
    "/api/v1/inbox/{handover_id}/close",
    response_description="Cómo queda.",
    summary="Terminar una conversación",
    description="El asistente sigue desde ahora, y lo dice.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_INBOX),
)
async def close(plugged: Plugged, user: Tends, handover_id: StayId, given: schemas.Closing) -> schemas.Stay:
    """How it ended."""
    await stay_seen(plugged.services, user, handover_id)
    closed = await deeds.close(plugged.services, handover_id, colleague(user), given.outcome)
    return _stay(closed, plugged.services)


@router.post(
    "/api/v1/inbox/{handover_id}/notes",
    status_code=HTTPStatus.NO_CONTENT,
    response_description="Anotado.",
    summary="Anotar algo para los demás",
    description="La persona no lo ve.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.TEND_INBOX),
)
async def note(plugged: Plugged, user: Tends, handover_id: StayId, given: schemas.NewNote) -> None:
    """For staff alone."""
    await stay_seen(plugged.services, user, handover_id)
    await deeds.note(plugged.services, handover_id, given.text, colleague(user))


@router.get(
    "/api/v1/conversations/{ref}",
    response_description="La conversación.",
    summary="Leer una conversación",
    description="Con la razón de cada respuesta y cómo va cada entrega.",
    responses=refusals(
        HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
    ),
    openapi_extra=roles(Deed.READ_INBOX),
)
async def conversation(
    plugged: Plugged,
    user: Reads,
    ref: Annotated[str, Path(max_length=LONGEST_REF, description="El nombre de la conversación.")],
) -> schemas.Conversation:
    """What was written last, at the end."""
    view = await show_inbox.conversation(plugged.services, ref, seen_by(user))
    policy = plugged.services.policy
    return schemas.Conversation(
        conversation=view.chat.ref,
        channel=view.chat.channel,
        identity=view.chat.identity.value,
        supply_number=view.chat.supply_number,
        with_person=view.chat.with_person,
        refused=view.refused,
        stays=[_stay(each, plugged.services) for each in view.stays],
        messages=[_line(each, policy) for each in view.bubbles],
        notes=[_note(each, policy) for each in view.notes],
    )


def _stay(stay: Handover, services: Services) -> schemas.Stay:
    policy = services.policy
    return schemas.Stay(
        id=stay.id,
        conversation=chat_ref(stay.channel, stay.address),
        channel=stay.channel,
        supply_number=stay.supply_number,
        why=stay.why,
        state=stay.state,
        since=policy.local(stay.at),
        waited_seconds=int(stay.waited(services.clock.now()).total_seconds()),
        taken_by=stay.taken_by,
        first_answer_at=policy.local(stay.first_answer_at) if stay.first_answer_at else None,
        closed_at=policy.local(stay.closed_at) if stay.closed_at else None,
        outcome=stay.outcome,
    )


def _measured(waited: Waited) -> schemas.Measured:
    return schemas.Measured(
        answered=waited.count,
        median_seconds=int(waited.median.total_seconds()) if waited.median is not None else None,
        ninetieth_seconds=int(waited.ninetieth.total_seconds()) if waited.ninetieth is not None else None,
    )


def _line(bubble: Bubble, policy: Policy) -> schemas.Line:
    at = policy.local(bubble.at)
    if bubble.row is not None:
        row, said = bubble.row, bubble.row.message.values.get("said")
        text = row.text or (said if isinstance(said, str) else None)
        return schemas.Line(
            at=at,
            sender="staff" if row.message.key == "staff" else "assistant",
            text=text,
            key=row.message.key,
            state=row.state.value,
        )
    inbound = bubble.inbound
    return schemas.Line(
        at=at,
        sender="customer",
        id=inbound.id if inbound else None,
        files=len(inbound.media) if inbound else 0,
        text=inbound.text if inbound else None,
        button=inbound.button if inbound else None,
        trace=_trace(bubble.trace) if bubble.trace else None,
    )


def _trace(trace: TurnTrace) -> schemas.Trace:
    return schemas.Trace(
        intent=trace.intent,
        confidence=trace.confidence,
        how=trace.how,
        decision=trace.decision,
        options=list(trace.options),
        also=list(trace.also),
        expecting_before=trace.expecting_before,
        expecting_after=trace.expecting_after,
        identity=trace.identity,
        rules=list(trace.rules),
        effects=list(trace.effects),
        said=list(trace.said),
    )


def _note(note: HandoverNote, policy: Policy) -> schemas.Note:
    return schemas.Note(at=policy.local(note.at), by=note.by, text=note.text)
