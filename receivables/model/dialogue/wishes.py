"""What people want beside figures: to be left alone, or a word about somebody else."""

from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.dialogue.linkage import fresh
from receivables.model.dialogue.turn import (
    Effect,
    HandOver,
    NoteDeceased,
    OptIn,
    OptOut,
    Situation,
    SuppressAddress,
    Turn,
    say,
)
from receivables.model.identity import chat_person, persons, reached_at
from receivables.model.message import Message
from receivables.model.reading.intents import Intent


def opt_out(s: Situation) -> Turn:
    """At once, over all channels, confirmed once; only the person undoes it (I-6).

    Of somebody whom nobody knows this chat alone can be closed, and no more is promised.
    """
    known = s.linked is not None or (bool(s.facts.here) and not s.facts.mistaken)
    stopped = Message("stopped", {"already": s.facts.opted_out, "known": known}, buttons("start", "human"))
    return say(s, stopped, effects=(OptOut(_behind(s)),))


def opt_in(s: Situation) -> Turn:
    """The person wants messages again: whoever is reached at this very chat; nobody else's wish is undone."""
    if s.facts.mistaken or not (s.facts.here or s.linked):
        kept = Message("started_here", {"mistaken": s.facts.mistaken}, buttons("identify", "human"))
        return say(s, kept, effects=(OptIn((_this_chat(s),)),))
    undone = (*reached_at(s.facts.here, s.conversation.address), _this_chat(s))
    return say(s, Message("started", {}, buttons("debt", "human")), effects=(OptIn(undone),))


def wrong_person(s: Situation) -> Turn:
    """Apologise, close the address, forget whatever it was linked to; nothing is said of any debt (I-7)."""
    chat = replace(fresh(s.conversation), with_person=False)
    told = _death(s) if Intent.DECEASED in s.reading.also else ()
    return say(s, Message("wrong_person"), effects=(SuppressAddress("wrong_person"), *told), chat=chat)


def deceased(s: Situation) -> Turn:
    """Condolence and no figure; nothing presses until a person has looked (design.md, Withheld)."""
    chat = replace(s.conversation, with_person=True)
    return say(s, Message("deceased", {}, buttons("bot", "stop")), effects=_death(s), chat=chat)


def crisis(s: Situation) -> Turn:
    """A person in danger hears of help and of nothing else."""
    chat = replace(s.conversation, with_person=True)
    return say(s, Message("crisis"), effects=(HandOver("crisis"),), chat=chat)


def _death(s: Situation) -> tuple[Effect, ...]:
    """Of the linked supply, else of those whose contacts are reached here."""
    here = {contact.supply_number for contact in s.facts.here}
    concerned = {s.linked.account.supply.supply_number} if s.linked else here
    noted = (NoteDeceased(tuple(sorted(concerned))),) if concerned else ()
    return (*noted, HandOver("deceased"))


def _behind(s: Situation) -> tuple[str, ...]:
    """Whom a wish to be left alone closes: all who may be speaking, which a wrong person is not (I-7)."""
    here = () if s.facts.mistaken else s.facts.here
    contacts = here or (s.linked.contacts if s.linked else ())
    return (*persons(contacts, s.conversation.address), _this_chat(s))


def _this_chat(s: Situation) -> str:
    return chat_person(s.conversation.channel, s.conversation.address)
