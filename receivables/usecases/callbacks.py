"""Give status callbacks their effect: in any order, repeated, before the create call returns, and of rows we lack.

They were stored before (`Callbacks.receive`). A worker claims some, and their effect and their mark are one commit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from receivables.model.audit import Act, AuditEntry
from receivables.model.contact import Moment
from receivables.model.failure import Codes, Handling
from receivables.model.ladder import Case
from receivables.model.message import OutboxRow, State
from receivables.model.price import PER_DELIVERED, UNCHARGED
from receivables.model.sending import AlarmKind, Callback, Told
from receivables.model.told import Meaning, meaning, needs_earlier
from receivables.ports import UnitOfWork
from receivables.usecases.arrivals import arrived
from receivables.usecases.closures import PROVIDERS, hold_failures
from receivables.usecases.delivery.failure import Failure, after_failure
from receivables.usecases.delivery.handover import PROACTIVE
from receivables.usecases.delivery.replies import hand_to_people
from receivables.usecases.entries import entry
from receivables.usecases.serve import BY_CALLBACK, prove
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows

Senders = Mapping[str, str]
NOBODY: Senders = MappingProxyType({})
PROVIDER = "provider"
NO_SUCH_ROW, NO_SUCH_ATTEMPT = "no_such_row", "no_such_attempt"
MANY_ORPHANS = 5
"""So many in one batch that nothing here is known of: another installation calls us, or rows were lost."""
MOST_ATTEMPTS = 5
"""So often one that breaks is taken, after all the others: the store may be busy, or somebody mends what broke."""
IN_DOUBT = (State.SENDING, State.UNKNOWN)
SETTLED = (State.SENT, State.SERVED)
"""Their cases have moved already."""


async def apply_callbacks(
    services: Services, codes: Codes, limit: int = 200, *, senders: Senders = NOBODY
) -> int:
    """Apply the oldest that nobody applied; how many. Nothing is lost by calling it often or from several workers.

    One that breaks keeps none behind it waiting, and is taken again later; one that breaks every time is put aside with
    a problem, and rings. `senders`: by channel, whose turns rest when the provider asks to wait.
    """
    try:
        return await _apply(services, codes, limit, senders)
    except Exception:
        return await _apply_singly(services, codes, limit, senders)


async def _apply(
    services: Services, codes: Codes, limit: int, senders: Senders, only: Callback | None = None
) -> int:
    async with services.units() as unit:
        callbacks = await unit.callbacks.claim(limit, only)
        if not callbacks:
            return 0
        clerk = await Clerk.at_work(services, unit, codes, callbacks, senders=senders)
        problems = [await clerk.take(callback) for callback in callbacks]
        await clerk.finish()
        await _mark(unit, callbacks, problems, clerk.at)
    return len(callbacks)


async def _apply_singly(services: Services, codes: Codes, limit: int, senders: Senders) -> int:
    async with services.units() as unit:  # a store that is away ends it here, and nothing was counted
        several = await unit.callbacks.claim(limit)
    settled = 0
    for each in several:
        try:
            settled += await _apply(services, codes, 1, senders, each)
        except Exception as fault:  # whatever is wrong with one, the others have their effect
            settled += await _count(services, each, type(fault).__name__)
    return settled


async def _count(services: Services, callback: Callback, fault: str) -> bool:
    """Count one that broke; whether it was put aside, for good. A store that cannot even count says nothing of it."""
    async with services.units() as unit:
        if await unit.callbacks.count_attempt(callback) < MOST_ATTEMPTS:
            return False
        now = services.clock.now()
        await unit.callbacks.applied([callback], now, fault)
        await unit.alarms.ring(AlarmKind.CALLBACKS, fault, now)
    return True


async def _mark(unit: UnitOfWork, callbacks: Sequence[Callback], problems: Sequence[str], at: Moment) -> None:
    for problem in sorted(set(problems)):
        several = [each for each, why in zip(callbacks, problems, strict=True) if why == problem]
        await unit.callbacks.applied(several, at.now, problem)
        if problem and len(several) >= MANY_ORPHANS:
            await unit.alarms.ring(AlarmKind.ORPHANS, problem, at.now)


@dataclass(slots=True)
class Clerk:
    """Where what a provider tells is written down, for the rows of one batch. `why`: how it came to be told."""

    unit: UnitOfWork
    at: Moment
    codes: Codes
    rows: dict[int, OutboxRow]
    why: str = "callback"
    cases: dict[str, Case] = field(default_factory=dict)
    senders: Senders = field(default_factory=dict)
    changed: dict[int, OutboxRow] = field(default_factory=dict)
    served: dict[int, OutboxRow] = field(default_factory=dict)
    entries: list[AuditEntry] = field(default_factory=list)

    @classmethod
    async def at_work(
        cls,
        services: Services,
        unit: UnitOfWork,
        codes: Codes,
        callbacks: Sequence[Callback],
        why: str = "callback",
        senders: Senders = NOBODY,
    ) -> "Clerk":
        """Hold the rows, and read them as they are from then on."""
        ids = {callback.outbox_id for callback in callbacks}
        await hold_rows(unit, (await unit.outbox.numbered(ids)).values())
        rows = await unit.outbox.numbered(ids)
        failed = {callback.outbox_id for callback in callbacks if callback.told is Told.FAILED}
        await hold_failures(unit, (row for id, row in rows.items() if id in failed))
        moving = {
            r.supply_number for r in rows.values() if r.notice and r.supply_number and r.state not in SETTLED
        }
        cases = await unit.cases.get(moving) if moving else {}
        return cls(unit, await services.moment(unit), codes, rows, why, cases, senders)

    async def take(self, callback: Callback) -> str:
        """Give one its effect; the problem with it, if there is one."""
        row = self.rows.get(callback.outbox_id)
        if row is None:
            return NO_SUCH_ROW
        if callback.attempt > row.attempt:
            return NO_SUCH_ATTEMPT
        earlier = await self._earlier(callback) if needs_earlier(row, callback) else ()
        told = meaning(row, callback, earlier)
        row = _charged(row, callback)
        match told:
            case Meaning.TAKEN:
                row = await self._taken(row, callback)
            case Meaning.RECEIVED:
                row = await self._received(row, callback)
            case Meaning.FAILED:
                row = await self._failed(row, callback)
        self._keep(row)
        return ""

    async def finish(self) -> None:
        """Write it all down."""
        await self.unit.outbox.save([row for id, row in self.changed.items() if id not in self.served])
        await prove(self.unit, list(self.served.values()), self.at, by=BY_CALLBACK, actor=PROVIDER)
        await self.unit.audit.append(self.entries)

    def _keep(self, row: OutboxRow) -> None:
        id = row.id or 0
        if self.rows[id] != row:
            self.rows[id] = self.changed[id] = row
        if id in self.served:
            self.served[id] = replace(row, state=State.SENT)

    async def _taken(self, row: OutboxRow, callback: Callback) -> OutboxRow:
        """The provider has it: the late answer of the create call, if one comes, changes nothing any more."""
        sent = replace(
            row,
            state=State.SENT,
            provider_id=callback.provider_id,
            sent_at=row.sent_at or callback.received_at,
            reasons=(),
            error=None,
        )
        cases = self.cases if sent.supply_number in self.cases else None
        await arrived(self.unit, sent, self.at, actor=PROVIDER, cases=cases)
        self._note(sent, "resolved", callback)
        return sent

    async def _received(self, row: OutboxRow, callback: Callback) -> OutboxRow:
        if row.state is not State.SENT:
            row = await self._taken(row, callback)
        self.served[row.id or 0] = row
        # As it will be: whatever is told of it after this in the same batch finds it received.
        return replace(row, state=State.SERVED)

    async def _failed(self, row: OutboxRow, callback: Callback) -> OutboxRow:
        """The provider had taken it and lost it: it counts against the caps, and is handled as the code asks."""
        provider = PROVIDERS.get(row.channel or "", row.channel or "")
        taken = replace(row, provider_id=callback.provider_id)
        if row.state in IN_DOUBT:
            self._note(taken, "resolved", callback)
        sender = self.senders.get(row.channel or "", "")
        failure = Failure(callback.code, why=callback.code or "failed", accepted=True, sender=sender)
        rule = self.codes.of(provider, callback.code)
        kept = await after_failure(self.unit, _uncharged(taken), failure, rule, self.at, actor=PROVIDER)
        if kept.state is State.FAILED and rule.handling is not Handling.SUPPRESS:
            self.entries.extend(await hand_to_people(self.unit, [kept], self.at, actor=PROVIDER))
        return kept

    async def _earlier(self, callback: Callback) -> list[Callback]:
        told = await self.unit.callbacks.of_row(callback.outbox_id)
        same = (callback.provider_id, callback.told, callback.code)
        found: list[Callback] = []
        for each in told:
            if (each.provider_id, each.told, each.code) == same:
                break
            found.append(each)
        return found

    def _note(self, row: OutboxRow, outcome: str, callback: Callback) -> None:
        act = Act.SEND if row.kind in PROACTIVE else Act.REPLY
        facts: dict[str, str | int] = {
            "key": row.key,
            "attempt": row.attempt,
            "channel": row.channel or "",
            "why": self.why,
            "told": callback.told.value,
        }
        if callback.code:
            facts["code"] = callback.code
        subject = row.supply_number or row.key
        self.entries.append(entry(self.at, PROVIDER, act, subject, outcome, facts=facts))


def _uncharged(row: OutboxRow) -> OutboxRow:
    """Without the price of an attempt that was never delivered, where that costs nothing (WA-PRC-1).

    Of all earlier attempts the same is true, unless they went by a channel that charges what it takes: then their sum
    is not to be told apart, and stays.
    """
    earlier = {each.rstrip("?!") for each in row.tried} - PER_DELIVERED - UNCHARGED
    return replace(row, cost=0) if row.channel in PER_DELIVERED and not earlier else row


def _charged(row: OutboxRow, callback: Callback) -> OutboxRow:
    """With the provider's own id, and with what it charges where it says so (WA-PRC-3)."""
    if callback.attempt != row.attempt or callback.told is Told.FAILED:
        return row
    cost = row.cost if callback.cost is None else callback.cost
    return replace(row, cost=cost, provider_id=callback.provider_id)
