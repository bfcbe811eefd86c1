"""The last step of delivery: what became of each row that was handed over."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.failure import Handling
from receivables.model.ladder import Case
from receivables.model.message import OutboxRow, State
from receivables.model.price import PER_DELIVERED
from receivables.ports import Delivery, DeliveryFailed, UnitOfWork
from receivables.usecases.arrivals import arrived
from receivables.usecases.bounced_mail import MAIL, mail_facts
from receivables.usecases.carriers import Carriers
from receivables.usecases.closures import hold_failures
from receivables.usecases.delivery.failure import Failure, after_failure, rule_for
from receivables.usecases.delivery.handover import DISPATCHER, PROACTIVE, Departure
from receivables.usecases.delivery.replies import hand_to_people
from receivables.usecases.entries import entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows

IN_DOUBT = (State.SENDING, State.UNKNOWN)
"""The states that the answer of a channel may still change; what was told of the row meanwhile stands."""
LOST = (State.PENDING, State.FAILED, State.EXPIRED, State.WITHHELD)
"""What a row is of which a callback was faster with a failure."""
MANY_DOUBTS = 3
DOUBT_SECONDS = 10
"""A sender of whose calls so many ended in doubt and none well rests for a moment: each leaves a message in doubt."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel answered about one row. PENDING: it was not asked at all; the row is free again in `again_in`.

    `rests`: so many seconds the provider wants to hear nothing of its sender.
    """

    departure: Departure
    state: State
    delivery: Delivery | None = None
    why: str = ""
    failure: DeliveryFailed | None = None
    again_in: float = 0.0
    rests: int = 0


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """What became of a batch. `withheld` counts every reason of what was withheld or expired; postponed rows wait.

    `sending`: another program has them in hand; they are no part of `total`.
    """

    sent: int = 0
    postponed: int = 0
    expired: int = 0
    failed: int = 0
    unknown: int = 0
    stopped: int = 0
    withheld: Counter[str] = field(default_factory=Counter)
    sending: int = 0

    @classmethod
    def of(cls, rows: Iterable[OutboxRow]) -> "DeliverReport":
        """Count rows by the state that they came to."""
        rows = list(rows)
        states = Counter(row.state for row in rows)
        return cls(
            sent=states[State.SENT] + states[State.SERVED],
            postponed=states[State.PENDING],
            expired=states[State.EXPIRED],
            failed=states[State.FAILED],
            unknown=states[State.UNKNOWN],
            stopped=states[State.WITHHELD],
            withheld=Counter(reason.value for row in rows for reason in row.reasons),
            sending=states[State.SENDING],
        )

    @property
    def total(self) -> int:
        """How many rows were taken."""
        return self.sent + self.postponed + self.expired + self.failed + self.unknown + self.stopped

    def __add__(self, other: "DeliverReport") -> "DeliverReport":
        return DeliverReport(
            self.sent + other.sent,
            self.postponed + other.postponed,
            self.expired + other.expired,
            self.failed + other.failed,
            self.unknown + other.unknown,
            self.stopped + other.stopped,
            self.withheld + other.withheld,
            self.sending + other.sending,
        )


async def record(services: Services, carriers: Carriers, outcomes: Sequence[Outcome]) -> DeliverReport:
    """Keep what the channels answered, and move the case of every notice that one of them accepted."""
    async with services.units() as unit:
        at = await services.moment(unit)
        rows = [outcome.departure.row for outcome in outcomes]
        await hold_rows(unit, rows)
        await hold_failures(unit, (each.departure.row for each in outcomes if each.failure is not None))
        now = {row.key: row for row in await unit.outbox.untouched(rows)}
        now |= await unit.outbox.find([row.key for row in rows if row.key not in now])
        cases = await unit.cases.get({row.supply_number for row in rows if row.notice and row.supply_number})
        desk = _Desk(unit, carriers, cases, at)
        for outcome in outcomes:
            if (
                row := now.get(outcome.departure.row.key)
            ) is not None:  # None: its person was erased meanwhile
                await desk.take(row, outcome)
        await unit.outbox.save(desk.kept)
        await unit.audit.append(desk.entries)
        await _rest_doubtful(unit, outcomes)
    return DeliverReport.of(desk.seen)


@dataclass(slots=True)
class _Desk:
    """Where the outcomes of one group are kept, one after the other."""

    unit: UnitOfWork
    carriers: Carriers
    cases: dict[str, Case]
    at: Moment
    kept: list[OutboxRow] = field(default_factory=list)
    seen: list[OutboxRow] = field(default_factory=list)
    entries: list[AuditEntry] = field(default_factory=list)

    async def take(self, row: OutboxRow, outcome: Outcome) -> None:
        """What was told of the row meanwhile stands, and so does another attempt of it."""
        sending = outcome.departure.row
        if outcome.state is State.PENDING:
            self._release(row, sending, outcome.again_in)
        elif row.state in IN_DOUBT and row.attempt == sending.attempt:
            await self._answer(row, outcome)
        else:
            await self._late(row, outcome)

    async def _answer(self, row: OutboxRow, outcome: Outcome) -> None:
        if outcome.failure is not None:
            channel = outcome.departure.channel
            failure = Failure.of(outcome.failure, channel.sender)
            rule = rule_for(self.carriers.codes, channel.provider, failure)
            kept = await after_failure(self.unit, row, failure, rule, self.at, actor=DISPATCHER)
            if kept.state in (State.FAILED, State.EXPIRED) and rule.handling is not Handling.SUPPRESS:
                self.entries.extend(await hand_to_people(self.unit, [kept], self.at, actor=DISPATCHER))
            self._keep(kept)
            return
        changes = self._counts(row, outcome)
        if outcome.delivery is not None:
            changes["provider_id"] = outcome.delivery.provider_id
        kept = replace(row, state=outcome.state, error=None, **changes)
        facts = dict(_facts(row, outcome))
        if outcome.state is State.SENT:
            stands = await arrived(self.unit, kept, self.at, actor=DISPATCHER, cases=self.cases)
            facts |= {} if stands else {"case": "moved_on"}
        self._keep(kept)
        self._note(row, outcome.state.value, facts)

    async def _late(self, row: OutboxRow, outcome: Outcome) -> None:
        """A callback was faster, or somebody settled the doubt: only what they could not know is added."""
        facts = _facts(row, outcome)
        if outcome.delivery is None or row.attempt != outcome.departure.row.attempt:
            self.seen.append(row)
            return
        kept = replace(row, **self._counts(row, outcome))
        if outcome.state is State.SENT and row.state in (State.SENT, State.SERVED):
            stands = await arrived(self.unit, kept, self.at, actor=DISPATCHER, cases=self.cases)
            self._note(row, State.SENT.value, facts if stands else {**facts, "case": "moved_on"})
        self._keep(kept)

    def _release(self, row: OutboxRow, sending: OutboxRow, again_in: float) -> None:
        """Nobody was asked to send it: it is pending as before. A row that another worker has by now is left to it.

        Whoever looked for rows that nobody sends any more may have found it in doubt: the doubt is over.
        """
        later = self.at.now + timedelta(seconds=again_in) if again_in else row.not_before
        ours = row.attempt == sending.attempt and row.sent_at == sending.sent_at
        if row.state is State.UNKNOWN and ours:
            doubt: dict[str, str | int] = {
                "key": row.key,
                "attempt": row.attempt,
                "channel": row.channel or "",
            }
            self._note(row, "resolved", {**doubt, "why": "not_asked", "told": State.PENDING.value})
        if row.state in IN_DOUBT and ours:
            past = row.provider_id is not None
            back = replace(row, state=State.PENDING, attempt=row.attempt - 1, not_before=later)
            self._keep(back if past else replace(back, sent_at=None, text=None))
        elif row.state is State.PENDING and row.attempt == sending.attempt - 1:
            self._keep(row)
        else:
            self.seen.append(row)

    def _counts(self, row: OutboxRow, outcome: Outcome) -> dict[str, Any]:
        """The provider's id, its parts and its price: beside those of earlier attempts, which were charged as well.

        What a callback told of this attempt in the meantime is better; and an outcome may be recorded twice.
        """
        delivery, before = outcome.delivery, outcome.departure.row
        if delivery is None:
            return {}
        day = self.at.policy.today(row.sent_at or self.at.now)
        lost = row.channel in PER_DELIVERED and row.state in LOST
        price = (
            0
            if lost
            else self.carriers.prices.cost(
                row.channel or "", row.address or "", row.category or "", day, delivery.segments
            )
        )
        return {
            "provider_id": row.provider_id or delivery.provider_id,
            "segments": row.segments + delivery.segments if row.segments == before.segments else row.segments,
            "cost": row.cost + price if row.cost == before.cost else row.cost,
        }

    def _keep(self, row: OutboxRow) -> None:
        self.kept.append(row)
        self.seen.append(row)

    def _note(self, row: OutboxRow, outcome: str, facts: Mapping[str, str | int]) -> None:
        act_of = Act.SEND if row.kind in PROACTIVE else Act.REPLY
        subject = row.supply_number or row.key
        self.entries.append(entry(self.at, DISPATCHER, act_of, subject, outcome, facts=facts))


def _facts(row: OutboxRow, outcome: Outcome) -> Mapping[str, str | int]:
    facts: dict[str, str | int] = {
        "key": row.key,
        "attempt": outcome.departure.row.attempt,
        "channel": outcome.departure.row.channel or "",
    }
    if outcome.delivery is not None and row.channel == MAIL:
        facts |= mail_facts(outcome.delivery.provider_id, row.address or "")
    return {**facts, "why": outcome.why} if outcome.why else facts


async def _rest_doubtful(unit: UnitOfWork, outcomes: Sequence[Outcome]) -> None:
    """A provider that answers nothing but doubts is not asked on at full speed."""
    states: dict[str, Counter[State]] = {}
    for outcome in outcomes:
        states.setdefault(outcome.departure.channel.sender, Counter())[outcome.state] += 1
    for sender, counted in states.items():
        if counted[State.UNKNOWN] >= MANY_DOUBTS and not counted[State.SENT]:
            await unit.rates.rest(sender, DOUBT_SECONDS)
