"""Invented customers in the chat: they write and press buttons, and the inbox answers them as it answers anybody."""

from dataclasses import dataclass, field

from bot.worker import Inbox
from caudal.demo.customers import Press, Prove, Turn
from caudal.demo.post import Delivered
from receivables.model.conversation import Identity, Inbound
from receivables.usecases.tell import EMBEDDED


@dataclass(slots=True)
class Talk:
    """The chats of the story. `buttons`: those of the latest message before each customer's eyes, by address."""

    inbox: Inbox
    said: int = 0
    buttons: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def seen(self, delivered: Delivered) -> None:
        """Note what a customer could press now."""
        self.buttons[delivered.address] = tuple(button for button, _ in delivered.rendered.buttons)

    async def take(self, address: str, turn: Turn) -> None:
        """Say or press, and be answered at once."""
        if isinstance(turn, Prove) and await self._linked(address):
            return
        self.said += 1
        text, button = self._words(address, turn)
        inbound = Inbound(
            id=f"demo-{self.said}",
            channel=EMBEDDED,
            address=address,
            text=text,
            button=button,
            received_at=self.inbox.services.clock.now(),
        )
        await self.inbox.settle(inbound)

    async def _linked(self, address: str) -> bool:
        async with self.inbox.services.units.reading() as unit:
            chat = await unit.conversations.get(EMBEDDED, address)
        return chat.identity is not Identity.NONE

    def _words(self, address: str, turn: Turn) -> tuple[str, str | None]:
        if not isinstance(turn, Press):
            return turn.text, None
        offered = (each for each in self.buttons.get(address, ()) if each.startswith(turn.wanted))
        button = next(offered, None)
        return ("", button) if button else (turn.or_say, None)
