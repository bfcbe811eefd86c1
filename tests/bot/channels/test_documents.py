"""A document goes with its message over each real protocol; where it cannot, the text says where to get it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import httpx
import pytest

from bot.channels.attaching import Attaching
from bot.channels.email import EmailChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.twilio import SmsChannel, TwilioAccount, WhatsAppChannel
from bot.chat import Chat
from bot.dispatcher import dispatch_keys
from bot.papers import PaperDoor, papers_router
from caudal.bench.standin import running_stand_in
from receivables.model.message import Message
from receivables.ports import DeliveryUnknown, Paper, Papers, Parcel, Rendered
from receivables.usecases.answer import answer
from receivables.usecases.carriers import Carriers
from receivables.usecases.papers import PaperLinks
from templates.pages.chat import ChatPages
from templates.papers import TypstPapers
from tests.bot.channels.test_email import Post, post_office
from tests.bot.channels.twilio.server import SID, TOKEN, TwilioServer, refused, twilio_server
from tests.support.build import a_policy
from tests.support.chatting import ChatWorld, application
from tests.support.papers import a_statement
from tests.support.talk import renderer
from tests.support.telegram_server import TOKEN as BOT_TOKEN
from tests.support.telegram_server import Fault, TelegramServer, telegram_server

pytestmark = pytest.mark.anyio
PUBLIC = "https://caudal.example.org"
KEY = b"k" * 32
PAPERS = TypstPapers(a_policy())
LINKS = PaperLinks(KEY, "tumbes", PUBLIC)
STATEMENT = a_statement()
PDF = PAPERS.paper(STATEMENT)
WORDS = renderer(a_policy()).render(STATEMENT)
ATTACHING = Attaching(PAPERS, LINKS)
UNFOUND = Attaching(PAPERS, PaperLinks(KEY, "tumbes"))


class Broken:
    """Makes no document."""

    def paper(self, message: Message) -> Paper:
        raise RuntimeError("no room")

    def name(self, message: Message) -> str:
        raise LookupError


BROKEN: Papers = Broken()


def parcel(rendered: Rendered = WORDS, address: str = "42") -> Parcel:
    return Parcel(7, 1, "reply/1/0", address, rendered, message=STATEMENT)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    with telegram_server() as server:
        yield server


@pytest.fixture
async def twilio() -> AsyncIterator[TwilioServer]:
    async with twilio_server() as server:
        yield server


@pytest.fixture
async def account(twilio: TwilioServer) -> AsyncIterator[TwilioAccount]:
    made = TwilioAccount(SID, TOKEN, twilio.url, seconds=0.5)
    yield made
    await made.close()


def test_the_words_know_what_to_say_without_their_document() -> None:
    assert WORDS.paper == "statement"
    assert "Se lo dan impreso en Oficina central de Tumbes" in WORDS.without_paper
    assert renderer(a_policy()).render(Message("thanks")).without_paper == ""


async def test_telegram_uploads_it_with_the_text_below(telegram: TelegramServer) -> None:
    channel = TelegramChannel(BOT_TOKEN, telegram.url, ATTACHING)
    delivery = await channel.send(parcel())
    await channel.close()
    assert [method for method, _ in telegram.calls] == ["sendDocument"]
    assert telegram.documents() == [(PDF.name, PDF.content)]
    assert telegram.texts() == [WORDS.text]
    assert telegram.buttons() == [button.id for button in STATEMENT.buttons]
    assert delivery.provider_id == "42:1"


async def test_a_text_too_long_for_a_caption_goes_before_it(telegram: TelegramServer) -> None:
    channel = TelegramChannel(BOT_TOKEN, telegram.url, ATTACHING)
    turns: list[int] = []

    async def turn() -> None:
        turns.append(1)

    long = Rendered("x" * 1_025, WORDS.buttons, paper="statement")
    await channel.send(Parcel(7, 1, "k", "42", long, message=STATEMENT, turn=turn))
    await channel.close()
    assert [method for method, _ in telegram.calls] == ["sendMessage", "sendDocument"]
    assert telegram.texts() == ["x" * 1_025, ""]
    assert turns == [1]


async def test_a_document_that_telegram_refuses_does_not_lose_its_text(telegram: TelegramServer) -> None:
    telegram.fails("sendDocument", Fault(400, "Bad Request: wrong file"))
    channel = TelegramChannel(BOT_TOKEN, telegram.url, ATTACHING)
    await channel.send(parcel())
    await channel.close()
    assert telegram.texts() == [f"{WORDS.text}\n\n{WORDS.without_paper}"]


@pytest.mark.parametrize("attaching", [Attaching(BROKEN), None])
async def test_a_document_that_cannot_be_made_does_not_lose_its_text(
    telegram: TelegramServer, attaching: Attaching | None
) -> None:
    channel = TelegramChannel(BOT_TOKEN, telegram.url, attaching)
    await channel.send(parcel())
    await channel.close()
    assert telegram.texts() == [f"{WORDS.text}\n\n{WORDS.without_paper}"]


async def test_whatsapp_is_told_the_link_after_the_text(twilio: TwilioServer, account: TwilioAccount) -> None:
    channel = WhatsAppChannel(account, "+51900000001", PUBLIC, attaching=ATTACHING)
    delivery = await channel.send(parcel(address="+51900000042"))
    text, document = twilio.created()
    assert WORDS.text in text["Body"]
    assert "o=7" in text["StatusCallback"]
    assert document["MediaUrl"] == LINKS.url(7)
    assert "StatusCallback" not in document
    assert "Body" not in document
    assert delivery.segments == 2
    assert delivery.provider_id == f"SM{1:032d}"


async def test_a_document_that_twilio_refuses_leaves_the_text_sent(
    twilio: TwilioServer, account: TwilioAccount
) -> None:
    channel = WhatsAppChannel(account, "+51900000001", PUBLIC, attaching=ATTACHING)
    twilio.handlers.append(lambda call: refused(400, 21620) if "MediaUrl" in call.form else None)
    with pytest.raises(DeliveryUnknown, match="sent in part"):
        await channel.send(parcel(address="+51900000042"))
    assert WORDS.text in twilio.created()[0]["Body"]


async def test_without_an_address_of_ours_the_text_tells_of_the_office(
    twilio: TwilioServer, account: TwilioAccount
) -> None:
    for channel in (
        WhatsAppChannel(account, "+51900000001", None, attaching=UNFOUND),
        WhatsAppChannel(account, "+51900000001", None),
        SmsChannel(account, "+51900000002", None, UNFOUND),
    ):
        await channel.send(parcel(address="+51900000042"))
    assert all("Se lo dan impreso en" in form["Body"] for form in twilio.created())
    assert [form for form in twilio.created() if "MediaUrl" in form] == []


async def test_an_sms_holds_the_link(twilio: TwilioServer, account: TwilioAccount) -> None:
    await SmsChannel(account, "+51900000002", PUBLIC, ATTACHING).send(parcel(address="+51900000042"))
    [form] = twilio.created()
    assert LINKS.url(7) in form["Body"]
    assert "impreso" not in form["Body"]


async def test_an_email_has_it_attached() -> None:
    post = Post()
    async with post_office(post) as port:
        url = f"smtp://127.0.0.1:{port}?from=cobranza@example.org"
        await EmailChannel(url, "Agua Tumbes", attaching=ATTACHING).send(parcel(address="ana@example.org"))
        await EmailChannel(url, "Agua Tumbes", attaching=Attaching(BROKEN)).send(
            parcel(address="ana@example.org")
        )
    whole, bare = (message_from_bytes(raw, policy=policy.default) for raw in post.raw)
    [attached] = list(whole.iter_attachments())
    assert attached.get_filename() == PDF.name
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_payload(decode=True) == PDF.content
    body = whole.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == WORDS.text.split()
    text = bare.get_body(("plain",))
    assert text is not None
    assert "impreso en" in text.get_content()


async def test_the_stand_ins_of_the_bench_take_documents(tmp_path: Path) -> None:
    with running_stand_in(tmp_path / "log") as stand_in:
        channel = TelegramChannel(BOT_TOKEN, stand_in.url, ATTACHING)
        await channel.send(parcel())
        await channel.close()
        account = TwilioAccount(SID, TOKEN, stand_in.url)
        whatsapp = WhatsAppChannel(account, "+51900000001", PUBLIC, attaching=ATTACHING)
        await whatsapp.send(parcel(address="+51900000042"))
        await account.close()
        sent = stand_in.sendings()
    assert [each.accepted for each in sent] == [True, True, True]
    assert sent[0].text == WORDS.text
    assert sent[2].text == LINKS.url(7)


async def test_the_chat_links_to_it_and_the_link_opens() -> None:
    world = await ChatWorld.with_customer()
    policy_ = world.services.policy
    door = PaperDoor(world.services, TypstPapers(policy_), PaperLinks(KEY, policy_.utility))
    app = application(Chat(world.inbox, ChatPages("es_PE", policy_), papers=door))
    app.include_router(papers_router(door))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chat") as client:
        await client.post("/chat/messages", json={"text": "suministro 0000001 recibo R-2023-12"})
        answer = await client.post("/chat/messages", json={"button": "statement"})
        [said] = answer.json()["messages"]
        assert said["document"]["name"] == "estado-de-cuenta-2024-01-08.pdf"
        lines = (await client.get("/chat/messages")).json()["messages"]
        assert [line["document"] for line in lines if "document" in line] == [said["document"]]
        opened = await client.get(said["document"]["url"])
        assert opened.status_code == 200
        assert opened.content.startswith(b"%PDF-")


async def test_a_whole_conversation_brings_the_statement_on_telegram(telegram: TelegramServer) -> None:
    world = await ChatWorld.with_customer()
    channel = TelegramChannel(BOT_TOKEN, telegram.url, ATTACHING)
    world.carriers = Carriers(proactive={}, replies={"telegram": channel})
    for said, button in (("suministro 0000001 recibo R-2023-12", None), ("", "statement")):
        inbound = replace(world.message(said, button), channel="telegram", address="42")
        keys = await answer(world.services, inbound)
        await dispatch_keys(world.services, world.carriers, world.renderer, keys)
    await asyncio.to_thread(telegram.wait_for, 2)
    await channel.close()
    [(name, content)] = telegram.documents()
    assert name.startswith("estado-de-cuenta-")
    assert content.startswith(b"%PDF-")
