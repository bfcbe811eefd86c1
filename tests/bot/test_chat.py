"""The embedded chat as a program meets it: JSON in, JSON out, problems in plain Spanish."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest

from bot.chat import Chat
from bot.said import LONGEST_BODY
from bot.visitors import Visitors
from receivables.model.message import Message
from receivables.usecases.invitations import make
from templates.errors import PROBLEM_JSON
from templates.pages.chat import ChatPages
from tests.support.build import PHONE
from tests.support.chatting import ChatWorld, application
from tests.support.talk import behind

pytestmark = pytest.mark.anyio
SUPPLY = "0000001"


@dataclass
class Controls:
    """Remembers what was pressed."""

    pressed: list[str] = field(default_factory=list)

    async def next_day(self) -> None:
        """A day."""
        self.pressed.append("day")

    async def post_payment(self, supply_number: str) -> None:
        """A payment."""
        self.pressed.append(supply_number)


@pytest.fixture
async def world() -> ChatWorld:
    return await ChatWorld.with_customer()


@pytest.fixture
def controls() -> Controls:
    return Controls()


@pytest.fixture
async def client(world: ChatWorld, controls: Controls) -> AsyncIterator[httpx.AsyncClient]:
    async with _client(world, controls) as made:
        yield made


def _client(
    world: ChatWorld, controls: Controls | None = None, visitors: Visitors | None = None
) -> httpx.AsyncClient:
    pages = ChatPages("es_PE", world.services.policy)
    chat = Chat(
        world.inbox,
        pages,
        controls,
        invented=(SUPPLY,),
        visitors=Visitors() if visitors is None else visitors,
    )
    transport = httpx.ASGITransport(application(chat))
    return httpx.AsyncClient(transport=transport, base_url="http://chat")


async def _say(client: httpx.AsyncClient, **message: object) -> list[dict[str, object]]:
    answer = await client.post("/chat/messages", json=message)
    assert answer.status_code == 200, answer.text
    said: list[dict[str, object]] = answer.json()["messages"]
    return said


async def test_a_message_gets_its_replies_with_their_buttons(client: httpx.AsyncClient) -> None:
    [said] = await _say(client, text="hola")
    assert set(said) == {"text", "buttons"}
    assert "Agua Tumbes" in str(said["text"])
    assert {"id": "debt", "label": "¿Cuánto debo?"} in said["buttons"]  # type: ignore[operator]


async def test_a_button_is_a_message_too(client: httpx.AsyncClient) -> None:
    [said] = await _say(client, button="debt")
    assert "número de suministro" in str(said["text"])


async def test_the_cookie_keeps_the_conversation(client: httpx.AsyncClient) -> None:
    await _say(client, text="cuánto debo")
    cookie = client.cookies.jar
    assert len(cookie) == 1
    await _say(client, text=SUPPLY)
    linked, debt = await _say(client, text="45.60")
    assert "Gracias" in str(linked["text"])
    assert "Debe S/ 182.40 por 4 recibos." in str(debt["text"])


async def test_another_cookie_is_another_conversation(world: ChatWorld) -> None:
    async with _client(world) as one, _client(world) as other:
        await _say(one, text=f"{SUPPLY} 45.60")
        [said] = await _say(other, text="cuánto debo")
        assert "182.40" not in str(said["text"])


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client: httpx.AsyncClient) -> None:
    answer = await client.post("/chat/messages", json={"text": "hola"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/chat" in cookie
    assert PHONE not in cookie


async def test_the_page_of_a_customer_shows_the_bill_and_links_the_cookie(
    client: httpx.AsyncClient, world: ChatWorld
) -> None:
    page = await client.get("/chat", params={"supply": SUPPLY})
    assert page.status_code == 200
    for part in (
        "Recibo de agua",
        SUPPLY,
        "R-2023-12",
        "S/ 45.60",
        "diciembre de 2023",
        "Rosa Ejemplo Prueba",
    ):
        assert part in page.text
    await _say(client, text="hola")
    assert (await world.chat(PHONE)).last_inbound_at is not None


async def test_an_anonymous_page_shows_no_bill_and_offers_invented_customers(
    client: httpx.AsyncClient,
) -> None:
    page = await client.get("/chat")
    assert "Recibo de agua" not in page.text
    assert f'href="/chat?supply={SUPPLY}"' in page.text


async def test_what_was_said_is_there_when_the_page_is_opened_again(client: httpx.AsyncClient) -> None:
    await client.get("/chat", params={"supply": SUPPLY})
    await _say(client, text='¿Cuánto <debo> "hoy"?')
    page = (await client.get("/chat", params={"supply": SUPPLY})).text
    assert "<debo>" not in page
    assert "&lt;debo&gt;" in page


async def test_lines_after_the_last_one_known_are_told(client: httpx.AsyncClient, world: ChatWorld) -> None:
    await client.get("/chat", params={"supply": SUPPLY})
    await _say(client, text=f"{SUPPLY} 45.60")
    lines = (await client.get("/chat/messages")).json()["messages"]
    assert [line["from"] for line in lines] == ["me", "bot"]
    await world.pays("45.60")
    await world.deliver()
    fresh = (await client.get("/chat/messages", params={"after": lines[-1]["id"]})).json()["messages"]
    assert ["Recibimos su pago de S/ 45.60" in line["text"] for line in fresh] == [True]


async def test_without_a_cookie_nothing_was_said(client: httpx.AsyncClient) -> None:
    assert (await client.get("/chat/messages")).json() == {"messages": []}


async def test_the_pressed_button_is_told_by_its_label(client: httpx.AsyncClient) -> None:
    await _say(client, text="hola")
    await _say(client, button="debt")
    lines = (await client.get("/chat/messages")).json()["messages"]
    assert [line["text"] for line in lines if line["from"] == "me"] == ["hola", "¿Cuánto debo?"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"text": ""}', "message_empty"),
        (b'{"text": "  \\n "}', "message_empty"),
        (b'{"text": "\\u0000\\ud800"}', "message_empty"),
        (b'{"text": "' + b"x" * 4097 + b'"}', "message_too_long"),
        (b'{"button": "no-such-button"}', "unknown_button"),
        (b'{"button": "due:2024-13-45"}', "unknown_button"),
        (b'{"text": "hola", "button": "debt"}', "message_shape"),
        (b'{"text": 7}', "message_shape"),
        (b'{"button": null}', "message_shape"),
        (b"{}", "message_shape"),
        (b"[]", "message_shape"),
        (b"hola", "message_not_json"),
        (b"", "message_not_json"),
        (b"\xff\xfe", "message_not_json"),
        (b"[" * 20_000, "message_not_json"),
    ],
)
async def test_what_is_no_message_is_refused_in_plain_words(
    client: httpx.AsyncClient, body: bytes, code: str
) -> None:
    answer = await client.post("/chat/messages", content=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM_JSON
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (422, code)
    assert problem["detail"] != code
    assert problem["title"] == "Mensaje no válido"


async def test_the_longest_message_and_strange_signs_are_taken(client: httpx.AsyncClient) -> None:
    assert await _say(client, text="ñ" * 4096)
    assert await _say(client, text="hola 😀 \u202e <script>")


async def test_too_large_a_body_is_not_even_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/chat/messages", content=b" " * (LONGEST_BODY + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "message_too_large")


@pytest.mark.parametrize("path", ["/chat/messages", "/chat/next-day", "/chat/payment"])
async def test_pages_of_others_may_not_write_here(client: httpx.AsyncClient, path: str) -> None:
    for origin in ("https://elsewhere.example.org", "null", "http://chat:8080"):
        answer = await client.post(path, json={"text": "hola"}, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "other_origin")
    own = await client.post("/chat/messages", json={"text": "hola"}, headers={"Origin": "http://chat"})
    assert own.status_code == 200


async def test_an_unknown_supply_has_no_page(client: httpx.AsyncClient) -> None:
    page = await client.get("/chat", params={"supply": "9999999"})
    assert page.status_code == 404
    assert "No hay un suministro con ese número." in page.text
    answer = await client.post("/chat/messages", params={"supply": "9999999"}, json={"text": "hola"})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_page")


async def test_the_two_buttons_of_the_demo_do_what_they_say(
    client: httpx.AsyncClient, controls: Controls
) -> None:
    await client.get("/chat", params={"supply": SUPPLY})
    assert (await client.post("/chat/next-day")).status_code == 204
    assert (await client.post("/chat/payment")).status_code == 204
    assert controls.pressed == ["day", SUPPLY]


async def test_without_a_customer_nobody_can_pay(client: httpx.AsyncClient, controls: Controls) -> None:
    answer = await client.post("/chat/payment")
    assert (answer.status_code, answer.json()["code"]) == (422, "supply_needed")
    answer = await client.post("/chat/payment", params={"supply": "9999999"})
    assert answer.status_code == 404
    assert controls.pressed == []


async def test_without_a_demo_there_are_no_such_buttons(world: ChatWorld) -> None:
    async with _client(world) as client:
        page = await client.get("/chat", params={"supply": SUPPLY})
        assert "Día siguiente" not in page.text
        assert (await client.post("/chat/next-day")).status_code == 404


async def test_the_panel_tells_the_case_and_why_there_is_no_cut(client: httpx.AsyncClient) -> None:
    panel = (await client.get("/chat/panel", params={"supply": SUPPLY})).text
    for part in (
        "lunes 8 de enero de 2024",
        "S/ 182.40",
        "Sin gestión",
        "Aviso amistoso",
        "No está en la cola",
    ):
        assert part in panel
    assert "Falta probar que recibió el último plazo" in panel
    assert (await client.get("/chat/panel")).text.strip() == ""


async def test_the_page_asks_nobody_else_and_runs_no_script_of_others(client: httpx.AsyncClient) -> None:
    page = await client.get("/chat", params={"supply": SUPPLY})
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in page.text.replace("http-equiv", "")
    for name in ("chat.css", "chat.js", "drop.svg"):
        assert f"/chat/assets/{name}" in page.text
        asset = await client.get(f"/chat/assets/{name}")
        assert asset.status_code == 200
        assert b"https:" not in asset.content
    for name in ("chat.html", "..%2Ferrors", "secret"):
        assert (await client.get(f"/chat/assets/{name}")).status_code == 404


async def test_there_is_room_for_so_many_visitors_and_no_more(world: ChatWorld) -> None:
    async with _client(world, visitors=Visitors(most=1)) as client:
        await _say(client, text="hola")
        client.cookies.clear()
        answer = await client.post("/chat/messages", json={"text": "hola"})
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_visitors")


async def test_a_reply_that_could_not_be_rendered_is_left_out(
    client: httpx.AsyncClient, world: ChatWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Message) -> None:
        raise LookupError

    monkeypatch.setattr(world.words, "render", fails)
    assert await _say(client, text="hola") == []


async def test_a_link_opens_the_chat_to_its_supply_once_and_is_not_shown() -> None:
    world = ChatWorld()
    await world.has(behind())
    token = await make(world.services, SUPPLY, actor="staff/ana")
    async with _client(world) as client:
        opened = await client.get("/chat", params={"start": token})
        assert (opened.status_code, opened.headers["location"]) == (303, "/chat")
        said = (await client.get("/chat/messages")).json()["messages"]
        assert [line["text"] for line in said if line["from"] == "me"] == ["/start"]
        assert "¿Quiere recibir por aquí los avisos de su recibo?" in said[-1]["text"]
        assert [button["label"] for button in said[-1]["buttons"]] == ["Sí, por aquí", "No, gracias"]
        [answer] = await _say(client, button="consent")
        assert "ya está anotado" in str(answer["text"])
        await client.get("/chat", params={"start": token})
        again = (await client.get("/chat/messages")).json()["messages"]
        assert "no sirve o ya se usó" in again[-1]["text"]


@pytest.mark.parametrize("token", ["", "x", "a b", "ñ" * 200])
async def test_a_bad_link_is_answered_plainly(client: httpx.AsyncClient, token: str) -> None:
    assert (await client.get("/chat", params={"start": token})).status_code == 303
    said = (await client.get("/chat/messages")).json()["messages"]
    assert "no sirve o ya se usó" in said[-1]["text"]
