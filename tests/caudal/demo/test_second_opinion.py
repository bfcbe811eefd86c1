"""The auditor over the performance of the demo: much to look at, nothing to find."""

from datetime import UTC, datetime

import pytest

from caudal.audit.check import Request, audit
from caudal.audit.utility import read_utility
from tests.caudal.demo.conftest import Told

NEVER_IN_PERU = {"one_channel"}
NOT_IN_THE_STORY = {
    "cut_day",
    "cut_approved",
    "cut_moment",
    "reopening_ordered",
    "reopening_due",
    "caps_address",
    "send_template",  # the embedded chat needs no template, and opens nobody at WhatsApp
    "openings",
    "crisis_cut",  # nobody of a story that small is in danger
    "crisis_shielded",
}


@pytest.mark.anyio
async def test_nothing_is_found_in_what_the_demo_did(told: Told) -> None:
    otherwise = datetime(2024, 3, 1, tzinfo=UTC)
    request = Request(f"sqlite+aiosqlite:///{told.database}", read_utility(None), None, otherwise)
    report = await audit(request, lambda *_: None)
    assert report.findings == []
    unseen = {name for name, check in report.checks.items() if check.looked_at == 0}
    assert unseen <= NEVER_IN_PERU | NOT_IN_THE_STORY
