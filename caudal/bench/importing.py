"""`caudal import` of a feed into a fresh SQLite database: checked row by row, by key, in one transaction."""

import asyncio
import tempfile
from pathlib import Path
from time import perf_counter

from caudal import wiring
from caudal.bench.job import Done
from caudal.settings import Settings
from receivables.adapters.files import PortfolioFolder
from receivables.usecases.import_portfolio import ImportReport, import_portfolio


def measure(folder: Path) -> Done:
    """The import alone; making the database is not counted."""
    with tempfile.TemporaryDirectory() as scratch:
        seconds, report = asyncio.run(_import(folder, Path(scratch) / "bench.db"))
    inserted = ", ".join(f"{each.file} {each.inserted}" for each in report.files)
    return Done(seconds, sum(each.rows for each in report.files), inserted)


async def _import(folder: Path, database: Path) -> tuple[float, ImportReport]:
    settings = Settings(database_url=f"sqlite+aiosqlite:///{database}")
    async with wiring.opened(settings=settings) as installation:
        start = perf_counter()
        report = await import_portfolio(installation.services, PortfolioFolder(folder), actor="bench")
        return perf_counter() - start, report
