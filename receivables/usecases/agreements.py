"""Every day: agreements whose down payment did not come; those in force that were missed, paid off or taken over."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from receivables.model.account import Account
from receivables.model.agreeing import AgreementEvent, Ours, Stage
from receivables.model.contact import Moment
from receivables.model.ladder import Step
from receivables.ports import UnitOfWork
from receivables.usecases.agree import HOLD, WATCHED, Advanced, advance, end, end_of, pause, touched
from receivables.usecases.agreement_news import tell_news
from receivables.usecases.promises import CLOCK
from receivables.usecases.service_news import settle_and_tell
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies
from receivables.usecases.withdraw import Settled, drop_messages

PAGE = 500
BEGUN = (Stage.ACTIVE, Stage.FULFILLED)


@dataclass(slots=True)
class AgreementReport:
    """How many agreements came to where."""

    active: int = 0
    lapsed: int = 0
    broken: int = 0
    fulfilled: int = 0
    superseded: int = 0
    withdrawn: int = 0


async def check_waiting(services: Services) -> AgreementReport:
    """Judge those that wait for their down payment, as soon as more payments are known: by a feed, a daily close."""
    return await check_agreements(services, {Stage.ACCEPTED})


async def check_agreements(services: Services, stages: Collection[Stage] = WATCHED) -> AgreementReport:
    """Judge every agreement of ours at these stages: of all that are not at their end. May be repeated."""
    report = AgreementReport()
    async for number, supply in _moving(services, stages):
        async with services.units() as unit:
            await hold_supplies(unit, [supply])
            ours, account = await unit.agreements.get(number), await unit.ledger.account(supply)
            if ours is not None and account is not None and ours.stage in stages:
                stage = await _judge(unit, ours, account, await services.moment(unit))
                if stage is not None and hasattr(report, stage.value):
                    setattr(report, stage.value, getattr(report, stage.value) + 1)
    return report


async def _moving(services: Services, stages: Collection[Stage]) -> AsyncIterator[tuple[str, str]]:
    """Those at these stages that something may have happened to, each with its supply: only they are held.

    A page at a time of those that the store cannot rule out: most of them are in force, and nothing happened.
    """
    after: str | None = ""
    while after is not None:
        async with services.units.reading() as unit:
            at = await services.moment(unit)
            page = await unit.agreements.stirred(stages, _missable(at), after, PAGE)
            accounts = await unit.ledger.accounts({ours.supply_number for ours in page}, whole=False)
        for ours in page:
            account = accounts.get(ours.supply_number)
            if account is not None and (ours.stage is Stage.ACCEPTED or may_move(ours, account, at)):
                yield ours.number, ours.supply_number
        after = page[-1].number if len(page) == PAGE else None


async def _judge(unit: UnitOfWork, ours: Ours, account: Account, at: Moment) -> Stage | None:
    """What payments and feeds did to it first; then what its dates did."""
    advanced = await advance(unit, account, at, CLOCK)
    if advanced.now(ours.number) in BEGUN and not ours.live:
        await _settle(unit, advanced, at)
    for moved in advanced.moved:
        await tell_news(unit, moved, at, by_day=True)
    if (now := advanced.now(ours.number)) is not None:
        return now
    if ours.stage is Stage.ACCEPTED and ours.down_due_on < at.today:
        if _heard_through(ours.down_due_on, at):
            return await _ended(unit, ours, AgreementEvent.NOT_PAID, at, "not_paid")
        await _rest_on(unit, ours, at)
    if ours.live and missed(ours, account, at) and not await _claimed(unit, ours, at):
        return await _ended(unit, ours, AgreementEvent.MISSED, at)
    return None


async def _ended(unit: UnitOfWork, ours: Ours, event: AgreementEvent, at: Moment, why: str = "") -> Stage:
    """Nobody loses an agreement without a word, where words may reach them."""
    after = await end(unit, ours, event, at, CLOCK, why)
    await tell_news(unit, after, at, by_day=True)
    return after.stage


async def _claimed(unit: UnitOfWork, ours: Ours, at: Moment) -> bool:
    """Whether the case rests as a bill of it was claimed: nothing is broken meanwhile (I-9)."""
    case = (await unit.cases.get([ours.supply_number]))[ours.supply_number]
    return at.now < case.holds.get("claim", at.now)


async def _rest_on(unit: UnitOfWork, ours: Ours, at: Moment) -> None:
    """A day more of the pause while nobody knows yet what was paid in time.

    Bounded: after `feed_days` what is known is too old for anything to be done to anybody.
    """
    case = (await unit.cases.get([ours.supply_number]))[ours.supply_number]
    held = case.holds.get(HOLD)
    tonight = end_of(at.today, at)
    bound = ours.down_due_on + timedelta(days=at.policy.feed_days)
    if held is not None and end_of(ours.down_due_on, at) <= held < tonight and at.today <= bound:
        await pause(unit, ours, tonight, at, CLOCK)


async def _settle(unit: UnitOfWork, advanced: Advanced, at: Moment) -> None:
    """A down payment that came with a feed does what one does that is posted."""
    number = advanced.account.supply.supply_number
    case = (await unit.cases.get([number]))[number]
    await settle_and_tell(unit, case, advanced.account, at, Settled("agreement", CLOCK, at.now))
    if case.step is not Step.CLEAR:
        await drop_messages(unit, number, at, CLOCK)


def may_move(ours: Ours, account: Account, at: Moment) -> bool:
    """Whether one in force is not as it was: touched by a payment or a feed, or missed."""
    return touched(ours, account, at) or missed(ours, account, at)


def missed(ours: Ours, account: Account, at: Moment) -> bool:
    """Whether an instalment is unpaid so many days after its date, and what was paid until then is known."""
    grace = timedelta(days=at.policy.break_days)
    return any(
        each.instalment.agreement == ours.number
        and each.instalment.due_on + grace < at.today
        and _heard_through(each.instalment.due_on + grace, at)
        for each in at.standing(account).overdue_instalments
    )


def _missable(at: Moment) -> date:
    """Instalments due before that day may have been missed."""
    if at.feed.stale(at.today, at.policy.feed_days):
        return date.min
    heard = at.feed.payments_through + timedelta(days=1)
    return min(at.today, heard) - timedelta(days=at.policy.break_days)


async def listed(
    services: Services, stages: Collection[Stage], localities: Collection[str], after: str, limit: int
) -> list[Ours]:
    """The agreements at these stages, by number, of these localities; without any, of all."""
    async with services.units.reading() as unit:
        return await unit.agreements.page(stages, localities, after, limit)


def _heard_through(day: date, at: Moment) -> bool:
    return at.feed.payments_through >= day and not at.feed.stale(at.today, at.policy.feed_days)
