"""Whether notices may come by this chat: asked once, after what the person wanted was answered (PE-DAT-9, PE-ADV-1).

The question says what for and how to end it. Only a plain yes is a consent; a no leaves nothing but that it was asked.
"""

from dataclasses import replace
from datetime import timedelta

from receivables.model.buttons import buttons
from receivables.model.consent import CHAT
from receivables.model.conversation import Identity
from receivables.model.dialogue import wishes
from receivables.model.dialogue.identify import ask_for_supply
from receivables.model.dialogue.turn import AskedConsent, GiveConsent, LinkSupply, Situation, Turn, say
from receivables.model.message import Message

QUESTION = "consent"
WORDING = "consent_ask/2"
"""The version of the words of the question: a yes is a yes to these."""
REST = timedelta(days=180)
"""For so long nobody is asked again, and nobody who said no is asked at all."""

AFTER = frozenset(
    {
        "linked",
        "welcome",
        "started",
        "debt",
        "debt_none",
        "make_up",
        "agreement",
        "agreement_none",
        "bill_copy",
        "payments",
        "paid_nothing_owed",
        "promise_taken",
    }
)
"""The plain answers after which there is room for a question of ours: none to somebody in trouble or angry."""


def room_for_question(turn: Turn) -> bool:
    """Whether the chat is known, nothing else is open, and the last answer is one of those."""
    chat = turn.conversation
    known = chat.identity is not Identity.NONE and chat.supply_number is not None
    free = chat.expecting is None and not chat.with_person
    return known and free and bool(turn.messages) and turn.messages[-1].key in AFTER


def with_question(turn: Turn) -> Turn:
    """The turn, and the question after it."""
    came_by = next((effect.by for effect in turn.effects if isinstance(effect, LinkSupply)), CHAT)
    chat = replace(turn.conversation, expecting=QUESTION, slots={"came_by": came_by})
    return Turn(chat, (*turn.messages, _question()), (*turn.effects, AskedConsent()))


def agree(s: Situation) -> Turn:
    """A yes; from somebody who asked to be left alone it is none: that is undone by its own word (I-6)."""
    if s.linked is None:
        return ask_for_supply(s)
    if s.facts.opted_out:
        return say(s, Message("stopped", {"already": True, "known": True}, buttons("start", "human")))
    came_by = s.conversation.slots.get("came_by")
    origin = came_by if isinstance(came_by, str) else CHAT
    given = GiveConsent(s.linked.account.supply.supply_number, origin)
    return say(s, Message("consent_given", {}, buttons("debt", "human")), effects=(given,))


def decline(s: Situation) -> Turn:
    """A no is taken as it is said."""
    return say(s, Message("consent_refused", {}, buttons("debt", "human")))


def wanted_again(s: Situation) -> Turn:
    """An opt-out is undone; that is no consent yet, so the question stays open after it (PE-DAT-9)."""
    undone = wishes.opt_in(s)
    chat = replace(undone.conversation, expecting=QUESTION, slots=s.conversation.slots)
    return Turn(chat, (*undone.messages, _question()), undone.effects)


def not_today(turn: Turn) -> Turn:
    """The answer to a yes on the day of a no, which has no force: kindly, and nothing is kept."""
    effects = tuple(effect for effect in turn.effects if not isinstance(effect, GiveConsent))
    return Turn(turn.conversation, (Message("consent_not_today", {}, buttons("debt", "human")),), effects)


def ask_again(s: Situation) -> Turn:
    """Neither yes nor no: the question is put once more."""
    return say(s, _question(), expecting=QUESTION, slots=s.conversation.slots)


def _question() -> Message:
    return Message("consent_ask", {}, buttons("consent", "noconsent"))
