"""`caudal code` prints a code once, with its end, and refuses in plain words."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from caudal import wiring
from caudal.cli import main
from receivables.model.contact import Feed
from receivables.model.identity import WRONG_TRIES
from receivables.model.records import RecordKind
from receivables.usecases.codes import GivenCode, still_good
from tests.support.build import CUT_DATE
from tests.support.talk import SUPPLY, behind
from tests.support.world import rows

NOW = "2024-01-08T10:00:00-05:00"


@pytest.fixture(autouse=True)
def supply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with one supply, whose clock stands still."""
    monkeypatch.setenv("CAUDAL_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/caudal.db")
    monkeypatch.setenv("CAUDAL_NOW", NOW)
    monkeypatch.setenv("CAUDAL_CLOCK", "frozen")

    async def load() -> None:
        async with wiring.opened() as here, here.services.units() as unit:
            await unit.ledger.record_feed(Feed(CUT_DATE, CUT_DATE))
            for kind in (RecordKind.SUPPLY, RecordKind.BILL):
                await unit.ledger.upsert(kind, rows(behind())[kind])

    asyncio.run(load())


def ended(*arguments: str) -> int:
    """The exit code of the command."""
    with pytest.raises(SystemExit) as leaving:
        main(["code", *arguments])
    return int(leaving.value.code or 0)


async def good(code: str) -> bool:
    """Whether that code opens the supply now."""
    async with wiring.opened() as here:
        given = GivenCode(code, here.clock.now() + timedelta(minutes=15))
        return await still_good(here.services, SUPPLY, given)


def test_it_prints_six_digits_and_their_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(SUPPLY) == 0
    told = capsys.readouterr().out
    assert (found := re.fullmatch(r"(\d{6})  \(vale hasta las 10:15 del 08/01/2024, una sola vez\)\n", told))
    assert asyncio.run(good(found[1]))
    assert not asyncio.run(good("000000" if found[1] != "000000" else "000001"))


def test_it_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(SUPPLY, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert re.fullmatch(r"\d{6}", told["code"])
    assert told["expires_at"] == "2024-01-08T10:15:00-05:00"


def test_the_record_says_who_gave_it_and_not_which(capsys: pytest.CaptureFixture[str]) -> None:
    ended(SUPPLY, "--json")
    code = json.loads(capsys.readouterr().out)["code"]

    async def recorded() -> str:
        async with wiring.opened() as here, here.services.units.reading() as unit:
            return str(await unit.audit.of(SUPPLY)) + str(await unit.codes.newest(SUPPLY))

    told = asyncio.run(recorded())
    assert "caudal code" in told
    assert code not in told


def test_a_supply_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("7777777") == 1
    assert capsys.readouterr().err == "No hay un suministro 7777777.\n"


def test_a_locked_supply_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    async def guess() -> None:
        async with wiring.opened() as here, here.services.units() as unit:
            for _ in range(WRONG_TRIES):
                await unit.conversations.note_wrong_try(SUPPLY, here.clock.now())

    asyncio.run(guess())
    assert ended(SUPPLY) == 1
    assert "varios intentos" in capsys.readouterr().err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("--help") == 0
    told = capsys.readouterr().out
    assert "Ejemplo: caudal code 0000001" in told
