"""Buttons as numbered lines: a bare number picks one, and never where a number is what was asked for."""

import pytest

from receivables.model.buttons import buttons, plan_buttons
from receivables.model.numbered import picked

OFFERED = buttons("detail", "promise", "plan", "stop")


@pytest.mark.parametrize(
    ("text", "button"),
    [
        ("1", "detail"),
        (" 2) ", "promise"),
        ("3.", "plan"),
        ("04", "stop"),
        ("2\ufe0f\u20e3", "promise"),
        ("opción 3", "plan"),
        ("Opcion 3", "plan"),
        ("la 1", "detail"),
        ("0", None),
        ("5", None),
        ("1234567", None),
        ("1 y 2", None),
        ("S/ 1", None),
        ("1.50", None),
        ("-1", None),
        ("²", None),
        ("", None),
        ("hola", None),
    ],
)
def test_a_bare_number_picks_a_line(text: str, button: str | None) -> None:
    assert picked(text, OFFERED, None) == button


@pytest.mark.parametrize("asked", ["down_payment", "proof", "supply"])
def test_where_a_number_was_asked_for_it_is_that_number(asked: str) -> None:
    assert picked("1", OFFERED, asked) is None


def test_of_instalments_the_count_goes_before_the_line() -> None:
    offered = (*plan_buttons([3, 6, 12]), *buttons("human"))
    assert picked("3", offered, "plan") is None
    assert picked("1", offered, "plan") == "plan:3"
    assert picked("4", offered, "plan") == "human"
    assert picked("3", offered, None) == "plan:12"


def test_without_an_offer_a_number_is_a_number() -> None:
    assert picked("1", (), None) is None
