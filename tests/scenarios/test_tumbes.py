"""The whole of Tumbes, from its files through the database to the tables of its plan, to the centimo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from caudal import wiring
from caudal.settings import Settings
from receivables.adapters.files import PortfolioFolder
from receivables.adapters.scoring import NumpyScoreEngine
from receivables.model.money import Money
from receivables.model.protection import Protection
from receivables.model.segment import TUMBES
from receivables.model.standing import standing
from receivables.usecases.import_portfolio import ImportReport, import_portfolio
from receivables.usecases.pages import accounts_on
from receivables.usecases.score import ScoreReport, score_portfolio
from receivables.usecases.segments import By, Segmentation, segmentation
from receivables.usecases.services import Services

# Plan of Agua Tumbes for 2024: debt older than three months at 31 December 2023.
OLDER_THAN_THREE_MONTHS = [
    ("Aguas Verdes", 1519, "344795.91"),
    ("Cancas", 550, "92640.51"),
    ("Corrales", 1042, "175649.55"),
    ("La Cruz", 459, "105970.34"),
    ("Matapalo", 16, "3029.49"),
    ("Nuevo Tumbes", 1079, "195364.60"),
    ("Pampas de Hospital", 276, "97469.82"),
    ("Papayal", 230, "82240.87"),
    ("Puerto Pizarro", 215, "59761.72"),
    ("San Jacinto", 292, "55697.56"),
    ("San Juan de la Virgen", 268, "102876.75"),
    ("Tumbes", 3048, "907450.43"),
    ("Zarumilla", 1217, "262748.93"),
    ("Zorritos", 961, "196641.10"),
]
RECEIVABLES = Money.of("3829618.29")


@dataclass
class Tumbes:
    """What was found once everything was imported and scored."""

    imported: ImportReport
    scored: ScoreReport
    localities: Segmentation
    books: Money
    instalments: Money
    segments: set[str | None]


@pytest.fixture(scope="module")
def tumbes(tumbes_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Tumbes:
    """Imported into a database file of its own, as the command does it."""
    return asyncio.run(_tumbes(tumbes_files, tmp_path_factory.mktemp("tumbes") / "caudal.db"))


async def _tumbes(folder: Path, database: Path) -> Tumbes:
    async with _services(database) as services:
        imported = await import_portfolio(services, PortfolioFolder(folder))
        scored = await score_portfolio(services, NumpyScoreEngine())
        localities = await segmentation(services, By.LOCALITY, older_than=3)
        found = Tumbes(imported, scored, localities, Money(0), Money(0), set())
        await _add_up(services, found)
        return found


@asynccontextmanager
async def _services(database: Path) -> AsyncIterator[Services]:
    settings = Settings(database_url=f"sqlite+aiosqlite:///{database}")
    async with wiring.opened(settings=settings) as installation:
        yield installation.services


async def _add_up(services: Services, found: Tumbes) -> None:
    """What the books show as unpaid, what live agreements still owe, and the segments of those who owe."""
    day = found.imported.cut_date
    async with services.units.reading() as unit:
        async for page in accounts_on(unit, day):
            for account in page:
                owed = standing(account, day, services.policy.negligible)
                found.books += owed.unpaid
                found.instalments += owed.unbilled_instalments
                found.segments.add(TUMBES.segment_of(account, owed))


def test_every_row_is_taken(tumbes: Tumbes) -> None:
    assert tumbes.imported.bad_rows == ()
    assert {file.file: file.rows - file.inserted for file in tumbes.imported.files} == {
        file.file: 0 for file in tumbes.imported.files
    }
    assert tumbes.imported.files[0].rows == 50_689


def test_the_debt_older_than_three_months_is_that_of_the_plan_in_every_locality(tumbes: Tumbes) -> None:
    found = [(group.name, group.customers, str(group.amount)) for group in tumbes.localities.groups]
    assert found == OLDER_THAN_THREE_MONTHS
    assert (tumbes.localities.customers, tumbes.localities.amount) == (11_172, Money.of("2682337.58"))


def test_total_receivables_are_those_of_the_plan(tumbes: Tumbes) -> None:
    assert tumbes.books + tumbes.instalments == RECEIVABLES


def test_every_segment_has_its_customers(tumbes: Tumbes) -> None:
    assert tumbes.segments >= set(TUMBES.shown)


def test_both_kinds_of_protecting_score_have_candidates(tumbes: Tumbes) -> None:
    assert tumbes.scored.protection[Protection.NEVER_CUT] > 100
    assert tumbes.scored.protection[Protection.FRIENDLY_FIRST] > 100
    assert tumbes.scored.protection[Protection.NONE] > 100
    assert tumbes.scored.classes.scored + tumbes.scored.classes.without_payments == 50_689
