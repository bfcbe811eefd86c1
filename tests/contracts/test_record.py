"""The chain of the record: computed again from the stored rows by the few lines that the contract asks for."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.model.audit import Act, AuditEntry
from receivables.model.ladder import Case, Event, Move, Step
from receivables.ports import UnitOfWork, Units
from receivables.store.engine import make_engine
from receivables.store.unit import SqlUnits
from tests.contracts.load import Undo, undone
from tests.contracts.test_people import an_event
from tests.support.laid_out import migrated_file

pytestmark = pytest.mark.anyio

NOW = datetime(2024, 1, 8, 15, 4, 5, 6, tzinfo=UTC)
LIMA = timezone(timedelta(hours=-5))
MOMENTS = st.timedeltas(timedelta(days=-9_000), timedelta(days=9_000)).map(lambda passed: NOW + passed)
CHAINS = ("audit_entries", "case_moves", "consents")
OF_MOMENTS, OF_JSON, OF_YES_OR_NO = ("at", "recorded_at"), ("reasons", "facts", "rules"), ("given",)


def an_entry(subject: str = "0000001", **changes: Any) -> AuditEntry:
    plain: dict[str, Any] = {
        "at": NOW,
        "actor": "caudal",
        "act": Act.SEND,
        "subject": subject,
        "outcome": "allowed",
    }
    return AuditEntry(**{**plain, **changes})


def a_move(why: str) -> Move:
    return Move("0000001", Event.OFFER_SENT, Step.CLEAR, Step.OFFERED, NOW, "caudal", why, "1")


async def fill(unit: UnitOfWork, name: str, rows: int = 1) -> None:
    for n in range(rows):
        await unit.audit.append([an_entry(f"{name}-{n}")])
        await unit.cases.save(Case("0000001"), a_move(f"{name}-{n}"))
        await unit.consents.append([an_event(f"doc:{name}-{n}")])


class Record:
    """A database, and one utility in it, looked at without the program."""

    def __init__(self, engine: AsyncEngine, utility: str = "") -> None:
        self.engine = engine
        self.utility = utility or f"tumbes-{uuid4().hex}"
        self.units = SqlUnits(engine, self.utility)

    async def rows(self, table: str) -> list[dict[str, Any]]:
        query = text(f"select * from {table} where utility = :utility order by number")  # noqa: S608
        async with self.engine.connect() as connection:
            return [
                dict(row) for row in (await connection.execute(query, {"utility": self.utility})).mappings()
            ]

    async def heads(self) -> dict[str, tuple[int, str]]:
        query = text("select chain, number, digest from chain_heads where utility = :utility")
        async with self.engine.connect() as connection:
            found = (await connection.execute(query, {"utility": self.utility})).all()
        return {chain: (number, digest) for chain, number, digest in found}


@pytest.fixture
async def sqlite_record(tmp_path: Path) -> AsyncIterator[Record]:
    (tmp_path / "caudal.db").write_bytes(migrated_file())
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    yield Record(engine)
    await engine.dispose()


@pytest.fixture
def postgresql_record(postgres_engine: AsyncEngine) -> Record:
    return Record(postgres_engine)


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest) -> Record:
    """Each database in turn."""
    found = request.getfixturevalue(f"{request.param}_record")
    assert isinstance(found, Record)
    return found


def as_told(row: dict[str, Any]) -> str:
    """A stored row in the words of the contract (docs/data-formats.md)."""
    told: dict[str, Any] = {}
    for name, value in row.items():
        if name in ("id", "digest"):
            continue
        if name in OF_MOMENTS:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)
            value = moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        elif name in OF_JSON:
            value = json.loads(value) if isinstance(value, str) else value
        elif name in OF_YES_OR_NO:
            value = bool(value)
        elif name == "person" and not value.startswith("sha256:"):
            value = "sha256:" + sha256(value.encode()).hexdigest()[:32]
        told[name] = value
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def unbroken(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether the rows are numbered without a gap and each digest follows from the one before."""
    last = "0" * 64
    for number, row in enumerate(rows, start=1):
        last = sha256(f"{last}\n{as_told(row)}".encode()).hexdigest()
        if (row["number"], row["digest"]) != (number, last):
            return False
    return True


async def assert_whole(record: Record, length: int) -> None:
    heads = await record.heads()
    for chain in CHAINS:
        rows = await record.rows(chain)
        assert len(rows) == length
        assert unbroken(rows)
        assert heads[chain] == (length, rows[-1]["digest"])


async def test_anybody_can_compute_the_chain_again(record: Record) -> None:
    async with record.units() as unit:
        await fill(unit, "ñandú «ü» 日本\n\"'\\", rows=2)
        await unit.audit.append(
            [
                an_entry(
                    reasons=("claim", "cap"), facts={"ñ": "á", "bills": 3, "b": -1}, rules=("PE-CON-1",)
                ),
                an_entry(at=datetime(2024, 1, 8, 23, 59, 59, 999999, tzinfo=LIMA), law_version="pe-2024.1"),
            ]
        )
        await unit.cases.save(Case("0000001"), a_move(""), a_move("\u2028 \x7f é"))
        await unit.consents.append(
            [an_event(given=False, supply_number=None, wording=""), an_event("mail:ñ@example.org")]
        )
    async with record.units() as unit:
        await fill(unit, "later")
    await assert_whole(record, 5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.builds(
            an_entry,
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
            at=MOMENTS,
            facts=st.dictionaries(
                st.text("abñ_ ", max_size=4), st.integers(-(2**53), 2**53) | st.text('ñ"\\{}\n€', max_size=5)
            ),
            rules=st.lists(st.sampled_from(["PE-CON-1", "I-4"])).map(tuple),
        ),
        min_size=1,
        max_size=5,
    )
)
async def test_any_entry_is_linked_as_it_is_stored(record: Record, entries: list[AuditEntry]) -> None:
    async with record.units() as unit:
        await unit.audit.append(entries)
    assert unbroken(await record.rows("audit_entries"))


async def test_a_unit_that_is_undone_leaves_no_gap(record: Record) -> None:
    async with record.units() as unit:
        await fill(unit, "first")
    async with undone(record.units) as unit:
        await fill(unit, "undone")
    async with record.units() as unit:
        await fill(unit, "second")
    await assert_whole(record, 2)


async def test_utilities_have_chains_of_their_own(record: Record) -> None:
    other = Record(record.engine)
    for _ in range(2):
        for each in (record, other):
            async with each.units() as unit:
                await fill(unit, "same")
    await assert_whole(record, 2)
    await assert_whole(other, 2)


async def test_erasing_a_person_does_not_break_the_chain(record: Record) -> None:
    async with record.units() as unit:
        await fill(unit, "first", rows=3)
    async with record.units() as unit:
        await unit.consents.append([an_event("doc:first-1", given=False)])
        await unit.cases.save(Case("0000001"), a_move(""))
        await unit.audit.append([an_entry()])
        await unit.persons.erase(["doc:first-1"], NOW)
    await assert_whole(record, 4)
    persons = [row["person"] for row in await record.rows("consents")]
    assert [person.startswith("sha256:") for person in persons] == [False, True, False, True]


async def test_a_unit_reads_what_it_gathered_for_the_record(units: Units) -> None:
    async with units() as unit:
        await fill(unit, "stored")
    async with units() as unit:
        await unit.audit.append([an_entry("stored-0", act=Act.CUT, outcome="withheld", reasons=("cap",))])
        await unit.cases.save(Case("0000001"), a_move("gathered"))
        assert [each.act for each in await unit.audit.of("stored-0")] == [Act.SEND, Act.CUT]
        assert [each.act for each in await unit.audit.of("stored-0", since=NOW + timedelta(seconds=1))] == []
        assert await unit.audit.tally(Act.CUT) == {("withheld", "cap"): 1}
        assert await unit.audit.tally(Act.CUT, since=NOW + timedelta(seconds=1)) == {}
        assert [move.why for move in await unit.cases.moves("0000001")] == ["stored-0", "gathered"]


async def test_the_newest_entries_of_one_act_or_of_all(units: Units) -> None:
    async with units() as unit:
        await unit.audit.append([an_entry("1"), an_entry("2", act=Act.CUT), an_entry("3")])
    async with units() as unit:
        await unit.audit.append([an_entry("4", act=Act.CUT), an_entry("5")])
        assert [each.subject for each in await unit.audit.latest()] == ["5", "4", "3", "2", "1"]
        assert [each.subject for each in await unit.audit.latest(limit=3)] == ["5", "4", "3"]
        assert [each.subject for each in await unit.audit.latest(Act.CUT)] == ["4", "2"]
        assert await unit.audit.latest(Act.SEND, limit=0) == []


async def test_units_at_once_append_without_a_gap_a_fork_or_a_deadlock(record: Record) -> None:
    """They hold supplies and persons that others want, and all write to every chain."""

    async def work(name: str) -> None:
        for n in range(12):
            try:
                async with record.units() as unit:
                    await unit.hold([f"supply:{n % 2}"])
                    await fill(unit, f"{name}-{n}", rows=3)
                    await unit.hold([f"person:{n % 3}"])
                    await fill(unit, f"{name}-{n}-more", rows=3)
                    if n % 4 == 3:
                        raise Undo
            except Undo:
                continue

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(f"w{n}") for n in range(4)))
    await assert_whole(record, 4 * 9 * 6)


async def test_the_first_rows_of_a_chain_may_come_from_several_units(record: Record) -> None:
    async def work(name: str, go: asyncio.Event) -> None:
        async with record.units() as unit:
            await fill(unit, name)
            await go.wait()

    go = asyncio.Event()
    working = [asyncio.create_task(work(f"w{n}", go)) for n in range(4)]
    await asyncio.sleep(0)
    go.set()
    async with asyncio.timeout(30):
        await asyncio.gather(*working)
    await assert_whole(record, 4)
