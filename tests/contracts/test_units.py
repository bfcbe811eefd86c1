"""A unit of work is one transaction of one utility: all of it or nothing, seen by others only at its end."""

import asyncio
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from receivables.model.account import AgreementState
from receivables.model.contact import Feed
from receivables.model.ladder import Case, Step
from receivables.model.records import RecordKind
from receivables.model.staff import StaffRole, User
from receivables.model.suppression import Cause, Suppression
from receivables.ports import Units
from receivables.store.database import Database
from tests.contracts.conftest import Store
from tests.contracts.load import load, load_contacts
from tests.contracts.test_outbox import a_row
from tests.support.build import a_claim, a_contact, an_account, an_agreement, monthly_bills

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)


class Stop(Exception):
    """Something went wrong half-way."""


async def test_what_a_unit_did_is_there_afterwards(units: Units) -> None:
    async with units() as unit:
        await unit.cases.save(Case("0000001", Step.OFFERED))
    async with units() as unit:
        assert (await unit.cases.get(["0000001"]))["0000001"].step is Step.OFFERED


async def test_an_exception_undoes_all_that_a_unit_did(units: Units) -> None:
    async def stop_half_way() -> None:
        async with units() as unit:
            await load(unit, an_account(*monthly_bills(3, unpaid=1)))
            await unit.outbox.add([a_row("notice/1")])
            await unit.cases.save(Case("0000001", Step.OFFERED))
            await unit.staff.add_user(User("ana", StaffRole.DESK, "digest", NOW))
            raise Stop

    with pytest.raises(Stop):
        await stop_half_way()
    async with units() as unit:
        assert set((await unit.ledger.counts()).values()) == {0}
        assert await unit.ledger.feed() is None
        assert await unit.outbox.get("notice/1") is None
        assert (await unit.cases.get(["0000001"]))["0000001"].step is Step.CLEAR
        assert await unit.staff.users() == []


async def test_what_a_unit_wrote_it_reads_itself(units: Units) -> None:
    async with units() as unit:
        await unit.cases.save(Case("0000001", Step.OFFERED))
        await unit.cases.save(Case("0000001", Step.PROMISED))
        assert (await unit.cases.get(["0000001"]))["0000001"].step is Step.PROMISED


async def test_others_see_nothing_before_the_end(units: Units) -> None:
    async with units() as unit:
        await unit.outbox.add([a_row("notice/1")])
        async with units.reading() as other:
            assert await other.outbox.get("notice/1") is None
    async with units.reading() as other:
        assert await other.outbox.get("notice/1") is not None


async def test_a_reading_unit_changes_nothing(units: Units) -> None:
    with suppress(DBAPIError):  # a database refuses, memory forgets
        async with units.reading() as unit:
            await unit.outbox.add([a_row("notice/1")])
    async with units() as unit:
        assert await unit.outbox.add([a_row("notice/1")]) == 1


async def test_no_update_is_lost_when_many_read_and_then_write(units: Units) -> None:
    async def count_up() -> None:
        for _ in range(5):
            async with units() as unit:
                await unit.hold(["supply:0000001"])
                case = (await unit.cases.get(["0000001"]))["0000001"]
                await unit.cases.save(Case("0000001", round=case.round + 1))

    await asyncio.gather(*(count_up() for _ in range(8)))
    async with units.reading() as unit:
        assert (await unit.cases.get(["0000001"]))["0000001"].round == 1 + 8 * 5


# Not in the loop's own thread: two units at once are what that driver is not for.
@pytest.mark.parametrize("store", ["memory", "sqlite", "postgresql"], indirect=True)
async def test_who_holds_a_name_makes_others_that_want_it_wait(units: Units) -> None:
    order: list[str] = []

    async def work(name: str, started: asyncio.Event, go_on: asyncio.Event) -> None:
        async with units() as unit:
            await unit.hold(["supply:2", "supply:1"])
            order.append(f"{name} holds")
            started.set()
            await go_on.wait()
            order.append(f"{name} ends")

    first, second, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()
    one = asyncio.create_task(work("one", first, go_on))
    await first.wait()
    two = asyncio.create_task(work("two", second, go_on))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(second.wait(), 0.2)
    go_on.set()
    await asyncio.gather(one, two)
    assert order == ["one holds", "one ends", "two holds", "two ends"]


async def test_utilities_in_one_store_know_nothing_of_each_other(store: Store) -> None:
    ours, theirs = store.of("tumbes"), store.of("bogota")
    account = an_account(
        *monthly_bills(3, unpaid=1),
        claims=(a_claim("R-2023-12"),),
        agreements=(an_agreement(date(2024, 1, 5)),),
    )
    async with ours() as unit:
        await load(unit, account)
        await load_contacts(unit, a_contact())
        await unit.cases.save(Case("0000001", Step.OFFERED))
        await unit.outbox.add([a_row("notice/1")])
        await unit.suppressions.add(Suppression("doc:1", Cause.OPTED_OUT, NOW, "chat"))
    async with theirs() as unit:
        assert set((await unit.ledger.counts()).values()) == {0}
        assert await unit.ledger.account("0000001") is None
        assert await unit.ledger.owing("", 10) == []
        assert await unit.ledger.contacts_at(a_contact().phone) == ()
        assert await unit.ledger.feed() is None
        assert (await unit.cases.get(["0000001"]))["0000001"].step is Step.CLEAR
        assert await unit.outbox.claim(NOW + timedelta(days=1), 10) == []
        assert await unit.outbox.tally() == {}
        assert await unit.suppressions.in_force(["doc:1"]) == {}
        await unit.ledger.record_feed(Feed(date(2020, 1, 1), date(2020, 1, 1)))
        await load(unit, an_account())
    async with ours() as unit:
        assert await unit.ledger.account("0000001") == account
        assert account.agreements[0].state is AgreementState.LIVE
        assert (await unit.ledger.counts())[RecordKind.BILL.label] == 3


async def test_units_of_one_program_that_write_at_once_wait_for_one_another(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/caudal.db")
    await database.upgrade()
    units = database.units("tumbes")

    async def beat(worker: str) -> None:
        async with units() as unit:
            await unit.heartbeats.beat("bot", worker)
            await asyncio.sleep(0.01)  # with the file's only write lock

    await asyncio.wait_for(asyncio.gather(*(beat(str(n)) for n in range(5))), 5)
    await database.close()
