"""The list of impediments of a feed: each sound row forbids pressing, and what it names no more is lifted."""

from datetime import date
from pathlib import Path

import pytest

from receivables.adapters.files import PortfolioFolder
from receivables.model.consent import Purpose, in_force
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.portfolio import BadRow, Fault
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases.impediments import Circumstance, note
from receivables.usecases.import_portfolio import ImportReport, import_portfolio
from receivables.usecases.services import Services
from tests.support.build import a_calendar, a_policy, lima
from tests.support.portfolio import SUPPLY, Row, a_feed, contact_row, impediment_row, write_feed

pytestmark = pytest.mark.anyio
FILE = "impedimentos.csv"
TODAY = date(2024, 1, 2)


@pytest.fixture
def services() -> Services:
    return Services(MemoryUnits(), FixedClock(lima("2024-01-02 09:00")), a_policy(), a_calendar())


async def load(services: Services, folder: Path, *rows: Row) -> ImportReport:
    """Import a feed with these impediments."""
    written = write_feed(folder, a_feed() | {FILE: list(rows)})
    return await import_portfolio(services, PortfolioFolder(written))


async def noted(services: Services) -> list[Impediment]:
    async with services.units.reading() as unit:
        return await unit.impediments.in_force(TODAY)


async def test_a_row_is_an_impediment(services: Services, tmp_path: Path) -> None:
    row = impediment_row(alcance="SUMINISTRO", valor=SUPPLY, motivo="PRESCRITA", hasta="", origen="Res. 12")
    await load(services, tmp_path, row)
    [impediment] = await noted(services)
    assert (impediment.kind, impediment.scope, impediment.value) == (
        ImpedimentKind.PRESCRIBED,
        Scope.SUPPLY,
        SUPPLY,
    )
    assert (impediment.since, impediment.until) == (date(2023, 12, 28), None)
    assert (impediment.source, impediment.why, impediment.noted_by) == ("archivo", "Res. 12", "import")
    async with services.units.reading() as unit:
        assert (await unit.ledger.accounts([SUPPLY]))[SUPPLY].impediments == (impediment,)


async def test_told_again_nothing_changes(services: Services, tmp_path: Path) -> None:
    await load(services, tmp_path, impediment_row())
    before = await noted(services)
    report = await load(services, tmp_path, impediment_row())
    listed = next(file for file in report.files if file.file == FILE)
    assert (listed.inserted, listed.unchanged) == (0, 1)
    assert await noted(services) == before


async def test_what_a_later_file_names_no_more_is_lifted(services: Services, tmp_path: Path) -> None:
    told = Circumstance(ImpedimentKind.INSOLVENT, Scope.DOCUMENT, "00000001", TODAY, None, "desk")
    await note(services, told, actor="staff/ana")
    gone, stays = impediment_row(), impediment_row(valor="Zorritos")
    await load(services, tmp_path, gone, stays)
    await load(services, tmp_path, stays)
    assert {each.value for each in await noted(services)} == {"Zorritos", "00000001"}
    await load(services, tmp_path, gone, stays)
    assert len(await noted(services)) == 3


async def test_what_the_desk_noted_too_stays_when_the_file_forgets_it(
    services: Services, tmp_path: Path
) -> None:
    row = impediment_row(alcance="SUMINISTRO", valor=SUPPLY, motivo="FALLECIDO", desde="02/01/2024", hasta="")
    await load(services, tmp_path, row)
    told = Circumstance(ImpedimentKind.DECEASED, Scope.SUPPLY, SUPPLY, TODAY, None, "desk")
    await note(services, told, actor="staff/ana")
    await load(services, tmp_path)
    assert [(each.kind, each.source) for each in await noted(services)] == [(ImpedimentKind.DECEASED, "desk")]


async def test_the_record_hears_of_what_is_new_lasts_longer_or_ends_and_of_nothing_else(
    services: Services, tmp_path: Path
) -> None:
    async def heard() -> list[tuple[str, str, object]]:
        async with services.units.reading() as unit:
            lines = await unit.audit.of("Zorritos")
        return [(line.outcome, line.actor, line.facts["until"]) for line in lines]

    short, longer = (impediment_row(valor="Zorritos", hasta=day) for day in ("05/01/2024", "09/01/2024"))
    told = [("noted", "import", "2024-01-05")]
    await load(services, tmp_path, short)
    await load(services, tmp_path, short)
    assert await heard() == told
    told.append(("noted", "import", "2024-01-09"))
    await load(services, tmp_path, longer)
    assert await heard() == told
    told.append(("lifted", "import", "2024-01-09"))
    await load(services, tmp_path)
    await load(services, tmp_path)
    assert await heard() == told
    await load(services, tmp_path, short)
    assert await heard() == [*told, ("noted", "import", "2024-01-05")]


async def test_a_feed_without_the_file_lifts_nothing(services: Services, tmp_path: Path) -> None:
    await load(services, tmp_path, impediment_row())
    (tmp_path / FILE).unlink()
    await import_portfolio(services, PortfolioFolder(tmp_path))
    assert len(await noted(services)) == 1


@pytest.mark.parametrize(
    ("row", "column", "fault"),
    [
        (impediment_row(hasta=""), "hasta", Fault.MISSING),
        (impediment_row(motivo="EMERGENCIA", hasta=""), "hasta", Fault.MISSING),
        (impediment_row(hasta="27/12/2023"), "hasta", Fault.ENDS_BEFORE),
        (impediment_row(motivo="FALLECIDO"), "motivo", Fault.OF_AREA),
        (impediment_row(alcance="SECTOR", valor="01", motivo="CASTIGADA", hasta=""), "motivo", Fault.OF_AREA),
        (impediment_row(motivo="LLUVIA"), "motivo", Fault.UNKNOWN_VALUE),
        (impediment_row(alcance="BARRIO"), "alcance", Fault.UNKNOWN_VALUE),
        (impediment_row(valor=""), "valor", Fault.MISSING),
        (impediment_row(desde="2023-12-28"), "desde", Fault.BAD_DATE),
        (
            impediment_row(alcance="SUMINISTRO", valor="9999999", motivo="FALLECIDO"),
            "valor",
            Fault.UNKNOWN_SUPPLY,
        ),
    ],
)
async def test_a_bad_row_is_left_out_and_reported(
    services: Services, tmp_path: Path, row: Row, column: str, fault: Fault
) -> None:
    report = await load(services, tmp_path, row, impediment_row())
    assert report.bad_rows == (BadRow(FILE, 2, column, fault),)
    assert len(await noted(services)) == 1


async def test_what_ends_never_may_concern_a_person(services: Services, tmp_path: Path) -> None:
    row = impediment_row(alcance="DOCUMENTO", valor="00000001", motivo="FALLECIDO", hasta="")
    assert (await load(services, tmp_path, row)).bad_rows == ()
    assert [each.until for each in await noted(services)] == [None]


async def test_a_refusal_is_heard_with_its_feed_whatever_comes_of_what_follows(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(services, tmp_path)

    async def fallen(*_: object, **__: object) -> None:
        raise OSError("the machine stopped")

    monkeypatch.setattr("receivables.usecases.import_portfolio.reconcile", fallen)
    feed = a_feed()
    refusal = contact_row(consentimiento="ninguno", fecha_consentimiento="", origen="")
    written = write_feed(tmp_path, feed | {"contactos.csv": [*feed["contactos.csv"], refusal]})
    with pytest.raises(OSError, match="stopped"):
        await import_portfolio(services, PortfolioFolder(written))
    async with services.units.reading() as unit:
        said = (await unit.consents.of(["doc:00000001"]))["doc:00000001"]
    assert in_force(said, "whatsapp", Purpose.SERVICE) is None


async def test_the_consents_of_a_feed_are_in_the_ledger_after_it(services: Services, tmp_path: Path) -> None:
    await load(services, tmp_path)
    async with services.units.reading() as unit:
        [event] = (await unit.consents.of(["doc:00000001"]))["doc:00000001"]
    assert (event.given, event.at, event.origin) == (True, lima("2023-01-05 00:00"), "file:ventanilla")
