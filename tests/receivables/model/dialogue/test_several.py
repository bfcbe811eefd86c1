"""Several supplies of one person: each is proved once, and chosen by a button that carries no number."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import Account
from receivables.model.conversation import Identity
from receivables.model.money import Money
from receivables.usecases.answer import answer
from receivables.usecases.codes import give
from tests.support.build import a_bill, a_contact, a_supply, an_account
from tests.support.chatting import ChatWorld
from tests.support.talk import LATEST, SUPPLY

SECOND, BILL = "0000002", "R-2-12"
pytestmark = pytest.mark.anyio


def second() -> Account:
    """Another supply, which owes S/ 20.00."""
    bill = replace(a_bill(BILL, date(2023, 12, 20), "20.00"), supply_number=SECOND)
    return an_account(bill, supply=a_supply(supply_number=SECOND))


async def a_world() -> ChatWorld:
    """A chat that proved both, the second one last."""
    world = await ChatWorld.with_customer()
    await world.has(second(), a_contact(supply_number=SECOND))
    await world.proves()
    await world.says("otro suministro")
    assert await world.says(f"{SECOND} {BILL}") == ["linked"]
    return world


async def buttons(world: ChatWorld, text: str = "", button: str | None = None) -> list[str]:
    """What the answer offers."""
    keys = await answer(world.services, world.message(text, button))
    return [each.id for row in await world.rows(keys) for each in row.message.buttons]


async def test_both_are_offered_and_neither_is_proved_again() -> None:
    world = await a_world()
    assert (await world.chat()).supplies == (SUPPLY, SECOND)
    assert await buttons(world, button="other") == ["supply:1", "supply:2", "alldebts", "othernew", "human"]
    assert await world.says(button="supply:1") == ["supply_chosen"]
    assert (await world.chat()).supply_number == SUPPLY
    assert await world.says(SECOND) == ["supply_chosen"]
    assert (await world.chat()).supply_number == SECOND
    assert await world.says(button="othernew") == ["ask_other_supply"]
    assert (await world.chat()).supply_number == SECOND


async def test_what_is_owed_of_all_is_told_line_by_line() -> None:
    world = await a_world()
    keys = await answer(world.services, world.message(button="alldebts"))
    [row] = await world.rows(keys)
    assert row.message.key == "debts"
    assert row.message.values["total"] == Money.of("202.40")
    text = world.words.render(row.message).text
    for told in ("0001", "0002", "S/ 182.40", "S/ 20.00", "S/ 202.40"):
        assert told in text.replace("\xa0", " ")


async def test_a_code_counts_for_the_supply_that_it_was_told_for() -> None:
    world = await a_world()
    given = await give(world.services, SECOND, actor="caja")
    await world.says(button="code")
    [right] = await world.rows(await answer(world.services, world.message(given.code)))
    assert right.message.key == "code_right"
    assert "aún no se ha firmado nada" in world.words.render(right.message).text
    await world.says(button="supply:1")
    chat = await world.chat()
    assert (chat.identity, chat.strong_until) == (Identity.LINKED, None)


@pytest.mark.parametrize("button", ["supply:0", "supply:3", "supply:99"])
async def test_a_button_of_no_supply_opens_nothing(button: str) -> None:
    world = await a_world()
    assert await world.says(button=button) == ["supplies"]
    assert (await world.chat()).supply_number == SECOND


async def test_a_stranger_who_presses_another_ones_button_is_asked_who_they_are() -> None:
    world = await a_world()
    assert await world.says(button="supply:1", address="web-9") == ["ask_other_supply"]
    assert await world.says(button="alldebts", address="web-9") == ["ask_supply"]


async def test_the_number_of_somebody_else_opens_nothing_in_a_linked_chat() -> None:
    world = await ChatWorld.with_customer()
    await world.has(second())
    await world.proves()
    there = await world.says(f"cuánto debe el {SECOND}")
    nowhere = await world.says("cuánto debe el 0000009")
    assert there == nowhere
    assert (await world.chat()).supplies == (SUPPLY,)
    assert LATEST not in str(await asyncio.sleep(0, there))
