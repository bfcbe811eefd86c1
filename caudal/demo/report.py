"""Everything that the demo tells at its end, as plain values: what is printed, and what `--json` gives."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from caudal.demo.invariants import Checked
from receivables.model.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation; `who` is "customer" or "caudal"."""

    who: str
    at: datetime
    text: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithheldCut:
    """A supply that owes enough for a cut and is not cut: who it was as a payer, and as of which day."""

    supply: str
    locality: str
    debt: Money
    bills: int
    oldest_due_on: date
    protecting_score: str
    as_of: date
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A row of debt: by locality or by segment."""

    name: str
    customers: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Shares:
    """One RFM measure: of a thousand payers, how many stand in each class from 1 to 5."""

    measure: str
    per_mille: tuple[int, ...]
    tied: bool


@dataclass(frozen=True, slots=True)
class Reminders:
    """What became of the notices of one kind.

    `planned`, `sent`, `served` and `withheld` (at the moment of sending) count notices; `not_planned` counts supplies
    that were withheld on some day of planning, `held_out` those left alone to measure by.
    """

    notice: str
    not_planned: int
    held_out: int
    planned: int
    withheld: int
    sent: int
    served: int


@dataclass(frozen=True, slots=True)
class Withholding:
    """How often one reason spoke against something: at planning, at the moment of sending, against a cut."""

    reason: str
    planning: int
    sending: int
    cut: int

    @property
    def times(self) -> int:
        """In all."""
        return self.planning + self.sending + self.cut


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises taken in the story."""

    made: int
    kept: int
    broken: int


@dataclass(frozen=True, slots=True)
class Talks:
    """What people said in the chats of the story, and what came of it.

    `answered` counts messages; `codes` the one-time codes that were told; `agreed`, `in_force`, `lapsed` and `amended`
    agreements; `reminded` instalments; `requested`: other requests than claims, by kind; `photos`: messages with one.
    """

    answered: int
    codes: int
    agreed: int
    in_force: int
    lapsed: int
    amended: int
    reminded: int
    claims: int
    requested: Mapping[str, int]
    requests_answered: int
    handed_over: int
    handovers_answered: int
    handovers_closed: int
    photos: int
    opted_out: int
    in_distress: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """Simulated payments: those of customers who had received a notice, and those that nobody had asked for."""

    after_notice: Money
    payments_after_notice: int
    unasked: Money
    payments_unasked: int


@dataclass(frozen=True, slots=True)
class Served:
    """A notice whose reception was proved."""

    notice: str
    channel: str
    served_at: datetime


@dataclass(frozen=True, slots=True)
class CutOrder:
    """A cut order with what it rests on."""

    id: str
    supply: str
    locality: str
    state: str
    debt: Money
    ordered_at: datetime
    reasons: tuple[str, ...]
    evidence: tuple[Served, ...]
    closed_why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the audit trail of an account."""

    at: datetime
    actor: str
    act: str
    outcome: str
    reasons: tuple[str, ...]
    facts: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the run took: seconds in all and by part, and the peak of the memory of this process in MiB."""

    seconds: int
    parts: Mapping[str, int]
    peak_mib: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole demo."""

    database: str
    first_day: date
    last_day: date
    connections: int
    active: int
    receivables: Money
    conversation_of: str
    conversation: tuple[Line, ...]
    withheld_cut: WithheldCut | None
    by_locality: tuple[Owed, ...]
    by_segment: tuple[Owed, ...]
    rfm_as_of: date
    rfm: tuple[Shares, ...]
    without_payments: int
    reminders: tuple[Reminders, ...]
    withholdings: tuple[Withholding, ...]
    talks: Talks
    promises: Promises
    recovered: Recovered
    cut_states: Mapping[str, int]
    cut_orders: tuple[CutOrder, ...]
    trail_of: str
    trail: tuple[Step, ...]
    assumed: Mapping[str, Mapping[str, int]]
    invariants: tuple[Checked, ...]
    reasons_needed: int
    missing_reasons: tuple[str, ...]
    cost: Cost
    next_commands: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every invariant held and every reason was seen to act."""
        return not self.missing_reasons and all(each.held for each in self.invariants)


def document(value: object) -> object:
    """The value as JSON can hold it: amounts as strings with two decimals, days and moments in ISO form."""
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): document(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [document(item) for item in value]
    return value
