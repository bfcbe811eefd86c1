"""What `caudal bench faults|dispatch|webhook` are made of, at the smallest size; its figures are nobody's measure."""

from collections.abc import Iterator
from random import Random

import pytest

from caudal.bench import dispatching, faults, hooks
from caudal.bench.figures import Findings, Row
from caudal.bench.stage import Stage, set_stage


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with set_stage(120, print, shared=10) as running:
        yield running


def test_messages_under_a_cap_are_counted_on_both_sides(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "CAP", 8)
    monkeypatch.setattr(dispatching, "CAP_SECONDS", 1)
    found = dispatching.capped(stage, 1, print)
    assert 0 < found["fullest"] <= 8


def test_one_process_without_a_cap_is_measured_in_the_middle(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "MESSAGES", 9)
    found = dispatching.uncapped(stage, print)
    assert found["rate"] > 0


def test_kills_and_a_storm_end_in_the_table(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "KILLS", 1)
    monkeypatch.setattr(faults, "MESSAGES", 60)
    row = Row("kill_1", faults.IN_FLIGHT)
    faults._killed(stage, 1, Random(1), row)
    assert (row.kills, row.messages, row.wrong) == (1, 60, [])
    assert row.most <= faults.IN_FLIGHT
    storm = faults._stormed(stage, "503", faults.STORMS["503"])
    assert (storm.messages, storm.met) == (15, True)


def test_webhooks_are_stored_as_often_as_they_are_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "PREPARED", 60)
    findings = Findings()
    hooks._share(stage, 1, print, findings)
    assert [figure.name for figure in findings.figures] == ["webhooks", "echo", "webhook_share"]
    assert min(figure.value for figure in findings.figures) > 0
