"""The agreements of the chat, listed for whoever enters them in the commercial system."""

from dataclasses import replace

import pytest

from receivables.model.agreeing import Stage
from receivables.model.staff import StaffRole
from tests.api.house import House
from tests.contracts.test_agreements import ours
from tests.support.build import a_supply, an_account

pytestmark = pytest.mark.anyio

DESK, INTEGRATOR, AGENT = StaffRole.DESK, StaffRole.INTEGRATOR, StaffRole.AGENT


async def kept(house: House) -> None:
    """One in force, one that was amended, one that lapsed."""
    await house.keep(an_account(), replace(an_account(), supply=a_supply("0000002", locality="Zorritos")))
    async with house.services.units() as unit:
        for number, stage in enumerate((Stage.ACTIVE, Stage.LAPSED, Stage.AMENDED), 1):
            await unit.agreements.save(ours(f"CV-2024-{number:06d}", stage))


async def test_those_in_force_are_listed_with_their_schedule(house: House) -> None:
    await kept(house)
    for role in (DESK, INTEGRATOR):
        answer = (await house.get(role, "agreements")).json()
        assert [each["number"] for each in answer["items"]] == ["CV-2024-000001", "CV-2024-000003"]
        assert answer["next_after"] is None
    first = answer["items"][0]
    assert len(first["instalments"]) == len(ours().rows)
    assert {"supply_number", "seal", "debt", "down_payment", "signed_on"} <= first.keys()
    assert "holder" not in first


async def test_another_state_or_page_is_asked_for(house: House) -> None:
    await kept(house)
    lapsed = (await house.get(DESK, "agreements", state="lapsed")).json()["items"]
    assert [each["number"] for each in lapsed] == ["CV-2024-000002"]
    after = (await house.get(DESK, "agreements", after="CV-2024-000001")).json()["items"]
    assert [each["number"] for each in after] == ["CV-2024-000003"]
    assert (await house.get(DESK, "agreements", state="lost")).status_code == 422
    assert (await house.get(AGENT, "agreements")).status_code == 403
