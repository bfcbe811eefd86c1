"""What `caudal bench chat` is made of, at the smallest size; its figures are nobody's measure."""

import asyncio
from pathlib import Path

import pytest

from caudal.bench import chatting, everybody
from caudal.bench.crowd import CUT_DATE, START, Crowd, approved, move_in
from caudal.bench.figures import Findings
from caudal.bench.townspeople import customers, town
from receivables.model.contact import Feed


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which twelve customers owe something."""
    file = tmp_path_factory.mktemp("village") / "village.db"

    async def settled() -> None:
        async with town(file) as here:
            async with here.units() as unit:
                await unit.ledger.record_feed(Feed(CUT_DATE, here.policy.today(START)))
                await unit.templates.save(approved(here.policy))
            await move_in(here, Crowd(12))

    asyncio.run(settled())
    return file


def values(findings: Findings) -> dict[str, float]:
    return {figure.name: figure.value for figure in findings.figures}


def test_reading_is_measured_over_phrases_that_were_not_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chatting, "WARMED", 5)
    monkeypatch.setattr(chatting, "MESSAGES", 20)
    findings = Findings()
    chatting._reading(findings)
    assert 0 < values(findings)["reading_us"] <= values(findings)["reading_p99_us"] * 20
    assert findings.facts["read"] == "20 messages"


def test_there_are_more_than_enough_phrases() -> None:
    phrases = list(chatting._phrases())
    assert len(set(phrases)) > chatting.WARMED + chatting.MESSAGES


def test_each_kind_of_message_is_answered_from_a_chat_of_its_own(
    village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chatting, "CUSTOMERS", 6)
    findings = Findings()
    asyncio.run(chatting._answering(village, findings))
    assert findings.facts["answered"] == "14 messages"
    assert min(values(findings).values()) > 0


def test_customers_have_telephones_of_their_own(village: Path) -> None:
    async def listed() -> list[str]:
        async with town(village) as here:
            return [each.address for each in await customers(here, 100, 5)]

    assert asyncio.run(listed()) == [f"+51900000{number}" for number in range(100, 105)]


def test_everybody_gets_each_reply_once_and_in_order(
    village: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shortened = {"WITHIN": 0.2, "AFTER": 0.2, "CAMPAIGN": 12, "LATEST": 60.0, "IDLE_SECONDS": 0.5}
    for name, value in shortened.items():
        monkeypatch.setattr(everybody, name, value)
    findings = Findings()
    everybody.storm(village, tmp_path, findings, writers=3)
    assert findings.met
    assert values(findings)["campaign_meanwhile"] > 0
