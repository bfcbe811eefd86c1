"""What is in force is the latest word; on the same day a no is stronger than a yes."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.consent import EVERY_CHANNEL, ConsentEvent, Purpose, in_force, refused_since
from tests.support.build import lima

NOON = lima("2024-01-08 12:00")


def a_word(
    given_: bool, at: datetime = NOON, channel: str = "whatsapp", purpose: Purpose = Purpose.SERVICE
) -> ConsentEvent:
    return ConsentEvent("doc:1", channel, purpose, given_, at, at, "0000001", "desk", "desk/1", "staff/ana")


def test_nothing_said_is_no_consent() -> None:
    assert in_force([], "whatsapp", Purpose.SERVICE) is None


def test_a_yes_is_for_its_channel_and_its_purpose() -> None:
    yes = a_word(True)
    assert in_force([yes], "whatsapp", Purpose.SERVICE) is yes
    assert in_force([yes], "sms", Purpose.SERVICE) is None
    assert in_force([yes], "whatsapp", Purpose.PROMO) is None


@pytest.mark.parametrize("hours", [-5, 0, 5])
def test_on_the_same_day_no_wins(hours: int) -> None:
    words = [a_word(True), a_word(False, NOON + timedelta(hours=hours))]
    assert in_force(words, "whatsapp", Purpose.SERVICE) is None
    assert in_force(reversed(words), "whatsapp", Purpose.SERVICE) is None


def test_a_later_yes_undoes_an_earlier_no() -> None:
    later = a_word(True, NOON + timedelta(days=1))
    assert in_force([later, a_word(False)], "whatsapp", Purpose.SERVICE) is later


@pytest.mark.parametrize(
    ("channel", "purpose"),
    [
        ("whatsapp", Purpose.SERVICE),
        ("whatsapp", Purpose.NONE),
        (EVERY_CHANNEL, Purpose.SERVICE),
        (EVERY_CHANNEL, Purpose.NONE),
    ],
)
def test_a_no_may_be_of_all_channels_and_all_purposes(channel: str, purpose: Purpose) -> None:
    no = a_word(False, NOON + timedelta(days=1), channel, purpose)
    assert in_force([a_word(True), no], "whatsapp", Purpose.SERVICE) is None
    assert refused_since([no], "whatsapp", Purpose.SERVICE, NOON)


def test_a_no_to_something_else_takes_nothing_back() -> None:
    yes = a_word(True)
    others = [a_word(False, channel="sms"), a_word(False, purpose=Purpose.PROMO)]
    assert in_force([yes, *others], "whatsapp", Purpose.SERVICE) is yes
    assert not refused_since(others, "whatsapp", Purpose.SERVICE, NOON)


@given(st.permutations([a_word(i % 3 > 0, NOON + timedelta(days=i)) for i in range(5)]))
def test_the_order_in_which_words_are_told_does_not_matter(words: list[ConsentEvent]) -> None:
    held = in_force(words, "whatsapp", Purpose.SERVICE)
    assert held is not None
    assert held.at == NOON + timedelta(days=4)
