"""A feed is taken with all that is sound in it, or not at all."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.adapters.files import PortfolioFolder
from receivables.errors import BadFile
from receivables.model.audit import Act
from receivables.model.contact import Feed
from receivables.model.portfolio import BadRow, Fault
from receivables.model.records import RecordKind
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases.import_portfolio import FileReport, ImportReport, import_portfolio
from receivables.usecases.services import Services
from tests.support import portfolio as files
from tests.support.build import a_calendar, a_policy, lima
from tests.support.portfolio import CUT_DATE, SUPPLY, Row, a_feed, write_feed

pytestmark = pytest.mark.anyio

Ledger = dict[RecordKind, dict[tuple[object, ...], tuple[object, ...]]]


def services(units: MemoryUnits | None = None, now: str = "2024-01-02 09:00") -> Services:
    return Services(units or MemoryUnits(), FixedClock(lima(now)), a_policy(), a_calendar())


async def load(at: Services, folder: Path, as_of: date | None = None) -> ImportReport:
    return await import_portfolio(at, PortfolioFolder(folder), as_of=as_of)


def ledger(at: Services) -> Ledger:
    assert isinstance(at.units, MemoryUnits)
    return deepcopy(at.units.tables.records)


async def refused(at: Services, folder: Path, as_of: date | None = None) -> BadFile:
    """The refusal of a feed, after which nothing is otherwise than before."""
    before = ledger(at)
    with pytest.raises(BadFile) as refusal:
        await load(at, folder, as_of)
    assert ledger(at) == before
    return refusal.value


async def test_a_feed_is_loaded_and_reported_file_by_file(tmp_path: Path) -> None:
    at = services()
    report = await load(at, write_feed(tmp_path, a_feed()))
    assert report.cut_date == CUT_DATE
    assert report.bad_rows == ()
    assert report.files[0] == FileReport("padron.xls", rows=1, inserted=1, updated=0, unchanged=0, bad=0)
    assert {file.file: file.inserted for file in report.files} == dict.fromkeys(files.COLUMNS, 1)
    async with at.units.reading() as unit:
        account = await unit.ledger.account(SUPPLY)
        assert await unit.ledger.feed() == Feed(CUT_DATE, CUT_DATE)
        (entry,) = await unit.audit.of("portfolio")
    assert account is not None
    assert (account.bills[0].number, account.payments[0].operation) == ("R-1", "CAR1-000001")
    assert (entry.act, entry.outcome, entry.facts["recibos.csv rows"]) == (Act.IMPORT, "taken", 1)


async def test_the_same_feed_again_changes_nothing(tmp_path: Path) -> None:
    at = services()
    folder = write_feed(tmp_path, a_feed())
    await load(at, folder)
    before = ledger(at)
    report = await load(at, folder)
    assert ledger(at) == before
    assert {(file.inserted, file.updated, file.unchanged) for file in report.files} == {(0, 0, 1)}


async def test_a_later_feed_updates_by_key(tmp_path: Path) -> None:
    at = services(now="2024-02-01 09:00")
    await load(at, write_feed(tmp_path / "first", a_feed()))
    feed = a_feed()
    feed["recibos.csv"] = [files.bill_row(saldo="0,00"), files.bill_row("R-2")]
    report = await load(at, write_feed(tmp_path / "second", feed), as_of=date(2024, 1, 31))
    bills = next(file for file in report.files if file.file == "recibos.csv")
    assert (bills.inserted, bills.updated, bills.unchanged) == (1, 1, 0)
    async with at.units.reading() as unit:
        assert (await unit.ledger.feed()) == Feed(date(2024, 1, 31), date(2024, 1, 31))


async def test_a_consent_that_a_later_feed_lists_no_longer_is_withdrawn(tmp_path: Path) -> None:
    at = services()
    feed = files.a_feed()
    feed["contactos.csv"].append(files.contact_row(canal="sms"))
    await load(at, write_feed(tmp_path / "first", feed))
    await load(at, write_feed(tmp_path / "second", files.a_feed()))
    async with at.units() as unit:
        left = await unit.ledger.contacts([files.SUPPLY])
    assert [contact.channel for contact in left[files.SUPPLY]] == ["whatsapp"]


async def test_a_feed_without_the_file_of_contacts_withdraws_nobody(tmp_path: Path) -> None:
    at = services()
    await load(at, write_feed(tmp_path / "first", files.a_feed()))
    without = {file: rows for file, rows in files.a_feed().items() if file != "contactos.csv"}
    await load(at, write_feed(tmp_path / "second", without))
    async with at.units() as unit:
        assert len((await unit.ledger.contacts([files.SUPPLY]))[files.SUPPLY]) == 1


async def test_a_feed_older_than_the_last_one_is_refused(tmp_path: Path) -> None:
    at = services()
    folder = write_feed(tmp_path, a_feed())
    await load(at, folder)
    refusal = await refused(at, folder, as_of=date(2023, 12, 30))
    assert refusal.code == "older_feed"


async def test_a_cut_date_that_has_not_come_is_refused(tmp_path: Path) -> None:
    refusal = await refused(services(now="2023-12-30 23:00"), write_feed(tmp_path, a_feed()))
    assert refusal.code == "cut_date_in_the_future"


async def test_a_feed_without_a_cut_date_asks_for_one(tmp_path: Path) -> None:
    folder = write_feed(tmp_path, a_feed())
    register = (folder / "padron.xls").read_text()
    (folder / "padron.xls").write_text(register.replace("Fecha de corte", "Impreso el"))
    at = services()
    assert (await refused(at, folder)).code == "no_cut_date"
    assert (await load(at, folder, as_of=CUT_DATE)).cut_date == CUT_DATE


@pytest.mark.parametrize(
    ("file", "changes", "column", "fault"),
    [
        ("contactos.csv", {"suministro": "0000009"}, "suministro", Fault.UNKNOWN_SUPPLY),
        ("recibos.csv", {"suministro": "0000009", "recibo": "R-9"}, "suministro", Fault.UNKNOWN_SUPPLY),
        ("pagos.csv", {"suministro": "0000009", "operacion": "X"}, "suministro", Fault.UNKNOWN_SUPPLY),
        ("reclamos.csv", {"suministro": "0000009", "reclamo": "RC-9"}, "suministro", Fault.UNKNOWN_SUPPLY),
        ("reclamos.csv", {"recibo": "R-9", "reclamo": "RC-9"}, "recibo", Fault.UNKNOWN_BILL),
        ("convenios.csv", {"suministro": "0000009", "convenio": "CV-9"}, "suministro", Fault.UNKNOWN_SUPPLY),
        ("cuotas.csv", {"convenio": "CV-9"}, "convenio", Fault.UNKNOWN_AGREEMENT),
    ],
)
async def test_a_row_about_something_unknown_is_left_out_and_nothing_else(
    tmp_path: Path, file: str, changes: dict[str, str], column: str, fault: Fault
) -> None:
    feed = a_feed()
    feed[file] = [feed[file][0] | changes, *feed[file]]
    at = services()
    report = await load(at, write_feed(tmp_path, feed))
    assert report.bad_rows == (BadRow(file, 2, column, fault),)
    plain = services()
    await load(plain, write_feed(tmp_path / "plain", a_feed()))
    assert ledger(at) == ledger(plain)


async def test_what_the_ledger_knows_from_before_is_known(tmp_path: Path) -> None:
    at = services()
    await load(at, write_feed(tmp_path / "first", a_feed()))
    later = a_feed() | {
        "padron.xls": [files.supply_row("0000002")],
        "recibos.csv": [files.bill_row("R-2", suministro="0000002")],
        "convenios.csv": [],
    }
    report = await load(at, write_feed(tmp_path / "second", later))
    assert report.bad_rows == ()


async def test_a_payment_for_a_bill_older_than_the_files_is_taken(tmp_path: Path) -> None:
    at = services()
    report = await load(at, write_feed(tmp_path, a_feed()))
    assert report.bad_rows == ()
    assert ("CAR1-000001",) in ledger(at)[RecordKind.PAYMENT]


async def test_balances_that_the_payments_do_not_explain_are_reported(tmp_path: Path) -> None:
    feed = a_feed()
    feed["recibos.csv"] = [files.bill_row(saldo="10,00"), files.bill_row("R-2", saldo="0,00")]
    feed["pagos.csv"] = [
        files.payment_row(importe="5,00", recibo="R-1"),
        files.payment_row("C-2", recibo="R-2"),
    ]
    report = await load(services(), write_feed(tmp_path, feed))
    assert (report.opening.bills, report.opening.less, report.opening.more) == (1, 1500, 0)


def broken_payments(bad: int, good: int) -> list[Row]:
    rows = [files.payment_row(f"B-{n}", fecha="ayer") for n in range(bad)]
    return rows + [files.payment_row(f"C-{n}") for n in range(good)]


@pytest.mark.parametrize(
    ("bad", "good", "taken"),
    [(19, 0, True), (20, 0, False), (20, 1980, True), (20, 1979, False), (21, 1980, False)],
)
async def test_a_feed_is_refused_for_many_bad_rows_that_are_more_than_the_share_of_the_policy(
    tmp_path: Path, bad: int, good: int, taken: bool
) -> None:
    folder = write_feed(tmp_path, a_feed() | {"pagos.csv": broken_payments(bad, good)})
    if taken:
        assert len((await load(services(), folder)).bad_rows) == bad
    else:
        refusal = await refused(services(), folder)
        assert (refusal.code, refusal.values["bad"]) == ("too_many_bad_rows", bad)
        first = refusal.values["first"]
        assert isinstance(first, tuple)
        assert first[0] == BadRow("pagos.csv", 2, "fecha", Fault.BAD_DATE)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda text: text.replace("TOTAL;1;30,00", "TOTAL;1;30,01"), "footer_sum_differs"),
        (lambda text: text.replace("TOTAL;1;30,00", "TOTAL;2;30,00"), "footer_rows_differ"),
        (lambda text: text.replace("TOTAL;1;30,00", ""), "footer_missing"),
        (lambda text: text.replace("TOTAL;1;30,00", "TOTAL;?"), "footer_unreadable"),
    ],
)
@pytest.mark.parametrize("file", ["recibos.csv", "pagos.csv"])
async def test_a_file_that_did_not_come_whole_refuses_the_feed(
    tmp_path: Path, file: str, damage: Callable[[str], str], code: str
) -> None:
    folder = write_feed(tmp_path, a_feed())
    (folder / file).write_text(damage((folder / file).read_text()))
    assert (await refused(services(), folder)).code == code


async def test_a_portfolio_of_headers_only_imports_nothing(tmp_path: Path) -> None:
    report = await load(services(), write_feed(tmp_path, {file: [] for file in files.COLUMNS}))
    assert sum(file.inserted for file in report.files) == 0


async def test_whoever_watches_is_told_how_far_each_file_is(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    folder = write_feed(tmp_path, a_feed())
    await import_portfolio(services(), PortfolioFolder(folder), watch=lambda *told: heard.append(told))
    assert [file for file, _, _ in heard] == list(files.COLUMNS)
    assert all(done == size == (folder / file).stat().st_size for file, done, size in heard)


def water_only(amount: str) -> Row:
    return {"agua": amount, "alcantarillado": "0", "cargo_fijo": "0", "total": amount, "saldo": amount}


async def test_an_import_that_is_interrupted_leaves_what_was_there(tmp_path: Path) -> None:
    def interrupt(file: str, done: int, size: int) -> None:
        if file == "pagos.csv":
            raise KeyboardInterrupt

    at = services()
    with pytest.raises(KeyboardInterrupt):
        await import_portfolio(at, PortfolioFolder(write_feed(tmp_path, a_feed())), watch=interrupt)
    assert ledger(at) == ledger(services())


@st.composite
def a_small_portfolio(draw: st.DrawFn) -> files.Feed:
    """Some supplies with bills, payments, claims and agreements, some of them about others than they should be."""
    supplies = [f"{n:07d}" for n in range(1, draw(st.integers(1, 4)) + 1)]
    owner = st.sampled_from([*supplies, "0000009"])
    named = st.sampled_from(["", "R-0", "R-1"])
    amounts = st.integers(1, 999_999).map(lambda n: f"{n // 100},{n % 100:02d}")
    bills = [
        files.bill_row(f"R-{n}", suministro=draw(owner), **water_only(amount))
        for n, amount in enumerate(draw(st.lists(amounts, max_size=6)))
    ]
    payments = [
        files.payment_row(f"C-{n}", suministro=draw(owner), importe=amount, recibo=draw(named))
        for n, amount in enumerate(draw(st.lists(amounts, max_size=6)))
    ]
    agreements = [
        files.agreement_row(f"CV-{n}", suministro=draw(owner)) for n in range(draw(st.integers(0, 2)))
    ]
    return {
        "padron.xls": [files.supply_row(number) for number in supplies],
        "contactos.csv": [files.contact_row(number) for number in supplies],
        "recibos.csv": bills,
        "pagos.csv": payments,
        "reclamos.csv": [files.claim_row(f"RC-{n}", recibo=f"R-{n}") for n in range(draw(st.integers(0, 3)))],
        "convenios.csv": agreements,
        "cuotas.csv": [files.instalment_row(f"CV-{n}") for n in range(draw(st.integers(0, 3)))],
    }


@settings(max_examples=settings().max_examples // 2)
@given(feed=a_small_portfolio(), seed=st.integers(0, 2**32))
async def test_twice_or_in_another_order_gives_the_same_ledger(
    tmp_path_factory: pytest.TempPathFactory, feed: files.Feed, seed: int
) -> None:
    chance = random.Random(seed)
    shuffled = {}
    for file in chance.sample(list(feed), len(feed)):
        columns = chance.sample(files.COLUMNS[file], len(files.COLUMNS[file]))
        rows = chance.sample(feed[file], len(feed[file]))
        shuffled[file] = [{column: row[column] for column in columns} for row in rows]
    once, twice = services(), services()
    await load(once, write_feed(tmp_path_factory.mktemp("feed"), feed))
    folder = write_feed(tmp_path_factory.mktemp("feed"), shuffled)
    await load(twice, folder)
    report = await load(twice, folder)
    assert ledger(twice) == ledger(once)
    assert sum(file.inserted + file.updated for file in report.files) == 0
