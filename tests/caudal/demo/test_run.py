"""The whole story at reduced scale: it holds what it promises, and is there whole or not at all."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from caudal.demo.records import open_records
from caudal.demo.report import Report, document
from caudal.demo.run import perform
from caudal.demo.story import WEEKS, story
from receivables.errors import BadInput
from receivables.model.decision import Reason
from receivables.model.money import Money, total
from tests.caudal.demo.conftest import Told, a_request, tell_story

SMALLEST = 0.01
"""Smaller utilities have nobody of each kind to protect."""

RARE = {Reason.CAP, Reason.NO_CONTINUITY, Reason.LIVE_AGREEMENT}
"""Reasons that so small a utility may have no case for: few people have two supplies, few sectors lack water."""


def test_every_invariant_held_and_was_asked(told: Told) -> None:
    assert {each.title: each.cases for each in told.report.invariants if not each.held} == {}
    assert [each.title for each in told.report.invariants if each.times == 0] == []


def test_the_reasons_of_the_rules_were_seen_to_act(told: Told) -> None:
    assert set(told.report.missing_reasons) <= {reason.value for reason in RARE}


def test_promises_were_kept_and_broken_and_cuts_ordered(told: Told) -> None:
    promises = told.report.promises
    assert promises.kept > 0
    assert promises.broken > 0
    assert promises.kept + promises.broken <= promises.made
    assert sum(told.report.cut_states.values()) > 0
    assert all(order.evidence for order in told.report.cut_orders)


def test_people_agree_claim_ask_and_are_looked_after(told: Told) -> None:
    talks = told.report.talks
    assert talks.in_force > 0
    assert talks.lapsed > 0
    assert talks.in_force + talks.lapsed <= talks.agreed <= talks.codes
    assert talks.amended > 0
    assert talks.reminded > 0
    assert talks.claims > 0
    assert {"payment_check", "no_water", "leak", "contact_change"} <= talks.requested.keys()
    assert talks.requests_answered > 0
    assert talks.handed_over >= talks.handovers_answered >= talks.handovers_closed > 0
    assert talks.photos > 0
    assert talks.opted_out > 0
    assert talks.in_distress == 1


def test_a_cut_is_shown_that_the_behaviour_of_old_withheld(told: Told) -> None:
    cut = told.report.withheld_cut
    assert cut is not None
    assert cut.reasons == (Reason.PROTECTING_SCORE.value,)
    assert cut.as_of < cut.oldest_due_on
    assert cut.bills >= 3


def test_the_conversation_goes_from_a_notice_to_a_receipt(told: Told) -> None:
    lines = told.report.conversation
    assert [lines[0].who, lines[-1].who] == ["caudal", "caudal"]
    assert any(line.who == "customer" for line in lines)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert "pago" in lines[-1].text


def test_the_tables_add_up_to_the_portfolio(told: Told) -> None:
    report = told.report
    assert sum(row.customers for row in report.by_locality) > 0
    assert total(row.amount for row in report.by_segment) <= report.receivables
    assert all(sum(row.per_mille) == pytest.approx(1000, abs=5) for row in report.rfm)
    assert report.recovered.payments_after_notice > 0


def test_nobody_pays_while_the_billing_system_is_silent(told: Told) -> None:
    with open_records(told.database, "tumbes") as records:
        posted = records.evidence().posted
    assert posted
    assert {each.paid_at.date() for each in posted} & story(WEEKS).silent == set()


def test_it_tells_how_far_it_is(told: Told) -> None:
    assert told.heard[0] == "cartera"
    days = {"historia: 01/01/2024", "historia: 21/01/2024"}
    assert {"carga: padron.xls", "carga: cuotas.csv", *days} <= set(told.heard)
    assert set(told.report.cost.parts) <= set(told.heard)


def test_it_can_be_written_as_json(told: Told) -> None:
    written = json.loads(json.dumps(document(told.report)))
    assert set(written) == {field.name for field in fields(Report)}
    assert written["receivables"] == str(told.report.receivables)
    assert date.fromisoformat(written["first_day"]) == told.report.first_day


def test_the_same_seed_tells_the_same_story(tmp_path: Path) -> None:
    first, second = (tell_story(tmp_path / "demo.db", SMALLEST, weeks=1).report for _ in range(2))
    assert replace(first, cost=second.cost) == second


def test_a_fault_in_the_middle_leaves_the_earlier_demo_as_it_was(tmp_path: Path) -> None:
    database = tmp_path / "demo.db"
    database.write_text("the earlier one")

    def fail(step: str, done: int, of: int) -> None:
        if step == "historia: 02/01/2024":
            raise BadInput("not_an_amount", amount="x")

    with pytest.raises(BadInput):
        asyncio.run(perform(a_request(database, SMALLEST), fail))
    assert database.read_text() == "the earlier one"
    assert [path.name for path in tmp_path.glob("demo.db*")] == ["demo.db"]


def test_a_demo_that_is_killed_leaves_no_database(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.caudal.demo.conftest import tell_story;"
        "tell_story(Path(sys.argv[1]), 0.02)"
    )
    database = tmp_path / "demo.db"
    with subprocess.Popen([sys.executable, "-c", script, str(database)]) as running:
        draft = database.with_name("demo.db.partial")
        while not (draft.exists() and draft.stat().st_size):
            assert running.poll() is None
            time.sleep(0.02)
        os.kill(running.pid, signal.SIGKILL)
    assert not database.exists()


def test_money_is_written_with_two_decimals_and_moments_in_iso_form() -> None:
    assert document({"owed": Money.of("1234.5"), "days": (date(2024, 1, 1),)}) == {
        "owed": "1234.50",
        "days": ["2024-01-01"],
    }
