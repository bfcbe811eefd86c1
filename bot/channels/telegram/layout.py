"""How a message is laid out: in parts that Telegram takes, with its buttons below the last."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels import cutting

LONGEST = 4096
"""Of one message, in UTF-16 units, as Telegram counts."""
LONGEST_DATA = 64
"""Of what a button carries, in bytes. The library does not look at it."""
ROW_WIDTH = 28


def parts(text: str) -> list[str]:
    """The text in parts that Telegram takes."""
    return cutting.parts(text, LONGEST)


def keyboard(buttons: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup | None:
    """Two short labels side by side, a long one alone. Raises ValueError for a button that carries too much."""
    rows: list[list[InlineKeyboardButton]] = []
    width = 0
    for data, label in buttons:
        if len(data.encode()) > LONGEST_DATA:
            raise ValueError(f"a button carries more than {LONGEST_DATA} bytes")
        beside = bool(rows) and len(rows[-1]) == 1 and width + len(label) <= ROW_WIDTH
        width = len(label)
        button = InlineKeyboardButton(label, callback_data=data)
        if beside:
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None
