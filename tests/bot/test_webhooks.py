"""What providers bring is verified, stored and committed before it is answered; strangers are refused."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from twilio.request_validator import RequestValidator

from bot.app import create_bot
from bot.channels.telegram import TelegramChannel
from bot.channels.twilio import statuses
from bot.channels.twilio.signature import Signature
from bot.problems import fault
from bot.webhooks import (
    LONGEST_BODY,
    TELEGRAM,
    TELEGRAM_HEADER,
    TWILIO_INBOUND,
    TWILIO_STATUS,
    TelegramHook,
    webhooks_router,
)
from caudal.shield import shielded
from receivables.model.conversation import Inbound
from receivables.model.sending import Callback, Told
from receivables.testing.units import MemoryUnits
from receivables.usecases import dead_letters
from templates.errors import PROBLEM_JSON
from tests.support.chatting import ChatWorld
from tests.support.telegram_server import TOKEN, TelegramServer, telegram_server

pytestmark = pytest.mark.anyio

SECRET, AUTH, PUBLIC = "s3cret", "invented-auth-token", "https://bot.example.org"
CHAT = {"id": 42, "type": "private", "first_name": "Rosa"}
PERSON = {"id": 42, "is_bot": False, "first_name": "Rosa"}
MESSAGE: dict[str, object] = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": PERSON}
SMS = {"MessageSid": "SM1", "From": "+51900000001", "To": "+51900000002", "Body": " hola ", "NumMedia": "0"}
STATUS = {"MessageSid": "SM9", "MessageStatus": "delivered", "To": "+51900000001", "ErrorCode": ""}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with telegram_server() as server:
        yield server


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
async def client(world: ChatWorld, telegram: TelegramServer) -> AsyncIterator[httpx.AsyncClient]:
    channel = TelegramChannel(TOKEN, telegram.url)
    hook = TelegramHook(SECRET, channel)
    async with _client(world, telegram=hook, twilio=Signature(AUTH, PUBLIC)) as made:
        yield made
    await channel.close()


def _client(world: ChatWorld, **parts: Any) -> httpx.AsyncClient:
    app = shielded(create_bot(world.services, [webhooks_router(world.inbox, **parts)]), fault)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://10.0.0.5:8001")


def _update(text: str = "hola", number: int = 7) -> bytes:
    return json.dumps({"update_id": number, "message": {**MESSAGE, "text": text}}).encode()


async def _telegram(client: httpx.AsyncClient, body: bytes, secret: str | bytes = SECRET) -> httpx.Response:
    given = secret.encode() if isinstance(secret, str) else secret
    return await client.post(TELEGRAM, content=body, headers={TELEGRAM_HEADER.encode(): given})


async def _twilio(
    client: httpx.AsyncClient, path: str, fields: dict[str, str] | bytes, signature: str | bytes | None = None
) -> httpx.Response:
    """A form with its signature, as Twilio makes it."""
    if signature is None and isinstance(fields, dict):
        signature = RequestValidator(AUTH).compute_signature(PUBLIC + path, fields)
    body = urlencode(fields) if isinstance(fields, dict) else fields
    headers = {"Content-Type": FORM, "X-Twilio-Signature": signature or ""}
    return await client.post(path, content=body, headers=headers)  # type: ignore[arg-type]


async def _messages(world: ChatWorld) -> list[Inbound]:
    async with world.services.units.reading() as unit:
        return await unit.conversations.unanswered(100)


async def _callbacks(world: ChatWorld, of: int = 12) -> list[Callback]:
    async with world.services.units.reading() as unit:
        return await unit.callbacks.of_row(of)


async def test_an_update_with_the_secret_is_stored_once(client: httpx.AsyncClient, world: ChatWorld) -> None:
    for _ in range(3):
        response = await _telegram(client, _update())
        assert (response.status_code, response.content) == (200, b"")
    [message] = await _messages(world)
    assert (message.id, message.text, message.raw) == ("telegram:7", "hola", _update().decode())


@pytest.mark.parametrize(
    "secret", ["", "S3cret", "s3cret ", "ñ".encode("latin-1"), b"\xff\xfe", "s3cret" * 40]
)
async def test_a_stranger_is_refused_on_telegram(
    client: httpx.AsyncClient, world: ChatWorld, secret: str | bytes
) -> None:
    response = await _telegram(client, _update(), secret)
    assert response.status_code == 403
    assert response.headers["content-type"] == PROBLEM_JSON
    assert (await client.post(TELEGRAM, content=_update())).status_code == 403
    assert await _messages(world) == []


async def test_a_pressed_button_is_acknowledged_after_it_was_stored(
    client: httpx.AsyncClient, world: ChatWorld, telegram: TelegramServer
) -> None:
    query = {"id": "q7", "from": PERSON, "chat_instance": "1", "data": "debt", "message": MESSAGE}
    response = await _telegram(client, json.dumps({"update_id": 8, "callback_query": query}).encode())
    assert response.status_code == 200
    [message] = await _messages(world)
    assert message.button == "debt"
    for _ in range(500):
        if telegram.answered_queries:
            break
        await asyncio.sleep(0.01)
    assert telegram.answered_queries == ["q7"]


async def test_a_provider_that_is_not_set_up_is_not_there(world: ChatWorld) -> None:
    async with _client(world) as client:
        for path in (TELEGRAM, TWILIO_INBOUND, TWILIO_STATUS):
            response = await client.post(path, content=b"x")
            assert (response.status_code, response.headers["content-type"]) == (404, PROBLEM_JSON)
    channel = TelegramChannel(TOKEN, "http://127.0.0.1:9")
    async with _client(world, telegram=TelegramHook("", channel)) as client:
        assert (await _telegram(client, _update(), "")).status_code == 403


async def test_only_posts_are_taken(client: httpx.AsyncClient) -> None:
    for path in (TELEGRAM, TWILIO_INBOUND, TWILIO_STATUS):
        for method in ("GET", "PUT", "DELETE"):
            response = await client.request(method, path)
            assert (response.status_code, response.headers["allow"]) == (405, "POST")
            assert response.headers["content-type"] == PROBLEM_JSON
            assert response.json()["detail"]


async def test_a_message_by_sms_is_stored_and_answered_with_nothing_to_say(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    for _ in range(2):
        response = await _twilio(client, TWILIO_INBOUND, SMS)
        assert (response.status_code, response.text) == (200, "<Response/>")
        assert response.headers["content-type"].startswith("text/xml")
    [message] = await _messages(world)
    assert (message.id, message.channel, message.address) == ("SM1", "sms", "+51900000001")
    assert message.text == " hola "


async def test_a_status_is_stored_with_the_number_of_its_message(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    for _ in range(2):
        response = await _twilio(client, f"{TWILIO_STATUS}?o=12&a=1", STATUS)
        assert response.status_code == 200
    [callback] = await _callbacks(world)
    assert (callback.provider_id, callback.told, callback.attempt) == ("SM9", Told.DELIVERED, 1)
    assert world.inbox.gatherer.callbacks_came.is_set()


async def test_a_status_as_json_is_signed_by_the_digest_of_its_body(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    validator = RequestValidator(AUTH)
    body = json.dumps(STATUS)
    path = f"{TWILIO_STATUS}?o=12&a=1&bodySHA256={validator.compute_hash(body)}"
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Twilio-Signature": validator.compute_signature(PUBLIC + path, {}),
    }
    assert (await client.post(path, content=body + " ", headers=headers)).status_code == 403
    assert await _callbacks(world) == []
    assert (await client.post(path, content=body, headers=headers)).status_code == 200
    assert len(await _callbacks(world)) == 1


@pytest.mark.parametrize("signature", ["", "bm8=", "ñ".encode("latin-1"), b"\xff"])
@pytest.mark.parametrize("path", [TWILIO_INBOUND, f"{TWILIO_STATUS}?o=12&a=1"])
async def test_a_stranger_is_refused_on_twilio(
    client: httpx.AsyncClient, world: ChatWorld, path: str, signature: str | bytes
) -> None:
    assert (await _twilio(client, path, SMS, signature)).status_code == 403
    bare = await client.post(path, content=urlencode(SMS), headers={"Content-Type": FORM})
    assert bare.status_code == 403
    assert await _messages(world) == []


async def test_a_signature_is_good_for_its_address_only(client: httpx.AsyncClient, world: ChatWorld) -> None:
    signed = RequestValidator(AUTH).compute_signature(f"{PUBLIC}{TWILIO_STATUS}?o=12&a=1", STATUS)
    for path in (f"{TWILIO_STATUS}?o=13&a=1", f"{TWILIO_STATUS}?o=12&a=2", TWILIO_INBOUND):
        assert (await _twilio(client, path, STATUS, signed)).status_code == 403
    inside = RequestValidator(AUTH).compute_signature(f"http://10.0.0.5:8001{TWILIO_INBOUND}", SMS)
    assert (await _twilio(client, TWILIO_INBOUND, SMS, inside)).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "?o=12", "?o=doce&a=1", "?o=-1&a=1", "?o=1e3&a=1", "?o=12&a=", "?o=٣&a=1"]
)
async def test_a_status_of_no_message_of_ours_is_kept_for_staff(
    client: httpx.AsyncClient, world: ChatWorld, query: str
) -> None:
    path = str(httpx.URL(f"{TWILIO_STATUS}{query}").raw_path.decode())
    assert (await _twilio(client, path, STATUS)).status_code == 200
    [letter] = await dead_letters.waiting(world.services)
    assert letter.inbound.address == ""
    assert "SM9" in letter.inbound.raw


async def test_a_status_that_nobody_knows_is_kept_whole_and_read_again_after_an_update(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, new = f"{TWILIO_STATUS}?o=12&a=3", {**STATUS, "MessageStatus": "pondered", "ErrorCode": "63013"}
    for _ in range(2):
        assert (await _twilio(client, path, new)).status_code == 200
    [letter] = await dead_letters.waiting(world.services)
    assert (letter.problem, letter.inbound.channel) == ("unknown_status", "callback")
    assert "o=12&a=3" in letter.inbound.raw
    assert urlencode(new) in letter.inbound.raw

    await dead_letters.retry(world.services, letter.inbound.id, actor="staff/ana")
    assert await world.inbox.catch_up()
    [again] = await dead_letters.waiting(world.services)
    assert (again.inbound.id, again.problem) == (letter.inbound.id, "unknown_status")

    monkeypatch.setitem(statuses._TOLD, "pondered", Told.FAILED)
    await dead_letters.retry(world.services, letter.inbound.id, actor="staff/ana")
    assert await world.inbox.catch_up()
    assert await dead_letters.waiting(world.services) == []
    [callback] = await _callbacks(world)
    assert (callback.provider_id, callback.told, callback.attempt) == ("SM9", Told.FAILED, 3)
    assert (callback.code, callback.received_at) == ("63013", letter.inbound.received_at)
    assert world.inbox.gatherer.callbacks_came.is_set()


async def test_what_is_authentic_and_unreadable_is_kept_for_staff_once(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    for _ in range(2):
        assert (await _telegram(client, b"not json")).status_code == 200
        response = await _twilio(client, TWILIO_INBOUND, {"Body": "hola"})
        assert (response.status_code, response.text) == (200, "<Response/>")
    letters = await dead_letters.waiting(world.services)
    assert sorted(letter.inbound.channel for letter in letters) == ["telegram", "twilio"]
    assert await _messages(world) == []


async def test_too_much_is_refused_before_it_is_read(client: httpx.AsyncClient, world: ChatWorld) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 65_536
            yield b"x" * 65_536

    for path in (TELEGRAM, TWILIO_INBOUND, TWILIO_STATUS):
        headers = {TELEGRAM_HEADER: SECRET}
        announced = await client.post(path, content=b"x" * (LONGEST_BODY + 1), headers=headers)
        assert (announced.status_code, announced.headers["content-type"]) == (413, PROBLEM_JSON)
        lied = {**headers, "Content-Length": "9" * 30}
        assert (await client.post(path, content=b"x", headers=lied)).status_code == 413
        read = 0
        assert (await client.post(path, content=endless(), headers=headers)).status_code == 413
        assert read <= LONGEST_BODY + 2 * 65_536
    whole = _update("x").ljust(LONGEST_BODY)
    assert (await _telegram(client, whole)).status_code == 200


async def test_the_bound_of_an_application_around_it_says_the_same(world: ChatWorld) -> None:
    async def bounded(scope: Any, receive: Any, send: Any) -> None:
        async def stops() -> Any:
            raise HTTPException(413)

        await plain(scope, stops, send)

    plain = FastAPI()
    plain.include_router(webhooks_router(world.inbox, twilio=Signature(AUTH, PUBLIC)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(bounded), base_url="http://api") as client:
        told = await client.post(TWILIO_INBOUND, content=b"x")
        assert (told.status_code, told.headers["content-type"]) == (413, PROBLEM_JSON)
        assert (await client.get(TWILIO_INBOUND)).status_code == 405


async def test_while_the_store_is_away_the_provider_is_to_come_again(
    client: httpx.AsyncClient,
    world: ChatWorld,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def away(_: MemoryUnits) -> object:
        raise OSError("away: un secreto")

    with monkeypatch.context() as gone:
        gone.setattr(MemoryUnits, "__call__", away)
        for response in (
            await _telegram(client, _update("un secreto")),
            await _twilio(client, TWILIO_INBOUND, SMS),
            await _twilio(client, f"{TWILIO_STATUS}?o=12&a=1", STATUS),
        ):
            assert (response.status_code, response.headers["content-type"]) == (503, PROBLEM_JSON)
            assert "secreto" not in response.text
    assert "secreto" not in caplog.text
    assert "900000001" not in caplog.text
    assert (await _telegram(client, _update())).status_code == 200
    assert len(await _messages(world)) == 1


async def test_refusals_say_nothing_of_what_was_sent(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        await _telegram(client, _update("un secreto"), "wrong-secreto")
        await _twilio(client, TWILIO_INBOUND, SMS, "bm8=")
    assert "secret or signature" in caplog.text
    assert len([line for line in caplog.records if line.name == "bot.webhooks"]) == 1
    assert "secreto" not in caplog.text
    assert "900000001" not in caplog.text


@settings(max_examples=40)
@given(
    body=st.binary(max_size=300), kind=st.sampled_from([FORM, "application/json", "multipart/form-data", ""])
)
@pytest.mark.parametrize("path", [TELEGRAM, TWILIO_INBOUND, f"{TWILIO_STATUS}?o=1&a=1"])
def test_no_body_breaks_a_webhook(path: str, body: bytes, kind: str) -> None:
    """Whatever is posted, authentic or not: never a fault of ours."""

    async def post() -> None:
        world = await ChatWorld.with_customer()
        channel = TelegramChannel(TOKEN, "http://127.0.0.1:9")
        anything = Signature(AUTH, PUBLIC)
        for signed in (True, False):
            if signed:
                anything.valid = lambda *_: True  # type: ignore[method-assign]
            hook = TelegramHook(SECRET, channel)
            async with _client(world, telegram=hook, twilio=anything) as client:
                headers = {TELEGRAM_HEADER: SECRET if signed else "no", "Content-Type": kind}
                response = await client.post(path, content=body, headers=headers)
            assert response.status_code in ((200,) if signed else (403,))
            anything = Signature(AUTH, PUBLIC)
        await channel.close()

    asyncio.run(post())
