"""The one place where parts are put together: settings in, running things out."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import FastAPI

from api.app import create_api
from api.deps import Links, Parts
from api.health import Finding
from api.tokens import Tokens
from bot.channels.embedded import EmbeddedChannel
from bot.channels.telegram import TelegramChannel
from bot.chat import Chat, DemoControls, chat_router
from bot.worker import Inbox
from caudal import settings as environment
from caudal.nightly import record_check
from caudal.settings import ClockMode, Settings
from receivables.adapters.calendar import calendar_of
from receivables.adapters.clocks import FrozenClock, RealClock, RunningClock, real_now
from receivables.adapters.packs import load_policy
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadSetting
from receivables.model.plan import PlanLimits
from receivables.model.policy import Policy
from receivables.ports import Channel
from receivables.store.database import Database
from receivables.usecases.carriers import Carriers
from receivables.usecases.services import Services
from templates.pages.chat import ChatPages
from templates.renderer import CatalogueRenderer

STOOD_IN = ("whatsapp", "telegram", "sms", "chat")
"""The consent channels of invented people that the embedded chat stands in for; nothing carries their e-mail yet."""

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
    *, now: datetime | None = None, settings: Settings | None = None, in_loop: bool = False
) -> AsyncIterator[Installation]:
    """Open the database of the settings; an embedded one is made and brought up to date first.

    `now` starts the clock elsewhere, before `CAUDAL_NOW` and before the clock of a demo's database. `in_loop` is for a
    program with a single task: SQLite then needs no thread. Raises BadSetting.
    """
    settings = settings or environment.load()
    policy = _policy(settings, now)
    database = Database(settings.database_url, in_loop=in_loop)
    try:
        await (database.upgrade() if settings.embedded else database.check())
        kept = await database.clock(policy.utility)
        clock = _clock(settings, now, kept)
        services = Services(
            database.units(policy.utility, policy.currency), clock, policy, calendar_of(policy)
        )
        yield Installation(settings, database, services, clock, demo=kept is not None)
    finally:
        await database.close()


async def migrate() -> None:
    """Make or upgrade the database of the settings."""
    database = Database(environment.load().database_url)
    try:
        await database.upgrade()
    finally:
        await database.close()


def telegram(settings: Settings) -> TelegramChannel | None:
    """The door to Telegram, when there is a token."""
    if settings.telegram_token is None:
        return None
    return TelegramChannel(settings.telegram_token.get_secret_value(), settings.telegram_api_url)


def carriers(real: Channel | None, *, demo: bool) -> Carriers:
    """Who carries what. On a demo the real channels only answer those who write, and never write first."""
    replies: dict[str, Channel] = {real.name: real} if real else {}
    if not demo:
        return Carriers(proactive=dict(replies), replies=replies)
    embedded = EmbeddedChannel()
    return Carriers(dict.fromkeys(STOOD_IN, embedded), {**replies, embedded.name: embedded})


def inbox(installation: Installation, carried: Carriers) -> Inbox:
    """Where every channel hands in what people wrote."""
    policy = installation.services.policy
    return Inbox(installation.services, carried, CatalogueRenderer(policy.locale, policy))


def application(
    installation: Installation, received: Inbox, controls: DemoControls | None, invented: Sequence[str] = ()
) -> FastAPI:
    """Everything that is served over HTTP; the embedded chat only where the people are invented."""
    services, settings = installation.services, installation.settings
    policy = services.policy
    tokens = Tokens(settings.key(), RealClock())
    parts = Parts(
        services,
        Argon2Passwords(),
        tokens,
        RealClock(),
        settings.lang,
        settings.public_url,
        _links(received.carriers),
    )
    chat = Chat(received, ChatPages(policy.locale, policy), controls, invented)

    async def migrations() -> Finding:
        try:
            await installation.database.check()
        except BadSetting:
            return Finding("behind", ready=False)
        return Finding()

    others = [chat_router(chat)] if installation.demo else []
    checks = {"migrations": migrations, "record": record_check(services)}
    return create_api(parts, checks=checks, others=others)


def _links(carried: Carriers) -> Links:
    """The deep links of the channels that have them."""
    telegram = carried.replies.get("telegram")

    def links(token: str) -> Mapping[str, str]:
        found = telegram.link(token) if isinstance(telegram, TelegramChannel) else None
        return {"telegram": found} if found else {}

    return links


def _policy(settings: Settings, now: datetime | None = None) -> Policy:
    """With the law in force when the program starts: a new one takes effect with the next start."""
    return load_policy(settings.policy, (now or settings.now or real_now()).date())


def _clock(settings: Settings, now: datetime | None, kept: tuple[datetime, datetime] | None) -> AnyClock:
    start = now or settings.now
    if start is not None:
        frozen = settings.clock is ClockMode.FROZEN
        return FrozenClock(start) if frozen else RunningClock(start, real_now())
    # A demo goes on where it stopped: days in which nobody ran it would leave its news of payments stale.
    return RunningClock(kept[0], real_now()) if kept else RealClock()
