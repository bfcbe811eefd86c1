"""The outbox after the sending: what each message is known by, what became of it, what it cost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receivables.model.ladder import Case, Notice, Step
from receivables.model.message import OPEN_STATES, Kind, OutboxRow, State
from receivables.ports import Units
from tests.contracts.conftest import Store
from tests.contracts.test_outbox import HOUR, NOW, a_row, keys, put, sent

pytestmark = pytest.mark.anyio

PHONE, OTHER = "+51900000001", "+51900000002"
UNSERVED = (State.SENT, State.UNKNOWN, State.FAILED, State.EXPIRED, State.WITHHELD)


async def ids(units: Units, *rows: str) -> list[int]:
    """The numbers of rows."""
    async with units.reading() as unit:
        found = await unit.outbox.find(rows)
    return [found[row].id or 0 for row in rows]


async def test_a_row_comes_back_with_all_that_became_of_it(units: Units) -> None:
    row = sent(
        "notice/1",
        code="K7QX-3M9P",
        template="friendly_notice.plain",
        category="utility",
        segments=3,
        cost=2**40,
        error="63016",
        tried=("whatsapp", "sms"),
    )
    await put(units, row, a_row("notice/2"))
    async with units() as unit:
        assert await unit.outbox.get("notice/1") == row
        plain = await unit.outbox.get("notice/2")
        assert plain is not None
        assert (plain.segments, plain.cost, plain.tried, plain.code) == (0, 0, (), None)


async def test_the_store_numbers_its_rows_and_keeps_their_numbers(units: Units) -> None:
    await put(units, a_row("1"), a_row("2", state=State.EXPIRED), a_row("3"))
    first, second, third = await ids(units, "1", "2", "3")
    assert 0 < first < second < third
    async with units() as unit:
        (claimed,) = await unit.outbox.claim(NOW, 1)
        assert claimed.id == first
        await unit.outbox.save([a_row("1", state=State.WITHHELD, id=99)])
        await unit.outbox.add([a_row("2", id=98)])
    assert await ids(units, "1", "2", "3") == [first, second, third]
    async with units() as unit:
        found = await unit.outbox.numbered([third, first, third + 1000])
        assert {number: row.key for number, row in found.items()} == {first: "1", third: "3"}
        assert await unit.outbox.numbered([]) == {}


async def test_a_number_is_of_one_utility_only(store: Store) -> None:
    await put(store.of("tumbes"), a_row("1"))
    (number,) = await ids(store.of("tumbes"), "1")
    async with store.of("piura")() as unit:
        assert await unit.outbox.numbered([number]) == {}
        assert await unit.outbox.coded("K7QX-3M9P") == []


async def test_a_code_is_found_newest_first(units: Units) -> None:
    await put(
        units,
        sent("old", code="K7QX-3M9P"),
        sent("new", code="K7QX-3M9P", state=State.SERVED),
        sent("other", code="AAAA-BBBB"),
        sent("none"),
    )
    async with units() as unit:
        assert keys(await unit.outbox.coded("K7QX-3M9P")) == ["new", "old"]
        assert await unit.outbox.coded("CCCC-DDDD") == []


async def test_receipts_are_in_turn_with_replies(units: Units) -> None:
    await put(
        units,
        a_row("notice", not_before=NOW - HOUR),
        a_row("receipt", kind=Kind.RECEIPT),
        a_row("reply", kind=Kind.REPLY, not_before=NOW - HOUR),
    )
    async with units() as unit:
        assert keys(await unit.outbox.claim(NOW, 9)) == ["reply", "receipt", "notice"]


async def test_answers_only_leaves_what_we_begin(units: Units) -> None:
    await put(
        units,
        a_row("notice"),
        a_row("campaign", kind=Kind.CAMPAIGN),
        a_row("receipt", kind=Kind.RECEIPT),
        a_row("reply", kind=Kind.REPLY),
        a_row("later", kind=Kind.REPLY, not_before=NOW + HOUR),
    )
    async with units() as unit:
        assert await unit.outbox.claim(NOW, 9, keys=["notice"], answers_only=True) == []
        assert keys(await unit.outbox.claim(NOW, 9, answers_only=True)) == ["receipt", "reply"]
        assert await unit.outbox.claim(NOW, 9, answers_only=True) == []
        assert keys(await unit.outbox.claim(NOW, 9)) == ["notice", "campaign"]


async def test_what_is_in_doubt_is_listed_oldest_first(units: Units) -> None:
    doubt = {"state": State.UNKNOWN}
    await put(
        units,
        sent("2", **doubt),
        sent("1", sent_at=NOW - HOUR, **doubt),
        sent("3", **doubt),
        sent("sent"),
    )
    async with units() as unit:
        assert keys(await unit.outbox.in_doubt(9)) == ["1", "2", "3"]
        assert keys(await unit.outbox.in_doubt(1)) == ["1"]


async def test_doubts_are_found_by_channel_and_time(units: Units) -> None:
    doubt = {"state": State.UNKNOWN, "channel": "whatsapp"}
    await put(
        units,
        sent("1", **doubt),
        sent("2", **doubt | {"channel": "telegram"}),
        sent("3", **doubt | {"channel": "sms"}),
        sent("old", sent_at=NOW - 2 * HOUR, **doubt),
        sent("young", sent_at=NOW + 2 * HOUR, **doubt),
        sent("sent", **doubt | {"state": State.SENT}),
        sent("4", **doubt),
    )
    async with units() as unit:
        found = await unit.outbox.doubts_of(("whatsapp", "sms"), NOW - HOUR, NOW + HOUR, 9)
        assert keys(found) == ["1", "3", "4"]
        for limit, after, expected in ((2, 0, ["1", "3"]), (2, found[1].id or 0, ["4"])):
            page = await unit.outbox.doubts_of(("sms", "whatsapp"), NOW - HOUR, NOW + HOUR, limit, after)
            assert keys(page) == expected
        assert await unit.outbox.doubts_of((), NOW - HOUR, NOW + HOUR, 9) == []


async def test_what_was_begun_to_an_address_is_found_whatever_became_of_it(units: Units) -> None:
    await put(
        units,
        *(sent(str(state), state=state, address=PHONE) for state in State),
        sent("sms", channel="sms", address=PHONE),
        sent("other", address=OTHER),
        sent("old", address=PHONE, sent_at=NOW - 2 * HOUR),
        a_row("never", address=PHONE),
    )
    async with units() as unit:
        found = await unit.outbox.handed_to(PHONE, NOW - HOUR)
        assert keys(found) == [*map(str, State), "sms"]


async def test_notices_that_nobody_was_served_are_listed_by_number(units: Units) -> None:
    def offer(supply: str, which: str = "1", **changes: Any) -> OutboxRow:
        key = f"notice/{supply}/agreement_offer/{which}"
        return sent(key, supply_number=supply, **({"notice": Notice.OFFER} | changes))

    states = [offer(f"000{n}", state=state) for n, state in enumerate(State)]
    rounds = [offer("1000", which) for which in ("1", "2", "3", "3-2", "2024-01", "30")]
    others: tuple[dict[str, Any], ...] = (
        {"kind": Kind.CAMPAIGN},
        {"created_at": NOW},
        {"notice": Notice.LETTER},
        {"notice": None},
    )
    await put(units, *states, *rounds, *(offer(f"200{n}", **changes) for n, changes in enumerate(others)))
    async with units() as unit:
        await unit.cases.save(Case("1000", Step.OFFERED, round=3))
    async with units() as unit:
        found = await unit.outbox.unserved_before([Notice.OFFER], NOW, 99)
        now = [row for row in states if row.state in UNSERVED]
        # One that begins alike is asked about in vain, which harms nobody.
        assert keys(found) == keys([*now, *rounds[2:4], rounds[5]])
        numbers = [row.id or 0 for row in found]
        page = await unit.outbox.unserved_before([Notice.OFFER], NOW, 2, after=numbers[1])
        assert keys(page) == keys(found[2:4])
        assert await unit.outbox.unserved_before([Notice.OFFER], NOW - HOUR, 99) == []
        assert await unit.outbox.unserved_before([Notice.LAST_CHANCE], NOW, 99) == []


async def test_when_each_address_was_last_sent_something(units: Units) -> None:
    later = NOW + timedelta(microseconds=7)
    taken_then_failed = {"state": State.FAILED, "provider_id": "SM1"}
    await put(
        units,
        sent("1"),
        sent("2", sent_at=later, kind=Kind.REPLY, state=State.SENDING),
        sent("3", sent_at=NOW + HOUR, state=State.FAILED),
        sent("4", sent_at=NOW + HOUR, channel="sms"),
        sent("5", address=OTHER, sent_at=NOW + HOUR, **taken_then_failed),
        sent("6", address="nobody's", sent_at=None, state=State.PENDING),
    )
    async with units() as unit:
        found = await unit.outbox.last_to("whatsapp", [PHONE, OTHER, "nobody's", "unknown"])
        assert found == {PHONE: later, OTHER: NOW + HOUR}
        assert await unit.outbox.last_to("sms", [PHONE]) == {PHONE: NOW + HOUR}
        assert await unit.outbox.last_to("sms", []) == {}


async def test_what_went_out_is_summed_by_what_it_was_and_how_it_is_charged(units: Units) -> None:
    def charged(key: str, segments: int, cost: int, **changes: object) -> OutboxRow:
        return sent(key, **{"category": "utility", "segments": segments, "cost": cost, **changes})

    await put(
        units,
        charged("1", 1, 2**33),
        charged("2", 1, 5, state=State.SERVED),
        charged("3", 1, 5, state=State.FAILED, provider_id="SM1"),
        charged("4", 9, 99, state=State.FAILED),
        charged("5", 9, 99, sent_at=NOW + HOUR),
        charged("6", 9, 99, sent_at=NOW - timedelta(seconds=1)),
        charged("7", 2, 7, kind=Kind.CAMPAIGN, campaign="friendly-notice", channel="sms", category="text"),
        charged("8", 3, 0, kind=Kind.REPLY, category=None, state=State.UNKNOWN),
        a_row("9", segments=9, cost=99),
    )
    async with units() as unit:
        assert await unit.outbox.spent(NOW, NOW + HOUR) == {
            ("notice", "whatsapp", "utility"): (3, 3, 2**33 + 10),
            ("friendly-notice", "sms", "text"): (1, 2, 7),
            ("reply", "whatsapp", ""): (1, 3, 0),
        }
        assert await unit.outbox.spent(NOW + 2 * HOUR, NOW + 3 * HOUR) == {}


async def test_answers_that_have_not_gone_yet_are_found_by_address(units: Units) -> None:
    answer = {"kind": Kind.REPLY, "channel": "chat", "address": PHONE}
    await put(
        units,
        a_row("reply/1/0", **answer),
        a_row("reply/2/0", **answer, state=State.SENDING, sent_at=NOW),
        a_row("receipt/3", **{**answer, "kind": Kind.RECEIPT, "channel": "sms"}),
        a_row("reply/4/0", **{**answer, "address": OTHER}),
        *(a_row(f"reply/{s}/0", **answer, state=s) for s in sorted(State) if s not in OPEN_STATES),
        a_row("notice/1", address=PHONE),
    )
    async with units.reading() as unit:
        there = await unit.outbox.open_answers([PHONE])
        assert keys(there) == ["reply/1/0", "reply/2/0", "receipt/3"]
        assert keys(await unit.outbox.open_answers([PHONE, OTHER])) == [*keys(there), "reply/4/0"]
        assert await unit.outbox.open_answers([]) == []


async def test_what_nobody_touched_is_told_without_reading_it_again(units: Units) -> None:
    await put(units, *(a_row(str(number)) for number in range(4)))
    async with units() as unit:
        claimed = await unit.outbox.claim(NOW, 9)
        assert keys(await unit.outbox.untouched(claimed)) == ["0", "1", "2", "3"]
    async with units() as unit:
        await unit.outbox.save([claimed[1]])
        again = await unit.outbox.claim(NOW + HOUR, 9, keys=["2"])
        assert keys(again) == ["2"]
    async with units() as unit:
        assert keys(await unit.outbox.untouched([*claimed, a_row("5")])) == ["0", "3"]
        await unit.outbox.save([replace(claimed[0], state=State.SENDING, address=PHONE)])
        stored = await unit.outbox.get("0")
    assert stored is not None
    assert (stored.state, stored.address, stored.message) == (State.SENDING, PHONE, claimed[0].message)


@pytest.mark.parametrize("odd", ['"', "\\", ",", "{}", "", "NULL", '\\"', "ñ'", '","'])
async def test_a_key_of_any_signs_is_found_alone(units: Units, odd: str) -> None:
    await put(units, a_row(odd), a_row("other"))
    async with units() as unit:
        assert list(await unit.outbox.find([odd])) == [odd]
        assert set(await unit.outbox.find([odd, "other", "third"])) == {odd, "other"}
