"""Words that may not stay readable: a one-time code is told once, and stands nowhere before or after (I-26)."""

from collections.abc import Callable
from dataclasses import replace

from receivables.model.message import OPEN_STATES, Message, OutboxRow, State

HIDDEN = "••••••"
SECRETS = {"one_time_code": "otp"}
"""By the key of a message, the value of it that nobody may read: a ticket until it goes, dots afterwards."""


def with_secret(message: Message, opened: Callable[[str], str]) -> Message:
    """The message as it is put into words. `opened`: gives what a ticket stands for."""
    name = SECRETS.get(message.key)
    if name is None:
        return message
    return replace(message, values={**message.values, name: opened(str(message.values[name]))})


def without_secret(row: OutboxRow) -> OutboxRow:
    """The row as it may be kept: its words never, and its secret only while it has to be put into words yet.

    A row that lost its secret cannot go any more.
    """
    name = SECRETS.get(row.message.key)
    if name is None:
        return row
    text = None if row.text is None else HIDDEN
    if row.state is State.PENDING and row.message.values.get(name) == HIDDEN:
        return replace(row, text=text, state=State.EXPIRED)
    if row.state in OPEN_STATES:
        return replace(row, text=text)
    told = row.message
    values = {**told.values, name: HIDDEN}
    return replace(row, text=text, message=Message(told.key, values, told.buttons, told.paper, told.locale))
