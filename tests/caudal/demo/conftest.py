"""One small performance that several tests look at: some 2,500 connections, and people who answer more."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from caudal.demo.effects import Effects, Mood
from caudal.demo.report import Report
from caudal.demo.run import Request, perform
from caudal.demo.story import WEEKS, story
from caudal.synth.shape import TUMBES
from receivables.model.ladder import Notice

SEED = 7
LIVELY = Effects(
    moods={
        notice: {
            Mood.PRESS: 250,
            Mood.ASK: 30,
            Mood.SIMULATE: 30,
            Mood.PROMISE: 150,
            Mood.SAY_PAID: 30,
            Mood.LEAVE: 60,
            Mood.WRONG_PERSON: 20,
            Mood.GREET: 20,
            Mood.PERSON: 20,
            Mood.PAY: 100,
            Mood.AGREE: 40,
            Mood.CLAIM: 30,
            Mood.VOUCHER: 20,
            Mood.METER: 10,
            Mood.HARDSHIP: 10,
        }
        for notice in Notice
    },
    keeps=dict.fromkeys(Notice, 500),
    pays_unasked=20,
    pays_meanwhile=30,
    pays_down=700,
    pays_instalment=500,
)


@dataclass(frozen=True)
class Told:
    """A story that was told, and what was heard of it meanwhile."""

    database: Path
    report: Report
    heard: tuple[str, ...]


def a_request(database: Path, factor: float, weeks: int = WEEKS) -> Request:
    """The same utility in small."""
    return Request(story(weeks), SEED, database, TUMBES.scaled(factor), LIVELY)


def tell_story(database: Path, factor: float, weeks: int = WEEKS) -> Told:
    """Perform it."""
    heard: list[str] = []
    request = a_request(database, factor, weeks)
    report = asyncio.run(perform(request, lambda step, *_: heard.append(step)))
    return Told(database, report, tuple(heard))


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The performance; its database is read only by those who look at it."""
    return tell_story(tmp_path_factory.mktemp("demo") / "demo.db", 0.03, weeks=WEEKS + 1)
