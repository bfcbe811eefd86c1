"""What a connection usually consumes is noted beside the bills that owe."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from receivables.model.account import Account
from receivables.model.records import RecordKind
from receivables.ports import Units
from tests.contracts.load import load, row_of
from tests.support.build import a_bill, a_supply, an_account, monthly_bills

pytestmark = pytest.mark.anyio


def a_year_of(*consumptions: str, owing: int = 1) -> Account:
    """Bills of those cubic metres, the oldest first; the last ones owe."""
    bills = monthly_bills(len(consumptions), unpaid=owing)
    return an_account(
        *(replace(b, consumption_m3=Decimal(m3)) for b, m3 in zip(bills, consumptions, strict=True))
    )


@pytest.mark.parametrize(
    ("consumptions", "usual"),
    [
        (("10", "11", "12", "40"), "11.00"),
        (("10", "10", "11", "40"), "10.33"),
        (("99", "10", "10", "10", "10", "10", "11", "40"), "10.17"),
        (("0.004", "0.005", "0.006", "1"), "0.01"),
        (("0", "0", "0.014", "1"), "0.00"),
        (("12.345", "12.345", "12.345", "0"), "12.35"),
        (("123456.789", "0", "0", "0"), "41152.26"),
        (("0", "0", "0", "7"), "0.00"),
        (("10", "11", "40"), None),
    ],
)
async def test_what_is_usual_is_the_mean_of_up_to_six_bills_before(
    units: Units, consumptions: tuple[str, ...], usual: str | None
) -> None:
    async with units() as unit:
        await load(unit, a_year_of(*consumptions))
        assert await unit.ledger.note_usual_consumption() == (usual is not None)
        assert await unit.ledger.note_usual_consumption() == 0
        account = await unit.ledger.account("0000001")
    assert account is not None
    noted = [bill.usual_m3 for bill in account.bills]
    assert [None if m3 is None else str(m3) for m3 in noted] == [None] * (len(consumptions) - 1) + [usual]


async def test_what_is_usual_is_noted_for_what_owes_and_stays(units: Units) -> None:
    other = replace(
        a_bill("R-other", date(2023, 10, 1), supply_number="0000002"), consumption_m3=Decimal(900)
    )
    account = a_year_of("10", "11", "12", "40", "41", owing=2)
    async with units() as unit:
        await load(unit, account, an_account(other, supply=a_supply("0000002")))
        assert await unit.ledger.note_usual_consumption() == 2
        again = [row_of(RecordKind.BILL, replace(bill, consumption_m3=Decimal(99))) for bill in account.bills]
        await unit.ledger.upsert(RecordKind.BILL, again)
        assert await unit.ledger.note_usual_consumption() == 0
        found = await unit.ledger.account("0000001")
        (short, _) = await unit.ledger.owing("", 9)
    assert found is not None
    usual = [bill.usual_m3 for bill in found.bills]
    assert usual == [None, None, None, Decimal("11.00"), Decimal("18.25")]
    assert [bill.usual_m3 for bill in short.bills] == usual[2:]
