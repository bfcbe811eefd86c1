"""Orders go to the operator of the zone, whoever has the least to do."""

from dataclasses import replace

import pytest

from receivables.model.money import Money
from receivables.model.staff import StaffRole, User
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.usecases.operators import operator_for
from tests.scenarios.calendar import three_months_behind
from tests.support.build import lima
from tests.support.world import World

pytestmark = pytest.mark.anyio

MADE = lima("2024-01-02 08:00")


async def team(*users: User, **queued: int) -> World:
    world = World()
    await world.has(three_months_behind())
    async with world.services.units() as unit:
        for user in users:
            await unit.staff.add_user(user)
        for name, count in queued.items():
            for n in range(count):
                await unit.work_orders.add(order(f"{name}-{n}", name))
    return world


def operator(name: str, *localities: str, role: StaffRole = StaffRole.OPERATOR) -> User:
    return User(name, role, "", MADE, localities)


def order(number: str, name: str) -> WorkOrder:
    return WorkOrder(
        number, OrderKind.CUT, OrderState.QUEUED, "0000009", Money(1), (), (), MADE, None, operator=name
    )


async def chosen(world: World) -> str | None:
    async with world.services.units.reading() as unit:
        return await operator_for(unit, three_months_behind())


async def test_nobody_is_named_where_nobody_has_that_zone() -> None:
    agent = operator("ana", "Tumbes", role=StaffRole.AGENT)
    gone = replace(operator("beto", "Tumbes"), disabled_at=MADE)
    assert await chosen(await team(agent, gone, operator("caro", "Zorritos"), operator("dino"))) is None


async def test_of_those_who_have_it_whoever_has_the_fewest_queued_and_then_by_name() -> None:
    both = (operator("ana", "Tumbes", "Zorritos"), operator("beto", "Tumbes"), operator("caro", "Tumbes"))
    assert await chosen(await team(*both, ana=2, beto=1, caro=1)) == "beto"
    assert await chosen(await team(*both)) == "ana"
