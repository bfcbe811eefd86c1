"""The one choice that was put to whoever was not understood: a bare yes takes it, as a press of its button would."""

from dataclasses import replace
from datetime import date

from receivables.model.conversation import Conversation
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.intent import Reading, read
from receivables.model.reading.intents import Intent

CHOICE = "lone_choice"
"""The slot that holds the button. It stands beside what is open, and only until the next message."""
QUESTION = "ask_which"


def meant(chat: Conversation, reading: Reading, today: date) -> Reading:
    """The message, or the press that a bare yes stands for."""
    button = chat.slots.get(CHOICE)
    bare = reading.sure and reading.intent is Intent.AFFIRM and reading.about is None and not reading.also
    if not bare or reading.day is not None or not isinstance(button, str):
        return reading
    return read("", button, None, today)


def taken(s: Situation) -> Situation:
    """The situation once the choice was taken or left: whoever presses says no word."""
    reading = meant(s.conversation, s.reading, s.today)
    facts = s.facts if reading is s.reading else replace(s.facts, said="")
    return replace(s, conversation=_without(s.conversation), reading=reading, facts=facts)


def kept(turn: Turn) -> Turn:
    """The turn, remembering the choice where it puts one alone: what was open before it stays open."""
    asked = turn.messages[-1] if turn.messages else None
    if asked is None or asked.key != QUESTION:
        return turn
    choices = [each.id for each in asked.buttons if each.id != "human"] or [each.id for each in asked.buttons]
    if len(choices) != 1:
        return turn
    chat = turn.conversation
    return replace(turn, conversation=replace(chat, slots={**chat.slots, CHOICE: choices[0]}))


def _without(chat: Conversation) -> Conversation:
    if CHOICE not in chat.slots:
        return chat
    return replace(chat, slots={key: value for key, value in chat.slots.items() if key != CHOICE})
