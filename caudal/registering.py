"""Holds the accounts of the channels against what the program expects of them, and makes them so."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.channels.email import EmailChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.twilio import account as twilio
from bot.channels.twilio.content import WantedContent, session_contents
from bot.webhooks import TELEGRAM
from caudal import wiring
from caudal.doors import Doors, opened_doors
from caudal.settings import Settings
from receivables.adapters.packs.codes import load_codes
from receivables.errors import BadSetting, CaudalError, Refused
from receivables.model.message import Button
from receivables.ports import DeliveryFailed, DeliveryUnknown
from templates.errors import sentence
from templates.whatsapp import catalogue

ACCOUNT, UNASKED = "cuenta", "unasked"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: of which channel, what, and how it stands. `good`: nothing has to be done."""

    channel: str
    subject: str
    kind: str
    good: bool
    values: Mapping[str, str] = field(default_factory=dict)


async def inspect(*, changing: bool) -> list[Line]:
    """Look at every channel that has credentials; with `changing`, make right what can be made right from here.

    The catalogue of templates is kept as the account has it. A provider that cannot be asked, or refuses the
    credentials, is a line too: the others are looked at all the same.
    """
    async with (
        wiring.opened() as here,
        opened_doors(here.settings, here.services, asking=False) as doors,
    ):
        lines: list[Line] = []
        if doors.telegram is not None:
            lines += await _told("telegram", _telegram(doors.telegram, here.settings, changing))
        if doors.twilio is not None:
            lines += await _told("twilio", _twilio(here, doors, changing))
        if doors.mail is not None:
            lines.append(await _mail(doors.mail))
        return lines


async def _told(provider: str, looking: Awaitable[Sequence[Line]]) -> Sequence[Line]:
    """What a provider tells, or why it tells nothing."""
    try:
        return await looking
    except CaudalError as refusal:
        return [Line(provider, ACCOUNT, UNASKED, False, {"why": sentence(refusal)})]


async def _telegram(channel: TelegramChannel, settings: Settings, changing: bool) -> Sequence[Line]:
    """Where Telegram brings updates to; nowhere while they are asked for. Raises BadSetting, Refused."""
    if not await channel.open():
        raise Refused("telegram_unreachable")
    wanted, secret = "", settings.telegram_webhook_secret
    if settings.telegram_webhook and settings.public_url is not None:
        wanted = f"{settings.public_url}{TELEGRAM}"
    if changing and wanted and secret is not None:
        await channel.register_webhook(wanted, secret.get_secret_value())
    told = await channel.webhook_info()
    if told.url != wanted:
        return [Line("telegram", wanted or "polling", "webhook_differs", False, {"url": told.url or "—"})]
    if told.last_error:
        return [Line("telegram", wanted, "webhook_failing", False, {"why": told.last_error})]
    return [Line("telegram", wanted or "polling", "webhook_set" if wanted else "polling", good=True)]


async def _mail(channel: EmailChannel) -> Line:
    """Whether its server lets us in and takes our sender; no mail is sent."""
    try:
        await channel.check()
    except DeliveryFailed as failure:
        rule = load_codes().of(channel.provider, failure.code, failure.status)
        told = {"code": failure.code, "why": rule.says}
        return Line(channel.name, channel.sender, "not_let_in", False, told)
    return Line(channel.name, channel.sender, "configured", good=True)


async def _twilio(here: wiring.Installation, doors: Doors, changing: bool) -> list[Line]:
    """The contents, the numbers and where they bring messages to. Raises BadSetting, Refused."""
    if doors.twilio is None or here.settings.public_url is None:
        return []
    settings = here.settings
    senders = twilio.Senders(
        settings.public_url or "", settings.twilio_whatsapp_from, settings.twilio_sms_from
    )
    look = twilio.register if changing else twilio.check
    try:
        report = await look(doors.twilio, _wanted(here, senders), senders, here.clock.now())
    except DeliveryFailed as failure:
        raise _refused(failure) from None
    except DeliveryUnknown:
        raise Refused("twilio_unreachable") from None
    async with here.services.units() as unit:
        await unit.templates.save(report.templates)
    return [_line(finding) for finding in report.findings]


def _wanted(here: wiring.Installation, senders: twilio.Senders) -> Sequence[WantedContent]:
    """The templates of messages, and the contents for buttons inside a conversation; without a number, none."""
    if senders.whatsapp is None:
        return ()
    locale, words = here.services.policy.locale, wiring.renderer(here)
    templates = [
        WantedContent(
            each.name,
            locale,
            each.body,
            each.samples,
            category=each.category,
            buttons=each.buttons,
            digest=each.digest,
        )
        for each in catalogue(locale).values()
    ]
    return [*templates, *session_contents(locale, words.label(Button("menu", "menu")))]


def _line(finding: twilio.Finding) -> Line:
    channel, _, number = finding.subject.partition(":")
    if number:
        return Line(channel, number, finding.kind.value, finding.good, finding.values)
    return Line("whatsapp", finding.subject, finding.kind.value, finding.good, finding.values)


def _refused(failure: DeliveryFailed) -> CaudalError:
    if failure.status in (401, 403):
        return BadSetting("twilio_refused")
    return Refused("twilio_unreachable")
