"""What the record says of a decision: the rules asked, the versions, and all that it was decided on, without names."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receivables.model.account import AgreementState
from receivables.model.audit import Act, AuditEntry
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Notice, Step
from receivables.model.pseudonym import pseudonym
from receivables.usecases.entries import entry
from receivables.usecases.escalate import escalate
from receivables.usecases.fieldwork import execute_cut
from tests.receivables.usecases.test_deliver import an_offer
from tests.scenarios.calendar import GOOD, three_months_behind
from tests.support.build import (
    a_claim,
    a_contact,
    a_moment,
    a_served,
    an_agreement,
    lima,
    monthly_bills,
)
from tests.support.world import World

pytestmark = pytest.mark.anyio

AT = a_moment()
LAW = AT.policy.law


def a_line(act: Act = Act.SEND, outcome: str = "withheld", *reasons: str) -> AuditEntry:
    return entry(AT, "clock", act, "0000001", outcome, reasons)


def test_a_line_names_the_policy_and_the_law_of_its_moment() -> None:
    line = a_line()
    assert (line.policy_version, line.law_version) == (AT.policy.version, LAW.version)


@pytest.mark.parametrize("reason", sorted(Reason))
def test_every_reason_brings_the_rules_that_it_stands_for_here(reason: Reason) -> None:
    assert a_line(Act.SEND, "withheld", reason).rules == LAW.rules_of[reason]
    assert a_line(Act.CUT, "withheld", reason).rules == LAW.rules_of_cut[reason]
    assert LAW.rules_of[reason]


def test_several_reasons_bring_each_rule_once() -> None:
    rules = a_line(Act.SEND, "withheld", Reason.OUTSIDE_WINDOW, Reason.HOLIDAY, Reason.HOLIDAY).rules
    assert len(rules) == len(set(rules))
    assert {*LAW.rules_of[Reason.OUTSIDE_WINDOW], *LAW.rules_of[Reason.HOLIDAY]} == set(rules)


def test_what_is_allowed_names_all_rules_that_were_asked() -> None:
    sent, cut = a_line(Act.SEND, "allowed").rules, a_line(Act.CUT, "allowed").rules
    for reason in (Reason.OUTSIDE_WINDOW, Reason.CAP, Reason.CLAIM, Reason.NO_CONSENT):
        assert set(LAW.rules_of[reason]) <= set(sent)
    for reason in (Reason.NOT_SERVED, Reason.CLAIM, Reason.PROTECTING_SCORE, Reason.TOO_SOON):
        assert set(LAW.rules_of_cut[reason]) <= set(cut)


def test_an_act_that_is_no_decision_names_no_rules_and_neither_does_a_reason_of_the_clock() -> None:
    assert a_line(Act.PAYMENT, "posted").rules == ()
    assert a_line(Act.PLAN, "dropped", "late").rules == ()


def test_a_person_stands_in_the_record_by_a_pseudonym_only() -> None:
    assert pseudonym("doc:00000001") == pseudonym("doc:00000001") != pseudonym("doc:00000002")
    assert "00000001" not in pseudonym("doc:00000001")
    assert len(pseudonym("tel:+51900000001")) == len("sha256:") + 32


async def facts(world: World, act: Act, outcome: str) -> dict[str, Any]:
    (line,) = [each for each in await world.trail() if (each.act, each.outcome) == (act, outcome)]
    return dict(line.facts)


async def test_a_message_leaves_all_that_it_was_decided_on() -> None:
    world = World()
    bills = monthly_bills(8, unpaid=4)
    account = replace(three_months_behind(GOOD, claims=(a_claim("R-2023-09"),)), bills=bills)
    await world.has(account, a_contact())
    await world.remember(Case("0000001", Step.FRIENDLY, since=lima("2024-01-01 09:00")))
    await world.queue(an_offer())
    await world.deliver()
    told = await facts(world, Act.SEND, "allowed")
    code = (await world.row("notice/0000001/agreement_offer/1")).code
    assert code is not None
    assert told == {
        "code": code,
        "template": "",
        "key": "notice/0000001/agreement_offer/1",
        "attempt": 1,
        "channel": "whatsapp",
        "kind": "notice",
        "notice": "agreement_offer",
        "purpose": "servicio",
        "person": pseudonym("doc:00000001"),
        "overdue": "90.00",
        "bills": 3,
        "instalments": 0,
        "claimed": 1,
        "payments_through": "2024-01-08",
        "cut_date": "2023-12-31",
        "consented_on": "2023-01-05",
        "consent_origin": "file:ventanilla",
        "touches_day": 0,
        "touches_week": 0,
        "protecting": GOOD.code,
    }


async def test_a_cut_leaves_all_that_it_was_decided_on_when_ordered_and_when_done() -> None:
    world = World()
    served = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    broken = tuple(
        an_agreement(date(2023, month, 1), number=f"A-{month}", state=AgreementState.BROKEN)
        for month in (2, 5)
    )
    await world.has(three_months_behind(GOOD, agreements=broken))
    case = Case("0000001", Step.LAST_CHANCE, notices=(served,), approved_by="ana", drastic_by="luis")
    await world.remember(case)
    assert (await escalate(world.services)).ordered == 1
    await execute_cut(world.services, "cut-0000001-1-1", actor="staff/luis")
    ordered = await facts(world, Act.CUT, "allowed")
    assert ordered == await facts(world, Act.CUT, "done")
    assert ordered == {
        "order": "cut-0000001-1-1",
        "evidence": 1,
        "overdue": "90.00",
        "bills": 3,
        "instalments": 0,
        "claimed": 0,
        "payments_through": "2024-01-08",
        "protecting": GOOD.code,
        "approved_by": "ana",
        "drastic_by": "luis",
        "broken_agreements": 2,
        "notice_served_at": "2024-01-03T15:00:00+00:00",
    }
