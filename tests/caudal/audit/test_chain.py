"""The chain of the record, link by link."""

from typing import Any

import pytest

from caudal.audit.chain import START, Chain, canonical, digest_of
from caudal.audit.rows import pseudonym
from tests.caudal.audit.build import codes

TABLE = "case_moves"


def links(count: int) -> list[dict[str, Any]]:
    """So many sound rows."""
    rows, before = [], START
    for number in range(1, count + 1):
        row = {
            "id": number,
            "utility": "u",
            "number": number,
            "at": "2024-01-08 10:00:00.000000",
            "why": f"w{number}",
        }
        before = digest_of(before, TABLE, row)
        rows.append({**row, "digest": before})
    return rows


def judged(rows: list[dict[str, Any]], head: tuple[int, str] | None = None, **anchors: str) -> list[str]:
    """What is found, as `code:number`."""
    chain = Chain(TABLE, {int(name[1:]): digest for name, digest in anchors.items()})
    last: dict[str, Any] = rows[-1] if rows else {"number": 0, "digest": START}
    found = [chain.take(row) for row in rows]
    found += chain.finish(head or (last["number"], last["digest"]))
    told = zip(codes(found), [each for each in found if each], strict=True)
    return [f"{code.removeprefix('chain_')}:{finding.values['number']}" for code, finding in told]


def test_a_sound_chain_is_sound() -> None:
    assert judged(links(3)) == []
    assert judged([]) == []


def test_a_changed_row_is_named_alone() -> None:
    rows = links(3)
    rows[1]["why"] = "other"
    assert judged(rows) == ["changed:2"]


def test_a_missing_row_is_named() -> None:
    rows = links(4)
    assert judged([rows[0], *rows[2:]]) == ["gap:3"]
    assert judged(rows[1:]) == ["gap:2"]


def test_two_rows_in_each_others_place_are_both_named() -> None:
    rows = links(3)
    rows[1]["number"], rows[2]["number"] = 3, 2
    assert judged([rows[0], rows[2], rows[1]]) == ["changed:2", "changed:3"]


def test_a_number_that_comes_twice_is_named() -> None:
    rows = links(2)
    assert judged([*rows, rows[1]]) == ["repeated:2"]


def test_a_row_after_the_head_or_before_it_is_named() -> None:
    rows = links(3)
    assert judged(rows, (2, rows[1]["digest"])) == ["head:3"]
    assert judged(rows[:2], (3, rows[2]["digest"])) == ["head:2"]
    assert judged([], (1, rows[0]["digest"])) == ["head:0"]


def test_an_anchor_holds_what_it_held() -> None:
    rows = links(3)
    assert judged(rows, n2=rows[1]["digest"]) == []
    assert judged(rows, n2="0" * 64) == ["anchor:2"]
    assert judged(rows, n4=rows[1]["digest"]) == ["anchor:4"]


@pytest.mark.parametrize("stored", ["2024-01-08 10:00:00.000000", "2024-01-08 10:00:00"])
def test_moments_are_written_in_one_way(stored: str) -> None:
    assert canonical(TABLE, {"at": stored}) == '{"at":"2024-01-08T10:00:00.000000Z"}'


def test_a_person_enters_by_their_pseudonym() -> None:
    told = canonical("consents", {"person": "doc:00000001", "given": 1})
    assert told == canonical("consents", {"person": pseudonym("doc:00000001"), "given": True})
    assert "00000001" not in told.replace(pseudonym("doc:00000001"), "")


def test_json_columns_enter_as_their_values() -> None:
    assert canonical("audit_entries", {"facts": '{"b": 1, "a": "ñ"}'}) == '{"facts":{"a":"ñ","b":1}}'
