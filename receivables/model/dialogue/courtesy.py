"""Greetings, thanks, and what to say when nothing was understood."""

import re
from collections.abc import Callable

from receivables.model.buttons import ID_OF, buttons, day_buttons
from receivables.model.dialogue.turn import Situation, Turn, aside, say
from receivables.model.message import Button, Message
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

_ROBOT = re.compile(
    r"^(?:hola )?(?:es|eres|sos|usted es|tu eres|are you)(?: usted| tu)?(?: (?:un|una|a))?"
    r" (?:robot|bot|maquina|programa|machine)\b"
    r"|^(?:hola )?(?:es|eres)(?: usted)?(?: un| una)? (?:persona(?: real)?|human[oa])"
    r"(?: o (?:un )?(?:robot|bot|maquina))?$"
)


CANNOT_WHAT = "cannot_what"
"""What is expected of whoever was asked so: a yes tells of the payment."""
NO_CHOICE = frozenset({Intent.HUMAN, Intent.DENY, Intent.WRONG_PERSON})
"""What no button of a choice stands for: a no to nothing chooses nothing, and one tap may not throw anybody out."""


def greet(s: Situation) -> Turn:
    """Say who is speaking, and what can be done here."""
    return say(s, Message("welcome", {"linked": s.linked is not None}, _menu(s)))


def robot(s: Situation) -> Turn | None:
    """Whoever asks what is speaking gets an honest answer, and the way to a person."""
    if s.reading.about is not None or not _ROBOT.search(plain(s.facts.said)):
        return None
    return aside(
        s, Message("a_robot", {}, buttons("human", "bot") if s.conversation.with_person else buttons("human"))
    )


def thank(s: Situation) -> Turn:
    """Close kindly."""
    return aside(s, Message("thanks"))


def agreed(s: Situation) -> Turn:
    """A no to nothing in particular."""
    return aside(s, Message("at_your_service", {}, _menu(s)))


def yes_to_nothing(s: Situation) -> Turn:
    """A yes where nothing was asked must not sound as if something had been done."""
    return aside(s, Message("yes_to_nothing", {}, _menu(s)))


def ask_which(s: Situation) -> Turn:
    """Put the choice back: an uncertain reading asks, never acts."""
    if not s.reading.options:
        return aside(s, Message("not_understood", {}, _menu(s)))
    choices = _choices(s)
    if not choices:
        return aside(s, Message("not_understood", {}, _menu(s)))
    return aside(s, Message("ask_which", {}, (*choices, *buttons("human"))))


def cannot_what(s: Situation) -> Turn:
    """Whoever cannot, and does not say what: it may be the bill, and it may be more than any bill."""
    asked = Message("cannot_what", {}, buttons("hardship", "human"))
    return aside(s, asked) if s.conversation.expecting else say(s, asked, expecting=CANNOT_WHAT)


def where_the_data_are(s: Situation, *, document: bool = False) -> Turn:
    """Help whoever cannot find the numbers on the bill, or offers a `document` in their place."""
    told = Message("where_the_data_are", {"document": document}, buttons("offices", "human"))
    return aside(s, told) if s.conversation.expecting else say(s, told, expecting="supply")


def plain_answer(key: str, *ids: str) -> Callable[[Situation], Turn]:
    """An answer that is the same for everybody."""

    def answer(s: Situation) -> Turn:
        return aside(s, Message(key, {}, buttons(*ids)))

    return answer


def _choices(s: Situation) -> tuple[Button, ...]:
    chosen: list[Button] = []
    for option in s.reading.options:
        day = s.reading.day.on if s.reading.day else None
        if option is Intent.PAYMENT_PROMISE and day is not None:
            chosen.extend(day_buttons([day]))
        elif option in ID_OF and option not in NO_CHOICE:
            chosen.extend(buttons(ID_OF[option]))
    return tuple(chosen)


def _menu(s: Situation) -> tuple[Button, ...]:
    return (
        buttons("debt", "offices", "plan", "human")
        if s.linked
        else buttons("debt", "offices", "human", "why")
    )
