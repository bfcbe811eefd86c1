"""All that is kept about one person: found, handed out, erased, and forgotten when its time is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from receivables.model.approval import Vote
from receivables.model.consent import Purpose
from receivables.model.conversation import Conversation, Identity, Inbound
from receivables.model.handover import HandoverNote
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.model.invitation import LIFETIME, Invitation
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, of_address
from receivables.model.trace import TurnTrace
from receivables.ports import UnitOfWork, Units
from receivables.usecases.handovers import hand_over
from tests.contracts.load import load, load_contacts
from tests.contracts.test_outbox import a_row
from tests.contracts.test_people import a_suppression, an_approval, an_event, an_impediment
from tests.support.build import PHONE, a_contact, a_supply, an_account, monthly_bills

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
ROSA, CHAT = "doc:00000001", "chat:telegram:777"
LUIS = a_contact(document="", phone="+51900000002", email="", name="Luis")


def written(message_id: str, address: str = "777", **changes: Any) -> Inbound:
    plain = Inbound(message_id, "telegram", address, "soy Rosa", "yes", NOW, '{"text": "soy Rosa"}', "Rosa")
    return replace(plain, **changes)


def told(key: str, **changes: Any) -> OutboxRow:
    """A message that went to Rosa."""
    words = Message("offer", {"name": "Rosa"})
    plain = a_row(
        key,
        message=words,
        state=State.SENT,
        person=ROSA,
        channel="whatsapp",
        address=PHONE,
        text="Estimada Rosa",
        sent_at=NOW,
    )
    return replace(plain, **changes)


async def put(units: Units) -> None:
    """Rosa with a chat, and Luis, who is nobody's business here."""
    async with units() as unit:
        await load(unit, an_account(*monthly_bills(2, unpaid=1)))
        await load_contacts(unit, a_contact(), LUIS)
        await unit.conversations.save(
            Conversation("telegram", "777", Identity.LINKED, "0000001", ROSA, last_inbound_at=NOW)
        )
        await unit.conversations.receive(written("m1"))
        await unit.conversations.receive(written("m2", "888", text="soy Luis"))
        stay = await hand_over(unit, "telegram", "777", "0000001", NOW, "asked")
        await unit.handovers.note(HandoverNote(stay.id, NOW, "ana", "Rosa llamará"))
        await unit.turns.add(TurnTrace("m1", NOW, "debt_query"))
        await unit.turns.add(TurnTrace("m2", NOW, "debt_query"))
        await unit.outbox.add(
            [
                told("notice/1"),
                told("waits", state=State.PENDING, text=None, sent_at=None, channel=None, address=None),
                told("reply/1", kind=Kind.REPLY, person=None, channel="telegram", address="777", text="Hola"),
                told("luis", person=LUIS.person, sent_at=NOW + HOUR, text="Estimado Luis"),
            ]
        )
        await unit.consents.append([an_event(ROSA), an_event(LUIS.person)])
        await unit.suppressions.add(a_suppression(ROSA))
        await unit.suppressions.add(a_suppression(of_address(PHONE), Cause.WRONG_PERSON))
        await unit.invitations.add(Invitation("digest", "0000001", NOW, "ana", NOW + LIFETIME))
        await unit.invitations.use("digest", NOW, CHAT)
        await unit.impediments.add(
            an_impediment(ImpedimentKind.DECEASED, Scope.SUPPLY, "0000001", noted_by=CHAT, source="chat")
        )


@pytest.mark.parametrize("by", ["00000001", PHONE, "rosa@example.org", "777", ROSA, CHAT])
async def test_a_person_is_found_by_document_telephone_mail_or_chat(units: Units, by: str) -> None:
    await put(units)
    async with units.reading() as unit:
        assert list(await unit.persons.of_document(by)) == [CHAT, ROSA]


async def test_whoever_is_kept_nowhere_is_nobody(units: Units) -> None:
    await put(units)
    async with units.reading() as unit:
        assert list(await unit.persons.of_document("99999999")) == []
        assert list(await unit.persons.of_document("")) == []


async def test_a_holder_whom_no_contact_names_is_found_too(units: Units) -> None:
    async with units() as unit:
        await load(unit, an_account(supply=a_supply(document="00000005")))
        assert list(await unit.persons.of_document("00000005")) == ["doc:00000005"]


async def test_what_is_kept_about_a_person_is_handed_out(units: Units) -> None:
    await put(units)
    async with units.reading() as unit:
        assert await unit.persons.contacts([ROSA, CHAT]) == [a_contact()]
        messages = await unit.persons.messages([ROSA, CHAT])
    assert {(each["direction"], each["channel"], each["text"]) for each in messages} == {
        ("out", "whatsapp", "Estimada Rosa"),
        ("out", "telegram", "Hola"),
        ("in", "telegram", "soy Rosa"),
    }
    assert [each["at"] for each in messages] == [NOW] * 3


async def test_how_a_person_was_answered_and_looked_after_is_handed_out(units: Units) -> None:
    await put(units)
    async with units.reading() as unit:
        assert [each.inbound_id for each in await unit.persons.traces([ROSA, CHAT])] == ["m1"]
        [stay] = await unit.persons.stays([ROSA, CHAT], [])
        assert [note.text for note in await unit.handovers.notes([stay.id])] == ["Rosa llamará"]
        assert await unit.persons.stays([LUIS.person], ["0000001"]) == [stay]
        assert await unit.persons.stays([LUIS.person], []) == []


async def test_messages_are_handed_out_oldest_first(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add([told("late", sent_at=NOW + HOUR), told("early", sent_at=NOW - HOUR)])
        await unit.conversations.receive(written("m1", PHONE))
        await load_contacts(unit, a_contact())
        found = await unit.persons.messages([ROSA])
    assert [(each["at"], each["direction"]) for each in found] == [
        (NOW - HOUR, "out"),
        (NOW, "in"),
        (NOW + HOUR, "out"),
    ]


async def test_what_is_erased_is_counted_by_table(units: Units) -> None:
    await put(units)
    async with units() as unit:
        done = await unit.persons.erase([ROSA, CHAT], NOW + HOUR)
    assert done == {
        "reasons": 1,
        "turns": 1,
        "handover_notes": 1,
        "requests": 0,
        "status_callbacks": 0,
        "outbox": 3,
        "inbound_messages": 1,
        "conversations": 1,
        "attachments": 0,
        "handovers": 1,
        "contacts": 1,
        "consents": 1,
        "invitations": 1,
        "impediments": 1,
        "suppressions": 2,
    }
    async with units() as unit:
        again = await unit.persons.erase([ROSA, CHAT], NOW + HOUR)
    assert set(again.values()) == {0}


async def test_what_staff_wrote_about_the_erased_goes_and_what_it_decided_stays(units: Units) -> None:
    vote = Vote("ana", True, NOW, "Rosa está enferma")
    death = an_impediment(ImpedimentKind.DECEASED, Scope.DOCUMENT, "00000001", why="acta 12 de Rosa")
    place, other = an_impediment(), an_approval("A-2", subject="0000009", votes=(vote,))
    async with units() as unit:
        await load(unit, an_account(supply=a_supply(document="00000001")))
        await unit.approvals.ask(an_approval(votes=(vote,)))
        await unit.approvals.ask(other)
        for each in (death, place):
            await unit.impediments.add(each)
        await unit.impediments.lift(death.id, NOW, "ana", "Rosa vive")
        await unit.suppressions.add(a_suppression(ROSA, Cause.INVALID))
        await unit.suppressions.lift(ROSA, NOW, "ana", "lo pidió Rosa")
        assert (await unit.persons.erase([ROSA], NOW))["reasons"] == 3
    async with units() as unit:
        assert await unit.approvals.get("A-1") == an_approval(votes=(replace(vote, why=""),))
        assert await unit.approvals.get("A-2") == other
        assert await unit.impediments.in_force(place.since) == [place]
        assert await unit.impediments.add(death)
        assert (await unit.persons.erase([ROSA], NOW))["reasons"] == 1


async def test_whoever_was_erased_is_found_nowhere(units: Units) -> None:
    await put(units)
    async with units() as unit:
        await unit.persons.erase([ROSA], NOW + HOUR)
    async with units() as unit:
        assert await unit.ledger.contacts_at(PHONE) == ()
        assert await unit.persons.messages([ROSA, CHAT]) == []
        assert await unit.conversations.inbound_of("telegram", "777") == []
        assert await unit.handovers.waiting() == []
        assert list(await unit.turns.of(["m1", "m2"])) == ["m2"]
        assert (await unit.conversations.get("telegram", "777")).identity is Identity.NONE
        assert [each.id for each in await unit.conversations.unanswered(9)] == ["m2"]
        assert await unit.consents.of([ROSA]) == {ROSA: ()}
        hidden = pseudonym(ROSA)
        assert await unit.consents.of([hidden]) == {hidden: (an_event(hidden),)}
        (death,) = await unit.impediments.in_force(NOW.date())
        assert death.noted_by == pseudonym(CHAT)


async def test_that_a_message_went_stays_and_what_waits_is_not_sent(units: Units) -> None:
    await put(units)
    async with units() as unit:
        await unit.persons.erase([ROSA], NOW)
    async with units() as unit:
        hidden, bare = pseudonym(ROSA), {"text": None, "address": None}
        went = told("notice/1", message=Message("offer"), person=hidden, **bare)
        assert await unit.outbox.get("notice/1") == went
        assert await unit.outbox.claim(NOW + HOUR, 9) == []
        waited = await unit.outbox.get("waits")
        assert waited is not None
        assert (waited.state, waited.person) == (State.EXPIRED, hidden)
        assert await unit.outbox.get("luis") == told(
            "luis", person=LUIS.person, sent_at=NOW + HOUR, text="Estimado Luis"
        )


async def test_whoever_is_closed_stays_closed_after_being_erased(units: Units) -> None:
    await put(units)
    async with units() as unit:
        await unit.persons.erase([ROSA], NOW)
    async with units() as unit:
        closed = await unit.suppressions.in_force([ROSA, of_address(PHONE), LUIS.person])
    assert {subject: (each.subject, each.cause) for subject, each in closed.items()} == {
        ROSA: (pseudonym(ROSA), Cause.OPTED_OUT),
        of_address(PHONE): (pseudonym(of_address(PHONE)), Cause.WRONG_PERSON),
    }


async def test_a_word_recorded_in_the_same_unit_is_erased_with_the_rest(units: Units) -> None:
    withdrawn = an_event(ROSA, given=False, channel="", purpose=Purpose.NONE)
    async with units() as unit:
        await unit.consents.append([withdrawn])
        assert (await unit.persons.erase([ROSA], NOW))["consents"] == 1
    async with units() as unit:
        assert (await unit.consents.of([ROSA]))[ROSA] == ()
        assert len((await unit.consents.of([pseudonym(ROSA)]))[pseudonym(ROSA)]) == 1


async def _kept(unit: UnitOfWork, key: str) -> OutboxRow:
    row = await unit.outbox.get(key)
    assert row is not None
    return row


async def test_old_chats_lose_their_words_in_both_directions(units: Units) -> None:
    old = NOW - HOUR
    async with units() as unit:
        await unit.conversations.receive(written("old", received_at=old))
        await unit.conversations.receive(written("new"))
        await unit.outbox.add(
            [
                told("reply/old", kind=Kind.REPLY, sent_at=old),
                told("reply/new", kind=Kind.REPLY),
                told("notice/old", sent_at=old),
            ]
        )
        assert await unit.persons.expire_chats(NOW) == 2
        assert await unit.persons.expire_chats(NOW) == 0
    async with units() as unit:
        first, second = await unit.conversations.inbound_of("telegram", "777")
        assert (first.text, first.raw, first.name, first.button) == ("", "", "", None)
        assert second == written("new")
        assert await _kept(unit, "reply/old") == told(
            "reply/old", kind=Kind.REPLY, sent_at=old, text=None, message=Message("offer")
        )
        assert (await _kept(unit, "reply/new")).text == "Estimada Rosa"
        assert (await _kept(unit, "notice/old")).text == "Estimada Rosa"


async def test_old_evidence_loses_the_person_and_keeps_the_moment(units: Units) -> None:
    old = NOW - HOUR
    async with units() as unit:
        await unit.outbox.add(
            [
                told("old", sent_at=old),
                told("waits", state=State.PENDING, created_at=old, sent_at=None),
                told("new"),
                told("reply/old", kind=Kind.REPLY, sent_at=old),
            ]
        )
        assert await unit.persons.expire_evidence(NOW) == 1
        assert await unit.persons.expire_evidence(NOW) == 0
    async with units() as unit:
        gone = await _kept(unit, "old")
        assert (gone.person, gone.address, gone.text, gone.sent_at) == (None, None, None, old)
        assert (await _kept(unit, "waits")).person == ROSA
        assert await _kept(unit, "new") == told("new")


@pytest.mark.parametrize("person", [f"tel:{PHONE}", "mail:rosa@example.org", "chat:telegram:777"])
async def test_what_somebody_wrote_whom_no_contact_names_is_theirs_too(units: Units, person: str) -> None:
    address = person.split(":")[-1]
    async with units() as unit:
        await unit.conversations.receive(written("m1", address))
        assert [each["text"] for each in await unit.persons.messages([person])] == ["soy Rosa"]
        assert (await unit.persons.erase([person], NOW))["inbound_messages"] == 1
