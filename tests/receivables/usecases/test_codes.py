"""One-time codes: who gets one, where it goes, what it opens, and that nobody can read it afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.adapters.one_time import SecretCodes
from receivables.errors import Refused, Unknown
from receivables.model.account import Account, Role
from receivables.model.consent import Purpose
from receivables.model.contact import Contact
from receivables.model.conversation import Identity
from receivables.model.identity import WRONG_TRIES
from receivables.model.message import OutboxRow
from receivables.model.one_time import LIFETIME, SENT_AT_MOST
from receivables.model.secrecy import HIDDEN
from receivables.model.suppression import Cause
from receivables.usecases.codes import give, still_good
from receivables.usecases.suppress import close
from templates.languages import Languages
from tests.support.build import PHONE, a_contact
from tests.support.chatting import ChatWorld
from tests.support.talk import LATEST, SUPPLY, behind
from tests.support.world import Recorder

pytestmark = pytest.mark.anyio
WEB, OTHER = "web-1", "web-2"
SMS = a_contact("sms")
MAIL = a_contact("correo", phone="")
DESK = "caja1"


async def a_world(*contacts: Contact, account: Account | None = None) -> ChatWorld:
    """A customer with these contacts, and an SMS channel that takes everything."""
    world = ChatWorld()
    await world.has(account or behind(), *contacts)
    sms = Recorder("sms")
    world.carriers = replace(world.carriers, replies={**world.carriers.replies, "sms": sms, "correo": sms})
    world.channel = sms
    return world


async def linked(world: ChatWorld, address: str = WEB) -> None:
    """The chat proves the supply."""
    await world.says(f"{SUPPLY} {LATEST}", address=address)


async def on_its_way(world: ChatWorld) -> list[OutboxRow]:
    """The codes in the outbox."""
    async with world.services.units.reading() as unit:
        rows = await unit.outbox.of_supply(SUPPLY)
    return [row for row in rows if row.message.key == "one_time_code"]


async def asks(world: ChatWorld) -> list[str]:
    """The person wants a code, and has it sent; the answers."""
    first = await world.says(button="code", address=WEB)
    return first + await world.says(button="code", address=WEB)


async def test_a_code_goes_by_another_way_and_makes_the_chat_strong_for_a_while() -> None:
    world = await a_world(SMS)
    await linked(world)
    assert await asks(world) == ["code_ask", "code_sent"]
    [row] = await on_its_way(world)
    assert (row.channel, row.address, row.person) == ("sms", PHONE, SMS.person)
    assert await world.says(world.codes.last, address=WEB) == ["code_right"]
    chat = await world.chat(WEB)
    assert (chat.identity, chat.strong_by) == (Identity.STRONG, "sms")
    world.clock.set(world.now + timedelta(minutes=20))
    await world.says("gracias", address=WEB)
    world.clock.set(world.now + timedelta(minutes=29))
    assert (await world.chat(WEB)).strong(world.now)
    world.clock.set(world.now + timedelta(minutes=1))
    assert not (await world.chat(WEB)).strong(world.now)
    await world.says("hola", address=WEB)
    assert (await world.chat(WEB)).identity is Identity.LINKED


async def test_a_code_is_readable_nowhere_before_it_goes_nor_after() -> None:
    world = await a_world(SMS)
    source = SecretCodes(lambda: b"k" * 32)
    world.services = replace(world.services, code_source=source)
    words = Languages(world.services.policy, reviewed=lambda: ("es_PE",), opened=source.code_of)
    world.renderer = words  # type: ignore[assignment]  # wider than the support's own type
    await linked(world)
    await asks(world)
    [row] = await on_its_way(world)
    ticket = row.message.values["otp"]
    assert isinstance(ticket, str)
    code = source.code_of(ticket)
    assert code not in str(row)
    await world.deliver()
    [(_, text, _)] = [each for each in world.channel.sent if each[0] == PHONE]
    assert f"su código es {code}." in text
    assert ticket not in text
    [row] = await on_its_way(world)
    assert (row.text, row.message.values["otp"]) == (HIDDEN, HIDDEN)
    async with world.services.units.reading() as unit:
        record = await unit.audit.of(SUPPLY)
        newest = await unit.codes.newest(SUPPLY)
    assert {"code_sent"} <= {line.outcome for line in record}
    assert code not in str(record)
    assert code not in str(newest)
    assert await world.says(code, address=WEB) == ["code_right"]


@pytest.mark.parametrize(
    "contact",
    [
        replace(SMS, phone=WEB),
        replace(SMS, consented_on=None),
        replace(SMS, purpose=Purpose.PROMO),
        replace(a_contact("telegram"), handle="777"),
        a_contact("whatsapp"),
    ],
    ids=[
        "no telephone of that kind",
        "no consent",
        "of promotions",
        "a chat",
        "no window",
    ],
)
async def test_what_verifies_nothing_carries_no_code(contact: Contact) -> None:
    world = await a_world(contact)
    await linked(world)
    if contact.phone == WEB:
        world.services = replace(world.services, code_channels=frozenset())
    assert await asks(world) == ["code_ask", "code_ask"]
    assert await on_its_way(world) == []


async def test_an_address_that_a_chat_gave_verifies_nothing() -> None:
    world = await a_world()
    async with world.services.units() as unit:
        await unit.ledger.add_contact(replace(SMS, handle="+51900000099"))
        await unit.ledger.add_contact(replace(MAIL, source="chat"))
    await linked(world)
    assert await asks(world) == ["code_ask", "code_ask"]


async def test_an_address_that_is_closed_or_whose_person_wants_peace_gets_none() -> None:
    world = await a_world(SMS, MAIL)
    await linked(world)
    await close(world.services, f"addr:{PHONE}", Cause.WRONG_PERSON, source="chat", actor="staff")
    await asks(world)
    assert [row.channel for row in await on_its_way(world)] == ["correo"]
    await close(world.services, SMS.person, Cause.OPTED_OUT, source="chat", actor="staff")
    assert await world.says(button="code", address=WEB) == ["code_ask"]


async def test_so_many_codes_are_sent_in_an_hour_and_no_more() -> None:
    world = await a_world(SMS)
    await linked(world)
    for _ in range(SENT_AT_MOST):
        assert (await asks(world))[-1] == "code_sent"
        await world.says("gracias", address=WEB)
        await world.says("cuánto debo", address=WEB)
    assert await asks(world) == ["code_ask", "code_ask"]
    assert len(await on_its_way(world)) == SENT_AT_MOST
    world.clock.set(world.now + timedelta(hours=1, minutes=1))
    assert (await asks(world))[-1] == "code_sent"


async def test_only_the_newest_code_counts_and_only_where_it_was_asked_for() -> None:
    world = await a_world(SMS)
    await linked(world)
    await asks(world)
    old = world.codes.last
    await world.says(button="code", address=WEB)
    assert await world.says(old, address=WEB) == ["code_wrong"]
    sent = world.codes.last
    await linked(world, OTHER)
    await world.says(button="code", address=OTHER)
    assert await world.says(sent, address=OTHER) == ["code_wrong"]
    assert await world.says(sent, address=WEB) == ["code_right"]
    assert await world.says(button="code", address=WEB) == ["strong_already"]


async def test_a_late_code_is_told_so_and_a_used_one_is_wrong() -> None:
    world = await a_world(SMS)
    await linked(world)
    await asks(world)
    world.clock.set(world.now + LIFETIME)
    assert await world.says(world.codes.last, address=WEB) == ["code_expired"]
    given = await give(world.services, SUPPLY, actor=DESK)
    assert await world.says(given.code, address=WEB) == ["code_right"]
    await linked(world, OTHER)
    await world.says(button="code", address=OTHER)
    assert await world.says(given.code, address=OTHER) == ["code_wrong"]


async def test_wrong_codes_close_the_identification_of_the_chat_and_of_the_supply() -> None:
    world = await a_world(SMS)
    await linked(world)
    await asks(world)
    for left in range(WRONG_TRIES - 1, 0, -1):
        assert await world.says("000000", address=WEB) == ["code_wrong"]
        assert (await world.chat(WEB)).wrong_tries == WRONG_TRIES - left
    assert await world.says("000000", address=WEB) == ["locked"]
    assert await world.says(button="code", address=WEB) == ["locked"]
    assert await world.says(f"{SUPPLY} {LATEST}", address=OTHER) == ["locked"]
    with pytest.raises(Refused, match="identification_locked"):
        await give(world.services, SUPPLY, actor=DESK)


async def test_a_code_of_the_desk_with_the_supply_number_links_and_is_strong() -> None:
    world = await a_world()
    given = await give(world.services, SUPPLY, actor=DESK)
    assert given.expires_at == world.now + LIFETIME
    assert await still_good(world.services, SUPPLY, given)
    assert await world.says(f"0000002 {given.code}", address=OTHER) == ["proof_wrong"]
    assert (await world.says(f"{given.code} {SUPPLY}", address=WEB))[0] == "linked"
    chat = await world.chat(WEB)
    assert (chat.identity, chat.strong_by, chat.supplies) == (Identity.STRONG, "desk", (SUPPLY,))
    assert not await still_good(world.services, SUPPLY, given)


async def test_the_code_may_come_before_the_number() -> None:
    world = await a_world()
    given = await give(world.services, SUPPLY, actor=DESK)
    await world.says("quiero un código", address=WEB)
    await world.says(given.code, address=WEB)
    assert (await world.says(SUPPLY, address=WEB))[0] == "linked"


async def test_a_wrong_code_is_not_written_into_the_record() -> None:
    world = await a_world()
    await give(world.services, SUPPLY, actor=DESK)
    await world.says(f"{SUPPLY} 654321", address=WEB)
    async with world.services.units.reading() as unit:
        assert [line.outcome for line in await unit.audit.of(SUPPLY)] == ["code_given", "wrong_proof"]
        assert await unit.audit.of("654321") == []


async def test_a_tenant_is_sent_to_the_desk() -> None:
    account = replace(behind(), supply=replace(behind().supply, role=Role.TENANT))
    world = await a_world(SMS, account=account)
    await linked(world)
    assert await asks(world) == ["code_ask", "code_ask"]
    assert await on_its_way(world) == []
    given = await give(world.services, SUPPLY, actor=DESK)
    assert await world.says(given.code, address=WEB) == ["code_right"]


async def test_a_yes_sends_it_and_a_no_goes_on_without() -> None:
    world = await a_world(SMS)
    await linked(world)
    await world.says(button="code", address=WEB)
    assert await world.says("sí", address=WEB) == ["code_sent"]
    assert await world.says("no", address=WEB) == ["code_declined"]
    assert (await world.chat(WEB)).expecting is None


async def test_no_code_for_a_supply_that_there_is_not_or_without_a_key() -> None:
    world = await a_world()
    with pytest.raises(Unknown, match="no_such_supply"):
        await give(world.services, "7777777", actor=DESK)
    with pytest.raises(Refused, match="no_codes"):
        await give(replace(world.services, code_source=None), SUPPLY, actor=DESK)


async def test_the_desk_is_named_in_the_record() -> None:
    world = await a_world()
    await give(world.services, SUPPLY, actor=DESK)
    async with world.services.units.reading() as unit:
        [line] = await unit.audit.of(SUPPLY)
    assert (line.actor, line.outcome) == (DESK, "code_given")


async def test_a_code_that_nobody_asked_for_counts_and_leaves_the_question_open() -> None:
    world = await a_world()
    await linked(world)
    await world.says("quiero pagar en 6 cuotas", address=WEB)
    await world.says(button="accept:6", address=WEB)
    before = await world.chat(WEB)
    given = await give(world.services, SUPPLY, actor=DESK)
    assert await world.says(f"es {given.code}", address=WEB) == ["code_right", "plan_confirm"]
    chat = await world.chat(WEB)
    assert (chat.expecting, chat.slots) == (before.expecting, before.slots)
    assert chat.strong(world.now)


async def test_a_guess_that_nobody_asked_for_is_a_wrong_try() -> None:
    world = await a_world()
    await linked(world)
    await give(world.services, SUPPLY, actor=DESK)
    assert await world.says("999999", address=WEB) == ["code_wrong"]
    assert (await world.chat(WEB)).wrong_tries == 1


async def test_what_needed_the_code_goes_on_by_itself() -> None:
    world = await a_world(SMS)
    await linked(world)
    await world.says("quiero pagar en 6 cuotas", address=WEB)
    await world.says(button="accept:6", address=WEB)
    assert await world.says(button="agree:6", address=WEB) == ["code_ask"]
    assert await world.says(button="code", address=WEB) == ["code_sent"]
    assert await world.says("000000", address=WEB) == ["code_wrong"]
    assert await world.says(world.codes.last, address=WEB) == ["code_right", "plan_accepted"]
