"""The outbox: one row for each natural key, one worker for each row, and nothing sent is ever forgotten."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from receivables.model.contact import Touch
from receivables.model.decision import Reason
from receivables.model.ladder import Notice
from receivables.model.message import Button, Kind, Message, OutboxRow, State, Value
from receivables.model.money import Money
from receivables.ports import CLAIM_LEASE, Units
from tests.contracts.load import undone

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_row(key: str, **changes: Any) -> OutboxRow:
    """A pending notice about one supply to one person, to be sent from now on."""
    plain = OutboxRow(
        key=key,
        kind=Kind.NOTICE,
        message=Message("friendly_notice"),
        created_at=NOW - HOUR,
        not_before=NOW,
        supply_number="0000001",
        person="doc:00000001",
    )
    return replace(plain, **changes)


def sent(key: str, **changes: Any) -> OutboxRow:
    """A notice that went out by WhatsApp."""
    there = {"state": State.SENT, "channel": "whatsapp", "address": "+51900000001", "sent_at": NOW}
    return a_row(key, **(there | changes))


async def put(units: Units, *rows: OutboxRow) -> None:
    """Add rows in whatever state."""
    async with units() as unit:
        await unit.outbox.add(rows)


def keys(rows: list[OutboxRow]) -> list[str]:
    """The keys of rows, in order."""
    return [row.key for row in rows]


async def test_several_rows_are_found_by_their_keys(units: Units) -> None:
    await put(units, a_row("a"), a_row("b"), a_row("c"))
    async with units.reading() as unit:
        assert await unit.outbox.find(["a", "c", "d"]) == {"a": a_row("a"), "c": a_row("c")}
        assert await unit.outbox.find([]) == {}


async def test_a_row_comes_back_with_every_value_exact(units: Units) -> None:
    values: dict[str, Value] = {
        "amount": Money(4560),
        "on": date(2024, 1, 10),
        "at": NOW,
        "bills": ({"number": "R-1", "amount": Money(1)}, {"number": "R-2", "amount": Money(2)}),
        "name": "Ñ «acción»",
        "count": 3,
        "known": True,
        "none": None,
    }
    row = a_row(
        "notice/0000001/last_chance/1",
        message=Message("last_chance", values, (Button("pay", "button.pay", {"amount": Money(1)}),)),
        kind=Kind.CAMPAIGN,
        expires_at=NOW + HOUR,
        notice=Notice.LAST_CHANCE,
        campaign="last-chance",
        channel="whatsapp",
        address="+51900000001",
        state=State.SERVED,
        reasons=(Reason.HOLIDAY, Reason.CAP),
        attempt=2,
        provider_id="SM1",
        text="Su deuda…",
        sent_at=NOW,
        served_at=NOW + timedelta(microseconds=1),
    )
    await put(units, row)
    async with units.reading() as unit:
        assert await unit.outbox.get(row.key) == row
        assert await unit.outbox.get("none") is None


async def test_a_key_is_planned_once(units: Units) -> None:
    async with units() as unit:
        assert await unit.outbox.add([a_row("notice/1"), a_row("notice/2")]) == 2
        assert await unit.outbox.add([a_row("notice/1", person="other"), a_row("notice/3")]) == 1
        assert await unit.outbox.add([]) == 0
        first = await unit.outbox.get("notice/1")
    assert first == a_row("notice/1")


@pytest.mark.parametrize("state", list(State))
async def test_only_what_certainly_was_not_sent_can_be_planned_again(units: Units, state: State) -> None:
    before = sent("notice/1", state=state, attempt=2, reasons=(Reason.CAP,), provider_id="SM1", text="…")
    again = a_row(
        "notice/1", message=Message("other"), not_before=NOW + HOUR, created_at=NOW + HOUR, attempt=0
    )
    await put(units, before)
    revived = state in (State.WITHHELD, State.EXPIRED, State.FAILED)
    async with units() as unit:
        assert await unit.outbox.add([again]) == int(revived)
        row = await unit.outbox.get("notice/1")
        # What a provider once took may have touched the person, and how long the notice waits: both stay known.
        revival = replace(again, attempt=2, provider_id="SM1", sent_at=NOW, created_at=before.created_at)
        assert row == (revival if revived else before)
        if revived:
            assert keys(await unit.outbox.claim(NOW + HOUR, 9)) == ["notice/1"]


async def test_replies_are_claimed_first_then_by_time(units: Units) -> None:
    await put(
        units,
        a_row("late", not_before=NOW),
        a_row("early", not_before=NOW - HOUR),
        a_row("same", not_before=NOW - HOUR),
        a_row("reply", kind=Kind.REPLY, not_before=NOW),
        a_row("not yet", not_before=NOW + HOUR),
        sent("sent already"),
    )
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 3)) == ["reply", "early", "same"]
        assert keys(await unit.outbox.claim(NOW, 3)) == ["late"]
        assert await unit.outbox.claim(NOW, 3) == []


async def test_only_those_keys_are_claimed_when_keys_are_given(units: Units) -> None:
    await put(units, a_row("one"), a_row("two"), a_row("not yet", not_before=NOW + HOUR))
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 9, keys=["two", "not yet", "none"])) == ["two"]
        assert await unit.outbox.claim(NOW, 9, keys=[]) == []
        assert keys(await unit.outbox.claim(NOW, 9)) == ["one"]


async def test_no_two_workers_claim_the_same_row(units: Units) -> None:
    await put(units, *(a_row(f"notice/{n}") for n in range(60)))

    async def work() -> list[str]:
        mine: list[str] = []
        while True:
            async with units() as unit:
                claimed = await unit.outbox.claim(NOW, 7)
            if not claimed:
                return mine
            mine += keys(claimed)

    claimed = [key for each in await asyncio.gather(*(work() for _ in range(4))) for key in each]
    assert len(claimed) == len(set(claimed)) == 60


async def test_a_claim_that_was_not_committed_is_none(units: Units) -> None:
    await put(units, a_row("one"))
    async with undone(units) as unit:
        assert keys(await unit.outbox.claim(NOW, 9)) == ["one"]
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 9)) == ["one"]


async def test_by_its_moment_a_claim_is_told_to_hold_still(units: Units) -> None:
    """Whoever comes back late sees that the row was worked on, or that somebody else has it."""
    await put(units, a_row("one"), a_row("two"))
    async with units() as unit:
        first, second = await unit.outbox.claim(NOW, 9)
        assert (first.claimed_at, second.claimed_at) == (NOW, NOW)
        assert first == a_row("one")
    async with units() as unit:
        found = await unit.outbox.find(["one", "two"])
        assert [found[key].claimed_at for key in ("one", "two")] == [NOW, NOW]
        await unit.outbox.save([found["one"]])
    async with units() as unit:
        assert (await unit.outbox.find(["one"]))["one"].claimed_at is None
        later = NOW + CLAIM_LEASE
        assert {row.claimed_at for row in await unit.outbox.claim(later, 9)} == {later}
    async with units() as unit:
        await unit.outbox.drop("0000001", State.WITHHELD, (Reason.PAID.value,))
        assert {row.claimed_at for row in (await unit.outbox.find(["one", "two"])).values()} == {None}
        await unit.outbox.add([replace(first, key="three")])
        assert (await unit.outbox.find(["three"]))["three"].claimed_at is None


async def test_a_claim_ends_with_its_lease_while_the_row_is_pending(units: Units) -> None:
    await put(units, a_row("fell over"), a_row("is sending"))
    async with units() as unit:
        _, sending = await unit.outbox.claim(NOW, 9)
        await unit.outbox.save([replace(sending, state=State.SENDING, sent_at=NOW)])
    async with units() as unit:
        assert await unit.outbox.claim(NOW + CLAIM_LEASE - timedelta(seconds=1), 9) == []
        assert keys(await unit.outbox.claim(NOW + CLAIM_LEASE, 9)) == ["fell over"]
        assert keys(await unit.outbox.in_flight(NOW + timedelta(seconds=1))) == ["is sending"]
        assert await unit.outbox.in_flight(NOW) == []


async def test_a_row_saved_as_pending_can_be_claimed_when_its_time_comes(units: Units) -> None:
    await put(units, a_row("one"))
    async with units() as unit:
        (row,) = await unit.outbox.claim(NOW, 9)
        await unit.outbox.save([replace(row, not_before=NOW + timedelta(seconds=5), reasons=(Reason.CAP,))])
    async with units() as unit:
        assert await unit.outbox.claim(NOW, 9) == []
        (again,) = await unit.outbox.claim(NOW + timedelta(seconds=5), 9)
    assert again.reasons == (Reason.CAP,)


async def test_saving_an_unknown_row_adds_nothing(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.save([a_row("none")])
        assert await unit.outbox.get("none") is None


async def test_the_rows_of_a_supply_oldest_first(units: Units) -> None:
    await put(
        units,
        a_row("new", created_at=NOW),
        a_row("old", created_at=NOW - HOUR),
        a_row("old too", created_at=NOW - HOUR),
        a_row("other", supply_number="0000002"),
    )
    async with units() as unit:
        assert keys(await unit.outbox.of_supply("0000001")) == ["old", "old too", "new"]


async def test_what_went_to_an_address_and_what_is_not_proved_yet(units: Units) -> None:
    await put(
        units,
        sent("second", sent_at=NOW),
        sent("first", sent_at=NOW - HOUR, state=State.SERVED, served_at=NOW),
        sent("by sms", channel="sms", sent_at=NOW + HOUR),
        sent("elsewhere", address="+51900000002"),
        sent("unknown", state=State.UNKNOWN),
        sent("sending", state=State.SENDING),
        sent("failed", state=State.FAILED),
        a_row("pending", channel="whatsapp", address="+51900000001"),
    )
    async with units() as unit:
        box, there = unit.outbox, "+51900000001"
        assert keys(await box.history("whatsapp", there)) == ["first", "second"]
        assert keys(await box.history(None, there)) == ["first", "second", "by sms"]
        assert keys(await box.history(None, there, limit=2)) == ["second", "by sms"]
        assert keys(await box.unserved_to("whatsapp", there)) == ["second"]
        assert keys(await box.unserved_to(None, there)) == ["second", "by sms"]


async def test_which_supplies_a_chat_was_ever_told_of(units: Units) -> None:
    there = {"channel": "whatsapp", "address": "+51900000001"}
    await put(
        units,
        a_row("one", **there),
        a_row("again", **there, state=State.EXPIRED),
        a_row("another", **there, supply_number="0000002"),
        a_row("of none", **there, supply_number=None),
        a_row("elsewhere", channel="whatsapp", address="+51900000002", supply_number="0000003"),
    )
    async with units.reading() as unit:
        assert await unit.outbox.told_of("whatsapp", "+51900000001") == {"0000001", "0000002"}
        assert await unit.outbox.told_of("sms", "+51900000001") == frozenset()


async def test_every_proactive_message_that_may_have_arrived_is_a_touch(units: Units) -> None:
    counted = [State.SENDING, State.SENT, State.SERVED, State.UNKNOWN]
    rows = [
        sent(f"{state}", state=state, sent_at=NOW + n * HOUR, kind=Kind.CAMPAIGN if n % 2 else Kind.NOTICE)
        for n, state in enumerate([*counted, *(s for s in State if s not in counted)])
    ]
    await put(
        units,
        *rows,
        sent("taken, then failed", state=State.FAILED, provider_id="SM1", sent_at=NOW + 20 * HOUR),
        sent("taken, then waiting", state=State.PENDING, provider_id="SM2", sent_at=NOW + 22 * HOUR),
        sent("reply", kind=Kind.REPLY),
        sent("receipt", kind=Kind.RECEIPT),
        sent("long ago", sent_at=NOW - HOUR),
        sent("other", person="doc:2", supply_number="0000002"),
        a_row("sending, nobody knows since when", state=State.SENDING, not_before=NOW + 21 * HOUR),
    )
    async with units() as unit:
        touches = await unit.outbox.touches(["doc:00000001", "doc:2", "doc:3"], NOW)
    assert touches == {
        "doc:00000001": (
            *(Touch(NOW + n * HOUR, "whatsapp", f"{state}") for n, state in enumerate(counted)),
            Touch(NOW + 20 * HOUR, "whatsapp", "taken, then failed"),
            Touch(NOW + 21 * HOUR, "", "sending, nobody knows since when"),
            Touch(NOW + 22 * HOUR, "whatsapp", "taken, then waiting"),
        ),
        "doc:2": (Touch(NOW, "whatsapp", "other"),),
        "doc:3": (),
    }


async def test_a_message_counts_for_its_person_and_for_its_address(units: Units) -> None:
    await put(units, sent("one", address="+51900000001"), sent("two", address="+51900000002", person="doc:2"))
    async with units() as unit:
        touches = await unit.outbox.touches(["doc:00000001", "addr:+51900000002", "addr:+51900000003"], NOW)
    assert {subject: [touch.key for touch in each] for subject, each in touches.items()} == {
        "doc:00000001": ["one"],
        "addr:+51900000002": ["two"],
        "addr:+51900000003": [],
    }


async def test_dropping_ends_what_waits_and_nothing_else(units: Units) -> None:
    await put(
        units,
        a_row("notice"),
        a_row("campaign", kind=Kind.CAMPAIGN),
        a_row("reply", kind=Kind.REPLY),
        sent("sent"),
        a_row("other", supply_number="0000002"),
    )
    async with units() as unit:
        assert await unit.outbox.drop("0000001", State.WITHHELD, (Reason.PAID,)) == 2
        assert await unit.outbox.drop("0000001", State.WITHHELD, (Reason.PAID,)) == 0
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 9)) == ["reply", "other"]
        dropped = await unit.outbox.get("notice")
    assert dropped == a_row("notice", state=State.WITHHELD, reasons=(Reason.PAID,))


async def test_dropping_spares_the_keys_that_begin_as_said(units: Units) -> None:
    await put(units, a_row("news/1"), a_row("new%"), a_row("news"), a_row("a news/1"))
    async with units() as unit:
        assert await unit.outbox.drop("0000001", State.WITHHELD, (Reason.PAID,), sparing="news/") == 3
        assert keys(await unit.outbox.claim(NOW, 9)) == ["news/1"]


async def test_the_tally_is_by_campaign_or_kind_and_state(units: Units) -> None:
    await put(
        units,
        a_row("1"),
        a_row("2"),
        a_row("3", campaign="friendly-notice"),
        a_row("4", kind=Kind.REPLY, campaign="friendly-notice"),
        sent("5", campaign="friendly-notice"),
    )
    async with units() as unit:
        assert await unit.outbox.tally() == {
            ("notice", "pending"): 2,
            ("friendly-notice", "pending"): 2,
            ("friendly-notice", "sent"): 1,
        }
