"""The one place where parts are put together: settings in, running things out."""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from bot.channels.twilio.inbound import quoted
from bot.worker import Inbox
from caudal import settings as environment
from caudal.settings import ClockMode, Settings
from receivables.adapters.calendar import calendar_of
from receivables.adapters.clocks import FrozenClock, RealClock, RunningClock, real_now
from receivables.adapters.one_time import SecretCodes
from receivables.adapters.packs import load_policy
from receivables.adapters.seals import Sealer
from receivables.errors import BadSetting, Refused
from receivables.model.plan import PlanLimits
from receivables.model.policy import Policy
from receivables.ports import Papers, Renderer
from receivables.store.database import Database
from receivables.usecases.carriers import Carriers
from receivables.usecases.papers import PaperLinks
from receivables.usecases.services import Services
from templates.languages import Languages
from templates.papers import TypstPapers
from templates.review import NotReviewed, languages

MovableClock = RunningClock | FrozenClock
AnyClock = RealClock | MovableClock


@dataclass(frozen=True, slots=True)
class Installation:
    """A utility's database, opened under its policy and clock. `demo`: its people are invented, its clock its own."""

    settings: Settings
    database: Database
    services: Services
    clock: AnyClock
    demo: bool

    @property
    def aside(self) -> Services:
        """The same for long questions, of a day's job or of a page that counts a portfolio (see `Database.units`)."""
        policy = self.services.policy
        return replace(self.services, units=self.database.units(policy.utility, policy.currency, aside=True))

    async def keep_clock(self) -> None:
        """Remember what the clock of a demo shows, so that it runs on from there."""
        await self.database.keep_clock(self.services.policy.utility, self.clock.now(), real_now())


def policy() -> Policy:
    """The policy that the settings name."""
    return _policy(environment.load())


def plan_limits() -> PlanLimits:
    """What that policy allows of an instalment plan."""
    return policy().plan


def today() -> date:
    """The utility's date, by the clock of the settings."""
    settings = environment.load()
    return _policy(settings).today(_clock(settings, None, None).now())


@asynccontextmanager
async def opened(
    *, now: datetime | None = None, settings: Settings | None = None, draft: bool = False
) -> AsyncIterator[Installation]:
    """Open the database of the settings; an embedded one is made and brought up to date first.

    `now` starts the clock elsewhere, before `CAUDAL_NOW` and before the clock of a demo's database. `draft`: what is
    written is a simulation's, made anew when the power goes. Raises BadSetting.
    """
    settings = settings or environment.load()
    policy = _policy(settings, now)
    database = _database(settings.database_url, draft=draft)
    try:
        await (database.upgrade() if settings.embedded else database.check())
        kept = await database.clock(policy.utility)
        clock = _clock(settings, now, kept)
        services = Services(
            database.units(policy.utility, policy.currency),
            clock,
            policy,
            calendar_of(policy),
            code_source=SecretCodes(partial(code_key, settings)),
            sign=Sealer(partial(seal_key, settings)),
            quoted=quoted,
        )
        yield Installation(settings, database, services, clock, demo=kept is not None)
    finally:
        await database.close()


def _database(url: str, *, draft: bool = False) -> Database:
    """Raises BadSetting where there can be no file of that name."""
    try:
        return Database(url, draft=draft)
    except OSError as error:
        raise BadSetting("database_unreachable", problem=error.strerror) from None


async def migrate() -> None:
    """Make or upgrade the database of the settings."""
    database = _database(environment.load().database_url)
    try:
        await database.upgrade()
    finally:
        await database.close()


def inbox(installation: Installation, carried: Carriers) -> Inbox:
    """Where every channel hands in what people wrote."""
    return Inbox(installation.services, carried, renderer(installation))


def renderer(installation: Installation) -> Renderer:
    """The words of the utility; every message that we begin tells where it can be verified.

    Raises Refused("language_not_reviewed") where nobody has read its language through as it stands.
    """
    policy, settings = installation.services.policy, installation.settings
    try:
        opened = SecretCodes(partial(code_key, settings)).code_of
        return Languages(policy, f"{settings.base_url}/verify", link_key(settings), opened=opened)
    except NotReviewed:
        raise Refused("language_not_reviewed", locale=policy.locale) from None


def papers(policy: Policy) -> Papers:
    """The documents of the utility."""
    return TypstPapers(policy)


def paper_links(settings: Settings, policy: Policy) -> PaperLinks:
    """The links to documents, by a key of their own."""
    key = hmac.digest(settings.key(), b"links of papers", "sha256")
    return PaperLinks(key, policy.utility, settings.public_url or "")


def link_key(settings: Settings) -> bytes:
    """What the links of e-mails are bound by; not the key that signs tokens."""
    return hmac.digest(settings.key(), b"links of e-mails", "sha256")


def code_key(settings: Settings) -> bytes:
    """What one-time codes are kept under."""
    return hmac.digest(settings.key(), b"one-time codes", "sha256")


def seal_key(settings: Settings) -> bytes:
    """What the seals of agreements are made with."""
    return hmac.digest(settings.key(), b"seals of agreements", "sha256")


def _policy(settings: Settings, now: datetime | None = None) -> Policy:
    """With the law in force when the program starts: a new one takes effect with the next start."""
    policy = load_policy(settings.policy, (now or settings.now or real_now()).date())
    # Nobody is offered a language that would not go out.
    return replace(policy, languages=tuple(each for each in policy.languages if each in languages()))


def _clock(settings: Settings, now: datetime | None, kept: tuple[datetime, datetime] | None) -> AnyClock:
    start = now or settings.now
    if start is not None:
        frozen = settings.clock is ClockMode.FROZEN
        return FrozenClock(start) if frozen else RunningClock(start, real_now())
    # A demo goes on where it stopped: days in which nobody ran it would leave its news of payments stale.
    return RunningClock(kept[0], real_now()) if kept else RealClock()
