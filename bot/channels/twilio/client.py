"""One client of Twilio's API for the whole process, and what each failure of a call says about its effect.

The library's client is used as it comes: without its pool it gives the answer of one call to another, its retries
create a message again, and its own time limit is not kept. So it keeps its pool, never retries, and we time each
call ourselves. A message is created beside the library, by its connections: it would make 26 fields of our six, and
read all of an answer of which we want the sid; that took as long as the call itself. What a failure says about people
(Twilio puts numbers into its messages) goes nowhere.
"""

import asyncio
import json
import re
from base64 import b64encode
from collections.abc import Awaitable, Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TypeVar, cast
from urllib.parse import urlsplit

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientTimeout,
    ConnectionTimeoutError,
    InvalidURL,
)
from twilio.base.exceptions import TwilioException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from yarl import URL

from bot.channels.twilio.post import Post, text
from receivables.ports import DeliveryFailed, DeliveryUnknown

CALL_SECONDS = 20.0
"""Of a whole call; Twilio answers a creation within a few."""
CONNECT_SECONDS = 8.0
"""To get a connection, the wait for a free one included. Less than a call's, so that one that ran out while nothing
was sent yet is known as such."""
REST_SECONDS = 30
"""After which an unreachable provider is tried again."""
FOREIGN = "foreign reference"
SID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What may be an id of Twilio's: anything else is no answer to a creation."""
LONGEST_REST = 3600
TOO_MANY = 429
TOO_MANY_CODE = "20429"
NOT_SENT = (ClientConnectorError, ConnectionTimeoutError, InvalidURL)
"""Refused, no such name, no certificate, no connection in time: Twilio certainly knows nothing of the call."""
IN_DOUBT = (ClientError, TwilioException, OSError)
"""The three families of failures of the library and what is under it; TimeoutError is an OSError."""
NO_ENVIRONMENT = {"TWILIO_EDGE": ""}
"""The library would read the environment; only our settings do."""

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
SINGLE = (str, int)
Form = Mapping[str, str | int]

Result = TypeVar("Result")


class TwilioAccount:
    """An account and the connections to it; made inside the running loop. The token goes nowhere else.

    `api_url`: one `scheme://host[:port]` that stands for every host of Twilio; None for Twilio itself.
    """

    def __init__(
        self, account_sid: str, auth_token: str, api_url: str | None = None, *, seconds: float = CALL_SECONDS
    ) -> None:
        self._http = _Http(api_url)
        self._seconds = seconds
        self.sid = account_sid
        self.official = api_url is None
        self.client = Client(
            account_sid, auth_token, http_client=self._http, environment=dict(NO_ENVIRONMENT)
        )
        messages = self.client.api.v2010.absolute_url(f"Accounts/{account_sid}/Messages.json")
        headers = {**self.client.get_headers("POST", None), **_let_in(self.client.auth)}
        self._messages = Post(self._http.session, URL(self._http.rewritten(messages)), headers)

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.close()

    async def call(self, asked: Awaitable[Result], begin_by: float | None = None) -> Result:
        """What a call gives, in time. `begin_by`: the moment of the loop's clock after which it is not begun any more.

        Raises DeliveryFailed when Twilio certainly did not do it, DeliveryUnknown when nobody knows.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await asked
        except (DeliveryFailed, DeliveryUnknown):
            raise
        except ConnectionTimeoutError:
            hurried = begin_by is not None and begin_by <= asyncio.get_running_loop().time()
            problem: Exception = DeliveryFailed("busy") if hurried else _unreachable()
        except NOT_SENT:
            problem = _unreachable()
        except IN_DOUBT as failure:
            problem = DeliveryUnknown(type(failure).__name__)
        except (
            Exception
        ) as failure:  # an answer that cannot be read, in the many ways that one stumbles over it
            problem = DeliveryUnknown(f"unreadable answer: {type(failure).__name__}")
        raise problem

    async def create_message(self, fields: Form, begin_by: float | None = None) -> str:
        """Have a message created, `fields` by Twilio's names; its sid.

        Raises DeliveryFailed("busy") when no connection was free by then.
        """
        created = await self.call(self._created(fields, begin_by), begin_by)
        sid = created.get("sid") if isinstance(created, dict) else None
        if not isinstance(sid, str) or not SID.fullmatch(sid):
            raise DeliveryUnknown("no sid")
        return sid

    async def _created(self, fields: Form, begin_by: float | None) -> object:
        if self._http.session.closed:
            raise _unreachable()
        answer = await self._messages.send(_form(fields), _patience(self._http.patience, begin_by))
        if not 200 <= answer.status_code < 300:
            raise refusal(answer.status_code, answer.text, answer.headers)
        return orjson.loads(answer.text)

    async def download(self, reference: str, most: int) -> bytes:
        """A photo or document that came with a message. Raises DeliveryFailed for what is foreign or too big."""
        if not self._http.serves(reference):
            raise DeliveryFailed(FOREIGN)
        return await self.call(self._http.download(reference, self.client.auth, most))


class _Http(AsyncTwilioHttpClient):  # type: ignore[misc]  # the library ships no types
    """The library's HTTP client with its own pool; a refusal is told by its status, code and time to wait alone."""

    def __init__(self, api_url: str | None) -> None:
        super().__init__()
        self._origin = api_url
        self.patience = ClientTimeout(total=None, connect=CONNECT_SECONDS)

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the whole call is timed by us
        allow_redirects: bool = False,
    ) -> Response:
        """One request, one answer. Raises DeliveryFailed for 4xx and DeliveryUnknown for 5xx."""
        if self.session.closed:
            raise _unreachable()
        kind = (headers or {}).get("Content-Type", "")
        async with self.session.request(
            method,
            self.rewritten(url),
            params=params,
            data=_body(data, kind),
            headers={**(headers or {}), **_let_in(auth)} if auth else headers,
            timeout=self.patience,
            allow_redirects=allow_redirects,
        ) as answer:
            body = await text(answer.status, answer.read())
            if answer.status >= 400:
                raise refusal(answer.status, body, answer.headers)
            return Response(answer.status, body, answer.headers)

    async def download(self, url: str, auth: tuple[str, str], most: int) -> bytes:
        """What stands at that address, which may send us on to a store of files; our secret does not go along."""
        async with self.session.get(
            self.rewritten(url), headers=_let_in(auth), timeout=self.patience
        ) as answer:
            if answer.status != 200:
                raise refusal(answer.status, "", answer.headers)
            read = bytearray()
            async for chunk in answer.content.iter_chunked(65_536):
                read += chunk
                if len(read) > most:
                    raise DeliveryFailed("too big")
            return bytes(read)

    def serves(self, url: str) -> bool:
        """Whether that address is one of Twilio's."""
        if self._origin and url.startswith(self._origin + "/"):
            return True
        parts = urlsplit(url)
        return parts.scheme == "https" and f".{parts.hostname or ''}".endswith(".twilio.com")

    def rewritten(self, url: str) -> str:
        """The address as it is asked."""
        return self._origin + "/" + url.split("/", 3)[3] if self._origin else url


def _unreachable() -> DeliveryFailed:
    return DeliveryFailed("unreachable", retry_after=REST_SECONDS)


def _patience(usual: ClientTimeout, begin_by: float | None) -> ClientTimeout:
    """Less where a message may not begin later; the wait for a free connection counts."""
    left = CONNECT_SECONDS if begin_by is None else begin_by - asyncio.get_running_loop().time()
    if left >= CONNECT_SECONDS:
        return usual
    if left <= 0:
        raise DeliveryFailed("busy")
    return ClientTimeout(total=None, connect=left)


def _body(data: Mapping[str, object] | None, kind: str) -> Mapping[str, object] | str | bytes | None:
    """What is sent of a call of the library."""
    if data is not None and kind == JSON:
        return json.dumps(data)
    if data and kind == FORM and all(type(value) in SINGLE for value in data.values()):
        return _form(cast(Form, data))
    return data


def _form(fields: Form) -> bytes:
    """A form of single values. What aiohttp does for files, too, takes ten times as long."""
    return URL.build(query=fields).raw_query_string.encode()


@lru_cache(maxsize=8)
def _let_in(auth: tuple[str, str]) -> Mapping[str, str]:
    """Basic authentication."""
    return {"Authorization": "Basic " + b64encode(":".join(auth).encode()).decode()}


def refusal(status: int, body: str, headers: Mapping[str, str]) -> DeliveryFailed | DeliveryUnknown:
    """What an answer that is no success says: 4xx was not done, of anything else nobody knows."""
    if not 400 <= status < 500:
        return DeliveryUnknown(str(status))
    code = _code(body)
    if status == TOO_MANY:
        return DeliveryFailed("flood", code=code or TOO_MANY_CODE, status=status, retry_after=_wait(headers))
    return DeliveryFailed("refused", code=code or str(status), status=status)


def _code(body: str) -> str:
    """Twilio's own code; empty when the answer names none."""
    try:
        read = json.loads(body)
    except ValueError:
        return ""
    code = read.get("code") if isinstance(read, dict) else None
    return str(code) if isinstance(code, int) and 0 < code < 1_000_000 else ""


def _wait(headers: Mapping[str, str]) -> int | None:
    """The seconds that Retry-After names, also as a moment; None when it names none."""
    named = headers.get("Retry-After", "").strip()
    if named.isascii() and named.isdigit() and len(named) < 10:
        return max(1, min(int(named), LONGEST_REST))
    try:
        moments = parsedate_to_datetime(named), parsedate_to_datetime(headers.get("Date", ""))
        seconds = (moments[0] - moments[1]).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(1, min(int(seconds), LONGEST_REST))
