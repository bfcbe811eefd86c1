"""Whether a chat is still what it proved to be: telephones are given to others, and codes are for a while (I-7)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from receivables.model.contact import Contact
from receivables.model.conversation import LINK_LASTS, STRONG_FOR, Conversation, Identity
from receivables.model.dialogue.effects_codes import Unlink
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.message import Message
from receivables.model.pseudonym import pseudonym
from receivables.model.reading.intents import Intent

MOVED = "number_moved"
SILENT = "long_silent"
NEVER_FIRST = frozenset(
    {Intent.CRISIS, Intent.WRONG_PERSON, Intent.DECEASED, Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN}
)
"""Before the answers to these nothing else is said."""


def reached(here: Sequence[Contact]) -> tuple[str, ...]:
    """Pseudonyms of the persons that are reached at an address."""
    return tuple(sorted({pseudonym(contact.person) for contact in here}))


def doubt(chat: Conversation, here: Sequence[Contact], now: datetime) -> str | None:
    """Why a linked chat has to prove itself again; None while it has not.

    Its address is told to be of others now: nobody of those who were reached there when it was linked is any more; or
    nobody was then, and now somebody is who has nothing to do with its supplies. Or nobody wrote for `LINK_LASTS`.
    """
    if chat.identity is Identity.NONE or chat.supply_number is None:
        return None
    if chat.last_inbound_at is not None and now - chat.last_inbound_at >= LINK_LASTS:
        return SILENT
    return MOVED if _moved(chat, here) else None


def settled(s: Situation) -> tuple[Situation, str | None]:
    """The situation with the chat as it counts now, and why it has to prove itself again."""
    chat = s.conversation
    if (why := doubt(chat, s.facts.here, s.now)) is not None:
        return replace(s, conversation=fresh(chat)), why
    if chat.identity is Identity.STRONG and not chat.strong(s.now):
        over = replace(chat, identity=Identity.LINKED, strong_until=None, strong_by="")
        return replace(s, conversation=over), None
    return s, None


def renewed(chat: Conversation, now: datetime) -> Conversation:
    """The chat after a message: while it is strong, that lasts anew."""
    return replace(chat, strong_until=now + STRONG_FOR) if chat.strong(now) else chat


def explained(before: Conversation, why: str, intent: Intent, turn: Turn, *, aside: bool = False) -> Turn:
    """The turn with a kind word on why the chat has to prove itself again, and the line for the record.

    `aside`: a person has the chat, so that nothing is said.
    """
    said = () if aside or intent in NEVER_FIRST else (Message("link_again", {}, ()),)
    unlinked = Unlink(before.supply_number or "", why)
    return Turn(turn.conversation, (*said, *turn.messages), (unlinked, *turn.effects))


def _moved(chat: Conversation, here: Sequence[Contact]) -> bool:
    if chat.reached:
        return set(chat.reached).isdisjoint(reached(here))
    supplies = {*chat.supplies, chat.supply_number}
    return bool(here) and supplies.isdisjoint(contact.supply_number for contact in here)


def fresh(chat: Conversation) -> Conversation:
    """The same chat, of which nothing is proved; lock and language stay."""
    return replace(
        chat,
        identity=Identity.NONE,
        supply_number=None,
        person=None,
        expecting=None,
        slots={},
        strong_until=None,
        strong_by="",
        supplies=(),
        reached=(),
    )
