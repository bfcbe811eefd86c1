"""What a provider's error code asks of us (rules.md, b). The codes are a data table; an unknown one is told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from receivables.model.suppression import Cause

OF_THE_ACCOUNT: Mapping[str, tuple[int, ...]] = {"telegram": (401, 409)}
"""Statuses that speak of the account and not of one message, where they are others than 401 and 403."""
FREE_TEXT_REFUSED = "63016"
"""WhatsApp says that the 24 hours are over: our own bookkeeping is wrong."""
TOO_FAST = "63018"
"""WhatsApp's one code for three causes: the rate of the sender, the openings of the portfolio, two messages at once to
one person."""
TOO_MANY = 429
"""The status of what a provider refuses to take now, and would take later."""


class Handling(StrEnum):
    """The classes of rules.md, section b."""

    RETRY = "RETRY"
    WAIT = "WAIT"
    SWITCH = "SWITCH"
    SUPPRESS = "SUPPRESS"
    FIX = "FIX"
    OPS = "OPS"


@dataclass(frozen=True, slots=True)
class CodeRule:
    """One code of a provider (`twilio`, `telegram`, `smtp`).

    `waits`: seconds before each new attempt (RETRY) or for which the sender rests (WAIT); after the last of them the
    next channel is tried. `cause`: under which the address is closed (SUPPRESS). `days`: for how many days the channel
    of that address rests (SWITCH) or stays closed (SUPPRESS); None: until somebody opens it. `everywhere`: the address
    is closed on every channel, not on this one alone. `answers`: what the provider holds against us is in what we
    begin (OPS), and answers still go. `template`: it is in the template alone, which stops in place of the channel
    (OPS). `says`: for staff.
    """

    provider: str
    code: str
    handling: Handling
    says: str
    waits: tuple[int, ...] = ()
    cause: Cause | None = None
    days: int | None = None
    everywhere: bool = False
    answers: bool = False
    template: bool = False

    @property
    def of_template(self) -> bool:
        """Whether what is wrong is one template or one text, and neither the account nor the person."""
        return self.handling is Handling.FIX or self.template

    @property
    def of_account(self) -> bool:
        """Whether what is wrong is the account: its channel stops."""
        return self.handling is Handling.OPS and not self.template


@dataclass(frozen=True, slots=True)
class Codes:
    """The table, by provider and code."""

    rules: Mapping[tuple[str, str], CodeRule] = field(default_factory=dict)

    def known(self, provider: str, code: str) -> bool:
        """Whether the code stands in the table; one that does not is recorded and rings an alarm."""
        return (provider, code) in self.rules

    def of(self, provider: str, code: str, status: int = 0) -> CodeRule:
        """What to do about a code; of an unknown one by the HTTP status of its answer (0: it came by callback).

        429 waits, 401 and 403 are of the account, any other 4xx is a defect of ours. Telegram's 403 is of one chat, and
        its 409 of the bot. A failure told by callback without a code that we know gives the channel up for this
        message.
        """
        known = self.rules.get((provider, code))
        return known or CodeRule(provider, code, _by_status(provider, status), "", waits=(60,))


def _by_status(provider: str, status: int) -> Handling:
    if status == 429:
        return Handling.WAIT
    if status in OF_THE_ACCOUNT.get(provider, (401, 403)):
        return Handling.OPS
    if provider == "telegram" and status == 403:
        return Handling.SWITCH
    return Handling.FIX if 400 <= status < 500 else Handling.SWITCH
