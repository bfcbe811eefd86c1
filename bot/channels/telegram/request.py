"""The transport: httpx as the library uses it, with what it reads wrongly read right."""

import json
from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.channels.telegram.failures import Declined, Flood
from bot.channels.telegram.updates import readable

LONGEST_REST = 30
TOLD_APART = (400, 401, 403, 404, 409)
"""The refusals that the library tells apart; it takes any other for a failure of the network."""
Seconds = Any
"""Of a time limit: the library's default marker, a number, or None."""


class TolerantRequest(HTTPXRequest):
    """One update that cannot be read must not keep the others from being read, nor be written into a log."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; a refusal is known by its status, whatever its body."""
        status, body = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flood(_retry_after(body))
        if 400 <= status < 500 and (status not in TOLD_APART or _object(body) is None):
            raise Declined(status)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as far as it can be read."""
        read = _object(payload)
        if read is None or (read.get("ok") is not False and "result" not in read):
            raise TelegramError("Invalid server response")
        if read.get("error_code") == HTTPStatus.TOO_MANY_REQUESTS:
            raise Flood(_retry_after(payload))
        if isinstance(read.get("result"), list):
            read["result"] = [clean for each in read["result"] if (clean := readable(each)) is not None]
        return read


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _retry_after(payload: bytes) -> int:
    parameters = (_object(payload) or {}).get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return wait if isinstance(wait, int) and wait > 0 else LONGEST_REST
