"""Everything that the model names has a name that people read."""

from enum import Enum

import pytest

from receivables.model.ladder import Step
from receivables.model.standing import CONCEPTS
from receivables.model.workorder import OrderKind
from templates.labels import LABELS, channel, concept, label, origin


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_label(kind: type[Enum]) -> None:
    assert set(LABELS[kind]) == set(kind)
    assert all(label(member).strip() for member in kind)


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_labels_tell_the_members_apart(kind: type[Enum]) -> None:
    told = [label(member) for member in kind]
    assert len(set(told)) == len(told)


def test_members_of_the_same_text_are_not_mixed_up() -> None:
    assert len({Step.CUT.value, OrderKind.CUT.value}) == 1
    assert label(Step.CUT) != label(OrderKind.CUT)


def test_every_concept_of_a_bill_has_a_name() -> None:
    assert [concept(name) for name in CONCEPTS]


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ("desk", "en una oficina"),
        ("file:ventanilla", "en una oficina"),
        ("file:recibo", "recibo"),
        ("file", "datos de la empresa"),
        ("deep_link", "con un enlace de invitación"),
        ("chat", "en el chat"),
        ("feria 2023", "feria 2023"),
    ],
)
def test_where_a_consent_was_given_is_told_in_plain_words(of: str, told: str) -> None:
    assert origin(of) == told


def test_channels_are_called_as_people_call_them() -> None:
    assert [channel(name) for name in ("whatsapp", "sms", "fax")] == ["WhatsApp", "mensaje de texto", "fax"]
