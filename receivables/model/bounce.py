"""An e-mail that came back, or that its reader complained about, as far as it can be believed."""

from dataclasses import dataclass
from enum import StrEnum


class BounceKind(StrEnum):
    """Whether the address is wrong for good, only now, or its reader does not want us."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


BAD_ADDRESS = "5.1."
"""The class of status that says of the address itself that nobody is there (RFC 3463); 5.0.0 says nothing."""
BAD_SENDER = ("5.1.7", "5.1.8")
"""Of the same class, and about our own address."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """`status`: the enhanced status of the report ("5.1.1"), "" without one. `message_ids`: of the mail that came back.

    `text`: what the report quotes of it, where our own code may stand.
    """

    kind: BounceKind
    status: str
    message_ids: tuple[str, ...]
    text: str

    @property
    def code(self) -> str:
        """As the table of codes has it (provider `smtp`).

        Anybody can write a bounce: it may close the one address that it is about, and never halt a channel.
        """
        return "complaint" if self.kind is BounceKind.COMPLAINT else f"bounce.{self.kind}"


def kind_of(status: str) -> BounceKind:
    """By the enhanced status: a full box, a policy, a route or our own address may be mended; a wrong one, never."""
    bad = status.startswith(BAD_ADDRESS) and status not in BAD_SENDER
    return BounceKind.HARD if bad else BounceKind.SOFT
