"""`/verify`: anybody asks whether a message or a visit is ours; a link of an e-mail proves that it came."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.questions import Questions
from bot.verify import LOOKING_AHEAD, Verify, verify_router
from receivables.adapters.seals import Sealer
from receivables.model.authenticity import link_token
from receivables.model.message import State
from receivables.model.money import Money
from receivables.model.plan import Terms, plan_within
from receivables.usecases.seals import verify_agreement
from receivables.usecases.services import unsigned
from receivables.usecases.suppress import opted_out
from templates.pages.verify import VerifyPages
from tests.receivables.model.test_agreeing import an_agreed
from tests.receivables.usecases.test_authenticity import (
    AT_DOOR,
    CODE,
    KEY,
    a_row,
    an_operator,
    an_order,
    sent,
)
from tests.support.build import a_contact, an_account, monthly_bills
from tests.support.talk import behind
from tests.support.world import World

pytestmark = pytest.mark.anyio
JSON = {"Accept": "application/json"}
LINK = {"code": CODE, "k": link_token(KEY, CODE)}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
SECRET = ("Rosa", "Calle Modelo", "182.40", "0000001", "+51900000001")


@pytest.fixture
async def world() -> World:
    made = World()
    await made.has(behind(), a_contact())
    return made


def application(world: World, questions: Questions | None = None) -> FastAPI:
    """The page alone."""
    app = FastAPI(openapi_url=None)
    pages = VerifyPages("es_PE", world.services.policy)
    app.include_router(verify_router(Verify(world.services, pages, KEY, questions or Questions())))
    return app


@pytest.fixture
async def client(world: World) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=application(world))
    async with httpx.AsyncClient(transport=transport, base_url="http://verify.test") as client:
        yield client


async def state(world: World) -> State:
    """Of the one message."""
    return (await world.row("notice/0000001/friendly_notice/1")).state


async def test_the_bare_page_asks_and_runs_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/verify")
    assert answer.status_code == 200
    assert "Código del mensaje" in answer.text
    assert "Usuario del operario" in answer.text
    assert "Nadie de la empresa recibe dinero" in answer.text
    assert "<script" not in answer.text
    rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "script-src" not in rules
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


async def test_a_code_of_ours_is_told_to_people_and_to_programs(
    client: httpx.AsyncClient, world: World
) -> None:
    await sent(world, a_row(world))
    page = await client.get("/verify", params={"code": "k7qx 3m9p"})
    assert "Sí, es nuestro" in page.text
    assert "08/01/2024 por WhatsApp" in page.text
    assert "aviso amistoso, del suministro terminado en 0001" in page.text
    assert "De lo que avisa, aún hay algo vencido" in page.text
    told = (await client.get("/verify", params={"code": CODE}, headers=JSON)).json()
    says = told.pop("says")
    assert told == {
        "ours": True,
        "code": CODE,
        "channel": "whatsapp",
        "sent_on": "2024-01-08",
        "supply": "...0001",
        "notice": "friendly_notice",
        "current": True,
    }
    assert not [secret for secret in SECRET if secret in page.text + says]


async def test_an_unknown_code_is_shown_and_warned_of(client: httpx.AsyncClient) -> None:
    page = await client.get("/verify", params={"code": '"><script>alert(1)</script>'})
    assert page.status_code == 200
    assert "No lo encontramos" in page.text
    assert "no pague nada" in page.text
    assert "<script" not in page.text
    lured = await client.get("/verify", params={"code": "x. Llame al +51 900 000 999 y pague"})
    assert "999" not in lured.text
    assert "Llame al +51" not in lured.text
    assert "con ese código" in (await client.get("/verify", params={"code": "¿?"})).text
    told = (await client.get("/verify", params={"code": "AAAA-2222"}, headers=JSON)).json()
    assert told["ours"] is False
    assert told["channel"] is None


async def test_a_visit_is_confirmed_by_name_and_order(client: httpx.AsyncClient, world: World) -> None:
    await an_operator(world)
    await an_order(world)
    form = {"operator": "jperez", "order": AT_DOOR}
    page = await client.post("/verify", data=form)
    assert "Sí, viene de nuestra parte" in page.text
    assert "corte" in page.text
    assert "No recibe dinero" in page.text
    assert "Se ordenó el 08/01/2024 y no tiene día fijo" in page.text
    assert not [secret for secret in SECRET if secret in page.text]
    told = (await client.post("/verify", data=form, headers=JSON)).json()
    assert (told["confirmed"], told["kind"], told["state"]) == (True, "cut", "queued")
    assert (told["ordered_at"][:10], told["due_by"]) == ("2024-01-08", None)
    assert (await client.get("/verify", params=form, headers=JSON)).json() == told
    as_typed = {"operator": " J perez ", "order": AT_DOOR.lower().replace("-", " ")}
    assert (await client.post("/verify", data=as_typed, headers=JSON)).json() == told
    wrong = await client.post("/verify", data={**form, "operator": "otro"})
    assert "No lo confirmamos" in wrong.text
    assert (await client.post("/verify", content=b"\xff\xfe=1", headers=JSON)).json()["confirmed"] is False


async def test_too_large_a_form_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.post("/verify", data={"operator": "x" * 5_000, "order": ""})).status_code == 413


async def test_the_link_of_an_email_proves_its_reception(client: httpx.AsyncClient, world: World) -> None:
    await sent(world, a_row(world, channel="correo", address="ana@example.org"))
    assert "Sí, es nuestro" in (await client.get("/verify", params=LINK)).text
    assert await state(world) is State.SERVED
    assert (await client.get("/verify", params=LINK)).status_code == 200


@pytest.mark.parametrize(
    ("method", "headers", "link"),
    [
        ("HEAD", {}, LINK),
        *(("GET", {name: "prefetch"}, LINK) for name in LOOKING_AHEAD),
        ("GET", {"sec-purpose": "prefetch;prerender"}, LINK),
        ("GET", {"purpose": "preview"}, LINK),
        ("GET", {"sec-fetch-dest": "image"}, LINK),
        ("GET", {}, {"code": CODE}),
        ("GET", {}, {**LINK, "k": "0" * 32}),
    ],
)
async def test_a_look_ahead_or_another_link_proves_nothing(
    client: httpx.AsyncClient, world: World, method: str, headers: dict[str, str], link: dict[str, str]
) -> None:
    await sent(world, a_row(world, channel="correo", address="ana@example.org"))
    answer = await client.request(method, "/verify", params=link, headers=headers)
    assert answer.status_code == 200
    assert await state(world) is State.SENT


async def left(world: World) -> bool:
    """Whether the one person wants no more messages."""
    async with world.services.units.reading() as unit:
        return bool(await opted_out(unit, {"doc:1"}))


async def an_email(world: World) -> None:
    """One that went out to them."""
    await sent(world, a_row(world, channel="correo", address="ana@example.org"))


@pytest.mark.parametrize("link", [{"code": CODE}, {"code": CODE, "k": "0" * 32}, {"code": "AAAA-2222"}])
async def test_only_the_link_of_an_email_offers_to_leave(
    client: httpx.AsyncClient, world: World, link: dict[str, str]
) -> None:
    await an_email(world)
    page = (await client.get("/verify", params=LINK)).text
    assert "No quiero más mensajes" in page
    assert f'name="k" value="{LINK["k"]}"' in page
    assert "No quiero más" not in (await client.get("/verify", params=link)).text
    assert not await left(world)


async def test_the_button_of_the_page_and_that_of_mail_programs_end_the_messages(world: World) -> None:
    form = {**LINK, **ONE_CLICK}
    spelled: list[dict[str, Any]] = [
        {"data": form},
        {"params": LINK, "data": ONE_CLICK},
        {"params": LINK, "files": {"List-Unsubscribe": (None, "One-Click")}},
    ]
    for each in spelled:
        one = World()
        await one.has(behind(), a_contact())
        await an_email(one)
        transport = httpx.ASGITransport(app=application(one))
        async with httpx.AsyncClient(transport=transport, base_url="http://verify.test") as client:
            answer = await client.post("/verify", **each)
            assert answer.status_code == 200
            assert "Listo: no le enviaremos más mensajes" in answer.text
            assert "escríbanos ALTA" in answer.text
            assert "<form" in answer.text
            assert await left(one)
            assert "Ya estaba registrado" in (await client.post("/verify", **each)).text
            told = (await client.post("/verify", headers=JSON, **each)).json()
            assert told["left"] is True
            assert not [secret for secret in (*SECRET, "ana@") if secret in answer.text + told["says"]]


@pytest.mark.parametrize(
    ("link", "body"),
    [
        ({"code": CODE}, {"List-Unsubscribe": "One-Click"}),
        ({"code": CODE, "k": "0" * 32}, {"List-Unsubscribe": "One-Click"}),
        ({"code": "AAAA-2222", "k": "0" * 32}, {"List-Unsubscribe": "One-Click"}),
        ({}, {"List-Unsubscribe": "One-Click"}),
    ],
)
async def test_a_wrong_token_ends_nothing_and_tells_nothing(
    client: httpx.AsyncClient, world: World, link: dict[str, str], body: dict[str, str]
) -> None:
    await an_email(world)
    answer = await client.post("/verify", params=link, data=body)
    assert answer.status_code == 404
    assert "Este enlace no sirve" in answer.text
    assert not [told for told in (f'value="{CODE}"', "0001", "aviso", "Ya estaba") if told in answer.text]
    assert (await client.post("/verify", params=link, data=body, headers=JSON)).json()["left"] is False
    assert not await left(world)


@pytest.mark.parametrize(
    "body",
    [
        {"data": {}},
        {"data": {"List-Unsubscribe": "maybe"}},
        {"content": b"List-Unsubscribe=One-Click"},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"\xff\x00", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"files": {"List-Unsubscribe": ("a.txt", b"One-Click")}},
    ],
)
async def test_nobody_leaves_by_anything_else(
    client: httpx.AsyncClient, world: World, body: dict[str, Any]
) -> None:
    await an_email(world)
    assert (await client.post("/verify", params=LINK, **body)).status_code == 200
    assert (await client.head("/verify", params={**LINK, **ONE_CLICK})).status_code == 200
    assert (await client.get("/verify", params={**LINK, **ONE_CLICK})).status_code == 200
    assert not await left(world)


async def test_a_good_link_waits_for_nobody_else_and_guessing_is_bounded(world: World) -> None:
    await an_email(world)
    transport = httpx.ASGITransport(app=application(world, Questions(most=2, seconds=60)))
    async with httpx.AsyncClient(transport=transport, base_url="http://verify.test") as client:
        wrong = {"code": CODE, "k": "0" * 32, **ONE_CLICK}
        assert [(await client.post("/verify", data=wrong)).status_code for _ in range(3)] == [404, 404, 429]
        good = {**LINK, **ONE_CLICK}
        assert [(await client.post("/verify", data=good)).status_code for _ in range(3)] == [200, 200, 429]
    assert await left(world)


async def test_who_asks_too_often_waits(world: World) -> None:
    transport = httpx.ASGITransport(app=application(world, Questions(most=2, seconds=60)))
    async with httpx.AsyncClient(transport=transport, base_url="http://verify.test") as client:
        for _ in range(2):
            assert (await client.get("/verify", params={"code": CODE})).status_code == 200
        refused = await client.get("/verify", params={"code": CODE})
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 30
        assert "demasiadas veces" in refused.text
        assert "default-src 'none'" in refused.headers["content-security-policy"]
        program = await client.post("/verify", data={"operator": "a", "order": "b"}, headers=JSON)
        assert program.status_code == 429
        assert program.json()["title"] == "Demasiadas veces"
        assert program.headers["content-type"] == "application/problem+json"
        assert (await client.get("/verify")).status_code == 200


def test_questions_come_back_with_time_and_each_address_has_its_own() -> None:
    now = [0.0]
    questions = Questions(most=3, seconds=30, ticks=lambda: now[0])
    assert [questions.ask("a") for _ in range(4)] == [0, 0, 0, 10]
    assert questions.ask("b") == 0
    now[0] = 9.5
    assert questions.ask("a") == pytest.approx(0.5)
    now[0] = 10
    assert [questions.ask("a"), questions.ask("a")] == [0, 10]
    now[0] = 1_000
    assert [questions.ask("a") for _ in range(4)] == [0, 0, 0, 10]


def test_the_memory_of_questions_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.questions.MOST_KNOWN", 5)
    questions = Questions(most=1, seconds=60, ticks=lambda: 0.0)
    for number in range(6):
        questions.ask(str(number))
    assert questions.ask("0") == 0
    assert questions.ask("5") > 0


async def test_an_agreement_on_paper_is_confirmed_by_its_number_and_its_seal_together() -> None:
    world = World()
    world.services = replace(world.services, sign=Sealer(lambda: b"a key of this installation"))
    terms = Terms(Money.of("120.00"), Money.of("24.00"), 4, date(2024, 2, 15))
    account = an_account(*monthly_bills(12, unpaid=4))
    ours = an_agreed(account, plan_within(world.services.policy.plan, terms, date(2024, 1, 8)))
    ours = replace(ours, seal=world.services.sign(ours.terms_text))
    async with world.services.units() as unit:
        await unit.agreements.save(ours)
    transport = httpx.ASGITransport(app=application(world))
    async with httpx.AsyncClient(transport=transport, base_url="http://verify.test") as client:

        async def asked(number: str, seal: str) -> dict[str, Any]:
            given = {"agreement": number, "seal": seal}
            return dict((await client.post("/verify", data=given, headers=JSON)).json())

        found = await asked(ours.number.lower(), ours.seal.replace("-", " ").lower())
        assert found["ours"] is True
        assert "está vigente" in found["says"]
        assert not any(secret in found["says"] for secret in (*SECRET, "120.00", "24.00"))
        for number, seal in (
            (ours.number, "0000-0000-0000-0000"),
            ("CV-2024-000002", ours.seal),
            (ours.number, ""),
        ):
            assert (await asked(number, seal))["ours"] is False
        page = await client.post("/verify", data={"agreement": ours.number, "seal": ours.seal})
        assert "Sí, es nuestro" in page.text
        for typed in (
            ours.seal,
            ours.seal.lower().replace("-", " "),
        ):  # where the code of a message is asked for
            page = await client.get("/verify", params={"code": typed})
            assert "Sí, es nuestro" in page.text
            assert ours.number in page.text
        unknown = await client.get("/verify", params={"code": "0000-0000-0000-000A"}, headers=JSON)
        assert unknown.json()["ours"] is False
        assert "papel" in unknown.json()["says"]
    world.services = replace(world.services, sign=unsigned)
    assert (await verify_agreement(world.services, ours.number, "")).ours is False
