"""The web applications: what each program serves over HTTP."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter, FastAPI

from api import errors
from api.app import create_api
from api.deps import Links, Parts
from api.tokens import Tokens
from bot.app import create_bot
from bot.channels.twilio.signature import Signature
from bot.chat import Chat, DemoControls, chat_router
from bot.health import metrics_router
from bot.papers import PaperDoor, papers_router
from bot.problems import fault
from bot.verify import Verify, verify_router
from bot.webhooks import TelegramHook, webhooks_router
from bot.worker import Inbox
from caudal.doors import Doors
from caudal.media import ChannelFiles
from caudal.nightly import record_check
from caudal.shield import shielded
from caudal.wiring import Installation, link_key, paper_links, papers
from receivables.adapters.bounces import read_bounce
from receivables.adapters.clocks import RealClock
from receivables.adapters.packs.codes import load_codes
from receivables.adapters.packs.prices import load_prices
from receivables.adapters.passwords import Argon2Passwords
from receivables.errors import BadSetting
from receivables.usecases.health import Finding
from templates.pages.chat import ChatPages
from templates.pages.paper import PaperPages
from templates.pages.verify import VerifyPages
from templates.review import languages


def whole(
    here: Installation,
    doors: Doors,
    inbox: Inbox,
    controls: DemoControls | None,
    invented: Sequence[str] = (),
) -> FastAPI:
    """Everything in one: what `caudal run` serves."""
    talking = _talking(here, doors, inbox, controls, invented)
    return _api(here, doors, [*talking, metrics_router(here.aside)])


def api(here: Installation, doors: Doors) -> FastAPI:
    """The console, the field and the commercial system."""
    return _api(here, doors, [metrics_router(here.aside)])


def bot(
    here: Installation,
    doors: Doors,
    inbox: Inbox,
    controls: DemoControls | None,
    invented: Sequence[str] = (),
) -> FastAPI:
    """Webhooks, `/verify`, and the chat of a demo."""

    async def migrations() -> Finding:
        return Finding() if await _newest(here) else Finding("behind", ready=False)

    routers = _talking(here, doors, inbox, controls, invented)
    return shielded(create_bot(here.aside, routers, {"migrations": migrations}), fault)


def _api(here: Installation, doors: Doors, others: Sequence[APIRouter]) -> FastAPI:
    services, settings = here.aside, here.settings
    parts = Parts(
        services,
        Argon2Passwords(),
        Tokens(settings.key(), RealClock()),
        RealClock(),
        settings.lang,
        settings.public_url,
        _links(doors),
        load_codes(),
        read_bounce,
        {name: channel.sender for name, channel in doors.channels.items()},
        ChannelFiles(doors, services),
        load_prices(),
        link_key(settings),
    )

    async def migrations() -> Finding:
        return Finding() if await _newest(here) else Finding("behind", ready=False)

    checks = {"migrations": migrations, "record": record_check(services)}
    return shielded(create_api(parts, checks=checks, others=others), partial(errors.fault, settings.lang))


def _talking(
    here: Installation,
    doors: Doors,
    inbox: Inbox,
    controls: DemoControls | None,
    invented: Sequence[str],
) -> list[APIRouter]:
    """The embedded chat only where the people are invented."""
    policy = here.services.policy
    offered = [each for each in policy.offered_languages if each in languages()]
    pages = PaperPages(policy.locale, policy, offered)
    door = PaperDoor(here.services, papers(policy), paper_links(here.settings, policy), pages=pages)
    routers = [
        _webhooks(here, doors, inbox),
        verify_router(
            Verify(here.services, VerifyPages(policy.locale, policy, offered), link_key(here.settings))
        ),
        papers_router(door),
    ]
    if here.demo:
        chat = Chat(inbox, ChatPages(policy.locale, policy, offered), controls, invented, papers=door)
        routers.append(chat_router(chat))
    return routers


def _webhooks(here: Installation, doors: Doors, inbox: Inbox) -> APIRouter:
    settings = here.settings
    secret, token = settings.telegram_webhook_secret, settings.twilio_auth_token
    telegram = twilio = None
    if doors.telegram is not None and settings.telegram_webhook and secret is not None:
        telegram = TelegramHook(secret.get_secret_value(), doors.telegram)
    if doors.twilio is not None and token is not None and settings.public_url is not None:
        twilio = Signature(token.get_secret_value(), settings.public_url)
    return webhooks_router(inbox, telegram=telegram, twilio=twilio)


async def _newest(here: Installation) -> bool:
    """Whether the tables are those of this program."""
    try:
        await here.database.check()
    except BadSetting:
        return False
    return True


def _links(doors: Doors) -> Links:
    """The deep links of the channels that have them."""

    def links(token: str) -> Mapping[str, str]:
        found = doors.telegram.link(token) if doors.telegram is not None else None
        return {"telegram": found} if found else {}

    return links
