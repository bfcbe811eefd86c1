"""Questions to named people, and the deep links that people are given."""

from datetime import datetime

from sqlalchemy import select, update

from receivables.model.approval import Approval, ApprovalState, Matter
from receivables.model.invitation import Invitation
from receivables.store.mapping import Mapped
from receivables.store.session import Session
from receivables.store.tables import approvals, invitations
from receivables.store.writing import Known

APPROVALS = Mapped(approvals, Approval)
INVITATIONS = Mapped(invitations, Invitation)


class SqlApprovals:
    """Fills `ports.Approvals`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def ask(self, approval: Approval) -> bool:
        return await self._session.add(approvals, [APPROVALS.row(approval)]) == 1

    async def save(self, approval: Approval) -> None:
        self._session.change_later(approvals, ("id",), APPROVALS.row(approval))

    async def get(self, approval_id: str) -> Approval | None:
        query = select(*APPROVALS.columns).where(self._session.mine(approvals), approvals.c.id == approval_id)
        return await self._session.first(APPROVALS, query)

    async def of(self, matter: Matter, subject: str, round: int) -> Approval | None:
        query = (
            select(*APPROVALS.columns)
            .where(
                self._session.mine(approvals),
                approvals.c.matter == matter,
                approvals.c.subject == subject,
                approvals.c.round == round,
            )
            .order_by(approvals.c.asked_at.desc(), approvals.c.id.desc())
            .limit(1)
        )
        return await self._session.first(APPROVALS, query)

    async def open(self, limit: int = 200) -> list[Approval]:
        query = (
            select(*APPROVALS.columns)
            .where(self._session.mine(approvals), approvals.c.state == ApprovalState.OPEN)
            .order_by(approvals.c.asked_at, approvals.c.id)
            .limit(limit)
        )
        return await self._session.values(APPROVALS, query)


class SqlInvitations:
    """Fills `ports.Invitations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, invitation: Invitation) -> None:
        self._session.later(invitations, INVITATIONS.row(invitation), Known.IS_REPLACED)

    async def use(self, digest: str, now: datetime, by: str) -> Invitation | None:
        taking = (
            update(invitations)
            .where(
                self._session.mine(invitations),
                invitations.c.digest == digest,
                invitations.c.used_at.is_(None),
                invitations.c.expires_at > now,
            )
            .values(used_at=now, used_by=by)
            .returning(*INVITATIONS.columns)
        )
        return await self._session.first(INVITATIONS, taking)
