"""A customer of a small world who chats: through the use cases, with the real words."""

from dataclasses import replace

from fastapi import FastAPI

from bot.channels.embedded import EmbeddedChannel
from bot.chat import Chat, chat_router
from bot.worker import Inbox
from receivables.model.account import Account
from receivables.model.conversation import Conversation, Inbound
from receivables.model.message import OutboxRow
from receivables.ports import Units
from receivables.usecases.answer import answer
from receivables.usecases.carriers import Carriers
from templates.languages import Languages
from tests.support.build import PHONE, a_contact
from tests.support.talk import behind
from tests.support.world import World


class ChatWorld(World):
    """One customer who owes four bills of S/ 45.60, a chat, and the embedded channel for everything."""

    def __init__(self, moment: str = "2024-01-08 10:00", units: Units | None = None) -> None:
        super().__init__(moment, units)
        self.words = Languages(self.services.policy, reviewed=lambda: ("es_PE",), opened=self.codes.code_of)
        self.renderer = self.words  # type: ignore[assignment]
        embedded = EmbeddedChannel()
        self.carriers = Carriers(
            proactive=dict.fromkeys(("whatsapp", "telegram", "sms"), embedded), replies={"chat": embedded}
        )
        self.inbox = Inbox(self.services, self.carriers, self.words)
        self.count = 0

    @classmethod
    async def with_customer(cls, account: Account | None = None, units: Units | None = None) -> "ChatWorld":
        """The world, loaded."""
        world = cls(units=units)
        await world.has(account or behind(), a_contact(), replace(a_contact("sms"), origin="recibo"))
        return world

    def message(self, text: str = "", button: str | None = None, address: str = PHONE) -> Inbound:
        """A message as a channel would hand it over."""
        self.count += 1
        return Inbound(f"chat:{self.count}", "chat", address, text, button, self.now)

    async def says(self, text: str = "", button: str | None = None, address: str = PHONE) -> list[str]:
        """The person writes; the keys of the messages that answer."""
        return await self.said(await answer(self.services, self.message(text, button, address)))

    async def proves(self) -> None:
        """The person proves who they are."""
        await self.says("suministro 0000001 recibo R-2023-12")

    async def said(self, keys: tuple[str, ...]) -> list[str]:
        """What those rows of the outbox say."""
        return [row.message.key for row in await self.rows(keys)]

    async def rows(self, keys: tuple[str, ...]) -> list[OutboxRow]:
        """Those rows of the outbox."""
        async with self.services.units.reading() as unit:
            return [row for key in keys if (row := await unit.outbox.get(key)) is not None]

    async def chat(self, address: str = PHONE) -> Conversation:
        """The chat as it is kept."""
        async with self.services.units.reading() as unit:
            return await unit.conversations.get("chat", address)


def application(chat: Chat) -> FastAPI:
    """The embedded chat alone, as an application."""
    app = FastAPI(openapi_url=None)
    app.include_router(chat_router(chat))
    return app
