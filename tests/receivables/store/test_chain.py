"""One row of each table of the record, with the digest that anybody gets who follows docs/data-formats.md."""

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table

from receivables.model.audit import Act
from receivables.model.consent import Purpose
from receivables.model.pseudonym import pseudonym
from receivables.store import many
from receivables.store.chain import BEFORE_THE_FIRST, linked
from receivables.store.tables import audit_entries, consents
from receivables.store.writing import Write

AT = datetime(2024, 1, 8, 15, 4, 5, 6, tzinfo=UTC)
ENTRY = {
    "utility": "tumbes", "at": AT, "actor": "caudal", "act": Act.SEND, "subject": "0000001", "outcome": "allowed",
    "reasons": (), "facts": {"é": "ñ", "bills": 3}, "policy_version": "1", "law_version": "2", "rules": ("I-4",),
}  # fmt: skip
ENTRY_AS_TOLD = (
    '{"act":"send","actor":"caudal","at":"2024-01-08T15:04:05.000006Z","facts":{"bills":3,"é":"ñ"},'
    '"law_version":"2","number":1,"outcome":"allowed","policy_version":"1","reasons":[],"rules":["I-4"],'
    '"subject":"0000001","utility":"tumbes"}'
)
WORD = {
    "utility": "tumbes", "person": "doc:1", "channel": "sms", "purpose": Purpose.SERVICE, "given": True, "at": AT,
    "recorded_at": AT, "supply_number": None, "origin": "chat", "wording": "v1", "actor": "caudal",
}  # fmt: skip
WORD_AS_TOLD = (
    '{"actor":"caudal","at":"2024-01-08T15:04:05.000006Z","channel":"sms","given":true,"number":1,"origin":"chat",'
    f'"person":"{pseudonym("doc:1")}","purpose":"servicio","recorded_at":"2024-01-08T15:04:05.000006Z",'
    '"supply_number":null,"utility":"tumbes","wording":"v1"}'
)


@pytest.mark.parametrize(
    ("table", "row", "told"), [(audit_entries, ENTRY, ENTRY_AS_TOLD), (consents, WORD, WORD_AS_TOLD)]
)
def test_the_first_row_is_bound_to_zeros(table: Table, row: dict[str, object], told: str) -> None:
    (first,) = linked(table, [row], 0, BEFORE_THE_FIRST)
    digest = sha256(("0" * 64 + "\n" + told).encode()).hexdigest()
    assert (first["number"], first["digest"]) == (1, digest)
    assert {name: first[name] for name in row} == row


@pytest.mark.parametrize(("table", "row"), [(audit_entries, ENTRY), (consents, WORD)])
def test_rows_are_handed_over_as_they_are_digested_and_with_whom_they_are_about(
    table: Table, row: dict[str, object]
) -> None:
    rows = [{**each} for each in linked(table, [row, row], 7, BEFORE_THE_FIRST)]
    write = Write(table, tuple(name for name in rows[0] if name != "utility"))
    plain = json.loads(many.packed("postgresql", write, rows))
    given = json.loads(many.packed("postgresql", write, linked(table, [row, row], 7, BEFORE_THE_FIRST)))
    assert [{**one, "utility": "tumbes"} for one in plain] == [
        {**one, "utility": "tumbes"} | {name: AT.isoformat() for name in one if name.endswith("at")}
        for one in given
    ]
    assert [one[many.PLACE] for one in given] == [0, 1]


@pytest.mark.parametrize(("name", "value"), [("at", datetime(2024, 1, 8)), ("act", "sold")])  # noqa: DTZ001 - the fault
def test_no_moment_without_a_zone_and_no_unknown_word_is_linked(name: str, value: object) -> None:
    with pytest.raises((ValueError, KeyError)):
        list(linked(audit_entries, [{**ENTRY, name: value}], 0, BEFORE_THE_FIRST))


def test_rows_follow_each_other() -> None:
    one, two = linked(audit_entries, [ENTRY, ENTRY], 0, BEFORE_THE_FIRST)
    (again,) = linked(audit_entries, [ENTRY], one["number"], one["digest"])
    assert two == again
    assert two["digest"] != one["digest"]


WHOLE = st.integers(-(2**63), 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXT, TEXT | WHOLE))
def test_whatever_stands_in_the_facts_is_told_as_any_writer_of_json_tells_it(
    facts: dict[str, object],
) -> None:
    (first,) = linked(audit_entries, [{**ENTRY, "facts": facts}], 0, BEFORE_THE_FIRST)
    told = {**json.loads(ENTRY_AS_TOLD), "facts": facts}
    plain = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert first["digest"] == sha256(f"{BEFORE_THE_FIRST}\n{plain}".encode()).hexdigest()


def test_a_word_of_an_enumeration_may_be_a_key() -> None:
    (one,) = linked(audit_entries, [{**ENTRY, "facts": {Act.SEND: 1}}], 0, BEFORE_THE_FIRST)
    (other,) = linked(audit_entries, [{**ENTRY, "facts": {"send": 1}}], 0, BEFORE_THE_FIRST)
    assert one["digest"] == other["digest"]


def test_what_json_cannot_hold_has_no_place_in_the_record() -> None:
    with pytest.raises(TypeError):
        list(linked(audit_entries, [{**ENTRY, "actor": {1, 2}}], 0, BEFORE_THE_FIRST))
