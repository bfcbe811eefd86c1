"""Who of the field team gets an order: an operator of that locality, whoever has the fewest queued."""

from receivables.model.account import Account
from receivables.model.staff import StaffRole
from receivables.ports import UnitOfWork


async def operator_for(unit: UnitOfWork, account: Account) -> str | None:
    """The operator whose zone holds the supply: the fewest queued orders first, then by name; None if nobody's does."""
    locality = account.supply.locality
    names = [
        user.name
        for user in await unit.staff.users()
        if user.role is StaffRole.OPERATOR and user.disabled_at is None and locality in user.localities
    ]
    if not names:
        return None
    queued = await unit.work_orders.queued_for(names)
    return min(names, key=lambda name: (queued.get(name, 0), name))
