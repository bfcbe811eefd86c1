"""A seal of ours may look like a bank's reference: it settles a message only where nothing else is said."""

from datetime import date

import pytest

from receivables.model.intent import read
from receivables.model.reading.intents import Intent

TODAY = date(2024, 1, 8)
SEAL = "FF33-3D60-C95C-1CED"


@pytest.mark.parametrize(
    "words", [SEAL, f"{SEAL} es real?", f"mi convenio tiene el sello {SEAL}, es verdadero?"]
)
def test_a_paper_is_asked_about(words: str) -> None:
    reading = read(words, None, None, TODAY)
    assert (reading.intent, reading.code, reading.sure) == (Intent.AUTHENTICITY, SEAL, True)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ya pague ayer, operacion 4F2A9B1C77D0E35A", Intent.ALREADY_PAID),
        ("quiero reclamar el recibo 4F2A9B1C77D0E35A", Intent.CLAIM),
        (f"quiero hablar con una persona, sello {SEAL}", Intent.HUMAN),
    ],
)
def test_what_else_is_said_counts(words: str, intent: Intent) -> None:
    assert read(words, None, None, TODAY).intent is intent


def test_a_reference_that_was_asked_for_is_no_seal() -> None:
    for words in ("operacion 4F2A9B1C77D0E35A", "4F2A9B1C77D0E35A"):
        assert read(words, None, "payment_proof", TODAY).intent is not Intent.AUTHENTICITY
