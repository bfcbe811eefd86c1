"""Who may not be written to, for whatever cause: one list that every sender reads (I-6, I-7).

Subjects are persons (`doc:`, `tel:`, `mail:`, `chat:`) and addresses (`addr:`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ADDRESS = "addr:"
LINE = "chat:"


class Cause(StrEnum):
    """Why. Only the person undoes `OPTED_OUT`; a desk may lift the others, with its reason."""

    OPTED_OUT = "opted_out"
    WRONG_PERSON = "wrong_person"
    DECEASED = "deceased"
    BLOCKED = "blocked"
    INVALID = "invalid"


def takes_the_place(new: Cause, known: Cause, subject: str) -> bool:
    """Whether a cause counts instead of the one for which a subject is closed already.

    A person's own wish does, but not of a wrong person: whoever says BAJA or ALTA at an address that is not the
    customer's speaks for nobody (I-7). An address told to be another's stays so, whatever was wished there before.
    """
    if new is known or known is Cause.WRONG_PERSON:
        return False
    return new is Cause.OPTED_OUT or (new is Cause.WRONG_PERSON and subject.startswith(ADDRESS))


@dataclass(frozen=True, slots=True)
class Suppression:
    """One subject with its cause; `source` is the channel, the file or the member of staff that told.

    `lifted_why`: the words of whoever opened it again, which can be erased.
    """

    subject: str
    cause: Cause
    at: datetime
    source: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None


def of_address(address: str) -> str:
    """The subject that an address is."""
    return f"{ADDRESS}{address}"


def of_line(channel: str, address: str) -> str:
    """The subject that an address is on one channel alone: the same as the chat there."""
    return f"{LINE}{channel}:{address}"


def line_of(subject: str) -> tuple[str, str] | None:
    """The channel and the address of a subject that is a line; None for any other."""
    channel, _, address = subject.removeprefix(LINE).partition(":")
    return (channel, address) if subject.startswith(LINE) and address else None
