"""What whoever takes a chat over needs to know, in a few facts: made when it is shown, of the books as they are now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from receivables.model.account import Account
from receivables.model.conversation import Conversation
from receivables.model.handover import Handover
from receivables.model.ladder import Case, Promise
from receivables.model.money import Money
from receivables.model.request import Request
from receivables.model.standing import Standing
from receivables.model.trace import TurnTrace

LAST_WISHES = 3
LAST_SAID = 4
NO_WISH = frozenset(
    {"out_of_scope", "affirm", "deny", "greeting", "thanks_bye", "identify", "human", "not_text"}
)
"""What a message is that says nothing of what somebody came for."""


@dataclass(frozen=True, slots=True)
class Owing:
    """What the linked supply owes, as of the day up to which payments are known."""

    as_of: date
    outstanding: Money
    bills: int
    overdue: int
    oldest_due: date | None
    claimed: int
    agreement: str
    next_instalment: date | None
    promise: Promise | None
    cut: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """Why the chat is here, who it proved to be, what it wanted, what it heard already, and how its supply stands."""

    why: str
    since: datetime
    identity: str
    supply_number: str | None
    wishes: tuple[str, ...]
    said: tuple[str, ...]
    owing: Owing | None
    requests: tuple[Request, ...]
    opted_out: bool
    asked_back: int


def brief(
    stay: Handover,
    chat: Conversation,
    turns: Sequence[TurnTrace],
    *,
    owing: Owing | None,
    requests: Iterable[Request],
    opted_out: bool,
) -> Brief:
    """The facts; `turns` of the chat, oldest first. `asked_back`: how many messages were not understood of the last."""
    wishes = [turn.intent for turn in turns if turn.decision != "ask" and turn.intent not in NO_WISH]
    said = [key for turn in turns for key in turn.said]
    return Brief(
        stay.why,
        stay.at,
        chat.identity.value,
        chat.supply_number,
        _last(wishes, LAST_WISHES),
        _last(said, LAST_SAID),
        owing,
        tuple(request for request in requests if request.waits),
        opted_out,
        sum(turn.decision == "ask" for turn in turns),
    )


def owing_of(account: Account, standing: Standing, case: Case, as_of: date, *, cut: bool) -> Owing:
    """How a supply stands, in the figures that a person at the desk asks for first."""
    agreement = standing.agreement
    due = [each.instalment.due_on for each in standing.instalments]
    claimed = [each for each in standing.bills if each.claimed]
    return Owing(
        as_of,
        standing.outstanding,
        len(standing.outstanding_bills),
        len(standing.overdue_bills),
        min((each.bill.due_on for each in standing.outstanding_bills), default=None),
        len(claimed),
        agreement.number if agreement else "",
        min(due, default=None),
        case.promise,
        cut,
    )


def _last(words: Sequence[str], most: int) -> tuple[str, ...]:
    """The latest different ones, the latest last."""
    found = list(dict.fromkeys(reversed(words)))[:most]
    return tuple(reversed(found))
