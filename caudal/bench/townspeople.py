"""A town to chat with: the invented utility of Tumbes in a SQLite file, and its customers, each with a bill."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from caudal import wiring
from caudal.bench.crowd import approved
from caudal.settings import ClockMode, Settings
from caudal.synth import generate
from receivables.adapters.files import PortfolioFolder
from receivables.model.account import Account
from receivables.usecases.import_portfolio import import_portfolio
from receivables.usecases.services import Services
from receivables.usecases.settle import receive_daily_close

NOW = datetime(2024, 1, 8, 15, tzinfo=UTC)
"""A working Monday morning in Tumbes, a week after the feed's cut date."""
MONTHS, SEED = 24, 7
NUMBERS = 100_000
"""How many telephones are invented ones (+51 900 000 000 to +51 900 099 999)."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who writes: a telephone, and what stands on their last bill."""

    address: str
    supply_number: str
    bill: str

    @property
    def proof(self) -> str:
        """What they write to prove who they are."""
        return f"suministro {self.supply_number} recibo {self.bill}"


def built(folder: Path) -> Path:
    """The files of the whole utility, imported into a database of their own, as `caudal import` does."""
    files, database = folder / "files", folder / "town.db"
    generate(files, like="tumbes", months=MONTHS, seed=SEED)
    asyncio.run(_imported(files, database))
    return database


@asynccontextmanager
async def town(database: Path) -> AsyncIterator[Services]:
    """The use cases on that file, on a Monday morning that stands still."""
    url = f"sqlite+aiosqlite:///{database}"
    settings = Settings(database_url=url, now=NOW, clock=ClockMode.FROZEN)
    async with wiring.opened(settings=settings) as here:
        yield here.services


async def customers(here: Services, first: int, count: int) -> list[Customer]:
    """So many who owe something, with telephones from that one on."""
    found: list[Account] = []
    after = ""
    async with here.units.reading() as unit:
        while len(found) < count and (page := await unit.ledger.owing(after, count)):
            after = page[-1].supply.supply_number
            found += [each for each in page if each.bills]
    return [_customer(each, number) for number, each in enumerate(found[:count], start=first)]


def telephone(number: int) -> str:
    """An invented one."""
    return f"+51900{number % NUMBERS:06}"


def _customer(account: Account, number: int) -> Customer:
    latest = max(account.bills, key=lambda bill: (bill.issued_on, bill.number))
    return Customer(telephone(number), account.supply.supply_number, latest.number)


async def _imported(files: Path, database: Path) -> None:
    async with town(database) as here:
        await import_portfolio(here, PortfolioFolder(files), actor="bench")
        yesterday = here.policy.today(NOW) - timedelta(days=1)
        await receive_daily_close(here, yesterday, actor="bench")
        async with here.units() as unit:
            await unit.templates.save(approved(here.policy))
