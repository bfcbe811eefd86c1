"""Calls that a provider makes: signed status callbacks, and updates to a webhook. Never beyond this machine."""

import asyncio
import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from urllib.parse import SplitResult, urlencode, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
AT_ONCE = 64
PATIENCE = 15.0
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def signature(token: str, url: str, fields: Mapping[str, str]) -> str:
    """Twilio's signature of a form: the address, then every field in the order of their names."""
    signed = url + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


class Caller:
    """Posts to addresses of this machine, on connections that it keeps; counts what was answered."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._idle: dict[tuple[str, int], list[Line]] = {}
        self._running: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """Calls that are not done yet."""
        return len(self._running)

    def later(self, after: float, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Post it in a while."""
        task = asyncio.ensure_future(self._after(after, url, body, headers))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Close the connections that are kept."""
        writers = [writer for lines in self._idle.values() for _, writer in lines]
        self._idle.clear()
        for writer in writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)

    async def _after(self, after: float, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        await asyncio.sleep(after)
        await self.post(url, body, headers)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer; 0 for none, which is not tried again."""
        to = urlsplit(url)
        if to.scheme != "http" or to.hostname not in LOOPBACK:
            self.answers["elsewhere"] += 1
            return 0
        async with self._turns:
            try:
                async with asyncio.timeout(PATIENCE):
                    status = await self._exchange(to, body, headers)
            except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError, IndexError):
                status = 0
        self.answers[str(status)] += 1
        return status

    async def _exchange(self, to: SplitResult, body: bytes, headers: Mapping[str, str]) -> int:
        """On a connection that was kept, or on a new one: the other side may have closed the kept one meanwhile."""
        there = (to.hostname or "", to.port or 80)
        kept = self._idle.setdefault(there, [])
        target = to.path + (f"?{to.query}" if to.query else "")
        lines = [f"POST {target} HTTP/1.1", f"host: {to.netloc}", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        while kept:
            try:
                return await _asked(kept.pop(), request, kept)
            except (ConnectionError, asyncio.IncompleteReadError):
                continue
        return await _asked(await asyncio.open_connection(*there), request, kept)


async def _asked(line: Line, request: bytes, kept: list[Line]) -> int:
    """The status of the answer; the connection is kept for another time where it may be."""
    reader, writer = line
    try:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
    except BaseException:
        writer.close()
        raise
    if b"connection: close" in head.lower():
        writer.close()
    else:
        kept.append(line)
    return int(head.split(b" ", 2)[1])


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":", 1)[1])
    return 0


def signed_form(token: str, url: str, fields: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """A form as Twilio posts it."""
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signature(token, url, fields),
    }
    return urlencode(fields).encode(), headers
