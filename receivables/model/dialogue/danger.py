"""A chat in which somebody may be in danger, until a person has closed it: help comes first, money is not offered."""

from dataclasses import replace

from receivables.model.buttons import buttons, pressed
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.handover import CRISIS
from receivables.model.message import Button, Message
from receivables.model.reading.intents import Intent

MONEY = frozenset(
    {
        Intent.DEBT_QUERY,
        Intent.PAYMENT_METHODS,
        Intent.PAYMENT_HISTORY,
        Intent.PAYMENT_PROMISE,
        Intent.INSTALMENT_REQUEST,
        Intent.ACCEPT_PLAN,
    }
)
"""What no button offers there; whoever asks for it plainly still gets it."""
SMALL_TALK = frozenset(
    {
        "welcome",
        "at_your_service",
        "yes_to_nothing",
        "not_understood",
        "ask_which",
        "thanks",
        "person_noted",
        "person_waits",
    }
)
"""What is not said there: it would go on as if nothing had happened."""
TOLD = frozenset({"back", "person", "stopped", "started", "wrong_person", "deceased", "crisis_open"})
"""What tells of a person itself, or of no money at all: it needs no words before it."""


def open_here(s: Situation) -> bool:
    """Whether the chat waits for a person because somebody in it may be in danger."""
    return s.facts.handover is not None and s.facts.handover.why == CRISIS


def help_first() -> Message:
    """Somebody was told, and somebody answers now."""
    return Message("crisis_open", {}, buttons("human", "stop"))


def careful(s: Situation, turn: Turn) -> Turn:
    """The same turn beginning with the help, without small talk and without offers of money."""
    if not open_here(s) or not turn.messages or s.reading.intent is Intent.CRISIS:
        return turn
    kept = [_without_offers(each) for each in turn.messages if each.key not in SMALL_TALK]
    first = () if any(each.key in TOLD for each in kept) else (help_first(),)
    return replace(turn, messages=(*first, *kept))


def _without_offers(message: Message) -> Message:
    return replace(message, buttons=tuple(each for each in message.buttons if not _of_money(each)))


def _of_money(button: Button) -> bool:
    press = pressed(button.id)
    return press is not None and press.intent in MONEY
