"""A cut in a house with a baby, or somebody ill, old or disabled: warm words, a person at once, then how it reopens."""

from dataclasses import replace

import pytest

from receivables.model.account import SupplyState
from receivables.model.dialogue import HandOver, step
from receivables.model.handover import CRISIS, Handover, urgency
from receivables.model.intent import read
from tests.support.build import PHONE, a_supply, lima
from tests.support.talk import SUPPLY, Talk, behind

URGENT = HandOver("fragile")


@pytest.mark.parametrize(
    "said",
    [
        "me cortaron el agua y tengo un bebe",
        "me han cortado el agua y mi mamá está enferma",
        "nos cortaron el servicio, mi abuelita es anciana",
        "cortaron el agua y mi hijo es discapacitado",
        "me cerraron el agua y me hago diálisis en casa",
        "they cut my water and I have a baby",
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_a_cut_with_somebody_fragile_reaches_a_person_at_once(said: str, linked: bool) -> None:
    talk = Talk(behind(supply=a_supply(state=SupplyState.CUT)), linked=linked)
    assert talk.says(said) == ["fragile", "reconnection"]
    assert talk.does()[-1] == URGENT
    assert talk.chat.with_person
    assert talk.turn.messages[0].values["cut"] is True


def test_the_first_words_are_warm_and_the_bill_comes_after_them() -> None:
    talk = Talk(behind(supply=a_supply(state=SupplyState.CUT)), linked=True)
    talk.says("me cortaron el agua y tengo un bebe")
    assert talk.words.startswith("Siento mucho que esté sin agua")
    assert talk.words.index("le pedí que lo vea primero") < talk.words.index("S/")


def test_a_cut_that_is_feared_is_told_as_it_stands() -> None:
    talk = Talk(linked=True)
    assert talk.says("me van a cortar el agua y tengo un bebé recién nacido") == ["fragile", "cut_status"]
    assert talk.does() == (URGENT,)


def test_it_is_said_once_while_that_person_is_awaited() -> None:
    talk, said = Talk(linked=True), "me cortaron el agua y tengo un bebe"
    talk.says(said)
    stay = Handover("h", "chat", PHONE, SUPPLY, "fragile", lima("2024-01-08 10:00"))
    turn = step(
        talk.chat,
        read(said, None, None, talk.today),
        replace(talk.facts, handover=stay),
        talk.policy,
        talk.now,
    )
    assert [each.key for each in turn.messages] == ["reconnection"]
    assert turn.effects == ()


@pytest.mark.parametrize(
    "said",
    ["me cortaron el agua", "el agua no la bebe nadie", "mi abuelo quiere pagar en cuotas", "tengo un bebe"],
)
def test_other_words_are_nothing_of_the_kind(said: str) -> None:
    assert "fragile" not in Talk(linked=True).says(said)


def test_who_tells_of_a_death_hears_the_words_for_it() -> None:
    assert "fragile" not in Talk(linked=True).says("falleció mi esposo, me cortaron el agua y tengo un bebe")


def test_it_is_as_urgent_as_danger() -> None:
    assert urgency("fragile") == urgency(CRISIS)
