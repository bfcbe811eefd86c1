"""What `caudal bench faults|dispatch|webhook` are made of, at the smallest size; its figures are nobody's measure."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from caudal.bench import dispatching, faults, hooks
from caudal.bench.figures import Findings, Row
from caudal.bench.ground import Ground
from caudal.bench.proof import kills
from caudal.bench.stage import Stage, set_stage
from caudal.bench.truth import Unproved, Verdict


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


def test_kills_and_a_scene_that_fails_end_in_the_table(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "KILLS", 1)
    named = {proof.name: proof for proof in faults.proofs(1, stage.cluster)}
    row = Row("kill_1", kills.IN_FLIGHT)
    faults.played(stage, named["kill_1"], row)
    assert (row.kills, row.wanted, row.messages, row.met) == (1, 1, 120, True)
    assert row.accepted <= row.sent + row.doubts
    broken = Row("campaigns", kills.IN_FLIGHT)
    faults.played(stage, replace(named["campaigns"], scene=_unproved), broken)
    assert (broken.wrong, broken.met) == (["nothing of it"], False)


async def _unproved(_: Ground) -> Verdict:
    raise Unproved("nothing of it")


def test_webhooks_are_stored_as_often_as_they_are_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "PREPARED", 60)
    findings = Findings()
    hooks._share(stage, 1, print, findings)
    assert [figure.name for figure in findings.figures] == ["webhooks", "echo", "webhook_share"]
    assert min(figure.value for figure in findings.figures) > 0
