"""A morning worth looking at: debts in several places, orders, questions, campaigns and obstacles; and signing in."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import httpx

from receivables.model.account import Account, Supply
from receivables.model.approval import Approval, Matter
from receivables.model.audit import Act, AuditEntry
from receivables.model.campaign import Audience, Campaign, CampaignPlan, PlanState, Schedule
from receivables.model.decision import Reason
from receivables.model.impediment import Impediment, ImpedimentKind, Scope, natural_id
from receivables.model.ladder import Notice
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.money import Money
from receivables.model.staff import StaffRole
from receivables.model.suppression import Cause, Suppression
from receivables.model.workorder import Evidence, OrderKind, OrderState, WorkOrder
from receivables.usecases import staff
from receivables.usecases.handovers import hand_over
from tests.api.house import PASSWORD, House
from tests.support.build import a_supply, an_account, lima, monthly_bills

PLACES = ("Aguas Verdes", "Corrales", "Tumbes", "Zorritos")
PLAN = "friendly-notice-20240101-000000"
DRAFT = "last-chance-20240108-090000"
ASKED = "good_payer_cut/0000003/1"


def a_debtor(number: int) -> Account:
    """Somebody of one of the places who owes more, the higher the number."""
    supply: Supply = a_supply(
        f"{number:07d}", locality=PLACES[number % len(PLACES)], document=f"{number:08d}"
    )
    bills = monthly_bills(12, unpaid=number % 9 + 1, amount=f"{20 + number}.40")
    own = (replace(b, number=f"{number}-{b.number}", supply_number=supply.supply_number) for b in bills)
    return an_account(*own, supply=supply)


def an_order(number: int, **changes: object) -> WorkOrder:
    """A queued cut with two served notices."""
    plain = WorkOrder(
        id=f"cut-{number:07d}-1-1",
        kind=OrderKind.CUT,
        state=OrderState.QUEUED,
        supply_number=f"{number:07d}",
        debt=Money.of("182.40"),
        reasons=("overdue_bills:4",),
        evidence=(
            Evidence(Notice.OFFER.value, "whatsapp", lima("2024-01-02 10:57")),
            Evidence(Notice.LAST_CHANCE.value, "sms", lima("2024-01-05 08:54")),
        ),
        ordered_at=lima("2024-01-08 07:30"),
        due_by=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names real fields


def a_plan(plan_id: str, title: str, notice: Notice, **changes: object) -> CampaignPlan:
    """A plan of a campaign that goes out on two weekdays."""
    campaign = Campaign(
        id=plan_id.rsplit("-", 2)[0],
        title=title,
        step=notice,
        audience=Audience(),
        message_key=notice.value,
        variants=("plain",),
        holdout_percent=10,
        schedule=Schedule(("mon", "wed"), time(10), 120),
    )
    counts = {"no_consent": 1219, "inactive": 1047, "claim": 95}
    plain = CampaignPlan(plan_id, campaign, lima("2024-01-01 00:00"), 4506, counts, 322)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names real fields


def a_question(**changes: object) -> Approval:
    """Whether a good payer of former days may be cut."""
    plain = Approval(
        id=ASKED,
        matter=Matter.GOOD_PAYER_CUT,
        subject="0000003",
        round=1,
        needed=2,
        asked_at=lima("2024-01-08 07:30"),
        asked_by="clock",
        why=Reason.PROTECTING_SCORE.value,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names real fields


def an_outage() -> Impediment:
    """No water in one place until Wednesday."""
    kind, scope, since = ImpedimentKind.OUTAGE, Scope.LOCALITY, date(2024, 1, 7)
    return Impediment(
        id=natural_id(kind, scope, "Zorritos", since, "desk"),
        kind=kind,
        scope=scope,
        value="Zorritos",
        since=since,
        until=date(2024, 1, 10),
        source="desk",
        why="rotura de la línea de impulsión",
        noted_by="staff/desk",
        noted_at=lima("2024-01-07 18:20"),
    )


def a_message(number: int, state: State) -> OutboxRow:
    """A friendly notice of the first plan."""
    at = lima("2024-01-03 10:00")
    return OutboxRow(
        key=f"notice/{number:07d}/friendly_notice/1",
        kind=Kind.NOTICE,
        message=Message("friendly_notice", {"variant": "plain"}),
        created_at=at,
        not_before=at,
        supply_number=f"{number:07d}",
        notice=Notice.FRIENDLY,
        campaign="friendly-notice",
        channel="whatsapp",
        state=state,
    )


def withheld(*reasons: Reason) -> AuditEntry:
    """Somebody was not written to this morning."""
    at = lima("2024-01-08 09:00")
    return AuditEntry(at, "dispatcher", Act.SEND, "0000004", "withheld", tuple(reasons))


async def a_morning(house: House, checked: datetime | None = None) -> None:
    """Fill the house. `checked`: when the record was last looked through, and found sound."""
    await house.keep(*map(a_debtor, range(1, 41)))
    now = house.clock.now()
    async with house.services.units() as unit:
        for number in range(1, 8):
            await unit.work_orders.add(an_order(number))
        reopening = {
            "kind": OrderKind.REOPENING,
            "evidence": (),
            "reasons": ("paid",),
            "operator": "operario1",
        }
        soon, later = now + timedelta(hours=1, minutes=20), now + timedelta(hours=9)
        await unit.work_orders.add(an_order(8, id="reopening-0000008-1-1", due_by=soon, **reopening))
        await unit.work_orders.add(an_order(9, id="reopening-0000009-1-1", due_by=later, **reopening))
        closed = {"state": OrderState.WITHDRAWN, "closed_at": lima("2024-01-08 09:10"), "closed_why": "paid"}
        await unit.work_orders.add(an_order(10, **closed))
        await unit.work_orders.add(an_order(11, **{**closed, "closed_at": lima("2024-01-07 09:10")}))
        approved = {
            "state": PlanState.APPROVED,
            "approved_by": "staff/jefa",
            "next_at": lima("2024-01-08 10:00"),
        }
        title = "Aviso amistoso a buenos pagadores"
        await unit.campaigns.add_plan(a_plan(PLAN, title, Notice.FRIENDLY, **approved))
        await unit.campaigns.add_plan(a_plan(DRAFT, "Último plazo", Notice.LAST_CHANCE))
        states = [State.SENT, State.SENT, State.SERVED, State.FAILED, State.UNKNOWN]
        await unit.outbox.add([a_message(n, state) for n, state in enumerate(states, start=20)])
        await unit.approvals.ask(a_question())
        await unit.impediments.add(an_outage())
        await unit.suppressions.add(Suppression("doc:00000012", Cause.OPTED_OUT, now, "chat"))
        await unit.suppressions.add(Suppression("addr:+51900000013", Cause.WRONG_PERSON, now, "chat"))
        await hand_over(unit, "chat", "+51900000014", "0000014", lima("2024-01-05 16:00"), "human")
        await unit.audit.append([withheld(Reason.CAP, Reason.NO_CONSENT), withheld(Reason.NO_CONSENT)])
        if checked is not None:
            facts = {"findings": 0}
            await unit.audit.append([AuditEntry(checked, "check", Act.CHECK, "record", "sound", facts=facts)])


@asynccontextmanager
async def signed_in(house: House, role: StaffRole, *localities: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which somebody of that role signed in; they are named for the role."""
    await house.add_user(role.value, role)
    if localities:
        await staff.set_localities(house.services, role.value, localities, actor="test")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(house.app), base_url="http://caudal.example.org"
    ) as browser:
        form = {"username": role.value, "password": PASSWORD}
        form["csrf"] = secret_in((await browser.get("/console/login")).text)
        answer = await browser.post("/console/login", data=form)
        assert answer.status_code == 303, answer.text
        yield browser


def secret_in(page: str) -> str:
    """The secret that its forms carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]
