"""Staff read of a conversation in their own words: no key of ours stands in what they are told."""

import re
from datetime import UTC, datetime

import pytest

from receivables.model.briefing import Brief
from receivables.model.dialogue import strong
from receivables.model.dialogue.asked import QUESTIONS as ASKED
from receivables.model.dialogue.desk import ASKED as OF_A_REQUEST
from receivables.model.trace import TurnTrace
from templates import conversation_words
from templates.answer_words import ANSWERS, OLD
from templates.conversation_words import REQUESTS, ConversationWords, question
from templates.renderer import NO_PAPER, VERIFY_LINE, bodies
from tests.support.build import a_policy

AT = datetime(2024, 1, 8, 15, tzinfo=UTC)
PARTS = {VERIFY_LINE, NO_PAPER}
"""What only stands under or in place of another text."""


def lines(said: tuple[str, ...] = (), asked_back: int = 0) -> str:
    brief = Brief("asked", AT, "linked", "0100051", (), said, None, (), False, asked_back)
    return "\n".join(ConversationWords(a_policy()).brief(brief))


def test_every_text_has_words_for_staff_and_there_are_no_others() -> None:
    keys = set(bodies("es_PE"))
    assert keys - set(ANSWERS) <= PARTS
    assert set(ANSWERS) <= keys


def test_the_words_read_on_and_hold_no_key() -> None:
    wrong = [key for key, words in ANSWERS.items() if not re.fullmatch(r"[a-zé][^_.;:]{5,70}", words)]
    assert wrong == []
    assert [key for key, words in ANSWERS.items() if "_" in key and key.replace("_", " ") in words] == []


def test_the_summary_tells_in_words_what_was_said() -> None:
    said = ("claim_confirm", "claim_registered", "claim_status", "cut_status")
    told = "el reclamo, para que diga si lo registra; que su reclamo quedó registrado; cómo va su reclamo"
    assert f"El asistente ya le dijo: {told}; y cómo está su servicio." in lines(said)


def test_what_two_answers_say_alike_is_told_once_and_an_old_one_by_no_key() -> None:
    assert "El asistente ya le dijo: cómo va su convenio." in lines(("agreement", "agreement_ours"))
    assert lines(("gone_long_ago",)).endswith(f"El asistente ya le dijo: {OLD}.")
    steps = dict(ConversationWords(a_policy()).steps(TurnTrace("1", AT, "claim", said=("claim_why",))))
    assert steps["Respondió"] == "que diga por qué reclama"


@pytest.mark.parametrize(
    ("count", "told"), [(1, "No se entendió 1 mensaje."), (10, "No se entendieron 10 mensajes.")]
)
def test_messages_that_were_not_understood_are_counted_in_good_spanish(count: int, told: str) -> None:
    assert told in lines(asked_back=count)
    assert "entend" not in lines()


def test_every_open_question_has_words_for_staff() -> None:
    open_ones = {
        *ASKED,
        strong.QUESTION,
        "supply",
        "proof",
        "promise_date",
        "promise_confirm",
        "amend_confirm",
    }
    kinds = {each.removeprefix(OF_A_REQUEST) for each in open_ones if each.startswith(OF_A_REQUEST)}
    assert kinds <= set(REQUESTS)
    assert conversation_words.OF_A_REQUEST == OF_A_REQUEST
    plain = {each for each in open_ones if not each.startswith(OF_A_REQUEST)}
    assert plain <= set(conversation_words.QUESTIONS)
    assert question("request_meter") == "si hace el pedido: revisión del medidor"
    assert question("never_heard_of") == "otra cosa"
