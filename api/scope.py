"""Which rows a member of staff sees and touches: an operator his own orders, an agent the supplies of his places."""

from receivables.errors import Unknown
from receivables.model.account import Supply
from receivables.model.staff import StaffRole, User
from receivables.model.workorder import WorkOrder
from receivables.usecases.services import Services


def localities_of(user: User) -> tuple[str, ...] | None:
    """The localities to which they are bound, which may be none at all; None for whoever sees all of them."""
    return user.localities if user.role is StaffRole.AGENT else None


def sees_supply(user: User, supply: Supply) -> bool:
    """Whether it is of their portfolio."""
    bound = localities_of(user)
    return bound is None or supply.locality in bound


def sees_order(user: User, order: WorkOrder) -> bool:
    """Whether it is theirs to see."""
    return user.role is not StaffRole.OPERATOR or order.operator == user.name


def orders_asked(user: User, operator: str | None) -> tuple[bool, str | None]:
    """Whether there is anything to show of what they ask for, and of which operator (None: of all).

    `me` is whoever asks. An operator who asks for somebody else's orders finds none.
    """
    whose = user.name if operator == "me" else operator
    if user.role is not StaffRole.OPERATOR:
        return True, whose
    return whose in (None, user.name), user.name


async def order_seen(services: Services, user: User, order_id: str) -> WorkOrder:
    """One order. Raises Unknown, in the same words, when there is none and when it is not theirs to see."""
    async with services.units.reading() as unit:
        order = await unit.work_orders.get(order_id)
    if order is None or not sees_order(user, order):
        raise Unknown("unknown_order", order=order_id)
    return order


async def supply_seen(services: Services, user: User, supply_number: str) -> Supply:
    """One supply. Raises Unknown, in the same words, when there is none and when it is not theirs to see."""
    async with services.units.reading() as unit:
        accounts = await unit.ledger.accounts([supply_number], whole=False)
    account = accounts.get(supply_number)
    if account is None or not sees_supply(user, account.supply):
        raise Unknown("unknown_supply", supply=supply_number)
    return account.supply
