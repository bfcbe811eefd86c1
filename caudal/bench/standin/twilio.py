"""Twilio as its clients meet it: messages, content templates and numbers of one account, errors in its own words.

Every account id and token is let in; the account is the one of the path. Callbacks are signed with the token of the
caller's own basic authentication.
"""

import asyncio
import base64
import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

from caudal.bench.standin.calling import Caller, signed_form
from caudal.bench.standin.content import Contents
from caudal.bench.standin.plan import Failing, Fault, Plan, Telling
from caudal.bench.standin.record import Record, Sending, steady
from caudal.bench.standin.web import End, Reply, Request, as_json
from receivables.adapters.clocks import real_now

MESSAGES = re.compile(r"^/2010-04-01/Accounts/(\w+)/Messages(?:/(\w+))?\.json$")
ACCOUNT = re.compile(r"^/2010-04-01/Accounts/(\w+)\.json$")
NUMBERS = re.compile(r"^/2010-04-01/Accounts/(\w+)/IncomingPhoneNumbers(?:/(\w+))?\.json$")
SENDERS = re.compile(r"^/v2/Channels/Senders(?:/(\w+))?$")
RFC_2822 = "%a, %d %b %Y %H:%M:%S +0000"
PATIENCE = 10.0
UTC_DAY = slice(0, 10)
Json = dict[str, object]


@dataclass(slots=True)
class Message:
    """One message that the account holds."""

    sid: str
    account: str
    sender: str
    to: str
    body: str
    callback: str
    token: str
    created: datetime
    sent: datetime | None = None
    status: str = "queued"
    code: str | None = None


class Twilio:
    """One provider with its faults; `answer` is None for what is not Twilio's."""

    def __init__(self, record: Record, caller: Caller) -> None:
        self.plan = Plan()
        self.messages: dict[str, Message] = {}
        self._order: list[Message] = []
        self._record = record
        self._caller = caller
        self._contents = Contents()
        self._numbers: dict[str, Json] = {}

    def forget(self) -> None:
        """No message was ever sent; templates and numbers stay."""
        self.messages.clear()
        self._order.clear()

    def answer(self, request: Request) -> Reply | Awaitable[Reply] | None:
        """What it answers to a call."""
        path = request.path
        if (found := MESSAGES.match(path)) is not None:
            return self._of_messages(request, found[1], found[2])
        if path.startswith(("/v1/Content", "/2010-04-01/", "/v2/")) and (refused := _stranger(request)):
            return refused
        if path.startswith("/v1/Content"):
            self._record.call(f"{request.method} content")
            return self._contents.answer(request)
        if (found := NUMBERS.match(path)) is not None:
            self._record.call(f"{request.method} numbers")
            return self._of_numbers(request, found[1], found[2])
        if (found := ACCOUNT.match(path)) is not None:
            return as_json({"sid": found[1], "status": "active", "type": "Full", "friendly_name": "Stand-in"})
        if (found := SENDERS.match(path)) is not None:
            return self._of_senders(request, found[1])
        return None

    def _of_messages(self, request: Request, account: str, sid: str | None) -> Reply | Awaitable[Reply]:
        if refused := _stranger(request):
            return refused
        if request.method == "POST" and sid is None:
            return self._create(request, account)
        self._record.call("find messages")
        if sid is not None:
            message = self.messages.get(sid)
            return as_json(_shown(message)) if message else problem(404, 20404, "not found")
        return self._list(request, account)

    def _create(self, request: Request, account: str) -> Reply | Awaitable[Reply]:
        at, form = steady(), request.form()
        to, sender = form.get("To", ""), form.get("From", "")
        media = form.get("MediaUrl", "")
        body = form.get("Body") or self._contents.text(
            form.get("ContentSid", ""), form.get("ContentVariables", "")
        )
        callback = form.get("StatusCallback", "")
        told = parse_qs(urlsplit(callback).query)
        outbox, attempt = (told.get(name, [""])[0] for name in ("o", "a"))
        self._record.call("create message")
        wrong = _wrong(to, sender, body, media)
        fault = None if wrong else self.plan.fault(to)
        accepted = wrong is None and (fault is None or fault.accepted)
        sid = f"SM{len(self._record.sendings) + 1:032x}"
        kind = (
            ""
            if fault is None
            else f"{fault.kind}:{fault.status}"
            if fault.kind is Fault.STATUS
            else str(fault.kind)
        )
        self._record.sending(
            Sending(
                at, "twilio", to, accepted, "refused" if wrong else kind, sid, outbox, attempt, body or media
            )
        )
        if wrong is not None:
            return wrong
        message = Message(sid, account, sender, to, body, callback, _token(request), real_now())
        told_of = None
        if accepted:
            self.messages[sid] = message
            self._order.append(message)
            told_of = self._tell(message)
        reply = replace(as_json(_shown(message), 201), after=self.plan.wait())
        if fault is not None:
            reply = failed(reply, fault)
        return _after(told_of, reply) if told_of is not None else reply

    def _tell(self, message: Message) -> Awaitable[None] | None:
        """Send the callbacks of a message; with `early`, something to wait for before the call is answered."""
        telling = self.plan.telling
        if not message.callback or not telling.statuses:
            return None
        chance = self.plan.chance
        statuses = list(telling.statuses)
        if chance.random() < telling.failing:
            statuses[-1] = "undelivered"
        turns = [status for status in statuses for _ in range(telling.repeated)]
        if telling.shuffled:
            chance.shuffle(turns)
        if telling.early:
            return self._in_turn(message, turns, telling)
        at = 0.0
        for status in turns:
            at += chance.uniform(*telling.delay)
            self.tell_later(message, status, telling.code, at)
        return None

    async def _in_turn(self, message: Message, statuses: list[str], telling: Telling) -> None:
        for status in statuses:
            url, body, headers = self._callback(message, status, telling.code)
            await asyncio.wait_for(self._caller.post(url, body, headers), PATIENCE)

    def tell_later(self, message: Message, status: str, code: str, after: float) -> None:
        """One callback in a while."""
        self._caller.later(after, *self._callback(message, status, code))

    def _callback(self, message: Message, status: str, code: str) -> tuple[str, bytes, dict[str, str]]:
        message.status = status
        if message.sent is None and status not in ("queued", "accepted", "sending"):
            message.sent = real_now()
        fields = {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "MessageStatus": status,
            "SmsStatus": status,
            "To": message.to,
            "From": message.sender,
            "AccountSid": message.account,
            "ApiVersion": "2010-04-01",
        }
        if status in ("failed", "undelivered"):
            message.code = code
            fields["ErrorCode"] = code
        return (message.callback, *signed_form(message.token, message.callback, fields))

    def _list(self, request: Request, account: str) -> Reply:
        query = request.query
        size, page = min(int(query.get("PageSize", 50)), 1000), int(query.get("Page", 0))
        found = [each for each in reversed(self._order) if _matches(each, query)]
        shown = found[page * size : (page + 1) * size]
        path = f"/2010-04-01/Accounts/{account}/Messages.json"
        more = len(found) > (page + 1) * size
        following = f"{path}?{urlencode({**query, 'PageSize': size, 'Page': page + 1, 'PageToken': 'PA1'})}"
        return as_json(
            {
                "messages": [_shown(each) for each in shown],
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(len(shown) - 1, 0),
                "uri": path,
                "first_page_uri": f"{path}?PageSize={size}&Page=0",
                "next_page_uri": following if more else None,
                "previous_page_uri": None,
            }
        )

    def _of_numbers(self, request: Request, account: str, sid: str | None) -> Reply:
        path = f"/2010-04-01/Accounts/{account}/IncomingPhoneNumbers"
        if sid is None:
            number = request.query.get("PhoneNumber", "+51900000001")
            made = f"PN{abs(int(re.sub('[^0-9]', '', number) or 0)):032x}"
            plain: Json = {"sid": made, "account_sid": account, "phone_number": number, "sms_url": ""}
            self._numbers.setdefault(made, {**plain, "sms_method": "POST", "uri": f"{path}/{made}.json"})
            listed = {"incoming_phone_numbers": [self._numbers[made]], "page": 0, "page_size": 50}
            return as_json({**listed, "uri": f"{path}.json", "next_page_uri": None})
        if sid not in self._numbers:
            return problem(404, 20404, "not found")
        if request.method == "POST":
            self._numbers[sid].update(_snake(request.form()))
        return as_json(self._numbers[sid])

    def _of_senders(self, request: Request, sid: str | None) -> Reply:
        self._record.call(f"{request.method} senders")
        sender = self._numbers.setdefault(
            "XE1",
            {"sid": "XE" + "1".rjust(32, "0"), "status": "ONLINE", "sender_id": "whatsapp:+51900000001"},
        )
        if request.method in ("POST", "PATCH"):
            sender.update(request.json())
        if sid is not None:
            return as_json(sender, 202 if request.method == "POST" else 200)
        meta = {"key": "senders", "page": 0, "page_size": 50, "next_page_url": None}
        return as_json({"senders": [sender], "meta": meta})


async def _after(first: Awaitable[None], reply: Reply) -> Reply:
    await first
    return reply


def failed(reply: Reply, fault: Failing) -> Reply:
    """The answer as that fault spoils it."""
    match fault.kind:
        case Fault.RESET:
            return replace(reply, status=0, end=End.RESET)
        case Fault.CLOSE:
            return replace(reply, status=0, end=End.CLOSE)
        case Fault.EMPTY:
            return replace(reply, body=b"")
        case Fault.GARBAGE:
            return replace(reply, body=b"<html><body>\xff\xfeBad gateway</body></html>", kind="text/html")
        case Fault.LATE:
            return replace(reply, after=reply.after + fault.seconds)
        case Fault.STATUS:
            bad = problem(fault.status, fault.code or 20000 + fault.status, "as planned")
            headers = {} if fault.retry_after is None else {"retry-after": str(fault.retry_after)}
            return replace(bad, headers=headers, after=reply.after)


def problem(status: int, code: int, message: str) -> Reply:
    """An error in Twilio's form."""
    return as_json({"code": code, "message": message, "more_info": "", "status": status}, status)


def _stranger(request: Request) -> Reply | None:
    return None if _token(request) else problem(401, 20003, "Authenticate")


def _token(request: Request) -> str:
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(encoded, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _wrong(to: str, sender: str, body: str, media: str = "") -> Reply | None:
    if not to:
        return problem(400, 21604, "A 'To' phone number is required.")
    if not sender:
        return problem(400, 21603, "A 'From' phone number is required.")
    if to.startswith("whatsapp:") != sender.startswith("whatsapp:"):
        return problem(400, 21910, "Invalid From and To pair.")
    if media and not media.startswith(("http://", "https://")):
        return problem(400, 21620, "Invalid media URL(s).")
    if not body and not media:
        return problem(400, 21619, "A text message body or media urls must be specified.")
    return (
        problem(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
        if len(body) > 1600
        else None
    )


def _matches(message: Message, query: Mapping[str, str]) -> bool:
    if query.get("To") not in (None, message.to) or query.get("From") not in (None, message.sender):
        return False
    days = {name: query[name][UTC_DAY] for name in ("DateSent", "DateSent>", "DateSent<") if name in query}
    if not days:
        return True
    if message.sent is None:
        return False
    day = message.sent.date().isoformat()
    exact = days.get("DateSent", day) == day
    return exact and days.get("DateSent>", day) <= day <= days.get("DateSent<", day)


def _shown(message: Message) -> Json:
    created = message.created.strftime(RFC_2822)
    return {
        "sid": message.sid,
        "account_sid": message.account,
        "from": message.sender,
        "to": message.to,
        "body": message.body,
        "status": message.status,
        "direction": "outbound-api",
        "num_segments": "1",
        "num_media": "0",
        "error_code": int(message.code) if message.code else None,
        "error_message": None,
        "price": None,
        "price_unit": "USD",
        "messaging_service_sid": None,
        "api_version": "2010-04-01",
        "date_created": created,
        "date_updated": created,
        "date_sent": message.sent.strftime(RFC_2822) if message.sent else None,
        "uri": f"/2010-04-01/Accounts/{message.account}/Messages/{message.sid}.json",
        "subresource_uris": {},
    }


def _snake(form: Mapping[str, str]) -> Json:
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): value for name, value in form.items()}
