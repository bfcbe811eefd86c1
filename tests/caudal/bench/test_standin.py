"""The stand-in speaks as the providers do to their own clients, and fails as it is told."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import aiohttp
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from caudal.bench.standin import StandIn, running_stand_in

SENDER, TO = "whatsapp:+51900000001", "whatsapp:+51900000002"
ACCOUNT, TOKEN = "AC" + "0" * 32, "a-secret"
Heard = tuple[str, str, dict[str, str]]
pytestmark = [
    pytest.mark.anyio,
    # twilio's client still gives aiohttp its password in the way that aiohttp wants to give up
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'auth' parameter is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running_stand_in(tmp_path_factory.mktemp("stand-in") / "log") as stand_in:
        yield stand_in


@pytest.fixture
def stand_in(running: StandIn) -> StandIn:
    running.up()
    running.forget()
    running.plan()
    return running


@asynccontextmanager
async def client(stand_in: StandIn) -> AsyncIterator[Client]:
    http = AsyncTwilioHttpClient()
    twilio = Client(ACCOUNT, TOKEN, http_client=http)
    for domain in (twilio.api, twilio.content, twilio.messaging):
        domain.base_url = stand_in.url
    try:
        yield twilio
    finally:
        await http.close()


async def send(twilio: Client, number: int = 1, to: str = TO) -> str:
    callback = f"http://127.0.0.1:1/webhooks/twilio/status?o={number}&a=1"
    made = await twilio.messages.create_async(to=to, from_=SENDER, body="Hola", status_callback=callback)
    return str(made.sid)


@asynccontextmanager
async def receiver() -> AsyncIterator[tuple[str, asyncio.Queue[Heard]]]:
    """An address for callbacks, and what comes there: target, signature, fields."""
    heard: asyncio.Queue[Heard] = asyncio.Queue()
    writers: list[asyncio.StreamWriter] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        while head := (await _head(reader)).decode():
            fields = {n.lower(): v.strip() for n, _, v in (x.partition(":") for x in head.split("\r\n"))}
            body = (await reader.readexactly(int(fields["content-length"]))).decode()
            target = head.split(" ", 2)[1]
            heard.put_nowait(
                (target, fields["x-twilio-signature"], dict(parse_qsl(body, keep_blank_values=True)))
            )
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

    server = await asyncio.start_server(talk, "127.0.0.1")
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard
        for writer in writers:
            writer.close()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


async def test_messages_are_made_found_and_listed_over_pages(stand_in: StandIn) -> None:
    async with client(stand_in) as twilio:
        sids = [await send(twilio, number) for number in range(5)]
        await send(twilio, 9, to="whatsapp:+51900000003")
        found = await twilio.messages(sids[0]).fetch_async()
        assert (found.body, found.status, found.to) == ("Hola", "queued", TO)
        assert found.date_created is not None
        assert found.date_created > datetime.now(UTC) - timedelta(minutes=1)
        listed = await twilio.messages.list_async(to=TO, page_size=2)
        assert [each.sid for each in listed] == sids[::-1]
        assert await twilio.messages.list_async(to=TO, date_sent=datetime.now(UTC)) == []
    seen = stand_in.seen()
    assert (seen["asked"], seen["accepted"], seen["per_to"][TO]) == (6, 6, 5)
    assert seen["per_message"]["4"] == 1


async def test_a_template_becomes_the_text_that_a_person_reads(stand_in: StandIn) -> None:
    async with client(stand_in) as twilio, aiohttp.ClientSession() as session:
        given = {
            "friendly_name": "n",
            "language": "es",
            "types": {"twilio/text": {"body": "Debe {{1}}, {{2}}"}},
        }
        made = await session.post(
            f"{stand_in.url}/v1/Content", json=given, headers={"authorization": "Basic YTpi"}
        )
        sid = (await made.json())["sid"]
        await twilio.messages.create_async(
            to=TO, from_=SENDER, content_sid=sid, content_variables='{"1": "S/ 10", "2": "Rosa"}'
        )
        asked = await session.post(
            f"{stand_in.url}/v1/Content/{sid}/ApprovalRequests/whatsapp",
            json={"name": "n", "category": "UTILITY"},
            headers={"authorization": "Basic YTpi"},
        )
        assert asked.status == 201
        approval = await twilio.content.v1.contents(sid).approval_fetch().fetch_async()
        assert (approval.whatsapp or {})["status"] == "approved"
        assert [each.sid for each in await twilio.content.v1.contents.list_async()] == [sid]
        numbers = await twilio.incoming_phone_numbers.list_async(phone_number="+51900000001")
        changed = await numbers[0].update_async(sms_url="http://127.0.0.1/x")
        assert changed.sms_url == "http://127.0.0.1/x"
    assert [each.text for each in stand_in.sendings()] == ["Debe S/ 10, Rosa"]


async def test_callbacks_are_signed_and_may_come_before_the_answer(stand_in: StandIn) -> None:
    stand_in.plan(telling={"statuses": ["queued", "sent", "delivered"], "repeated": 2, "early": True})
    async with client(stand_in) as twilio, receiver() as (url, heard):
        callback = f"{url}/webhooks/twilio/status?o=7&a=2"
        made = await twilio.messages.create_async(to=TO, from_=SENDER, body="Hola", status_callback=callback)
        came = [heard.get_nowait() for _ in range(6)]
    assert [fields["MessageStatus"] for _, _, fields in came[::2]] == ["queued", "sent", "delivered"]
    target, signature, fields = came[0]
    assert target == "/webhooks/twilio/status?o=7&a=2"
    assert fields["MessageSid"] == made.sid
    assert RequestValidator(TOKEN).validate(callback, fields, signature)
    assert (stand_in.sendings()[0].outbox, stand_in.sendings()[0].attempt) == ("7", "2")


async def test_callbacks_come_in_any_order_and_may_tell_of_a_failure(stand_in: StandIn) -> None:
    telling = {"statuses": ["sent", "delivered"], "shuffled": True, "failing": 1.0, "code": "63024"}
    telling |= {"delay": [0.02, 0.02]}
    stand_in.plan(telling=telling, seed=3)
    async with client(stand_in) as twilio, receiver() as (url, heard):
        for number in range(6):
            await twilio.messages.create_async(
                to=TO, from_=SENDER, body="Hola", status_callback=f"{url}/s?o={number}&a=1"
            )
        async with asyncio.timeout(5):
            came = [await heard.get() for _ in range(12)]
    codes = {fields.get("ErrorCode") for _, _, fields in came if fields["MessageStatus"] == "undelivered"}
    assert codes == {"63024"}
    by_message: dict[str, list[str]] = {}
    for target, _, fields in came:
        by_message.setdefault(target, []).append(fields["MessageStatus"])
    assert {tuple(each) for each in by_message.values()} == {("sent", "undelivered"), ("undelivered", "sent")}


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("kind", ["close", "empty", "garbage", "late", "reset", "status"])
async def test_what_goes_wrong_is_written_down_with_whether_it_was_accepted(
    stand_in: StandIn, kind: str, accepted: bool
) -> None:
    fault = {"kind": kind, "accepted": accepted, "seconds": 30, "status": 503, "times": 1}
    stand_in.plan(faults=[fault])
    async with client(stand_in) as twilio:
        if kind == "empty":
            assert await send(twilio, 1) == "None"  # the client takes it for a success without an id
        else:
            with pytest.raises((TwilioRestException, aiohttp.ClientError, ValueError, TimeoutError)):
                async with asyncio.timeout(0.3):
                    await send(twilio, 1)
        await send(twilio, 2)
    first, second = stand_in.sendings()
    assert (first.accepted, first.fault) == (accepted, "status:503" if kind == "status" else kind)
    assert (second.accepted, second.fault) == (True, "")
    assert stand_in.seen()["accepted"] == 1 + accepted


async def test_a_storm_names_its_patience(stand_in: StandIn) -> None:
    stand_in.plan(faults=[{"kind": "status", "status": 429, "code": 20429, "retry_after": 2}])
    async with client(stand_in) as twilio:
        with pytest.raises(TwilioRestException) as refused:
            await send(twilio)
    assert (refused.value.status, refused.value.code) == (429, 20429)


async def test_the_same_seed_gives_the_same_faults(stand_in: StandIn) -> None:
    runs = []
    for _ in range(2):
        stand_in.forget()
        stand_in.plan(seed=5, faults=[{"kind": "status", "status": 500, "p": 0.5}])
        async with client(stand_in) as twilio:
            for number in range(12):
                with suppress(TwilioRestException):
                    await send(twilio, number)
        runs.append([each.fault for each in stand_in.sendings()])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {"", "status:500"}


def test_a_provider_that_is_down_refuses_and_comes_back(stand_in: StandIn) -> None:
    stand_in.down()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", stand_in.port), 1).close()
    assert stand_in.seen()["asked"] == 0
    stand_in.up()
    socket.create_connection(("127.0.0.1", stand_in.port), 1).close()


async def test_telegram_polls_sends_and_serves_files(stand_in: StandIn) -> None:
    bot = f"{stand_in.url}/bot1:invented"
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **given: object) -> dict[str, object]:
            async with session.post(f"{bot}/{method}", json=given) as answer:
                return dict(await answer.json())

        poll = asyncio.create_task(call("getUpdates", timeout=5))
        await asyncio.sleep(0.05)
        stand_in.update({"update_id": 10, "message": {"text": "hola"}})
        assert [each["update_id"] for each in (await poll)["result"]] == [10]  # type: ignore[attr-defined]
        assert (await call("getUpdates", offset=11))["result"] == []
        assert (await call("sendMessage", chat_id=42, text="Hola"))["ok"]
        assert (await call("sendMessage", chat_id=42, text=""))["error_code"] == 400
        stand_in.plan(faults=[{"kind": "status", "status": 429, "retry_after": 3}])
        assert (await call("sendMessage", chat_id=42, text="Hola"))["parameters"] == {"retry_after": 3}
        assert (await call("setWebhook", url="http://127.0.0.1:9/x"))["ok"]
        assert (await call("getUpdates"))["error_code"] == 409
        assert (await call("deleteWebhook"))["ok"]
        path = (await call("getFile", file_id="f"))["result"]["file_path"]  # type: ignore[index]
        async with session.get(f"{stand_in.url}/file/bot1:invented/{path}") as file:
            assert (await file.read())[:2] == b"\xff\xd8"
    assert [each.accepted for each in stand_in.sendings()] == [True, False, False]


def test_the_log_keeps_every_request(tmp_path: Path) -> None:
    with running_stand_in(tmp_path / "log") as stand_in:
        for number in range(3):
            stand_in_call(stand_in, number)
        assert stand_in.seen()["asked"] == 3
        stand_in.forget()
    assert len((tmp_path / "log").read_text().splitlines()) == 3


def stand_in_call(stand_in: StandIn, number: int) -> None:
    body = f"To=%2B5190000{number:04}&From=%2B51900000001&Body=Hola".encode()
    head = (
        f"POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1\r\nauthorization: Basic YTpi\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", stand_in.port), 5) as connection:
        connection.sendall(head.encode() + body)
        assert connection.recv(100).startswith(b"HTTP/1.1 201")
