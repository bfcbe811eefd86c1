"""Invented customers in the chat: they write and press buttons, and the inbox answers them as it answers anybody."""

from dataclasses import dataclass, field

from bot.worker import Inbox
from caudal.demo.customers import Photo, Press, Prove, TellCode, Turn
from caudal.demo.post import Delivered
from receivables.model.conversation import Conversation, Identity, Inbound, Media
from receivables.model.dialogue.claiming import ALL, ANOTHER_REASON
from receivables.model.dialogue.strong import QUESTION
from receivables.usecases.codes import give
from receivables.usecases.tell import EMBEDDED

DESK = "staff/ventanilla.demo"


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
        text, button = await self._words(address, turn)
        if not (text or button or isinstance(turn, Photo)):
            return
        self.said += 1
        inbound = Inbound(
            id=f"demo-{self.said}",
            channel=EMBEDDED,
            address=address,
            text=text,
            button=button,
            received_at=self.inbox.services.clock.now(),
            media=_media(turn, self.said),
        )
        await self.inbox.settle(inbound)

    async def _chat(self, address: str) -> Conversation:
        async with self.inbox.services.units.reading() as unit:
            return await unit.conversations.get(EMBEDDED, address)

    async def _words(self, address: str, turn: Turn) -> tuple[str, str | None]:
        match turn:
            case Press():
                return self._pressed(address, turn)
            case Prove(text):
                linked = (await self._chat(address)).identity is not Identity.NONE
                return "" if linked else text, None
            case TellCode():
                return await self._code(await self._chat(address)), None
            case Photo():
                return "", None
        return turn.text, None

    async def _code(self, chat: Conversation) -> str:
        """The desk sees the person, and gives them a code for the supply of the chat."""
        if chat.supply_number is None or chat.expecting != QUESTION:
            return ""
        return (await give(self.inbox.services, chat.supply_number, actor=DESK)).code

    def _pressed(self, address: str, turn: Press) -> tuple[str, str | None]:
        shown = (each for each in self.buttons.get(address, ()) if each != ANOTHER_REASON)  # a step back
        offered = [each for each in shown if each.startswith(turn.wanted)]
        if turn.latest:
            offered = [each for each in reversed(offered) if not each.endswith(f":{ALL}")]
        button = next(iter(offered), None)
        return ("", button) if button else (turn.or_say, None)


def _media(turn: Turn, number: int) -> tuple[Media, ...]:
    """A photo that nobody took."""
    if not isinstance(turn, Photo):
        return ()
    return (Media(f"demo-photo-{number}", "image/jpeg", turn.name),)
