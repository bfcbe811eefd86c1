"""`/api/v1/inbox` and `/api/v1/conversations`."""

from dataclasses import replace

import pytest

from receivables.model.staff import StaffRole
from receivables.usecases import staff
from tests.api.house import House
from tests.api.talks import LUIS, ROSA, ROSAS, SECRET_TEXT, says, some_talks, stay_of

pytestmark = pytest.mark.anyio


async def test_the_inbox_tells_who_waits_and_for_how_long(house: House) -> None:
    await some_talks(house)
    told = (await house.get(StaffRole.DESK, "inbox")).json()
    assert [(each["why"], each["waited_seconds"], each["taken_by"]) for each in told["items"]] == [
        ("crisis", 180, None),
        ("asked", 17 * 60, None),
    ]
    assert told["items"][1]["conversation"] == ROSAS
    assert told["items"][1]["last"].startswith("quiero hablar con una persona")
    assert told["waited"] == {"answered": 0, "median_seconds": None, "ninetieth_seconds": None}
    assert "+51900" not in str(told)


async def test_a_chat_is_taken_answered_noted_and_ended(house: House) -> None:
    await some_talks(house)
    stay = await stay_of(house)
    taken = await house.post(StaffRole.AGENT, f"inbox/{stay.id}/take")
    assert taken.status_code == 404  # of a place that is none of theirs
    taken = await house.post(StaffRole.DESK, f"inbox/{stay.id}/take")
    assert (taken.status_code, taken.json()["state"], taken.json()["taken_by"]) == (200, "taken", "desk")
    sent = await house.post(StaffRole.DESK, f"inbox/{stay.id}/answer", text="Buen día", draft="a-1")
    assert (sent.status_code, sent.json()["key"]) == (201, f"staff/{stay.id}/a-1")
    assert (await house.post(StaffRole.DESK, f"inbox/{stay.id}/notes", text="llamar")).status_code == 204
    told = (await house.get(StaffRole.AUDITOR, f"conversations/{ROSAS}")).json()
    assert (told["messages"][-1]["sender"], told["messages"][-1]["text"]) == ("staff", "Buen día")
    assert [note["text"] for note in told["notes"]] == ["llamar"]
    assert told["with_person"]
    closed = await house.post(StaffRole.DESK, f"inbox/{stay.id}/close", outcome="solved")
    assert (closed.status_code, closed.json()["outcome"]) == (200, "solved")
    assert (await house.post(StaffRole.DESK, f"inbox/{stay.id}/take")).status_code == 409
    assert (await house.post(StaffRole.DESK, f"inbox/{stay.id}/release")).status_code == 409


async def test_what_may_not_be_written_is_refused_with_its_words(house: House) -> None:
    await some_talks(house)
    stay = await stay_of(house)
    refused = await house.post(
        StaffRole.DESK, f"inbox/{stay.id}/answer", text="Yapee al 900000009 o lo embargan"
    )
    assert refused.status_code == 409
    assert "«Yapee al 900000009 o»" in refused.json()["detail"]
    assert "«embargan»" in refused.json()["detail"]
    empty = await house.post(StaffRole.DESK, f"inbox/{stay.id}/answer", text="  ")
    assert empty.status_code == 422
    wrong = await house.post(StaffRole.DESK, f"inbox/{stay.id}/close", outcome="whatever")
    assert wrong.status_code == 422


async def test_a_conversation_tells_why_each_message_was_answered_so(house: House) -> None:
    await some_talks(house)
    told = (await house.get(StaffRole.SUPERVISOR, f"conversations/{ROSAS}")).json()
    heard = [each for each in told["messages"] if each["sender"] == "customer"]
    assert [each["trace"]["intent"] for each in heard][:2] == ["greeting", "debt_query"]
    asked = heard[1]["trace"]
    assert (asked["said"], asked["expecting_after"], "I-7" in asked["rules"]) == (
        ["ask_supply"],
        "supply",
        True,
    )
    assert {each["state"] for each in told["messages"] if each["sender"] == "assistant"} == {"served"}
    assert (told["identity"], told["supply_number"], told["refused"]) == ("linked", "0000001", "")


async def test_an_agent_sees_their_own_places_and_whoever_is_not_known_yet(house: House) -> None:
    await some_talks(house)
    await house.add_user("agent", StaffRole.AGENT)
    for places, seen in (((), ["crisis"]), (("Tumbes",), ["crisis", "asked"]), (("Zorritos",), ["crisis"])):
        await staff.set_localities(house.services, "agent", places, actor="test")
        told = (await house.get(StaffRole.AGENT, "inbox")).json()
        assert [each["why"] for each in told["items"]] == seen
    assert (await house.get(StaffRole.AGENT, f"conversations/{ROSAS}")).status_code == 404
    stay = await stay_of(house, LUIS)
    assert (await house.post(StaffRole.AGENT, f"inbox/{stay.id}/take")).status_code == 200


async def test_a_stay_is_of_whoever_sees_any_supply_of_its_chat(house: House) -> None:
    await some_talks(house)
    await house.add_user("agent", StaffRole.AGENT)
    stay = await stay_of(house)
    async with house.services.units() as unit:
        chat = await unit.conversations.get("whatsapp", ROSA)
        await unit.conversations.save(replace(chat, supply_number="0000002", supplies=("0000001", "0000002")))
    for place in ("Tumbes", "Zorritos"):
        await staff.set_localities(house.services, "agent", (place,), actor="test")
        assert (await house.get(StaffRole.AGENT, f"conversations/{ROSAS}")).status_code == 200
        assert (await house.post(StaffRole.AGENT, f"inbox/{stay.id}/take")).status_code == 200
    await staff.set_localities(house.services, "agent", ("La Cruz",), actor="test")
    assert (await house.get(StaffRole.AGENT, f"conversations/{ROSAS}")).status_code == 404
    assert (await house.post(StaffRole.AGENT, f"inbox/{stay.id}/take")).status_code == 404


async def test_what_a_chat_was_about_before_it_was_nobodys_is_not_everybodys(house: House) -> None:
    await some_talks(house)
    await house.add_user("agent", StaffRole.AGENT)
    await says(house, "se equivocaron de número, yo no soy esa persona")
    async with house.services.units.reading() as unit:
        assert (await unit.conversations.get("whatsapp", ROSA)).supply_number is None
    for place, status in (("Zorritos", 404), ("Tumbes", 200)):
        await staff.set_localities(house.services, "agent", (place,), actor="test")
        assert (await house.get(StaffRole.AGENT, f"conversations/{ROSAS}")).status_code == status


async def test_what_a_person_has_is_shown_and_not_answered(house: House) -> None:
    await some_talks(house)
    stay = await stay_of(house)
    await house.post(StaffRole.DESK, f"inbox/{stay.id}/take")
    await says(house, "¿siguen ahí?")
    told = (await house.get(StaffRole.DESK, f"conversations/{ROSAS}")).json()
    last = told["messages"][-1]
    assert (last["sender"], last["text"], last["trace"]["decision"]) == ("customer", "¿siguen ahí?", "silent")


async def test_a_name_of_no_conversation_is_unknown(house: House) -> None:
    assert (await house.get(StaffRole.DESK, "conversations/nothing")).status_code == 404
    assert SECRET_TEXT not in (await house.get(StaffRole.DESK, "inbox")).text
