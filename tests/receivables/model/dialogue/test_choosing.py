"""What was shown is chosen in words, too: by its place, or by how it compares."""

from datetime import date

import pytest

from receivables.model.dialogue.choosing import count, place
from tests.support.build import a_payment
from tests.support.talk import Talk, behind


@pytest.mark.parametrize(
    ("said", "many", "at"),
    [
        ("la primera", 3, 0),
        ("mejor el segundo", 3, 1),
        ("prefiero la tercera opción", 3, 2),
        ("la última, por favor", 4, 3),
        ("la del medio", 3, 1),
        ("opción 2", 3, 1),
        ("the second one", 3, 1),
        ("la tercera", 2, None),
        ("la del medio", 2, None),
        ("opción 9", 3, None),
        ("la primera", 0, None),
        ("la primera cuota cuándo vence", 3, None),
        ("es la última vez que escribo", 3, None),
        ("no quiero la segunda", 3, None),
        ("", 3, None),
    ],
)
def test_by_its_place(said: str, many: int, at: int | None) -> None:
    assert place(said, many) == at


@pytest.mark.parametrize(
    ("said", "without", "with_interest"),
    [
        ("la segunda", 12, 12),
        ("la de 12", 12, 12),
        ("la de 12 cuotas", 12, 12),
        ("la de 5", 5, 5),
        ("the one with 5", 5, 5),
        ("can I get 12", 12, 12),
        ("la opción de 9 cuotas", 9, 9),
        ("con 50", None, None),
        ("la de 50 soles", None, None),
        ("la más larga", 24, 24),
        ("la de más cuotas", 24, 24),
        ("la más corta", 6, 6),
        ("quiero la más barata", 24, 6),
        ("la más bonita", None, None),
    ],
)
def test_by_how_it_compares(said: str, without: int | None, with_interest: int | None) -> None:
    assert count(said, [6, 12, 24], interest=False) == without
    assert count(said, [6, 12, 24], interest=True) == with_interest
    assert count(said, [], interest=False) is None


@pytest.mark.parametrize(("said", "instalments"), [("la primera", 6), ("la de 12", 12), ("la más larga", 24)])
def test_a_plan_that_is_chosen_so_is_read_back(said: str, instalments: int) -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    assert talk.says(said) == ["plan_confirm"]
    assert talk.last.values["count"] == instalments
    assert talk.does() == ()
    assert talk.says("mejor la segunda") == ["plan_confirm"]
    assert talk.last.values["count"] == 12


@pytest.mark.parametrize(
    ("said", "told"),
    [("the one with 5", "plan_confirm"), ("la de 5", "plan_confirm"), ("la de 60", "plan_refused")],
)
def test_a_count_that_was_not_shown_is_worked_out_and_read_back(said: str, told: str) -> None:
    talk = Talk(linked=True)
    talk.presses("plan:3")
    assert talk.says(said) == [told]
    assert talk.last.values["count"] == (5 if told == "plan_confirm" else 24)
    assert talk.says("yes I accept")[0] == ("code_ask" if told == "plan_confirm" else "plan_confirm")
    assert talk.does() == ()


def test_a_bill_is_chosen_so() -> None:
    talk = Talk(linked=True)
    talk.presses("bills")
    assert talk.says("el primero") == ["bill_detail"]
    assert talk.last.values["number"] == "R-2023-09"
    talk.says("quiero reclamar")
    assert talk.says("el segundo") == ["claim_why"]
    assert talk.chat.slots["bills"] == ("R-2023-10",)


def test_nothing_is_chosen_where_nothing_is_owed_any_more() -> None:
    talk = Talk(linked=True)
    talk.says("quiero pagar en cuotas")
    talk.account = behind(payments=(a_payment("P-1", date(2024, 1, 8), "182.40"),))
    assert talk.says("la primera") != ["plan_confirm"]
