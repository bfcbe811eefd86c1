"""Somebody wrote in despair: nothing presses them until a person has looked, in a real database (POL-CRI-1)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from receivables.model.conversation import Inbound
from receivables.model.decision import Reason
from receivables.model.handover import CRISIS
from receivables.model.ladder import Step
from receivables.model.workorder import OrderKind, OrderState
from receivables.usecases import inbox
from receivables.usecases.answer import answer
from receivables.usecases.fieldwork import execute_cut
from receivables.usecases.inbox import Colleague
from tests.scenarios.agreed import SUPPLY, Told, sound
from tests.scenarios.calendar import three_months_behind
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import PHONE, a_contact
from tests.support.laid_out import laid_out

pytestmark = pytest.mark.anyio

ANA = Colleague("ana", "Ana")
DESPAIR = "me quiero morir, no aguanto más esta deuda"


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Told]:
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    told = Told(units=database.units("tumbes"))
    await told.begins_with(three_months_behind())
    await told.has(three_months_behind(), a_contact())
    yield told
    await database.close()


async def closed(story: Told, outcome: str) -> None:
    """A person takes the chat, and ends it so."""
    async with story.services.units.reading() as unit:
        (stay,) = await unit.handovers.waiting()
    await inbox.take(story.services, stay.id, ANA)
    await inbox.close(story.services, stay.id, ANA, outcome)


async def days(story: Told, *of_january: int) -> None:
    for day in of_january:
        await story.comes(f"2024-01-{day:02} 09:30")


async def notices(story: Told) -> list[str]:
    async with story.services.units.reading() as unit:
        rows = await unit.outbox.history("whatsapp", PHONE, 50)
    return [row.key for row in rows if row.key.startswith("notice/")]


async def test_no_campaign_writes_while_a_person_has_not_looked(story: Told, tmp_path: Path) -> None:
    await story.comes("2024-01-08 08:00")
    story.at("2024-01-08 18:00")
    assert await story.says(DESPAIR) == ["crisis"]
    await days(story, 9, 10, 11, 12, 15, 16)
    assert await notices(story) == []
    assert (await story.case()).step is Step.CLEAR
    await closed(story, "solved")
    await days(story, 17, 18, 19, 22, 23)
    assert await notices(story) != []
    await sound(tmp_path, story)


@pytest.mark.parametrize("outcome", ["no_answer", "sent_on"])
async def test_what_nobody_settled_goes_on_protecting_and_ends_by_itself(story: Told, outcome: str) -> None:
    await story.comes("2024-01-08 08:00")
    story.at("2024-01-08 18:00")
    await story.says(DESPAIR)
    await closed(story, outcome)
    await days(story, 9, 16, 23, 30)
    assert await notices(story) == []
    async with story.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        assert [each.until for each in account.impediments] == [date(2024, 2, 7)]


async def test_a_queued_cut_is_taken_back_at_once_for_a_linked_chat(story: Told, tmp_path: Path) -> None:
    await queued(story)
    await story.says(f"suministro {SUPPLY} recibo R-2023-12")
    await story.says(DESPAIR)
    (order,) = [each for each in await story.orders() if each.kind is OrderKind.CUT]
    assert order.state is OrderState.WITHDRAWN
    assert Reason.VULNERABLE.value in (order.closed_why or "")
    await days(story, 16, 17, 18, 19)
    assert (await story.case()).step is Step.LAST_CHANCE
    await sound(tmp_path, story)


async def test_no_crew_cuts_those_who_are_only_reached_there(story: Told, tmp_path: Path) -> None:
    await queued(story)
    await story.says(DESPAIR)
    story.at("2024-01-16 09:00")
    await story.fresh()
    (order,) = [each for each in await story.orders() if each.kind is OrderKind.CUT]
    if order.state is OrderState.QUEUED:
        assert Reason.VULNERABLE in (await execute_cut(story.services, order.id, actor="staff/luis")).reasons
    assert (await story.case()).step is not Step.CUT
    await sound(tmp_path, story)


async def test_a_supply_that_is_proved_afterwards_is_protected_too(story: Told) -> None:
    story.at("2024-01-08 18:00")
    stranger = Inbound("chat:s1", "chat", "+51900000009", DESPAIR, None, story.now)
    await answer(story.services, stranger)
    proof = replace(stranger, id="chat:s2", text=f"suministro {SUPPLY} recibo R-2023-12")
    await answer(story.services, proof)
    async with story.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        assert [each.kind for each in account.impediments] == ["VULNERABLE"]


async def test_a_crisis_stays_in_the_list_whatever_is_written_there_afterwards(story: Told) -> None:
    story.at("2024-01-08 18:00")
    await story.says(DESPAIR)
    for said in ("se equivocaron de número, yo no soy esa persona", "volver al asistente", "BAJA", "ALTA"):
        await story.says(said)
    async with story.services.units.reading() as unit:
        (stay,) = await unit.handovers.waiting()
    assert (stay.why, stay.open) == (CRISIS, True)


async def test_the_old_talk_does_not_come_back_and_no_button_offers_money(story: Told) -> None:
    story.at("2024-01-08 18:00")
    await story.says(f"suministro {SUPPLY} recibo R-2023-12")
    await story.says(DESPAIR)
    assert await story.says("sí") == ["crisis_open"]
    assert await story.says("hola") == ["crisis_open"]
    assert await story.says("cuánto debo") == ["crisis_open", "debt"]
    rows = [await story.row(f"reply/chat:{story.count}/{number}") for number in (0, 1)]
    offered = {button.id for row in rows for button in row.message.buttons}
    assert offered.isdisjoint({"plan", "later", "debt", "offices", "payments"})


async def test_nobody_in_danger_is_told_that_we_are_late(story: Told) -> None:
    story.at("2024-01-08 09:00")
    await story.says(DESPAIR)
    story.at("2024-01-09 08:40")
    assert await inbox.tell_late(story.services) == 0


async def test_a_cut_is_not_spoken_of_in_a_chat_that_a_person_has(story: Told) -> None:
    await queued(story)
    story.at("2024-01-15 18:00")
    await story.says(f"suministro {SUPPLY} recibo R-2023-12")
    await story.says("quiero hablar con una persona")
    async with story.services.units.reading() as unit:
        (stay,) = await unit.handovers.waiting()
    await inbox.take(story.services, stay.id, ANA)
    story.at("2024-01-16 09:00")
    await story.fresh()
    (order,) = await story.orders()
    assert (await execute_cut(story.services, order.id, actor="staff/luis")).reasons == ()
    async with story.services.units.reading() as unit:
        assert await unit.outbox.get(f"cut_offer/{order.id}") is None
