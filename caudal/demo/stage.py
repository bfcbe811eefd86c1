"""Sets the stage: an invented portfolio, imported and scored by the real use cases into a file of its own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, time
from errno import EISDIR
from importlib.resources import files
from os import strerror
from pathlib import Path

from bot.worker import Inbox
from caudal import settings as environment
from caudal import wiring
from caudal.demo.post import Listening
from caudal.demo.story import FIRST_DAY
from caudal.demo.watch import Tell
from caudal.doors import STOOD_IN
from caudal.settings import ClockMode
from receivables.adapters.campaign_files import load_campaigns
from receivables.adapters.files import PortfolioFolder
from receivables.adapters.scoring import NumpyScoreEngine
from receivables.errors import BadInput
from receivables.model.campaign import Campaign
from receivables.model.ladder import Notice
from receivables.model.policy import Policy
from receivables.usecases.carriers import Carriers
from receivables.usecases.import_portfolio import import_portfolio
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.score import ScoreReport, score_portfolio
from receivables.usecases.services import Services

SUPERVISOR = "staff/supervisora.demo"
DRAFTER = "staff/gestora.demo"


@contextmanager
def draft_of(database: Path) -> Iterator[Path]:
    """A file beside the database that takes its place when all went well: a demo that is killed leaves no half one.

    Raises BadInput("demo_unwritable") where there can be no such file.
    """
    draft = database.with_name(f"{database.name}.partial")
    _check_place(database, draft)
    try:
        yield draft
    except BaseException:
        _clear(draft)
        raise
    _clear(database)
    draft.replace(database)


def _check_place(database: Path, draft: Path) -> None:
    try:
        if database.is_dir():
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        database.parent.mkdir(parents=True, exist_ok=True)
        _clear(draft)
        draft.touch()
    except OSError as error:
        raise BadInput("demo_unwritable", file=database, reason=error.strerror) from None


def _clear(database: Path) -> None:
    """Remove a SQLite file with its companions: a log that belongs to another file would spoil the new one."""
    for companion in ("-wal", "-shm", ""):
        database.with_name(database.name + companion).unlink(missing_ok=True)


@asynccontextmanager
async def opened(database: Path) -> AsyncIterator[wiring.Installation]:
    """The installation on that file, its clock stopped at the first hour of the story. No real channel is near."""
    policy = wiring.policy()
    settings = environment.load().model_copy(
        update={
            "database_url": f"sqlite+aiosqlite:///{database}",
            "clock": ClockMode.FROZEN,
            **dict.fromkeys(("telegram_token", "twilio_account_sid", "smtp_url")),
        }
    )
    start = datetime.combine(FIRST_DAY, time(), policy.zone)
    async with wiring.opened(now=start, settings=settings, draft=True) as installation:
        yield installation


async def load(services: Services, folder: Path, tell: Tell) -> None:
    """Import the files."""

    def watch(file: str, done: int, size: int) -> None:
        tell(f"carga: {file}", done, size)

    await import_portfolio(services, PortfolioFolder(folder), actor="demo/importación", watch=watch)


async def score(services: Services) -> ScoreReport:
    """Take the cut points of every day, and score who owes."""
    return await score_portfolio(services, NumpyScoreEngine())


async def approve_campaigns(services: Services) -> None:
    """Plan the campaigns that are shipped, and have an invented supervisor approve them: whoever drafts does not."""
    definitions = files("campaigns") / "definitions"
    for campaign in load_campaigns(definitions).values():
        if not _concerns_somebody(campaign, services.policy):
            continue
        made = await plan(services, campaign, planned_by=DRAFTER)
        await approve(services, made.id, approved_by=SUPERVISOR)


def _concerns_somebody(campaign: Campaign, policy: Policy) -> bool:
    """Whether the ladder of this utility ever gives the notice: not every utility sends letters or a red notice."""
    most = campaign.audience.overdue_bills_at_most
    if campaign.step is Notice.LETTER:
        return policy.letters is not None
    return campaign.step is not Notice.OFFER or most is None or most >= policy.offer_overdue_bills


def inbox(installation: wiring.Installation, channel: Listening) -> Inbox:
    """The inbox with one channel for everything that can be carried."""
    return wiring.inbox(installation, Carriers(dict.fromkeys(STOOD_IN, channel), {channel.name: channel}))
