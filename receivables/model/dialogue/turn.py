"""What a turn of the talk looks at, and what comes out of it: values, nothing done yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from receivables.model.account import Account
from receivables.model.agreeing import Ours
from receivables.model.authenticity import Verdict
from receivables.model.consent import CHAT
from receivables.model.contact import Contact
from receivables.model.conversation import Conversation, Identity, Media
from receivables.model.dialogue.effects_codes import CodeEffect
from receivables.model.dialogue.effects_desk import OpenRequest, RegisterClaim
from receivables.model.dialogue.effects_people import ResumeBot, ToldLate, Waits
from receivables.model.dialogue.effects_plans import PlanEffect
from receivables.model.explanation import Explanation
from receivables.model.handover import Handover
from receivables.model.intent import Reading
from receivables.model.ladder import Case
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.one_time import CodeCheck, CodeWay
from receivables.model.policy import Calendar, Policy
from receivables.model.request import Request
from receivables.model.standing import Standing
from receivables.model.workorder import WorkOrder

NO_CALENDAR = Calendar(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class LinkSupply:
    """The chat proved who it is: by data of the bill ("chat"), or by the link that it was opened with ("deep_link")."""

    supply_number: str
    by: str = CHAT


@dataclass(frozen=True, slots=True)
class NoteWrongTry:
    """A wrong proof was offered for that supply, which may not even exist."""

    supply_number: str


@dataclass(frozen=True, slots=True)
class TakePromise:
    """A promise, read back and confirmed."""

    supply_number: str
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of the supply's case: "paid" (with the operation, if given) or "claim", which takes a queued cut back.

    `bills`: those that have it for a word, once each.
    """

    supply_number: str
    why: str
    until: datetime
    operation: str = ""
    bills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptOut:
    """The persons behind the chat want to be left alone (I-6)."""

    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptIn:
    """They undo it."""

    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuppressAddress:
    """The address belongs to somebody else (I-7)."""

    why: str


@dataclass(frozen=True, slots=True)
class AskedConsent:
    """Whether notices may come here was asked: not again for a long while."""


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Yes to notices of that supply in this chat, in answer to our question; `origin`: "chat" or "deep_link"."""

    supply_number: str
    origin: str


@dataclass(frozen=True, slots=True)
class NoteDeceased:
    """Somebody told of a death: nothing presses these supplies until a person has looked."""

    supplies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """A person is to take over, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Simulated:
    """An instalment plan was shown; nothing was agreed."""

    supply_number: str
    debt: Money
    down_payment: Money
    instalments: int


@dataclass(frozen=True, slots=True)
class OfferClaim:
    """Inspection or a claim was offered for these bills, before payment was asked for (PE-BILL-2)."""

    supply_number: str
    bills: tuple[str, ...]


Effect = (
    LinkSupply
    | NoteWrongTry
    | TakePromise
    | Hold
    | OptOut
    | OptIn
    | SuppressAddress
    | AskedConsent
    | GiveConsent
    | NoteDeceased
    | HandOver
    | Simulated
    | OfferClaim
    | OpenRequest
    | RegisterClaim
    | CodeEffect
    | ResumeBot
    | ToldLate
    | Waits
    | PlanEffect
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one supply on the day."""

    account: Account
    standing: Standing
    case: Case
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a turn may look at.

    `supplies`: the linked one and those whose number was written in this talk, where they exist. `as_of`: the day up to
    which payments are known. `here`: contacts reached at the chat's address. `locked`: supply numbers about which too
    many wrong proofs were offered. `opted_out`: whether the persons behind the chat asked to be left alone. `mistaken`:
    whether the address was closed because it is of somebody else (I-7). `story`:
    what the record says of the linked supply, where it was asked. `calendar`: for days that the law counts. `verdict`:
    whether the message that is doubted is ours, where it was asked. `codes`: how six digits of the message compare with
    the one-time code of a supply that it may be about. `code_ways`: where a code can be sent, where one may be wanted;
    `code_limit`: none, because several were sent lately. `said`, `media`: the message as it came. `requests`: what was
    asked of desks for the linked supply or from this chat, where it matters. `ours`: the latest agreement made in the
    chat of each supply, where agreements are spoken of. `orders`: the work orders of the supplies, oldest first, where
    a cut or a reopening is asked about.
    """

    supplies: Mapping[str, Known]
    as_of: date
    here: tuple[Contact, ...] = ()
    locked: frozenset[str] = frozenset()
    opted_out: bool = False
    mistaken: bool = False
    story: Explanation | None = None
    calendar: Calendar = NO_CALENDAR
    verdict: Verdict | None = None
    handover: Handover | None = None
    codes: Mapping[str, CodeCheck] = field(default_factory=dict)
    code_ways: tuple[CodeWay, ...] = ()
    code_limit: bool = False
    said: str = ""
    media: tuple[Media, ...] = ()
    requests: tuple[Request, ...] = ()
    orders: tuple[WorkOrder, ...] = ()
    ours: Mapping[str, Ours] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """The chat as it is now, what is said, and what is to be done."""

    conversation: Conversation
    messages: tuple[Message, ...]
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """A message with everything around it."""

    conversation: Conversation
    reading: Reading
    facts: Facts
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The utility's date."""
        return self.policy.today(self.now)

    @property
    def linked(self) -> Known | None:
        """The supply that this chat proved to be of, if it still exists."""
        if self.conversation.identity is Identity.NONE or self.conversation.supply_number is None:
            return None
        return self.facts.supplies.get(self.conversation.supply_number)

    @property
    def known(self) -> Known:
        """The linked supply; only for answers that are asked of linked chats."""
        if self.linked is None:
            raise LookupError("an answer about a supply was asked for a chat that is not linked")
        return self.linked


def say(
    s: Situation,
    *messages: Message,
    effects: tuple[Effect, ...] = (),
    expecting: str | None = None,
    slots: Mapping[str, Value] | None = None,
    chat: Conversation | None = None,
) -> Turn:
    """Answer, and expect an answer to `expecting` next; what was expected before is over."""
    conversation = replace(chat or s.conversation, expecting=expecting, slots=dict(slots or {}))
    return Turn(conversation, messages, effects)


def aside(s: Situation, *messages: Message, effects: tuple[Effect, ...] = ()) -> Turn:
    """Answer something by the way: the question that was open stays open."""
    return Turn(s.conversation, messages, effects)
