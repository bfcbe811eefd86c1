"""Two opinions about the same world: what the program allows, the auditor never objects to; a program with a fault is
caught.

Both packs, random situations of sixteen years (`tests.caudal.audit.trials`). A fault distorts what the program sees or
the rules by which it decides; the auditor judges what came of it by the truth and by rules of his own.
"""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.caudal.audit.faults import FAULTS, PERU, Fault, policy
from tests.caudal.audit.flows import FLOWS, Flow
from tests.caudal.audit.stories import audited, url_of
from tests.caudal.audit.trials import Trial, a_trial
from tests.caudal.audit.verdicts import clearly, cut_by, sent_by

A_BATCH = 10
CASES = 400
"""Within so many random cases each fault must show."""


@pytest.mark.parametrize("name", ["abancay", "bogota", "moyobamba", "sedacusco", "tumbes"])
@settings(max_examples=settings().max_examples // 2)
@given(seed=st.integers(0, 2**32))
def test_the_auditor_never_objects_to_what_the_program_allows(name: str, seed: int) -> None:
    rng = Random(seed)
    for _ in range(A_BATCH):
        trial = a_trial(policy(name), rng)
        assert not sent_by(trial), trial
        assert not cut_by(trial), trial
        assert not cut_by(trial, executing=True), trial


def test_both_opinions_have_something_to_say() -> None:
    said = [sent_by(a_trial(policy(PERU), Random(seed))) for seed in range(200)]
    assert 40 < sum(found is None for found in said) < 160


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_caught(fault: Fault) -> None:
    for seed in range(CASES):
        trial = a_trial(policy(fault.pack), Random(seed), fault.trouble)
        found = _acted(fault, trial) or []
        if {finding.rule for finding in found} & fault.rules:
            return
    pytest.fail(f"{CASES} cases, and nobody noticed")


def _acted(fault: Fault, trial: Trial) -> list[Any] | None:
    if fault.act == "send":
        return sent_by(trial, fault.sees)
    return cut_by(trial, fault.sees, executing=fault.act == "execute")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_without_its_fault_the_same_cases_are_sound(fault: Fault) -> None:
    sound = replace(fault, sees=clearly)
    for seed in range(CASES // 10):
        assert not _acted(sound, a_trial(policy(fault.pack), Random(seed), fault.trouble))


# --- and what shows only in the course of things


@pytest.mark.anyio
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
async def test_a_mistake_in_the_course_of_things_is_caught(flow: Flow, tmp_path: Path) -> None:
    file = tmp_path / "caudal.db"
    await flow.tell(file)
    report = await audited(url_of(file))
    assert flow.breaks in {finding.rule for finding in report.findings}
