"""Whoever writes first may be asked once; a yes is a consent of that chat, a no is nothing; nobody hears of another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.audit import Act
from receivables.model.consent import ConsentEvent, Purpose, in_force
from receivables.model.contact import Contact
from receivables.model.identity import chat_person
from receivables.model.message import State
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import of_address
from receivables.usecases.answer import answer
from receivables.usecases.carriers import Carriers, open_lines
from receivables.usecases.consents import give
from receivables.usecases.suppress import lift
from tests.receivables.usecases.test_deliver import OFFER, an_offer
from tests.scenarios.calendar import three_months_behind
from tests.support.build import PHONE, a_contact, a_supply
from tests.support.chatting import ChatWorld
from tests.support.world import Recorder

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"
TENANT, OWNER = "424242", "777777"
PROOF = "suministro 0000001 recibo R-2023-12"


@pytest.fixture
async def world() -> ChatWorld:
    """Nobody consented to anything."""
    world = ChatWorld()
    await world.has(three_months_behind())
    return world


async def says(world: ChatWorld, text: str, address: str = TENANT, button: str | None = None) -> list[str]:
    """Somebody writes by Telegram."""
    message = replace(world.message(text, button, address), channel="telegram")
    return await world.said(await answer(world.services, message))


async def consent(world: ChatWorld, address: str, channel: str = "telegram") -> ConsentEvent | None:
    person = chat_person(channel, address)
    async with world.services.units.reading() as unit:
        return in_force((await unit.consents.of([person]))[person], channel, Purpose.SERVICE)


async def contacts(world: ChatWorld) -> tuple[Contact, ...]:
    async with world.services.units.reading() as unit:
        return (await unit.ledger.contacts([SUPPLY])).get(SUPPLY, ())


async def test_once_linked_and_answered_a_chat_is_asked(world: ChatWorld) -> None:
    assert await says(world, "cuánto debo") == ["ask_supply"]
    assert await says(world, PROOF) == ["linked", "debt", "consent_ask"]
    assert await says(world, "sí") == ["consent_given"]
    event = await consent(world, TENANT)
    assert event is not None
    assert (event.origin, event.wording, event.actor) == ("chat", "consent_ask/2", "customer")
    [contact] = await contacts(world)
    assert (contact.handle, contact.source, contact.person) == (
        TENANT,
        "chat",
        chat_person("telegram", TENANT),
    )


async def test_a_yes_by_button_counts_later_too(world: ChatWorld) -> None:
    await says(world, PROOF)
    assert await says(world, "dónde pago") == ["offices"]
    assert await says(world, "", button="consent") == ["consent_given"]
    assert await consent(world, TENANT) is not None


@pytest.mark.parametrize("no", ["no", "mejor no", "ahora no"])
async def test_a_no_leaves_nothing_but_that_it_was_asked(world: ChatWorld, no: str) -> None:
    await says(world, PROOF)
    assert await says(world, no) == ["consent_refused"]
    assert await contacts(world) == ()
    assert await consent(world, TENANT) is None
    lines = await world.trail(pseudonym(chat_person("telegram", TENANT)))
    assert [(line.act, line.outcome) for line in lines] == [(Act.CONSENT, "asked")]


async def test_nobody_is_asked_again_within_180_days(world: ChatWorld) -> None:
    await says(world, PROOF)
    await says(world, "no")
    world.clock.move(timedelta(days=179))
    assert "consent_ask" not in await says(world, "hola")
    world.clock.move(timedelta(days=2))
    assert await says(world, "hola") == ["welcome", "consent_ask"]


async def test_neither_yes_nor_no_is_asked_once_more(world: ChatWorld) -> None:
    await says(world, PROOF)
    assert await says(world, "mmm xyz") == ["consent_ask"]
    assert await says(world, "cuánto debo") == ["debt"]


async def test_nobody_is_asked_in_the_middle_of_a_question(world: ChatWorld) -> None:
    await says(world, "pago el viernes")
    assert await says(world, PROOF) == ["linked", "promise_confirm"]
    assert await says(world, "sí") == ["promise_taken", "consent_ask"]


@pytest.mark.parametrize("trouble", ["quiero hablar con una persona", "mi mamá murió", "quiero reclamar"])
async def test_nobody_in_trouble_is_asked(world: ChatWorld, trouble: str) -> None:
    await says(world, PROOF)
    await says(world, "no")
    world.clock.move(timedelta(days=181))
    assert "consent_ask" not in await says(world, trouble)


async def test_whoever_asked_to_be_left_alone_is_not_asked(world: ChatWorld) -> None:
    await says(world, "BAJA")
    assert await says(world, PROOF) == ["linked"]
    assert await says(world, "", button="consent") == ["stopped"]
    assert await consent(world, TENANT) is None


async def test_whoever_consented_is_not_asked() -> None:
    world = await ChatWorld.with_customer()
    assert await world.says(PROOF) == ["linked"]
    assert await world.says("cuánto debo") == ["debt"]


async def test_the_person_known_at_the_address_is_the_one_who_consents(world: ChatWorld) -> None:
    await world.has(three_months_behind(), a_contact("sms", purpose=Purpose.PROMO))
    assert await world.says(PROOF) == ["linked", "consent_ask"]
    await world.says("sí")
    new = next(contact for contact in await contacts(world) if contact.source == "chat")
    assert (new.person, new.channel, new.address) == ("doc:00000001", "chat", PHONE)


async def test_notices_go_to_the_chat_that_consented_whoever_links_later(world: ChatWorld) -> None:
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {"telegram": telegram})
    await says(world, PROOF, OWNER)
    await says(world, "sí", OWNER)
    world.clock.move(timedelta(minutes=5))
    await says(world, PROOF, TENANT)
    await says(world, "no", TENANT)
    await world.deliver()
    world.clock.move(timedelta(seconds=5))  # a chat gets no two messages in the same second
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).address == OWNER


async def test_a_consent_of_the_files_belongs_to_the_chat_that_was_linked_first(world: ChatWorld) -> None:
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {"telegram": telegram})
    await world.has(three_months_behind(), a_contact("telegram"))
    assert await says(world, PROOF, OWNER) == ["linked"]
    world.clock.move(timedelta(minutes=5))
    assert await says(world, PROOF, TENANT) == ["linked", "consent_ask"]
    await world.deliver()
    world.clock.move(timedelta(seconds=5))  # a chat gets no two messages in the same second
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).address == OWNER


async def test_a_chat_that_left_is_no_line_though_it_consented(world: ChatWorld) -> None:
    telegram = Recorder("telegram", frozenset({"telegram"}), initiates=False)
    world.carriers = Carriers({"telegram": telegram}, {"telegram": telegram})
    await says(world, PROOF, OWNER)
    await says(world, "sí", OWNER)
    await says(world, "BAJA", OWNER)
    await world.queue(an_offer())
    await world.deliver()
    assert (await world.row(OFFER)).state is State.WITHHELD


async def test_neither_tenant_nor_owner_hears_of_the_other(world: ChatWorld) -> None:
    owner = a_supply(holder="Valdivia Ejemplo, Rosaura", document="00000009")
    luis = a_contact("sms", document="00000002", phone="+51900000002", name="Quispe Ejemplo, Luisander")
    rosa = a_contact(document="00000009", phone="+51900000009", name=owner.holder)
    await world.has(replace(three_months_behind(), supply=owner), luis, rosa)
    everything = [
        PROOF, "cuánto debo", "detalle", "por qué me escriben", "mis pagos", "quiero reclamar", "en 6 cuotas",
        "a nombre de quién está", "mi convenio", "quiero hablar con una persona",
    ]  # fmt: skip
    for address in ("+51900000002", "+51900000009"):
        for text in everything:
            await world.says(text, address=address)
    await world.deliver()
    for address, others in (("+51900000002", rosa), ("+51900000009", luis)):
        async with world.services.units.reading() as unit:
            heard = " ".join(row.text or "" for row in await unit.outbox.history(None, address, 200))
        assert heard
        for part in (*others.name.replace(",", "").split()[0::2], others.document, others.phone):
            assert part not in heard


async def test_a_wrong_person_is_lifted_by_the_desk_alone(world: ChatWorld) -> None:
    await give(world.services, a_contact(), wording="desk/1", actor="staff/ana")
    await world.says("no soy yo")
    assert await world.says(PROOF) == ["linked"]
    async with world.services.units.reading() as unit:
        assert of_address(PHONE) in await unit.suppressions.in_force([of_address(PHONE)])
    await lift(world.services, of_address(PHONE), actor="staff/ana", why="lo confirmó en la oficina")
    async with world.services.units() as unit:
        lines = await open_lines(unit, world.carriers, [SUPPLY])
        assert lines.address(a_contact()) == PHONE
