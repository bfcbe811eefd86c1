"""Who copies a message of ours into the chat asks about it, and wishes nothing that stands in it."""

from datetime import date

import pytest

from receivables.model.intent import read
from receivables.model.reading.intents import Intent
from templates.renderer import CatalogueRenderer
from tests.support.build import a_policy
from tests.templates.test_channels import BEGUN, CHANNELS, CODE, KEY, URL, said, worded

TODAY = date(2024, 1, 8)
AROUND = ("{}", "{} es de ustedes?", "¿Es real? {}", "me llego esto:\n{}")


@pytest.mark.parametrize("url", ["", URL], ids=["without a page", "with a page"])
@pytest.mark.parametrize("locale", ["en", "es_CO", "es_PE"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_copied_message_is_asked_about(channel: str, locale: str, url: str) -> None:
    renderer = CatalogueRenderer(locale, a_policy(), url, KEY)
    for key, variant in BEGUN:
        text = worded(said(key, variant), channel, renderer)
        for around in AROUND:
            reading = read(around.format(text), None, None, TODAY)
            told = (reading.intent, reading.sure, reading.code)
            assert told == (Intent.AUTHENTICITY, True, CODE), (key, variant, around)


@pytest.mark.parametrize(
    "own", ["BAJA. {}", "no me manden mas esto:\n{}", "ya no me escriban\n{}", "{}\nBAJA", "{}\n\n stop."]
)
def test_a_wish_in_ones_own_words_beside_it_holds(own: str) -> None:
    mail = worded(said("letter"), "correo")
    assert "«No quiero más mensajes»" in mail
    assert read(own.format(mail), None, None, TODAY).intent is Intent.OPT_OUT


@pytest.mark.parametrize(
    "words",
    [
        f"Código {CODE}",
        f"{URL}?code={CODE}",
        "K7QX_3M9P",
        "K7QX.3M9P",
        "K7QX\u00ad3M9P",
        "K7QX\u22123M9P",
        "Ｋ７ＱＸ－３Ｍ９Ｐ",
        f"real {CODE}",
    ],
)
def test_the_code_alone_however_it_came_over(words: str) -> None:
    reading = read(words, None, None, TODAY)
    assert (reading.intent, reading.code, reading.sure) == (Intent.AUTHENTICITY, CODE, True)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Pagué hoy. código: 7K3F-9A2D. adjunto constancia", Intent.ALREADY_PAID),
        ("Verifiquen mi pago operacion AB234567", Intent.ALREADY_PAID),
        ("Ya pagué ayer con código A234-5678", Intent.ALREADY_PAID),
        ("hay una fuga de agua en la calle, medidor codigo A234-5678", Intent.OUTAGE_LEAK),
        ("quiero reclamar mi recibo, medidor codigo A234-5678", Intent.CLAIM),
        ("verifique el consumo real, mi medidor es A2345678", Intent.CLAIM),
        ("voy a pagar el viernes, verifique el recibo A234-5678", Intent.PAYMENT_PROMISE),
        ("ya pagué el recibo F234-5678, verifiquen por favor", Intent.ALREADY_PAID),
    ],
)
def test_a_number_that_looks_like_a_code_hides_no_wish(words: str, intent: Intent) -> None:
    """Bills, meters and operations of a bank have such numbers, and what is told of them is what was meant."""
    reading = read(words, None, None, TODAY)
    assert (reading.intent, reading.code) == (intent, None)


def test_a_word_and_an_amount_are_no_code() -> None:
    reading = read("¿es real que debe 3456 soles?", None, None, TODAY)
    assert (reading.intent, reading.code) == (Intent.AUTHENTICITY, None)
