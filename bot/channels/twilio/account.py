"""The account as it should be: its contents with their approval, and where its senders send what people write.

`check` only looks. `register` makes what is missing, and may be run again at any time: a content that says the right
thing is kept, one that says another is left to those messages that still go by it, and a new one is made.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList
from twilio.rest.messaging.v2.channels_sender import ChannelsSenderList

from bot.channels.twilio.client import TwilioAccount
from bot.channels.twilio.content import WantedContent
from receivables.model.sending import MessageTemplate, TemplateCategory, TemplateState
from receivables.ports import DeliveryFailed

CHANNEL = "whatsapp"
INBOUND_PATH = "/webhooks/twilio/inbound"
POST = "POST"
MOST_CONTENTS = 5_000
NOT_FOUND = 404
STATES = {
    "received": TemplateState.PENDING,
    "pending": TemplateState.PENDING,
    "approved": TemplateState.APPROVED,
    "rejected": TemplateState.REJECTED,
    "paused": TemplateState.PAUSED,
    "disabled": TemplateState.PAUSED,
}
"""WhatsApp's words; any other is as if nobody had asked."""


class Kind(StrEnum):
    """What was found about one thing."""

    FINE = "fine"
    MADE = "made"
    SUBMITTED = "submitted"
    MISSING = "missing"
    TEXT_DIFFERS = "text_differs"
    VARIABLES_DIFFER = "variables_differ"
    CATEGORY_DIFFERS = "category_differs"
    NOT_APPROVED = "not_approved"
    REFUSED = "refused"
    WEBHOOK_SET = "webhook_set"
    WEBHOOK_DIFFERS = "webhook_differs"
    WEBHOOK_BY_HAND = "webhook_by_hand"
    NO_SENDER = "no_sender"


GOOD = frozenset({Kind.FINE, Kind.MADE, Kind.SUBMITTED, Kind.WEBHOOK_SET})


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `subject`: a template's name, or `whatsapp:+...`, `sms:+...` for a sender of ours."""

    kind: Kind
    subject: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.kind in GOOD


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and the catalogue as it is to be kept."""

    findings: list[Finding]
    templates: list[MessageTemplate]


@dataclass(frozen=True, slots=True)
class Senders:
    """Our numbers, plain +E164, and the public address that they are to send to."""

    public_url: str
    whatsapp: str | None = None
    sms: str | None = None

    @property
    def inbound_url(self) -> str:
        """Where what people write is to be sent."""
        return self.public_url.rstrip("/") + INBOUND_PATH


async def check(
    account: TwilioAccount, wanted: Sequence[WantedContent], senders: Senders, now: datetime
) -> Report:
    """Compare without changing anything. Raises DeliveryFailed or DeliveryUnknown when Twilio cannot be asked."""
    return await _Inspection(account, now, changing=False).run(wanted, senders)


async def register(
    account: TwilioAccount, wanted: Sequence[WantedContent], senders: Senders, now: datetime
) -> Report:
    """Make what is missing, ask for approval, set the webhooks. Raises as `check`; may be run again after that."""
    return await _Inspection(account, now, changing=True).run(wanted, senders)


class _Inspection:
    """One walk over the account."""

    def __init__(self, account: TwilioAccount, now: datetime, *, changing: bool) -> None:
        self._account = account
        self._client = account.client
        self._now = now
        self._changing = changing
        self._findings: list[Finding] = []

    async def run(self, wanted: Sequence[WantedContent], senders: Senders) -> Report:
        held = await self._held() if wanted else {}
        templates = [await self._template(each, held.get(each.friendly_name, ())) for each in wanted]
        if senders.sms:
            await self._sms_webhook(senders.sms, senders.inbound_url)
        if senders.whatsapp:
            await self._whatsapp_webhook(senders.whatsapp, senders.inbound_url)
        return Report(self._findings, templates)

    async def _held(self) -> dict[str, list[Any]]:
        """The contents of the account, by name; a name may be there more than once."""
        listed = self._client.content.v1.contents.list_async(page_size=500, limit=MOST_CONTENTS)
        held: dict[str, list[Any]] = defaultdict(list)
        for each in await self._account.call(listed):
            held[str(each.friendly_name)].append(each)
        return held

    def _tell(self, kind: Kind, subject: str, **values: str) -> None:
        self._findings.append(Finding(kind, subject, values))

    async def _template(self, wanted: WantedContent, held: Sequence[Any]) -> MessageTemplate:
        """As it is to be kept. What the account does not hold as we want it is not sent by an older content either."""
        found = await self._found(wanted, held)
        sid, state = "", TemplateState.UNSUBMITTED
        if found is not None:
            sid, state = found[0], await self._approval(wanted, found[0], fresh=found[1])
        category = wanted.category or TemplateCategory.UTILITY
        return MessageTemplate(
            CHANNEL, wanted.name, wanted.locale, category, sid, state, wanted.fingerprint, self._now
        )

    async def _found(self, wanted: WantedContent, held: Sequence[Any]) -> tuple[str, bool] | None:
        """The content that says what we want, the one made last where several do, and whether we just made it."""
        same = [each for each in held if wanted.is_said_by(each.types)]
        fitting = [each for each in same if set(each.variables or {}) == set(wanted.variables())]
        if fitting:
            return str(max(fitting, key=lambda each: str(each.date_created)).sid), False
        if not self._changing:
            kind = Kind.VARIABLES_DIFFER if same else Kind.TEXT_DIFFERS if held else Kind.MISSING
            self._tell(kind, wanted.name)
            return None
        made = await self._make(wanted)
        return None if made is None else (made, True)

    async def _make(self, wanted: WantedContent) -> str | None:
        asked = ContentList.ContentCreateRequest(
            {
                "friendly_name": wanted.friendly_name,
                "language": wanted.language(),
                "variables": wanted.variables(),
                "types": wanted.types(),
            }
        )
        try:
            made = await self._account.call(self._client.content.v1.contents.create_async(asked))
        except DeliveryFailed as failure:
            self._refused(wanted.name, failure)
            return None
        return str(made.sid)

    async def _approval(self, wanted: WantedContent, sid: str, *, fresh: bool) -> TemplateState:
        """How far it is; what needs none is as good as approved."""
        if wanted.category is None:
            self._tell(Kind.MADE if fresh else Kind.FINE, wanted.name)
            return TemplateState.APPROVED
        told = {} if fresh else await self._asked_for(sid)
        state = STATES.get(str(told.get("status", "")).lower(), TemplateState.UNSUBMITTED)
        if state is TemplateState.UNSUBMITTED and self._changing:
            return await self._submit(wanted, sid)
        given = str(told.get("category") or "").lower()
        if state is not TemplateState.APPROVED:
            reason = str(told.get("rejection_reason") or "")
            self._tell(Kind.NOT_APPROVED, wanted.name, state=state.value, reason=reason)
        elif given and given != wanted.category.value:
            # WhatsApp may class a template anew (WA-TPL-1): as marketing it needs another consent, so it is not used.
            self._tell(Kind.CATEGORY_DIFFERS, wanted.name, wanted=wanted.category.value, given=given)
            return TemplateState.PAUSED
        else:
            self._tell(Kind.FINE, wanted.name)
        return state

    async def _asked_for(self, sid: str) -> Mapping[str, Any]:
        try:
            asked = self._client.content.v1.contents(sid).approval_fetch().fetch_async()
            told = (await self._account.call(asked)).whatsapp
        except DeliveryFailed as failure:
            if failure.status != NOT_FOUND:
                raise
            return {}
        return told if isinstance(told, Mapping) else {}

    async def _submit(self, wanted: WantedContent, sid: str) -> TemplateState:
        category = (wanted.category or TemplateCategory.UTILITY).value.upper()
        asked = ApprovalCreateList.ContentApprovalRequest(
            {"name": wanted.approval_name, "category": category}
        )
        try:
            await self._account.call(
                self._client.content.v1.contents(sid).approval_create.create_async(asked)
            )
        except DeliveryFailed as failure:
            self._refused(wanted.name, failure)
            return TemplateState.UNSUBMITTED
        self._tell(Kind.SUBMITTED, wanted.name)
        return TemplateState.PENDING

    async def _sms_webhook(self, number: str, url: str) -> None:
        subject = f"sms:{number}"
        asked = self._client.incoming_phone_numbers.list_async(phone_number=number, limit=20)
        ours = [each for each in await self._account.call(asked) if each.phone_number == number]
        if not ours:
            self._tell(Kind.NO_SENDER, subject)
        elif ours[0].sms_url == url and (ours[0].sms_method or POST).upper() == POST:
            self._tell(Kind.FINE, subject)
        elif not self._changing:
            self._tell(Kind.WEBHOOK_DIFFERS, subject, url=str(ours[0].sms_url or ""))
        else:
            resource = self._client.incoming_phone_numbers(ours[0].sid)
            await self._set(subject, resource.update_async(sms_url=url, sms_method=POST))

    async def _whatsapp_webhook(self, number: str, url: str) -> None:
        """By the Senders API, which is in beta and knows no sandbox: what it does not know, a person has to set."""
        subject = f"whatsapp:{number}"
        senders = self._client.messaging.v2.channels_senders
        try:
            listed = await self._account.call(senders.list_async(channel=CHANNEL, limit=500))
        except DeliveryFailed as failure:
            if failure.status != NOT_FOUND:
                raise
            listed = []
        ours = [each for each in listed if each.sender_id == subject]
        if not ours:
            self._tell(Kind.WEBHOOK_BY_HAND, subject, url=url)
            return
        webhook = dict(ours[0].webhook) if isinstance(ours[0].webhook, Mapping) else {}
        if webhook.get("callback_url") == url and str(webhook.get("callback_method") or POST).upper() == POST:
            self._tell(Kind.FINE, subject)
        elif not self._changing:
            self._tell(Kind.WEBHOOK_DIFFERS, subject, url=str(webhook.get("callback_url") or ""))
        else:
            changed = {**webhook, "callback_url": url, "callback_method": POST}
            asked = ChannelsSenderList.MessagingV2ChannelsSenderRequestsUpdate({"webhook": changed})
            await self._set(
                subject, self._client.messaging.v2.channels_senders(ours[0].sid).update_async(asked)
            )

    async def _set(self, subject: str, asked: Any) -> None:
        try:
            await self._account.call(asked)
        except DeliveryFailed as failure:
            self._refused(subject, failure)
        else:
            self._tell(Kind.WEBHOOK_SET, subject)

    def _refused(self, subject: str, failure: DeliveryFailed) -> None:
        """One thing is refused: it is told, and the others go on. An account that is not let in ends the walk."""
        if failure.status in (0, 401, 429):
            raise failure
        self._tell(Kind.REFUSED, subject, code=failure.code)
