"""Chats, and the messages that came in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from receivables.model.conversation import Conversation, Identity, Inbound
from receivables.model.money import Money
from receivables.ports import LinkedChat, Units
from receivables.usecases.handovers import hand_over

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHAT, PHONE = "chat", "+51900000001"


def a_chat(address: str = PHONE, **changes: Any) -> Conversation:
    return replace(Conversation(CHAT, address, Identity.LINKED, "0000001"), **changes)


def a_message(message_id: str, **changes: Any) -> Inbound:
    return replace(Inbound(message_id, CHAT, PHONE, "¿cuánto debo?", None, NOW, "{}", "Rosa"), **changes)


async def test_a_new_chat_is_fresh_and_a_known_one_is_as_it_was(units: Units) -> None:
    chat = a_chat(
        identity=Identity.STRONG,
        person="doc:1",
        expecting="promise_date",
        slots={"amount": Money(100), "on": date(2024, 1, 9), "tries": (1, 2), "at": NOW},
        wrong_tries=4,
        locked_until=NOW + HOUR,
        with_person=True,
        last_inbound_at=NOW,
        strong_until=NOW + HOUR,
        strong_by="sms",
        supplies=("0000001", "0000002"),
        reached=("sha256:1",),
        locale="en",
    )
    async with units() as unit:
        assert await unit.conversations.get(CHAT, PHONE) == Conversation(CHAT, PHONE)
        await unit.conversations.save(a_chat())
        await unit.conversations.save(chat)
    async with units() as unit:
        assert await unit.conversations.get(CHAT, PHONE) == chat
        assert await unit.conversations.get("telegram", PHONE) == Conversation("telegram", PHONE)


async def test_the_linked_chat_of_a_supply_is_the_one_heard_of_last(units: Units) -> None:
    async with units() as unit:
        for chat in (
            a_chat("late", last_inbound_at=NOW),
            a_chat("early", last_inbound_at=NOW - HOUR, locale="en"),
            a_chat("silent"),
            a_chat("unproved", identity=Identity.NONE, last_inbound_at=NOW + HOUR),
            a_chat("other", supply_number="0000002"),
            replace(a_chat("elsewhere"), channel="telegram"),
        ):
            await unit.conversations.save(chat)
        linked = await unit.conversations.linked(CHAT, ["0000001", "0000002", "0000003"])
        every = await unit.conversations.linked_chats(CHAT, ["0000001", "0000003"])
    assert linked == {"0000001": "late", "0000002": "other"}
    assert every == [
        LinkedChat("0000001", "silent"),
        LinkedChat("0000001", "early", "en"),
        LinkedChat("0000001", "late"),
    ]


async def test_a_message_is_received_once(units: Units) -> None:
    first = a_message("tg-1", button="pay")
    async with units() as unit:
        assert await unit.conversations.receive(first)
        assert not await unit.conversations.receive(a_message("tg-1", text="again"))
    async with units() as unit:
        assert await unit.conversations.unanswered(9) == [first]


async def test_messages_are_answered_oldest_first_and_once(units: Units) -> None:
    late, early, twin = a_message("1"), a_message("2", received_at=NOW - HOUR), a_message("3")
    async with units() as unit:
        for message in (late, early, twin):
            await unit.conversations.receive(message)
        assert await unit.conversations.unanswered(9) == [early, late, twin]
        assert await unit.conversations.unanswered(1) == [early]
        await unit.conversations.mark_answered("2", NOW)
        await unit.conversations.mark_answered("1", NOW, "unreadable")
        await unit.conversations.mark_answered("none", NOW)
    async with units() as unit:
        assert await unit.conversations.unanswered(9) == [twin]
        assert not await unit.conversations.receive(early)


async def test_the_latest_messages_of_an_address(units: Units) -> None:
    messages = [a_message(str(n), received_at=NOW + n * HOUR) for n in range(3)]
    async with units() as unit:
        for message in [*messages[::-1], a_message("other", address="+51900000002")]:
            await unit.conversations.receive(message)
        assert await unit.conversations.inbound_of(CHAT, PHONE) == messages
        assert await unit.conversations.inbound_of(CHAT, PHONE, limit=2) == messages[1:]
        last = await unit.conversations.latest_of({(CHAT, PHONE), (CHAT, "nobody"), ("sms", PHONE)})
        assert last == {(CHAT, PHONE): messages[-1]}
        assert await unit.conversations.latest_of([]) == {}


async def test_a_message_is_found_by_its_id(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive_all([a_message("9"), a_message("10")])
        assert await unit.conversations.message("10") == a_message("10")
        assert await unit.conversations.message("11") is None


async def test_what_telegram_brings_is_taken_by_its_own_numbers(units: Units) -> None:
    """Two programs that listen may store two quick updates the other way round."""
    late, early = (a_message(f"telegram:{n}", channel="telegram") for n in (10, 9))
    async with units() as unit:
        await unit.conversations.receive_all([late, early, a_message("10"), a_message("9")])
        assert await unit.conversations.next_of("telegram", PHONE) == early
        await unit.conversations.mark_answered(early.id, NOW)
        assert await unit.conversations.next_of("telegram", PHONE) == late
        assert await unit.conversations.next_of(CHAT, PHONE) == a_message("10")


async def test_old_wrong_tries_are_forgotten(units: Units) -> None:
    async with units() as unit:
        for at in (NOW - HOUR, NOW, NOW + HOUR):
            await unit.conversations.note_wrong_try("0000001", at)
    async with units() as unit:
        assert await unit.conversations.forget_tries(NOW) == 1
        assert await unit.conversations.forget_tries(NOW) == 0
        assert await unit.conversations.wrong_tries("0000001", NOW - HOUR) == 2


async def test_wrong_tries_are_counted_by_supply_from_a_moment_on(units: Units) -> None:
    async with units() as unit:
        for at in (NOW - HOUR, NOW, NOW + HOUR):
            await unit.conversations.note_wrong_try("0000001", at)
        await unit.conversations.note_wrong_try("0000002", NOW)
        assert await unit.conversations.wrong_tries("0000001", NOW) == 2
        assert await unit.conversations.wrong_tries("0000003", NOW) == 0


async def test_a_chat_waits_for_a_person_once_and_keeps_its_place(units: Units) -> None:
    async with units() as unit:
        await hand_over(unit, CHAT, "second", None, NOW, "asked")
        await hand_over(unit, CHAT, "first", "0000001", NOW - HOUR, "asked")
        await hand_over(unit, CHAT, "first", "0000001", NOW + HOUR, "again")
    async with units() as unit:
        waiting = await unit.handovers.waiting()
    assert [(each.address, each.supply_number, each.at, each.why) for each in waiting] == [
        ("first", "0000001", NOW - HOUR, "asked"),
        ("second", None, NOW, "asked"),
    ]


async def test_a_chat_is_found_by_its_name_and_by_its_supply(units: Units) -> None:
    first, second = (Conversation(CHAT, each, supply_number="0000001") for each in ("first", "second"))
    async with units() as unit:
        await unit.conversations.save(first)
        await unit.conversations.save(replace(second, last_inbound_at=NOW))
        await unit.conversations.save(Conversation(CHAT, "third"))
    async with units() as unit:
        assert await unit.conversations.named(first.ref) == first
        assert await unit.conversations.named("0" * 20) is None
        found = await unit.conversations.of_supply("0000001")
        assert [chat.address for chat in found] == ["second", "first"]
        assert len(await unit.conversations.of_supply("0000001", 1)) == 1
