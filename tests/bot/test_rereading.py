"""Messages that could not be read are read again, by the reader of their own channel, when staff ask for it."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlencode

import httpx
import pytest
from telegram import Update
from twilio.request_validator import RequestValidator

from bot.app import create_bot
from bot.channels.telegram import TelegramChannel
from bot.channels.twilio import inbound as twilio
from bot.channels.twilio.signature import Signature
from bot.gathering import REFUSED
from bot.webhooks import TELEGRAM, TELEGRAM_HEADER, TWILIO_INBOUND, TelegramHook, webhooks_router
from receivables.model.conversation import DeadLetter, Inbound
from receivables.model.sending import AlarmKind
from receivables.usecases import alarms, dead_letters
from receivables.usecases.answer import UNREADABLE, reply_key
from tests.support.chatting import ChatWorld

pytestmark = pytest.mark.anyio

AUTH, PUBLIC, SECRET = "12345", "https://bot.example.org", "s3cret"
PERSON = {"id": 77, "is_bot": False, "first_name": "Ana"}
CHAT = {"id": 77, "type": "private"}
MESSAGE = {"message_id": 5, "date": 1_704_700_000, "chat": CHAT, "from": PERSON, "text": "hola"}
FIELDS = {
    "MessageSid": "SM00000000000000000000000000000009",
    "From": "whatsapp:@rosa",
    "To": "whatsapp:+51900000000",
    "Body": "hola",
}


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
async def client(world: ChatWorld) -> AsyncIterator[httpx.AsyncClient]:
    channel = TelegramChannel("1:token", "http://127.0.0.1:9")
    hooks = webhooks_router(
        world.inbox, telegram=TelegramHook(SECRET, channel), twilio=Signature(AUTH, PUBLIC)
    )
    app = create_bot(world.services, [hooks])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://10.0.0.5") as made:
        yield made
    await channel.close()


async def _form(client: httpx.AsyncClient) -> None:
    signature = RequestValidator(AUTH).compute_signature(PUBLIC + TWILIO_INBOUND, FIELDS)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
    answer = await client.post(TWILIO_INBOUND, content=urlencode(FIELDS), headers=headers)
    assert answer.status_code == 200


async def _update(client: httpx.AsyncClient, chat: dict[str, object] | None = None) -> None:
    update = {"update_id": 7, "message": {**MESSAGE, "chat": chat or CHAT}}
    headers = {TELEGRAM_HEADER: SECRET}
    assert (
        await client.post(TELEGRAM, content=json.dumps(update).encode(), headers=headers)
    ).status_code == 200


async def _retried(world: ChatWorld) -> list[DeadLetter]:
    """What is left in the list after all that stands there was tried again."""
    for letter in await dead_letters.waiting(world.services):
        await dead_letters.retry(world.services, letter.inbound.id, actor="staff/ana")
    assert await world.inbox.catch_up()
    return await dead_letters.waiting(world.services)


async def _kept(world: ChatWorld, id: str) -> Inbound:
    async with world.services.units.reading() as unit:
        found = await unit.conversations.message(id)
    assert found is not None
    return found


def _fail_to_read(patch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise KeyError("new field")

    patch.setattr(Update, "de_json", refuse)


async def test_a_form_is_read_by_a_version_that_knows_its_sender(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _form(client)
    [again] = await _retried(world)
    assert (again.problem, again.inbound.channel) == ("no_sender", "twilio")

    came_at = again.inbound.received_at
    world.clock.move(timedelta(minutes=5))
    monkeypatch.setattr(twilio, "_USER", re.compile("@rosa"))
    assert await _retried(world) == []
    message = await _kept(world, FIELDS["MessageSid"])
    assert (message.channel, message.address, message.text) == ("whatsapp", "@rosa", "hola")
    assert message.received_at == came_at  # the 24 hours of the channel count from there
    assert await world.said((reply_key(message.id, 0),)) == ["welcome"]
    await _form(client)  # brought once more, it is known by its own id
    assert await world.inbox.catch_up()
    assert await world.said((reply_key(message.id, 0),)) == ["welcome"]
    async with world.services.units.reading() as unit:
        assert sum((await unit.outbox.tally()).values()) == 1


async def test_an_update_is_read_by_a_version_that_can(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        _fail_to_read(older)
        await _update(client)
        [letter] = await _retried(world)
        assert (letter.problem, letter.inbound.id) == (UNREADABLE, "telegram:7")
    assert await _retried(world) == []
    message = await _kept(world, "telegram:7")
    assert (message.address, message.text) == ("77", "hola")
    assert await world.said((reply_key("telegram:7", 0),)) == ["welcome"]


async def test_what_turns_out_to_be_nothing_to_answer_is_done_with(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        _fail_to_read(older)
        await _update(client, {"id": -5, "type": "group", "title": "Vecinos"})
    assert await _retried(world) == []
    async with world.services.units.reading() as unit:
        assert await unit.outbox.tally() == {}


async def test_what_the_store_refused_is_read_from_what_came(world: ChatWorld) -> None:
    webhooks_router(world.inbox)
    fields = {**FIELDS, "From": "whatsapp:+51900000001"}
    now = world.clock.now()
    letters = [
        Inbound(f"{REFUSED}:1", "whatsapp", "", "", None, now, raw=json.dumps(fields)),
        Inbound(f"{REFUSED}:2", "embedded", "", "", None, now),
    ]
    await world.inbox.gatherer.messages([(letter, REFUSED) for letter in letters])
    [left] = await _retried(world)
    assert (left.inbound.id, left.problem) == (letters[1].id, UNREADABLE)
    assert (await _kept(world, fields["MessageSid"])).address == "+51900000001"


async def test_a_dead_letter_rings_until_somebody_looks(client: httpx.AsyncClient, world: ChatWorld) -> None:
    for _ in range(2):
        await _form(client)
    [alarm] = await alarms.unseen(world.services)
    assert (alarm.kind, alarm.subject, alarm.count) == (AlarmKind.DEAD_LETTERS, "twilio", 1)
    await alarms.see(world.services, alarm.kind, alarm.subject, actor="staff/ana")
    assert len(await _retried(world)) == 1
    assert [each.subject for each in await alarms.unseen(world.services)] == ["twilio"]
