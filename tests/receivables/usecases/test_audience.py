"""The store may pre-filter an audience; it never drops an account that the pure functions would allow."""

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.account import Account, Agreement, AgreementState, Bill, Claim, ClaimOutcome, Payment
from receivables.model.campaign import Audience
from receivables.model.dates import add_months
from receivables.model.ladder import Notice
from receivables.model.rfm import RfmScore
from receivables.ports import Units
from receivables.store.database import Database
from receivables.testing import MemoryUnits
from receivables.usecases.audience import concerns, sieve
from receivables.usecases.situation import positions
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.support.build import a_bill, a_claim, a_payment, a_supply, an_account, an_agreement
from tests.support.world import World

Result = TypeVar("Result")
CAMPAIGNS = [
    an_offer_campaign(),
    an_offer_campaign(step=Notice.FRIENDLY),
    an_offer_campaign(step=Notice.FRIENDLY, audience=Audience(protecting_rfm_mean_at_least=Decimal(4))),
    an_offer_campaign(step=None),
    an_offer_campaign(step=None, audience=Audience(overdue_bills_at_least=3)),
]
soles = st.sampled_from(["0.00", "0.40", "12.00", "30.00"])
days = st.dates(date(2023, 11, 1), date(2024, 1, 8))


@st.composite
def ledgers(draw: st.DrawFn) -> Account:
    """Up to six monthly bills, in any state, with whatever was posted since the feed."""
    bills = tuple(_bill(month, draw(soles)) for month in range(draw(st.integers(0, 6))))
    names = st.sampled_from([bill.number for bill in bills]) if bills else st.none()
    posted = [_payment(n, draw(soles), draw(st.none() | names)) for n in range(draw(st.integers(0, 3)))]
    claims = [_claim(number, draw(days), draw(st.booleans())) for number in draw(st.sets(names)) if number]
    agreements = draw(st.lists(st.builds(_agreement, days, st.sampled_from(AgreementState)), max_size=1))
    score = draw(st.sampled_from([RfmScore(2, 3, 3), RfmScore(4, 4, 4), RfmScore(5, 5, 5)]))
    return an_account(
        *bills,
        payments=tuple(payment for payment in posted if payment.amount),
        claims=tuple(claims),
        agreements=tuple(agreements),
        scores={bill.due_on: score for bill in bills},
    )


def _bill(month: int, balance: str) -> Bill:
    due_on = add_months(date(2024, 1, 5), month - 5)
    return a_bill(f"R-{month}", due_on, "30.00", balance)


def _payment(number: int, amount: str, bill: str | None) -> Payment:
    return a_payment(f"P-{number}", date(2024, 1, 3), amount, bill=bill)


def _claim(bill: str, filed_on: date, pending: bool) -> Claim:
    outcome = ClaimOutcome.PENDING if pending else ClaimOutcome.UNFOUNDED
    return a_claim(bill, filed_on=filed_on, outcome=outcome, resolved_on=None if pending else filed_on)


def _agreement(due_on: date, state: AgreementState) -> Agreement:
    return an_agreement(due_on, add_months(due_on, 1), state=state, signed_on=date(2023, 10, 1))


class Shelf:
    """A store in its own event loop; every example is another supply of it."""

    def __init__(self, units: Units, runner: asyncio.Runner) -> None:
        self.world = World("2024-01-08 10:00", units)
        self.runner = runner
        self.count = 0

    def put(self, account: Account) -> Account:
        """Load it under a number of its own, later than all before it."""
        self.count += 1
        own = _numbered(account, f"{self.count:07}")

        async def load() -> None:
            await self.world.has(own)
            async with self.world.services.units() as unit:
                for payment in own.payments:
                    row = (
                        payment.operation,
                        payment.supply_number,
                        payment.paid_on,
                        payment.amount.centimos,
                        payment.centre,
                        payment.bill,
                    )
                    await unit.ledger.add_payment(payment.operation, row, {})

        self.run(load())
        return own

    def run(self, happening: Awaitable[Result]) -> Result:
        """In the loop of this store."""

        async def awaited() -> Result:
            return await happening

        return self.runner.run(awaited())


def _numbered(account: Account, number: str) -> Account:
    """The same account as another supply, all of whose papers have numbers of their own."""

    def named(name: str) -> str:
        return f"{number}-{name}"

    return replace(
        account,
        supply=a_supply(number),
        bills=tuple(replace(b, supply_number=number, number=named(b.number)) for b in account.bills),
        payments=tuple(
            replace(p, supply_number=number, operation=named(p.operation), bill=p.bill and named(p.bill))
            for p in account.payments
        ),
        claims=tuple(
            replace(c, supply_number=number, number=named(c.number), bill=named(c.bill))
            for c in account.claims
        ),
        agreements=tuple(
            replace(
                a,
                supply_number=number,
                number=named(a.number),
                schedule=tuple(replace(i, agreement=named(i.agreement)) for i in a.schedule),
            )
            for a in account.agreements
        ),
    )


@pytest.fixture(scope="module", params=["memory", "file"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Memory and a SQLite file."""
    with asyncio.Runner() as runner:
        if request.param == "memory":
            yield Shelf(MemoryUnits(), runner)
            return
        database = Database(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('store')}/caudal.db")
        runner.run(database.upgrade())
        yield Shelf(database.units("tumbes"), runner)
        runner.run(database.close())


@given(ledger=ledgers(), later=st.integers(0, 40))
def test_the_filter_drops_nobody_whom_a_campaign_concerns(shelf: Shelf, ledger: Account, later: int) -> None:
    account = shelf.put(ledger)
    shelf.world.at("2024-01-08 10:00")
    shelf.world.clock.move(timedelta(days=later))
    filtered, whole = shelf.run(_wanted(shelf.world, account.supply.supply_number))
    assert filtered == whole


async def _wanted(world: World, number: str) -> tuple[list[bool], list[bool]]:
    """Which campaigns concern the supply, as the filter of each shows it and by its whole history."""
    before = f"{int(number) - 1:07}"
    seen = []
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        account = await unit.ledger.account(number)
        assert account is not None
        (whole,) = await positions(unit, [account], at)
        for campaign in CAMPAIGNS:
            page = await unit.ledger.owing(before, 10, **asdict(sieve(campaign, at.today, at.policy)))
            shown = await positions(unit, page, at)
            seen.append(any(concerns(campaign, each, at) for each in shown))
    return seen, [concerns(campaign, whole, at) for campaign in CAMPAIGNS]


def test_the_ledgers_do_concern_the_campaigns() -> None:
    """Else the property above would hold for nothing."""
    with asyncio.Runner() as runner:
        shelf = Shelf(MemoryUnits(), runner)
        behind = an_account(*(_bill(month, "30.00") for month in range(6)))
        shelf.put(replace(behind, scores={bill.due_on: RfmScore(4, 4, 4) for bill in behind.bills}))
        _, whole = shelf.run(_wanted(shelf.world, "0000001"))
        assert any(whole)
