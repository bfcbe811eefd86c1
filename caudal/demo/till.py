"""Where invented customers pay: a collection centre that posts every payment at once."""

from dataclasses import dataclass

from receivables.model.agreeing import Stage
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

    async def pay_next(self, supply_number: str) -> PostedPayment | None:
        """Pay what a customer would pay now; None when there is nothing.

        The down payment that an agreement waits for, else what is overdue, else its next instalment, else the bills.
        """
        async with self.services.units.reading() as unit:
            ours = await unit.agreements.of_supply(supply_number)
        if ours and ours[-1].stage is Stage.ACCEPTED:
            return await self.pay(supply_number, ours[-1].down_payment)
        return (
            await self.pay_overdue(supply_number)
            or await self.pay_instalment(supply_number)
            or await self.pay_overdue(supply_number, or_outstanding=True)
        )

    async def pay_instalment(self, supply_number: str) -> PostedPayment | None:
        """Pay the next instalment of an agreement; None when there is none."""
        today = self.services.policy.today(self.services.clock.now())
        async with self.services.units.reading() as unit:
            account = await unit.ledger.account(supply_number)
        owed = self.services.standing(account, today).instalments if account else ()
        return await self.pay(supply_number, owed[0].unpaid) if owed else None

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
