"""`/api/v1/agreements`: the agreements made in the chat, for whoever enters them in the commercial system."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api import agreement_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import refusals
from api.scope import localities_of
from receivables.model.agreeing import LIVE, Ours, Stage
from receivables.model.policy import Policy
from receivables.model.staff import User
from receivables.usecases.agreements import listed

PAGE = 100
LONGEST_NUMBER = 32
Reads = Annotated[User, Depends(who_may(Deed.READ_AGREEMENTS))]

router = APIRouter(prefix="/api/v1/agreements", tags=["Convenios"])


@router.get(
    "",
    response_description="Por número.",
    summary="Ver los convenios hechos en el chat",
    description="Sin estado, los vigentes: hay que registrarlos en el sistema comercial. De a 100, con `next_after`.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY),
    openapi_extra=roles(Deed.READ_AGREEMENTS),
)
async def agreements(
    plugged: Plugged,
    user: Reads,
    state: Annotated[Stage | None, Query(description="El estado.")] = None,
    after: Annotated[str, Query(max_length=LONGEST_NUMBER, description="Los que siguen a este número.")] = "",
) -> schemas.MadeAgreements:
    """Those in force, or those in that state."""
    stages = LIVE if state is None else {state}
    bound = localities_of(user)
    places = ("",) if bound == () else bound or ()
    found = await listed(plugged.services, stages, places, after, PAGE)
    items = [shown(each, plugged.services.policy) for each in found]
    return schemas.MadeAgreements(items=items, next_after=found[-1].number if len(found) == PAGE else None)


def shown(ours: Ours, policy: Policy) -> schemas.MadeAgreement:
    """An agreement as JSON: no name and no telephone."""
    return schemas.MadeAgreement(
        number=ours.number,
        version=ours.version,
        supply_number=ours.supply_number,
        state=ours.stage,
        accepted_at=policy.local(ours.accepted_at),
        channel=ours.channel,
        currency=ours.debt.currency,
        debt=ours.debt.soles,
        down_payment=ours.down_payment.soles,
        down_due_on=ours.down_due_on,
        signed_on=ours.signed_on,
        closed_at=policy.local(ours.closed_at) if ours.closed_at else None,
        tea=ours.tea,
        total=ours.total.soles,
        seal=ours.seal,
        bills=[
            schemas.AgreedBill(number=each.number, period=each.period, amount=each.amount.soles)
            for each in ours.bills
        ],
        instalments=[
            schemas.AgreedInstalment(
                number=row.number,
                due_on=row.due_on,
                principal=row.principal.soles,
                interest=row.interest.soles,
                amount=row.amount.soles,
            )
            for row in ours.rows
        ],
    )
