"""Wrong proofs and wrong codes are counted alike; five of them close the identification, of a chat and of a supply.

What is said then is the same whether the supply exists or not.
"""

from dataclasses import replace
from datetime import datetime

from receivables.model.buttons import buttons
from receivables.model.conversation import Conversation
from receivables.model.dialogue.turn import Effect, NoteWrongTry, Situation, Turn, say
from receivables.model.identity import locked_until
from receivables.model.message import Message

WrongTry = tuple[Conversation, tuple[Effect, ...], datetime | None]


def locked(s: Situation, chat: Conversation | None = None, effects: tuple[Effect, ...] = ()) -> Turn:
    """Nothing is tried any more for a while."""
    return say(s, Message("locked", {}, buttons("offices", "human")), effects=effects, chat=chat)


def wrong_try(s: Situation, claimed: tuple[str, ...]) -> WrongTry:
    """The chat after a wrong try about each of these supplies, what is noted, and until when it is locked then."""
    tries = s.conversation.wrong_tries + 1
    until = locked_until(tries, s.now)
    chat = replace(s.conversation, wrong_tries=0 if until else tries, locked_until=until)
    return chat, tuple(map(NoteWrongTry, claimed)), until
