"""The link to a document: whoever holds it gets the document for seven days, and anything else is 404."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.papers import PaperDoor, papers_router
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.usecases.papers import OPEN_FOR, PaperLinks
from templates.papers import TypstPapers
from tests.support.chatting import ChatWorld
from tests.support.papers import a_statement

pytestmark = pytest.mark.anyio
KEY = b"k" * 32


class House:
    """A world where one statement was sent, and its door."""

    def __init__(self, world: ChatWorld) -> None:
        self.world = world
        self.links = PaperLinks(KEY, world.services.policy.utility, "https://caudal.example.org/")
        door = PaperDoor(world.services, TypstPapers(world.services.policy), self.links)
        app = FastAPI(openapi_url=None)
        app.include_router(papers_router(door))
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://bot"
        )

    async def sent(self, message: Message, state: State = State.SENT) -> int:
        """That message was sent just now; its number."""
        async with self.world.services.units() as unit:
            now = self.world.now
            row = OutboxRow(
                f"reply/p{state}{message.paper}/0",
                Kind.REPLY,
                message,
                now,
                now,
                channel="chat",
                address="+51900000001",
                state=state,
                sent_at=now,
            )
            await unit.outbox.add([row])
            kept = await unit.outbox.get(row.key)
            await unit.outbox.save([replace(row, id=kept.id if kept else None)])
        assert kept is not None
        assert kept.id is not None
        return kept.id


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = House(await ChatWorld.with_customer())
    yield made
    await made.client.aclose()


async def test_the_link_opens_the_document(house: House) -> None:
    number = await house.sent(a_statement())
    answer = await house.client.get(house.links.path(number))
    assert answer.status_code == 200
    assert answer.content == TypstPapers(house.world.services.policy).paper(a_statement()).content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"] == 'inline; filename="estado-de-cuenta-2024-01-08.pdf"'
    assert house.links.url(number) == f"https://caudal.example.org{house.links.path(number)}"


async def test_it_opens_for_seven_days(house: House) -> None:
    number = await house.sent(a_statement())
    house.world.clock.move(OPEN_FOR - timedelta(seconds=1))
    assert (await house.client.get(house.links.path(number))).status_code == 200
    house.world.clock.move(timedelta(seconds=1))
    assert (await house.client.get(house.links.path(number))).status_code == 404


async def test_anything_wrong_is_404_and_says_nothing_more(house: House) -> None:
    number = await house.sent(a_statement())
    plain = await house.sent(Message("debt_none", a_statement().values))
    waiting = await house.sent(a_statement(), State.PENDING)
    erased = await house.sent(Message("statement", {}, paper="statement"), State.SERVED)
    token = house.links.path(number).rsplit("/", 1)[1]
    other = PaperLinks(b"x" * 32, "tumbes").path(number)
    elsewhere = PaperLinks(KEY, "moyobamba").path(number)
    wrong = [
        *(
            f"/papers/{number}/{token[:-1]}",
            f"/papers/{number}/{token}0",
            f"/papers/{number}/{token.upper()}",
        ),
        *(
            f"/papers/{number + 1}/{token}",
            f"/papers/0{number}x/{token}",
            f"/papers/-1/{token}",
            other,
            elsewhere,
        ),
        *(f"/papers/{'9' * 19}/{token}", f"/papers/{'9' * 400}/{token}", f"/papers/{number}/ñ"),
        *(house.links.path(each) for each in (plain, waiting, erased, number + 40, 0, 2**63)),
    ]
    for path in wrong:
        answer = await house.client.get(path)
        assert answer.status_code == 404, path
        assert "estado" not in answer.text


def test_without_an_address_of_ours_there_is_no_link_for_the_world() -> None:
    assert PaperLinks(KEY, "tumbes").url(7) == ""
    assert PaperLinks(KEY, "tumbes", "https://caudal.example.org").url(0) == ""
