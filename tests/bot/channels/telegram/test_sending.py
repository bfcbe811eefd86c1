"""Sending on Telegram by the real client against a stand-in server: a failure means what it means."""

import asyncio
import logging
import threading
from dataclasses import replace

import pytest

from bot.channels.telegram import LONGEST, TelegramChannel, parts
from bot.channels.telegram.channel import ASIDE, CONNECTIONS
from receivables.errors import BadSetting, Refused, Unknown
from receivables.ports import DeliveryFailed, DeliveryUnknown, Rendered
from tests.bot.channels.telegram.conftest import HELLO, a_parcel, true
from tests.support.chatting import ChatWorld
from tests.support.telegram_server import TOKEN, Fault, TelegramServer

pytestmark = pytest.mark.anyio

REFUSALS: list[tuple[Fault, str, int]] = [
    (Fault(400, "Bad Request: can't parse entities: unexpected end"), "400.parse", 400),
    (Fault(400, "Bad Request: chat not found"), "400.chat_not_found", 400),
    (Fault(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1001}), "400.migrated", 400),
    (Fault(400, "Bad Request: message is too long"), "400.too_long", 400),
    (Fault(400, "Bad Request: something new"), "400", 400),
    (Fault(400, body=b"<html>"), "400", 400),
    (Fault(401, "Unauthorized"), "401", 401),
    (Fault(403, "Forbidden: bot can't initiate conversation with a user"), "403.initiate", 403),
    (Fault(403, "Forbidden: bot was blocked by the user"), "403.blocked", 403),
    (Fault(403, "Forbidden: bot was kicked from the group chat"), "403.kicked", 403),
    (Fault(403, "Forbidden: something new"), "403", 403),
    (Fault(403, "Forbidden: user is deactivated"), "403.deactivated", 403),
    (Fault(409, "Conflict: terminated by other getUpdates request"), "409", 409),
    (Fault(413, "Request Entity Too Large"), "413", 413),
    (Fault(418, body=b"a teapot"), "418", 418),
]
IN_DOUBT = [
    Fault(500),
    Fault(502, body=b"<html>"),
    Fault(200, body=b"garbage"),
    Fault(200, body=b""),
    Fault(200, body=b"[]"),
    Fault(200, body=b'{"ok": true}'),
    Fault(200, body=b'{"ok": true, "result": 7}'),
    Fault(drop=True),
    Fault(drop=True, after_accepting=True),
]


async def test_buttons_are_laid_out_and_carried(telegram: TelegramServer, channel: TelegramChannel) -> None:
    delivery = await channel.send(a_parcel())
    assert delivery.provider_id == "42:1"
    assert telegram.buttons() == ["debt", "human"]
    with pytest.raises(ValueError, match="64 bytes"):
        await channel.send(a_parcel(Rendered("hola", (("ñ" * 33, "x"),))))
    assert len(telegram.sent) == 1


async def test_a_long_text_goes_in_parts_with_the_buttons_below_the_last(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    lines = [f"línea {number} 😀" for number in range(900)]
    await channel.send(a_parcel(Rendered("\n".join(lines), HELLO.buttons)))
    assert len(telegram.sent) > 1
    assert "\n".join(telegram.texts()).split("\n") == lines
    assert ["reply_markup" in message for message in telegram.sent] == [False] * (len(telegram.sent) - 1) + [
        True
    ]


def test_parts_are_never_too_long_and_lose_nothing() -> None:
    for text in ("x" * 10_000, "😀" * 5_000, "a\n" * 6_000, "", "corto"):
        cut = parts(text)
        assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST for part in cut)
        assert "".join(cut).replace("\n", "") == text.replace("\n", "")


@pytest.mark.parametrize(("fault", "code", "status"), REFUSALS)
async def test_a_refusal_is_told_by_its_code(
    telegram: TelegramServer, channel: TelegramChannel, fault: Fault, code: str, status: int
) -> None:
    telegram.fails("sendMessage", fault)
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(a_parcel())
    assert (failed.value.code, failed.value.status) == (code, status)
    assert failed.value.retry_after is None
    assert telegram.called("sendMessage") == []


@pytest.mark.parametrize("fault", IN_DOUBT)
async def test_what_nobody_knows_is_in_doubt_and_not_sent_again(
    telegram: TelegramServer, channel: TelegramChannel, fault: Fault
) -> None:
    telegram.fails("sendMessage", fault)
    with pytest.raises(DeliveryUnknown):
        await channel.send(a_parcel())
    assert len(telegram.called("sendMessage")) == fault.after_accepting


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (Fault(429, "Too Many Requests", {"retry_after": 60}), 60),
        (Fault(429, "Too Many Requests"), 30),
        (Fault(429, body=b"<html>"), 30),
    ],
)
async def test_after_a_flood_the_whole_bot_keeps_quiet(
    telegram: TelegramServer, channel: TelegramChannel, fault: Fault, seconds: int
) -> None:
    telegram.fails("sendMessage", fault)
    for address in ("42", "43"):
        with pytest.raises(DeliveryFailed, match="flood") as failed:
            await channel.send(a_parcel(address=address))
        assert (failed.value.code, failed.value.status) == ("429", 429)
        assert failed.value.retry_after is not None
        assert seconds - 5 < failed.value.retry_after <= seconds
    assert telegram.called("sendMessage") == []


async def test_a_text_sent_in_part_is_in_doubt(telegram: TelegramServer, channel: TelegramChannel) -> None:
    telegram.fails("sendMessage", Fault(takes=True), Fault(403, "Forbidden: bot was blocked by the user"))
    with pytest.raises(DeliveryUnknown, match="in part"):
        await channel.send(a_parcel(Rendered("x" * 5000)))
    assert len(telegram.sent) == 1


async def test_an_api_that_cannot_be_reached_was_told_nothing() -> None:
    channel = TelegramChannel(TOKEN, "http://127.0.0.1:9")
    assert not await channel.open()
    with pytest.raises(DeliveryFailed, match="unreachable") as failed:
        await channel.send(a_parcel())
    assert failed.value.retry_after
    assert failed.value.code == "unreachable"
    await channel.close()


async def test_a_late_answer_is_in_doubt(
    telegram: TelegramServer, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    telegram.before_sending = go_on.wait
    monkeypatch.setattr(channel._requests[0]._client, "timeout", 0.2)
    with pytest.raises(DeliveryUnknown, match="TimedOut"):
        await channel.send(a_parcel())
    go_on.set()


async def test_a_full_pool_is_a_message_that_was_not_sent(
    telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library raises `TimedOut` as for a late answer: only the cause tells them apart."""
    monkeypatch.setattr("bot.channels.telegram.channel.CONNECTIONS", 1)
    monkeypatch.setattr("bot.channels.telegram.channel.ASIDE", 0)
    monkeypatch.setattr("bot.channels.telegram.channel.POOL_SECONDS", 0.05)
    channel = TelegramChannel(TOKEN, telegram.url)
    channel._turns = asyncio.Semaphore(2)
    go_on = threading.Event()
    telegram.before_sending = go_on.wait
    first = asyncio.create_task(channel.send(a_parcel()))
    await true(lambda: bool(telegram.called("sendMessage")))
    with pytest.raises(DeliveryFailed, match="unreachable"):
        await channel.send(a_parcel())
    go_on.set()
    await first
    await channel.close()
    assert len(telegram.sent) == 1


async def test_more_sends_than_connections_wait_their_turn_outside_the_pool(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    """httpx gets slower the more calls are open at once, and its default pool here is of 256."""
    assert CONNECTIONS + ASIDE <= 16
    limits = channel._requests[0]._client_kwargs["limits"]
    assert limits.max_connections == CONNECTIONS + ASIDE
    open_now = most = 0
    lock = threading.Lock()

    def count(_: float) -> None:
        nonlocal open_now, most
        with lock:
            open_now += 1
            most = max(most, open_now)
        threading.Event().wait(0.005)
        with lock:
            open_now -= 1

    telegram.before_sending = count
    await asyncio.gather(*(channel.send(a_parcel(address=str(n))) for n in range(60)))
    assert len(telegram.sent) == 60
    assert 1 < most <= CONNECTIONS


async def test_a_button_is_acknowledged_while_messages_wait(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    go_on = threading.Event()
    telegram.before_sending = go_on.wait
    sends = [asyncio.create_task(channel.send(a_parcel(address=str(n)))) for n in range(CONNECTIONS + 4)]
    await true(lambda: len(telegram.called("sendMessage")) == CONNECTIONS)
    await channel.acknowledge("q1")
    assert telegram.answered_queries == ["q1"]
    go_on.set()
    await asyncio.gather(*sends)


async def test_a_turn_that_never_comes_is_a_message_that_was_not_sent(
    telegram: TelegramServer, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.channel.POOL_SECONDS", 0.01)
    channel._turns = asyncio.Semaphore(0)
    with pytest.raises(DeliveryFailed, match="busy"):
        await channel.send(a_parcel())
    assert telegram.called("sendMessage") == []


async def test_what_waits_for_others_is_not_sent_late(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    channel._turns = asyncio.Semaphore(0)
    began = asyncio.get_running_loop().time()
    with pytest.raises(DeliveryFailed, match="busy"):
        await channel.send(replace(a_parcel(), begin_by=began + 0.05))
    assert asyncio.get_running_loop().time() - began < 2
    assert telegram.called("sendMessage") == []


async def test_each_further_part_waits_for_a_turn_and_a_long_rest_breaks_off(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    seen: list[int] = []

    async def turn() -> None:
        seen.append(len(telegram.called("sendMessage")))
        if len(seen) == 2:
            raise DeliveryFailed("busy")

    with pytest.raises(DeliveryUnknown, match="sent in part"):
        await channel.send(replace(a_parcel(Rendered("palabra " * 2000)), turn=turn))
    assert seen == [1, 2]


async def test_the_token_is_in_no_log(
    telegram: TelegramServer, world: ChatWorld, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        channel = TelegramChannel(TOKEN, telegram.url)
        telegram.fails("sendMessage", Fault(500))
        await channel.open()
        with pytest.raises(DeliveryUnknown) as doubt:
            await channel.send(a_parcel())
        await channel.close()
    assert TOKEN not in caplog.text + str(doubt.value)
    assert channel.sender == "telegram:123456"


async def test_a_file_is_fetched_up_to_a_size(telegram: TelegramServer, channel: TelegramChannel) -> None:
    telegram.files["foto"] = b"x" * 1000
    assert await channel.download("foto") == b"x" * 1000
    with pytest.raises(Refused, match="media_too_large"):
        await channel.download("foto", most=999)
    with pytest.raises(Unknown, match="media_gone"):
        await channel.download("otra")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(400, "Bad Request: file is too big"), "media_too_large"),
        (Fault(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), "media_gone"),
        (Fault(429, "Too Many Requests", {"retry_after": 60}), "media_not_now"),
        (Fault(502, body=b"<html>"), "media_not_now"),
        (Fault(drop=True), "media_not_now"),
    ],
)
async def test_a_file_that_is_not_given_now_is_not_called_gone(
    telegram: TelegramServer, channel: TelegramChannel, fault: Fault, told: str
) -> None:
    telegram.files["foto"] = b"x"
    telegram.fails("getFile", fault)
    with pytest.raises((Refused, Unknown), match=told):
        await channel.download("foto")


async def test_the_webhook_is_registered_with_its_secret(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    assert (await channel.webhook_info()).url == ""
    await channel.register_webhook("https://bot.example.org/webhooks/telegram", "s3cret_-")
    [told] = telegram.called("setWebhook")
    assert told["secret_token"] == "s3cret_-"
    assert int(told["max_connections"]) == 1  # one update after another keeps their order
    assert "my_chat_member" in told["allowed_updates"]
    assert "edited_message" in told["allowed_updates"]
    info = await channel.webhook_info()
    assert info.url == "https://bot.example.org/webhooks/telegram"
    assert info.last_error == "Connection refused"


async def test_a_webhook_that_cannot_be_is_refused(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    for secret in ("", "con espacio", "ñ", "x" * 257):
        with pytest.raises(BadSetting, match="telegram_secret_refused"):
            await channel.register_webhook("https://bot.example.org/webhooks/telegram", secret)
    assert telegram.called("setWebhook") == []
    with pytest.raises(BadSetting, match="telegram_webhook_refused"):
        await channel.register_webhook("http://bot.example.org/webhooks/telegram", "s3cret")
