"""A message turned out to have been sent: the case of its notice moves, whoever tells it first."""

from dataclasses import replace

from receivables.model.contact import Moment
from receivables.model.ladder import MOVES, SENT, Case, ServedNotice, notice_sent
from receivables.model.message import OutboxRow
from receivables.model.once_more import notice_again
from receivables.ports import UnitOfWork
from receivables.usecases.entries import act
from receivables.usecases.notices import notice_key


async def arrived(
    unit: UnitOfWork,
    row: OutboxRow,
    at: Moment,
    *,
    actor: str,
    cases: dict[str, Case] | None = None,
) -> bool:
    """Move the case for a notice that a provider took, once, whoever tells it first: the channel, a callback, a person.

    A notice that the case holds already, and that went once more, has its evidence brought up to date. False when the
    case moved by itself meanwhile (a payment came): then nothing is evidence any more. `cases`: those that the caller
    has loaded; kept up to date.
    """
    if row.notice is None or row.supply_number is None or row.channel is None or row.sent_at is None:
        return True
    known = cases if cases is not None else await unit.cases.get([row.supply_number])
    case = known[row.supply_number]
    sent = ServedNotice(row.notice, row.key, row.channel, row.sent_at, row.served_at)
    if any(each.key == row.key for each in case.notices):
        again = notice_again(case, sent)
        if again != case:
            known[row.supply_number] = again
            await unit.cases.save(again)
        return True
    then = replace(at, now=row.sent_at)
    if notice_key(case, row.notice, then) != row.key or (case.step, SENT[row.notice]) not in MOVES:
        return False
    moved, made = notice_sent(case, sent, act(at, actor, row.key))
    known[row.supply_number] = moved
    await unit.cases.save(moved, made)
    return True
