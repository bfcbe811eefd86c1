"""Yes and no to a question of ours, and the person's own words: what the talks with a desk have in common."""

from collections.abc import Mapping
from datetime import datetime

from receivables.model.buttons import ok_button
from receivables.model.claims import business_days_after
from receivables.model.dialogue.turn import Situation
from receivables.model.message import Button, Value
from receivables.model.reading.intents import Intent
from receivables.model.request import LONGEST, Request, RequestKind
from receivables.model.request_deadlines import end_of


def yes(what: str) -> Button:
    """The yes to that very question: pressed when another one is open, it answers nothing."""
    return ok_button(what)


def agreed_to(s: Situation, what: str) -> bool:
    """Whether this is a yes to that question, written or pressed."""
    return s.reading.sure and s.reading.intent is Intent.AFFIRM and s.reading.about in (None, f"ok:{what}")


def refused(s: Situation) -> bool:
    """Whether this is a no."""
    return s.reading.sure and s.reading.intent is Intent.DENY


def stale(s: Situation) -> bool:
    """Whether a yes was pressed that belongs to a question which is not open any more."""
    about = s.reading.about or ""
    return about.startswith("ok:") and about.removeprefix("ok:").split("/")[0] != s.conversation.expecting


def words_of(s: Situation) -> str:
    """What the person wrote about it: when it was first said, and since."""
    noted = s.conversation.slots.get("said")
    parts = dict.fromkeys([noted if isinstance(noted, str) else "", s.facts.said.strip()])
    return "\n".join(part for part in parts if part)[:LONGEST]


def first_words(s: Situation) -> str:
    """What the person wrote when they first spoke of it."""
    noted = s.conversation.slots.get("said")
    return noted if isinstance(noted, str) and noted else s.facts.said.strip()[:LONGEST]


def text_slot(slots: Mapping[str, Value], name: str) -> str:
    """A word that was gathered; empty when there is none."""
    value = slots.get(name)
    return value if isinstance(value, str) else ""


def supply_of(s: Situation) -> str | None:
    """The supply that this chat proved."""
    return s.linked.account.supply.supply_number if s.linked else None


def waiting(s: Situation, kind: RequestKind) -> Request | None:
    """What this person asked of that kind already, and has no answer yet."""
    mine = (s.conversation.channel, s.conversation.address)
    found = [
        each
        for each in s.facts.requests
        if each.kind is kind
        and each.waits
        and (each.supply_number == supply_of(s) or (each.channel, each.address) == mine)
    ]
    return found[-1] if found else None


def answered_by(s: Situation) -> datetime:
    """The midnight that ends the last day to decide and to tell a claim of today at its first instance (PE-CLM-3)."""
    first = s.policy.law.claims.instances[0]
    return due_after(s, first.decide_days + first.notify_days)


def due_after(s: Situation, business_days: int) -> datetime:
    """The midnight that ends the last of so many business days from today."""
    last = business_days_after(s.today, business_days, s.facts.calendar)
    return end_of(last, s.policy.zone).astimezone(s.now.tzinfo)
