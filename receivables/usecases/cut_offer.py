"""After a cut the offer is renewed at once: how the service comes back, what that costs, and in how many hours.

A fact of their own account for whoever is in the chat; nobody is written to first for it.
"""

from receivables.errors import PlanRefused
from receivables.model.account import Account
from receivables.model.agreeing import first_due, option, paying_day
from receivables.model.buttons import buttons
from receivables.model.contact import Moment
from receivables.model.identity import masked
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.plan import Terms, nearest_of
from receivables.model.standing import Standing
from receivables.ports import UnitOfWork
from receivables.usecases.tell import tell


async def offer_after_cut(unit: UnitOfWork, account: Account, order_id: str, at: Moment) -> None:
    """Tell it in the chat in which the customer was active last, if there is one, and no person is talking there.

    A cut that was just made was asked about at that moment: nothing pauses the case, and nothing impedes (`may_cut`).
    """
    number = account.supply.supply_number
    await tell(unit, number, f"cut_offer/{order_id}", cut_offer(account, at), at, aside=True)


def cut_offer(account: Account, at: Moment) -> Message:
    """What brings the service back: all that is overdue, or the least down payment of an agreement."""
    standing = at.standing(account)
    values: dict[str, Value] = {
        "name": "",
        "supply_masked": masked(account.supply.supply_number),
        "overdue": standing.overdue,
        "down_payment": least_down(account, standing, at),
        "fee": at.policy.reopening_fee,
        "hours": at.policy.reopening_hours,
        "as_of": at.feed.payments_through,
    }
    return Message("cut_offer", values, buttons("plan", "offices", "human"))


def least_down(account: Account, standing: Standing, at: Moment) -> Money | None:
    """The least down payment of a plan that the policy would take now; None where it takes none."""
    if standing.agreement is not None or not standing.outstanding:
        return None
    limits, owed = at.policy.plan, standing.outstanding
    down = limits.min_down_payment(owed)
    if down >= owed:
        return None
    dates = first_due(at.today, paying_day(account.payments))
    try:
        return option(
            limits, Terms(owed, down, 1, dates, limits.rate), account, at.today
        ).plan.terms.down_payment
    except PlanRefused as refused:
        nearest = nearest_of(refused)
        return nearest.terms.down_payment if nearest else None
