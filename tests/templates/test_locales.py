"""Every language says the same: each key, each figure, each button; and nothing that we never say."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from receivables.model.agreeing import Stage
from receivables.model.buttons import (
    OF_NOTICE,
    PRESSES,
    accept_buttons,
    confirm_button,
    day_buttons,
    of_notice,
)
from receivables.model.message import Button, Message
from receivables.model.workorder import OrderKind
from templates.pages.speech import words_of
from templates.plain_words import PROMOTION, THREATS, WALLETS
from templates.renderer import OWN_WORDS, VERIFY_LINE, CatalogueRenderer, bodies, button_labels
from templates.whatsapp import LONGEST_BODY, LONGEST_VALUE, catalogue
from tests.support.build import a_policy
from tests.support.talk import LATEST, SUPPLY, Talk
from tests.support.translating import fields, told
from tests.templates.test_catalogue import PROACTIVE
from tests.templates.test_channels import BEGUN, CODE, GSM, KEY, URL, heavy, policies, said

TEMPLATES = Path(__file__).parents[2] / "templates"
OURS = "es_PE"
LOCALES = sorted(each.parent.name for each in TEMPLATES.glob("*/buttons.txt"))
OTHERS = [locale for locale in LOCALES if locale != OURS]
GAPS = re.compile(r"\{\w+\}")
WAYS = range(24)
"""So many ways through each text are compared."""
TEXTS = sorted((channel, key) for channel in ("", *OWN_WORDS, "pages") for key in bodies(OURS, channel))
NAMED_THREATS = {"plan_conditions": "descuent", "crisis": "inmediat"}
"""A word of the list that stands in a text for another reason: no discount is given; there may be danger."""
LONG_DAYS = (date(2026, 9, 23), date(2026, 9, 26), date(2026, 11, 27))
KINDS = ("FACTURACION", "CONSUMO_ATIPICO", "PAGO_NO_PROCESADO", "OTRO")
SAYINGS = ("¿cuánto debo?", "¿dónde pago?", "ya pagué", "pago el viernes", "sí", "acepto", "xyz", "gracias")


def answers(locale: str) -> list[dict[str, str]]:
    """The answers that people at a desk have at hand."""
    found: list[dict[str, str]] = tomllib.loads((TEMPLATES / locale / "canned.toml").read_text("utf-8"))[
        "answer"
    ]
    return found


def same(ours: str, theirs: str) -> bool:
    """Whether two texts tell the same figures on every way."""
    return all(told(theirs, way) == told(ours, way) for way in WAYS)


def test_these_are_the_languages() -> None:
    assert LOCALES == ["en", "es_CO", "es_PE"]


@pytest.mark.parametrize("locale", OTHERS)
def test_every_language_has_the_same_texts(locale: str) -> None:
    for channel in ("", *OWN_WORDS, "pages"):
        assert set(bodies(locale, channel)) == set(bodies(OURS, channel))
    assert list(button_labels(locale)) == list(button_labels(OURS))
    assert set(catalogue(locale)) == set(catalogue(OURS))
    assert [each["key"] for each in answers(locale)] == [each["key"] for each in answers(OURS)]


@pytest.mark.parametrize("locale", OTHERS)
def test_a_text_asks_for_no_field_that_ours_does_not_have(locale: str) -> None:
    more = {
        (channel, key): fields(bodies(locale, channel)[key]) - fields(bodies(OURS, channel)[key])
        for channel, key in TEXTS
    }
    assert {text: names for text, names in more.items() if names} == {}


@pytest.mark.parametrize("locale", OTHERS)
def test_the_same_figures_are_told_on_every_way_through_a_text(locale: str) -> None:
    assert len(TEXTS) > 100
    others = [
        (channel, key)
        for channel, key in TEXTS
        if not same(bodies(OURS, channel)[key], bodies(locale, channel)[key])
    ]
    assert others == []


@pytest.mark.parametrize("locale", OTHERS)
def test_the_public_pages_have_the_same_words_in_every_language(locale: str) -> None:
    ours, theirs = words_of(OURS), words_of(locale)
    assert {area: list(words) for area, words in ours.items()} == {
        area: list(words) for area, words in theirs.items()
    }
    for area, words in ours.items():
        for key, text in words.items():
            assert theirs[area][key], (area, key)
            assert GAPS.findall(text) == GAPS.findall(theirs[area][key]), (area, key)
    assert set(ours["stages"]) == set(Stage)
    assert set(ours["orders"]) == set(OrderKind)


def test_a_figure_that_was_lost_on_the_way_is_found() -> None:
    ours = "{% if debt %}{{ debt|money }} until {{ due_on|day }}{% else %}nothing{% endif %}"
    assert same(ours, ours.replace("until", "hasta el"))
    assert not same(ours, ours.replace("{{ due_on|day }}", "soon"))
    assert not same(ours, ours.replace("{% if debt", "{% if not debt"))
    assert fields("{{ a|money }}{% for b in c %}{{ b.d }}{% endfor %}") == {"a", "c", ".d"}


@pytest.mark.parametrize("locale", OTHERS)
def test_buttons_and_answers_at_hand_tell_the_same(locale: str) -> None:
    for key, ours in button_labels(OURS).items():
        assert same(ours, button_labels(locale)[key]), key
    for each, its in zip(answers(OURS), answers(locale), strict=True):
        assert its["title"]
        assert same(each["text"], its["text"]), each["key"]


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize("name", sorted(catalogue(OURS)))
def test_a_whatsapp_template_has_the_same_gaps_filled_by_the_same_values(locale: str, name: str) -> None:
    ours, its = catalogue(OURS)[name], catalogue(locale)[name]
    assert its.category is ours.category
    assert sorted(its.gaps()) == sorted(ours.gaps())
    filled = [[fields(f"{{{{ {value} }}}}") for value in each.variables] for each in (ours, its)]
    assert filled[0] == filled[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_button_fits_whatever_it_says(locale: str) -> None:
    renderer = CatalogueRenderer(locale, a_policy())
    months = [f"2026-{month:02}" for month in range(1, 13)]
    made = [
        *(Button(each, each) for each in PRESSES),
        *accept_buttons([1, 24]),
        *day_buttons(LONG_DAYS),
        *map(confirm_button, LONG_DAYS),
        *(Button("b", key, {"period": month}) for key in ("claim_bill", "bill_of") for month in months),
        *(Button("w", "claim_why", {"kind": kind}) for kind in KINDS),
        *(Button(key, key) for key in ("agree_plan", "ok_yes", "claim_all", "claim_another")),
        Button("supply:1", "supply_of", {"supply_masked": "...3768"}),
        Button("plan:24", "plan_count", {"instalments": 24}),
    ]
    assert {each.label for each in made} | {"language"} == set(button_labels(locale))
    for button in made:
        assert 0 < len(renderer.label(button)) <= 20, renderer.label(button)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_language_threatens_or_names_a_wallet(locale: str) -> None:
    for channel, key in TEXTS:
        text = re.sub(r"\{[{%#].*?[}%#]\}", " ", bodies(locale, channel)[key], flags=re.DOTALL)
        threats = [each for each in THREATS.findall(text) if each.lower() != NAMED_THREATS.get(key)]
        assert threats == [], (channel, key)
        assert not WALLETS.search(text), (channel, key)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_answer_at_hand_and_no_button_threatens_or_promotes(locale: str) -> None:
    for text in [*(each["text"] for each in answers(locale)), *button_labels(locale).values()]:
        assert not THREATS.search(text)
        assert not WALLETS.search(text)
        assert not PROMOTION.search(text)


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_what_we_begin_has_its_sender_its_code_a_person_and_a_way_out(
    locale: str, key: str, variant: str
) -> None:
    renderer = CatalogueRenderer(locale, a_policy(), URL, KEY)
    message = said(key, variant)
    texts = {each: renderer.render(message, each).text for each in ("chat", "correo", "sms")}
    texts["whatsapp"] = renderer.templated(message).text
    for channel, text in texts.items():
        for part in ("Agua Tumbes", "3768", CODE, a_policy().phone):
            assert part in text, (channel, part)
        assert re.search(r"BAJA|STOP|no más SMS|no more SMS|elija «|choose “", text), channel
        assert not PROMOTION.search(text)
        assert not re.search(r"\{|\}|\.\.| [,.:;]|,,|\n\n\n|  ", text.replace("...3768", "3768")), text
    assert renderer.render(message, "correo").subject.startswith("Agua Tumbes: ")
    assert not re.search(r"\d", renderer.render(message, "correo").subject)


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_an_sms_fits_into_two_segments_in_every_language(locale: str, key: str, variant: str) -> None:
    for policy in policies():
        text = CatalogueRenderer(locale, policy, URL).render(heavy(key, variant), "sms").text
        plain = text.translate(str.maketrans("áíóúÁÍÓÚ", "aiouAIOU"))
        assert set(plain) <= set(GSM), set(plain) - set(GSM)
        assert len(plain) <= 2 * 153, (policy.name, len(plain), plain)


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_the_template_of_a_language_is_as_the_provider_wants_it(locale: str, key: str, variant: str) -> None:
    for policy in policies():
        message = heavy(key, variant)
        sent = CatalogueRenderer(locale, policy).templated(message)
        template = catalogue(locale)[sent.name]
        longest = template.filled({str(n): text for n, text in enumerate(template.samples, start=1)})
        assert max(len(longest), len(sent.text)) <= LONGEST_BODY
        assert all(0 < len(value) <= LONGEST_VALUE for value in (*sent.variables.values(), *template.samples))
        assert not re.search(r"^\{\{|\}\}$|\}\}\s*\{\{", template.body)
        assert [button for button, _ in template.buttons] == list(OF_NOTICE.get(key, ()))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", sorted(PROACTIVE))
def test_every_field_of_what_we_begin_is_given(locale: str, key: str) -> None:
    renderer = CatalogueRenderer(locale, a_policy())
    for name in ("Ejemplo Prueba, Rosa", ""):
        text = renderer.render(Message(key, {**PROACTIVE[key], "name": name}, of_notice(key))).text
        assert "{" not in text
        assert len(text) <= 1_024
        assert not re.search(r" [,.:]|,,|\n\n\n", text)


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_a_chat_comes_to_has_its_words_in_every_language(locale: str, linked: bool) -> None:
    renderer = CatalogueRenderer(locale, a_policy())
    for message in heard(linked):
        rendered = renderer.render(message)
        assert rendered.text, message.key
        assert not re.search(r"\{|\}| [,.;]|,,|\n\n\n", rendered.text), rendered.text
        assert VERIFY_LINE not in rendered.text
        assert all(label for _, label in rendered.buttons)


def heard(linked: bool) -> list[Message]:
    """All that is answered to each button and each saying, and to a yes and a no after it."""
    found: list[Message] = []
    for first in (*sorted(PRESSES), *SAYINGS, f"suministro {SUPPLY} recibo {LATEST}"):
        for then in ("", "sí", "no", "el viernes", "6 cuotas"):
            talk = Talk(linked=linked)
            turns = [talk.presses(first) if first in PRESSES else talk.says(first)]
            found += talk.turn.messages
            if then and turns[0]:
                talk.says(then)
                found += talk.turn.messages
    return found
