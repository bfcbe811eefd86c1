"""One person may stand in the books under two keys: what is said and sent counts for whoever is reached there (I-4)."""

from dataclasses import replace

import pytest

from receivables.errors import BadInput
from receivables.model.consent import Purpose
from receivables.model.decision import Reason
from receivables.model.suppression import Cause, of_address
from receivables.usecases.answer import answer
from receivables.usecases.consents import withdraw
from receivables.usecases.data_rights import erase, export
from receivables.usecases.suppress import close, lift, opted_out
from tests.receivables.usecases.test_deliver import an_offer, neighbour
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact
from tests.support.chatting import ChatWorld
from tests.support.world import World

pytestmark = pytest.mark.anyio
NAMED, TWIN = "doc:00000001", f"tel:{PHONE}"
FIRST, SECOND = (f"notice/{number}/agreement_offer/1" for number in ("0000001", "0000002"))
DESK = "staff/ana"
TENANT = "424242"


@pytest.fixture
async def world() -> World:
    """A person with a document at one supply, and with the same telephone alone at another."""
    world = World()
    await world.has(three_months_behind(), a_contact())
    await world.has(neighbour("0000002"), a_contact(supply_number="0000002", document=""))
    return world


async def sent(world: World) -> list[str]:
    await world.deliver()
    return [key for _, _, key in world.channel.sent]


async def closed(world: World, *subjects: str) -> frozenset[str]:
    async with world.services.units.reading() as unit:
        return await opted_out(unit, subjects)


async def test_one_batch_counts_for_both_keys(world: World) -> None:
    await world.queue(an_offer(), an_offer("0000002"))
    assert await sent(world) == [FIRST]
    assert (await world.row(SECOND)).reasons == (Reason.CAP,)


async def test_what_was_sent_before_counts_for_both_keys(world: World) -> None:
    await world.queue(an_offer())
    assert await sent(world) == [FIRST]
    await world.queue(an_offer("0000002"))
    assert await sent(world) == [FIRST]


async def test_whoever_is_closed_is_closed_under_both_keys_and_opened_with_them(world: World) -> None:
    assert await close(world.services, NAMED, Cause.OPTED_OUT, source="desk", actor=DESK)
    assert await closed(world, NAMED, of_address(PHONE)) == {NAMED, of_address(PHONE)}
    await world.queue(an_offer("0000002"))
    assert await sent(world) == []
    assert (await world.row(SECOND)).reasons == (Reason.OPTED_OUT,)
    await lift(world.services, NAMED, actor=DESK, why="solicitud 12", signed_request=True)
    assert await closed(world, NAMED, of_address(PHONE)) == frozenset()


async def test_an_address_stays_closed_while_another_who_is_reached_there_wants_it_so(world: World) -> None:
    for person in (NAMED, TWIN):
        await close(world.services, person, Cause.OPTED_OUT, source="desk", actor=DESK)
    await lift(world.services, NAMED, actor=DESK, why="solicitud 12", signed_request=True)
    assert await closed(world, NAMED, TWIN, of_address(PHONE)) == {TWIN, of_address(PHONE)}


async def test_a_consent_taken_back_is_taken_back_under_both_keys(world: World) -> None:
    await withdraw(
        world.services, NAMED, channel="whatsapp", purpose=Purpose.SERVICE, wording="v1", actor=DESK
    )
    await world.queue(an_offer("0000002"))
    assert await sent(world) == []


@pytest.mark.parametrize("channel", ["correo", "whatsapp"])
async def test_whoever_was_erased_is_not_pressed_under_another_key(channel: str) -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(channel))
    await erase(world.services, "00000001", actor=DESK, why="pedido")
    await world.has(three_months_behind(), a_contact(document=""))
    await world.queue(an_offer())
    assert await sent(world) == []
    assert await closed(world, TWIN, of_address(PHONE)) == {TWIN, of_address(PHONE)}


async def test_a_telephone_of_several_named_people_tells_not_whose_data_are_asked_for() -> None:
    world = World()
    await world.has(three_months_behind(), a_contact(), a_contact(document="00000002"))
    with pytest.raises(BadInput, match="several_persons"):
        await export(world.services, PHONE, actor=DESK)
    with pytest.raises(BadInput, match="several_persons"):
        await erase(world.services, PHONE, actor=DESK, why="pedido")
    assert await export(world.services, "00000001", actor=DESK)


async def test_an_address_that_is_none_is_not_closed(world: World) -> None:
    with pytest.raises(BadInput, match="address_unknown"):
        await close(world.services, of_address("951000001"), Cause.OPTED_OUT, source="desk", actor=DESK)


async def test_a_chat_undoes_nobody_elses_wish_and_may_consent_for_itself() -> None:
    world = ChatWorld()
    await world.has(three_months_behind(), a_contact())

    async def says(text: str, channel: str, address: str) -> list[str]:
        message = replace(world.message(text, None, address), channel=channel)
        return await world.said(await answer(world.services, message))

    assert await says("no me escriban más", "whatsapp", PHONE) == ["stopped"]
    proof = "suministro 0000001 recibo R-2023-12"
    assert await says(proof, "telegram", TENANT) == ["linked", "consent_ask"]
    assert await says("quiero volver a recibir mensajes", "telegram", TENANT) == ["started", "consent_ask"]
    assert await says("sí", "telegram", TENANT) == ["consent_given"]
    assert await closed(world, NAMED, of_address(PHONE)) == {NAMED, of_address(PHONE)}
    assert await says("START", "whatsapp", PHONE) == ["started"]
    assert await closed(world, NAMED, of_address(PHONE)) == frozenset()
    assert await says("START", "whatsapp", PHONE) == ["welcome"]


async def test_a_yes_on_the_day_of_a_no_gets_a_kind_answer_and_has_no_force() -> None:
    world = ChatWorld()
    await world.has(three_months_behind())
    await world.proves()
    await withdraw(
        world.services, f"chat:chat:{PHONE}", channel="", purpose=Purpose.NONE, wording="v1", actor=DESK
    )
    assert await world.says("sí") == ["consent_not_today"]
    async with world.services.units.reading() as unit:
        assert not await unit.ledger.contacts_at(PHONE)
