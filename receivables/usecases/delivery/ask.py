"""The first step of delivery: everything is loaded under the locks, and each row decided about."""

import asyncio
from collections.abc import Sequence

from receivables.model.contact import Moment
from receivables.model.message import OutboxRow, State
from receivables.ports import Renderer, UnitOfWork
from receivables.usecases.carriers import Carriers, open_lines
from receivables.usecases.delivery.desk import Desk
from receivables.usecases.delivery.gates import gates
from receivables.usecases.delivery.handover import DISPATCHER, PROACTIVE, Prepared
from receivables.usecases.delivery.limits import Limits
from receivables.usecases.delivery.order import before, in_order
from receivables.usecases.delivery.replies import hand_to_people
from receivables.usecases.situation import hold_rows, positions, situations

STRETCH_SECONDS = 0.002
"""So long rows are decided before others of the program have their turn."""


async def prepare(
    unit: UnitOfWork,
    claimed: Sequence[OutboxRow],
    carriers: Carriers,
    renderer: Renderer,
    at: Moment,
    limits: Limits | None = None,
) -> Prepared:
    """Decide about claimed rows. Two supplies of one person in one batch count against the same caps (I-4).

    All whom it is about are held first, and the rows are read after that: one that a payment or a wish dropped since
    the claim, or that somebody else took when the claim lapsed, is left as it is.
    """
    await hold_rows(unit, claimed)
    numbers = sorted({row.supply_number for row in claimed if row.kind in PROACTIVE and row.supply_number})
    lines = await open_lines(unit, carriers, numbers)
    accounts = list((await unit.ledger.accounts(numbers, whole=False)).values()) if numbers else []
    known = await situations(unit, await positions(unit, accounts, at), at, lines.carried, alone=True)
    rows = in_order([row for row in await unit.outbox.untouched(claimed) if row.state is State.PENDING])
    stored = {row.key: row for row in rows}
    earlier = {key for row in rows if (key := before(row)) is not None and key not in stored}
    stored |= await unit.outbox.find(earlier) if earlier else {}
    talking = {row.address for row in claimed if row.kind not in PROACTIVE and row.address}
    answers = await unit.outbox.open_answers(talking) if talking else ()
    asked = await gates(unit, rows, known, carriers, lines, renderer, at)
    known_by = {each.supply_number: each for each in known}
    desk = Desk(Prepared(), asked, renderer, at, known_by, limits or Limits(), stored, answers)
    loop = asyncio.get_running_loop()
    since = loop.time()
    for row in rows:
        if loop.time() > since + STRETCH_SECONDS:
            await asyncio.sleep(0)  # whoever waits for a turn must not wake late
            since = loop.time()
        if row.kind in PROACTIVE:
            desk.take_proactive(row)
        else:
            desk.take_reply(row)
    await asked.keep(unit)
    desk.prepared.entries.extend(await hand_to_people(unit, desk.unanswered, at, actor=DISPATCHER))
    return desk.prepared
