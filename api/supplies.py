"""One supply: why it was written to or not (`/api/v1/supplies/{n}/why`), and what was signed at the desk about it."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api import staff_schemas as schemas
from api import story_schemas as stories
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import OF_ONE, refusals
from api.schemas import Code, Moment
from api.scope import supply_seen
from receivables.model.explanation import Explanation, Line, RuleText
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.staff import User
from receivables.usecases.codes import give
from receivables.usecases.commitments import commit
from receivables.usecases.explain import explain
from receivables.usecases.staff import subject
from templates.explaining import Explainer

MOST_LINES = 200

router = APIRouter(prefix="/api/v1", tags=["Suministros"])


@router.get(
    "/supplies/{supply_number:path}/why",
    response_description="Lo que dice el registro, lo más nuevo primero.",
    summary="Ver por qué se escribió, o no",
    description="Cada mensaje, silencio, pago y orden, con sus motivos y reglas. Un gestor ve solo sus localidades.",
    responses=refusals(
        HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY
    ),
    openapi_extra=roles(Deed.EXPLAIN),
)
async def why(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.EXPLAIN))],
    supply_number: Annotated[Code, Path(description="Número de suministro.")],
    limit: Annotated[int, Query(ge=1, le=MOST_LINES, description="Cuántas líneas a lo más.")] = 50,
    before: Annotated[Moment | None, Query(description="Solo lo anterior a este momento.")] = None,
) -> stories.Story:
    """A supply that is not theirs to see is told as one that there is not."""
    await supply_seen(plugged.services, user, supply_number)
    found = await explain(plugged.services, supply_number, limit=limit, before=before)
    return _story(found, plugged.services.policy)


@router.post(
    "/supplies/{supply_number:path}/code",
    status_code=HTTPStatus.CREATED,
    response_description="El código, esta única vez.",
    summary="Dar un código para el chat",
    description="A quien está en ventanilla y mostró su documento. Vale 15 minutos y una sola vez; el anterior ya no.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.GIVE_CODE),
)
async def code(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.GIVE_CODE))],
    supply_number: Annotated[Code, Path(description="Número de suministro.")],
    response: Response,
) -> schemas.OneTimeCode:
    """Nothing on the way may keep it."""
    await supply_seen(plugged.services, user, supply_number)
    given = await give(plugged.services, supply_number, actor=subject(user.name))
    response.headers["Cache-Control"] = "no-store"
    return schemas.OneTimeCode(code=given.code, expires_at=plugged.services.policy.local(given.expires_at))


@router.post(
    "/commitments",
    status_code=HTTPStatus.CREATED,
    response_description="Anotado.",
    summary="Anotar el compromiso de un reclamo fundado",
    description="Lo que se firmó en ventanilla. Si había una orden de corte en cola, se retira.",
    responses=OF_ONE,
    openapi_extra=roles(Deed.NOTE_COMMITMENT),
)
async def commitment(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.NOTE_COMMITMENT))],
    new: schemas.NewCommitment,
) -> schemas.Commitment:
    """The claim must have been decided for the customer."""
    amount = Money.of(new.amount, new.currency)
    case = await commit(
        plugged.services, new.supply_number, new.claim, new.due_on, amount, actor=subject(user.name)
    )
    return schemas.Commitment(
        supply_number=new.supply_number,
        claim=new.claim,
        due_on=new.due_on,
        amount=str(amount),
        currency=amount.currency,
        step=case.step.value,
    )


def _story(found: Explanation, policy: Policy) -> stories.Story:
    explainer = Explainer(policy)
    return stories.Story(
        supply_number=found.supply_number,
        lines=[_line(line, explainer.to_staff(line), policy) for line in found.lines],
        consents=[
            stories.Word(
                given=word.given,
                channel=word.channel,
                purpose=word.purpose.value,
                at=policy.local(word.at),
                origin=word.origin,
                wording=word.wording,
            )
            for word in found.consents
        ],
        more=found.more,
    )


def _line(line: Line, text: str, policy: Policy) -> stories.Line:
    return stories.Line(
        at=policy.local(line.at),
        who=line.who,
        what=line.what.value,
        text=text,
        reasons=[
            stories.Because(reason=why.reason.value, rules=[_rule(rule) for rule in why.rules])
            for why in line.why
        ],
        rules=[_rule(rule) for rule in line.rules],
        times=line.times,
        since=_local(line.since, policy),
    )


def _rule(rule: RuleText) -> stories.Rule:
    return stories.Rule(id=rule.id, says=rule.says, basis=rule.basis, confidence=rule.confidence)


def _local(moment: datetime | None, policy: Policy) -> datetime | None:
    return None if moment is None else policy.local(moment)
