"""What people want beside figures: to be left alone, to be heard, to be believed, to speak with a person."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from receivables.model.buttons import buttons
from receivables.model.claims import business_days_after, last_day_to_claim, last_day_to_claim_paid
from receivables.model.conversation import Conversation
from receivables.model.dialogue.owed import last_payment
from receivables.model.dialogue.turn import (
    Effect,
    HandOver,
    Hold,
    NoteDeceased,
    OptIn,
    OptOut,
    Situation,
    SuppressAddress,
    Turn,
    aside,
    say,
)
from receivables.model.identity import chat_person, persons, reached_at
from receivables.model.ladder import Step
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent

HELD_FOR = timedelta(hours=48)
ONE_DAY = timedelta(days=1)


def opt_out(s: Situation) -> Turn:
    """At once, over all channels, confirmed once; only the person undoes it (I-6)."""
    stopped = Message("stopped", {"already": s.facts.opted_out}, buttons("start", "human"))
    return say(s, stopped, effects=(OptOut(_behind(s)),))


def opt_in(s: Situation) -> Turn:
    """The person wants messages again: whoever is reached at this very chat; nobody else's wish is undone."""
    undone = (*reached_at(s.facts.here, s.conversation.address), _this_chat(s))
    return say(s, Message("started", {}, buttons("debt", "human")), effects=(OptIn(undone),))


def wrong_person(s: Situation) -> Turn:
    """Apologise, close the address, forget whatever it was linked to; nothing is said of any debt (I-7)."""
    chat = Conversation(s.conversation.channel, s.conversation.address)
    told = _death(s) if Intent.DECEASED in s.reading.also else ()
    return say(s, Message("wrong_person"), effects=(SuppressAddress("wrong_person"), *told), chat=chat)


def deceased(s: Situation) -> Turn:
    """Condolence and no figure; nothing presses until a person has looked (design.md, Withheld)."""
    chat = replace(s.conversation, with_person=True)
    return say(s, Message("deceased", {}, buttons("bot", "stop")), effects=_death(s), chat=chat)


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
    """A claim needs no payment and is possible from any state (I-9, I-10), even with the crew on the way.

    The case rests to the end of the last day on which the answer must have been told (PE-CLM-3, CO-CLM-1). A rest that
    there was before takes nothing away from it: the later end counts. Whose time to claim is over hears so, and reaches
    a person all the same: it is not for a program to refuse a claim (PE-CLM-1, PE-CLM-2).
    """
    owes = s.linked is not None and s.linked.standing.outstanding
    held = _hold(s, "claim", _answered_by(s)) if owes else ()
    effects: tuple[Effect, ...] = (HandOver("claim"), *held)
    values: dict[str, Value] = {
        "held_until": s.policy.today(held[0].until) - ONE_DAY if held else None,
        "cut_withdrawn": bool(held) and s.known.case.step is Step.CUT_QUEUED,
        **_over(s),
    }
    return say(s, Message("claim", values, buttons("detail", "human")), effects=effects)


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
    rests = standing.overdue and "paid" not in s.known.case.holds
    effects = _hold(s, "paid", s.now + HELD_FOR) if rests else ()
    hours = HELD_FOR // timedelta(hours=1)
    told = Message(
        "paid", {**values, "held": bool(effects), "hours": hours}, buttons("debt", "claim", "human")
    )
    return say(s, told, effects=effects)


def hardship(s: Situation) -> Turn:
    """Ways out, no pressure."""
    return say(s, Message("hardship", {}, buttons("plan", "promise", "human")))


def _answered_by(s: Situation) -> datetime:
    """The midnight that ends the last day to decide and to tell a claim of today at its first instance."""
    first = s.policy.law.claims.instances[0]
    last = business_days_after(s.today, first.decide_days + first.notify_days, s.facts.calendar)
    return datetime.combine(last + ONE_DAY, time(), s.policy.zone).astimezone(s.now.tzinfo)


def _over(s: Situation) -> dict[str, Value]:
    """For how many unpaid bills the time to claim is over, else whether it is for what was paid last."""
    law = s.policy.law
    told: dict[str, Value] = {"unpaid_days": law.claims.unpaid_days, "paid_months": law.claims.paid_months}
    if s.linked is None:
        return {**told, "over": 0, "paid_over": False}
    bills = [each.bill for each in s.linked.standing.bills if not each.claimed]
    paid = last_payment(s.linked)
    return {
        **told,
        "over": sum(last_day_to_claim(bill, law) < s.today for bill in bills),
        "paid_over": not bills and paid is not None and last_day_to_claim_paid(paid, law) < s.today,
    }


def _hold(s: Situation, reason: str, rest: datetime) -> tuple[Hold, ...]:
    until = max(rest, s.known.case.holds.get(reason, s.now))
    operation = next(iter(s.reading.codes), "")
    return (Hold(s.known.account.supply.supply_number, reason, until, operation),)


def _death(s: Situation) -> tuple[Effect, ...]:
    """Of the linked supply, else of those whose contacts are reached here."""
    here = {contact.supply_number for contact in s.facts.here}
    concerned = {s.linked.account.supply.supply_number} if s.linked else here
    noted = (NoteDeceased(tuple(sorted(concerned))),) if concerned else ()
    return (*noted, HandOver("deceased"))


def _behind(s: Situation) -> tuple[str, ...]:
    """Whom a wish to be left alone closes: all who may be speaking."""
    contacts = s.facts.here or (s.linked.contacts if s.linked else ())
    return (*persons(contacts, s.conversation.address), _this_chat(s))


def _this_chat(s: Situation) -> str:
    return chat_person(s.conversation.channel, s.conversation.address)
