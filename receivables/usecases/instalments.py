"""A kind word before each instalment of an agreement made in the chat: once, under all rules of writing first."""

from datetime import datetime, time, timedelta

from receivables.model.account import Account
from receivables.model.agreeing import Ours
from receivables.model.contact import Moment
from receivables.model.message import Kind, Message, OutboxRow, Value
from receivables.model.standing import OpenInstalment
from receivables.usecases.agreements import PAGE
from receivables.usecases.notices import REMINDER
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies

AHEAD = timedelta(days=2)


async def remind_instalments(services: Services) -> int:
    """Queue the reminders of instalments due within two days; how many. May be repeated: each has its own key."""
    queued = 0
    today = services.policy.today(services.clock.now())
    after: str | None = ""
    while after is not None:
        async with services.units.reading() as unit:
            page = await unit.agreements.coming(today, today + AHEAD, after, PAGE)
        for ours in page:
            queued += await _remind(services, ours)
        after = page[-1].number if len(page) == PAGE else None
    return queued


async def _remind(services: Services, coming: Ours) -> int:
    async with services.units() as unit:
        await hold_supplies(unit, [coming.supply_number])
        ours = await unit.agreements.get(coming.number)
        account = await unit.ledger.account(coming.supply_number)
        if ours is None or account is None or not ours.live:
            return 0
        at = await services.moment(unit)
        return await unit.outbox.add(_rows(ours, account, at))


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
