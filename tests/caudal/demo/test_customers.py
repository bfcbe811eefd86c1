"""Invented customers say what the program has to understand, each in their own way and always the same."""

from datetime import date

import pytest

from caudal.demo import phrases
from caudal.demo.customers import Press, Printed, Prove, Say, chance, turns
from caudal.demo.effects import Mood
from receivables.model.intent import read
from receivables.model.reading.intents import Intent

PRINTED = Printed("1402985", "R2312-038005")
TODAY = date(2024, 1, 2)
MEANT = {
    Intent.GREETING: phrases.GREETINGS,
    Intent.DEBT_QUERY: phrases.ASK_DEBT,
    Intent.INSTALMENT_REQUEST: phrases.ASK_INSTALMENTS,
    Intent.PAYMENT_PROMISE: phrases.PROMISES,
    Intent.ALREADY_PAID: phrases.SAY_PAID,
    Intent.OPT_OUT: phrases.LEAVE,
    Intent.WRONG_PERSON: phrases.WRONG_PERSON,
    Intent.HUMAN: phrases.ASK_PERSON,
    Intent.AFFIRM: phrases.YES,
}


@pytest.mark.parametrize(
    ("intent", "said"), [(intent, said) for intent, all_ in MEANT.items() for said in all_]
)
def test_what_is_said_means_what_its_speaker_means(intent: Intent, said: str) -> None:
    assert read(said, None, None, TODAY).intent is intent


def test_the_same_customer_always_draws_the_same_lots() -> None:
    one, other = (chance(7, "1402985", "notice/1").random() for _ in range(2))
    assert one == other
    assert one != chance(8, "1402985", "notice/1").random()
    assert one != chance(7, "1402986", "notice/1").random()


@pytest.mark.parametrize("mood", [Mood.ASK, Mood.SIMULATE, Mood.PROMISE])
def test_whoever_wants_something_of_the_account_proves_who_they_are(mood: Mood) -> None:
    said = turns(mood, PRINTED, chance(7, "1402985", "x"))
    assert [turn.text for turn in said if isinstance(turn, Prove)] == ["1402985", "R2312-038005"]
    assert isinstance(said[0], Say)


def test_a_promise_ends_with_the_button_that_confirms_the_day() -> None:
    last = turns(Mood.PROMISE, PRINTED, chance(7, "1402985", "x"))[-1]
    assert isinstance(last, Press)
    assert last.wanted == "yes:"


@pytest.mark.parametrize("mood", [Mood.PAY, Mood.IGNORE])
def test_some_say_nothing(mood: Mood) -> None:
    assert turns(mood, PRINTED, chance(7, "1402985", "x")) == ()


@pytest.mark.parametrize("mood", sorted(set(Mood) - {Mood.PAY, Mood.IGNORE}))
def test_all_others_say_something(mood: Mood) -> None:
    assert turns(mood, PRINTED, chance(7, "1402985", "x"))
