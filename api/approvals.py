"""`/api/v1/approvals`: what waits for named people, and their answers."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from api import staff_schemas as schemas
from api.auth import Deed, roles, who_may
from api.deps import Plugged
from api.errors import OF_ONE, refusals
from receivables.model.approval import Approval
from receivables.model.policy import Policy
from receivables.model.staff import StaffRole, User
from receivables.usecases.approvals import DECIDES, decide, waiting

LONGEST_ID = 200
SEE_ALL = frozenset({StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.AUDITOR})

router = APIRouter(prefix="/api/v1/approvals", tags=["Aprobaciones"])


@router.get(
    "",
    response_description="Lo que espera, lo más antiguo primero.",
    summary="Ver lo que espera aprobación",
    description="El comité ve solo lo que le toca decidir.",
    responses=refusals(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN),
    openapi_extra=roles(Deed.READ_APPROVALS),
)
async def approvals(
    plugged: Plugged, user: Annotated[User, Depends(who_may(Deed.READ_APPROVALS))]
) -> schemas.Approvals:
    """What a role may not decide it need not see, unless it answers for all of it."""
    found = await waiting(plugged.services)
    policy = plugged.services.policy
    seen = (each for each in found if user.role in SEE_ALL or user.role in DECIDES[each.matter])
    return schemas.Approvals(items=[_shown(each, policy) for each in seen])


@router.post(
    "/{approval_id:path}",
    response_description="Cómo queda.",
    summary="Aprobar o negar",
    description=(
        "Con el nombre de quien pregunta. Nadie responde dos veces ni sobre lo que él mismo pidió; un solo no la niega."
    ),
    responses=OF_ONE,
    openapi_extra=roles(Deed.VOTE),
)
async def answer(
    plugged: Plugged,
    user: Annotated[User, Depends(who_may(Deed.VOTE))],
    approval_id: Annotated[
        str, Path(max_length=LONGEST_ID, description="El id.", examples=["good_payer_cut/0012345/1"])
    ],
    decision: schemas.Decision,
) -> schemas.Approval:
    """One vote."""
    answered = await decide(
        plugged.services,
        approval_id,
        name=user.name,
        role=user.role,
        yes=decision.decision == "approve",
        why=decision.why,
    )
    return _shown(answered, plugged.services.policy)


def _shown(approval: Approval, policy: Policy) -> schemas.Approval:
    return schemas.Approval(
        id=approval.id,
        matter=approval.matter,
        subject=approval.subject,
        state=approval.state,
        needed=approval.needed,
        asked_at=policy.local(approval.asked_at),
        asked_by=approval.asked_by,
        why=approval.why,
        votes=[
            schemas.CastVote(
                name=vote.name,
                decision="approve" if vote.yes else "refuse",
                at=policy.local(vote.at),
                why=vote.why,
            )
            for vote in approval.votes
        ],
    )
