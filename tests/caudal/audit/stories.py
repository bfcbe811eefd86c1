"""Stories in a real database: from the offer to the cut and back, told by the program itself."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from caudal.audit.chain import End
from caudal.audit.check import Report, Request, audit
from caudal.audit.utility import read_utility
from receivables.model.policy import Policy
from receivables.store.database import Database
from receivables.usecases.fieldwork import execute_cut, reopen
from tests.scenarios.calendar import Story, three_months_behind
from tests.scenarios.test_road_to_a_cut import queued
from tests.support.build import a_contact
from tests.support.laid_out import laid_out

NOW = datetime(2024, 1, 25, tzinfo=UTC)
Change = Callable[[Policy], Policy]


def url_of(file: Path) -> str:
    """Of an embedded database."""
    return f"sqlite+aiosqlite:///{file}"


def unchanged(policy: Policy) -> Policy:
    """The shipped one."""
    return policy


async def begun(database: Database, change: Change = unchanged) -> Story:
    """One customer, three bills behind, who can be reached; the program may follow another policy than it should."""
    story = Story(units=database.units("tumbes"))
    story.services = replace(story.services, policy=change(story.services.policy))
    await story.begins_with(three_months_behind())
    await story.has(three_months_behind(), a_contact())
    return story


async def to_the_end(story: Story, cut_at: str = "2024-01-16 09:00") -> None:
    """Offer, last chance, cut, payment, reopening."""
    await to_the_payment(story, cut_at)
    story.at("2024-01-19 19:00")
    _, reopening = await story.orders()
    await reopen(story.services, reopening.id, actor="staff/luis")


async def to_the_payment(story: Story, cut_at: str = "2024-01-16 09:00") -> None:
    """Offer, last chance, cut, payment; the reopening is ordered, and waits."""
    await queued(story)
    story.at(cut_at)
    await story.fresh()
    [order] = await story.orders()
    assert (await execute_cut(story.services, order.id, actor="staff/luis")).reasons == ()
    story.at("2024-01-19 17:00")
    await story.pays("90.00")


async def tell(
    url: str,
    change: Change = unchanged,
    cut_at: str = "2024-01-16 09:00",
    to: Callable[[Story, str], Awaitable[None]] = to_the_end,
) -> None:
    """The whole story into the database of a URL, or as far as is said."""
    database = await laid_out(url)
    await to(await begun(database, change), cut_at)
    await database.close()


async def audited(url: str, *anchors: End) -> Report:
    """What the auditor says of a database."""
    request = Request(url, read_utility(None), NOW, NOW, anchors)
    return await audit(request, lambda *_: None)
