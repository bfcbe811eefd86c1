"""One conversation of the story, as the customer saw it: out of the outbox and the messages received."""

from collections.abc import Sequence
from datetime import datetime

from caudal.demo.report import Line
from receivables.model.message import Kind, OutboxRow
from receivables.ports import Renderer
from receivables.usecases import show
from receivables.usecases.services import Services
from receivables.usecases.tell import EMBEDDED

FEWEST, MOST = 6, 14


async def conversation(
    services: Services, renderer: Renderer, chats: Sequence[tuple[str, str]]
) -> tuple[str, tuple[Line, ...]]:
    """Of those chats (supply, address) the first that goes from a notice to a receipt and is not too long."""
    for supply, address in chats:
        lines = await show.transcript(services, EMBEDDED, address)
        part = _until_receipt(lines)
        if FEWEST <= len(part) <= MOST and part[0].row is not None and part[0].row.kind is Kind.NOTICE:
            return supply, _lines(part, renderer, services)
    return "", ()


def _until_receipt(lines: Sequence[show.Line]) -> Sequence[show.Line]:
    """Up to the first receipt; nothing when there is none."""
    for place, line in enumerate(lines):
        if line.row is not None and line.row.kind is Kind.RECEIPT:
            return lines[: place + 1]
    return ()


def _lines(part: Sequence[show.Line], renderer: Renderer, services: Services) -> tuple[Line, ...]:
    labels: dict[str, str] = {}
    told = []
    for line in part:
        at = services.policy.local(line.at)
        if line.row is not None:
            ours = _ours(line.row, at, renderer)
            labels |= dict(zip((b.id for b in line.row.message.buttons), ours.buttons, strict=True))
            told.append(ours)
        elif line.inbound is not None:
            pressed = line.inbound.button
            told.append(Line("customer", at, labels.get(pressed, pressed) if pressed else line.inbound.text))
    return tuple(told)


def _ours(row: OutboxRow, at: datetime, renderer: Renderer) -> Line:
    buttons = tuple(renderer.label(button) for button in row.message.buttons)
    return Line("caudal", at, row.text or "", buttons)
