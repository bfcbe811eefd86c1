"""Claims that were registered here, beside those of feeds, over every store."""

from dataclasses import replace
from datetime import date

import pytest

from receivables.model.account import Claim, ClaimOutcome
from receivables.model.message import Value
from receivables.model.records import RecordKind
from receivables.model.request import RequestKind
from receivables.ports import Units
from tests.contracts.load import load, row_of
from tests.contracts.test_requests import a_request
from tests.support.build import a_claim, an_account, monthly_bills

pytestmark = pytest.mark.anyio

OURS = a_claim("R-2023-12", number="S-2024-000001", filed_on=date(2024, 1, 8))


async def claims(units: Units) -> tuple[Claim, ...]:
    """Those of the supply."""
    async with units.reading() as unit:
        account = await unit.ledger.account("0000001")
        assert account is not None
        return account.claims


async def put(units: Units, *theirs: Claim) -> None:
    """An account with a claim of ours and these of the feed."""
    async with units() as unit:
        await load(unit, replace(an_account(*monthly_bills(3, unpaid=3)), claims=theirs))
        await unit.ledger.add_claim(OURS)
        await unit.requests.add(a_request(kind=RequestKind.CLAIM))


async def test_a_claim_of_ours_is_kept_and_ends_as_it_is_told(units: Units) -> None:
    await put(units)
    assert await claims(units) == (OURS,)
    async with units() as unit:
        await unit.ledger.resolve_claim(OURS.number, ClaimOutcome.UNFOUNDED, date(2024, 1, 9))
    ended = replace(OURS, outcome=ClaimOutcome.UNFOUNDED, resolved_on=date(2024, 1, 9))
    assert await claims(units) == (ended,)


@pytest.mark.parametrize(
    ("filed_on", "bill", "gone"),
    [
        (date(2024, 1, 8), "R-2023-12", True),
        (date(2024, 1, 9), "R-2023-12", True),
        (date(2024, 1, 7), "R-2023-12", False),
        (date(2024, 1, 9), "R-2023-11", False),
    ],
)
async def test_a_claim_of_the_feed_of_the_same_bill_and_not_older_takes_its_place(
    units: Units, filed_on: date, bill: str, gone: bool
) -> None:
    theirs = a_claim(bill, number="C-1", filed_on=filed_on)
    await put(units, theirs)
    async with units() as unit:
        assert await unit.ledger.supersede_claims() == ([(OURS.number, "C-1")] if gone else [])
    assert {claim.number for claim in await claims(units)} == ({"C-1"} if gone else {"C-1", OURS.number})


async def test_what_took_its_place_was_filed_when_ours_was_however_often_it_is_imported(units: Units) -> None:
    theirs = a_claim("R-2023-12", number="C-1", filed_on=date(2024, 1, 12))
    await put(units, theirs)
    async with units() as unit:
        await unit.ledger.supersede_claims()
        asked = await unit.requests.get(OURS.number)
        assert asked is not None
        told: dict[str, Value] = {"registered_as": "C-1", "filed_on": OURS.filed_on}
        await unit.requests.save(replace(asked, values={**asked.values, **told}))
        await unit.ledger.keep_filing_days()
    assert await claims(units) == (replace(theirs, filed_on=OURS.filed_on),)
    async with units() as unit:
        await unit.ledger.upsert(RecordKind.CLAIM, [row_of(RecordKind.CLAIM, theirs)])
        await unit.ledger.keep_filing_days()
    assert await claims(units) == (replace(theirs, filed_on=OURS.filed_on),)
