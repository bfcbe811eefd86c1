"""Answers for slow links: made small where the browser can unpack them, and not sent twice where it has them."""

import gzip
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response

FEWEST_BYTES = 600
"""Below it an answer fits into one packet as it is."""
LEVEL = 6
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "private, no-cache"
"""The browser keeps it, and asks each time whether it still holds."""


def packed(
    request: Request,
    content: bytes,
    kind: str,
    headers: Mapping[str, str] | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    """The answer, zipped for whoever takes that."""
    if len(content) < FEWEST_BYTES:
        return Response(content, status, headers, media_type=kind)
    told = {**(headers or {}), "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        told["Content-Encoding"] = "gzip"
        content = gzip.compress(content, LEVEL, mtime=0)
    return Response(content, status, told, media_type=kind)


def unless_known(
    request: Request,
    content: bytes,
    kind: str,
    headers: Mapping[str, str] | None = None,
    keep: str = ASK_FIRST,
) -> Response:
    """The answer, or only 304 when the browser has just this one. `keep`: its Cache-Control."""
    tag = f'W/"{digest(content)}"'
    told = {**(headers or {}), "ETag": tag, "Cache-Control": keep}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return packed(request, content, kind, told)


def digest(content: bytes) -> str:
    """By what one content is told from another: twelve hex digits of the SHA-256."""
    return sha256(content).hexdigest()[:12]
