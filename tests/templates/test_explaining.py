"""Every line that the program can write has plain words in both voices."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.model.approval import Matter
from receivables.model.audit import Act, AuditEntry
from receivables.model.decision import Reason
from receivables.model.explanation import LEFT_OUT, WHATS, Line, What, what_of
from receivables.model.impediment import ImpedimentKind
from receivables.model.reading.intents import Intent
from receivables.model.telling import told
from templates.explaining import Explainer
from templates.labels import label
from templates.story import SAID
from tests.support.build import a_policy, lima
from tests.support.record import DECIDED, a_message, an_entry

POLICY = a_policy()
EXPLAINER = Explainer(POLICY)
ROOT = Path(__file__).parents[2]
OF_NO_SUPPLY = {Act.IMPORT, Act.PLAN, Act.STAFF, Act.CONSENT, Act.CHECK, Act.HALT}
OF_CAMPAIGNS = {(Act.APPROVE, "approved"), (Act.APPROVE, "stopped")}
"""What is noted of a file, a campaign, a member of staff; consents have their own ledger."""
CODE = re.compile(r"[{}_]|None|True|False|[a-z]\.[a-z]|[A-Z]{3,}")
THREATS = re.compile(r"embarg|judicial|polic|penal|demand|sanci[oó]n|multa|moros", re.IGNORECASE)


def _line(entry: AuditEntry) -> Line:
    [line] = told([entry], (), POLICY.law, POLICY.currency)
    return line


def _both(line: Line) -> tuple[str, str]:
    return EXPLAINER.to_customer(line), EXPLAINER.to_staff(line)


def test_a_message_is_told_with_its_debt_its_leave_and_its_rule() -> None:
    [line] = told(a_message(), (), POLICY.law, POLICY.currency)
    customer, staff = _both(line)
    assert customer.startswith(
        "El lunes 8 de enero de 2024 a las 10:02 le escribimos por WhatsApp (aviso amistoso). "
        "Debía S/ 45.60 de 1 recibo vencido. Los pagos se conocían hasta el 07/01/2024. "
        "Aceptó estos mensajes el 03/03/2023 (en una oficina). Regla: "
    )
    assert "Ley 29571, art. 62" in customer
    assert "se escribió al cliente por WhatsApp (aviso amistoso)" in staff
    assert "Regla PE-CON-1: " in staff


def test_a_refusal_to_write_names_its_reasons_and_its_rule() -> None:
    customer, staff = _both(_line(an_entry(Act.SEND, "withheld", Reason.CLAIM, Reason.OPTED_OUT)))
    assert "no le escribimos: lo vencido está en reclamo; pidió no recibir mensajes. Regla: " in customer
    assert "Regla PE-CUT-3: " in staff


@pytest.mark.parametrize(("outcome", "again"), [("expired", False), ("postponed", True)])
def test_a_cap_of_attempts_that_reached_nobody_is_not_told_as_messages_received(
    outcome: str, again: bool
) -> None:
    line = _line(an_entry(Act.SEND, outcome, Reason.CAP, facts={"in_vain": 1}))
    for said in _both(line):
        assert (
            "un intento que el proveedor aceptó y no pudo entregar cuenta para el límite de mensajes" in said
        )
        assert "permitidos." not in said
        assert ("Se intentará otro día permitido, si el aviso sigue haciendo falta." in said) is again
    for said in _both(_line(an_entry(Act.SEND, outcome, Reason.CAP))):
        assert "ya se le enviaron los mensajes permitidos" in said


def test_staff_are_named_to_staff_only() -> None:
    customer, staff = _both(
        _line(an_entry(Act.PAYMENT, "posted", who="staff/rosa", facts={"amount": "45.60"}))
    )
    assert "registramos su pago de S/ 45.60." in customer
    assert "rosa" not in customer
    assert staff.endswith("Lo registró rosa.")


def test_what_was_found_again_and_again_says_how_often() -> None:
    days = [an_entry(Act.CUT, "withheld", Reason.CLAIM, at=f"2024-01-{day:02} 07:00") for day in (8, 9, 10)]
    [line] = told(days, (), POLICY.law, POLICY.currency)
    assert "Fue igual 3 veces desde el 08/01/2024." in EXPLAINER.to_customer(line)


def test_what_followed_stands_in_the_same_breath() -> None:
    at = "2024-01-08 12:00"
    entries = [
        an_entry(Act.WITHDRAW, "withdrawn", Reason.PAID, at=at),
        an_entry(Act.PAYMENT, "posted", at=at, facts={"amount": "45.60"}),
    ]
    [line] = told(entries, (), POLICY.law, POLICY.currency)
    assert "registramos su pago de S/ 45.60. Además, se retiró la orden de cierre." in EXPLAINER.to_customer(
        line
    )


def test_a_rule_that_nobody_knows_any_more_breaks_nothing() -> None:
    entry = an_entry(Act.SEND, "allowed", rules=("NO-SUCH-9",), facts=DECIDED)
    assert all("Regla" not in sentence for sentence in _both(_line(entry)))


@pytest.mark.parametrize("what", sorted(What))
def test_every_kind_of_line_has_words_in_both_voices(what: What) -> None:
    bare = Line(lima("2024-01-08 10:02"), "clock", what, facts={"act": Act.SEND.value})
    for sentence in _both(bare):
        _is_plain(sentence)
    assert len(SAID[what]) == 2


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_of_every_act_has_words(reason: Reason) -> None:
    for act, outcome in sorted({*WHATS, *((act, "withheld") for act in Act)}):
        entry = an_entry(act, outcome, reason)
        if what_of(entry) is not None:
            for sentence in _both(_line(entry)):
                _is_plain(sentence)
    assert label(reason)


def test_every_outcome_that_a_use_case_writes_is_told_or_left_out_on_purpose() -> None:
    written = set(_outcomes_in_code())
    assert len(written) > 25
    unknown = [
        (act.value, outcome)
        for act, outcome in sorted(written)
        if act not in OF_NO_SUPPLY
        and (act, outcome) not in LEFT_OUT | OF_CAMPAIGNS
        and what_of(an_entry(act, outcome)) in (None, What.NOTED)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("callback", "recibió un mensaje nuestro (lo confirmó el operador del canal)."),
        ("chat", "recibió un mensaje nuestro (hubo una respuesta en el chat)."),
        ("link", "recibió un mensaje nuestro (se abrió su enlace)."),
        ("paper", "le entregamos un aviso en papel (aviso amistoso)."),
        ("", "recibió un mensaje nuestro."),
    ],
)
def test_a_reception_tells_how_it_is_known(by: str, told: str) -> None:
    facts = {"key": "notice/0000001/friendly_notice/1", "by": by}
    assert told in _both(_line(an_entry(Act.SERVE, "served", facts=facts)))[0]


@pytest.mark.parametrize(
    ("outcome", "facts", "said"),
    [
        ("resolved", {"told": "failed"}, "un mensaje para el cliente por WhatsApp no salió."),
        ("resolved", {"told": "sent"}, "se escribió al cliente por WhatsApp."),
        ("retried", {}, "un mensaje para el cliente por WhatsApp no llegó y se intentará otra vez."),
        ("switched", {}, "un mensaje para el cliente por WhatsApp no llegó y se intentará por otro canal."),
    ],
)
def test_what_became_of_a_message_is_told(outcome: str, facts: dict[str, str], said: str) -> None:
    given = {"channel": "whatsapp", "key": "k", "attempt": 1, **facts}
    assert said in _both(_line(an_entry(Act.SEND, outcome, facts=given)))[1]


def test_paper_that_nobody_needs_any_more_is_no_cut_taken_back() -> None:
    facts = {"order": "notice_delivery-0000001-1"}
    [staff] = _both(_line(an_entry(Act.WITHDRAW, "withdrawn", Reason.PAID, facts=facts)))[1:]
    assert "ya no hizo falta entregar un aviso en papel" in staff
    assert "cierre" not in staff.partition("Regla")[0]


FACTS = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.just(fact) for name, fact in DECIDED.items()},
        "amount": st.sampled_from(["45.60", "0.00", "", "x"]),
        "debt": st.just("100.00"),
        "down_payment": st.just("20.00"),
        "due_on": st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat),
        "until": st.sampled_from(["2024-02-07T10:00:00-05:00", "2024-02-07", ""]),
        "matter": st.sampled_from(["", *Matter]),
        "cause": st.sampled_from(["opted_out", "blocked"]),
        "bills": st.integers(0, 30),
        "instalments": st.integers(0, 24),
        "notice_served_at": st.sampled_from(["2024-02-07T10:00:00-05:00", ""]),
    },
)
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
ANY_ENTRY = st.builds(
    AuditEntry,
    at=st.integers(0, 90_000).map(lambda hours: FIRST + timedelta(hours=hours)),
    actor=st.sampled_from(["clock", "customer", "dispatcher", "assistant", "staff/rosa", "rosa"]),
    act=st.sampled_from(list(Act)),
    subject=st.just("0000001"),
    outcome=st.sampled_from([*{outcome for _, outcome in WHATS}, *Intent, "asked", "anything"]),
    reasons=st.lists(st.sampled_from([*Reason, "late"]), max_size=4, unique=True).map(tuple),
    facts=st.one_of(FACTS, st.sampled_from([{"kind": kind.value} for kind in ImpedimentKind])),
    rules=st.lists(st.sampled_from(["PE-CON-1", "I-6", "NO-SUCH-9"]), max_size=3, unique=True).map(tuple),
)


@given(st.lists(ANY_ENTRY, max_size=6))
def test_any_entry_that_the_program_can_write_reads_as_a_sentence(entries: list[AuditEntry]) -> None:
    for line in told(entries, (), POLICY.law, POLICY.currency):
        for sentence in _both(line):
            _is_plain(sentence)


def _is_plain(sentence: str) -> None:
    """No brace, no word of the code, no hole; a capital at the beginning, a point at the end, nothing threatening."""
    said = sentence.partition(" Regla")[0]  # the words of a rule are the law's
    assert not CODE.search(said), sentence
    assert sentence.startswith("El ")
    assert sentence.endswith(".")
    assert not re.search(r" [,.:;]|\.\.|  |\(\)", sentence), sentence
    assert not THREATS.search(said), sentence


def _outcomes_in_code() -> Iterator[tuple[Act, str]]:
    """Every pair of an act and an outcome that stands literally beside each other in a call of a use case."""
    for path in sorted((ROOT / "receivables/usecases").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            acts = [a.attr for a in node.args if isinstance(a, ast.Attribute) and _is_act(a)]
            texts = [t.value for t in node.args if isinstance(t, ast.Constant) and isinstance(t.value, str)]
            for act in acts:
                yield from ((Act[act], text) for text in texts[-1:])


def _is_act(attribute: ast.Attribute) -> bool:
    return isinstance(attribute.value, ast.Name) and attribute.value.id == "Act"
