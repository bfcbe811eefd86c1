"""What holds in every turn, whatever was said before."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from receivables.model.account import Account
from receivables.model.dialogue import HandOver, OptOut, step
from receivables.model.dialogue.step import FOR_EVERYBODY, OF_A_SUPPLY
from receivables.model.intent import read
from receivables.model.ladder import Case, Promise, Step
from receivables.model.money import Money
from receivables.model.reading.intents import Intent
from tests.receivables.model.test_intent import SAID
from tests.support.build import a_bill, a_claim, an_account, an_agreement, lima
from tests.support.talk import LATEST, SUPPLY, Talk, behind

ACCOUNTS: list[Account] = [
    behind(),
    behind(claims=(a_claim("R-2023-10"),)),
    an_account(),
    an_account(agreements=(an_agreement(date(2023, 12, 15), date(2024, 2, 15)),)),
    an_account(a_bill("R-1", date(2024, 1, 20), "45.60")),
    an_account(a_bill("R-1", date(2023, 12, 20), "0.40")),
]
CASES = [
    Case(SUPPLY, each, promise=Promise(date(2024, 1, 12), Money.of("10"), lima("2024-01-08 09:00"), "chat"))
    for each in Step
]
SPOKEN = [
    said.strip() for block in SAID.values() for said in block.replace("\n", ";").split(";") if said.strip()
]
SAYINGS = [*SPOKEN, SUPPLY, LATEST, "45.60", "6", "15", "sí", "no", "xyz", ""]
PRESSES = [
    "debt",
    "detail",
    "plan:6",
    "plan:48",
    "due:2024-01-10",
    "yes:2024-01-10",
    "no",
    "bot",
    "why",
    "old-button",
]
TURNS = st.lists(
    st.one_of(
        st.sampled_from(SAYINGS).map(lambda said: ("says", said)),
        st.sampled_from(PRESSES).map(lambda id: ("presses", id)),
    ),
    max_size=8,
)
TALKS = st.builds(
    lambda account, case, linked: Talk(account, case=case, linked=linked),
    st.sampled_from(ACCOUNTS),
    st.sampled_from(CASES),
    st.booleans(),
)


def test_every_intent_has_an_answer() -> None:
    assert set(OF_A_SUPPLY) | set(FOR_EVERYBODY) | {Intent.IDENTIFY} == set(Intent)
    assert set(OF_A_SUPPLY) & set(FOR_EVERYBODY) == set()


@given(TALKS, TURNS)
def test_every_turn_says_something_that_can_be_put_into_words(
    talk: Talk, turns: list[tuple[str, str]]
) -> None:
    for how, what in turns:
        talk.says(what) if how == "says" else talk.presses(what)
        assert talk.words.strip()
        assert talk.chat.last_inbound_at == talk.now


@given(TALKS, TURNS)
def test_from_every_state_a_person_is_reached_and_the_messages_stop(
    talk: Talk, turns: list[tuple[str, str]]
) -> None:
    for how, what in turns:
        talk.says(what) if how == "says" else talk.presses(what)
    here = talk.chat
    talk.says("asesor")
    assert HandOver("asked") in talk.does()
    talk.chat = here
    talk.says("BAJA")
    assert any(isinstance(effect, OptOut) for effect in talk.does())


@given(TALKS, TURNS)
def test_the_same_turn_comes_out_the_same(talk: Talk, turns: list[tuple[str, str]]) -> None:
    for how, what in turns:
        before = talk.chat
        talk.says(what) if how == "says" else talk.presses(what)
        said, pressed = (what, None) if how == "says" else ("", what)
        reading = read(said, pressed, before.expecting, talk.today)
        assert step(before, reading, talk.facts, talk.policy, talk.now) == talk.turn


@given(TALKS, st.sampled_from(SAYINGS))
def test_an_uncertain_reading_changes_nothing(talk: Talk, said: str) -> None:
    reading = replace(read(said, None, None, talk.today), sure=False, codes=(), amounts=())
    turn = step(talk.chat, reading, talk.facts, talk.policy, talk.now)
    assert turn.effects == ()
    assert replace(turn.conversation, last_inbound_at=None) == talk.chat
