"""Greetings, thanks, and what to say when nothing was understood."""

from collections.abc import Callable

from receivables.model.buttons import ID_OF, buttons, day_buttons
from receivables.model.dialogue.turn import Situation, Turn, aside, say
from receivables.model.message import Button, Message
from receivables.model.reading.intents import Intent


def greet(s: Situation) -> Turn:
    """Say who is speaking, and what can be done here."""
    return say(s, Message("welcome", {"linked": s.linked is not None}, _menu(s)))


def thank(s: Situation) -> Turn:
    """Close kindly."""
    return aside(s, Message("thanks"))


def agreed(s: Situation) -> Turn:
    """A yes or a no to nothing in particular."""
    return aside(s, Message("at_your_service", {}, _menu(s)))


def ask_which(s: Situation) -> Turn:
    """Put the choice back: an uncertain reading asks, never acts."""
    if not s.reading.options:
        return aside(s, Message("not_understood", {}, _menu(s)))
    return aside(s, Message("ask_which", {}, (*_choices(s), *buttons("human"))))


def where_the_data_are(s: Situation) -> Turn:
    """Help whoever cannot find the numbers on the bill."""
    return aside(s, Message("where_the_data_are", {}, buttons("offices", "human")))


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
        elif option in ID_OF and option is not Intent.HUMAN:
            chosen.extend(buttons(ID_OF[option]))
    return tuple(chosen)


def _menu(s: Situation) -> tuple[Button, ...]:
    return (
        buttons("debt", "offices", "plan", "human")
        if s.linked
        else buttons("debt", "offices", "human", "why")
    )
