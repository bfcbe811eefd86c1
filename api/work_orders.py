"""`/api/v1/work-orders`: the queue of the field team, page by page, and who gets an order."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api import schemas
from api.auth import Deed, roles, who_may
from api.cursors import LONGEST_CURSOR, cursor_of, read_cursor
from api.deps import Plugged
from api.errors import OF_ONE, refusals
from api.scope import order_seen, orders_asked
from api.sending_schemas import PaperDelivered, PaperDelivery
from api.staff_schemas import Assigned, Assignment
from receivables.model.account import Supply
from receivables.model.authenticity import door_number
from receivables.model.policy import Policy
from receivables.model.staff import User
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.assign import assign
from receivables.usecases.staff import NAME, subject
from receivables.usecases.unserved import delivered

PAGE = 50

router = APIRouter(tags=["Órdenes de trabajo"])


@router.get(
    "/api/v1/work-orders",
    response_description="Una página de órdenes.",
    summary="Ver las órdenes de trabajo",
    description=(
        "Cortes, reaperturas y entregas de avisos en papel, por páginas y en el orden de su identificador, con las "
        "pruebas de cada aviso. Un operario ve solo las suyas."
    ),
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY),
    openapi_extra=roles(Deed.READ_WORK_ORDERS),
)
async def work_orders(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.READ_WORK_ORDERS))],
    kind: Annotated[OrderKind | None, Query(description="Solo las de esta clase.")] = None,
    state: Annotated[OrderState | None, Query(description="Solo las que están en este estado.")] = None,
    operator: Annotated[
        str | None,
        Query(pattern=f"^{NAME.pattern}$", description="Solo las de este operario; me: las propias."),
    ] = None,
    cursor: Annotated[
        str | None, Query(max_length=LONGEST_CURSOR, description="El next de la página anterior.")
    ] = None,
) -> schemas.WorkOrders:
    """One more than a page is asked for, to know whether another one follows."""
    after = read_cursor(cursor)
    any_of_them, whose = orders_asked(user, operator)
    if not any_of_them:
        return schemas.WorkOrders(items=[], next=None)
    async with plugged.services.units.reading() as unit:
        found = await unit.work_orders.page(
            kind=kind,
            state=state,
            operator=whose,
            after=after,
            limit=PAGE + 1,
        )
        page = found[:PAGE]
        accounts = await unit.ledger.accounts({order.supply_number for order in page})
    policy = plugged.services.policy
    return schemas.WorkOrders(
        items=[
            _shown(order, accounts[order.supply_number].supply, policy, plugged.door_key) for order in page
        ],
        next=cursor_of(page[-1].id) if len(found) > PAGE else None,
    )


@router.post(
    "/api/v1/work-orders/{order_id:path}/assign",
    response_description="La orden, con su operario.",
    summary="Asignar una orden",
    description="A un operario habilitado, mientras la orden esté en cola. El identificador va tal como se listó.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.ASSIGN_WORK_ORDER),
)
async def assign_order(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.ASSIGN_WORK_ORDER))],
    order_id: Annotated[
        str, Path(max_length=LONGEST_CURSOR, description="El id de la orden.", examples=["cut/0012345/1"])
    ],
    to: Assignment,
) -> Assigned:
    """Assigning it again to the same operator changes nothing."""
    order = await assign(plugged.services, order_id, to.operator, actor=subject(user.name))
    return Assigned(id=order.id, operator=to.operator)


@router.post(
    "/api/v1/work-orders/{order_id:path}/delivered",
    response_description="Si el aviso cuenta como recibido.",
    summary="Informar un aviso entregado en papel",
    description=(
        "El operario, de una orden suya, con la huella de la foto. Si mientras tanto se pagó o ya no hacía falta, la "
        "orden se retira. Si solo faltan datos al día, o hay una pausa o un corte general, sigue en cola y se informa "
        "otra vez."
    ),
    responses=OF_ONE,
    openapi_extra=roles(Deed.REPORT_DELIVERY),
)
async def report_delivery(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.REPORT_DELIVERY))],
    order_id: Annotated[
        str,
        Path(
            max_length=LONGEST_CURSOR,
            description="El id de la orden.",
            examples=["notice_delivery-0012345-1-1"],
        ),
    ],
    how: PaperDelivery,
) -> PaperDelivered:
    """An order of somebody else is told as one that does not exist."""
    order = await order_seen(plugged.services, user, order_id)
    carried = await delivered(
        plugged.services,
        order.id,
        photo_sha256=how.photo_sha256,
        left=how.left,
        note=how.note or "",
        actor=subject(user.name),
    )
    reasons = list(carried.reasons)
    return PaperDelivered(id=order.id, delivered=not reasons, reasons=reasons)


def _shown(order: WorkOrder, supply: Supply, policy: Policy, key: bytes) -> schemas.WorkOrder:
    return schemas.WorkOrder(
        id=order.id,
        number=door_number(key, order.id, order.operator) if order.operator and key else None,
        kind=order.kind,
        state=order.state,
        supply_number=order.supply_number,
        meter_number=supply.meter_number,
        locality=supply.locality,
        address=supply.address,
        latitude=None if supply.latitude is None else float(supply.latitude),
        longitude=None if supply.longitude is None else float(supply.longitude),
        debt=str(order.debt),
        currency=order.debt.currency,
        reasons=list(order.reasons),
        evidence=[
            schemas.Evidence(notice=e.notice, channel=e.channel, served_at=policy.local(e.served_at))
            for e in order.evidence
        ],
        due_by=None if order.due_by is None else policy.local(order.due_by),
    )
