"""WhatsApp and SMS by Twilio: a message handed over once, and asked after when nobody knows what became of it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels import gsm
from bot.channels.attaching import Attaching, alone, link
from bot.channels.cutting import parts, units
from bot.channels.twilio.client import Form, TwilioAccount
from bot.channels.twilio.content import (
    BAD_CONTENT,
    LONGEST_WHOLE,
    Buttons,
    in_session,
    variables_of,
)
from bot.channels.twilio.statuses import told_by
from receivables.model.sending import Told
from receivables.ports import Delivery, DeliveryFailed, DeliveryUnknown, Found, Parcel

PROVIDER = "twilio"
STATUS_PATH = "/webhooks/twilio/status"
LONGEST_BODY = 1_600
"""Of one message, in characters (Twilio's error 21617)."""
TOO_LONG = "21617"
MOST_PARTS = 5
SHORTEST_VALIDITY, LONGEST_VALIDITY = 1, 36_000
LOOKED_THROUGH = 200
"""How many of the latest messages to a person are looked through for one in doubt."""
INVENTED = re.compile(r"\+519000\d{5}")
"""Telephones of tests (surfaces.md); the real Twilio is never asked to reach one."""


class _TwilioChannel:
    """What both have in common. `number` is plain +E164; `public_url` is where Twilio finds our webhooks."""

    name: str
    provider = PROVIDER
    carries: frozenset[str]
    initiates = True
    needs_template: bool
    prefix = ""

    def __init__(
        self,
        account: TwilioAccount,
        number: str,
        public_url: str | None,
        attaching: Attaching | None = None,
    ) -> None:
        self.sender = f"{self.name}:{number}"
        self._from = f"{self.prefix}{number}"
        self._account = account
        self._status_url = f"{public_url.rstrip('/')}{STATUS_PATH}" if public_url else None
        self._attaching = attaching

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand a message over, in parts when it is a long reply. Raises DeliveryFailed or DeliveryUnknown."""
        if self._account.official and INVENTED.fullmatch(parcel.address):
            raise DeliveryFailed("invented")
        common, document = self._common(parcel), link(self._attaching, parcel)
        *first, last = self._contents(self._beside(parcel, document))
        began = False
        try:
            for content in first:
                await self._account.create_message({**common, **content}, None if began else parcel.begin_by)
                began = True
                await parcel.next_turn()
            fields = {**common, **self._callback(parcel), **last}
            sid = await self._account.create_message(fields, None if began else parcel.begin_by)
            began = True
            attached = await self._attach(parcel, common, document)
        except DeliveryFailed as failure:
            if not began:
                raise
            raise DeliveryUnknown(f"sent in part: {failure.why}", retry_after=failure.retry_after) from None
        return Delivery(sid, sum(self._segments(content) for content in (*first, last)) + attached)

    async def find(
        self, address: str, text: str, code: str | None, since: datetime, others: Collection[str] = ()
    ) -> Found | None:
        """The message to that address made at or after `since`: by its code, or the only one with that text.

        None of `others`, which are known to be another message.
        """
        to, from_second = f"{self.prefix}{address}", since.astimezone(UTC).replace(microsecond=0)
        try:
            listed = await self._account.call(
                self._account.client.messages.list_async(
                    to=to, page_size=LOOKED_THROUGH, limit=LOOKED_THROUGH
                )
            )
        except DeliveryFailed as failure:
            raise DeliveryUnknown(f"cannot be asked: {failure.why}") from None
        found = [
            known
            for each in listed
            if each.from_ == self._from and each.to == to and _made(each.date_created, from_second)
            if self._says(str(each.body or ""), text, code) and (known := _found(each)) is not None
            if known.provider_id not in others
        ]
        if not code and len(found) > 1:
            return None
        return max(found, key=lambda each: (each.told is not Told.FAILED, each.told.rank), default=None)

    def _beside(self, parcel: Parcel, document: str) -> Parcel:
        """The message as it reads beside its document, or without it."""
        if document or not parcel.rendered.paper:
            return parcel
        return replace(parcel, rendered=replace(parcel.rendered, text=alone(parcel)))

    async def _attach(self, parcel: Parcel, common: Form, document: str) -> int:
        """Send the document after its text, where the channel takes files; how many messages that was."""
        return 0

    def _common(self, parcel: Parcel) -> dict[str, str | int]:
        fields: dict[str, str | int] = {"From": self._from, "To": f"{self.prefix}{parcel.address}"}
        if parcel.valid_for is not None:
            if parcel.valid_for < SHORTEST_VALIDITY:
                raise DeliveryFailed("expired")
            fields["ValidityPeriod"] = min(int(parcel.valid_for), LONGEST_VALIDITY)
        return fields

    def _callback(self, parcel: Parcel) -> dict[str, str]:
        """Our own number of the message stands in the address, which Twilio signs with the rest."""
        if self._status_url is None:
            return {}
        return {"StatusCallback": f"{self._status_url}?o={parcel.outbox_id}&a={parcel.attempt}"}

    def _contents(self, parcel: Parcel) -> list[dict[str, str]]:
        """What is said, in parts. Only a reply is cut: what we begin is one message, with one code."""
        whole = self._written(with_numbers(parcel.rendered.text, parcel.rendered.buttons))
        cut = parts(whole, LONGEST_BODY)
        if not whole.strip() or len(cut) > (1 if parcel.code else MOST_PARTS):
            raise DeliveryFailed("too_long" if whole.strip() else "empty", code=TOO_LONG, status=400)
        return [{"Body": part} for part in cut]

    def _written(self, text: str) -> str:
        return text

    def _segments(self, content: Mapping[str, str]) -> int:
        return 1

    def _says(self, body: str, text: str, code: str | None) -> bool:
        if code:
            return code in body
        said, meant = _lines(body), _lines(self._written(text))
        return bool(meant) and (said == meant or said.startswith(f"{meant}\n1. "))


class WhatsAppChannel(_TwilioChannel):
    """Fills `ports.Channel` and `ports.Traces`. `sessions`: the contents for buttons, by name (see content.py)."""

    name = "whatsapp"
    carries = frozenset({"whatsapp"})
    needs_template = True
    prefix = "whatsapp:"

    def __init__(
        self,
        account: TwilioAccount,
        number: str,
        public_url: str | None,
        sessions: Mapping[str, str] | None = None,
        attaching: Attaching | None = None,
    ) -> None:
        super().__init__(account, number, public_url, attaching)
        self._sessions = dict(sessions or {})

    def use_sessions(self, sessions: Mapping[str, str]) -> None:
        """From now on these are the contents for buttons."""
        self._sessions = dict(sessions)

    async def _attach(self, parcel: Parcel, common: Form, document: str) -> int:
        """A document has no words of its own there, and so its text and buttons go first."""
        if not document:
            return 0
        await parcel.next_turn()
        await self._account.create_message({**common, "MediaUrl": document})
        return 1

    def _contents(self, parcel: Parcel) -> list[dict[str, str]]:
        if parcel.content is not None:
            if units(parcel.rendered.text) > LONGEST_WHOLE:
                raise DeliveryFailed("too_long", code=BAD_CONTENT, status=400)
            variables = {"ContentVariables": variables_of(parcel.content)} if parcel.content.variables else {}
            return [{"ContentSid": parcel.content.sid, **variables}]
        shown = in_session(parcel.rendered.text, parcel.rendered.buttons)
        if shown is not None and (sid := self._sessions.get(shown[0])):
            return [{"ContentSid": sid, "ContentVariables": variables_of(shown[1])}]
        return super()._contents(parcel)


class SmsChannel(_TwilioChannel):
    """Fills `ports.Channel` and `ports.Traces`."""

    name = "sms"
    carries = frozenset({"sms"})
    needs_template = False

    def _beside(self, parcel: Parcel, document: str) -> Parcel:
        if not document:
            return super()._beside(parcel, document)
        text = f"{parcel.rendered.text}\n\n{document}"
        return replace(parcel, rendered=replace(parcel.rendered, text=text))

    def _contents(self, parcel: Parcel) -> list[dict[str, str]]:
        """What we begin asks for no answer by number: that one arrives cannot be relied on (SMS-PE-2)."""
        if parcel.code:
            parcel = replace(parcel, rendered=replace(parcel.rendered, buttons=()))
        return super()._contents(parcel)

    def _written(self, text: str) -> str:
        return gsm.written(text)

    def _segments(self, content: Mapping[str, str]) -> int:
        return gsm.segments(content["Body"])


def with_numbers(text: str, buttons: Buttons) -> str:
    """The text with its buttons as numbered lines, for where there are no buttons; a person answers with the number."""
    lines = [f"{number}. {label}" for number, (_, label) in enumerate(buttons, 1)]
    return "\n".join([text, "", *lines]) if lines else text


def _found(message: Any) -> Found | None:
    """A message of Twilio's list; None for one in a state that is none of a message sent."""
    told = told_by(str(message.status or ""))
    if told is None or not isinstance(message.sid, str):
        return None
    failed = told is Told.FAILED and message.error_code
    return Found(message.sid, told, str(message.error_code) if failed else "")


def _made(created: object, since: datetime) -> bool:
    return isinstance(created, datetime) and created.astimezone(UTC) >= since


def _lines(text: str) -> str:
    """The text without what a content or a network may change in it: empty lines and spaces."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
