"""The link to a document: whoever holds it gets the document for two days, and anything else is 404."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from bot.papers import PaperDoor, papers_router
from bot.questions import Questions
from receivables.model.message import Kind, Message, OutboxRow, State
from receivables.ports import Paper
from receivables.usecases.papers import OPEN_FOR, PaperLinks, Shelf
from templates.pages.paper import PaperPages
from templates.papers import TypstPapers
from tests.support.bilingual import BOTH
from tests.support.chatting import ChatWorld
from tests.support.papers import a_schedule, a_statement

pytestmark = pytest.mark.anyio
KEY = b"k" * 32
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MOST = 5


class CountedPapers(TypstPapers):
    """Counts what it makes."""

    made = 0

    def paper(self, message: Message) -> Paper:
        """The document; one more."""
        self.made += 1
        return super().paper(message)


class House:
    """A world where one statement was sent, and its door."""

    def __init__(self, world: ChatWorld) -> None:
        self.world = world
        self.links = PaperLinks(KEY, world.services.policy.utility, "https://caudal.example.org/")
        self.papers = CountedPapers(world.services.policy)
        pages = PaperPages("es_PE", world.services.policy, BOTH)
        door = PaperDoor(world.services, self.papers, self.links, Questions(most=MOST, seconds=60), pages)
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


async def test_it_opens_for_two_days(house: House) -> None:
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


async def test_a_document_is_made_once_however_often_it_is_asked_for(house: House) -> None:
    number = await house.sent(a_statement())
    asked = [house.client.get(house.links.path(number)) for _ in range(MOST)]
    answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert house.papers.made == 1


async def test_what_was_erased_does_not_lie_ready_either(house: House) -> None:
    number = await house.sent(a_statement())
    assert (await house.client.get(house.links.path(number))).status_code == 200
    async with house.world.services.units() as unit:
        row = (await unit.outbox.numbered([number]))[number]
        await unit.outbox.save([replace(row, message=Message("statement", {}, paper="statement"))])
    assert (await house.client.get(house.links.path(number))).status_code == 404


async def test_a_link_that_is_opened_again_and_again_keeps_none_of_the_others_waiting(house: House) -> None:
    number, other = await house.sent(a_statement()), await house.sent(a_schedule())
    path = house.links.path(number)
    for _ in range(MOST):
        assert (await house.client.get(path)).status_code == 200
    refused = await house.client.get(path)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_openings")
    assert int(refused.headers["retry-after"]) <= 60
    zeros = path.replace(f"/{number}/", f"/00{number}/")
    assert (await house.client.get(zeros)).status_code == 429
    assert (await house.client.get(house.links.path(other))).status_code == 200


async def test_a_wrong_link_costs_its_owner_nothing(house: House) -> None:
    number = await house.sent(a_statement())
    for _ in range(2 * MOST):
        assert (await house.client.get(f"/papers/{number}/{'0' * 32}")).status_code == 404
    assert (await house.client.get(house.links.path(number))).status_code == 200


async def test_a_browser_shows_a_page_in_the_place_of_a_document(house: House) -> None:
    number = await house.sent(a_statement())
    path = house.links.path(number)
    for wrong in (f"/papers/{number}/{'0' * 32}", f"/papers/{number}", "/papers/", path[:-1]):
        page = await house.client.get(wrong, headers=BROWSER)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "Este enlace no abre" in page.text
        assert "sirve 2 días" in page.text
        assert page.headers["cache-control"] == "private, no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        told = await house.client.get(wrong)
        assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
    english = await house.client.get("/papers/1", headers={**BROWSER, "Accept-Language": "en"})
    assert '<html lang="en">' in english.text
    assert "This link does not open" in english.text
    assert (await house.client.get(path, headers=BROWSER)).headers["content-type"] == "application/pdf"


async def test_a_browser_is_told_how_long_to_wait(house: House) -> None:
    path = house.links.path(await house.sent(a_statement()))
    for _ in range(MOST):
        await house.client.get(path, headers=BROWSER)
    page = await house.client.get(path, headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert "Espere un momento" in page.text
    assert "Intente de nuevo en 1 min, por favor." in page.text
    assert 0 < int(page.headers["retry-after"]) <= 60


async def test_who_asks_for_much_has_one_place_in_the_order() -> None:
    made: list[str | None] = []

    class Slow:
        """Notes for whom it makes what."""

        def name(self, message: Message) -> str:
            """Never asked for."""
            raise NotImplementedError

        def paper(self, message: Message) -> Paper:
            """A document of nothing."""
            made.append(str(message.values["whose"]))
            return Paper("x.pdf", "application/pdf", b"")

    def row(id: int, whose: str) -> OutboxRow:
        now = datetime(2024, 1, 8, tzinfo=UTC)
        message = Message("statement", {"whose": whose}, paper="statement")
        return OutboxRow(str(id), Kind.REPLY, message, now, now, channel="chat", address=whose, id=id)

    shelf = Shelf(Slow())
    asked = [shelf.paper(row(id, "greedy")) for id in range(6)]
    await asyncio.gather(*asked, shelf.paper(row(9, "other")))
    assert made.index("other") == 1
    assert len(made) == 7


async def test_the_shelf_forgets_what_was_asked_for_longest_ago(house: House) -> None:
    shelf = Shelf(house.papers, most=1)
    now = house.world.now
    first, second = (OutboxRow(str(id), Kind.REPLY, a_schedule(), now, now, id=id) for id in (1, 2))
    for row in (first, first, second, first):
        await shelf.paper(row)
    assert house.papers.made == 3


def test_without_an_address_of_ours_there_is_no_link_for_the_world() -> None:
    assert PaperLinks(KEY, "tumbes").url(7) == ""
    assert PaperLinks(KEY, "tumbes", "https://caudal.example.org").url(0) == ""
