"""What the program may not decide alone: a matter, put to named people, and their votes (I-17)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from receivables.errors import Refused


class Matter(StrEnum):
    """What is asked. How many named people must agree is the policy's (`Policy.approvals`)."""

    GOOD_PAYER_CUT = "good_payer_cut"
    DRASTIC_CUT = "drastic_cut"
    REMOVAL = "removal"
    BUREAU_REPORT = "bureau_report"
    WRITE_OFF = "write_off"
    CAMPAIGN = "campaign"


class ApprovalState(StrEnum):
    """One no refuses; enough different people saying yes grant; what it was about may be gone before."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Vote:
    """What one named person said, and why."""

    name: str
    yes: bool
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A question about a subject (a supply, a plan), with the answers so far. `round` is that of the case, else 0."""

    id: str
    matter: Matter
    subject: str
    round: int
    needed: int
    asked_at: datetime
    asked_by: str
    why: str
    votes: tuple[Vote, ...] = ()
    state: ApprovalState = ApprovalState.OPEN

    @property
    def names(self) -> str:
        """Who said yes, in the order of their votes."""
        return ", ".join(vote.name for vote in self.votes if vote.yes)


def vote(approval: Approval, cast: Vote) -> Approval:
    """Add a vote. Raises Refused("approval_closed", "voted_already", "own_request")."""
    if approval.state is not ApprovalState.OPEN:
        raise Refused("approval_closed", approval=approval.id, state=approval.state)
    if cast.name == approval.asked_by:
        raise Refused("own_request", approval=approval.id)
    if any(earlier.name == cast.name for earlier in approval.votes):
        raise Refused("voted_already", approval=approval.id, name=cast.name)
    votes = (*approval.votes, cast)
    return replace(approval, votes=votes, state=_state(votes, approval.needed))


def _state(votes: tuple[Vote, ...], needed: int) -> ApprovalState:
    if not all(vote.yes for vote in votes):
        return ApprovalState.REFUSED
    return ApprovalState.GRANTED if len(votes) >= needed else ApprovalState.OPEN
