"""One message, one answer, one commit: effects once, whatever the channel repeats."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.conversation import Identity
from receivables.model.decision import Reason
from receivables.model.identity import chat_person
from receivables.model.ladder import Case, Notice, Step
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.money import Money
from receivables.model.suppression import Cause, Suppression, of_address
from receivables.model.workorder import OrderState
from receivables.usecases.answer import answer, receive
from receivables.usecases.escalate import escalate
from receivables.usecases.fieldwork import execute_cut
from receivables.usecases.suppress import opted_out
from receivables.usecases.tell import Told, tell
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_served, lima, monthly_bills
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


async def test_a_conversation_goes_from_greeting_to_promise(world: ChatWorld) -> None:
    assert await world.says("hola") == ["welcome"]
    assert await world.says("cuánto debo") == ["ask_supply"]
    assert await world.says("0000001") == ["ask_proof"]
    assert await world.says("45.60") == ["linked", "debt"]
    assert await world.says("pago el viernes") == ["promise_confirm"]
    assert await world.says("sí") == ["promise_taken"]
    case = await world.case()
    assert case.step is Step.PROMISED
    assert case.promise is not None
    assert (case.promise.due_on, case.promise.amount) == (date(2024, 1, 12), Money.of("182.40"))
    [move] = await world.moves()
    assert (move.event, move.actor) == ("promise_made", "customer")


async def test_replies_wait_in_the_outbox_under_their_natural_key(world: ChatWorld) -> None:
    keys = await answer(world.services, world.message("hola"))
    assert keys == ("reply/chat:1/0",)
    [row] = await world.rows(keys)
    assert (row.kind, row.state, row.channel, row.address) == (Kind.REPLY, State.PENDING, "chat", PHONE)


async def test_a_message_told_twice_has_its_effects_once(world: ChatWorld) -> None:
    await world.proves()
    await world.says("pago el viernes")
    yes = world.message("sí")
    first = await answer(world.services, yes)
    assert await answer(world.services, yes) == first
    assert len(await world.moves()) == 1
    async with world.services.units.reading() as unit:
        promises = [line for line in await unit.audit.of(SUPPLY) if line.act is Act.PROMISE]
    assert len(promises) == 1


async def test_a_message_stored_before_is_answered_later(world: ChatWorld) -> None:
    message = world.message("hola")
    assert await receive(world.services, message)
    assert not await receive(world.services, message)
    async with world.services.units.reading() as unit:
        assert await unit.conversations.unanswered(10) == [message]
    assert await world.said(await answer(world.services, message)) == ["welcome"]
    async with world.services.units.reading() as unit:
        assert await unit.conversations.unanswered(10) == []


async def test_what_fails_leaves_nothing_behind(world: ChatWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.proves()
    await world.says("pago el viernes")

    async def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("receivables.usecases.answer._saved", broken)
    with pytest.raises(OSError, match="full"):
        await world.says("sí")
    assert (await world.case()).step is Step.CLEAR
    assert (await world.chat()).expecting == "promise_confirm"


async def test_wrong_proofs_are_counted_by_chat_and_by_supply(world: ChatWorld) -> None:
    for visitor in ("visitor-1", "visitor-2"):
        await world.says("0000001", address=visitor)
        for _ in range(3):
            last = await world.says("R-1999-01", address=visitor)
    assert last == ["locked"]
    assert await world.says("suministro 0000001 recibo R-2023-12", address="visitor-3") == ["locked"]
    world.clock.move(timedelta(hours=24, minutes=1))
    assert await world.says("suministro 0000001 recibo R-2023-12", address="visitor-3") == ["linked"]


async def test_a_supply_that_does_not_exist_is_guarded_alike(world: ChatWorld) -> None:
    for _ in range(5):
        last = await world.says("9999999 R-1999-01", address="visitor-1")
    assert last == ["locked"]
    assert await world.says("9999999 R-1999-01", address="visitor-2") == ["locked"]


async def test_linking_is_remembered_and_written_down(world: ChatWorld) -> None:
    await world.proves()
    chat = await world.chat()
    assert (chat.identity, chat.supply_number, chat.person) == (Identity.LINKED, SUPPLY, "doc:00000001")
    async with world.services.units.reading() as unit:
        assert await unit.conversations.linked("chat", [SUPPLY]) == {SUPPLY: PHONE}
        lines = [(line.act, line.outcome) for line in await unit.audit.of(SUPPLY)]
    assert (Act.LINK, "linked") in lines


async def _notice_sent(world: ChatWorld) -> None:
    """An offer that reached the telephone this morning."""
    row = OutboxRow(
        key=f"notice/{SUPPLY}/agreement_offer/1",
        kind=Kind.NOTICE,
        message=Message("agreement_offer"),
        created_at=world.now,
        not_before=world.now,
        supply_number=SUPPLY,
        notice=Notice.OFFER,
        channel="whatsapp",
        address=PHONE,
        state=State.SENT,
        sent_at=world.now,
        text="...",
    )
    await world.queue(row)
    async with world.services.units() as unit:
        await unit.outbox.save([row])
        case = (await unit.cases.get([SUPPLY]))[SUPPLY]
        served = a_served(Notice.OFFER, world.now)
        await unit.cases.save(type(case)(SUPPLY, Step.OFFERED, since=world.now, notices=(served,)))


async def test_any_answer_proves_the_reception_of_what_was_sent(world: ChatWorld) -> None:
    await _notice_sent(world)
    await world.says("hola")
    assert (await world.case()).served(Notice.OFFER) is not None


@pytest.mark.parametrize("said", ["no soy yo", "no es mi deuda"])
async def test_a_wrong_person_proves_no_reception(world: ChatWorld, said: str) -> None:
    await _notice_sent(world)
    await world.says(said)
    assert (await world.case()).served(Notice.OFFER) is None


async def test_an_opt_out_drops_what_waits_and_holds_for_the_person(world: ChatWorld) -> None:
    waiting = OutboxRow(
        f"notice/{SUPPLY}/agreement_offer/1", Kind.NOTICE, Message("agreement_offer"), world.now, world.now,
        supply_number=SUPPLY, notice=Notice.OFFER,
    )  # fmt: skip
    await world.queue(waiting)
    assert await world.says("BAJA") == ["stopped"]
    [row] = await world.rows((waiting.key,))
    assert (row.state, row.reasons) == (State.WITHHELD, ("opted_out",))
    async with world.services.units.reading() as unit:
        assert await opted_out(unit, {"doc:00000001"}) == {"doc:00000001"}
    assert await world.says("ALTA") == ["started"]
    async with world.services.units.reading() as unit:
        assert await opted_out(unit, {"doc:00000001"}) == frozenset()


@pytest.mark.parametrize("address", [PHONE, "424242"])
async def test_a_message_that_lay_unread_proves_nothing_that_came_after_it(
    world: ChatWorld, address: str
) -> None:
    written = replace(world.message("hola"), received_at=world.now - timedelta(hours=1))
    await _notice_sent(world)
    row = await world.row(f"notice/{SUPPLY}/agreement_offer/1")
    await answer(world.services, written)
    assert (await world.row(row.key)).state is State.SENT
    await world.says("hola", address=address)
    assert (await world.row(row.key)).state is (State.SERVED if address == PHONE else State.SENT)


async def test_an_opt_out_of_a_chat_nobody_knew_holds_for_its_persons_once_it_is_linked(
    world: ChatWorld,
) -> None:
    stranger = "424242"
    await world.says("BAJA", address=stranger)
    assert await _closed(world) == frozenset()
    await world.says("BAJA", address=stranger)
    said = await world.rows(("reply/chat:2/0",))
    assert said[0].message.values["already"] is True
    waiting = OutboxRow(
        f"notice/{SUPPLY}/agreement_offer/1", Kind.NOTICE, Message("agreement_offer"), world.now, world.now,
        supply_number=SUPPLY, notice=Notice.OFFER,
    )  # fmt: skip
    await world.queue(waiting)
    await world.says("suministro 0000001 recibo R-2023-12", address=stranger)
    assert await _closed(world) == {"doc:00000001"}
    assert (await world.row(waiting.key)).state is State.WITHHELD
    await world.says("ALTA", address=stranger)
    assert await _closed(world) == {"doc:00000001"}


async def test_linking_alone_is_no_opt_out(world: ChatWorld) -> None:
    await world.proves()
    assert await _closed(world) == frozenset()


async def test_a_chat_that_asked_to_be_left_alone_gets_no_receipt(world: ChatWorld) -> None:
    await world.proves()
    key = chat_person("chat", PHONE)
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        assert await tell(unit, SUPPLY, "receipt/1", Message("receipt"), at) is Told.IN_CHAT
        await unit.suppressions.add(Suppression(key, Cause.OPTED_OUT, world.now, "chat"))
        assert await tell(unit, SUPPLY, "receipt/2", Message("receipt"), at) is Told.NOBODY


async def _closed(world: ChatWorld) -> frozenset[str]:
    async with world.services.units.reading() as unit:
        return await opted_out(unit, {"doc:00000001"})


async def test_a_wrong_person_closes_the_address(world: ChatWorld) -> None:
    await world.proves()
    assert await world.says("no soy yo") == ["wrong_person"]
    async with world.services.units.reading() as unit:
        assert set(await unit.suppressions.in_force({of_address(PHONE)})) == {of_address(PHONE)}
        assert await unit.conversations.linked("chat", [SUPPLY]) == {}


async def test_already_paid_rests_the_case_for_48_hours_once(world: ChatWorld) -> None:
    await world.proves()
    assert await world.says("ya pagué") == ["paid_ask"]
    assert await world.says("00998877") == ["paid"]
    until = world.now + timedelta(hours=48)
    assert (await world.case()).paused_until == until
    world.clock.move(timedelta(hours=72))
    assert await world.says("ya pagué, operación 00112233") == ["paid"]
    assert (await world.case()).paused_until == until


async def warned_world(account: Account) -> ChatWorld:
    """Warned, with the cut in the queue; the customer has proved who they are."""
    world = ChatWorld()
    await world.has(account, a_contact())
    warned = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    await world.remember(Case(SUPPLY, Step.LAST_CHANCE, notices=(warned,)))
    assert (await escalate(world.services)).ordered == 1
    await world.proves()
    return world


async def test_a_claim_of_the_chat_leaves_the_cut_where_enough_else_is_overdue() -> None:
    four = replace(three_months_behind(), bills=monthly_bills(8, unpaid=4))
    world = await warned_world(four)
    assert await world.says("quiero reclamar: el recibo de diciembre está mal") == ["claim_confirm"]
    keys = await answer(world.services, world.message("sí"))
    (row,) = await world.rows(keys)
    assert "la orden de cierre sigue en pie" in world.words.render(row.message).text
    (order,) = await world.orders()
    assert order.state is OrderState.QUEUED


async def test_a_claim_of_the_chat_takes_the_cut_back_and_freezes_its_bill_until_it_is_answered() -> None:
    world = await warned_world(three_months_behind())
    assert await world.says("quiero reclamar: el recibo de diciembre está mal") == ["claim_confirm"]
    keys = await answer(world.services, world.message("sí"))
    (row,) = await world.rows(keys)
    assert "La orden de cierre que había ya no va." in world.words.render(row.message).text
    (order,) = await world.orders()
    assert (order.state, order.closed_why) == (OrderState.WITHDRAWN, "claim")
    assert (await world.case()).step is Step.LAST_CHANCE
    assert [line.reasons for line in await world.trail() if line.act is Act.WITHDRAW] == [("claim",)]
    world.at("2024-01-22 09:00")
    await world.fresh()
    assert (await escalate(world.services)).ordered == 0


async def test_who_says_that_they_paid_keeps_the_order_waiting_and_not_executed() -> None:
    world = ChatWorld()
    await world.has(three_months_behind(), a_contact())
    warned = a_served(Notice.LAST_CHANCE, lima("2024-01-03 09:00"), lima("2024-01-03 10:00"))
    await world.remember(Case(SUPPLY, Step.LAST_CHANCE, notices=(warned,)))
    await escalate(world.services)
    await world.proves()
    await world.says("ya pagué, operación 00998877")
    (order,) = await world.orders()
    kept = await execute_cut(world.services, order.id, actor="staff/luis")
    assert (kept.order.state, [*kept.reasons]) == (OrderState.QUEUED, [Reason.PAUSED])


async def test_a_person_finds_the_chat_in_their_list(world: ChatWorld) -> None:
    await world.proves()
    await world.says("asesor")
    await world.says("quiero reclamar")
    async with world.services.units.reading() as unit:
        [entry] = await unit.handovers.waiting()
    assert (entry.channel, entry.address, entry.supply_number) == ("chat", PHONE, SUPPLY)


async def test_the_record_holds_no_name_and_no_telephone(world: ChatWorld) -> None:
    for said in (
        "hola",
        "0000001 45.60",
        "pago el viernes",
        "sí",
        "ya pagué",
        "asesor",
        "en 6 cuotas",
        "BAJA",
        "no soy yo",
    ):
        await world.says(said)
    async with world.services.units.reading() as unit:
        lines = [
            line
            for subject in [SUPPLY, *(f"chat:{n}" for n in range(1, 12))]
            for line in await unit.audit.of(subject)
        ]
    assert {line.act for line in lines} >= {Act.LINK, Act.PROMISE, Act.REPLY, Act.HANDOVER, Act.OPT_OUT}
    written = " ".join(f"{line.subject} {line.outcome} {line.facts}" for line in lines)
    assert PHONE not in written
    assert "Rosa" not in written
    assert "00000001 " not in written.replace("0000001", "")


async def test_without_any_feed_the_chat_still_answers() -> None:
    world = ChatWorld()
    assert await world.says("cuánto debo") == ["ask_supply"]
    assert await world.says("0000001 45.60") == ["proof_wrong"]
