"""What each answer of Twilio says about a message (channels.md, section 4), and the library's traps, kept shut."""

import asyncio
import json
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.channels.twilio import TwilioAccount, WhatsAppChannel
from receivables.ports import DeliveryFailed, DeliveryUnknown, Parcel, Rendered
from tests.bot.channels.twilio.server import SID, TOKEN, Answer, TwilioServer, as_json, refused

pytestmark = pytest.mark.anyio


def parcel(number: int = 42, text: str = "Hola") -> Parcel:
    return Parcel(number, 1, f"reply/{number}/0", f"+519000{number:05d}", Rendered(text))


@pytest.mark.parametrize(
    ("answer", "code", "status"),
    [
        (refused(400, 21211), "21211", 400),
        (refused(400, 63016), "63016", 400),
        (refused(401, 20003), "20003", 401),
        (refused(404, 20404), "20404", 404),
        (Answer(403, b"<html>forbidden</html>"), "403", 403),
        (Answer(400, b""), "400", 400),
        (Answer(400, b'{"code": "x"}'), "400", 400),
        (Answer(400, b"[1]"), "400", 400),
        (Answer(422, b"{", ends="cut"), "422", 422),
        (as_json({"type": "t", "title": "t", "status": 503, "code": 20422}, 422), "20422", 422),
    ],
)
async def test_a_refusal_is_certain(
    answer: Answer, code: str, status: int, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    server.next.append(answer)
    with pytest.raises(DeliveryFailed) as failed:
        await whatsapp.send(parcel())
    assert (failed.value.code, failed.value.status, failed.value.retry_after) == (code, status, None)
    assert "+51" not in repr(failed.value)
    assert len(server.calls) == 1


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = format_datetime(NOON + timedelta(seconds=40), usegmt=True)


@pytest.mark.parametrize(
    ("answer", "code", "wait"),
    [
        (refused(429, 20429, Retry_After="7"), "20429", 7),
        (refused(429, 63018), "63018", None),
        (Answer(429, b"slow down", {"Retry-After": "0"}), "20429", 1),
        (Answer(429, b"", {"Retry-After": "soon"}), "20429", None),
        (Answer(429, b"", {"Retry-After": "99999999"}), "20429", 3600),
        (Answer(429, b"", {"Retry-After": LATER, "Date": format_datetime(NOON, usegmt=True)}), "20429", 40),
    ],
)
async def test_too_many_is_certain_and_says_how_long_to_wait(
    answer: Answer, code: str, wait: int | None, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    server.next.append(answer)
    with pytest.raises(DeliveryFailed) as failed:
        await whatsapp.send(parcel())
    assert (failed.value.code, failed.value.status, failed.value.retry_after) == (code, 429, wait)


DEEP = b'{"sid":' + b"[" * 100_000
IN_DOUBT = {
    "reset": Answer(ends="reset"),
    "closed without a word": Answer(ends="close"),
    "cut off": Answer(201, b'{"sid": "SM1"', ends="cut"),
    "empty": Answer(201, b""),
    "garbage": Answer(201, b"<html>\xff\xfe</html>"),
    "too deep": Answer(201, DEEP),
    "a list": Answer(201, b"[]"),
    "a number": Answer(201, b"7"),
    "null": Answer(201, b"null"),
    "without a sid": as_json({"status": "queued"}, 201),
    "an empty sid": as_json({"sid": ""}, 201),
    "a sid that is none": as_json({"sid": 12}, 201),
    "a date that is none": as_json({"sid": None, "date_created": 5}, 201),
    "500": refused(500, 20500),
    "502": Answer(502, b"<html>Bad gateway</html>"),
    "503": refused(503, 20503, Retry_After="5"),
    "504": Answer(504),
    "moved": Answer(302, b"", {"Location": "/elsewhere"}),
    "a 500 that calls itself 400": as_json({"type": "t", "title": "t", "status": 400, "code": 21211}, 500),
    "late": Answer(201, b'{"sid": "SM1"}', after=5),
}


@pytest.mark.parametrize("answer", IN_DOUBT.values(), ids=IN_DOUBT)
async def test_of_everything_else_nobody_knows(
    answer: Answer, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    server.next.append(answer)
    began = asyncio.get_running_loop().time()
    with pytest.raises(DeliveryUnknown) as doubt:
        await whatsapp.send(parcel())
    assert asyncio.get_running_loop().time() - began < 2
    assert "+51" not in repr(doubt.value)
    assert len(server.calls) == 1  # nothing is ever posted a second time
    assert (await whatsapp.send(parcel())).provider_id  # and the next call is not the worse for it


async def test_without_a_connection_nothing_was_sent(server: TwilioServer) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        account = TwilioAccount(SID, TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(DeliveryFailed) as failed:
            await WhatsAppChannel(account, "+51900000001", None).send(parcel())
        await account.close()
    assert (failed.value.why, failed.value.code, failed.value.status) == ("unreachable", "unreachable", 0)
    assert failed.value.retry_after == 30


async def test_without_a_name_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    account = TwilioAccount(SID, TOKEN, "http://api.example.org")
    with pytest.raises(DeliveryFailed, match="unreachable"):
        await WhatsAppChannel(account, "+51900000001", None).send(parcel())
    await account.close()


async def test_a_connection_that_takes_too_long_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.twilio.client.CONNECT_SECONDS", 0.1)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(address)
        account = TwilioAccount(SID, TOKEN, f"http://127.0.0.1:{address[1]}", seconds=2)
        with pytest.raises(DeliveryFailed, match="unreachable"):
            await WhatsAppChannel(account, "+51900000001", None).send(parcel())
        await account.close()
        for each in waiting:
            each.close()


async def test_who_waits_in_vain_for_a_free_connection_sent_nothing(
    server: TwilioServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.twilio.client.CONNECT_SECONDS", 0.2)
    server.delay = 1.0
    account = TwilioAccount(SID, TOKEN, server.url)
    channel = WhatsAppChannel(account, "+51900000001", None)
    sent = await asyncio.gather(*(channel.send(parcel(n)) for n in range(103)), return_exceptions=True)
    await account.close()
    failed = [each for each in sent if isinstance(each, DeliveryFailed)]
    assert len(failed) >= 3  # a hundred connections are all there are
    assert {each.why for each in failed} == {"unreachable"}
    assert len(server.calls) == 103 - len(failed)  # what was told to be certain is certain


async def test_after_the_end_nothing_is_sent(server: TwilioServer) -> None:
    account = TwilioAccount(SID, TOKEN, server.url)
    await account.close()
    with pytest.raises(DeliveryFailed, match="unreachable"):
        await WhatsAppChannel(account, "+51900000001", None).send(parcel())
    assert server.calls == []


@pytest.mark.parametrize("answer", [refused(400, 21211), Answer(ends="reset"), refused(500, 20500)])
async def test_a_reply_sent_in_part_is_in_doubt(
    answer: Answer, server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    server.next.extend([as_json({"sid": "SM1"}, 201), answer])
    with pytest.raises(DeliveryUnknown):
        await whatsapp.send(parcel(text="a" * 1600 + "b" * 100))


async def test_200_at_once_get_each_their_own_sid(server: TwilioServer) -> None:
    """The library without its pool gives the answer of one call to another."""
    server.handlers.append(
        lambda call: Answer(201, json.dumps({"sid": "SM" + call.form["To"][-5:]}).encode(), after=0.02)
    )
    account = TwilioAccount(SID, TOKEN, server.url)
    channel = WhatsAppChannel(account, "+51900000001", None)
    deliveries = await asyncio.gather(*(channel.send(parcel(number)) for number in range(200)))
    await account.close()
    assert [each.provider_id for each in deliveries] == [f"SM{number:05d}" for number in range(200)]


async def test_the_library_is_used_as_it_comes(account: TwilioAccount) -> None:
    """With its pool, without its retries (they post a creation again), without its time limit (it is not kept)."""
    http = account.client.http_client
    assert type(http.session).__name__ == "ClientSession"
    assert http.timeout is None
    assert account.client.region is None
    assert not account.client.edge


async def test_nothing_of_people_is_logged(
    server: TwilioServer, whatsapp: WhatsAppChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server.next.extend([refused(400, 21211)])
    with pytest.raises(DeliveryFailed):
        await whatsapp.send(parcel())
    await whatsapp.send(parcel())
    assert "51900" not in caplog.text
    assert TOKEN not in caplog.text


async def test_a_connection_that_is_not_free_in_time_leaves_the_message_where_it_was() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:  # nobody accepts: what comes next waits for its connection
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        account = TwilioAccount(SID, TOKEN, f"http://127.0.0.1:{full.getsockname()[1]}")
        channel = WhatsAppChannel(account, "+51900000001", None)
        for left in (0.2, -1.0):
            begin_by = asyncio.get_running_loop().time() + left
            with pytest.raises(DeliveryFailed, match="busy"):
                await channel.send(replace(parcel(), begin_by=begin_by))
        await account.close()
        for each in waiting:
            each.close()


async def test_each_part_of_a_long_answer_has_its_turn(
    server: TwilioServer, whatsapp: WhatsAppChannel
) -> None:
    seen: list[int] = []

    async def turn() -> None:
        seen.append(len(server.calls))

    await whatsapp.send(replace(parcel(text="palabra " * 400), turn=turn))
    assert seen == [1]
    assert len(server.calls) == 2
