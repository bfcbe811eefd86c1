"""Messages of which nobody knows whether they went: looked up at the provider, else decided by a person; never resent.

A row stays `unknown` until a callback tells, the provider finds it, or somebody who looked decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receivables.errors import BadInput, Unknown
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.message import OutboxRow, State
from receivables.model.pseudonym import reason_given
from receivables.model.sending import Callback
from receivables.ports import Channel, DeliveryUnknown, Found, Traces, UnitOfWork
from receivables.usecases.arrivals import arrived
from receivables.usecases.callbacks import Clerk
from receivables.usecases.carriers import Carriers
from receivables.usecases.delivery.handover import PROACTIVE
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_rows

QUIET = timedelta(minutes=10)
"""Before this has passed a callback may still come by itself, and the provider's list may lack the message."""
SLACK = timedelta(minutes=1)
"""How far the provider's clock may be behind ours."""
GIVEN_UP = timedelta(days=3)
"""After this the provider is asked no more: whom it does not know by then a person decides."""
BEFORE = timedelta(hours=1)
"""How long before it was handed over a message may have been begun that the provider made when it made this one."""
OPEN = (State.SENDING, State.UNKNOWN)
AT_A_TIME = 200
LOOK_UP = "look_up"


@dataclass(frozen=True, slots=True)
class LookedUp:
    """How many rows in doubt were asked about, and how many of them the provider knew."""

    asked: int = 0
    found: int = 0


async def waiting(services: Services, limit: int = 50) -> list[OutboxRow]:
    """The rows in doubt, oldest first."""
    async with services.units.reading() as unit:
        return await unit.outbox.in_doubt(limit)


async def look_up(services: Services, carriers: Carriers, older_than: timedelta = QUIET) -> LookedUp:
    """Ask the providers that can be asked what became of the rows in doubt. What they do not know stays in doubt."""
    now, after = services.clock.now(), 0
    traced = {*_traced(carriers.proactive), *_traced(carriers.replies)}
    asked = found = 0
    while True:
        async with services.units.reading() as unit:
            rows = await unit.outbox.doubts_of(traced, now - GIVEN_UP, now - older_than, AT_A_TIME, after)
        for row in rows:
            about = await _doubt(services, carriers, row)
            if about is None:
                continue
            asked += 1
            # Outside of any unit: a provider takes its time.
            known = await about.ask()
            if known is not None and row.id is not None:
                found += await _resolve(services, carriers, row.id, row.attempt, known)
        if len(rows) < AT_A_TIME:
            return LookedUp(asked, found)
        after = rows[-1].id or after


async def decide(services: Services, outbox_id: int, sent: bool, *, actor: str, why: str) -> OutboxRow:
    """A person who looked says whether it went. Sent: its case moves. Not sent: failed, and the ladder may ask again.

    Then it goes under the same key, with its attempts counted. Raises Unknown("unknown_doubt") for a row that is not
    in doubt (any more), BadInput("reason_needed").
    """
    if not why.strip():
        raise BadInput("reason_needed")
    async with services.units() as unit:
        row = await _doubtful(unit, outbox_id)
        at = await services.moment(unit)
        if sent:
            settled = replace(row, state=State.SENT)
            await arrived(unit, settled, at, actor=actor)
        else:
            settled = replace(row, state=State.FAILED, sent_at=None, text=None, provider_id=None)
        await unit.outbox.save([settled])
        await _note(unit, settled, at, actor, why)
    return settled


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What a provider is asked about. `others`: its ids of messages that are certainly not this one."""

    channel: Traces
    address: str
    text: str
    code: str | None
    since: datetime
    others: frozenset[str]

    async def ask(self) -> Found | None:
        """What it knows; None also when it cannot be asked now."""
        try:
            return await self.channel.find(self.address, self.text, self.code, self.since, self.others)
        except DeliveryUnknown:
            return None


def _traced(served: Mapping[str, Channel]) -> list[str]:
    return [name for name, channel in served.items() if isinstance(channel, Traces)]


async def _doubt(services: Services, carriers: Carriers, row: OutboxRow) -> _Doubt | None:
    """None where nobody can be asked, or where the answer would say nothing: another doubt has the same words."""
    served = carriers.proactive if row.kind in PROACTIVE else carriers.replies
    channel: object = served.get(row.channel or "")
    if not isinstance(channel, Traces) or row.address is None or row.text is None or row.sent_at is None:
        return None
    since = row.sent_at - SLACK
    async with services.units.reading() as unit:
        theirs = await unit.outbox.handed_to(row.address, since - BEFORE)
    alike = [each for each in theirs if each.id != row.id and each.text == row.text]
    if row.code is None and any(each.state in OPEN and each.provider_id is None for each in alike):
        return None
    # Its own id, where it has one, is of an earlier attempt.
    others = frozenset(each.provider_id for each in (*theirs, row) if each.provider_id is not None)
    return _Doubt(channel, row.address, row.text, row.code, since, others)


async def _resolve(
    services: Services, carriers: Carriers, outbox_id: int, attempt: int, known: Found
) -> bool:
    """As if the provider had called; False when somebody was first."""
    told = Callback(known.provider_id, known.told, outbox_id, attempt, services.clock.now(), code=known.code)
    async with services.units() as unit:
        clerk = await Clerk.at_work(
            services, unit, carriers.codes, [told], why=LOOK_UP, senders=carriers.senders
        )
        row = clerk.rows.get(outbox_id)
        if row is None or row.state is not State.UNKNOWN or row.attempt != attempt:
            return False
        await clerk.take(told)
        await clerk.finish()
    return True


async def _doubtful(unit: UnitOfWork, outbox_id: int) -> OutboxRow:
    """The row, held: what was read before that may have been settled meanwhile, so it is read again."""
    await hold_rows(unit, (await unit.outbox.numbered([outbox_id])).values())
    row = (await unit.outbox.numbered([outbox_id])).get(outbox_id)
    if row is None or row.state is not State.UNKNOWN:
        raise Unknown("unknown_doubt", id=outbox_id)
    return row


async def _note(unit: UnitOfWork, row: OutboxRow, at: Moment, actor: str, why: str) -> None:
    facts: Facts = {
        "key": row.key,
        "attempt": row.attempt,
        "channel": row.channel or "",
        "why": "decided",
        "told": row.state.value,
        "reason": reason_given(why),
    }
    act = Act.SEND if row.kind in PROACTIVE else Act.REPLY
    subject = row.supply_number or row.key
    await unit.audit.append([entry(at, actor, act, subject, "resolved", facts=facts)])
