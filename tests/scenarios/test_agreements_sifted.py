"""The store sifts agreements before the rules look at them: whatever the rules would move is never left out."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.model.agreeing import Ours, Stage
from receivables.model.contact import Feed
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.usecases.agree import WATCHED
from receivables.usecases.agreements import _missable, may_move
from tests.contracts.load import row_of
from tests.contracts.test_agreements import ACCOUNT, NOW, ours
from tests.support.build import an_agreement
from tests.support.world import World

PAID = st.tuples(
    st.integers(-3, 130),
    st.sampled_from([500, 2400, 2424, 4848, 12000]),
    st.sampled_from([None, ACCOUNT.bills[-1].number]),
)


async def looked_at(paid: list[tuple[int, int, str | None]], reversed_: int, day: int, through: int) -> None:
    """One agreement in force, with these payments and the first so many of them taken back, on a day."""
    world, made = World("2024-01-08 10:00"), replace(ours(), down=(("P0", Money.of("24.00")),))
    await world.has(ACCOUNT)
    async with world.services.units() as unit:
        await unit.agreements.save(made)
        for number, (after, amount, bill) in enumerate(paid):
            row = (f"P{number}", "0000001", made.accepted_on + timedelta(days=after), amount, "CAR1", bill)
            await unit.ledger.add_payment(f"P{number}", row, {})
        for number in range(min(reversed_, len(paid))):
            await unit.ledger.reverse_payment(f"P{number}")
        if day % 7 == 0:
            theirs = an_agreement(date(2024, 3, 8), signed_on=made.accepted_on + timedelta(days=day % 3))
            await unit.ledger.upsert(RecordKind.AGREEMENT, [row_of(RecordKind.AGREEMENT, theirs)])
        today = made.accepted_on + timedelta(days=day)
        await unit.ledger.record_feed(Feed(made.accepted_on, today - timedelta(days=through)))
    world.clock.set(datetime.combine(today, time(15), NOW.tzinfo))
    await never_left_out(world, made)


async def never_left_out(world: World, made: Ours) -> None:
    async with world.services.units.reading() as unit:
        at = await world.services.moment(unit)
        sifted = await unit.agreements.stirred(WATCHED, _missable(at), "", 9)
        whole = await unit.ledger.account("0000001")
        in_short = (await unit.ledger.accounts(["0000001"], whole=False))["0000001"]
    assert whole is not None
    moves = may_move(made, whole, at)
    assert may_move(made, in_short, at) == moves
    assert not moves or [each.stage for each in sifted] == [Stage.ACTIVE]


@given(st.lists(PAID, max_size=6), st.integers(0, 2), st.integers(0, 150), st.integers(0, 5))
@settings(max_examples=150, deadline=None)
def test_what_the_rules_would_move_is_never_sifted_out(
    paid: list[tuple[int, int, str | None]], reversed_: int, day: int, through: int
) -> None:
    # The down payment that made it active is always there.
    asyncio.run(looked_at([(0, 2400, None), *paid], reversed_, day, through))
