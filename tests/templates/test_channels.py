"""What we begin, in the words of each channel: who writes, a code, a person, a way out; no threat and no promotion."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from receivables.adapters.packs import load_policy
from receivables.model.authenticity import link_token
from receivables.model.buttons import OF_NOTICE, of_notice
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.sending import TemplateCategory
from templates.plain_words import PROMOTION, THREATS, WALLETS
from templates.renderer import CatalogueRenderer, bodies
from templates.whatsapp import LONGEST_BODY, LONGEST_VALUE, WhatsAppTemplate, catalogue, name_of
from tests.support.build import a_policy
from tests.templates.test_catalogue import NOTICE, PROACTIVE

CODE = "K7QX-3M9P"
URL = "https://cobranza.agua.example.org/verify"
KEY = b"k" * 32
RENDERER = CatalogueRenderer("es_PE", a_policy(), URL, KEY)
RECEIPTS = ("payment_receipt",)
"""Told in the chat alone, where the person is: it has no template (docs/decisions/0029)."""
WORDINGS = {"friendly_notice": ("plain", "facilities"), "agreement_offer": ("", "red", "missed")} | {
    "agreement_ended": ("lapsed", "reversed", "broken", "fulfilled")
}
BEGUN = [(key, variant) for key in PROACTIVE if key not in RECEIPTS for variant in WORDINGS.get(key, ("",))]
CHANNELS = ("chat", "correo", "sms", "telegram", "whatsapp")
PACKS = Path("receivables/packs/policies")
GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TEMPLATES = sorted(catalogue("es_PE"))


def said(key: str, variant: str = "", **values: Value) -> Message:
    """A message that we begin, with its code."""
    worded: dict[str, Value] = {"variant": variant} if variant else {}
    return Message(key, {**PROACTIVE[key], **worded, "code": CODE, **values}, of_notice(key))


def heavy(key: str, variant: str = "") -> Message:
    """The same with the longest values that there are."""
    long: dict[str, Value] = {
        "debt": Money.of("12345.60"),
        "bills": 36,
        "instalments": 12,
        "amount": Money.of("12345.60"),
    }
    return said(key, variant, **long)


def worded(message: Message, channel: str, renderer: CatalogueRenderer = RENDERER) -> str:
    """As that channel says it: WhatsApp by its template."""
    return (
        renderer.templated(message).text if channel == "whatsapp" else renderer.render(message, channel).text
    )


def policies() -> list[Policy]:
    """Every policy that ships."""
    return [load_policy(Path(path.stem)) for path in sorted(PACKS.glob("*.toml"))]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_every_text_has_its_sender_its_code_a_person_and_a_way_out(
    key: str, variant: str, channel: str
) -> None:
    text = worded(said(key, variant), channel)
    assert "Agua Tumbes" in text
    assert "3768" in text
    assert text.count(CODE) >= 1
    assert a_policy().phone in text
    assert re.search(r"BAJA|no más SMS|elija «No quiero más mensajes»", text)
    assert ("BAJA" in text) is (channel not in ("correo", "sms"))
    assert not re.search(r"\{|\}|\.\.| [,.:;]|,,|\n\n\n|  ", text.replace("...3768", "3768"))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_no_channel_threatens_or_promotes(key: str, variant: str, channel: str) -> None:
    text = worded(said(key, variant), channel).replace(URL, "")
    assert not THREATS.search(text)
    assert not PROMOTION.search(text)
    assert not WALLETS.search(text)


def test_the_linter_knows_the_words_that_are_refused() -> None:
    for word in (
        *("cobranza judicial", "embargo", "última advertencia", "juzgado", "policía", "denuncia", "demanda"),
        *("central de riesgo", "último aviso"),
    ):
        assert THREATS.search(f"Su caso: {word}.")
    for word in ("sorteo", "premio", "descuento", "amnistía", "ahorre"):
        assert PROMOTION.search(f"Participe: {word}.")


@pytest.mark.parametrize("channel", [each for each in CHANNELS if each != "whatsapp"])
def test_a_message_without_a_code_has_no_line_of_it(channel: str) -> None:
    text = RENDERER.render(Message("last_chance", NOTICE), channel).text
    assert "Código" not in text
    assert "verify" not in text
    assert text == text.strip()


def test_without_a_page_only_the_chat_is_named() -> None:
    plain = CatalogueRenderer("es_PE", a_policy())
    chat = plain.render(said("letter"), "telegram").text
    assert "escribiendo aquí: ¿ES REAL?" in chat
    for channel in ("chat", "correo", "sms"):
        assert "http" not in plain.render(said("letter"), channel).text
    assert f"en {URL} o escribiendo" in RENDERER.render(said("letter"), "telegram").text


@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_an_email_has_a_subject_without_an_amount_and_a_link_of_its_own(key: str, variant: str) -> None:
    mail = RENDERER.render(said(key, variant), "correo")
    assert mail.subject.startswith("Agua Tumbes: ")
    assert not re.search(r"S/|\d", mail.subject)
    assert not mail.text.startswith("Asunto")
    assert f"{URL}?code={CODE}&k={link_token(KEY, CODE)}" in mail.text
    assert "aquí mismo" not in mail.text
    assert "toque" not in mail.text
    assert mail.leave_link == f"{URL}?code={CODE}&k={link_token(KEY, CODE)}"
    others = [RENDERER.render(said(key, variant), each) for each in ("sms", "telegram")]
    assert {(other.subject, other.leave_link) for other in others} == {("", "")}


def test_only_an_email_holds_the_link_that_proves_its_reception() -> None:
    assert all(
        link_token(KEY, CODE) not in worded(said("letter"), each) for each in ("sms", "chat", "whatsapp")
    )
    keyless = CatalogueRenderer("es_PE", a_policy(), URL).render(said("letter"), "correo")
    assert f"{URL}?code={CODE}" in keyless.text
    assert "k=" not in keyless.text
    assert keyless.leave_link == ""


@pytest.mark.parametrize("url", ["", URL])
def test_an_email_without_its_own_link_names_the_telephone_to_leave(url: str) -> None:
    text = CatalogueRenderer("es_PE", a_policy(), url).render(said("letter"), "correo").text
    assert f"Para no recibir más mensajes, llámenos al {a_policy().phone}." in text
    assert "enlace y elija" not in text


@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_an_sms_fits_into_two_segments_for_every_utility(key: str, variant: str) -> None:
    for policy in policies():
        text = CatalogueRenderer(policy.locale, policy, URL).render(heavy(key, variant), "sms").text
        bare = text.translate(str.maketrans("áíóúÁÍÓÚ", "aiouAIOU"))
        assert set(bare) <= set(GSM), set(bare) - set(GSM)
        assert len(bare) <= 2 * 153, (policy.name, len(bare), bare)
        assert text.startswith(policy.name)


def test_one_of_a_thing_is_not_said_as_many() -> None:
    for channel in CHANNELS:
        for key, variant in BEGUN:
            text = worded(said(key, variant, bills=1, instalments=1), channel)
            assert not re.search(r"\b1 (?:cuotas|recibos)\b", text), text


@pytest.mark.parametrize("key", ["agreement_offer", "last_chance"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_notice_of_a_cut_says_its_day_amount_consequence_and_remedies(key: str, channel: str) -> None:
    text = worded(said(key), channel)
    for part in ("S/ 136.80", "08/01/2024", "miércoles 10", "10:00", "S/ 20.00", "cuotas", "eclam"):
        assert part in text
    assert "cerrarse" in text or "cierre" in text


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("key", ["agreement_offer", "last_chance"])
def test_an_opening_that_costs_nothing_is_not_said_to_cost_zero(key: str, channel: str) -> None:
    free = CatalogueRenderer("es_PE", replace(a_policy(), reopening_fee=Money(0)), URL, KEY)
    for variant in WORDINGS.get(key, ("",)):
        text = worded(said(key, variant), channel, free)
        assert "S/ 0.00" not in text
        assert "cuesta" not in text
        assert ("la reapertura no tiene costo" in text) is (channel != "sms")
        assert "()" not in text
    none = dict.fromkeys(("overdue", "as_of", "closed", "ordered_at", "due_by"))
    asked = free.render(Message("reconnection", {"paid": False, "late": False, "hours": 24, **none})).text
    assert "No tiene costo." in asked
    assert "S/ 0.00" not in asked
    assert "  " not in asked


def test_every_message_that_we_begin_has_words_in_every_channel() -> None:
    begun = {key for key, _ in BEGUN}
    assert begun == set(OF_NOTICE)
    for channel in ("sms", "correo"):
        assert set(bodies("es_PE", channel)) == begun | {"verify_line", "one_time_code"}
    assert {name.partition(".")[0] for name in TEMPLATES} == begun


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_as_the_provider_wants_it(name: str) -> None:
    template = catalogue("es_PE")[name]
    numbers = template.gaps()
    assert sorted(set(numbers)) == list(range(1, len(template.variables) + 1))
    assert len(template.samples) == len(template.variables) <= 100
    assert all(0 < len(sample) <= LONGEST_VALUE and "\n" not in sample for sample in template.samples)
    longest = template.filled({str(n): text for n, text in enumerate(template.samples, start=1)})
    assert len(longest) <= LONGEST_BODY
    # It neither begins nor ends with a gap, and no two gaps touch.
    assert not re.search(r"^\{\{|\}\}$|\}\}\s*\{\{", template.body)
    assert all(len(label) <= 20 for _, label in template.buttons)
    assert [button for button, _ in template.buttons] == list(OF_NOTICE.get(name.partition(".")[0], ()))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_utility_template_informs_and_no_template_has_a_link(name: str) -> None:
    template = catalogue("es_PE")[name]
    assert template.category is TemplateCategory.UTILITY
    assert not PROMOTION.search(template.body)
    assert not THREATS.search(template.body)
    assert not WALLETS.search(template.body)
    assert "utility" in template.variables


@pytest.mark.parametrize(("key", "variant"), BEGUN)
def test_the_variables_of_a_template_fill_it_whatever_the_name(key: str, variant: str) -> None:
    for policy in policies():
        renderer = CatalogueRenderer(policy.locale, policy)
        for name in ("Ejemplo Prueba, Rosa", "", "X" * 400):
            message = replace(heavy(key, variant), values={**heavy(key, variant).values, "name": name})
            told = renderer.templated(message)
            assert len(told.text) <= LONGEST_BODY
            assert all(
                0 < len(value) <= LONGEST_VALUE and "\n" not in value for value in told.variables.values()
            )
            assert set(told.variables) == {str(n + 1) for n in range(len(told.variables))}
            assert "{{" not in told.text


def test_a_template_is_named_by_its_wording() -> None:
    assert RENDERER.template_name(Message("friendly_notice", {"variant": "facilities"})) == (
        "friendly_notice.facilities"
    )
    assert RENDERER.template_name(Message("friendly_notice")) == "friendly_notice.plain"
    assert RENDERER.template_name(Message("agreement_offer", {"variant": "red"})) == "agreement_offer.red"
    assert RENDERER.template_name(Message("agreement_offer", {"variant": "plain"})) == "agreement_offer"
    assert RENDERER.template_name(Message("no_such_key", {"variant": "x"})) == "no_such_key.x"
    assert name_of("letter", None, {}) == "letter"


def test_a_template_is_told_by_the_digest_of_its_words() -> None:
    for name, template in catalogue("es_PE").items():
        assert RENDERER.template_digest(name) == template.digest
    assert RENDERER.template_digest("no_such_key") is None


def test_what_has_no_template_or_a_gap_is_never_sent() -> None:
    with pytest.raises(LookupError):
        RENDERER.templated(Message("welcome", {"linked": True}))
    with pytest.raises(UndefinedError):
        RENDERER.templated(Message("letter", NOTICE))
    with pytest.raises(ValueError, match="letter"):
        RENDERER.templated(said("letter", bills=0, instalments=0))


def test_the_digest_follows_what_is_registered() -> None:
    plain = catalogue("es_PE")["letter"]
    assert plain.digest == replace(plain, samples=("other",), variables=("name",)).digest
    changed: list[WhatsAppTemplate] = [
        replace(plain, body=plain.body + "!"),
        replace(plain, category=TemplateCategory.MARKETING),
        replace(plain, buttons=()),
    ]
    assert len({plain.digest, *(each.digest for each in changed)}) == 4
