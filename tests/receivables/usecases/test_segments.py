"""The portfolio divided: by whom, from which age on, as of when."""

from datetime import date
from pathlib import Path

import pytest

from receivables.adapters.files import PortfolioFolder
from receivables.errors import Refused
from receivables.model.money import Money
from receivables.model.segment import Group
from receivables.testing import FixedClock, MemoryUnits
from receivables.usecases.import_portfolio import import_portfolio
from receivables.usecases.segments import By, segmentation
from receivables.usecases.services import Services
from tests.support import portfolio as files
from tests.support.build import a_calendar, a_policy, lima
from tests.support.portfolio import Feed, write_feed

pytestmark = pytest.mark.anyio


def services() -> Services:
    return Services(MemoryUnits(), FixedClock(lima("2024-03-01 09:00")), a_policy(), a_calendar())


def bill(recibo: str, suministro: str, vencimiento: str, saldo: str = "30,00") -> files.Row:
    return files.bill_row(
        recibo, suministro=suministro, emision="05/01/2019", vencimiento=vencimiento, saldo=saldo
    )


def a_portfolio() -> Feed:
    """Zorritos owes old and new, Cancas new only, Corrales under claim, Papayal nothing."""
    return {
        "padron.xls": [
            files.supply_row("0000001", localidad="Zorritos", categoria="COMERCIAL", ciclo="2"),
            files.supply_row("0000002", localidad="Cancas"),
            files.supply_row("0000003", localidad="Corrales", estado="INACTIVO"),
            files.supply_row("0000004", localidad="Papayal"),
            files.supply_row("0000005", localidad="Cancas", impedimento_corte="TEMPORAL"),
        ],
        "recibos.csv": [
            bill("R-1", "0000001", "30/09/2023", "20,00"),
            bill("R-2", "0000001", "20/12/2023"),
            bill("R-3", "0000002", "10/01/2024"),
            bill("R-4", "0000003", "20/06/2023"),
            bill("R-5", "0000004", "20/06/2023", "0,00"),
            bill("R-6", "0000005", "20/06/2023"),
        ],
        "pagos.csv": [],
        "reclamos.csv": [files.claim_row(recibo="R-4", suministro="0000003")],
    }


async def imported(folder: Path) -> Services:
    at = services()
    await import_portfolio(at, PortfolioFolder(write_feed(folder, a_portfolio())))
    return at


async def groups(
    at: Services, by: By, older_than: int | None = None, as_of: date | None = None
) -> list[Group]:
    return list((await segmentation(at, by, older_than=older_than, as_of=as_of)).groups)


async def test_localities_come_in_alphabetical_order_with_all_that_is_unpaid(tmp_path: Path) -> None:
    assert await groups(await imported(tmp_path), By.LOCALITY) == [
        Group("Cancas", 2, Money(6000)),
        Group("Corrales", 1, Money(3000)),
        Group("Zorritos", 1, Money(5000)),
    ]


async def test_older_than_counts_old_bills_only_and_claimed_ones_too(tmp_path: Path) -> None:
    assert await groups(await imported(tmp_path), By.LOCALITY, 3) == [
        Group("Cancas", 1, Money(3000)),
        Group("Corrales", 1, Money(3000)),
        Group("Zorritos", 1, Money(2000)),
    ]


async def test_segments_come_in_the_order_of_the_scheme_and_lose_no_sol(tmp_path: Path) -> None:
    assert await groups(await imported(tmp_path), By.SEGMENT) == [
        Group("in_payment", 1, Money(3000)),
        Group("light", 1, Money(5000)),
        Group("heavy_collectable", 1, Money(3000)),
        Group("no_segment", 1, Money(3000)),
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.CATEGORY, [Group("COMERCIAL", 1, Money(5000)), Group("DOMESTICO", 3, Money(9000))]),
        (By.CYCLE, [Group("1", 3, Money(9000)), Group("2", 1, Money(5000))]),
    ],
)
async def test_the_portfolio_divides_by_category_and_by_cycle(
    tmp_path: Path, by: By, expected: list[Group]
) -> None:
    assert await groups(await imported(tmp_path), by) == expected


async def test_the_day_is_that_of_the_feed_unless_another_is_given(tmp_path: Path) -> None:
    at = await imported(tmp_path)
    assert (await segmentation(at, By.LOCALITY)).on == date(2023, 12, 31)
    later = await groups(at, By.LOCALITY, 3, date(2024, 3, 20))
    assert [group.amount for group in later] == [Money(3000), Money(3000), Money(5000)]
    earlier = await groups(at, By.LOCALITY, 3, date(2023, 9, 20))
    assert [group.name for group in earlier] == ["Cancas", "Corrales"]


async def test_the_total_is_that_of_the_groups(tmp_path: Path) -> None:
    found = await segmentation(await imported(tmp_path), By.SEGMENT)
    assert (found.customers, found.amount) == (4, Money(14000))


async def test_before_the_first_feed_there_is_nothing_to_divide() -> None:
    with pytest.raises(Refused) as refused:
        await segmentation(services(), By.LOCALITY)
    assert refused.value.code == "nothing_imported"
