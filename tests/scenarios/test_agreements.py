"""An agreement made in the chat, from the wish to the last instalment, and every other way it can end."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from receivables.model.account import Account
from receivables.model.agreeing import Ours, Stage
from receivables.model.explanation import What
from receivables.model.ladder import Notice, ServedNotice, Step
from receivables.model.message import Kind
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.rfm import RfmScore
from receivables.model.workorder import OrderKind
from receivables.usecases.agreements import check_agreements
from receivables.usecases.answer import answer
from receivables.usecases.codes import give
from receivables.usecases.escalate import escalate
from receivables.usecases.explain import explain
from receivables.usecases.fieldwork import execute_cut
from receivables.usecases.instalments import remind_instalments
from receivables.usecases.settle import reverse_payment
from templates.papers import TypstPapers
from tests.contracts.load import row_of
from tests.support.build import PHONE, a_claim, a_contact, an_agreement
from tests.support.chatting import ChatWorld
from tests.support.laid_out import laid_out
from tests.support.talk import behind
from tests.support.world import outcomes

pytestmark = pytest.mark.anyio

SUPPLY = "0000001"
DOWN = "36.48"


@pytest.fixture(params=["memory", "file"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ChatWorld]:
    """One customer who owes four bills of S/ 45.60, linked to the chat."""
    if request.param == "memory":
        made = await ChatWorld.with_customer(customer())
        await made.proves()
        yield made
        return
    database = await laid_out(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    made = await ChatWorld.with_customer(customer(), units=database.units("tumbes"))
    await made.proves()
    yield made
    await database.close()


def customer(**parts: object) -> Account:
    """Who owes four bills of S/ 45.60, and was no good payer."""
    account = behind(**parts)
    return replace(account, scores={bill.due_on: RfmScore(2, 3, 3) for bill in account.bills})


async def accepted(world: ChatWorld, count: int = 6) -> Ours:
    """The whole talk: wish, choice, yes, code."""
    code = await give(world.services, SUPPLY, actor="staff/ana")
    assert await world.says("quiero fraccionar") == ["plan_compare"]
    assert await world.says(button=f"accept:{count}") == ["plan_confirm"]
    assert await world.says("sí") == ["code_ask"]
    right, signed = await world.rows(await answer(world.services, world.message(code.code)))
    assert (right.message.key, signed.message.key) == ("code_right", "plan_accepted")
    assert "firmado" not in world.words.render(right.message).text
    return await latest(world)


async def latest(world: ChatWorld) -> Ours:
    async with world.services.units.reading() as unit:
        return (await unit.agreements.of_supply(SUPPLY))[-1]


async def owed(world: ChatWorld) -> tuple[Money, Money, Money]:
    """Unpaid bills, what is demanded, and what the agreement still owes."""
    async with world.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        (short,) = (await unit.ledger.accounts([SUPPLY], whole=False)).values()
        at = await world.services.moment(unit)
    assert account is not None
    now, brief = at.standing(account), at.standing(short)
    assert (now.unpaid, now.overdue, now.unbilled_instalments) == (
        brief.unpaid,
        brief.overdue,
        brief.unbilled_instalments,
    )
    return now.unpaid, now.overdue, now.unbilled_instalments


async def on(world: ChatWorld, day: date, at: str = "10:00") -> None:
    world.at(f"{day} {at}")
    await world.fresh()


async def test_a_plan_is_accepted_in_four_turns_and_nothing_changes_but_a_bounded_pause(
    world: ChatWorld,
) -> None:
    before = await owed(world)
    ours = await accepted(world)
    assert (ours.number, ours.stage) == ("CV-2024-000001", Stage.ACCEPTED)
    assert ours.down_due_on == date(2024, 1, 11)
    assert await owed(world) == before
    case = await world.case()
    assert case.paused(world.now)
    assert not case.paused(world.now + timedelta(days=4))
    (row,) = await world.rows((f"reply/chat:{world.count}/1",))
    assert (row.message.paper, row.message.values["number"]) == ("schedule", "CV-2024-000001")
    assert row.message.values["held"] is True


async def test_it_is_in_force_once_the_down_payment_is_there_and_fulfilled_by_its_instalments(
    world: ChatWorld,
) -> None:
    ours = await accepted(world)
    await world.pays("20.00")
    assert (await latest(world)).stage is Stage.ACCEPTED
    world.at("2024-01-08 12:00")
    paid = await world.pays("16.48")
    assert (await latest(world)).stage is Stage.ACTIVE
    assert paid.settlement["settled"] == [
        {"kind": "instalment", "number": f"{ours.number}/0", "amount": "16.48"}
    ]
    nothing = Money(0)
    assert await owed(world) == (nothing, nothing, Money.of("145.92"))
    assert await world.says("¿cómo va mi convenio?") == ["agreement_ours"]
    assert await world.says("quiero fraccionar") == ["agreement_ours"]
    for number, row in enumerate(ours.rows):
        await on(world, row.due_on)
        await world.pays(str(row.amount.soles))
        left = sum(each.amount.centimos for each in ours.rows[number + 1 :])
        assert await owed(world) == (nothing, nothing, Money(left))
    assert (await latest(world)).stage is Stage.FULFILLED
    told = outcomes(await world.trail())
    assert [each for each in told if each.startswith("agreement")] == [
        "agreement accepted",
        "agreement active",
        "agreement fulfilled",
    ]


async def test_without_its_down_payment_it_lapses_and_may_be_accepted_anew_without_another_pause(
    world: ChatWorld,
) -> None:
    before = await owed(world)
    await accepted(world)
    await on(world, date(2024, 1, 11))
    assert (await latest(world)).stage is Stage.ACCEPTED
    await on(world, date(2024, 1, 12))  # the daily close tells what was paid: it is judged at once
    assert (await latest(world)).stage is Stage.LAPSED
    assert (await check_agreements(world.services)).lapsed == 0
    assert await owed(world) == before
    await accepted(world, 12)
    assert (await latest(world)).number == "CV-2024-000002"
    assert not (await world.case()).paused(world.now)


async def test_nothing_is_called_lapsed_before_the_payments_of_its_day_are_known(world: ChatWorld) -> None:
    await accepted(world)
    world.at("2024-01-12 10:00")  # nothing was heard since the 8th
    assert (await check_agreements(world.services)).lapsed == 0


async def test_a_missed_instalment_breaks_it_and_makes_nothing_else_due(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on + timedelta(days=3))
    assert (await check_agreements(world.services)).broken == 0
    await on(world, ours.rows[0].due_on + timedelta(days=5))
    assert (await check_agreements(world.services)).broken == 1
    assert await owed(world) == (Money(0), ours.rows[0].amount, Money.of("145.92"))
    assert await world.says("quiero fraccionar") == ["agreement_ours"]
    assert (
        "ya no está vigente"
        in world.words.render((await world.row(f"reply/chat:{world.count}/0")).message).text
    )
    await world.pays(str(ours.rows[0].amount.soles))
    assert (await owed(world))[1] == Money(0)


async def test_a_down_payment_that_is_taken_back_leaves_the_debt_as_it_was(world: ChatWorld) -> None:
    before = await owed(world)
    await accepted(world)
    paid = await world.pays(DOWN)
    await reverse_payment(world.services, str(paid.settlement["operation"]), actor="staff/car1")
    assert (await latest(world)).stage is Stage.LAPSED
    assert await owed(world) == before


async def test_an_instalment_that_is_taken_back_is_owed_again(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on)
    paid = await world.pays("145.92")
    assert (await latest(world)).stage is Stage.FULFILLED
    await reverse_payment(world.services, str(paid.settlement["operation"]), actor="staff/car1")
    assert (await latest(world)).stage is Stage.ACTIVE
    assert await owed(world) == (Money(0), Money(0), Money.of("145.92"))


async def test_it_may_be_changed_once_before_anything_is_overdue(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on)
    await world.pays("24.32")
    await world.proves()
    code = await give(world.services, SUPPLY, actor="staff/ana")
    assert await world.says(button="amend") == ["amend_ask"]
    assert await world.says(button="accept:12") == ["amend_confirm"]
    assert await world.says(button="agree:12") == ["code_ask"]
    assert await world.says(code.code) == ["code_right", "plan_amended"]
    amended = await latest(world)
    assert (amended.stage, amended.version, len(amended.rows)) == (Stage.AMENDED, 2, 13)
    assert amended.total == ours.total
    assert await owed(world) == (Money(0), Money(0), Money.of("121.60"))
    assert await world.says(button="amend") == ["amend_no"]


async def test_each_instalment_is_reminded_of_once_and_not_when_it_is_paid(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on - timedelta(days=3))
    assert await remind_instalments(world.services) == 0
    await on(world, ours.rows[0].due_on - timedelta(days=2))
    assert await remind_instalments(world.services) == 1
    assert await remind_instalments(world.services) == 0
    await world.deliver()
    row = await world.row(f"reminder/{SUPPLY}/{ours.number}-1/1")
    assert row.text is not None
    assert "S/ 24.32" in row.text
    await on(world, ours.rows[1].due_on - timedelta(days=2))
    await world.pays("48.64")
    assert await remind_instalments(world.services) == 0


async def test_a_reminder_is_dropped_when_the_instalment_is_paid_meanwhile(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on - timedelta(days=2), "06:00")
    assert await remind_instalments(world.services) == 1
    await world.pays("24.32")
    await on(world, ours.rows[0].due_on - timedelta(days=2), "10:00")
    sent = len(world.channel.sent)
    await world.deliver()
    assert len(world.channel.sent) == sent


async def test_after_a_cut_the_offer_comes_at_once_and_its_down_payment_reopens(world: ChatWorld) -> None:
    case = await world.case()
    served = world.now - timedelta(hours=60)
    notices = tuple(
        ServedNotice(kind, f"notice/{SUPPLY}/{kind}/1", "telegram", served, served)
        for kind in (Notice.OFFER, Notice.LAST_CHANCE)
    )
    await world.remember(type(case)(SUPPLY, Step.LAST_CHANCE, served, notices=notices))
    await world.fresh()
    await escalate(world.services)
    (order,) = [each for each in await world.orders() if each.kind is OrderKind.CUT]
    assert (await execute_cut(world.services, order.id, actor="staff/luis")).reasons == ()
    offer = (await world.row(f"cut_offer/{order.id}")).message
    assert (offer.values["down_payment"], offer.values["hours"]) == (Money.of(DOWN), 24)
    await accepted(world)
    assert (await world.case()).step is Step.CUT
    paid = await world.pays(DOWN)
    assert paid.settlement["reopening"] is not None
    assert (await world.case()).step is Step.REOPENING


async def test_a_claim_after_the_yes_lets_nothing_be_built_on_the_claimed_bill(world: ChatWorld) -> None:
    ours = await accepted(world)
    claimed = a_claim(ours.bills[0].number, filed_on=date(2024, 1, 8))
    async with world.services.units() as unit:
        await unit.ledger.upsert(RecordKind.CLAIM, [row_of(RecordKind.CLAIM, claimed)])
    await world.pays(DOWN)
    assert (await latest(world)).stage is Stage.WITHDRAWN
    assert (await owed(world))[2] == Money(0)


async def test_the_agreement_of_the_feed_takes_the_place_of_ours(world: ChatWorld) -> None:
    await accepted(world)
    await world.pays(DOWN)
    bills = tuple(replace(bill, balance=Money(0)) for bill in behind().bills)
    theirs = an_agreement(date(2024, 2, 8), signed_on=date(2024, 1, 9))
    await on(world, date(2024, 1, 10))
    await world.has(customer(bills=bills, agreements=(theirs,)), a_contact())
    unpaid, _, instalments = await owed(world)
    assert (unpaid, instalments) == (Money(0), Money.of("50.00"))
    assert (await check_agreements(world.services)).superseded == 1
    assert await owed(world) == (unpaid, Money(0), instalments)


async def test_its_schedule_is_a_document_and_the_record_tells_its_story(world: ChatWorld) -> None:
    ours = await accepted(world)
    (row,) = await world.rows((f"reply/chat:{world.count}/1",))
    paper = TypstPapers(world.services.policy).paper(row.message)
    assert paper.content.startswith(b"%PDF")
    await world.pays(DOWN)
    await on(world, ours.rows[0].due_on + timedelta(days=5))
    await check_agreements(world.services)
    told = await explain(world.services, SUPPLY)
    assert [line.what for line in told.lines if line.what.value.startswith("agree")][::-1] == [
        What.AGREED,
        What.AGREEMENT_ACTIVE,
        What.AGREEMENT_BROKEN,
    ]


async def told_of_late(world: ChatWorld) -> list[str]:
    """What was said to the chat beside its replies, oldest first."""
    async with world.services.units.reading() as unit:
        rows = await unit.outbox.said_to("chat", PHONE, 60)
    return [row.message.key for row in rows if row.kind is Kind.RECEIPT]


async def test_a_claim_in_the_chat_ends_what_waits_for_its_down_payment_and_says_so(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.says("quiero reclamar")
    await world.says(button=f"claim:{ours.bills[-1].number}")
    await world.says(button="why_claim:CONSUMO_ATIPICO")
    assert await world.says("sí") == ["claim_registered"]
    row = await world.row(f"reply/chat:{world.count}/0")
    assert row.message.values["agreement"] == ours.number
    assert "No pague la inicial" in world.words.render(row.message).text
    assert (await latest(world)).stage is Stage.WITHDRAWN
    assert await world.says("¿cómo va mi convenio?") == ["agreement_over"]
    world.at("2024-01-08 12:00")
    again = await accepted(world)
    assert not again.covers([ours.bills[-1].number])


async def test_another_plan_in_the_place_of_one_that_waits_keeps_the_pause_once(world: ChatWorld) -> None:
    await accepted(world, 6)
    for day, held in (("09", True), ("10", False)):
        world.at(f"2024-01-{day} 10:00")
        code = await give(world.services, SUPPLY, actor="staff/ana")
        await world.says("quiero 3 cuotas" if held else "quiero 2 cuotas")
        await world.says(button="accept:3" if held else "accept:2")
        await world.says("sí")
        await world.says(code.code)
        assert (await world.row(f"reply/chat:{world.count}/1")).message.values["held"] is held
    case = await world.case()
    assert case.paused_until == datetime(2024, 1, 13, 5, tzinfo=UTC)


async def test_the_pause_runs_on_while_nobody_knows_what_was_paid(world: ChatWorld) -> None:
    await accepted(world)
    for day, paused in (("12", True), ("13", True), ("14", True), ("15", False)):
        world.at(f"2024-01-{day} 00:10")
        await check_agreements(world.services)
        assert (await world.case()).paused(world.now) is paused


async def test_each_end_is_told_to_who_is_in_the_chat(world: ChatWorld) -> None:
    await accepted(world)
    world.at("2024-01-11 18:00")
    await world.says("hola")
    await on(world, date(2024, 1, 12))
    assert "agreement_lapsed" in await told_of_late(world)
    await accepted(world, 12)
    paid = await world.pays(DOWN)
    await reverse_payment(world.services, str(paid.settlement["operation"]), actor="staff/car1")
    assert (await told_of_late(world))[-1] == "agreement_lapsed"
    world.at("2024-01-12 12:00")
    ours = await accepted(world, 3)
    await world.pays(DOWN)
    world.at(f"{ours.rows[0].due_on + timedelta(days=3)} 20:00")
    await world.says("hola")
    await on(world, ours.rows[0].due_on + timedelta(days=4), "09:10")
    await check_agreements(world.services)
    assert (await told_of_late(world))[-1] == "agreement_broken"


async def test_a_bill_that_is_paid_by_instalments_can_be_claimed_and_the_case_rests(world: ChatWorld) -> None:
    ours = await accepted(world)
    await world.pays(DOWN)
    assert await world.says("quiero reclamar el recibo de diciembre") == ["claim"]
    row = await world.row(f"reply/chat:{world.count}/0")
    assert (row.message.values["agreement"], row.message.values["rests"]) == (ours.number, True)
    assert await world.says("quiero reclamar el recibo de diciembre, es muy alto") == ["claim"]
    async with world.services.units.reading() as unit:
        (asked,) = await unit.requests.of([SUPPLY], "chat", PHONE)
    assert asked.due_by is not None
    assert "muy alto" in asked.text
    await on(world, ours.rows[0].due_on + timedelta(days=5))
    assert (await check_agreements(world.services)).broken == 0
