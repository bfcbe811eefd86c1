"""The console over HTTP: who sees what, what may be done there, and that nobody else can do it."""

import re
from datetime import timedelta
from http import HTTPStatus

import httpx
import pytest

from receivables.model.approval import ApprovalState, Matter
from receivables.model.campaign import PlanState
from receivables.model.money import Money
from receivables.model.staff import StaffRole
from receivables.testing import MemoryUnits
from receivables.usecases.settle import post_payment
from receivables.usecases.settlement import NewPayment
from tests.api.house import House, a_house
from tests.api.morning import ASKED, DRAFT, PLAN, a_morning, a_question, secret_in, signed_in
from tests.support.build import a_policy, lima

pytestmark = pytest.mark.anyio

SECTIONS = {
    "hoy": {"agent", "auditor", "desk", "manager", "supervisor"},
    "campanas": {"auditor", "editor", "manager", "supervisor"},
    "cortes": {"auditor", "desk", "manager", "supervisor"},
    "aprobar": {"auditor", "committee", "manager", "supervisor"},
    "atencion": {"auditor", "desk", "manager", "supervisor"},
}
READERS = sorted(role for role in StaffRole if role not in (StaffRole.OPERATOR, StaffRole.INTEGRATOR))


async def _page(browser: httpx.AsyncClient, path: str = "/console") -> str:
    answer = await browser.get(path)
    assert answer.status_code == HTTPStatus.OK, answer.text
    return answer.text


async def _post(browser: httpx.AsyncClient, path: str, **form: str) -> httpx.Response:
    csrf = secret_in(await _page(browser))
    return await browser.post(path, data={"csrf": csrf, **form}, follow_redirects=True)


async def test_whoever_is_not_signed_in_goes_to_the_door_and_comes_back(house: House) -> None:
    answer = await house.client.get("/console?after=cut-1")
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert answer.headers["location"] == "/console/login?next=%2Fconsole%3Fafter%3Dcut-1"


@pytest.mark.parametrize("role", READERS)
async def test_each_role_sees_its_own_parts_and_no_other(house: House, role: StaffRole) -> None:
    await a_morning(house)
    async with signed_in(house, role, "Tumbes") as browser:
        page = await _page(browser)
    shown = set(re.findall(r'<section id="(\w+)"', page))
    assert shown == {name for name, roles in SECTIONS.items() if role.value in roles}
    assert page.count("<h1") == 1


@pytest.mark.parametrize("role", [StaffRole.INTEGRATOR, StaffRole.OPERATOR])
async def test_whose_work_is_elsewhere_is_told_so_on_a_page(house: House, role: StaffRole) -> None:
    async with signed_in(house, role) as browser:
        answer = await browser.get("/console")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.headers["content-type"].startswith("text/html")


async def test_the_page_lets_nothing_run_and_nothing_in_from_elsewhere(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await browser.get("/console")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert not re.search(r"<script|\sstyle=|\son\w+=|https?://", answer.text)


async def test_the_sums_of_the_morning_are_those_of_the_ledger(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        page = await _page(browser)
    assert "S/ 7,927.60" in page
    assert "40 clientes" in page
    assert "Saldos al 31/12/2023; pagos conocidos hasta el 07/01/2024 (ayer)." in page
    assert "No hay consentimiento para escribirle" in page
    assert "Ejemplo" not in page  # the name of everybody here


async def test_before_any_feed_the_page_says_what_to_do(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await _page(browser)
    assert "Todavía no se cargó ningún archivo" in page
    assert "No hay cortes en cola." in page


async def test_a_stale_feed_is_told_as_a_warning(house: House) -> None:
    await a_morning(house)
    house.clock.move(timedelta(days=9))
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await _page(browser)
    assert "Las noticias de pagos no están frescas." in page
    assert "(hace 10 días)" in page


async def test_the_sums_are_made_once_a_minute_and_say_when(house: House) -> None:
    await a_morning(house)
    payment = NewPayment("CAR1-1", "0000001", Money.of("21.40"), house.clock.now(), "CAR1")
    async with signed_in(house, StaffRole.MANAGER) as browser:
        await _page(browser)
        await post_payment(house.services, payment, actor="staff/desk")
        assert "S/ 7,927.60" in await _page(browser)
        house.clock.move(timedelta(minutes=1))
        page = await _page(browser)
    assert "Calculado a las 10:01." in page
    assert "S/ 7,906.20" in page
    assert "S/ 21.40 en 7 días" in page


async def test_an_agent_sees_the_sums_of_his_localities_alone(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.AGENT, "Tumbes") as browser:
        page = await _page(browser)
    assert "Se muestra su cartera: Tumbes." in page
    assert "S/ 1,999.20" in page
    assert "Corrales" not in page
    assert "Por qué hoy no se escribió" not in page  # it counts the whole utility


async def test_a_supply_of_another_portfolio_is_told_as_one_that_does_not_exist(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.AGENT, "Tumbes") as browser:
        own = await browser.get("/console/supplies/0000002")
        other = await browser.get("/console/supplies/0000001")
        none = await browser.get("/console/supplies/9999999")
    assert own.status_code == HTTPStatus.OK
    assert (other.status_code, none.status_code) == (HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND)
    assert other.text.replace("0000001", "9999999") == none.text


async def test_the_page_of_a_supply_tells_why(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        page = await _page(browser, "/console/supplies/0000004")
        found = await browser.get("/console/supplies", params={"supply": " 0000004 "})
    assert "no se escribió al cliente: no hay consentimiento para escribirle" in page
    assert "Suministro" in page
    assert "Ley" in page  # the legal basis
    assert found.headers["location"] == "/console/supplies/0000004"


async def test_the_story_of_a_supply_goes_on_on_another_page(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        page = await _page(browser, "/console/supplies/0000004?before=2024-01-08T09:00:00-05:00")
        bad = await browser.get("/console/supplies/0000004?before=ayer")
    assert "El registro no dice nada de este suministro antes de esa fecha." in page
    assert bad.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<h1>" in bad.text


async def test_whose_role_needs_no_supply_number_sees_its_last_four_digits(house: House) -> None:
    await a_morning(house)
    question = a_question(id="q-1", matter=Matter.WRITE_OFF, subject="0000005", why="más de tres años")
    async with house.services.units() as unit:
        await unit.approvals.ask(question)
    async with signed_in(house, StaffRole.COMMITTEE) as browser:
        page = await _page(browser)
        refused = await browser.get("/console/supplies/0000005")
    assert "...0005" in page
    assert "0000005" not in page
    assert "Más de tres años" in page
    assert "0003" not in page  # a cut is not theirs to decide
    assert refused.status_code == HTTPStatus.FORBIDDEN


async def test_the_queue_tells_evidence_and_clocks(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        page = await _page(browser)
    assert "7 órdenes esperan" in page
    assert page.count("4 recibos vencidos") == 7
    assert "08/01/2024 11:20</time>, quedan 1 h 20 min" in page
    assert page.count('class="alarmed"><time') == 1  # the other reopening has time
    assert "0000010" in page  # taken back today
    assert "0000011" not in page  # yesterday
    assert "No debe nada vencido" in page


async def test_the_head_of_collections_approves_a_campaign(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await _post(browser, "/console/plans/approve", plan=DRAFT)
    assert "La campaña quedó aprobada." in answer.text
    async with house.services.units.reading() as unit:
        plan = await unit.campaigns.plan(DRAFT)
    assert plan is not None
    assert (plan.state, plan.approved_by) == (PlanState.APPROVED, "staff/manager")


async def test_a_supervisor_stops_a_campaign_and_does_not_approve_one(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        refused = await _post(browser, "/console/plans/approve", plan=DRAFT)
        stopped = await _post(browser, "/console/plans/stop", plan=PLAN)
    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "La campaña quedó detenida." in stopped.text
    async with house.services.units.reading() as unit:
        plans = {plan.id: plan.state for plan in await unit.campaigns.plans()}
    assert plans == {DRAFT: PlanState.DRAFT, PLAN: PlanState.STOPPED}


async def test_two_named_people_approve_and_nobody_twice(house: House) -> None:
    await a_morning(house)
    form = {"approval": ASKED, "vote": "yes", "why": "debe un año y no responde"}
    async with signed_in(house, StaffRole.MANAGER) as browser:
        first = await _post(browser, "/console/approvals", **form)
        again = await _post(browser, "/console/approvals", **form)
    assert "Su voto quedó anotado; todavía falta otro." in first.text
    assert "Usted ya respondió." in first.text
    assert again.status_code == HTTPStatus.CONFLICT
    async with signed_in(house, StaffRole.SUPERVISOR) as browser:
        second = await _post(browser, "/console/approvals", **form)
    assert "Quedó aprobado." in second.text
    assert "No hay nada por aprobar." in second.text
    async with house.services.units.reading() as unit:
        approval = await unit.approvals.get(ASKED)
    assert approval is not None
    assert (approval.state, approval.names) == (ApprovalState.GRANTED, "manager, supervisor")


async def test_a_campaign_that_needs_two_is_not_approved_by_one_who_asks_twice() -> None:
    two = {**a_policy().approvals, Matter.CAMPAIGN: 2}
    async with a_house(MemoryUnits(), approvals=two) as house:
        await a_morning(house)
        async with signed_in(house, StaffRole.MANAGER) as browser:
            before = await _page(browser)
            first = await _post(browser, "/console/plans/approve", plan=DRAFT)
            again = await _post(browser, "/console/plans/approve", plan=DRAFT)
            vote = {"approval": f"campaign/{DRAFT}/0", "vote": "yes", "why": "sí"}
            otherwise = await _post(browser, "/console/approvals", **vote)
        async with house.services.units.reading() as unit:
            plan = await unit.campaigns.plan(DRAFT)
    assert "2 aprobaciones por dar." in before
    assert "Su aprobación quedó anotada; todavía falta otra." in first.text
    assert "1 aprobación por dar." in first.text
    assert (again.status_code, otherwise.status_code) == (HTTPStatus.CONFLICT, HTTPStatus.CONFLICT)
    assert plan is not None
    assert plan.state is PlanState.DRAFT


async def test_a_vote_needs_a_reason(house: House) -> None:
    await a_morning(house)
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await _post(browser, "/console/approvals", approval=ASKED, vote="no", why="  ")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'role="alert"' in answer.text
    async with house.services.units.reading() as unit:
        approval = await unit.approvals.get(ASKED)
    assert approval is not None
    assert approval.votes == ()


@pytest.mark.parametrize("path", ["/console/approvals", "/console/plans/approve", "/console/plans/stop"])
async def test_a_form_without_the_secret_of_the_session_changes_nothing(house: House, path: str) -> None:
    await a_morning(house)
    form = {"approval": ASKED, "vote": "yes", "why": "sí", "plan": DRAFT, "csrf": "guessed"}
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await browser.post(path, data=form)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    async with house.services.units.reading() as unit:
        approval, plan = await unit.approvals.get(ASKED), await unit.campaigns.plan(DRAFT)
    assert approval is not None
    assert approval.votes == ()
    assert plan is not None
    assert plan.state is PlanState.DRAFT


async def test_what_is_done_is_told_in_our_words_only(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        page = await _page(browser, "/console?done=<b>dinero</b>")
    assert "dinero" not in page


async def test_an_unknown_plan_is_told_on_the_page(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await _post(browser, "/console/plans/stop", plan="none-20240101-000000")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    ("checked", "told"),
    [(None, "Todavía no se hizo"), ("2024-01-06 21:00", "Atrasada"), ("2024-01-08 03:00", "Sin fallas")],
)
async def test_the_last_look_through_the_record_is_told(house: House, checked: str | None, told: str) -> None:
    await a_morning(house, lima(checked) if checked else None)
    async with signed_in(house, StaffRole.AUDITOR) as browser:
        page = await _page(browser)
    assert told in page
    assert ("revisar" in page) is (told != "Sin fallas")


async def test_leaving_ends_the_session(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        await _post(browser, "/console/logout")
        answer = await browser.get("/console")
    assert answer.status_code == HTTPStatus.SEE_OTHER


async def test_only_its_own_files_are_served(house: House) -> None:
    style = await house.client.get("/console/assets/console.css")
    other = await house.client.get("/console/assets/chat.js")
    assert style.headers["content-type"].startswith("text/css")
    assert other.status_code == HTTPStatus.NOT_FOUND


async def test_what_does_not_exist_is_told_on_a_page(house: House) -> None:
    async with signed_in(house, StaffRole.MANAGER) as browser:
        answer = await browser.get("/console/nada")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.headers["content-type"].startswith("text/html")


async def test_all_of_it_is_told_from_a_database_too(house_on_sqlite: House) -> None:
    await a_morning(house_on_sqlite)
    async with signed_in(house_on_sqlite, StaffRole.MANAGER) as browser:
        page = await _page(browser)
        voted = await _post(browser, "/console/approvals", approval=ASKED, vote="no", why="paga en partes")
    assert "S/ 7,927.60" in page
    assert "Quedó rechazado." in voted.text
