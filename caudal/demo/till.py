"""Where invented customers pay: a collection centre that posts every payment at once."""

from dataclasses import dataclass

from receivables.model.money import Money
from receivables.usecases.services import Services
from receivables.usecases.settle import post_payment
from receivables.usecases.settlement import NewPayment, PostedPayment

CENTRE = "CAR9"
CASHIER = "demo/caja"


@dataclass(slots=True)
class Till:
    """Numbers its operations in the order of payment: the same story gives the same numbers."""

    services: Services
    prefix: str = "DEMO"
    receipts: int = 0

    async def pay_overdue(self, supply_number: str, *, or_outstanding: bool = False) -> PostedPayment | None:
        """Pay all that is overdue now, else (if asked for) what is outstanding; None when that is nothing."""
        now = self.services.clock.now()
        async with self.services.units.reading() as unit:
            account = await unit.ledger.account(supply_number)
        if account is None:
            return None
        stands = self.services.standing(account, self.services.policy.today(now))
        owed = stands.overdue or (stands.outstanding if or_outstanding else stands.overdue)
        return await self.pay(supply_number, owed) if owed else None

    async def pay(self, supply_number: str, amount: Money) -> PostedPayment:
        """Pay so much."""
        self.receipts += 1
        payment = NewPayment(
            operation=f"{self.prefix}-{self.receipts:06d}",
            supply_number=supply_number,
            amount=amount,
            paid_at=self.services.clock.now(),
            centre=CENTRE,
        )
        return await post_payment(self.services, payment, actor=CASHIER)
