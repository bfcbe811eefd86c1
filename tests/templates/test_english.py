"""English for who reads no Spanish: plain words, the sign of the sol, whole days, and no Spanish left over."""

import ast
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.packs import load_law
from receivables.model.buttons import PRESSES
from receivables.model.decision import Reason
from receivables.model.dialogue.why import shown_rules
from receivables.model.intent import read
from receivables.model.ladder import Notice
from receivables.model.message import Message
from receivables.model.money import Money
from receivables.usecases.answer import answer
from templates.labels import CHANNELS, CONCEPTS, MESSAGES, ORIGINS, label, notice
from templates.languages import Languages
from templates.pages.speech import words_of
from templates.renderer import OWN_WORDS, CatalogueRenderer, bodies, button_labels
from templates.tongue import PO, tongue
from templates.whatsapp import catalogue
from templates.wording import Wording, money
from tests.support.build import a_policy
from tests.support.chatting import ChatWorld
from tests.support.readability import flesch, syllables_in_english
from tests.templates.test_channels import BEGUN, said
from tests.templates.test_locales import LOCALES, answers, heard

TEMPLATES = Path(__file__).parents[2] / "templates"
WORDING = Wording("en", ZoneInfo("America/Lima"))
DAY, MOMENT = date(2026, 11, 27), datetime(2026, 11, 27, 15, 5, tzinfo=UTC)
EASY = 65
TEXTS = sorted((channel, key) for channel in ("", *OWN_WORDS, "pages") for key in bodies("en", channel))
SPANISH = re.compile(
    r"\b(?:el|la|los|las|un|una|del?|al|y|que|por|para|con|sin|sus?|les?|se|si|en|es|est[aáe]|hay|m[aá]s|muy|ya|desde"
    r"|usted|pued\w+|pag(?!e)\w+|recibos?|cuotas?|deudas?|suministros?|convenios?|reclam\w+|venc\w+|gracias|hola|datos"
    r"|personas?|oficinas?|c[oó]digos?|mensajes?|avisos?|agua|servicios?|hasta|baja|alta|d[ií]as?|mes(?:es)?|años?"
    r"|lunes|viernes|enero|diciembre|setiembre)\b|[¿¡«»áéíóúñ]",
    re.IGNORECASE,
)
QUOTED = {"language_ask": "¿En qué idioma seguimos?"}
"""Spanish that stands in an English text on purpose: for who reads no English."""
SOUNDS = {
    "agreement": 3,
    "instalments": 3,
    "supply": 2,
    "asked": 1,
    "noted": 2,
    "places": 2,
    "statement": 2,
    "the": 1,
}
SOUNDS |= {
    "usual": 3,
    "period": 3,
    "people": 2,
    "official": 3,
    "one": 1,
    "idea": 3,
    "closed": 1,
    "quiet": 2,
    "pay": 1,
}
PRINTED = re.compile(r" \((?:número de suministro|recibo|estado de cuenta|convenio|reclamo)\)")
"""What a thing is called on the utility's papers, beside its English name."""
SAID_IN_CALLS = ("_say", "_date", "_moment", "_count")


def phrases_in_code() -> set[str]:
    """Every Spanish phrase and pattern that the words of a locale are made with."""
    tree = ast.parse((TEMPLATES / "wording.py").read_text("utf-8"))
    calls = (each for each in ast.walk(tree) if isinstance(each, ast.Call))
    places = [
        place
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in SAID_IN_CALLS
        for place in call.args
    ]
    within = [part for place in places if isinstance(place, ast.Call) for part in place.args]  # "or else"
    told = (each.value for each in (*places, *within) if isinstance(each, ast.Constant))
    return {each for each in told if isinstance(each, str)}


LABELS = {
    *CONCEPTS.values(),
    *CHANNELS.values(),
    *ORIGINS.values(),
    *MESSAGES.values(),
    *(label(reason) for reason in Reason),
    *(notice(each.value) for each in Notice),
}
LAWS = {
    part
    for each in ("PE", "CO")
    for rule in shown_rules(load_law(each))
    for part in (rule.says.rstrip(". "), rule.basis.rstrip(". "))
}
"""What the law says, as a customer is told it."""


def bare(template: str) -> str:
    """The words of a template without what fills it."""
    return re.sub(r"\{[{%#].*?[}%#]\}", " ", template, flags=re.DOTALL)


def chosen(template: str) -> str:
    """The words that the gaps of a template choose among."""
    gaps = re.findall(r"\{\{.*?\}\}", template, re.DOTALL)
    return " ".join(
        part for gap in gaps for pair in re.findall(r"\"([^\"]*)\"|'([^']*)'", gap) for part in pair
    )


def spanish_in(key: str, text: str) -> list[str]:
    """Spanish words that were left in a text."""
    without = text.replace(QUOTED.get(key, "\0"), " ").replace("Asunto:", " ").replace("correo", " ")
    return [each[0] for each in SPANISH.finditer(without)]


def test_every_shared_phrase_has_been_translated() -> None:
    english = tongue("en")
    needed = phrases_in_code() | LABELS | LAWS
    assert len(needed) > 80
    assert {"EEEE d", "y", "recibo vencido", "nuestras oficinas", "aviso amistoso", "Agua"} <= needed
    assert sorted(phrase for phrase in needed if not english.knows(phrase)) == []


def test_the_file_of_phrases_is_sound() -> None:
    told = read_po(BytesIO((TEMPLATES / "en" / PO).read_bytes()), abort_invalid=True)
    assert dict(told.mime_headers)["Language"] == "en"
    phrases = {str(each.id): str(each.string) for each in told if each.id}
    assert set(phrases) == phrases_in_code() | LABELS | LAWS  # nothing that nobody says
    for spanish, english in phrases.items():
        assert sorted(re.findall(r"\{\w+\}", spanish)) == sorted(re.findall(r"\{\w+\}", english))
        assert re.search(r"MMM|EEEE", english) or spanish_in("", english) == []


def test_no_spanish_is_left_in_a_text() -> None:
    assert len(TEXTS) > 100
    for channel, key in TEXTS:
        text = bodies("en", channel)[key]
        assert spanish_in(key, bare(text)) == [], (channel, key)
        assert spanish_in(key, chosen(text)) == [], (channel, key)


def test_no_spanish_is_left_on_the_public_pages() -> None:
    for area, words in words_of("en").items():
        assert spanish_in(area, " ".join(words.values())) == []


def test_no_spanish_is_left_elsewhere() -> None:
    for each in answers("en"):
        assert spanish_in("", each["title"] + " " + bare(each["text"])) == []
    for key, text in button_labels("en").items():
        assert spanish_in(key, bare(text) + " " + chosen(text)) == []
    for name, template in catalogue("en").items():
        assert spanish_in(name, template.body) == []
        assert [
            spanish_in(name, chosen(f"{{{{ {value} }}}}")) for value in template.variables if "'" in value
        ] in (
            [],
            [[]],
            [[], []],
        )


@pytest.mark.parametrize("channel", ["chat", *OWN_WORDS])
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_what_we_begin_is_english_with_its_figures(key: str, variant: str, channel: str) -> None:
    policy = replace(a_policy(), name="Blue Water", offices=())
    text = CatalogueRenderer("en", policy).render(said(key, variant), channel).text
    assert spanish_in(key, text) == []


def test_what_a_chat_answers_is_english_but_for_the_data_of_the_utility() -> None:
    policy = replace(a_policy(), name="Blue Water", offices=())
    renderer = CatalogueRenderer("en", policy)
    for message in [*heard(linked=True), *heard(linked=False)]:
        if message.key == "offices":
            continue  # where the places are stands in Spanish
        shown = PRINTED.sub("", renderer.render(without_places(message)).text)
        assert spanish_in(message.key, shown) == [], shown


def without_places(message: Message) -> Message:
    """A message that names no Spanish place."""
    values = {name: () if name == "offices" else value for name, value in message.values.items()}
    return replace(message, values=values)


@pytest.mark.parametrize("home", ["es_CO", "es_PE"])
def test_an_english_text_tells_what_its_things_are_called_on_paper(home: str) -> None:
    renderer = CatalogueRenderer("en", replace(a_policy(), locale=home))
    asked = renderer.render(Message("ask_supply", {"wanted": False})).text
    told = {
        "es_PE": "supply number (número de suministro)",
        "es_CO": "supply number (número de cuenta contrato)",
    }
    assert told[home] in asked
    assert (
        "("
        not in CatalogueRenderer("en", replace(a_policy(), locale="en"))
        .render(Message("ask_supply", {"wanted": 0}))
        .text
    )


def test_every_country_has_the_same_things_on_its_papers() -> None:
    terms = {home: tomllib.loads((TEMPLATES / home / "printed.toml").read_text("utf-8")) for home in LOCALES}
    assert {tuple(each) for each in terms.values()} == {tuple(terms["es_PE"])}
    used = set(re.findall(r"\"(\w+)\"\|printed", " ".join(bodies("en").values())))
    assert used == set(terms["es_PE"])


@pytest.mark.parametrize("country", ["CO", "PE"])
def test_what_the_law_says_is_told_in_english(country: str) -> None:
    texts = [(rule.says, rule.basis) for rule in shown_rules(load_law(country))]
    assert len(texts) == 3
    for says, basis in texts:
        assert spanish_in("", f"{WORDING.law(says.rstrip('. '))} ({WORDING.law(basis)})") == []


def test_every_text_is_easy_to_read() -> None:
    hard = {}
    for channel, key in TEXTS:
        text = bare(bodies("en", channel)[key]).replace(QUOTED.get(key, "\0"), " ")
        longest = max(re.split(r"[.!?:;]\s|\n", text), key=lambda sentence: len(sentence.split()))
        if flesch(text) < EASY or len(longest.split()) > 30:
            hard[channel, key] = (flesch(text), longest)
    assert hard == {}


@pytest.mark.parametrize("word", sorted(SOUNDS))
def test_syllables_are_counted_as_they_are_heard(word: str) -> None:
    assert syllables_in_english(word) == SOUNDS[word]


def test_the_score_tells_an_office_from_a_neighbour() -> None:
    assert (
        flesch("Notification is hereby given regarding discontinuation of residential utilities provision.")
        < 20
    )
    assert (
        flesch("You owe 40 soles. You can pay at the office today. If you cannot, we will find a way.") > 90
    )
    assert flesch("") == 206


@given(centimos=st.integers(-(10**6), 10**12))
def test_an_amount_has_the_sign_that_is_printed_where_it_is_spent(centimos: int) -> None:
    figure = f"{abs(centimos) // 100:,}.{abs(centimos) % 100:02}"
    assert money(Money(centimos, "PEN"), "en") == f"{'-' if centimos < 0 else ''}S/ {figure}"


def test_other_currencies_are_written_in_english_too() -> None:
    assert money(Money(4_560_000, "COP"), "en") == "$45,600"
    assert money(Money(4_560_050, "COP"), "en") == "$45,600.50"
    assert money(Money(123_450, "USD"), "en") == "$1,234.50"
    assert money(Money(123_450, "PEN"), "en_US") == "PEN1,234.50"  # a country with a sign of its own


def test_days_and_hours_cannot_be_taken_for_others() -> None:
    assert WORDING.day(DAY) == "Friday 27 November 2026"
    assert WORDING.brief_day(DAY) == "Friday 27"
    assert WORDING.short_day(DAY) == "27 Nov 2026"
    assert WORDING.period("2026-09") == "September 2026"
    assert WORDING.moment(MOMENT) == "Friday 27 November at 10:05 AM"
    assert WORDING.brief_moment(MOMENT) == "Friday 27 Nov at 10:05"
    assert WORDING.dated_moment(MOMENT) == "Friday 27 November 2026 at 10:05"
    assert WORDING.dated(MOMENT) == "27 Nov 2026"
    assert WORDING.hour(MOMENT) == "10:05"


def test_names_and_counts_read_inside_a_sentence() -> None:
    offices = a_policy().offices
    assert WORDING.names(offices) == "Oficina central de Tumbes and 2 other official places"
    assert WORDING.names(()) == "our offices"
    assert WORDING.overdue(2, 1) == "2 overdue bills and 1 overdue instalment of your agreement"
    assert WORDING.reopening(Money.of("20")) == "costs S/ 20.00 and goes on a later bill"
    assert WORDING.reopening(Money(0)) == "costs nothing"
    assert WORDING.reasons(["claim", "cap"]) == (
        "what is past due is under a claim; all the messages that are allowed had been sent"
    )
    assert WORDING.message_name("whatever") == "notice about your service"


TYPED = sorted(set(PRESSES) - {"consent", "noconsent", "othernew"})
"""A yes, a no and "Add another" mean what they are pressed for beside their own question only."""


@pytest.mark.parametrize("button", TYPED)
def test_a_label_that_is_typed_is_understood(button: str) -> None:
    reading = read(button_labels("en")[button], None, None, DAY)
    assert (reading.intent, reading.decision) == (PRESSES[button], "act")


@pytest.mark.parametrize(
    ("text", "expecting", "intent"),
    [
        ("STOP", None, "opt_out"),
        ("IS IT REAL?", None, "authenticity"),
        ("it is not me", None, "wrong_person"),
        ("I already paid", None, "already_paid"),
        ("status of my claim", None, "claim_status"),
        ("how much do I owe?", None, "debt_query"),
        ("where do I pay?", None, "payment_methods"),
        ("I want to pay in 6 instalments", None, "instalment_request"),
        ("I will pay on Friday", None, "payment_promise"),
        ("in 6 with 50 down", "plan", "instalment_request"),
        ("in 8", "plan", "instalment_request"),
        ("I accept", "plan_confirm", "affirm"),
        ("I do not accept", "plan_confirm", "deny"),
        ("supply 0000000, total 00.00", "supply", "identify"),
        ("my supply is 0000001 and the bill is R-2023-12", "supply", "identify"),
    ],
)
def test_what_our_texts_tell_people_to_write_is_understood(
    text: str, expecting: str | None, intent: str
) -> None:
    reading = read(text, None, expecting, DAY)
    assert (reading.intent, reading.decision) == (intent, "act")


def test_instalments_and_a_down_payment_are_heard_in_english() -> None:
    reading = read("in 6 with 50 down", None, "plan", DAY)
    assert (reading.instalments, reading.down_payment) == (6, Money.of("50"))
    assert read("the bill for December", None, None, DAY).period == "2025-12"
    assert (day := read("the 15th of January", None, "promise_date", DAY).day) is not None
    assert day.on == date(2027, 1, 15)


@pytest.mark.anyio
async def test_a_visitor_is_helped_in_english_from_the_first_word_to_the_last() -> None:
    world = await ChatWorld.with_customer()
    policy = replace(world.services.policy, languages=("en",))
    world.services = replace(world.services, policy=policy)
    words = Languages(policy, reviewed=lambda: ("en", "es_PE"))

    async def hears(text: str = "", button: str | None = None) -> str:
        rows = await world.rows(await answer(world.services, world.message(text, button)))
        assert {row.message.locale for row in rows} == {"en"}
        return "\n".join(words.render(row.message, "chat").text for row in rows)

    assert "we go on in English" in await hears("Hello, do you speak English?")
    assert "two facts from your bill" in await hears("How much do I owe?")
    assert "You owe S/ 182.40 for 4 bills." in await hears("supply 0000001 and the bill is R-2023-12")
    assert "• Water: S/ 182.40" in await hears("what is it made of?")
    assert "never give money to an agent" in await hears("where can I pay?")
    assert "about S/ 69.92 a month" in await hears("I want to pay in instalments")
    assert "• First, the down payment: S/ 50.00" in await hears("in 6 with 50 down")
    assert "Do you accept it?" in await hears("I accept")
    assert "nothing is signed" in await hears("no, thank you")
    assert "by Friday 12 January 2024?" in await hears("I will pay on Friday")
    assert "That is noted, thank you" in await hears("yes")
    assert "Which bill is your claim about?" in await hears("I want to make a claim")
    assert "What is wrong with the bill for December 2023?" in await hears(button="claim:R-2023-12")
    assert "Reason: the use is too high." in await hears(button="why_claim:CONSUMO_ATIPICO")
    assert "your claim (reclamo) is on record" in await hears("yes")
    assert "It is at step 1 of" in await hears("status of my claim")
    assert "We have not written to you" in await hears("why do you write to me?")
    assert "I have asked for a person" in await hears("I want to talk to a person")
    assert "we will send you no more messages" in await hears("STOP")
