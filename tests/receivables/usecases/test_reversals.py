"""A payment that is taken back: its customer hears of it, and a person looks at what it had brought."""

from datetime import timedelta

import pytest

from receivables.model.conversation import Conversation, Identity
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Step
from receivables.model.message import Kind, State
from receivables.model.money import Money
from receivables.model.request import TO_DO, Desk, Request, RequestKind, RequestState
from receivables.model.workorder import OrderKind
from receivables.usecases.requests import close, listed
from receivables.usecases.settle import reverse_payment
from templates.renderer import CatalogueRenderer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_policy, lima
from tests.support.world import World, outcomes

pytestmark = pytest.mark.anyio
NOTICE = "reversed/0000001/A"


@pytest.fixture
async def world() -> World:
    """Three bills of S/ 30.00."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    return world


async def asked(world: World) -> list[Request]:
    return await listed(world.services, kind=RequestKind.REVERSAL, states=TO_DO)


async def undone(world: World, amount: str = "90.00") -> None:
    await world.pays(amount, operation="A")
    await reverse_payment(world.services, "A", actor="staff/caja")


async def test_a_desk_looks_at_a_debt_that_was_settled_and_is_there_again(world: World) -> None:
    await world.remember(Case("0000001", Step.OFFERED))
    await undone(world)
    (one,) = await asked(world)
    assert (one.desk, one.supply_number, one.address, one.state) == (
        Desk.DESK,
        "0000001",
        "",
        RequestState.OPEN,
    )
    assert one.values == {"operation": "A", "amount": Money.of("90.00"), "overdue_again": True}
    assert one.due_by == lima("2024-01-10 00:00")
    await reverse_payment(world.services, "A", actor="staff/caja")
    assert len(await asked(world)) == 1
    assert outcomes(await world.trail()).count("request opened") == 1


async def test_a_reopening_that_is_ordered_stays_so_until_the_desk_has_looked(world: World) -> None:
    await world.remember(Case("0000001", Step.CUT))
    await undone(world)
    (reopening,) = [each for each in await world.orders() if each.kind is OrderKind.REOPENING]
    (one,) = await asked(world)
    assert (one.values["reopening"], one.values["reopened"], one.due_by) == (
        reopening.id,
        True,
        reopening.due_by,
    )
    done = await close(world.services, one.number, actor="staff/ana", answer="Se retiró la orden.")
    assert done.state is RequestState.DONE
    assert await asked(world) == []


async def test_nobody_has_to_look_at_a_part_that_settled_nothing(world: World) -> None:
    await undone(world, "45.60")
    assert await asked(world) == []
    assert (await world.row(NOTICE)).kind is Kind.NOTICE


async def test_who_is_in_the_chat_hears_it_there_with_what_is_owed(world: World) -> None:
    chat = Conversation("chat", PHONE, Identity.LINKED, "0000001", "doc:00000001", last_inbound_at=world.now)
    async with world.services.units() as unit:
        await unit.conversations.save(chat)
    await undone(world, "45.60")
    row = await world.row("taken_back/A")
    assert row.message.values["outstanding"] == Money.of("90.00")
    text = CatalogueRenderer("es_PE", a_policy()).render(row.message).text
    assert "Su pago de S/ 45.60" in text
    assert "Ahora debe S/ 90.00" in text
    async with world.services.units.reading() as unit:
        assert await unit.outbox.get(NOTICE) is None


async def test_who_is_not_gets_a_notice_by_day_unless_all_was_paid_again(world: World) -> None:
    world.at("2024-01-08 21:00")
    await undone(world)
    assert (await world.deliver()).sent == 0
    world.at("2024-01-09 09:00")
    await world.deliver()
    row = await world.row(NOTICE)
    assert row.sent_at is not None
    assert "se anuló" in CatalogueRenderer("es_PE", a_policy()).render(row.message).text


async def test_no_notice_goes_once_it_is_paid_again(world: World) -> None:
    world.at("2024-01-08 21:00")
    await undone(world)
    world.clock.set(world.now + timedelta(hours=1))
    await world.pays("90.00", operation="B")
    world.at("2024-01-09 09:00")
    await world.deliver()
    row = await world.row(NOTICE)
    assert (row.state, row.reasons) == (State.WITHHELD, (Reason.PAID,))
