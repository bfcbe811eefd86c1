"""The catalogue: each key has a body, each body a use, each field a value; plain words, and no threat."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from receivables.model.buttons import OF_NOTICE, PRESSES, confirm_button, day_buttons, of_notice, plan_buttons
from receivables.model.ladder import Notice
from receivables.model.message import Button, Message, Value
from receivables.model.money import Money
from templates.plain_words import THREATS, WALLETS
from templates.renderer import NO_PAPER, VERIFY_LINE, CatalogueRenderer, bodies, button_labels
from tests.support.build import a_policy, lima

ROOT = Path(__file__).parents[2]
RENDERER = CatalogueRenderer("es_PE", a_policy())
NOTICE: dict[str, Value] = {
    "name": "Ejemplo Prueba, Rosa",
    "supply_masked": "...3768",
    "debt": Money.of("136.80"),
    "bills": 3,
    "instalments": 0,
    "oldest_due": date(2023, 10, 20),
    "as_of": date(2024, 1, 8),
    "deadline": lima("2024-01-10 10:00"),
}
PROACTIVE: dict[str, dict[str, Value]] = {
    "friendly_notice": {**NOTICE, "variant": "plain"},
    "agreement_offer": {**NOTICE, "amount": Money.of("50.40"), "due_on": date(2024, 1, 5)},
    "letter": NOTICE,
    "commitment_renewed": {**NOTICE, "amount": Money.of("136.80"), "due_on": date(2024, 1, 12)},
    "last_chance": NOTICE,
    "atypical_bill": {
        **NOTICE,
        "claimable": ("R-1", "R-2"),
        "period": "2023-12",
        "consumption_m3": "32",
        "usual_m3": "14",
    },
    "promise_reminder": {**NOTICE, "amount": Money.of("136.80"), "due_on": date(2024, 1, 12)},
    "instalment_reminder": {**NOTICE, "amount": Money.of("50.40"), "due_on": date(2024, 2, 12)},
    "agreement_ended": {**NOTICE, "agreement": "CV-2024-000001", "variant": "broken"},
    "payment_reversed": {**NOTICE, "amount": Money.of("50.40"), "paid_on": date(2024, 1, 8)},
    "payment_receipt": {
        **NOTICE,
        "amount": Money.of("40"),
        "paid_on": date(2024, 1, 8),
        "outstanding": Money(0),
    },
    "cut_withdrawn": NOTICE,
    "reopening_ordered": {**NOTICE, "due_by": lima("2024-01-10 10:00")},
}
MADE = {
    *("plan_count", "due_day", "yes_day", "accept_plan", "agree_plan", "claim_bill", "bill_of", "language"),
    *("ok_yes", "claim_all", "claim_why", "claim_another", "supply_of"),
}
"""Labels of buttons that carry a value."""
HARD_WORDS = re.compile(
    r"\b(?:vuestro|sírvase|en virtud|asimismo|mediante|referid[oa]|susodich|tú|tienes|puedes|debes)\b"
)


def _keys_in_code() -> set[str]:
    """The literal keys of messages in our code, and the notices of the ladder."""
    found = {notice.value for notice in Notice}
    for path in (ROOT / "receivables").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[1] if node.func.id == "_ask" and len(node.args) > 1 else node.args[0]
                named = node.func.id in ("Message", "plain_answer", "_ask")
                chosen = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found |= {
                    each.value
                    for each in chosen
                    if named and isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "plain_answer"
            ):
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_key_that_is_used_has_a_body() -> None:
    assert _keys_in_code() - set(bodies("es_PE")) == set()


def _words_in_code() -> set[str]:
    """Every literal text of our code: some keys are chosen from a table."""
    trees = (ast.parse(path.read_text()) for path in (ROOT / "receivables").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def test_every_body_is_used() -> None:
    unused = set(bodies("es_PE")) - _keys_in_code() - set(OF_NOTICE) - _words_in_code()
    assert unused <= {NO_PAPER, VERIFY_LINE}


def test_every_button_has_a_label() -> None:
    labels = set(button_labels("es_PE"))
    assert set(PRESSES) | MADE == labels
    day = date(2024, 1, 12)
    made = [*plan_buttons([6]), *day_buttons([day]), confirm_button(day), *(Button(i, i) for i in PRESSES)]
    for button in made:
        told = RENDERER.label(button)
        assert told
        assert len(told) <= 24
        assert len(button.id.encode()) <= 64


@pytest.mark.parametrize("key", PROACTIVE)
def test_every_field_of_a_proactive_message_is_given(key: str) -> None:
    rendered = RENDERER.render(Message(key, PROACTIVE[key], of_notice(key)))
    assert "{" not in rendered.text
    assert len(rendered.text) <= 1_024
    nameless = RENDERER.render(Message(key, {**PROACTIVE[key], "name": ""}))
    assert (
        "Rosa" in rendered.text
        or key == "cut_withdrawn"
        or "Rosa" in RENDERER.render(Message(key, PROACTIVE[key])).text
    )
    assert "Rosa" not in nameless.text
    assert not re.search(r" [,.:]|,,|\n\n\n", nameless.text)


def test_a_gap_is_never_sent() -> None:
    for field in ("debt", "deadline", "supply_masked", "as_of"):
        with pytest.raises(UndefinedError):
            RENDERER.render(Message("last_chance", {k: v for k, v in NOTICE.items() if k != field}))
    with pytest.raises(LookupError):
        RENDERER.render(Message("no_such_key"))
    with pytest.raises(LookupError):
        RENDERER.label(Button("x", "no_such_label"))


def test_a_template_cannot_reach_behind_its_values() -> None:
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    assert isinstance(RENDERER._bodies["debt"].environment, ImmutableSandboxedEnvironment)
    with pytest.raises(SecurityError):
        RENDERER._bodies["debt"].environment.from_string("{{ ''.__class__.mro() }}").render()


@pytest.mark.parametrize("key", ["friendly_notice", "agreement_offer", "last_chance", "promise_reminder"])
def test_a_proactive_text_says_who_writes_about_what_and_how_to_stop(key: str) -> None:
    text = RENDERER.render(Message(key, PROACTIVE[key])).text
    assert "Agua Tumbes" in text
    assert "3768" in text
    assert "BAJA" in text
    assert "stop" in OF_NOTICE[key]


@pytest.mark.parametrize("key", ["agreement_offer", "last_chance"])
def test_a_notice_of_a_cut_has_date_amount_consequence_and_remedies(key: str) -> None:
    text = RENDERER.render(Message(key, PROACTIVE[key])).text
    for part in (
        "S/ 136.80",
        "3 recibos",
        "miércoles 10 de enero a las 10:00 a. m.",
        "S/ 20.00",
        "cuotas",
        "Reclamar",
    ):
        assert part in text
    assert "08/01/2024" in text
    assert "sin" in text or "No necesita pagar antes" in text


def test_a_friendly_notice_praises_and_comes_in_two_wordings() -> None:
    plain = RENDERER.render(Message("friendly_notice", {**NOTICE, "variant": "plain"})).text
    facilities = RENDERER.render(Message("friendly_notice", {**NOTICE, "variant": "facilities"})).text
    assert plain != facilities
    assert all("puntual" in text for text in (plain, facilities))
    assert not re.search(r"\bcorte|\bcierre", plain + facilities)


def test_no_text_threatens_promotes_or_speaks_like_an_office() -> None:
    assert len(bodies("es_PE")) > 100
    for key, body in bodies("es_PE").items():
        text = re.sub(r"\{[{%#].*?[}%#]\}", " ", body)
        allowed = {"plan_conditions": "descuent", "crisis": "inmediat"}.get(key)
        assert [threat for threat in THREATS.findall(text) if threat.lower() != allowed] == [], key
        assert not HARD_WORDS.search(text), key


def test_no_text_names_a_wallet_an_account_or_a_link() -> None:
    assert [key for key, body in bodies("es_PE").items() if WALLETS.search(body)] == []


def test_a_friendly_notice_needs_no_variant() -> None:
    assert RENDERER.render(Message("friendly_notice", NOTICE)) == RENDERER.render(
        Message("friendly_notice", {**NOTICE, "variant": "plain"})
    )


def test_a_debt_of_instalments_only_reads_well() -> None:
    values = {**NOTICE, "bills": 0, "oldest_due": None, "instalments": 1, "debt": Money.of("50")}
    text = RENDERER.render(Message("agreement_offer", values)).text
    assert "hay S/ 50.00 vencidos: 1 cuota de su convenio." in text
    friendly = RENDERER.render(Message("friendly_notice", values)).text
    assert "tiene una cuota de su convenio vencida por S/ 50.00." in friendly


def test_no_text_asks_anybody_why_they_do_not_pay() -> None:
    """CO-CON-9 forbids the question; it is asked nowhere, so that no pack can forget it."""
    question = re.compile(r"¿[^?]*\?|(?:cuénteme|díganos|explíquenos|dígame)[^.?]*", re.IGNORECASE)
    why = re.compile(r"por qué|motivo|razón|a qué se debe|qué (?:le )?pasó")
    asked = {
        key: [each for each in question.findall(body) if why.search(each)]
        for key, body in bodies("es_PE").items()
    }
    assert {key: each for key, each in asked.items() if each} == {}
