"""`POST /api/v1/payments` and its reversal: what collection centres tell us, settled at once."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api import schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import OF_ONE
from receivables.model.money import Money
from receivables.model.staff import User
from receivables.usecases.settle import post_payment, reverse_payment
from receivables.usecases.settlement import NewPayment, PostedPayment
from receivables.usecases.staff import subject

router = APIRouter(prefix="/api/v1/payments", tags=["Pagos"])


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_description="Registrado, y a qué se aplicó.",
    summary="Registrar un pago",
    description="Se aplica en el acto. La misma operación otra vez, con el mismo contenido, recibe la misma respuesta.",
    responses={
        HTTPStatus.OK: {
            "description": "Ya estaba registrado; es la misma respuesta.",
            "model": schemas.Payment,
        }
    }
    | OF_ONE,
    openapi_extra=roles(Deed.POST_PAYMENT),
)
async def post(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.POST_PAYMENT))],
    payment: schemas.NewPayment,
    response: Response,
) -> schemas.Payment:
    """201 when it is new, 200 when it is known: the body is the same."""
    new = NewPayment(
        operation=payment.operation,
        supply_number=payment.supply_number,
        amount=Money.of(payment.amount, payment.currency),
        paid_at=payment.paid_at,
        centre=payment.centre,
        bill=payment.bill,
    )
    posted = await post_payment(plugged.services, new, actor=subject(user.name))
    if not posted.created:
        response.status_code = HTTPStatus.OK
    return _shown(posted)


@router.post(
    "/{operation}/reversal",
    response_description="Extornado.",
    summary="Extornar un pago",
    description="El pago deja de contar y la deuda vuelve a ser la que era. Extornarlo otra vez no cambia nada.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.REVERSE_PAYMENT),
)
async def reverse(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.REVERSE_PAYMENT))],
    operation: Annotated[schemas.Operation, Path(description="Número de la operación.")],
) -> schemas.Payment:
    """What is true after it, in the shape of the answer to the payment."""
    return _shown(await reverse_payment(plugged.services, operation, actor=subject(user.name)))


def _shown(posted: PostedPayment) -> schemas.Payment:
    return schemas.Payment.model_validate(posted.settlement)
