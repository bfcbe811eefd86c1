"""The last step of delivery: what became of each row that was handed over."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.ladder import Case, ServedNotice, notice_sent
from receivables.model.message import OutboxRow, State
from receivables.model.suppression import Cause, of_address
from receivables.ports import DeliveryFailed, UnitOfWork
from receivables.usecases.deliver_ask import DISPATCHER, PROACTIVE, Handover
from receivables.usecases.entries import act, entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies
from receivables.usecases.suppress import close_all

ATTEMPTS = 5
"""After so many a channel that keeps saying "later" is believed no more."""

BLOCKED = "blocked"
"""What a channel says when the person closed it; any other closed address reaches nobody."""

IN_DOUBT = (State.SENDING, State.UNKNOWN)
"""The states that the answer of a channel may still change; a reception that was proved meanwhile stays proved."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel answered about one row."""

    handover: Handover
    state: State
    provider_id: str | None = None
    why: str = ""
    failure: DeliveryFailed | None = None


@dataclass(frozen=True, slots=True)
class DeliverReport:
    """What became of a batch. `withheld` counts every reason of what was withheld or expired; postponed rows wait."""

    sent: int = 0
    postponed: int = 0
    expired: int = 0
    failed: int = 0
    unknown: int = 0
    stopped: int = 0
    withheld: Counter[str] = field(default_factory=Counter)

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
        )


async def record(services: Services, outcomes: Sequence[Outcome]) -> DeliverReport:
    """Keep what the channels answered, and move the case of every notice that one of them accepted."""
    kept: list[OutboxRow] = []
    async with services.units() as unit:
        at = await services.moment(unit)
        rows = [outcome.handover.row for outcome in outcomes]
        await hold_supplies(unit, {row.supply_number for row in rows if row.supply_number})
        now = await unit.outbox.find([row.key for row in rows])
        cases = await unit.cases.get({row.supply_number for row in rows if row.notice and row.supply_number})
        for outcome in outcomes:
            sending = outcome.handover.row
            kept.append(await _record(unit, now.get(sending.key, sending), outcome, cases, at))
        await unit.outbox.save(kept)
    return DeliverReport.of(kept)


async def _record(
    unit: UnitOfWork, row: OutboxRow, outcome: Outcome, cases: dict[str, Case], at: Moment
) -> OutboxRow:
    if row.state in IN_DOUBT:
        row = _answered(row, outcome, at)
    facts: dict[str, str | int] = {"key": row.key, "attempt": row.attempt, "channel": row.channel or ""}
    if outcome.why:
        facts["why"] = outcome.why
    if outcome.state is State.SENT and not await _moved(unit, row, outcome.handover.case, cases, at):
        facts["case"] = "moved_on"
    if outcome.failure is not None and outcome.failure.closed and row.address is not None:
        cause = Cause.BLOCKED if outcome.why == BLOCKED else Cause.INVALID
        await close_all(
            unit, [of_address(row.address)], cause, at, source=row.channel or "", actor=DISPATCHER
        )
    act_of = Act.SEND if row.kind in PROACTIVE else Act.REPLY
    subject = row.supply_number or row.key
    await unit.audit.append([entry(at, DISPATCHER, act_of, subject, outcome.state.value, facts=facts)])
    return row


def _answered(row: OutboxRow, outcome: Outcome, at: Moment) -> OutboxRow:
    if outcome.state is not State.FAILED:
        return replace(row, state=outcome.state, provider_id=outcome.provider_id)
    unsent = replace(row, state=State.FAILED, sent_at=None, text=None)
    patience = outcome.failure.retry_after if outcome.failure is not None else None
    if patience is None or row.attempt >= ATTEMPTS:
        return unsent
    return replace(unsent, state=State.PENDING, not_before=at.now + timedelta(seconds=patience))


async def _moved(
    unit: UnitOfWork, row: OutboxRow, decided_on: Case | None, cases: dict[str, Case], at: Moment
) -> bool:
    """Move the case of a notice; False when it moved by itself while the channel was sending (a payment came)."""
    if row.notice is None or decided_on is None or row.channel is None or row.sent_at is None:
        return True
    case = cases[decided_on.supply_number]
    if (case.step, case.round) != (decided_on.step, decided_on.round):
        return False
    sent = ServedNotice(row.notice, row.key, row.channel, row.sent_at, row.served_at)
    moved, move = notice_sent(case, sent, act(at, DISPATCHER, row.key))
    cases[case.supply_number] = moved
    await unit.cases.save(moved, move)
    return True
