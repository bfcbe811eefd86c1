"""What a status callback means for a message, in whatever order and however often callbacks come.

The state of a row is the truth as far as anybody knows it: what was received stays received, what the provider took is
sent again only when the provider says that it failed, and the first ending told of an attempt is its only one.
"""

from collections.abc import Collection
from enum import StrEnum

from receivables.model.message import OutboxRow, State
from receivables.model.sending import Callback, Told

TAKEN = (State.SENDING, State.SENT, State.UNKNOWN)
"""The states in which the latest attempt may be with the provider."""
RECEIVED = (Told.DELIVERED, Told.READ)
ENDINGS = (*RECEIVED, Told.FAILED)


class Meaning(StrEnum):
    """What is to be done about it."""

    NOTHING = "nothing"
    TAKEN = "taken"
    RECEIVED = "received"
    FAILED = "failed"


def needs_earlier(row: OutboxRow, callback: Callback) -> bool:
    """Whether it takes the earlier callbacks to tell; almost none does."""
    if row.state is State.SERVED:
        return False
    plain = row.state in TAKEN and callback.attempt == row.attempt and callback.told is not Told.FAILED
    return not plain


def meaning(row: OutboxRow, callback: Callback, earlier: Collection[Callback]) -> Meaning:
    """What a callback means now. `earlier`: those about the same row that came in before it, applied or not.

    One of an older attempt counts only if it proves reception. One that says "sent" of a message that we believed
    unsent (a person said so, or our side fell over) is right, unless the provider had told its failure before.
    """
    if row.state is State.SERVED:
        return Meaning.NOTHING
    known = {each.told for each in earlier if each.attempt == callback.attempt}
    if callback.told in RECEIVED:
        contradicts = callback.told is Told.DELIVERED and Told.FAILED in known
        return Meaning.NOTHING if contradicts else Meaning.RECEIVED
    if callback.attempt != row.attempt:
        return Meaning.NOTHING
    if callback.told is Told.FAILED:
        open_yet = row.state in TAKEN and known.isdisjoint(ENDINGS)
        return Meaning.FAILED if open_yet else Meaning.NOTHING
    if row.state is State.SENT or Told.FAILED in known:
        return Meaning.NOTHING
    return Meaning.TAKEN
