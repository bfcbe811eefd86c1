"""What a turn wants done about the person who takes a chat over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResumeBot:
    """The customer goes on with the assistant: a wish for a person is over by that; what else they wait for stays."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The customer wrote to the person who has the chat: from the first such message on an answer is waited for."""


@dataclass(frozen=True, slots=True)
class ToldLate:
    """The customer heard that nobody of the staff has answered yet: once for each waiting."""
