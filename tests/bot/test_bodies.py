"""What is read of a request, and no further."""

import httpx
import pytest
from fastapi import FastAPI, Request

from bot.bodies import body_of, form_of
from bot.problems import ProblemRoute

pytestmark = pytest.mark.anyio
LONGEST = 400
MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}


async def told(content: bytes | None = None, **sent: object) -> object:
    """What a route read of that request."""
    app = FastAPI(openapi_url=None)
    app.router.route_class = ProblemRoute

    @app.post("/form")
    async def form(request: Request) -> dict[str, str]:
        return dict(await form_of(request, LONGEST))

    @app.post("/body")
    async def body(request: Request) -> int:
        return len(await body_of(request, LONGEST))

    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bodies.test") as client:
        path = str(sent.pop("path", "/form"))
        answer = await client.post(path, content=content, **sent)  # type: ignore[arg-type]
    return answer.json() if answer.status_code == 200 else answer.status_code


async def test_a_form_is_read_in_either_encoding() -> None:
    assert await told(data={"a": "ñ 1", "b": ""}) == {"a": "ñ 1", "b": ""}
    assert await told(files={"a": (None, "ñ 1")}) == {"a": "ñ 1"}


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"", {}),
        (b"--x", MULTIPART),
        (b"\xff\x00", MULTIPART),
        (b"a=1", {}),
        (b"a=1", {"Content-Type": "multipart/form-data"}),
        (b'{"a": 1}', {"Content-Type": "application/json"}),
    ],
)
async def test_anything_else_has_no_fields(content: bytes, headers: dict[str, str]) -> None:
    assert await told(content, headers=headers) == {}


async def test_a_file_is_no_field() -> None:
    assert await told(files={"a": ("a.txt", b"1")}) == {}


@pytest.mark.parametrize("path", ["/body", "/form"])
async def test_nothing_longer_is_read(path: str) -> None:
    assert await told(b"x" * (LONGEST + 1), path=path) == 413
    assert await told(b"x" * LONGEST, path=path) in (LONGEST, {})
