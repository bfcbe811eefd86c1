"""Buttons as numbered lines, on channels that have no buttons: which one a bare number picks."""

import re
from collections.abc import Collection, Sequence

from receivables.model.message import Button

CHANNELS: Collection[str] = frozenset({"whatsapp", "sms"})
"""Where buttons may arrive as "1. Ver mi deuda"."""
ASKED_FOR_NUMBERS: Collection[str] = frozenset({"supply", "proof", "down_payment"})
"""Questions that a number answers: there it is a supply, a total or an amount, and never a line."""

_PICK = re.compile(r"(?:opci[oó]n|la|el)?\s*(\d{1,2})\s*[.)\-]?", re.IGNORECASE)
_KEYCAP = str.maketrans("", "", "\ufe0f\u20e3")
"""What makes a digit a keycap sign."""


def picked(text: str, offered: Sequence[Button], expecting: str | None) -> str | None:
    """The id of the button that the number stands for; None when the text is to be read as it is.

    Asked for a count of instalments, the offered count itself is what a number says, and not its line.
    """
    found = _PICK.fullmatch(text.translate(_KEYCAP).strip())
    if found is None or expecting in ASKED_FOR_NUMBERS:
        return None
    number = int(found[1])
    if expecting == "plan" and any(button.id == f"plan:{number}" for button in offered):
        return None
    return offered[number - 1].id if 1 <= number <= len(offered) else None
