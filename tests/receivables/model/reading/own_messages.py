"""Messages by invented people, for measuring what is understood. Nothing is learnt from them; the bounds of
`weighing` were chosen with them in view, so that they flatter it a little.

Each voice has its own trouble and its own way of writing. A line reads `wish: text`, or
`wish/also acceptable/...: text`. Names, numbers and places are invented.
"""

from typing import NamedTuple

from receivables.model.reading.intents import Intent
from tests.receivables.model.reading import own_voices_abroad, own_voices_peru


class Own(NamedTuple):
    """What somebody wrote, what they wanted, what else may be understood without harm, and from where."""

    text: str
    intent: Intent
    also: tuple[Intent, ...]
    country: str


def _messages(country: str, voice: str) -> tuple[Own, ...]:
    """The messages of one voice."""
    messages = []
    for line in filter(None, map(str.strip, voice.splitlines())):
        wishes, text = line.split(": ", 1)
        intent, *also = map(Intent, wishes.split("/"))
        messages.append(Own(text, intent, tuple(also), country))
    return tuple(messages)


OWN_MESSAGES: tuple[Own, ...] = tuple(
    message
    for country, voice in (*own_voices_peru.VOICES, *own_voices_abroad.VOICES)
    for message in _messages(country, voice)
)
"""All of them, voice by voice."""
