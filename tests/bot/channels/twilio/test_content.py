"""The contents that show buttons: which of them fits, and that each says what it is filled with."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.twilio.content import in_session, session_contents, variables_of
from receivables.ports import Content, DeliveryFailed

CONTENTS = {each.name: each for each in session_contents("es_PE", "Menú")}
GAP = re.compile(r"\{\{(\d+)\}\}")
FEW = (("plan:3", "3 cuotas"), ("human", "Hablar con alguien"))


@pytest.mark.parametrize(
    ("text", "buttons", "name"),
    [
        ("Hola", FEW, "session.quick_2_1"),
        ("Uno\n\n Dos \nTres", FEW, "session.quick_2_3"),
        ("Hola", (("a", "x" * 21),), "session.list_1_1"),
        ("Hola", tuple((f"b{n}", f"Opción {n}") for n in range(4)), "session.list_4_1"),
        ("Hola", tuple((f"b{n}", f"Opción {n}") for n in range(10)), "session.list_10_1"),
    ],
)
def test_the_one_that_fits(text: str, buttons: tuple[tuple[str, str], ...], name: str) -> None:
    found = in_session(text, buttons)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("Hola", ()),
        ("", FEW),
        ("Hola", tuple((f"b{n}", f"Opción {n}") for n in range(11))),
        ("Hola", (("a", "x" * 25),)),
        ("Hola", (("a", "igual"), ("b", "igual"))),
        ("Hola", (("a", " "),)),
        ("\n".join("123456789"), FEW),
        ("x" * 250, FEW),
        ("\n".join(["x" * 200] * 6), FEW),
    ],
)
def test_none_fits(text: str, buttons: tuple[tuple[str, str], ...]) -> None:
    assert in_session(text, buttons) is None


LINE = st.text(alphabet="aé ñ1.", min_size=1, max_size=40).filter(str.strip)
LABELS = st.lists(st.text(alphabet="abñ", min_size=1, max_size=24), min_size=1, max_size=10, unique=True)


@given(st.lists(LINE, min_size=1, max_size=8), LABELS)
def test_a_person_reads_and_presses_what_was_meant(lines: list[str], labels: list[str]) -> None:
    buttons = [(f"id:{n}", label) for n, label in enumerate(labels)]
    found = in_session("\n".join(lines), buttons)
    assert found is not None
    name, filled = found
    assert variables_of(filled)
    content = CONTENTS[name]
    assert set(filled.variables) == set(content.variables())

    def say(text: str) -> str:
        return GAP.sub(lambda gap: filled.variables[gap[1]], text)

    assert say(content.body) == "\n".join(" ".join(line.split()) for line in lines)
    shown = content.buttons or content.items
    assert [(say(id_), say(label)) for id_, label in shown] == buttons


def test_half_a_character_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(DeliveryFailed, match="bad_variables"):
        variables_of(Content("HX" + "0" * 32, {"1": "half \ud83d"}))


def test_there_is_one_for_each_number_of_buttons_and_lines() -> None:
    assert len(CONTENTS) == (3 + 10) * 8
    assert all(each.category is None for each in CONTENTS.values())
    assert all(each.is_said_by(each.types()) for each in CONTENTS.values())
    assert CONTENTS["session.quick_1_1"].fingerprint != CONTENTS["session.quick_1_2"].fingerprint
