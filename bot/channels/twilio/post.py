"""Forms posted to one address, thousands of times: by the connections of a session of aiohttp, past its requests.

A session makes each request from nothing: address, headers, cookies, a task that writes the body, a response that could
be streamed or sent on. Here all of that is the same every time, or not used; made anew it takes three times the
processor of everything else. The connections stay the session's: their number, TLS, reuse, and how they fail.
"""

import asyncio
from collections.abc import Awaitable, Mapping

from aiohttp import (
    ClientConnectionError,
    ClientError,
    ClientRequest,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)
from aiohttp.connector import Connection
from twilio.http.response import Response
from yarl import URL

NO_NEWS = range(100, 200)
"""The states that say only that the answer is still to come."""


class Post:
    """Where forms are posted to, and with which headers. Made inside the running loop."""

    def __init__(self, session: ClientSession, url: URL, headers: Mapping[str, str]) -> None:
        if session.connector is None:
            raise ClientConnectionError("closed")
        self._connector = session.connector
        self._place = ClientRequest("POST", url, loop=asyncio.get_running_loop())
        # It asks for no packed answer: one of a kilobyte is sooner sent than unpacked.
        named = {"Host": self._place.headers["Host"], **headers}
        lines = [f"POST {url.raw_path_qs} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
        self._head = "\r\n".join([*lines, "Content-Length: "]).encode()

    async def send(self, form: bytes, timeout: ClientTimeout) -> Response:  # noqa: ASYNC109 - of the connecting alone
        """One request, one answer. Raises what a session would."""
        connection = await self._connection(timeout)
        try:
            answer = await self._exchanged(connection, form)
        except BaseException:  # whoever came next would read the rest of this answer
            connection.close()
            raise
        connection.release()
        return answer

    async def _connection(self, patience: ClientTimeout) -> Connection:
        try:
            return await self._connector.connect(self._place, traces=[], timeout=patience)
        except TimeoutError as late:
            raise ConnectionTimeoutError from late

    async def _exchanged(self, connection: Connection, form: bytes) -> Response:
        protocol, transport = connection.protocol, connection.transport
        if protocol is None or transport is None:
            raise ClientConnectionError("closed")
        protocol.set_response_params(read_until_eof=True)
        transport.write(b"%s%d\r\n\r\n%s" % (self._head, len(form), form))
        message, content = await protocol.read()
        while message.code in NO_NEWS:
            message, content = await protocol.read()
        return Response(message.code, await text(message.code, content.read()), message.headers)


async def text(status: int, reading: Awaitable[bytes]) -> str:
    """The body of an answer; that of a refusal may break off, which changes nothing."""
    try:
        return (await reading).decode("utf-8", "replace")
    except (ClientError, OSError):
        if 400 <= status < 500:
            return ""
        raise
