"""What a turn did is told in words; supplies by their last figures."""

import re

import pytest

import receivables.model.dialogue as dialogue
from receivables.model.dialogue.turn import Effect
from templates.conversation_words import REQUESTS, WHY
from templates.trace_words import EFFECTS, effect


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("simulated 0100051 23", "Mostró planes de cuotas (suministro …0051, 23 cuotas)"),
        ("hand_over legal", "Llamó a una persona: habla de una denuncia o de un abogado"),
        ("hold 0100051 paid R-1,R-2", "Puso el caso en pausa (suministro …0051, dice que ya pagó, R-1, R-2)"),
        ("take_promise 0100051 2024-01-26", "Anotó un compromiso de pago (suministro …0051, 26/01/2024)"),
        ("open_request leak", "Abrió una solicitud (fuga)"),
        ("waits", "Quedó a la espera de una persona"),
        ("something_new x", "something new (x)"),
    ],
)
def test_an_effect_reads_as_a_sentence(told: str, words: str) -> None:
    assert effect(told, WHY, REQUESTS) == words


def test_every_effect_has_its_words() -> None:
    assert dialogue.OpenRequest in Effect.__args__
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", each.__name__).lower() for each in Effect.__args__}
    assert names == set(EFFECTS)
