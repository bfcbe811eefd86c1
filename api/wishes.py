"""What people allow and refuse, told at the desk: `/api/v1/consents`, `/suppressions`, `/invitations`."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api import staff_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Parts, Plugged
from api.errors import OF_ONE
from api.scope import supply_seen
from receivables.model.consent import DESK
from receivables.model.contact import Contact
from receivables.model.invitation import LIFETIME
from receivables.model.staff import User
from receivables.usecases import consents, invitations, suppress
from receivables.usecases.staff import subject

router = APIRouter(prefix="/api/v1", tags=["Personas"])


@router.post(
    "/suppressions",
    status_code=HTTPStatus.CREATED,
    response_description="Cerrada.",
    summary="No escribir más",
    description="A una persona o a una dirección, desde este momento y por ningún canal. Otra vez no cambia nada.",
    responses={HTTPStatus.OK: {"description": "Ya estaba cerrada.", "model": schemas.Suppressed}} | OF_ONE,
    openapi_extra=roles(Deed.SUPPRESS),
)
async def close(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.SUPPRESS))],
    new: schemas.NewSuppression,
    response: Response,
) -> schemas.Suppressed:
    """201 when it was open, 200 when it was closed already."""
    actor = subject(user.name)
    news = await suppress.close(plugged.services, new.subject, new.cause, source=actor, actor=actor)
    if not news:
        response.status_code = HTTPStatus.OK
    return schemas.Suppressed(new=news)


@router.post(
    "/suppressions/lift",
    response_description="Abierta.",
    summary="Volver a escribir",
    description="Lo que la propia persona pidió cerrar, solo se abre con el número de su solicitud firmada.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.LIFT_SUPPRESSION),
)
async def open_again(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.LIFT_SUPPRESSION))],
    which: schemas.LiftSuppression,
) -> schemas.Lifted:
    """The request's number is part of the reason that is kept beside it."""
    signed = which.request is not None
    why = f"{which.why} ({which.request})" if signed else which.why
    await suppress.lift(
        plugged.services, which.subject, actor=subject(user.name), why=why, signed_request=signed
    )
    return schemas.Lifted()


@router.post(
    "/consents",
    status_code=HTTPStatus.CREATED,
    response_description="Anotado.",
    summary="Anotar un consentimiento",
    description="Lo que la persona firmó en ventanilla: que acepta, o que retira lo que había aceptado.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.NOTE_CONSENT),
)
async def consent(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.NOTE_CONSENT))], new: schemas.NewConsent
) -> schemas.Consent:
    """A no holds at once; a yes has no force on the day of a no."""
    await supply_seen(plugged.services, user, new.supply_number)
    await _keep(plugged, new, subject(user.name))
    services = plugged.services
    return schemas.Consent(
        given=new.given,
        channel=new.channel,
        purpose=new.purpose,
        recorded_at=services.policy.local(services.clock.now()),
    )


@router.post(
    "/invitations",
    status_code=HTTPStatus.CREATED,
    response_description="El enlace, esta única vez.",
    summary="Invitar a un cliente al chat",
    description="Un enlace para el recibo o la ventanilla: une el chat que lo abre con el suministro, una sola vez.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.INVITE),
)
async def invite(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.INVITE))], new: schemas.NewInvitation
) -> schemas.Invitation:
    """The token says nothing about the supply."""
    token = await invitations.make(plugged.services, new.supply_number, actor=subject(user.name))
    return schemas.Invitation(
        supply_number=new.supply_number,
        token=token,
        links=dict(plugged.links(token)),
        expires_in_days=LIFETIME.days,
    )


async def _keep(plugged: Parts, new: schemas.NewConsent, actor: str) -> None:
    contact = Contact(
        supply_number=new.supply_number,
        name=new.name,
        document=new.document or "",
        phone=new.phone or "",
        email=new.email or "",
        channel=new.channel,
        purpose=new.purpose,
        consented_on=None,
        origin="",
    )
    origin = f"{DESK}:{new.request}"
    if new.given:
        await consents.give(plugged.services, contact, wording=new.wording, actor=actor, origin=origin)
        return
    await consents.withdraw(
        plugged.services,
        contact.person,
        channel=new.channel,
        purpose=new.purpose,
        wording=new.wording,
        actor=actor,
        origin=origin,
    )
