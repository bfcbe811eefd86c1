"""What is shown of a supply and of a chat: decided as always, nothing changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import worker
from receivables.model.decision import Reason, Withheld
from receivables.model.ladder import Notice, Step
from receivables.usecases.answer import answer
from receivables.usecases.show import embedded_address, replies, supply_shown, transcript
from tests.support.build import PHONE, a_bill, a_contact, an_account
from tests.support.chatting import ChatWorld
from tests.support.talk import behind

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


async def test_a_supply_is_shown_with_its_bill_its_case_and_what_comes_next(world: ChatWorld) -> None:
    shown = await supply_shown(world.services, world.carriers, SUPPLY)
    assert shown is not None
    assert shown.bill is not None
    assert shown.bill.number == "R-2023-12"
    assert shown.case.step is Step.CLEAR
    assert shown.notice is Notice.FRIENDLY
    assert shown.may_notify is not None
    assert shown.may_notify.reasons == ()
    assert Reason.NOT_SERVED in shown.may_cut.reasons
    assert shown.order is None


async def test_a_notice_that_may_not_go_now_says_why(world: ChatWorld) -> None:
    world.at("2024-01-13 10:00")
    await world.fresh()
    shown = await supply_shown(world.services, world.carriers, SUPPLY)
    assert shown is not None
    assert shown.may_notify == Withheld((Reason.OUTSIDE_WINDOW,))


async def test_moves_are_shown_as_they_happened(world: ChatWorld) -> None:
    await world.proves()
    await world.says("pago mañana")
    await world.says("sí")
    shown = await supply_shown(world.services, world.carriers, SUPPLY)
    assert shown is not None
    assert [move.event for move in shown.moves] == ["promise_made"]
    assert shown.notice is None
    assert shown.may_notify is None


async def test_an_unknown_supply_is_not_shown(world: ChatWorld) -> None:
    assert await supply_shown(world.services, world.carriers, "9999999") is None
    assert await embedded_address(world.services, "9999999") is None


async def test_the_address_of_a_page_is_the_telephone_preferred_by_the_policy(world: ChatWorld) -> None:
    number = "0000002"
    supply = replace(behind().supply, supply_number=number)
    contacts = [a_contact("sms", phone="+51900000003"), a_contact("whatsapp", phone="+51900000004")]
    await world.has(an_account(supply=supply), *(replace(c, supply_number=number) for c in contacts))
    assert await embedded_address(world.services, number) == "+51900000004"
    assert await embedded_address(world.services, SUPPLY) == PHONE


async def test_who_has_no_telephone_has_a_page_all_the_same(world: ChatWorld) -> None:
    supply = replace(behind().supply, supply_number="0000003")
    await world.has(an_account(a_bill("R-9", date(2023, 12, 20), supply_number="0000003"), supply=supply))
    assert await embedded_address(world.services, "0000003") == "supply-0000003"


async def test_a_transcript_keeps_each_answer_with_its_message(
    world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        worker, "PAGE_SECONDS", 0.01
    )  # nobody else sends the answer before, for which a page waits
    for said in ("hola", "cuánto debo", "0000001 45.60"):
        keys = await answer(world.services, world.message(said))
        await world.inbox.settle(world.message("gracias"))
        await world.deliver()
        world.clock.move(timedelta(seconds=1))  # the answer to a message waits for the one before it
        await world.deliver()
        assert len(await replies(world.services, keys)) == len(keys)
    told = [
        line.inbound.text if line.inbound else line.row.message.key if line.row else ""
        for line in await transcript(world.services, "chat", PHONE)
    ]
    assert told == [
        *("hola", "welcome", "gracias", "thanks"),
        *("cuánto debo", "ask_supply", "gracias", "thanks"),
        *("0000001 45.60", "linked", "debt", "gracias", "thanks"),
    ]


async def test_a_notice_stands_where_its_time_is(world: ChatWorld) -> None:
    await world.proves()
    await world.deliver()
    world.clock.move(timedelta(minutes=5))
    await world.pays("45.60")
    await world.deliver()
    world.clock.move(timedelta(minutes=5))
    await world.inbox.settle(world.message("gracias"))
    rows = [line.row.message.key for line in await transcript(world.services, "chat", PHONE) if line.row]
    assert rows == ["linked", "payment_receipt", "thanks"]


async def test_what_was_never_sent_is_not_in_the_transcript(world: ChatWorld) -> None:
    await answer(world.services, world.message("hola"))
    assert [line.row for line in await transcript(world.services, "chat", PHONE)] == [None]
