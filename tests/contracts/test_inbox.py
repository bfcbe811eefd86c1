"""What comes in: stored once and in groups, processed in order within each talk, and never lost when it fails."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.conversation import DeadLetter, Inbound, Media
from receivables.ports import Units
from tests.contracts.test_conversations import CHAT, HOUR, NOW, PHONE, a_message

pytestmark = pytest.mark.anyio

OTHER = "+51900000002"


async def test_of_several_messages_it_is_told_which_are_new(units: Units) -> None:
    async with units() as unit:
        assert await unit.conversations.receive_all([]) == []
        assert await unit.conversations.receive_all([a_message("b"), a_message("a")]) == [True, True]
        again = [a_message("c"), a_message("b", text="again"), a_message("c", text="twice"), a_message("d")]
        assert await unit.conversations.receive_all(again) == [True, False, False, True]
    async with units() as unit:
        assert [m.id for m in await unit.conversations.unanswered(9)] == ["b", "a", "c", "d"]
        assert {m.text for m in await unit.conversations.unanswered(9)} == {a_message("a").text}


async def test_a_message_comes_back_with_every_value_exact(units: Units) -> None:
    media = (Media("AgAC-1", "image/jpeg", "recibo ñ.jpg", 2**40), Media("https://api.example.org/ME1"))
    message = a_message(
        "tg-ñ",
        text="¡«Ñandú»! 🙂\n\t\"'\\ \\u0000",
        button="pay:1",
        received_at=NOW + timedelta(microseconds=1),
        raw='{"update_id": 1, "text": "\\u0000 \\ud83d"}',
        name="",
        media=media,
    )
    async with units() as unit:
        assert await unit.conversations.receive_all([message, a_message("plain")]) == [True, True]
    async with units() as unit:
        assert await unit.conversations.next_of(CHAT, PHONE) == message
        assert (await unit.conversations.inbound_of(CHAT, PHONE))[0].media == ()


@pytest.mark.parametrize("sign", ["\0", "\ud83d", "\0\0\\\0"])
async def test_one_unstorable_letter_does_not_stop_what_came_with_it(units: Units, sign: str) -> None:
    both = [a_message("odd", text=f"a{sign}b"), a_message("plain")]
    async with units() as unit:
        assert await unit.conversations.receive_all(both) == [True, True]
    async with units() as unit:
        odd, plain = await unit.conversations.inbound_of(CHAT, PHONE)
    assert plain == both[1]
    assert (odd.text[0], odd.text[-1]) == ("a", "b")


async def test_workers_that_store_the_same_messages_store_each_once(units: Units) -> None:
    messages = [a_message(str(n)) for n in range(40)]

    async def store(given: list[Inbound]) -> list[str]:
        async with units() as unit:
            new = await unit.conversations.receive_all(given)
        return [message.id for message, is_new in zip(given, new, strict=True) if is_new]

    async with asyncio.timeout(30):
        stored = await asyncio.gather(*(store(messages[::step]) for step in (1, -1) * 4))
    assert sorted(key for each in stored for key in each) == sorted(message.id for message in messages)


async def test_talks_that_wait_are_told_the_longest_waiting_first(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive_all(
            [
                a_message("1", address=OTHER),
                a_message("2", received_at=NOW + HOUR),
                a_message("3", channel="telegram", received_at=NOW - HOUR),
                a_message("4", received_at=NOW - 2 * HOUR),
                a_message("5", address="answered", received_at=NOW - 3 * HOUR),
            ]
        )
        await unit.conversations.mark_answered("5", NOW)
        waiting = await unit.conversations.talks_waiting(9)
        assert waiting == [(CHAT, PHONE), ("telegram", PHONE), (CHAT, OTHER)]
        assert await unit.conversations.talks_waiting(1) == waiting[:1]
        await unit.conversations.mark_answered("4", NOW)
        assert await unit.conversations.talks_waiting(9) == [
            ("telegram", PHONE),
            (CHAT, OTHER),
            (CHAT, PHONE),
        ]


async def test_within_a_talk_messages_come_in_the_order_in_which_they_were_stored(units: Units) -> None:
    second = a_message("1", received_at=NOW - HOUR)
    async with units() as unit:
        await unit.conversations.receive_all(
            [a_message("9", address=OTHER), a_message("2"), second, a_message("8", channel="telegram")]
        )
        assert await unit.conversations.next_of(CHAT, PHONE) == a_message("2")
        await unit.conversations.mark_answered("2", NOW)
        assert await unit.conversations.next_of(CHAT, PHONE) == second
        await unit.conversations.mark_answered("1", NOW, "unreadable")
        assert await unit.conversations.next_of(CHAT, PHONE) is None


async def test_when_each_address_was_last_heard(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive_all(
            [
                a_message("1", received_at=NOW + timedelta(microseconds=1)),
                a_message("2"),
                a_message("3", channel="telegram", received_at=NOW + HOUR),
                a_message("4", address="unasked"),
            ]
        )
        await unit.conversations.mark_answered("1", NOW)
        heard = await unit.conversations.last_heard(CHAT, [PHONE, OTHER])
        assert heard == {PHONE: NOW + timedelta(microseconds=1)}
        assert await unit.conversations.last_heard(CHAT, []) == {}


async def test_what_ended_with_a_problem_waits_for_staff_newest_first(units: Units) -> None:
    messages = [a_message(str(n)) for n in range(4)]
    async with units() as unit:
        await unit.conversations.receive_all(messages)
        for message, at, problem in (
            (0, NOW, "one"),
            (1, NOW, "two"),
            (2, NOW - HOUR, "three"),
            (3, NOW, ""),
        ):
            await unit.conversations.mark_answered(str(message), at, problem)
    async with units() as unit:
        letters = [
            DeadLetter(messages[1], "two", NOW),
            DeadLetter(messages[0], "one", NOW),
            DeadLetter(messages[2], "three", NOW - HOUR),
        ]
        assert await unit.conversations.dead_letters(9) == letters
        assert await unit.conversations.dead_letters(1) == letters[:1]
        assert await unit.conversations.dead_letters(9, letters[0].place) == letters[1:]
        assert await unit.conversations.dead_letters(1, letters[1].place) == letters[2:]
        assert await unit.conversations.dead_letters(9, letters[2].place) == []
        assert await unit.conversations.talks_waiting(9) == []


async def test_a_dead_letter_is_tried_again_or_buried_once(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive_all(
            [a_message(key) for key in ("again", "buried", "answered", "new")]
        )
        for key, problem in (("again", "one"), ("buried", "two"), ("answered", "")):
            await unit.conversations.mark_answered(key, NOW, problem)
    async with units() as unit:
        assert await unit.conversations.requeue("again")
        assert await unit.conversations.bury("buried", NOW, "ana")
        for key in ("again", "buried", "answered", "new", "none"):
            assert not await unit.conversations.requeue(key)
            assert not await unit.conversations.bury(key, NOW, "ana")
        assert await unit.conversations.dead_letters(9) == []
        assert [m.id for m in await unit.conversations.unanswered(9)] == ["again", "new"]
    async with units() as unit:
        await unit.conversations.mark_answered("again", NOW + HOUR, "one more time")
        (letter,) = await unit.conversations.dead_letters(9)
        assert (letter.inbound.id, letter.problem) == ("again", "one more time")


async def test_how_often_a_message_was_taken_is_known_until_staff_want_it_taken_again(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive_all([a_message("bad"), a_message("good")])
    for times in (1, 2):
        async with units() as unit:
            assert await unit.conversations.count_attempt("bad") == times
    async with units() as unit:
        assert await unit.conversations.count_attempt("good") == 1
        await unit.conversations.mark_answered("good", NOW)
        await unit.conversations.mark_answered("bad", NOW, "died")
    async with units() as unit:
        for ended in ("bad", "good", "unknown"):
            assert await unit.conversations.count_attempt(ended) == 0
        assert await unit.conversations.requeue("bad")
    async with units() as unit:
        assert await unit.conversations.count_attempt("bad") == 1


async def test_an_attempt_of_a_unit_that_failed_is_not_counted(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive(a_message("bad"))

    async def fails() -> None:
        async with units() as unit:
            assert await unit.conversations.count_attempt("bad") == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails()
    async with units() as unit:
        assert await unit.conversations.count_attempt("bad") == 1


async def test_a_letter_that_can_be_read_says_what_it_says_from_then_on(units: Units) -> None:
    async with units() as unit:
        await unit.conversations.receive(replace(a_message("1", address=""), text="", raw="{}"))
        await unit.conversations.reread(replace(a_message("1"), text="hola", raw="{}"))
        await unit.conversations.reread(a_message("none"))
    async with units() as unit:
        assert await unit.conversations.next_of(CHAT, "") is None
        read = await unit.conversations.next_of(CHAT, PHONE)
        assert read == replace(a_message("1"), text="hola", raw="{}")
        assert await unit.conversations.message("none") is None
