"""The comparison of both sides finds every way in which they can differ, and the fullest second is the fullest."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caudal.bench.figures import Figure, Findings, Row, medians
from caudal.bench.standin import Sending
from caudal.bench.truth import compare, fullest_second, rate
from receivables.model.message import Kind, Message, OutboxRow, State

AT = datetime(2024, 1, 8, 15, tzinfo=UTC)


def a_row(number: int = 1, state: State = State.SENT, sid: str | None = "SM1") -> OutboxRow:
    row = OutboxRow(f"notice/{number}", Kind.NOTICE, Message("letter"), AT, AT, state=state, provider_id=sid)
    return replace(row, id=number)


def a_sending(number: int = 1, sid: str = "SM1", at: int = 0, accepted: bool = True, to: str = "") -> Sending:
    return Sending(
        at, "twilio", to or f"whatsapp:+519000{number:05}", accepted, "", sid, str(number), "1", "Hola"
    )


def test_what_agrees_has_no_fault() -> None:
    verdict = compare([a_row(), a_row(2, State.EXPIRED, None)], [a_sending(), a_sending(2, accepted=False)])
    assert verdict.faults == {}
    assert (verdict.rows, verdict.accepted, verdict.states["sent"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("row", "sendings", "fault"),
    [
        (a_row(), [a_sending(), a_sending(sid="SM2", to="whatsapp:+51900000009")], "doubles"),
        (a_row(), [a_sending(), a_sending(7, sid="SM7", to="whatsapp:+51900000001")], "crowded"),
        (a_row(), [], "lost"),
        (a_row(), [a_sending(accepted=False)], "lost"),
        (a_row(), [a_sending(sid="SM2")], "mistaken"),
        *(
            (a_row(state=state, sid=None), [a_sending()], "denied")
            for state in (State.PENDING, State.FAILED, State.WITHHELD, State.EXPIRED)
        ),
    ],
)
def test_each_way_to_differ_is_found(row: OutboxRow, sendings: list[Sending], fault: str) -> None:
    assert list(compare([row], sendings).faults) == [fault]


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
@pytest.mark.parametrize("sendings", [[], [a_sending()]])
def test_a_doubt_is_no_fault_whatever_the_provider_has(state: State, sendings: list[Sending]) -> None:
    verdict = compare([a_row(state=state, sid=None)], sendings)
    assert verdict.faults == {}
    assert verdict.doubts == ["notice/1"]


def test_the_fullest_second_begins_anywhere() -> None:
    moments = [0, 900_000_000, 950_000_000, 1_050_000_000, 1_899_999_999, 3_000_000_000]
    assert fullest_second([a_sending(at=at) for at in moments]) == 4
    assert fullest_second([a_sending(at=at) for at in (0, 1_000_000_000)]) == 1
    assert fullest_second([]) == 0


def test_a_rate_counts_the_steps_between_calls() -> None:
    assert rate([a_sending(at=at * 250_000_000) for at in range(5)]) == pytest.approx(4.0)
    assert rate([a_sending()]) == 0.0


def test_figures_are_held_to_their_bounds() -> None:
    findings = Findings()
    findings.add("rate", 1000.0, least=1000)
    findings.add("cpu", 400.0, most=500)
    findings.add("told", 7.0)
    assert findings.as_json()["met"] is True
    findings.add("cpu", 501.0, most=500)
    assert findings.as_json()["met"] is False
    assert Figure("rate", 2.0, least=3).as_json() == {"name": "rate", "value": 2.0, "least": 3, "met": False}
    assert medians([{"a": 1.0}, {"a": 9.0}, {"a": 2.0}]) == {"a": 2.0}


def test_a_kill_may_leave_no_more_in_doubt_than_was_on_its_way() -> None:
    assert Row("kill_1", 8, kills=1, most=8).met
    assert not Row("kill_1", 8, kills=1, most=9).met
    assert not Row("kill_1", 8, wrong=["doubles: notice/1"]).met


def test_fewer_kills_than_were_wanted_prove_nothing() -> None:
    assert Row("kill_1", 8, kills=20, wanted=20).met
    assert not Row("kill_1", 8, kills=19, wanted=20).met
