"""What is said to the embedded chat: once for each id of a client, with a photo, by a form, and small on the way."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.chat import Chat
from bot.problems import fault
from bot.said import FILES, LONGEST_FILE
from caudal.shield import Shield
from receivables.model.conversation import Inbound
from receivables.model.message import Kind, Message, OutboxRow
from receivables.usecases import attachments
from templates.pages.chat import size
from tests.support.build import PHONE
from tests.support.chat_site import SUPPLY, chat_of
from tests.support.chatting import ChatWorld, application

pytestmark = pytest.mark.anyio
ID = "a1b2c3d4e5f6"
PNG = b"\x89PNG\r\n\x1a\n a picture"
CONTENTS = {
    "image/jpeg": b"\xff\xd8\xff\xe0 a photo",
    "image/png": PNG,
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "application/pdf": b"%PDF-1.7",
}
AT_SUPPLY = {"supply": SUPPLY}


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
def chat(world: ChatWorld) -> Chat:
    return chat_of(world)


@pytest.fixture
async def client(chat: Chat) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(application(chat))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as made:
        yield made


async def heard(world: ChatWorld, address: str = PHONE) -> list[Inbound]:
    """What that person said, as it is stored."""
    async with world.services.units.reading() as unit:
        return await unit.conversations.inbound_of("chat", address, 50)


async def test_a_message_told_twice_under_its_id_has_its_effects_once(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    said = {"text": "hola", "id": ID}
    first = await client.post("/chat/messages", params=AT_SUPPLY, json=said)
    again = await client.post("/chat/messages", params=AT_SUPPLY, json=said)
    assert first.json()["messages"]
    assert again.json() == first.json()
    assert [each.id for each in await heard(world)] == [first.json()["id"]]
    assert ID not in first.json()["id"]


async def test_the_same_message_at_the_same_time_is_one(client: httpx.AsyncClient, world: ChatWorld) -> None:
    await client.get("/chat", params=AT_SUPPLY)
    said = {"button": "debt", "id": ID}
    answers = await asyncio.gather(*(client.post("/chat/messages", json=said) for _ in range(3)))
    assert len({answer.text for answer in answers}) == 1
    assert answers[0].json()["messages"]
    assert len(await heard(world)) == 1


async def test_another_message_under_the_same_id_is_refused(client: httpx.AsyncClient) -> None:
    await client.post("/chat/messages", params=AT_SUPPLY, json={"text": "hola", "id": ID})
    answer = await client.post("/chat/messages", params=AT_SUPPLY, json={"text": "adiós", "id": ID})
    assert (answer.status_code, answer.json()["code"]) == (409, "message_id_used")


async def test_an_id_counts_within_its_own_chat(client: httpx.AsyncClient) -> None:
    first = await client.post("/chat/messages", json={"text": "hola", "id": ID})
    client.cookies.clear()
    other = await client.post("/chat/messages", json={"text": "¿dónde pago?", "id": ID})
    assert other.status_code == 200
    assert other.json()["id"] != first.json()["id"]


@pytest.mark.parametrize("id", ["short", "x" * 65, "con espacio", "ñandú-ñandú", 7, None])
async def test_an_id_is_short_and_plain(client: httpx.AsyncClient, id: object) -> None:
    answer = await client.post("/chat/messages", json={"text": "hola", "id": id})
    assert (answer.status_code, answer.json()["code"]) == (422, "message_id")


@pytest.mark.parametrize("kind", FILES)
async def test_a_photo_or_document_comes_as_on_any_channel(
    client: httpx.AsyncClient, world: ChatWorld, kind: str
) -> None:
    file = ("../boleta\u202e1.bin", CONTENTS[kind], "text/plain")
    answer = await client.post("/chat/messages", params=AT_SUPPLY, files={"file": file}, data={"id": ID})
    assert answer.status_code == 200, answer.text
    [inbound] = await heard(world)
    [media] = inbound.media
    assert (inbound.text, media.content_type, media.name) == ("", kind, "boleta1.bin")
    assert media.size == len(CONTENTS[kind])
    assert await attachments.fetch(world.services, media.reference, LONGEST_FILE) == CONTENTS[kind]
    told = (await client.get("/chat/messages", params=AT_SUPPLY)).json()["messages"]
    assert told[0]["files"] == [{"name": "boleta1.bin", "content_type": kind, "size": media.size}]


async def test_already_paid_with_a_photo_opens_a_request(client: httpx.AsyncClient) -> None:
    await client.post("/chat/messages", params=AT_SUPPLY, json={"text": f"{SUPPLY} 45.60"})
    said = {"text": "ya pagué", "id": ID}
    answer = await client.post(
        "/chat/messages", params=AT_SUPPLY, data=said, files={"file": ("v.png", PNG, "image/png")}
    )
    assert "S-2024-" in answer.json()["messages"][0]["text"]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"GIF89a", 422, "file_kind"),
        (b"<script>", 422, "file_kind"),
        (PNG + bytes(LONGEST_FILE), 413, "file_too_large"),
        (PNG + bytes(2 * LONGEST_FILE), 413, "message_too_large"),
    ],
    ids=["another kind", "no picture", "too large", "far too large"],
)
async def test_other_files_are_refused(
    client: httpx.AsyncClient, world: ChatWorld, content: bytes, status: int, code: str
) -> None:
    file = ("foto.png", content, "image/png")
    answer = await client.post("/chat/messages", params=AT_SUPPLY, files={"file": file})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await heard(world) == []


async def test_a_photo_of_three_megabytes_passes_the_shield_and_a_text_does_not(chat: Chat) -> None:
    transport = httpx.ASGITransport(Shield(application(chat), fault))
    async with httpx.AsyncClient(transport=transport, base_url="http://chat") as client:
        file = ("foto.png", PNG + bytes(3 * 1024 * 1024), "image/png")
        assert (await client.post("/chat/messages", files={"file": file})).status_code == 200
        assert (await client.post("/chat/messages", content=bytes(100_000))).status_code == 413
        assert (await client.post("/chat/next-day", content=bytes(100_000))).status_code == 204


async def test_a_spoilt_form_is_refused(client: httpx.AsyncClient) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await client.post("/chat/messages", content=b"--y\r\nspoilt", headers=kind)
    assert answer.status_code == 422


async def test_a_form_without_a_script_shows_the_page_anew(client: httpx.AsyncClient) -> None:
    sent = await client.post("/chat", params=AT_SUPPLY, data={"text": "hola", "id": ID})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/chat?supply={SUPPLY}#message")
    page = (await client.get("/chat", params=AT_SUPPLY)).text
    assert "Agua Tumbes" in page
    assert 'name="button" value="debt"' in page
    again = await client.post("/chat", params=AT_SUPPLY, data={"button": "debt", "id": f"b{ID}"})
    assert again.status_code == 303
    page = (await client.get("/chat", params=AT_SUPPLY)).text
    assert page.count('class="line me"') == 2
    refused = await client.post("/chat", params=AT_SUPPLY, data={"text": "  ", "id": ID})
    assert refused.status_code == 422
    assert "El mensaje está vacío." in refused.text
    kept = await client.post("/chat", params=AT_SUPPLY, data={"text": "otra cosa", "id": ID})
    assert "otra cosa</textarea>" in kept.text


async def test_a_form_may_not_come_from_elsewhere(client: httpx.AsyncClient) -> None:
    origin = {"Origin": "https://elsewhere.example.org"}
    answer = await client.post("/chat", data={"text": "hola", "id": ID}, headers=origin)
    assert answer.status_code == 403
    page = await client.get("/chat")
    assert page.headers["referrer-policy"] == "same-origin"


async def test_the_buttons_of_the_demo_work_as_forms(client: httpx.AsyncClient) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("/chat/next-day", "/chat/payment"):
        answer = await client.post(path, params=AT_SUPPLY, headers=form)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/chat?supply={SUPPLY}#message")


async def test_updates_tell_what_is_new_and_nothing_twice(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    assert (await client.get("/chat/updates")).json() == {"log": "", "panel": ""}
    await client.get("/chat", params=AT_SUPPLY)
    answer = await client.post("/chat/messages", params={**AT_SUPPLY, "after": ""}, json={"text": "hola"})
    assert "Agua Tumbes" in answer.json()["log"]
    last = (await client.get("/chat/messages", params=AT_SUPPLY)).json()["messages"][-1]["id"]
    asked = {**AT_SUPPLY, "after": last}
    first = await client.get("/chat/updates", params=asked)
    assert first.json()["log"].strip() == ""
    tag = {"If-None-Match": first.headers["etag"]}
    assert (await client.get("/chat/updates", params=asked, headers=tag)).status_code == 304
    row = OutboxRow(
        "staff/1",
        Kind.RECEIPT,
        Message("staff", {"said": "Ya <vi> su recibo.", "by": "Ana"}),
        world.now,
        world.now,
        channel="chat",
        address=PHONE,
    )
    await world.queue(row, replace(row, key="staff/2", message=replace(row.message, locale="en")))
    await world.deliver()
    fresh = await client.get("/chat/updates", params=asked, headers=tag)
    assert fresh.status_code == 200
    assert "Ya &lt;vi&gt; su recibo." in fresh.json()["log"]
    assert fresh.json()["log"].count("Una persona de Agua Tumbes, ") == 2
    assert fresh.json()["log"].count('lang="en"') == 1


async def test_files_of_the_page_are_kept_by_their_digest(client: httpx.AsyncClient) -> None:
    page = (await client.get("/chat")).text
    for name in ("chat.css", "chat.js", "drop.svg"):
        address = page.partition(f"/chat/assets/{name}")[2].partition('"')[0]
        held = await client.get(f"/chat/assets/{name}{address}")
        assert "immutable" in held.headers["cache-control"]
        bare = await client.get(f"/chat/assets/{name}")
        assert "immutable" not in bare.headers["cache-control"]
        tag = {"If-None-Match": bare.headers["etag"]}
        assert (await client.get(f"/chat/assets/{name}", headers=tag)).status_code == 304


async def test_whoever_cannot_unzip_gets_it_plain(client: httpx.AsyncClient) -> None:
    zipped = await client.get("/chat", params=AT_SUPPLY)
    plain = await client.get("/chat", params=AT_SUPPLY, headers={"Accept-Encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert "Recibo de agua" in plain.text


async def test_where_there_is_no_room_a_new_file_is_refused_and_no_old_one_lost(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_FILES", 1)
    for name in ("v.png", "again.png"):
        sent = await client.post("/chat/messages", params=AT_SUPPLY, files={"file": (name, PNG, "image/png")})
        assert sent.status_code == 200
    other = {"file": ("w.png", PNG + b"2", "image/png")}
    answer = await client.post("/chat/messages", params=AT_SUPPLY, files=other)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_files")
    told = await heard(world)
    assert len(told) == 2
    for inbound in told:
        assert await attachments.fetch(world.services, inbound.media[0].reference, LONGEST_FILE) == PNG


@pytest.mark.parametrize(
    ("count", "words"),
    [(None, ""), (0, "0 KB"), (1, "1 KB"), (1024, "1 KB"), (1025, "2 KB"), (1024 * 1024, "1.0 MB")],
)
def test_a_size_is_told_in_words(count: int | None, words: str) -> None:
    assert size(count) == words
