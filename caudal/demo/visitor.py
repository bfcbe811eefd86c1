"""Which invented customers a visitor of a demo is shown: those with something to decide."""

from receivables.model.account import Account, Obstacle
from receivables.model.consent import Purpose
from receivables.model.conversation import Identity
from receivables.model.ladder import Case, Step
from receivables.model.policy import Policy
from receivables.model.protection import Protection, protection
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services
from receivables.usecases.tell import EMBEDDED

STEPS = (Step.OFFERED, Step.LAST_CHANCE, Step.CUT_QUEUED, Step.FRIENDLY)
"""One customer of each, the most interesting first: an offer that waits for an answer."""

LOOKED_AT = 200
FEWEST_BILLS, MOST_BILLS = 3, 6


async def visitor_supplies(services: Services) -> tuple[str, ...]:
    """A supply for each step at which there is a suitable customer; of others when there is none at all.

    Suitable: some unpaid bills, no agreement, a telephone consented to, and a chat that has not been proved to be
    theirs yet; after the friendly notice also nothing that shields from a cut, so that the queue is within reach.
    Whoever has an office to pay at in their own locality comes first.
    """
    found = []
    async with services.units.reading() as unit:
        for step in STEPS:
            supply = await _of_step(unit, step, services)
            found += [supply] if supply else []
        if found:
            return tuple(found)
        return tuple(a.supply.supply_number for a in await unit.ledger.owing("", 1))


async def _of_step(unit: UnitOfWork, step: Step, services: Services) -> str | None:
    cases = await unit.cases.at_step(step.value, "", LOOKED_AT)
    accounts = await unit.ledger.accounts([case.supply_number for case in cases], whole=False)
    suitable = [
        account
        for case in cases
        if (account := accounts.get(case.supply_number)) and _is_suitable(account, case, services)
    ]
    near = {office.locality for office in services.policy.offices}
    for account in sorted(suitable, key=lambda each: each.supply.locality not in near):
        if await _unproved(unit, account.supply.supply_number, services.policy):
            return account.supply.supply_number
    return None


def _is_suitable(account: Account, case: Case, services: Services) -> bool:
    now, policy = services.clock.now(), services.policy
    today = services.standing(account, policy.today(now))
    if not FEWEST_BILLS <= len(today.overdue_bills) <= MOST_BILLS or case.paused(now):
        return False
    if today.agreement is not None:
        return False
    shielded = protection(account, today, policy) is not Protection.NONE
    obstacle = account.supply.obstacle is not Obstacle.NONE
    return case.step is Step.FRIENDLY or not (shielded or obstacle)


async def _unproved(unit: UnitOfWork, supply_number: str, policy: Policy) -> bool:
    """Whether the person can be reached, and the chat has still to learn who it is talking to."""
    contacts = (await unit.ledger.contacts([supply_number])).get(supply_number, ())
    reached = [
        c for c in contacts if c.phone and c.purpose is Purpose.SERVICE and c.channel in policy.channels
    ]
    if not reached or await unit.suppressions.in_force({contact.person for contact in reached}):
        return False
    chats = [await unit.conversations.get(EMBEDDED, contact.phone) for contact in reached]
    return all(chat.identity is Identity.NONE and not chat.with_person for chat in chats)
