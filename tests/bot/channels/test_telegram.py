"""Telegram by the real client against a stand-in server: people are answered, and a failure means what it means."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Update

from bot.channels.telegram import LONGEST, TelegramChannel, TelegramInbox, parts, to_inbound
from bot.worker import Inbox
from receivables.errors import BadSetting
from receivables.model.conversation import Inbound
from receivables.model.message import State
from receivables.ports import DeliveryFailed, DeliveryUnknown, Rendered
from receivables.usecases.answer import answer
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services
from tests.support.chatting import ChatWorld
from tests.support.telegram_server import TOKEN, Fault, TelegramServer, telegram_server

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"
HELLO = Rendered("hola", (("debt", "¿Cuánto debo?"), ("human", "Hablar con alguien")))


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with telegram_server() as server:
        yield server


@pytest.fixture
async def channel(telegram: TelegramServer) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(TOKEN, telegram.url)
    yield made
    await made.close()


@pytest.fixture
async def world(channel: TelegramChannel) -> ChatWorld:
    world = await ChatWorld.with_customer()
    world.carriers = Carriers(proactive={"telegram": channel}, replies={"telegram": channel})
    world.inbox = Inbox(world.services, world.carriers, world.words)
    return world


@asynccontextmanager
async def _polling(world: ChatWorld, channel: TelegramChannel) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()
    task = asyncio.create_task(TelegramInbox(channel, world.inbox, poll_seconds=1).run(stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.gather(task, return_exceptions=True)


async def _sent(telegram: TelegramServer, count: int) -> None:
    await asyncio.to_thread(telegram.wait_for, count)


async def _true(condition: Callable[[], bool]) -> None:
    def wait() -> None:
        until = time.monotonic() + 5
        while not condition() and time.monotonic() < until:
            time.sleep(0.01)
        assert condition()

    await asyncio.to_thread(wait)


async def test_a_conversation_on_telegram(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with _polling(world, channel):
        telegram.says("/start abc")
        await _sent(telegram, 1)
        assert "Agua Tumbes" in telegram.texts()[0]
        assert telegram.buttons() == ["debt", "offices", "human", "why"]
        telegram.presses("debt")
        await _sent(telegram, 2)
        assert len(telegram.answered_queries) == 1
        telegram.says(SUPPLY)
        await _sent(telegram, 3)
        telegram.says("45.60")
        await _sent(telegram, 6)
        assert "Debe S/ 182.40 por 4 recibos." in telegram.texts()[4]
        assert "¿Desea recibir por aquí los avisos de su recibo?" in telegram.texts()[5]
        telegram.says("pago mañana")
        await _sent(telegram, 7)
        telegram.presses(telegram.buttons()[0])
        await _sent(telegram, 8)
        assert "Anotado" in telegram.texts()[7]
    assert telegram.webhook_deleted
    assert (await world.case()).step == "promised"
    async with world.services.units.reading() as unit:
        assert await unit.conversations.linked("telegram", [SUPPLY]) == {SUPPLY: "42"}


async def test_people_are_told_apart(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with _polling(world, channel):
        telegram.says(f"{SUPPLY} 45.60", user=42)
        telegram.says("cuánto debo", user=43)
        await _sent(telegram, 2)
    assert "Gracias" in telegram.texts(42)[0]
    assert "182.40" not in telegram.texts(43)[0]


async def test_a_group_never_hears_of_a_debt(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with _polling(world, channel):
        telegram.says_in_group("cuánto debo")
        telegram.says("gracias")
        await _sent(telegram, 1)
    assert [message["chat_id"] for message in telegram.sent] == ["42"]


async def test_a_voice_note_is_asked_for_in_writing(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with _polling(world, channel):
        telegram.speaks()
        await _sent(telegram, 1)
    assert "solo puedo leer mensajes escritos" in telegram.texts()[0]


async def test_an_update_that_cannot_be_read_does_not_stop_the_next(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.puts({"update_id": 500, "message": {"text": "un secreto"}})
    telegram.puts({"update_id": 501, "unheard_of": {"text": "un secreto"}})
    telegram.puts({"message": "un secreto"})
    async with _polling(world, channel):
        telegram.says("hola")
        await _sent(telegram, 1)
    assert "secreto" not in caplog.text
    async with world.services.units.reading() as unit:
        assert await unit.conversations.unanswered(10) == []


async def test_an_update_told_twice_is_answered_once(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    number = telegram.says("hola")
    async with _polling(world, channel):
        await _sent(telegram, 1)
        telegram.says("hola", number=number)
        telegram.says("gracias")
        await _sent(telegram, 2)
    assert len(telegram.sent) == 2


async def test_what_was_stored_before_a_crash_is_answered_at_the_start(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    left = replace(world.message("hola", address="42"), id="telegram:77", channel="telegram")
    await world.inbox.store(left)
    async with _polling(world, channel):
        await _sent(telegram, 1)
    assert "Agua Tumbes" in telegram.texts()[0]


async def test_numbers_that_begin_anew_after_a_quiet_week_are_heard(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with _polling(world, channel):
        telegram.says("hola")
        await _sent(telegram, 1)
        await _true(lambda: any("offset" not in poll for poll in telegram.called("getUpdates")[1:]))
        telegram.says("gracias", number=7)
        await _sent(telegram, 2)


async def test_polling_survives_failures_of_the_server(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.FIRST_REST", 0.05)
    telegram.fails("getMe", Fault(drop=True))
    telegram.fails("getUpdates", Fault(status=200, body=b"<html>garbage</html>"))
    async with _polling(world, channel):
        telegram.says("hola")
        await _sent(telegram, 1)


async def test_a_failure_amid_a_batch_leaves_nobody_unanswered(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.FIRST_REST", 0.05)
    honest, failures = Inbox.store, iter([False, True])

    async def fragile(inbox: Inbox, inbound: Inbound) -> bool:
        if next(failures, False):
            raise OSError("the store is away")
        return await honest(inbox, inbound)

    monkeypatch.setattr(Inbox, "store", fragile)
    telegram.says("hola", user=42)
    telegram.says("hola", user=43)
    async with _polling(world, channel):
        await _sent(telegram, 2)
    assert sorted(message["chat_id"] for message in telegram.sent) == ["42", "43"]


async def test_an_answer_that_fails_once_comes_later(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.FIRST_REST", 0.05)
    failures = iter([True])

    async def fragile(services: Services, inbound: Inbound) -> tuple[str, ...]:
        if next(failures, False):
            raise OSError("the store is away")
        return await answer(services, inbound)

    monkeypatch.setattr("bot.worker.answer", fragile)
    async with _polling(world, channel):
        telegram.says("hola")
        await _sent(telegram, 1)
    assert "Agua Tumbes" in telegram.texts()[0]


def test_a_message_was_written_when_telegram_says_and_never_later_than_now() -> None:
    now = datetime(2024, 1, 8, 15, tzinfo=UTC)
    chat = {"id": 42, "type": "private", "first_name": "Rosa"}
    person = {"id": 42, "is_bot": False, "first_name": "Rosa"}

    def received(written: datetime, *, button: bool = False) -> datetime:
        message = {
            "message_id": 1,
            "date": int(written.timestamp()),
            "chat": chat,
            "from": person,
            "text": "a",
        }
        query = {"id": "q", "from": person, "chat_instance": "1", "data": "debt", "message": message}
        told = {"callback_query": query} if button else {"message": message}
        update = Update.de_json({"update_id": 1, **told}, None)
        inbound = to_inbound(update, now)
        assert inbound is not None
        return inbound.received_at

    hour = timedelta(hours=1)
    assert received(now - hour) == now - hour
    assert received(now + hour) == now
    assert received(now - hour, button=True) == now


async def test_a_token_that_telegram_refuses_stops_the_start(
    telegram: TelegramServer, world: ChatWorld
) -> None:
    for token in ("999:wrong", "", "with space", "with/slash"):
        with pytest.raises(BadSetting, match="telegram_token_refused"):
            await TelegramChannel(token, telegram.url).open()
    stop = asyncio.Event()
    with pytest.raises(BadSetting, match="telegram_token_refused"):
        await TelegramInbox(TelegramChannel("999:wrong", telegram.url), world.inbox).run(stop)


async def test_an_api_that_cannot_be_reached_is_no_wrong_token() -> None:
    channel = TelegramChannel(TOKEN, "http://127.0.0.1:9")
    assert not await channel.open()
    with pytest.raises(DeliveryFailed, match="unreachable") as failed:
        await channel.send("42", HELLO, "k")
    assert failed.value.retry_after
    await channel.close()


async def test_buttons_are_laid_out_and_carried(telegram: TelegramServer, channel: TelegramChannel) -> None:
    delivery = await channel.send("42", HELLO, "k")
    assert delivery.provider_id == "42:1"
    assert telegram.buttons() == ["debt", "human"]
    with pytest.raises(ValueError, match="64 bytes"):
        await channel.send("42", Rendered("hola", (("x" * 65, "x"),)), "k")


async def test_a_long_text_goes_in_parts_with_the_buttons_below_the_last(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    lines = [f"línea {number} 😀" for number in range(900)]
    await channel.send("42", Rendered("\n".join(lines), HELLO.buttons), "k")
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


FAULTS: list[tuple[Fault, type[Exception], dict[str, object]]] = [
    (Fault(429, "Too Many Requests: retry after 7", {"retry_after": 7}), DeliveryFailed, {"retry_after": 7}),
    (Fault(429, "Too Many Requests"), DeliveryFailed, {"retry_after": 30}),
    (Fault(403, "Forbidden: bot was blocked by the user"), DeliveryFailed, {"closed": True}),
    (Fault(400, "Bad Request: chat not found"), DeliveryFailed, {"closed": True}),
    (Fault(400, "Bad Request: can't parse"), DeliveryFailed, {"closed": False, "retry_after": None}),
    (Fault(500), DeliveryUnknown, {}),
    (Fault(502, body=b"<html>"), DeliveryUnknown, {}),
    (Fault(200, body=b"garbage"), DeliveryUnknown, {}),
    (Fault(drop=True), DeliveryUnknown, {}),
    (Fault(drop=True, after_accepting=True), DeliveryUnknown, {}),
]


@pytest.mark.parametrize(("fault", "kind", "told"), FAULTS)
async def test_a_failure_says_whether_the_message_may_have_gone(
    telegram: TelegramServer,
    channel: TelegramChannel,
    fault: Fault,
    kind: type[Exception],
    told: dict[str, object],
) -> None:
    telegram.fails("sendMessage", fault)
    with pytest.raises(kind) as failed:
        await channel.send("42", HELLO, "k")
    assert {name: getattr(failed.value, name) for name in told} == told
    assert len(telegram.called("sendMessage")) <= 1


async def test_after_a_flood_the_whole_bot_keeps_quiet(
    telegram: TelegramServer, channel: TelegramChannel
) -> None:
    telegram.fails("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 60}))
    for address in ("42", "43"):
        with pytest.raises(DeliveryFailed, match="flood") as failed:
            await channel.send(address, HELLO, "k")
        assert failed.value.retry_after is not None
        assert 55 < failed.value.retry_after <= 60
    assert telegram.called("sendMessage") == []


async def test_a_text_sent_in_part_is_in_doubt(telegram: TelegramServer, channel: TelegramChannel) -> None:
    telegram.fails("sendMessage", Fault(takes=True), Fault(403, "Forbidden: bot was blocked by the user"))
    with pytest.raises(DeliveryUnknown, match="in part"):
        await channel.send("42", Rendered("x" * 5000), "k")
    assert len(telegram.sent) == 1


async def test_a_full_pool_is_a_message_that_was_not_sent(
    telegram: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.CONNECTIONS", 1)
    monkeypatch.setattr("bot.channels.telegram.POOL_SECONDS", 0.01)
    channel = TelegramChannel(TOKEN, telegram.url)
    go_on = threading.Event()
    telegram.before_sending = go_on.wait
    first = asyncio.create_task(channel.send("42", HELLO, "k1"))
    await _true(lambda: bool(telegram.called("sendMessage")))
    with pytest.raises(DeliveryFailed, match="unreachable"):
        await channel.send("42", HELLO, "k2")
    go_on.set()
    await first
    await channel.close()
    assert len(telegram.sent) == 1


async def test_who_blocked_the_bot_gets_no_second_try(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    telegram.fails("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
    async with _polling(world, channel):
        number = telegram.says("hola")
        await _true(lambda: not telegram.faults["sendMessage"])
        telegram.says("gracias")
        await _sent(telegram, 1)
    [row] = await world.rows((f"reply/telegram:{number}/0",))
    assert row.state is State.FAILED


async def test_the_token_is_in_no_log(
    telegram: TelegramServer, world: ChatWorld, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        channel = TelegramChannel(TOKEN, telegram.url)
        telegram.fails("sendMessage", Fault(500))
        await channel.open()
        with pytest.raises(DeliveryUnknown):
            await channel.send("42", HELLO, "k")
        await channel.close()
    assert TOKEN not in caplog.text
