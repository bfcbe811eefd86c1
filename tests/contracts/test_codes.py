"""One-time codes are the same on every store: the newest counts, once, and tries are counted against it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receivables.model.identity import WRONG_TRIES
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.model.one_time import LIFETIME, OneTimeCode
from receivables.model.secrecy import HIDDEN
from receivables.ports import Units
from tests.support.build import PHONE, lima

pytestmark = pytest.mark.anyio
NOW = lima("2024-01-08 10:00")
MINUTE = timedelta(minutes=1)
SUPPLY = "0000001"


def a_code(digest: str = "d1", **changes: object) -> OneTimeCode:
    """A code of the desk, made now."""
    made = OneTimeCode(SUPPLY, digest, NOW, "caja", NOW + LIFETIME)
    return replace(made, **changes)  # type: ignore[arg-type]  # the caller names real fields


async def test_the_newest_code_is_the_one_that_was_added_last(units: Units) -> None:
    async with units() as unit:
        assert await unit.codes.newest(SUPPLY) is None
        await unit.codes.add(a_code("first"))
        await unit.codes.add(a_code("second", channel="sms", chat="sha256:1"))
        await unit.codes.add(a_code("other", supply_number="0000002"))
    async with units() as unit:
        assert await unit.codes.newest(SUPPLY) == a_code("second", channel="sms", chat="sha256:1")
        assert await unit.codes.newest(SUPPLY, "sha256:1") == a_code("second", channel="sms", chat="sha256:1")
        assert await unit.codes.newest(SUPPLY, "sha256:2") == a_code("first")


async def test_a_code_is_used_once(units: Units) -> None:
    async with units() as unit:
        await unit.codes.add(a_code())
        newest = await unit.codes.newest(SUPPLY)
        assert newest is not None
        assert newest.id is not None
        assert await unit.codes.use(newest.id, NOW + MINUTE)
        assert not await unit.codes.use(newest.id, NOW + MINUTE)
        assert not await unit.codes.use(newest.id + 99, NOW)
    async with units() as unit:
        assert await unit.codes.newest(SUPPLY) == a_code(used_at=NOW + MINUTE)


async def test_wrong_tries_count_against_every_code_that_is_good(units: Units) -> None:
    async with units() as unit:
        await unit.codes.note_try(SUPPLY, NOW)
        await unit.codes.add(a_code("old"))
        await unit.codes.add(a_code("new"))
        for _ in range(WRONG_TRIES + 1):
            await unit.codes.note_try(SUPPLY, NOW)
        await unit.codes.note_try("0000002", NOW)
    async with units() as unit:
        assert await unit.codes.newest(SUPPLY) == a_code("new", tries=WRONG_TRIES)
        await unit.codes.add(a_code("newer"))
        await unit.codes.note_try(SUPPLY, NOW + LIFETIME)
        assert await unit.codes.newest(SUPPLY) == a_code("newer")


async def test_codes_that_were_sent_are_counted_and_those_of_the_desk_are_not(units: Units) -> None:
    async with units() as unit:
        await unit.codes.add(a_code("desk"))
        await unit.codes.add(a_code("sent", channel="sms"))
        await unit.codes.add(a_code("early", channel="sms", made_at=NOW - MINUTE))
        assert await unit.codes.sent_since(SUPPLY, NOW) == 1
        assert await unit.codes.sent_since(SUPPLY, NOW - MINUTE) == 2
        assert await unit.codes.sent_since("0000002", NOW - MINUTE) == 0


async def test_old_codes_are_forgotten(units: Units) -> None:
    async with units() as unit:
        await unit.codes.add(a_code("early", made_at=NOW - MINUTE))
        await unit.codes.add(a_code("late"))
        assert await unit.codes.forget(NOW) == 1
        assert await unit.codes.forget(NOW) == 0
        assert await unit.codes.newest(SUPPLY) == a_code("late")


def a_row() -> OutboxRow:
    """A code on its way."""
    told = Message("one_time_code", {"otp": "100001", "minutes": 15})
    return OutboxRow("code/1", Kind.RECEIPT, told, NOW, NOW, NOW + LIFETIME, channel="sms", address=PHONE)


@pytest.mark.parametrize("state", [State.SENT, State.UNKNOWN, State.FAILED, State.EXPIRED, State.SERVED])
async def test_a_code_that_went_or_never_will_is_readable_nowhere(units: Units, state: State) -> None:
    async with units() as unit:
        await unit.outbox.add([a_row()])
        await unit.outbox.save([replace(a_row(), state=State.SENDING, text="Su código es 100001")])
    async with units() as unit:
        sending = await unit.outbox.get("code/1")
        assert sending is not None
        assert sending.text == HIDDEN
        await unit.outbox.save([replace(sending, state=state, text="Su código es 100001")])
    async with units() as unit:
        kept = await unit.outbox.get("code/1")
    assert kept is not None
    assert (kept.state, kept.text, kept.message.values) == (state, HIDDEN, {"otp": HIDDEN, "minutes": 15})


async def test_a_row_that_lost_its_code_does_not_wait_to_be_sent_again(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add([a_row()])
        await unit.outbox.save([replace(a_row(), state=State.UNKNOWN)])
    async with units() as unit:
        unknown = await unit.outbox.get("code/1")
        assert unknown is not None
        await unit.outbox.save([replace(unknown, state=State.PENDING)])
        kept = await unit.outbox.get("code/1")
    assert kept is not None
    assert kept.state is State.EXPIRED


async def test_a_code_that_waits_to_go_again_can_be_put_into_words(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add([a_row()])
        await unit.outbox.save([replace(a_row(), attempt=1)])
    async with units() as unit:
        assert (await unit.outbox.get("code/1")) == replace(a_row(), attempt=1)
