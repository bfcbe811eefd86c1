"""The inbox of the staff, and the trace of each turn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from receivables.model.conversation import Conversation
from receivables.model.handover import Handover, HandoverNote, HandoverState, Waited, handover_id
from receivables.model.trace import TurnTrace
from receivables.ports import Units
from receivables.usecases.handovers import hand_over

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CHAT = "chat"


def a_stay(address: str = "rosa", at: datetime = NOW, number: int = 0) -> Handover:
    return Handover(handover_id(CHAT, address, at, number), CHAT, address, "0000001", "asked", at)


async def test_a_chat_has_one_stay_that_is_not_closed(units: Units) -> None:
    async with units() as unit:
        await unit.handovers.add(a_stay())
    async with units() as unit:
        await unit.handovers.add(a_stay(at=NOW + HOUR, number=1))
        assert await unit.handovers.waiting() == [a_stay()]
        await unit.handovers.save(a_stay().close("ana", NOW + HOUR, "solved"))
        assert await unit.handovers.open_of(CHAT, "rosa") is None
        await unit.handovers.add(a_stay(at=NOW + HOUR, number=1))
    async with units() as unit:
        assert [each.state for each in await unit.handovers.of_chat(CHAT, "rosa")] == ["closed", "waiting"]
        assert (await unit.handovers.open_of(CHAT, "rosa")) == a_stay(at=NOW + HOUR, number=1)
        assert await unit.handovers.open_of("telegram", "rosa") is None


async def test_all_that_a_stay_holds_is_kept(units: Units) -> None:
    whole = Handover(
        id="id",
        channel="telegram",
        address="777",
        supply_number=None,
        why="crisis",
        at=NOW,
        state=HandoverState.CLOSED,
        raised_at=NOW,
        taken_by="ana",
        taken_at=NOW,
        first_answer_at=NOW,
        last_answer_at=NOW + HOUR,
        told_late_at=NOW + HOUR,
        closed_by="luis",
        closed_at=NOW + HOUR,
        outcome="solved",
        unanswered_since=NOW,
    )
    async with units() as unit:
        await unit.handovers.add(whole)
    async with units() as unit:
        assert await unit.handovers.get("id") == whole
        assert await unit.handovers.get("other") is None
        await unit.handovers.save(a_stay("nobody"))
        assert await unit.handovers.waiting() == []


async def test_whoever_waits_longest_comes_first(units: Units) -> None:
    early, late = a_stay("late", NOW + HOUR), a_stay("early", NOW - HOUR)
    async with units() as unit:
        for each in (early, a_stay(), late):
            await unit.handovers.add(each)
    async with units() as unit:
        assert [each.address for each in await unit.handovers.waiting()] == ["early", "rosa", "late"]
        assert [each.address for each in await unit.handovers.waiting(1)] == ["early"]


async def test_how_long_people_waited_is_counted_by_reason_and_over_all(units: Units) -> None:
    async with units() as unit:
        for count, (why, minutes) in enumerate(
            (("asked", 1), ("asked", 2), ("asked", 30), ("crisis", 5), ("crisis", None), ("claim", None))
        ):
            at = NOW + count * HOUR
            stay = replace(a_stay(f"a{count}", at), why=why)
            await unit.handovers.add(stay if minutes is None else stay.answer("ana", at + minutes * MINUTE))
        await unit.handovers.add(a_stay("early", NOW - HOUR).answer("ana", NOW))
    async with units.reading() as unit:
        assert await unit.handovers.measured(NOW) == {
            "*": Waited(4, 2 * MINUTE, 30 * MINUTE),
            "asked": Waited(3, 2 * MINUTE, 30 * MINUTE),
            "crisis": Waited(1, 5 * MINUTE, 5 * MINUTE),
        }
        assert await unit.handovers.measured(NOW + 9 * HOUR) == {}


async def test_the_more_urgent_reason_counts_and_the_place_is_kept(units: Units) -> None:
    async with units() as unit:
        await hand_over(unit, CHAT, "rosa", None, NOW, "asked")
    async with units() as unit:
        await hand_over(unit, CHAT, "rosa", None, NOW + HOUR, "crisis")
    async with units() as unit:
        await hand_over(unit, CHAT, "rosa", None, NOW + 2 * HOUR, "claim")
        (stay,) = await unit.handovers.waiting()
    assert (stay.why, stay.at, stay.raised_at) == ("crisis", NOW, NOW + HOUR)


async def test_a_chat_that_comes_again_in_the_same_moment_gets_another_stay(units: Units) -> None:
    async with units() as unit:
        first = await hand_over(unit, CHAT, "rosa", None, NOW, "asked")
        await unit.handovers.save(first.close("ana", NOW, "solved"))
    async with units() as unit:
        second = await hand_over(unit, CHAT, "rosa", None, NOW, "asked")
        assert await unit.handovers.waiting() == [second]
    assert first.id != second.id


async def test_notes_are_kept_in_their_order(units: Units) -> None:
    notes = [HandoverNote(of, NOW, "ana", text) for of, text in (("a", "uno"), ("b", "dos"), ("a", "tres"))]
    async with units() as unit:
        for note in notes:
            await unit.handovers.note(note)
    async with units() as unit:
        assert await unit.handovers.notes(["a"]) == [notes[0], notes[2]]
        assert await unit.handovers.notes([]) == []


async def test_a_trace_is_kept_by_its_message(units: Units) -> None:
    whole = TurnTrace(
        *(
            "m1",
            NOW,
            "plan",
            83,
            "classifier",
            "ask",
            ("plan", "debt"),
            ("human",),
            "supply",
            "plan",
            "linked",
        ),
        *(("I-7",), ("hand_over asked",), ("plan_compare",)),
    )
    async with units() as unit:
        await unit.turns.add(whole)
        await unit.turns.add(TurnTrace("m2", NOW, "debt_query"))
    async with units() as unit:
        assert await unit.turns.of(["m1", "m3"]) == {"m1": whole}
        await unit.turns.add(replace(whole, intent="debt_query"))
        assert (await unit.turns.of(["m1"]))["m1"].intent == "debt_query"


async def test_old_traces_and_notes_are_forgotten_with_the_chats(units: Units) -> None:
    async with units() as unit:
        for at, name in ((NOW - HOUR, "old"), (NOW, "new")):
            await unit.turns.add(TurnTrace(name, at, "debt_query"))
            await unit.handovers.note(HandoverNote("a", at, "ana", name))
    async with units() as unit:
        await unit.persons.expire_chats(NOW)
        assert list(await unit.turns.of(["old", "new"])) == ["new"]
        assert [note.text for note in await unit.handovers.notes(["a"])] == ["new"]


async def test_old_stays_lose_the_address_and_the_reason_and_keep_their_time(units: Units) -> None:
    old = replace(a_stay(at=NOW - HOUR), why="crisis").close("ana", NOW - HOUR, "solved")
    new = a_stay("luis").close("ana", NOW, "solved")
    waiting = a_stay("eva", NOW - HOUR)
    async with units() as unit:
        for each in (old, new, waiting):
            await unit.handovers.add(each)
    async with units() as unit:
        await unit.persons.expire_evidence(NOW)
        assert await unit.handovers.get(old.id) == replace(old, address="", why="")
        assert await unit.handovers.get(new.id) == new
        assert await unit.handovers.get(waiting.id) == waiting


async def test_what_silent_chats_had_gathered_is_emptied(units: Units) -> None:
    silent, lively = (
        Conversation(CHAT, address, expecting="proof", slots={"said": "hola"}, last_inbound_at=at)
        for address, at in (("rosa", NOW - HOUR), ("luis", NOW))
    )
    async with units() as unit:
        for chat in (silent, lively):
            await unit.conversations.save(chat)
    async with units() as unit:
        await unit.persons.expire_chats(NOW)
        kept = await unit.conversations.get(CHAT, "rosa")
        assert (dict(kept.slots), kept.expecting) == ({}, None)
        assert dict((await unit.conversations.get(CHAT, "luis")).slots) == {"said": "hola"}
