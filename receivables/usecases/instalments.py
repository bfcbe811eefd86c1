"""A kind word before each instalment of an agreement made in the chat: once, under all rules of writing first."""

from datetime import datetime, time, timedelta

from receivables.model.account import Account
from receivables.model.agreeing import LIVE, Ours
from receivables.model.contact import Moment
from receivables.model.message import Kind, Message, OutboxRow, Value
from receivables.model.standing import OpenInstalment
from receivables.usecases.agreements import every
from receivables.usecases.notices import REMINDER
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies

AHEAD = timedelta(days=2)


async def remind_instalments(services: Services) -> int:
    """Queue the reminders of instalments due within two days; how many. May be repeated: each has its own key."""
    queued = 0
    today = services.policy.today(services.clock.now())

    def coming(ours: Ours) -> bool:
        return any(today <= row.due_on <= today + AHEAD for row in ours.rows)

    async for number, supply in every(services, LIVE, coming):
        async with services.units() as unit:
            await hold_supplies(unit, [supply])
            ours, account = await unit.agreements.get(number), await unit.ledger.account(supply)
            if ours is not None and account is not None and ours.live:
                rows = _rows(ours, account, await services.moment(unit))
                queued += await unit.outbox.add(rows)
    return queued


def reminder_key(ours: Ours, instalment: int) -> str:
    """One reminder for each instalment of each schedule."""
    return f"reminder/{ours.supply_number}/{ours.number}-{ours.version}/{instalment}"


def _rows(ours: Ours, account: Account, at: Moment) -> list[OutboxRow]:
    coming = [
        each
        for each in at.standing(account).instalments
        if each.instalment.agreement == ours.number and at.today <= each.instalment.due_on <= at.today + AHEAD
    ]
    return [_row(ours, each, at) for each in coming]


def _row(ours: Ours, each: OpenInstalment, at: Moment) -> OutboxRow:
    due_on = each.instalment.due_on
    values: dict[str, Value] = {
        "agreement": ours.number,
        "instalment": each.instalment.number,
        "due_on": due_on,
        "amount": each.unpaid,
    }
    after = datetime.combine(due_on + timedelta(days=1), time(), at.policy.zone)
    return OutboxRow(
        key=reminder_key(ours, each.instalment.number),
        kind=Kind.NOTICE,
        message=Message(REMINDER, values),
        created_at=at.now,
        not_before=at.now,
        expires_at=after.astimezone(at.now.tzinfo),
        supply_number=ours.supply_number,
    )
