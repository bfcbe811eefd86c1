"""The documents: every figure of the ledger and no other, no name and no address, the same bytes each time."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.model.message import Message, decode_message, encode_message
from receivables.model.money import Money
from receivables.model.paying import Paying
from templates.papers import KINDS, TypstPapers, words
from tests.support.build import a_bill, a_policy, a_supply, an_account
from tests.support.figures import amounts_in, known_amounts, unknown_amounts
from tests.support.papers import a_rich_account, a_schedule, a_statement
from tests.support.talk import Talk

PAPERS = TypstPapers(a_policy())
MADE: dict[str, Callable[[], Message]] = {"schedule": a_schedule, "statement": a_statement}


def written(message: Message, papers: TypstPapers = PAPERS) -> str:
    """All that stands in a document."""
    return json.dumps(papers.content(message), ensure_ascii=False)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_document_is_a_tagged_pdf_with_a_title_and_a_language(kind: str) -> None:
    paper = PAPERS.paper(MADE[kind]())
    assert paper.content.startswith(b"%PDF-")
    assert paper.content_type == "application/pdf"
    assert re.fullmatch(r"[a-z-]+-2024-01-08\.pdf", paper.name)
    assert paper.name == PAPERS.name(MADE[kind]())
    for sign in (b"/Lang", b"/StructTreeRoot", b"/Title"):
        assert sign in paper.content


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_values_give_the_same_bytes_from_any_thread_and_after_being_stored(kind: str) -> None:
    message = MADE[kind]()
    stored = decode_message(json.loads(json.dumps(encode_message(message))))
    with ThreadPoolExecutor(4) as threads:
        made = [each.content for each in threads.map(PAPERS.paper, [message, stored] * 3)]
    assert set(made) == {TypstPapers(a_policy()).paper(message).content}


def test_a_statement_tells_what_the_ledger_tells() -> None:
    account = a_rich_account()
    content = PAPERS.content(a_statement(account))
    assert content["main"] == {"name": "Por pagar", "value": "S/ 136.80"}
    assert content["others"] == [
        {"name": "De eso, ya venció", "value": "S/ 136.80"},
        {"name": "En reclamo (no se cobra)", "value": "S/ 45.60"},
        {"name": "Cuotas vencidas del convenio", "value": "S/ 50.00"},
        {"name": "Cuotas por vencer del convenio", "value": "S/ 100.00"},
    ]
    bills = content["bills"]
    assert isinstance(bills, list)
    assert [row[0] for row in bills] == [
        *("setiembre de 2023", "octubre de 2023"),
        *("noviembre de 2023 *", "diciembre de 2023"),
    ]
    assert content["concepts"] == [
        *(["Agua", "S/ 75.00"], ["Alcantarillado", "S/ 33.90"]),
        *(["Cargo fijo", "S/ 18.00"], ["Intereses", "S/ 9.90"]),
    ]
    assert content["payments"] == [["02/09/2023", "S/ 45.60"], ["02/08/2023", "S/ 44.10"]]
    assert content["payments_total"] == ["Total", "S/ 89.70"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_name_no_document_and_no_address_of_a_person(kind: str) -> None:
    supply = a_supply(holder="Zoila Reservada Secreta", document="87654321", address="Pasaje Escondido 9")
    text = written(
        a_statement(replace(a_rich_account(), supply=supply)) if kind == "statement" else a_schedule()
    )
    for secret in ("Zoila", "Reservada", "87654321", "Escondido", "0000001"):
        assert secret not in text
    assert '"0001"' in text


def test_a_schedule_has_every_instalment_with_its_date_and_what_it_means() -> None:
    content = PAPERS.content(a_schedule())
    assert content["rows"] == [
        ["1", "20/02/2024", "S/ 36.48", "S/ 0.00", "S/ 36.48", "S/ 109.44"],
        ["2", "20/03/2024", "S/ 36.48", "S/ 0.00", "S/ 36.48", "S/ 72.96"],
        ["3", "20/04/2024", "S/ 36.48", "S/ 0.00", "S/ 36.48", "S/ 36.48"],
        ["4", "20/05/2024", "S/ 36.48", "S/ 0.00", "S/ 36.48", "S/ 0.00"],
    ]
    assert content["total"] == ["Total", "", "S/ 145.92", "S/ 0.00", "S/ 145.92", ""]
    assert content["seal"] == "Sello de este documento: 9f3a-77c1-20be"
    assert "CV-2024-000012" in written(a_schedule())


def test_a_schedule_leaves_out_what_is_not_told() -> None:
    rows = ({"number": 1, "due_on": date(2024, 2, 20), "amount": Money.of("50.00")},)
    bare = a_schedule(instalments=rows, seal="", bills=(), channel="", interest_total=None)
    content = PAPERS.content(bare)
    assert content["names"] == ["Cuota", "Vence", "Importe"]
    assert content["rows"] == [["1", "20/02/2024", "S/ 50.00"]]
    assert content["seal"] == ""
    assert PAPERS.paper(bare).content.startswith(b"%PDF-")


def test_text_that_looks_like_markup_stays_text() -> None:
    odd = "#panic() $x$ *no* \\ \"' ${7*7} </w:t>"
    message = a_schedule(number=odd, seal=odd)
    assert PAPERS.paper(message).content.startswith(b"%PDF-")
    assert len(PAPERS.pictures(message)) == 1


def test_a_kind_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(LookupError):
        PAPERS.paper(Message("debt", {}, paper="poem"))
    with pytest.raises(LookupError):
        PAPERS.paper(Message("statement", {}, paper="statement"))


def test_where_to_pay_is_what_the_policy_lists() -> None:
    bare = TypstPapers(a_policy(payment=Paying()))
    assert "https://" not in written(a_statement(), bare)
    assert "como están impresos" in written(a_statement(), bare)
    assert "https://pagos.example.org/tumbes" in written(a_statement())


def test_a_language_without_words_of_its_own_gets_spanish() -> None:
    assert [words(locale)["lang"] for locale in ("es_CO", "en", "qu_PE")] == ["es", "en", "es"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_whoever_reads_another_language_gets_the_same_figures(kind: str) -> None:
    plain = MADE[kind]()
    english = replace(plain, locale="en")
    assert PAPERS.paper(english).content.startswith(b"%PDF-")
    assert "Teléfono" in written(plain)
    assert "Teléfono" not in written(english)
    sizes = [json.dumps(PAPERS.content(each)).count("36.48") for each in (plain, english)]
    assert sizes[0] == sizes[1]


def test_a_country_may_have_words_of_its_own() -> None:
    schedule, statement = (replace(MADE[kind](), locale="es_CO") for kind in ("schedule", "statement"))
    assert words("es_CO")["schedule"]["title"] == "Plan de pagos de su acuerdo"
    told = json.dumps(words("es_CO"), ensure_ascii=False) + written(schedule) + written(statement)
    assert not re.search(r"[Rr]ecibo|[Ss]uministro|[Cc]onvenio|[Cc]errar", told)
    assert PAPERS.name(schedule) == "plan-de-pagos-2024-01-08.pdf"
    assert PAPERS.paper(schedule).content.startswith(b"%PDF-")


def test_every_language_has_the_same_words() -> None:
    def shape(section: object) -> object:
        return {name: shape(each) for name, each in section.items()} if isinstance(section, dict) else None

    for locale in ("en", "es_CO"):
        assert shape(words(locale)) == shape(words("es"))
        assert len(words(locale)["schedule"]["meaning_points"]) == len(
            words("es")["schedule"]["meaning_points"]
        )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 99_999), st.integers(0, 99_999)).map(lambda pair: (pair[0], min(pair))),
        max_size=30,
    )
)
def test_no_figure_of_a_statement_is_absent_from_the_ledger(amounts: list[tuple[int, int]]) -> None:
    bills = [
        a_bill(
            f"R-{number}", date(2020 + number // 12, 1 + number % 12, 20), f"{Money(whole)}", f"{Money(left)}"
        )
        for number, (whole, left) in enumerate(amounts)
    ]
    talk = Talk(an_account(*bills), linked=True)
    talk.presses("statement")
    known = known_amounts(talk.account, talk.known.standing, talk.policy)
    assert unknown_amounts(written(talk.last) + talk.words, known) == set()


def test_an_invented_figure_is_noticed() -> None:
    talk = Talk(linked=True)
    known = known_amounts(talk.account, talk.known.standing, talk.policy)
    assert amounts_in("S/ 1,234.50 y S/ 7") == {123_450, 700}
    assert unknown_amounts("Debe S/ 182.40, o S/ 182.41.", known) == {18_241}
