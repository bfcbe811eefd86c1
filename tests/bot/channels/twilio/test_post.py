"""Answers down to their bytes, as any server may send them: each call reads its own, and leaves no rest behind."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.channels.twilio import TwilioAccount
from receivables.ports import DeliveryUnknown
from tests.bot.channels.twilio.server import SID, TOKEN

pytestmark = pytest.mark.anyio

FORM = {"To": "whatsapp:+51900000042", "From": "whatsapp:+51900000001", "Body": "Hola"}
BODY = b'{"sid": "SM1", "body": "\xc3\xa1"}'
WHOLE = b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
PACKED = gzip.compress(BODY)
LATER = b'{"sid": "SM2"}'
SECOND = b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (len(LATER), LATER)


class Connections:
    """What came, by connection."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[int] = []


@asynccontextmanager
async def answering(*answers: bytes) -> AsyncIterator[Connections]:
    """A server that gives these answers, one after the other, and closes after one that ends with its connection."""
    left, seen = list(answers), Connections()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place = len(seen.asked)
        seen.asked.append(0)
        try:
            while left:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                await reader.readexactly(length)
                seen.asked[place] += 1
                answer = left.pop(0)
                writer.write(answer)
                await writer.drain()
                if b"Connection: close" in answer:
                    break
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    seen.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield seen


@pytest.mark.parametrize(
    ("answer", "connections"),
    [
        (WHOLE, [2]),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + WHOLE, [2]),
        (
            b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
            % (len(BODY), BODY),
            [2],
        ),
        (
            b"HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
            % (len(PACKED), PACKED),
            [2],
        ),
        (b"HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + BODY, [1, 1]),
        (WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), [1, 1]),
        (WHOLE + b"HTTP/1.1 201 Created\r\nContent-Length: 13\r\n\r\n" + b'{"sid": "SM9"}'[:13], [1, 1]),
    ],
    ids=["whole", "continued", "in pieces", "packed", "to the end", "and closed", "and more than asked"],
)
async def test_an_answer_is_read_whole_and_the_next_call_gets_its_own(
    answer: bytes, connections: list[int]
) -> None:
    async with answering(answer, SECOND) as server:
        account = TwilioAccount(SID, TOKEN, server.url, seconds=2)
        assert await account.create_message(FORM) == "SM1"
        assert await account.create_message(FORM) == "SM2"
        await account.close()
    assert server.asked == connections


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example.org ready\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY),
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY,
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ],
)
async def test_of_an_answer_that_is_none_nobody_knows(answer: bytes) -> None:
    async with answering(answer, SECOND) as server:
        account = TwilioAccount(SID, TOKEN, server.url, seconds=2)
        with pytest.raises(DeliveryUnknown) as doubt:
            await account.create_message(FORM)
        assert await account.create_message(FORM) == "SM2"
        await account.close()
    assert "+51" not in repr(doubt.value)
    assert sum(server.asked) == 2


async def test_who_gives_up_leaves_nothing_for_the_next_call() -> None:
    async with answering(b"", SECOND) as server:
        account = TwilioAccount(SID, TOKEN, server.url, seconds=0.2)
        with pytest.raises(DeliveryUnknown):
            await account.create_message(FORM)
        assert await account.create_message(FORM) == "SM2"
        await account.close()
    assert server.asked == [1, 1]
