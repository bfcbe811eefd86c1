"""What people ask of desks: kept, answered by staff, superseded by the feed; a claim freezes its bill alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import BadInput, MoveRefused, Unknown
from receivables.model.account import ClaimOutcome
from receivables.model.conversation import Inbound, Media
from receivables.model.message import Kind
from receivables.model.records import RecordKind
from receivables.model.request import TO_DO, Desk, Request, RequestKind, RequestState
from receivables.model.suppression import Cause, of_address
from receivables.usecases.answer import answer
from receivables.usecases.data_rights import erase, export
from receivables.usecases.requests import close, leave, listed, notify, supersede_claims, take
from receivables.usecases.suppress import close_all
from tests.support.build import PHONE, a_claim
from tests.support.chatting import ChatWorld
from tests.support.talk import SUPPLY
from tests.support.world import rows

pytestmark = pytest.mark.anyio

BILLS = ("R-2023-09", "R-2023-10", "R-2023-11", "R-2023-12")
NOVEMBER = "R-2023-11"


@pytest.fixture
async def world() -> ChatWorld:
    """A customer who has proved who they are."""
    world = await ChatWorld.with_customer()
    await world.proves()
    return world


async def asked(world: ChatWorld) -> list[Request]:
    """All requests there are."""
    return await listed(world.services)


async def claims(world: ChatWorld, bill: str) -> Request:
    """The customer claims that bill; its request."""
    await world.says(button=f"claim:{bill}")
    await world.says(button="why_claim:FACTURACION")
    assert await world.says("sí") == ["claim_registered"]
    return (await asked(world))[-1]


async def frozen(world: ChatWorld) -> set[str]:
    """The bills under claim now."""
    async with world.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        at = await world.services.moment(unit)
        return {each.bill.number for each in at.standing(account).bills if each.claimed}


async def test_a_claim_is_in_the_ledger_under_the_number_that_was_told(world: ChatWorld) -> None:
    request = await claims(world, NOVEMBER)
    assert (request.number, request.kind, request.desk) == ("S-2024-000001", RequestKind.CLAIM, Desk.DESK)
    assert request.due_by is not None
    assert await frozen(world) == {NOVEMBER}
    keys = await answer(world.services, world.message("cómo va mi reclamo"))
    (row,) = await world.rows(keys)
    assert row.message.key == "claim_status"
    assert "S-2024-000001" in world.words.render(row.message).text


@given(st.lists(st.sampled_from(BILLS), max_size=6))
async def test_exactly_the_claimed_bills_freeze_whatever_is_claimed_how_often(bills: list[str]) -> None:
    world = await ChatWorld.with_customer()
    await world.proves()
    for bill in bills:
        await world.says(button=f"claim:{bill}")
        await world.says(button="why_claim:FACTURACION")
        await world.says("sí")
    timely = set(bills) & {"R-2023-11", "R-2023-12"}
    assert await frozen(world) == timely
    registered = [r.bills for r in await asked(world) if not r.values.get("late")]
    assert sorted(registered) == sorted((bill,) for bill in timely)


async def test_a_claim_of_the_feed_takes_the_place_of_ours(world: ChatWorld) -> None:
    ours = await claims(world, NOVEMBER)
    theirs = a_claim(NOVEMBER, filed_on=date(2024, 1, 9), kind="FACTURACION")
    async with world.services.units() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        given_rows = rows(replace(account, claims=(theirs,)))[RecordKind.CLAIM]
        await unit.ledger.upsert(RecordKind.CLAIM, given_rows)
        assert await supersede_claims(unit, await world.services.moment(unit)) == 1
    async with world.services.units() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        assert [claim.number for claim in account.claims] == [theirs.number]
        kept = await unit.requests.get(ours.number)
        assert kept is not None
        assert kept.values["registered_as"] == theirs.number
        assert await supersede_claims(unit, await world.services.moment(unit)) == 0


async def test_an_older_claim_of_the_feed_leaves_ours(world: ChatWorld) -> None:
    await claims(world, NOVEMBER)
    async with world.services.units() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        older = a_claim(NOVEMBER, filed_on=date(2023, 12, 1))
        await unit.ledger.upsert(RecordKind.CLAIM, rows(replace(account, claims=(older,)))[RecordKind.CLAIM])
        assert await supersede_claims(unit, await world.services.moment(unit)) == 0


async def test_a_desk_takes_answers_and_the_person_is_told(world: ChatWorld) -> None:
    await world.says("ya pagué, operación 00998877")
    (request,) = await asked(world)
    assert (await take(world.services, request.number, actor="staff/ana")).state is RequestState.TAKEN
    with pytest.raises(MoveRefused):
        await take(world.services, request.number, actor="staff/luis")
    await leave(world.services, request.number, actor="staff/ana")
    done = await close(world.services, request.number, actor="staff/luis", answer="Ya figura su pago.")
    assert (done.state, done.closed_by) == (RequestState.DONE, "staff/luis")
    (row,) = await world.rows((f"request/{request.number}",))
    assert (row.kind, row.address, row.message.values["answer"]) == (
        Kind.RECEIPT,
        PHONE,
        "Ya figura su pago.",
    )
    assert "Ya figura su pago." in world.words.render(row.message).text
    with pytest.raises(MoveRefused):
        await close(world.services, request.number, actor="staff/luis", answer="otra vez")


async def test_who_wants_no_notices_still_hears_of_their_own_request(world: ChatWorld) -> None:
    await world.says("ya pagué, operación 00998877")
    await world.says("BAJA")
    done = await close(world.services, "S-2024-000001", actor="staff/ana", answer="Ya figura.")
    assert done.state is RequestState.DONE
    (row,) = await world.rows(("request/S-2024-000001",))
    assert row.message.values["answer"] == "Ya figura."


async def test_an_answer_for_a_number_that_is_of_somebody_else_is_for_the_desk_to_tell(
    world: ChatWorld,
) -> None:
    await world.says("ya pagué, operación 00998877")
    async with world.services.units() as unit:
        at = await world.services.moment(unit)
        await close_all(unit, [of_address(PHONE)], Cause.WRONG_PERSON, at, source="chat", actor="customer")
    done = await close(world.services, "S-2024-000001", actor="staff/ana", answer="Ya figura.")
    assert done.state is RequestState.UNTOLD
    assert await world.rows(("request/S-2024-000001",)) == []
    assert [each.number for each in await listed(world.services, states=TO_DO)] == ["S-2024-000001"]
    assert (await notify(world.services, done.number, actor="staff/ana")).state is RequestState.DONE
    with pytest.raises(MoveRefused):
        await notify(world.services, done.number, actor="staff/ana")


async def test_an_answer_that_never_went_is_for_the_desk_to_tell(world: ChatWorld) -> None:
    await world.says("ya pagué, operación 00998877")
    await close(world.services, "S-2024-000001", actor="staff/ana", answer="Ya figura.")
    world.at("2024-01-09 11:00")  # a day later: too old to go
    await world.deliver()
    (request,) = await asked(world)
    assert request.state is RequestState.UNTOLD
    assert "untold" in [line.outcome for line in await world.trail(SUPPLY)]


async def test_an_answer_outside_the_window_of_whatsapp_is_for_the_desk_to_tell(world: ChatWorld) -> None:
    sent = Inbound("wa:1", "whatsapp", PHONE, f"suministro {SUPPLY} recibo R-2023-12", None, world.now)
    await answer(world.services, sent)
    paid = Inbound("wa:2", "whatsapp", PHONE, "ya pagué, operación 00998877", None, world.now)
    await answer(world.services, paid)
    world.at("2024-01-10 10:00")
    done = await close(world.services, "S-2024-000001", actor="staff/ana", answer="Ya figura.")
    assert done.state is RequestState.UNTOLD


async def test_who_is_told_that_a_claim_was_not_right_hears_of_the_next_remedy_in_time(
    world: ChatWorld,
) -> None:
    number = (await claims(world, NOVEMBER)).number
    done = await close(
        world.services, number, actor="staff/ana", answer="El medidor está bien.", outcome="unfounded"
    )
    (row,) = await world.rows((f"request/{number}",))
    assert done.values["outcome"] == "unfounded"
    assert row.message.values["until"] == date(2024, 1, 29)  # 15 business days from today (PE-CLM-4)
    text = world.words.render(row.message).text
    assert "no se le dio la razón" in text
    assert "15 días hábiles: hasta el lunes 29 de enero" in text
    assert "sigue en pausa" in text
    assert await frozen(world) == {NOVEMBER}


async def test_who_was_right_hears_so_and_of_no_remedy(world: ChatWorld) -> None:
    number = (await claims(world, NOVEMBER)).number
    await close(world.services, number, actor="staff/ana", answer="Lo corregimos.", outcome="founded")
    (row,) = await world.rows((f"request/{number}",))
    text = world.words.render(row.message).text
    assert "Se le dio la razón" in text
    assert "hábiles" not in text


@pytest.mark.parametrize(
    ("outcome", "ended"), [("founded", ClaimOutcome.FOUNDED), ("unfounded", ClaimOutcome.UNFOUNDED)]
)
async def test_who_closes_a_claim_says_how_it_ended(
    world: ChatWorld, outcome: str, ended: ClaimOutcome
) -> None:
    number = (await claims(world, NOVEMBER)).number
    with pytest.raises(BadInput, match="outcome_needed"):
        await close(world.services, number, actor="staff/ana", answer="Revisado.")
    with pytest.raises(BadInput, match="bad_outcome"):
        await close(world.services, number, actor="staff/ana", answer="Revisado.", outcome="maybe")
    await close(world.services, number, actor="staff/ana", answer="Revisado.", outcome=outcome)
    async with world.services.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert account is not None
        (claim,) = account.claims
        assert (claim.outcome, claim.resolved_on) == (ended, date(2024, 1, 8))
    assert await frozen(world) == {NOVEMBER}


async def test_an_unknown_number_is_refused(world: ChatWorld) -> None:
    for refused in (take, leave):
        with pytest.raises(Unknown, match="no_such_request"):
            await refused(world.services, "S-2024-999999", actor="staff/ana")
    await world.says("ya pagué, operación 00998877")
    with pytest.raises(BadInput, match="answer_needed"):
        await close(world.services, "S-2024-000001", actor="staff/ana", answer=" ")


async def test_a_photo_stays_with_its_task(world: ChatWorld) -> None:
    photo = replace(world.message(), media=(Media("media/7", "image/jpeg"),))
    await answer(world.services, photo)
    await world.says("sí")
    (request,) = await asked(world)
    assert (request.values["photo"], request.values["photo_type"]) == ("media/7", "image/jpeg")


async def test_a_message_told_twice_asks_once(world: ChatWorld) -> None:
    said = world.message("ya pagué, operación 00998877")
    assert await answer(world.services, said) == await answer(world.services, said)
    assert len(await asked(world)) == 1


async def test_what_was_asked_is_handed_out_and_forgotten_with_the_person(world: ChatWorld) -> None:
    await world.says("ya pagué, operación 00998877")
    document = await export(world.services, "00000001", actor="staff/ana")
    told = document["solicitudes"]
    assert isinstance(told, list)
    assert [each["solicitud"] for each in told] == ["S-2024-000001"]
    await erase(world.services, "00000001", actor="staff/ana", why="lo pidió")
    (request,) = await asked(world)
    assert (request.text, request.values) == ("", {})
    assert PHONE not in request.address
