"""What the auditor reads, as plain values: amounts in whole centimos, moments aware, persons by pseudonym."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import sha256

from caudal.audit.agreements import Agreement, Code, Made

WENT_OUT = frozenset({"sending", "sent", "served", "unknown"})
OF_CUT = frozenset({"agreement_offer", "last_chance"})
"""The notices that announce a cut; the friendly notice does not."""

AT_ONCE = timedelta(seconds=5)
"""Workers read the clock before they wait for each other: what is nearer than this has no order."""


def pseudonym(person: str) -> str:
    """How the record names a person. A person whose data were erased bears it everywhere."""
    return person if person.startswith("sha256:") else f"sha256:{sha256(person.encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Feed:
    """The last feed: the day of its balances, and when the program took it (None: nobody wrote it down)."""

    cut_date: date
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Supply:
    """A connection as the register has it now."""

    number: str
    document: str = ""
    locality: str = ""
    sector: str = ""
    category: str = ""
    state: str = "ACTIVO"
    continuity: bool = True
    protected: bool = False
    obstacle: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill; `balance` is what it owed at the cut date. Consumption and what is usual there in cubic metres."""

    number: str
    issued_on: date
    due_on: date
    balance: int
    consumption: Decimal = Decimal(0)
    usual: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received. `posted_at` and `reversed_at` are the moments of the record's lines, where there are any."""

    operation: str
    paid_on: date
    amount: int
    bill: str | None
    in_feed: bool
    reversed: bool
    posted_at: datetime | None = None
    reversed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim against one bill at one instance."""

    bill: str
    instance: int
    filed_on: date
    resolved_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Impediment:
    """A recorded circumstance that forbids pressing."""

    kind: str
    scope: str
    value: str
    since: date
    until: date | None
    source: str
    noted_at: datetime
    lifted_at: datetime | None

    @property
    def name(self) -> str:
        """How the record names it: no identity document stands in it, whether the line or the table tells of it."""
        hidden = self.scope == "DOCUMENTO" and not self.value.startswith("sha256:")
        value = pseudonym(f"doc:{self.value}") if hidden else self.value
        return f"{self.kind}/{self.scope}/{value}/{self.since.isoformat()}/{self.source}"


@dataclass(frozen=True, slots=True)
class Sent:
    """A proactive message that went out, or may have; `message` is its kind of text, `debt` the amount that it told.

    When its time is over the person and the amount are forgotten: then they are empty, and None. `code_told`: whether
    its code stands in its text, None when there is no text or code; `heard_at`: when its address last wrote before it.
    """

    key: str
    kind: str
    notice: str
    supply: str
    person: str
    channel: str
    address: str
    state: str
    attempt: int
    sent_at: datetime
    served_at: datetime | None
    debt: int | None
    message: str = ""
    expires_at: datetime | None = None
    campaign: str = ""
    provider_id: str = ""
    template: str = ""
    code: str = ""
    code_told: bool | None = None
    marketing: bool = False
    heard_at: datetime | None = None

    @property
    def by_twilio(self) -> bool:
        """Whether it went to the provider of WhatsApp and SMS: by the shape of its id, or because a template did."""
        return bool(self.template) or self.provider_id.startswith(("SM", "MM"))

    @property
    def forgotten(self) -> bool:
        """Whether its time is over, and whom it reached is no longer known."""
        return not self.person or not self.address or self.address.startswith("sha256:")

    @property
    def places(self) -> tuple[str, ...]:
        """The subjects under which the way that it took may be closed: its address, its chat, and their pseudonyms."""
        named = (f"addr:{self.address}", f"chat:{self.channel}:{self.address}")
        return (*named, *map(pseudonym, named))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record."""

    number: int
    at: datetime
    actor: str
    act: str
    subject: str
    outcome: str
    facts: Mapping[str, object]
    policy_version: str
    law_version: str

    @property
    def complete(self) -> bool:
        """Whether it tells all inputs: lines from before the record was a chain name no law, and fewer facts."""
        return self.law_version != ""

    def text(self, fact: str) -> str:
        """A fact as text; empty when it was not written down."""
        found = self.facts.get(fact)
        return "" if found is None else str(found)

    def count(self, fact: str) -> int:
        """A fact as a number; 0 when it was not written down or is none."""
        found = self.text(fact)
        return int(found) if found.lstrip("-").isdigit() else 0

    def centimos(self, fact: str) -> int | None:
        """A fact as an amount; None when it was not written down or is none."""
        whole, point, rest = self.text(fact).replace(",", "").partition(".")
        digits = whole + (rest if point else "00")
        return int(digits) if digits.lstrip("-").isdigit() and len(rest) in (0, 2) else None

    def day(self, fact: str) -> date | None:
        """A fact as a date."""
        try:
            return date.fromisoformat(self.text(fact)[:10])
        except ValueError:
            return None

    def moment(self, fact: str) -> datetime | None:
        """A fact as a moment; None when it was not written down, or names no zone."""
        try:
            found = datetime.fromisoformat(self.text(fact))
        except ValueError:
            return None
        return found if found.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a case."""

    event: str
    before: str
    after: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """Where a case stands."""

    step: str
    round: int


@dataclass(frozen=True, slots=True)
class Proof:
    """A served notice as a cut order carries it."""

    notice: str
    channel: str
    served_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """A work order."""

    id: str
    kind: str
    state: str
    debt: int
    evidence: tuple[Proof, ...]
    ordered_at: datetime
    due_by: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Approval:
    """A matter put to named people; `yes` and `no` are who voted so."""

    matter: str
    subject: str
    round: int
    needed: int
    asked_by: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    state: str
    last_vote_at: datetime | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a posted payment settled, as it was answered."""

    operation: str
    amount: int
    paid_at: datetime
    parts: int


@dataclass(frozen=True)
class SupplyFile:
    """All that is known of one supply that was pressed, ordered to be cut, or brought into the ladder.

    `kept`: the keys of all its messages in the outbox, gone out or not; `scores`: the protecting scores by the day of
    which they are; `offers`: when a claim was offered, by bill. `agreements` are those of the feed, `made` those of the
    chat; `received`: all payments, also those of the feed, where one was made in the chat. `heard`: when the chat wrote
    that agreed to something, between its code and its yes, by the line of the yes; where that was long.
    """

    supply: Supply
    bills: tuple[Bill, ...] = ()
    payments: tuple[Payment, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    scores: Mapping[date, str] = field(default_factory=dict)
    impediments: tuple[Impediment, ...] = ()
    sent: tuple[Sent, ...] = ()
    kept: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()
    moves: tuple[Move, ...] = ()
    case: Case | None = None
    orders: tuple[Order, ...] = ()
    approvals: tuple[Approval, ...] = ()
    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    offers: Mapping[str, datetime] = field(default_factory=dict)
    made: tuple[Made, ...] = ()
    received: tuple[Payment, ...] = ()
    codes: tuple[Code, ...] = ()
    heard: Mapping[int, tuple[datetime, ...]] = field(default_factory=dict)

    @cached_property
    def allowed_sends(self) -> Mapping[tuple[str, int], Line]:
        """The decisions to send, by key and attempt."""
        lines = (line for line in self.lines if (line.act, line.outcome) == ("send", "allowed"))
        return {(line.text("key"), line.count("attempt")): line for line in lines}

    def decision(self, sent: Sent) -> Line | None:
        """The decision behind a message that went out."""
        return self.allowed_sends.get((sent.key, sent.attempt))

    def of(self, act: str, outcome: str) -> list[Line]:
        """The lines of one act that ended so."""
        return [line for line in self.lines if (line.act, line.outcome) == (act, outcome)]

    @cached_property
    def rounds(self) -> tuple[datetime, ...]:
        """The moments at which a round of the case ended."""
        return tuple(move.at for move in self.moves if move.after == "clear")

    def step_at(self, moment: datetime) -> str | None:
        """Where the case stood just then; None when it moved at about that moment."""
        if any(abs(move.at - moment) <= AT_ONCE for move in self.moves):
            return None
        return next((move.after for move in reversed(self.moves) if move.at < moment), "clear")

    def round_at(self, moment: datetime) -> int:
        """The round of the case in which a moment lies, from 1."""
        return 1 + sum(end < moment for end in self.rounds)

    def hold_at(self, moment: datetime) -> str:
        """Why the case rested just then: the latest word of each kind counts, in its round; empty when it did not."""
        runs: dict[str, bool] = {}
        for line in self.of("case", "paused"):
            until = line.moment("until")
            if until is not None and line.at + AT_ONCE < moment:
                over = any(line.at - AT_ONCE < end <= moment + AT_ONCE for end in self.rounds)
                runs[line.text("why")] = moment < until and not over
        return next((why for why, running in runs.items() if running), "")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a person in the ledger of consents."""

    channel: str
    purpose: str
    given: bool
    at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """A person or an address that may not be written to from `at` on, until it is lifted."""

    subject: str
    cause: str
    at: datetime
    lifted_at: datetime | None


@dataclass(frozen=True)
class PersonFile:
    """All that one person was sent first, over all supplies and channels, what they allowed, and what they asked.

    `earlier`: attempts that the provider had taken, and that failed before the last one of their rows.
    """

    person: str
    sent: tuple[Sent, ...]
    words: tuple[Word, ...] = ()
    closed: tuple[Closed, ...] = ()
    closed_places: tuple[Closed, ...] = ()
    earlier: tuple[Sent, ...] = ()
