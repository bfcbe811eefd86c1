"""What people want beside figures: to be left alone, to be heard, to be believed, to speak with a person."""

from dataclasses import replace
from datetime import timedelta

from receivables.model.buttons import buttons
from receivables.model.conversation import Conversation
from receivables.model.dialogue.owed import last_payment
from receivables.model.dialogue.turn import (
    Effect,
    HandOver,
    Hold,
    OptIn,
    OptOut,
    Situation,
    SuppressAddress,
    Turn,
    aside,
    say,
)
from receivables.model.identity import chat_person, consent_at, persons
from receivables.model.message import Message, Value

HELD_FOR = timedelta(hours=48)
CLAIM_TAKES = timedelta(days=10)
"""Billing claims are resolved within ten days (domain.md, the utility's plan, action 6)."""


def opt_out(s: Situation) -> Turn:
    """At once, over all channels, confirmed once; only the person undoes it (I-6)."""
    stopped = Message("stopped", {"already": s.facts.opted_out}, buttons("start", "human"))
    return say(s, stopped, effects=(OptOut(_persons(s)),))


def opt_in(s: Situation) -> Turn:
    """The person wants messages again."""
    return say(s, Message("started", {}, buttons("debt", "human")), effects=(OptIn(_persons(s)),))


def wrong_person(s: Situation) -> Turn:
    """Apologise, close the address, forget whatever it was linked to; nothing is said of any debt (I-7)."""
    chat = Conversation(s.conversation.channel, s.conversation.address)
    return say(s, Message("wrong_person"), effects=(SuppressAddress("wrong_person"),), chat=chat)


def person(s: Situation) -> Turn:
    """Hand over; whoever waits may go on with the assistant meanwhile (I-30)."""
    chat = replace(s.conversation, with_person=True)
    return say(s, Message("person", {}, buttons("bot", "stop")), effects=(HandOver("asked"),), chat=chat)


def noted_for_person(s: Situation) -> Turn:
    """A message for the person who is to take over."""
    return aside(s, Message("person_noted", {}, buttons("bot", "stop")))


def back_to_bot(s: Situation) -> Turn:
    """The assistant goes on."""
    chat = replace(s.conversation, with_person=False)
    return say(s, Message("back", {}, buttons("debt", "offices", "plan", "human")), chat=chat)


def crisis(s: Situation) -> Turn:
    """A person in danger hears of help and of nothing else."""
    chat = replace(s.conversation, with_person=True)
    return say(s, Message("crisis"), effects=(HandOver("crisis"),), chat=chat)


def claim(s: Situation) -> Turn:
    """A claim needs no payment and is possible from any state (I-10); the case rests until it is to be resolved.

    A rest for a payment that came before takes nothing away from it: the later end counts.
    """
    held = _hold(s, "claim", CLAIM_TAKES)
    effects: tuple[Effect, ...] = (HandOver("claim"), *held)
    values: dict[str, Value] = {"held": bool(held), "days": CLAIM_TAKES.days}
    return say(s, Message("claim", values, buttons("detail", "human")), effects=effects)


def claim_status(s: Situation) -> Turn:
    """Asked about a claim that runs: the claims desk answers."""
    return say(s, Message("claim_status", {}, buttons("bot")), effects=(HandOver("claim_status"),))


def legal(s: Situation) -> Turn:
    """It is their right; a person takes over."""
    return say(s, Message("legal", {}, buttons("claim", "bot")), effects=(HandOver("legal"),))


def already_paid(s: Situation) -> Turn:
    """Thank, look, and let the case rest for a while: once in a round (PE-CLM-8, payment not processed)."""
    standing, paid = s.known.standing, last_payment(s.known)
    values: dict[str, Value] = {
        "as_of": s.facts.as_of,
        "amount": paid.amount if paid else None,
        "paid_on": paid.paid_on if paid else None,
    }
    if not standing.outstanding and not standing.overdue:
        return say(s, Message("paid_nothing_owed", values, buttons("debt", "human")))
    rested = s.linked is not None and s.linked.case.paused_until is not None
    effects = () if rested else _hold(s, "paid", HELD_FOR)
    hours = HELD_FOR // timedelta(hours=1)
    told = Message(
        "paid", {**values, "held": bool(effects), "hours": hours}, buttons("debt", "claim", "human")
    )
    return say(s, told, effects=effects)


def why(s: Situation) -> Turn:
    """The plain reason for our messages, and how to stop them."""
    consent = consent_at(s.linked.contacts, s.conversation.address) if s.linked else None
    values: dict[str, Value] = {
        "linked": s.linked is not None,
        "overdue_bills": len(s.linked.standing.overdue_bills) if s.linked else 0,
        "consented_on": consent.consented_on if consent else None,
        "origin": consent.origin if consent else "",
    }
    return aside(s, Message("why", values, buttons("notme", "stop", "human")))


def hardship(s: Situation) -> Turn:
    """Ways out, no pressure."""
    return say(s, Message("hardship", {}, buttons("plan", "promise", "human")))


def _hold(s: Situation, reason: str, rest: timedelta) -> tuple[Hold, ...]:
    if s.linked is None or not s.linked.standing.overdue:
        return ()
    until = max(s.now + rest, s.linked.case.paused_until or s.now)
    operation = next(iter(s.reading.codes), "")
    return (Hold(s.linked.account.supply.supply_number, reason, until, operation),)


def _persons(s: Situation) -> tuple[str, ...]:
    contacts = s.facts.here or (s.linked.contacts if s.linked else ())
    this_chat = chat_person(s.conversation.channel, s.conversation.address)
    return (*persons(contacts, s.conversation.address), this_chat)
