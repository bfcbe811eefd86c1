"""Conversations on Telegram by polling: people are answered, and nothing is forgotten before it is stored."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.channels.telegram import TelegramChannel, TelegramInbox
from bot.gathering import Gatherer
from receivables.errors import BadSetting
from receivables.model.conversation import Inbound
from receivables.model.identity import chat_person
from receivables.model.message import State
from receivables.model.suppression import Cause, of_address
from receivables.usecases import dead_letters
from tests.bot.channels.telegram.conftest import polling, sent, true
from tests.support.chatting import ChatWorld
from tests.support.telegram_server import Fault, TelegramServer

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling.FIRST_REST", 0.05)
    monkeypatch.setattr("bot.channels.telegram.polling.REST_AFTER_NOTHING", 0.05)


async def test_a_conversation_on_telegram(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.says("/start abc")
        await sent(telegram, 1)
        assert "Agua Tumbes" in telegram.texts()[0]
        assert telegram.buttons() == ["debt", "offices", "human", "why"]
        telegram.presses("debt")
        await sent(telegram, 2)
        assert len(telegram.answered_queries) == 1
        telegram.says(SUPPLY)
        await sent(telegram, 3)
        telegram.says("45.60")
        await sent(telegram, 6)
        assert "Debe S/ 182.40 por 4 recibos." in telegram.texts()[4]
        assert "¿Quiere recibir por aquí los avisos de su recibo?" in telegram.texts()[5]
        telegram.says("pago mañana")
        await sent(telegram, 7)
        telegram.presses(telegram.buttons()[0])
        await sent(telegram, 8)
        assert "Anotado" in telegram.texts()[7]
    assert (await world.case()).step == "promised"
    async with world.services.units.reading() as unit:
        assert await unit.conversations.linked("telegram", [SUPPLY]) == {SUPPLY: "42"}


async def test_people_are_told_apart(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.says(f"{SUPPLY} 45.60", user=42)
        telegram.says("cuánto debo", user=43)
        await sent(telegram, 2)
    assert "Gracias" in telegram.texts(42)[0]
    assert "182.40" not in telegram.texts(43)[0]


async def test_a_group_never_hears_of_a_debt_and_an_edit_is_not_answered(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.says_in_group("cuánto debo")
        telegram.edits("cuánto debo")
        telegram.says("gracias")
        await sent(telegram, 1)
    assert [message["chat_id"] for message in telegram.sent] == ["42"]


async def test_a_voice_note_is_asked_for_in_writing_and_kept(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.sends(voice={"file_id": "v", "file_unique_id": "v", "duration": 3, "file_size": 70})
        await sent(telegram, 1)
    assert "solo puedo leer mensajes escritos" in telegram.texts()[0]
    async with world.services.units.reading() as unit:
        [kept] = await unit.conversations.inbound_of("telegram", "42")
    assert [(each.reference, each.size) for each in kept.media] == [("v", 70)]


async def test_a_caption_is_read_as_what_was_written(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.sends("gracias", document={"file_id": "d", "file_unique_id": "d"})
        await sent(telegram, 1)
    [row] = await world.rows(("reply/telegram:1000/0",))
    assert row.message.key == "thanks"


async def test_who_blocks_the_bot_is_closed_at_once_until_start_is_said_again(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async def causes() -> set[Cause]:
        async with world.services.units.reading() as unit:
            subjects = [chat_person("telegram", "42"), of_address("42")]
            return {each.cause for each in (await unit.suppressions.in_force(subjects)).values()}

    async def answered(count: int) -> None:
        telegram.says("hola", user=count)  # somebody else, whose answer tells that all before it was read
        await true(lambda: bool(telegram.texts(count)))

    async with polling(world, channel):
        telegram.says("hola")
        await sent(telegram, 1)
        telegram.becomes("kicked")
        await answered(50)
        assert await world.inbox.catch_up()
        assert await causes() == {Cause.BLOCKED}
        telegram.becomes("member")
        await answered(51)
        assert await world.inbox.catch_up()
        assert await causes() == {Cause.BLOCKED}
        telegram.says("/start")
        await true(lambda: len(telegram.texts()) == 2)
    assert await causes() == set()


async def test_an_update_that_cannot_be_read_does_not_stop_the_next_and_reaches_staff(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.puts({"update_id": 500, "message": {"text": "un secreto"}})
    telegram.puts({"update_id": 501, "unheard_of": {"text": "un secreto"}})
    telegram.puts({"message": "un secreto"})
    async with polling(world, channel):
        telegram.says("hola")
        await sent(telegram, 1)
    assert "secreto" not in caplog.text
    async with world.services.units.reading() as unit:
        assert await unit.conversations.unanswered(10) == []
    letters = await dead_letters.waiting(world.services)
    assert [(each.inbound.id, each.problem) for each in letters] == [("telegram:500", "unreadable")]


async def test_an_update_told_twice_is_answered_once(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    number = telegram.says("hola")
    async with polling(world, channel):
        await sent(telegram, 1)
        telegram.says("hola", number=number)
        telegram.says("gracias")
        await sent(telegram, 2)
    assert len(telegram.sent) == 2


async def test_what_was_stored_before_a_crash_is_answered_at_the_start(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    left = replace(world.message("hola", address="42"), id="telegram:77", channel="telegram")
    await world.inbox.store(left)
    async with polling(world, channel):
        await sent(telegram, 1)
    assert "Agua Tumbes" in telegram.texts()[0]


async def test_numbers_that_begin_anew_after_a_quiet_week_are_heard(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    async with polling(world, channel):
        telegram.says("hola")
        await sent(telegram, 1)
        await true(lambda: any("offset" not in poll for poll in telegram.called("getUpdates")[1:]))
        telegram.says("gracias", number=7)
        await sent(telegram, 2)


async def test_polling_survives_failures_of_the_server(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    telegram.fails("getMe", Fault(drop=True))
    telegram.fails("getWebhookInfo", Fault(status=404, description="Not Found"))
    telegram.fails("getUpdates", Fault(status=200, body=b"<html>garbage</html>"))
    async with polling(world, channel):
        telegram.says("hola")
        await sent(telegram, 1)


async def test_updates_are_confirmed_only_when_all_of_them_are_stored(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, failures = Gatherer.messages, iter([True])

    async def fragile(gatherer: Gatherer, inbounds: Sequence[tuple[Inbound, str]]) -> None:
        if next(failures, False):
            raise OSError("the store is away")
        await honest(gatherer, inbounds)

    monkeypatch.setattr(Gatherer, "messages", fragile)
    telegram.says("hola", user=42)
    telegram.says("hola", user=43)
    async with polling(world, channel):
        await sent(telegram, 2)
    assert sorted(message["chat_id"] for message in telegram.sent) == ["42", "43"]
    assert "offset" not in telegram.called("getUpdates")[1]


async def test_a_webhook_that_is_set_is_removed_and_that_is_said(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld, caplog: pytest.LogCaptureFixture
) -> None:
    await channel.register_webhook("https://bot.example.org/webhooks/telegram", "s3cret")
    async with polling(world, channel):
        telegram.says("hola")
        await sent(telegram, 1)
    assert telegram.webhook_deleted
    assert "a webhook was set" in caplog.text


async def test_somebody_else_who_polls_is_said(
    telegram: TelegramServer,
    channel: TelegramChannel,
    world: ChatWorld,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling.LONGEST_REST", 0.05)
    telegram.fails("getUpdates", Fault(409, "Conflict: terminated by other getUpdates request"))
    with caplog.at_level(logging.WARNING):
        async with polling(world, channel):
            telegram.says("hola")
            await sent(telegram, 1)
    assert "another program polls this bot" in caplog.text


async def test_a_token_that_telegram_refuses_stops_the_start(
    telegram: TelegramServer, world: ChatWorld
) -> None:
    for token in ("999:wrong", "", "with space", "with/slash"):
        with pytest.raises(BadSetting, match="telegram_token_refused"):
            await TelegramChannel(token, telegram.url).open()
    stop = asyncio.Event()
    with pytest.raises(BadSetting, match="telegram_token_refused"):
        await TelegramInbox(TelegramChannel("999:wrong", telegram.url), world.inbox).run(stop)


async def test_who_blocked_the_bot_gets_no_second_try(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    telegram.fails("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
    async with polling(world, channel):
        number = telegram.says("hola")
        await true(lambda: not telegram.faults["sendMessage"])
        telegram.says("gracias")
        await sent(telegram, 1)
    [row] = await world.rows((f"reply/telegram:{number}/0",))
    assert row.state is State.FAILED


async def test_updates_out_of_order_are_forgotten_all_the_same(
    telegram: TelegramServer, channel: TelegramChannel, world: ChatWorld
) -> None:
    telegram.says("gracias", user=42, number=9)
    telegram.says("gracias", user=43, number=5)
    async with polling(world, channel):
        await sent(telegram, 2)
        await true(lambda: len(telegram.called("getUpdates")) > 1)
    offsets = [int(poll["offset"]) for poll in telegram.called("getUpdates") if "offset" in poll]
    assert offsets == [10]
