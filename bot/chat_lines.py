"""The lines of an embedded chat as its page shows them and as its programs read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.papers import PaperDoor
from receivables.model.conversation import Inbound
from receivables.model.invitation import without_token
from receivables.model.message import Button, OutboxRow
from receivables.ports import Renderer
from receivables.usecases.show import Line
from templates.pages.chat import Bubble, Document

STAFF = "staff"
"""The key of what a person of the staff wrote."""
MOST_SIZES = 500


@dataclass(slots=True)
class Teller:
    """`sizes`: of documents, by the number of their message, so that each is made once to be measured."""

    renderer: Renderer
    papers: PaperDoor | None = None
    sizes: dict[int, int] = field(default_factory=dict)

    async def bubbles(self, lines: Iterable[Line]) -> list[Bubble]:
        """What was said, in order. What somebody wrote is in the language in which it was answered."""
        told: list[Bubble] = []
        for line in lines:
            if line.row is not None:
                told.append(await self.bubble(line.row, line))
                if told[-1].lang and len(told) > 1 and told[-2].who == "me":
                    told[-2] = replace(told[-2], lang=told[-1].lang)
            elif line.inbound is not None:
                told.append(_own(line, line.inbound))
        return told

    async def bubble(self, row: OutboxRow, line: Line) -> Bubble:
        """One message of ours."""
        return Bubble(
            id=line.key,
            who=STAFF if row.message.key == STAFF else "bot",
            at=line.at,
            text=row.text or "",
            buttons=self._buttons(row),
            lang=row.message.locale.replace("_", "-"),
            document=await self._document(row),
        )

    def label(self, button: Button) -> str:
        """What a button says, in the utility's language."""
        return self.renderer.label(button)

    def _buttons(self, row: OutboxRow) -> tuple[tuple[str, str], ...]:
        """Ids with labels, in the language of the message."""
        offered = row.message.buttons
        if offered and row.message.locale:
            try:
                return self.renderer.render(row.message).buttons
            except Exception:  # what it was made of has been erased since: a template can raise anything
                return tuple((each.id, self.label(each)) for each in offered)
        return tuple((each.id, self.label(each)) for each in offered)

    async def _document(self, row: OutboxRow) -> Document | None:
        if self.papers is None or row.id is None or (shown := self.papers.shown(row)) is None:
            return None
        if row.id not in self.sizes:
            try:
                paper = await self.papers.shelf.paper(row)
            except LookupError:
                return None
            while len(self.sizes) >= MOST_SIZES:
                self.sizes.pop(next(iter(self.sizes)))
            self.sizes[row.id] = len(paper.content)
        return Document(shown["name"], shown["url"], self.sizes[row.id])


def reply(bubble: Bubble) -> dict[str, object]:
    """One reply as JSON has it (surfaces.md); `document` and `lang` only where there is any."""
    said: dict[str, object] = {
        "text": bubble.text,
        "buttons": [{"id": id, "label": label} for id, label in bubble.buttons],
    }
    if bubble.lang:
        said["lang"] = bubble.lang
    if bubble.document is not None:
        document = bubble.document
        said["document"] = {"name": document.name, "url": document.url, "size": document.size}
    return said


def line(bubble: Bubble) -> dict[str, object]:
    """One line of the transcript as JSON has it."""
    mine = bubble.who == "me"
    about = {"id": bubble.id, "from": "me" if mine else "bot", "at": bubble.at.isoformat()}
    if not mine:
        return {**about, **reply(bubble)}
    files = [{"name": f.name, "content_type": f.content_type, "size": f.size} for f in bubble.files]
    return {**about, "text": bubble.text, **({"files": files} if files else {})}


def after(bubbles: Sequence[Bubble], known: str) -> int:
    """Where the lines begin that come after the one with that id; 0 when it is not known."""
    return next((place + 1 for place, each in enumerate(bubbles) if each.id == known), 0)


def _own(line: Line, inbound: Inbound) -> Bubble:
    """What the person wrote, as the page shows it."""
    return Bubble(line.key, "me", line.at, without_token(inbound.text), files=inbound.media)
