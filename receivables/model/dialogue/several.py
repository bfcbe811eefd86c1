"""A person with several supplies: each is proved once, and then chosen by a button."""

import re
from dataclasses import replace

from receivables.model.buttons import buttons, supply_buttons
from receivables.model.conversation import Conversation, Identity
from receivables.model.dialogue.effects_codes import SwitchSupply
from receivables.model.dialogue.locked import locked
from receivables.model.dialogue.turn import Known, Situation, Turn, say
from receivables.model.identity import masked, persons
from receivables.model.intent import Reading
from receivables.model.message import Message, Value
from receivables.model.money import Money, total
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

ANOTHER = "othernew"
ALL = "alldebts"
_OTHER = re.compile(
    r"\b(?:el|del|al|la|mi|de la) otr[oa](?: (?:suministro|casa|cuenta|servicio|local|departamento))?(?: por favor)?$"
)
SHOWN = 7
"""A list of a messenger holds ten."""


def change_supply(s: Situation) -> Turn:
    """Choose among the proved supplies, or prove another; the one that is spoken of stays so until then."""
    if (number := _chosen(s)) is not None:
        return switch(s, number)
    if len(s.conversation.supplies) > 1 and s.linked and s.reading.about != ANOTHER:
        return _offer(s)
    if s.conversation.locked(s.now):
        return locked(s)
    return say(s, Message("ask_other_supply", {}, buttons("human")), expecting="supply")


def other(s: Situation) -> Turn | None:
    """ "En el otro": of several supplies the one that is meant is chosen first, and no figure of this one is told."""
    asked = s.reading.about is None and s.linked is not None and len(s.conversation.supplies) > 1
    return _offer(s) if asked and _OTHER.search(plain(s.facts.said)) and not s.reading.codes else None


def switch(s: Situation, number: str) -> Turn:
    """Speak of another supply that was proved here; a code that was told counts for the one before."""
    chat = spoken_of(s, number)
    several = (ALL,) if len(chat.supplies) > 1 else ()
    told = Message("supply_chosen", {"supply_masked": masked(number)}, buttons("debt", *several, "human"))
    return say(s, told, effects=(SwitchSupply(number),), chat=chat)


def spoken_of(s: Situation, number: str) -> Conversation:
    """The chat, speaking of one of its supplies."""
    known = s.facts.supplies.get(number)
    here = persons(known.contacts, s.conversation.address) if known else ()
    if number == s.conversation.supply_number:
        return s.conversation
    return replace(
        s.conversation,
        identity=Identity.LINKED,
        supply_number=number,
        person=here[0] if here else None,
        strong_until=None,
        strong_by="",
    )


def own(s: Situation) -> str | None:
    """The supply of which only the number was written, where this chat proved it."""
    only = s.reading.codes[0] if len(s.reading.codes) == 1 and not s.reading.amounts else None
    return only if only in s.conversation.supplies and s.linked is not None else None


def of_several(reading: Reading) -> bool:
    """Whether a message may be about any of the supplies that its chat proved."""
    return reading.intent is Intent.CHANGE_SUPPLY or _about_all(reading)


def asks_for_all(s: Situation) -> bool:
    """Whether the debt of all proved supplies is asked for, and there are several."""
    return _about_all(s.reading) and s.linked is not None and len(_all(s)) > 1


def totals(s: Situation) -> Turn:
    """What is outstanding of each proved supply and of all together, as of the same day (I-22)."""
    each = _all(s)
    values: dict[str, Value] = {
        "supplies": tuple(_line(known) for known in each),
        "total": total((known.standing.outstanding for known in each), s.policy.currency),
        "as_of": s.facts.as_of,
    }
    return say(s, Message("debts", values, (*buttons("offices", "other", "human"),)))


def _about_all(reading: Reading) -> bool:
    return reading.intent is Intent.DEBT_QUERY and (reading.about == ALL or reading.detail == "all")


def _line(known: Known) -> dict[str, Value]:
    owed: Money = known.standing.outstanding
    return {
        "supply_masked": masked(known.account.supply.supply_number),
        "outstanding": owed,
        "bills": len(known.standing.outstanding_bills),
        "instalments": len(known.standing.overdue_instalments),
    }


def _all(s: Situation) -> list[Known]:
    found = (s.facts.supplies.get(number) for number in s.conversation.supplies)
    return [known for known in found if known is not None]


def _offer(s: Situation) -> Turn:
    several = s.conversation.supplies[-SHOWN:]
    first = len(s.conversation.supplies) - len(several) + 1
    offered = supply_buttons((first + n, masked(number)) for n, number in enumerate(several))
    values: dict[str, Value] = {"supply_masked": masked(s.known.account.supply.supply_number)}
    return say(s, Message("supplies", values, (*offered, *buttons(ALL, ANOTHER, "human"))))


def _chosen(s: Situation) -> str | None:
    """The supply of the button that was pressed, or of the number that was written, where it was proved here."""
    if s.linked is None:
        return None
    kind, _, place = (s.reading.about or "").partition(":")
    if kind == "supply" and place.isdigit() and 0 < int(place) <= len(s.conversation.supplies):
        return s.conversation.supplies[int(place) - 1]
    return own(s)
