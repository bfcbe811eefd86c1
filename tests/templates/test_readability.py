"""What people read is easy to read: every Spanish text scores at least 65 on the INFLESZ scale."""

import re
from pathlib import Path

import pytest

from templates.renderer import VERIFY_LINE, bodies
from tests.support.readability import syllables, szigriszt

ROOT = Path(__file__).parents[2]
LOCALES = sorted(each.name for each in (ROOT / "templates").glob("es_*"))
CHANNELS = ("", "correo", "pages", "sms")
EASY = 65
TEXTS = sorted(
    (locale, channel, key)
    for locale in LOCALES
    for channel in CHANNELS
    if (ROOT / "templates" / locale / channel).is_dir()
    for key in bodies(locale, channel)
    if key != VERIFY_LINE  # a line within a text, and no text
)
SAID = {
    **{
        "agua": 2,
        "recibo": 3,
        "suministro": 4,
        "cuota": 2,
        "día": 2,
        "guerra": 2,
        "pingüino": 3,
        "ciudad": 2,
    },
    **{"reír": 2, "hay": 1, "muy": 1, "ya": 1, "y": 1, "ahí": 2, "oficina": 4, "quiere": 2, "cuídese": 3},
    **{"reclamación": 4, "baúl": 2, "leer": 2, "aéreo": 4, "viuda": 2, "mayo": 2, "buey": 1, "averiguáis": 4},
}


@pytest.mark.parametrize("word", sorted(SAID))
def test_syllables_are_counted_as_they_are_heard(word: str) -> None:
    assert syllables(word) == SAID[word]


def test_the_score_tells_an_office_from_a_neighbour() -> None:
    office = (
        "Mediante la presente se le comunica que, habiéndose verificado el incumplimiento de la obligación pecuniaria"
        " correspondiente, se procederá a la interrupción inmediata del abastecimiento."
    )
    assert szigriszt(office) < 30
    assert szigriszt("Debe 40 soles. Puede pagar hoy en la oficina. Si no puede, lo vemos.") > 80


def test_every_text_is_easy_to_read() -> None:
    scores = {text: szigriszt(_bare(bodies(text[0], text[1])[text[2]])) for text in TEXTS}
    assert len(scores) > 300
    assert {text: score for text, score in scores.items() if score < EASY} == {}


def _bare(template: str) -> str:
    """The words of a template without what fills it; the choices of a gap are read with it."""
    told = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", template, flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", " ", told, flags=re.DOTALL)
