"""What named people decide: asked once in a round, answered by whoever may, and never by one person for two."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from receivables.errors import Refused, Unknown
from receivables.model.account import Account, AgreementState, ClaimOutcome
from receivables.model.approval import Approval, ApprovalState, Matter
from receivables.model.campaign import PlanState
from receivables.model.ladder import Case, Notice, Step
from receivables.model.staff import StaffRole, User
from receivables.usecases.approvals import DECIDES, decide, waiting
from receivables.usecases.bureau import ask_for_reports
from receivables.usecases.escalate import escalate
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.settle import reverse_payment
from tests.receivables.usecases.test_plan_campaign import an_offer_campaign
from tests.scenarios.calendar import BEST, GOOD, POOR, three_months_behind
from tests.support.build import a_claim, a_policy, a_served, an_agreement, lima
from tests.support.world import World

pytestmark = pytest.mark.anyio

SERVED = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
WARNED = Case("0000001", Step.LAST_CHANCE, notices=(SERVED,))
BROKEN = tuple(
    an_agreement(date(2023, month, 1), number=f"A-{month}", state=AgreementState.BROKEN) for month in (2, 5)
)
GOOD_PAYER = "good_payer_cut/0000001/1"
DRASTIC = "drastic_cut/0000001/1"


async def warned(account: Account, **policy: Any) -> World:
    """The last chance of this account has passed."""
    world = World(**policy)
    await world.has(account)
    await world.remember(WARNED)
    return world


async def asked(world: World) -> dict[str, Approval]:
    return {each.id: each for each in await waiting(world.services)}


async def says(
    world: World, name: str, approval: str, role: StaffRole = StaffRole.MANAGER, *, yes: bool = True
) -> Approval:
    return await decide(world.services, approval, name=name, role=role, yes=yes, why="visto")


async def test_a_good_payers_cut_is_asked_about_once_in_a_round_and_ordered_when_granted() -> None:
    world = await warned(three_months_behind(GOOD))
    report = await escalate(world.services)
    assert (report.ordered, report.asked) == (0, 1)
    assert list(await asked(world)) == [GOOD_PAYER]
    assert (await escalate(world.services)).asked == 0
    granted = await says(world, "ana", GOOD_PAYER, StaffRole.SUPERVISOR)
    assert granted.state is ApprovalState.GRANTED
    assert (await world.case()).approved_by == "ana"
    assert (await escalate(world.services)).ordered == 1
    done = [e for e in await world.trail() if (e.act, e.outcome) == ("cut", "allowed")]
    assert [line.facts["approved_by"] for line in done] == ["ana"]


async def test_it_is_asked_ahead_of_the_days_on_which_cuts_are_ordered() -> None:
    world = await warned(three_months_behind(GOOD), cut_days=(22, 26))
    assert (await escalate(world.services)).asked == 1
    await says(world, "ana", GOOD_PAYER)
    assert (await escalate(world.services)).ordered == 0
    world.at("2024-01-22 10:00")
    await world.has(three_months_behind(GOOD))
    assert (await escalate(world.services)).ordered == 1


async def test_what_was_refused_is_not_asked_again_nor_ordered() -> None:
    world = await warned(three_months_behind(GOOD))
    await escalate(world.services)
    assert (await says(world, "ana", GOOD_PAYER, yes=False)).state is ApprovalState.REFUSED
    report = await escalate(world.services)
    assert (report.ordered, report.asked, await asked(world)) == (0, 0, {})


@pytest.mark.parametrize(
    "account",
    [
        three_months_behind(BEST),
        three_months_behind(GOOD, claims=(a_claim("R-2023-10"),)),
        three_months_behind(POOR),
    ],
)
async def test_nobody_is_asked_where_an_answer_would_change_nothing(account: Account) -> None:
    world = await warned(account)
    await escalate(world.services)
    assert await asked(world) == {}


async def test_a_drastic_cut_carries_its_broken_agreements_and_waits_for_its_names() -> None:
    world = await warned(three_months_behind(agreements=BROKEN))
    assert (await escalate(world.services)).asked == 1
    assert (await asked(world))[DRASTIC].why == "overdue_bills:3,broken_agreements:2"
    await says(world, "ana", DRASTIC)
    assert (await escalate(world.services)).ordered == 1
    (order,) = await world.orders()
    assert order.reasons == ("overdue_bills:3", "broken_agreements:2")


async def test_a_good_payer_with_broken_agreements_needs_both_answers() -> None:
    world = await warned(three_months_behind(GOOD, agreements=BROKEN))
    assert (await escalate(world.services)).asked == 2
    await says(world, "ana", GOOD_PAYER)
    assert (await escalate(world.services)).ordered == 0
    await says(world, "ana", DRASTIC)
    assert (await escalate(world.services)).ordered == 1


async def test_two_names_are_two_people() -> None:
    needs_two = {**a_policy().approvals, Matter.GOOD_PAYER_CUT: 2}
    world = await warned(three_months_behind(GOOD), approvals=needs_two)
    await escalate(world.services)
    assert (await says(world, "ana", GOOD_PAYER)).state is ApprovalState.OPEN
    with pytest.raises(Refused, match="voted_already"):
        await says(world, "ana", GOOD_PAYER)
    assert (await world.case()).approved_by is None
    await says(world, "luis", GOOD_PAYER)
    assert (await world.case()).approved_by == "ana, luis"


@pytest.mark.parametrize("role", sorted(StaffRole))
async def test_only_whose_matter_it_is_may_answer(role: StaffRole) -> None:
    world = await warned(three_months_behind(GOOD))
    await escalate(world.services)
    if role in DECIDES[Matter.GOOD_PAYER_CUT]:
        assert (await says(world, "ana", GOOD_PAYER, role)).state is ApprovalState.GRANTED
        return
    with pytest.raises(Refused, match="matter_not_yours"):
        await says(world, "ana", GOOD_PAYER, role)
    assert (await asked(world))[GOOD_PAYER].votes == ()


def test_every_matter_is_somebodys() -> None:
    assert set(DECIDES) == set(Matter)
    assert all(DECIDES.values())


async def test_what_nobody_asked_cannot_be_answered() -> None:
    with pytest.raises(Unknown):
        await says(World(), "ana", GOOD_PAYER)


async def test_a_settled_case_closes_its_questions_and_a_new_round_asks_anew() -> None:
    world = await warned(three_months_behind(GOOD))
    await escalate(world.services)
    await world.pays("90.00", operation="P-1")
    assert await asked(world) == {}
    with pytest.raises(Refused, match="approval_closed"):
        await says(world, "ana", GOOD_PAYER)
    await world.remember(replace(WARNED, round=2))
    await reverse_payment(world.services, "P-1", actor="staff/car1")
    await escalate(world.services)
    assert list(await asked(world)) == ["good_payer_cut/0000001/2"]


async def test_what_lapses_stands_in_the_record() -> None:
    world = await warned(three_months_behind(GOOD, agreements=BROKEN))
    await escalate(world.services)
    await world.pays("90.00", operation="P-1")
    lapsed = [line for line in await world.trail() if (line.act, line.outcome) == ("approve", "lapsed")]
    assert [(line.facts["approval"], line.facts["matter"]) for line in lapsed] == [
        (GOOD_PAYER, "good_payer_cut"),
        (DRASTIC, "drastic_cut"),
    ]


async def test_a_cut_that_was_taken_back_is_asked_about_anew() -> None:
    """The answer was about that cut: what has withdrawn it may be over, and the answer is over with it."""
    world = await warned(three_months_behind(GOOD, agreements=BROKEN))
    await escalate(world.services)
    await says(world, "ana", GOOD_PAYER)
    await says(world, "ana", DRASTIC)
    assert (await escalate(world.services)).ordered == 1
    await world.has(three_months_behind(GOOD, agreements=BROKEN, claims=(a_claim("R-2023-12"),)))
    assert (await escalate(world.services)).withdrawn == 1
    case = await world.case()
    assert (case.step, case.approved_by, case.drastic_by) == (Step.LAST_CHANCE, None, None)
    unfounded = a_claim("R-2023-12", outcome=ClaimOutcome.UNFOUNDED, resolved_on=date(2024, 1, 8), instance=3)
    await world.has(three_months_behind(GOOD, agreements=BROKEN, claims=(unfounded,)))
    report = await escalate(world.services)
    assert (report.ordered, report.asked) == (0, 2)
    assert sorted(await asked(world)) == [f"{DRASTIC}-2", f"{GOOD_PAYER}-2"]
    await says(world, "ana", f"{GOOD_PAYER}-2")
    await says(world, "ana", f"{DRASTIC}-2")
    assert (await escalate(world.services)).ordered == 1


async def test_an_answer_about_an_earlier_last_chance_moves_nothing_and_it_is_asked_anew() -> None:
    world = await warned(three_months_behind(GOOD))
    await escalate(world.services)
    again = replace(SERVED, key="notice/0000001/last_chance/1-2", sent_at=lima("2024-01-03 09:30"))
    await world.remember(replace(WARNED, notices=(SERVED, again)))
    await says(world, "ana", GOOD_PAYER)
    assert (await world.case()).approved_by is None
    assert (await escalate(world.services)).asked == 1
    assert list(await asked(world)) == [f"{GOOD_PAYER}-2"]


async def test_what_waits_about_an_earlier_last_chance_lapses_when_it_is_asked_anew() -> None:
    needs_two = {**a_policy().approvals, Matter.GOOD_PAYER_CUT: 2}
    world = await warned(three_months_behind(GOOD), approvals=needs_two)
    await escalate(world.services)
    await says(world, "ana", GOOD_PAYER)
    again = replace(SERVED, key="notice/0000001/last_chance/1-2", sent_at=lima("2024-01-03 09:30"))
    await world.remember(replace(WARNED, notices=(SERVED, again)))
    await escalate(world.services)
    assert list(await asked(world)) == [f"{GOOD_PAYER}-2"]
    with pytest.raises(Refused, match="approval_closed"):
        await says(world, "luis", GOOD_PAYER)


async def test_an_answer_about_an_earlier_round_moves_nothing() -> None:
    world = await warned(three_months_behind(GOOD))
    await escalate(world.services)
    await world.remember(replace(WARNED, round=2))
    await says(world, "ana", GOOD_PAYER)
    assert (await world.case()).approved_by is None


async def managers(world: World, *names: str, role: StaffRole = StaffRole.MANAGER) -> None:
    """People who exist."""
    async with world.services.units() as unit:
        for name in names:
            await unit.staff.add_user(User(name, role, "", world.clock.now()))


async def test_two_names_are_two_people_only_where_both_are_known_and_may() -> None:
    world = World(approvals={**a_policy().approvals, Matter.CAMPAIGN: 2})
    await world.has(three_months_behind())
    await managers(world, "eva", role=StaffRole.EDITOR)
    made = await plan(world.services, an_offer_campaign(), planned_by="carla")
    with pytest.raises(Unknown, match="unknown_user"):
        await approve(world.services, made.id, approved_by="inventado")
    with pytest.raises(Refused, match="matter_not_yours"):
        await approve(world.services, made.id, approved_by="staff/eva")


async def test_a_plan_waits_for_as_many_names_as_the_policy_wants() -> None:
    world = World(approvals={**a_policy().approvals, Matter.CAMPAIGN: 2})
    await world.has(three_months_behind())
    await managers(world, "ana", "luis")
    made = await plan(world.services, an_offer_campaign(), planned_by="carla")
    assert (await approve(world.services, made.id, approved_by="ana")).state is PlanState.DRAFT
    with pytest.raises(Refused, match="voted_already"):
        await approve(world.services, made.id, approved_by="ana")
    running = await approve(world.services, made.id, approved_by="luis")
    assert (running.state, running.approved_by) == (PlanState.APPROVED, "ana, luis")


async def test_the_last_name_may_answer_at_the_questions_too() -> None:
    world = World(approvals={**a_policy().approvals, Matter.CAMPAIGN: 2})
    await world.has(three_months_behind())
    await managers(world, "ana", "luis")
    made = await plan(world.services, an_offer_campaign(), planned_by="carla")
    await approve(world.services, made.id, approved_by="ana")
    await says(world, "luis", f"campaign/{made.id}/0")
    async with world.services.units.reading() as unit:
        found = await unit.campaigns.plan(made.id)
    assert found is not None
    assert (found.state, found.approved_by) == (PlanState.APPROVED, "ana, luis")


@pytest.mark.parametrize("names", [1, 2])
async def test_nobody_approves_the_plan_that_they_drafted(names: int) -> None:
    world = World(approvals={**a_policy().approvals, Matter.CAMPAIGN: names})
    await world.has(three_months_behind())
    await managers(world, "ana", "carla")
    made = await plan(world.services, an_offer_campaign(), planned_by="staff/carla")
    with pytest.raises(Refused, match="own_request"):
        await approve(world.services, made.id, approved_by="staff/carla")
    await approve(world.services, made.id, approved_by="staff/ana")
    assert [each.asked_by for each in (await asked(world)).values()] == ["carla"] * (names - 1)


TOLD_TWICE = replace(
    WARNED,
    notices=(
        a_served(Notice.OFFER, lima("2023-12-05 09:00"), lima("2023-12-05 10:00")),
        a_served(Notice.LAST_CHANCE, lima("2023-12-18 09:00"), lima("2023-12-19 09:00")),
    ),
)
"""Two notices, the later of them received twenty days ago."""


async def test_an_old_undisputed_debt_is_asked_about_for_the_bureau_once_in_a_round() -> None:
    world = World(bureau_months=2)
    await world.has(three_months_behind())
    await world.remember(TOLD_TWICE)
    assert await ask_for_reports(world.services) == 1
    question = (await asked(world))["bureau_report/0000001/1"]
    assert question.why == "oldest_due:2023-10-20"
    assert await ask_for_reports(world.services) == 0
    await says(world, "ana", question.id)
    assert (await world.case()) == TOLD_TWICE


@pytest.mark.parametrize(
    ("account", "case", "policy"),
    [
        (three_months_behind(), TOLD_TWICE, {"bureau_months": None}),
        (three_months_behind(), TOLD_TWICE, {"bureau_months": 6}),
        (three_months_behind(), replace(TOLD_TWICE, step=Step.PROMISED), {"bureau_months": 2}),
        (three_months_behind(), replace(TOLD_TWICE, notices=TOLD_TWICE.notices[:1]), {"bureau_months": 2}),
        (three_months_behind(claims=(a_claim("R-2023-12"),)), TOLD_TWICE, {"bureau_months": 2}),
        (
            three_months_behind(agreements=(an_agreement(date(2024, 3, 1)),)),
            TOLD_TWICE,
            {"bureau_months": 2},
        ),
    ],
)
async def test_nobody_else_is_reported(account: Account, case: Case, policy: dict[str, Any]) -> None:
    world = World(**policy)
    await world.has(account)
    await world.remember(case)
    await ask_for_reports(world.services)
    assert await asked(world) == {}


async def test_a_bureau_hears_of_nobody_before_the_days_of_the_last_notice_have_passed() -> None:
    """CO-BUR-1: twenty days after the last of two notices."""
    world = World("2024-01-08 08:59", bureau_months=2)
    await world.has(three_months_behind())
    await world.remember(TOLD_TWICE)
    assert await ask_for_reports(world.services) == 0
    world.at("2024-01-08 09:00")
    assert await ask_for_reports(world.services) == 1


async def test_the_morning_asks_for_the_bureau_too() -> None:
    world = World(bureau_months=2)
    await world.has(three_months_behind())
    await world.remember(TOLD_TWICE)
    report = await escalate(world.services)
    assert (report.ordered, report.asked) == (1, 1)
