"""A bare yes takes the one choice that was put; where nothing was put, it is asked what is wished."""

from datetime import date

import pytest

from receivables.model.dialogue import TakePromise
from receivables.model.dialogue.lone import CHOICE
from receivables.model.money import Money
from tests.support.chatting import ChatWorld
from tests.support.talk import SUPPLY, Talk


@pytest.mark.parametrize("yes", ["sí", "dale", "yes", "yeah", "ok"])
def test_a_yes_takes_the_one_choice(yes: str) -> None:
    talk = Talk(linked=True)
    assert talk.says("no mejor el lunes") == ["ask_which"]
    assert talk.buttons == ["due:2024-01-15", "human"]
    assert talk.says(yes) == ["promise_confirm"]
    assert talk.does() == ()
    talk.says("sí")
    assert talk.does() == (TakePromise(SUPPLY, date(2024, 1, 15), Money.of("182.40")),)


def test_a_yes_to_another_day_asks_for_the_day() -> None:
    talk = Talk(linked=True)
    assert talk.says("i'll pay tmrw") == ["ask_which"]
    assert talk.says("yeah") == talk.presses("promise") == ["promise_ask_day"]


@pytest.mark.parametrize("between", ["gracias", "no", "cuánto debo"])
def test_the_choice_is_over_with_the_next_message(between: str) -> None:
    talk = Talk(linked=True)
    talk.says("no mejor el lunes")
    talk.says(between)
    assert CHOICE not in talk.chat.slots
    assert talk.says("sí") == ["yes_to_nothing"]


def test_of_two_choices_a_yes_takes_none() -> None:
    talk = Talk(linked=True)
    assert talk.says("can i get 12") == ["ask_which"]
    assert len(talk.buttons) == 3
    assert talk.says("sí") == ["yes_to_nothing"]


@pytest.mark.parametrize("yes", ["sí", "dale", "yes I accept"])
def test_a_yes_to_nothing_never_sounds_done(yes: str) -> None:
    talk = Talk(linked=True)
    assert talk.says(yes) == ["yes_to_nothing"]
    assert talk.words == "Por ahora no queda nada por confirmar. ¿Qué desea hacer?"
    assert talk.does() == ()


@pytest.mark.anyio
async def test_the_yes_is_kept_with_the_chat() -> None:
    world = await ChatWorld.with_customer()
    await world.proves()
    assert await world.says("no mejor el lunes") == ["ask_which"]
    assert await world.says("dale") == ["promise_confirm"]
    assert await world.says("sí") == ["promise_taken"]
    assert await world.says("no mejor el martes") == ["promise_running"]
