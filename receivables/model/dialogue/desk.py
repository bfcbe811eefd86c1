"""What a desk has to look at: each wish has its route, is asked about once, and gets a number (domain.md, action 6)."""

import re

from receivables.model.account import SupplyState
from receivables.model.buttons import buttons
from receivables.model.dialogue import cutting, ways
from receivables.model.dialogue.answering import (
    agreed_to,
    first_words,
    refused,
    supply_of,
    waiting,
    words_of,
    yes,
)
from receivables.model.dialogue.effects_desk import OpenRequest
from receivables.model.dialogue.turn import Effect, HandOver, Hold, Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.message import Button, Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain
from receivables.model.request import RequestKind

_ANOTHERS = re.compile(
    r"\bvecin\w*|\b(?:la|otra) casa (?:de al lado|vecina)\b|\bde al lado\b|\balguien (?:esta )?rob\w*|\bneighbou?rs?\b"
)
_DATA = re.compile(r"\S@\S|\d[\d -]{5,}")
_WORDS = (Intent.OUT_OF_SCOPE, Intent.IDENTIFY, Intent.IRREGULAR, Intent.OUTAGE_LEAK)
ASKED = "request_"
"""How the question whether a request is to be opened begins; its kind follows."""


def meter(s: Situation) -> Turn:
    """A meter that measures wrong is inspected; nothing is decided in the chat."""
    told: dict[str, Value] = {"supply_masked": _masked(s)}
    return _offer(
        s, RequestKind.METER, Message("meter_offer", told, (_yes("meter"), *buttons("no", "claim")))
    )


def irregular(s: Situation) -> Turn:
    """No accusation: what regularising means, step by step, and a visit to be asked for."""
    known = waiting(s, RequestKind.IRREGULAR)
    told_before = known is not None and _ANOTHERS.search(plain(known.text))
    if _ANOTHERS.search(plain(s.facts.said)) and not told_before:
        return _ask_place(s)
    offer = Message("irregular_offer", {}, (_yes("irregular"), *buttons("no", "human")))
    return _offer(s, RequestKind.IRREGULAR, offer)


def contact(s: Situation) -> Turn:
    """Contact data are never changed by a chat alone: somebody could take the notices of another person over."""
    known, said = waiting(s, RequestKind.CONTACT_CHANGE), s.facts.said
    if known is not None and _DATA.search(said) and said.strip() not in known.text:
        return opened(s, RequestKind.CONTACT_CHANGE)  # what is new goes to the desk, too
    offer = Message("contact_offer", {}, (_yes("contact_change"), *buttons("no", "human")))
    return _offer(s, RequestKind.CONTACT_CHANGE, offer)


def reactivation(s: Situation) -> Turn:
    """An inactive supply is inspected and offered an agreement; nobody reminds it of a cut (domain.md)."""
    supply = s.known.account.supply
    if supply.state is SupplyState.CUT:
        return cutting.reconnection(s)
    if supply.state is SupplyState.ACTIVE:
        return say(s, Message("reactivation_active", {}, buttons("outage", "debt", "human")))
    debt: Value = s.known.standing.unpaid if s.known.standing.unpaid else None
    told: dict[str, Value] = {"supply_masked": _masked(s), "debt": debt, "as_of": s.facts.as_of}
    offer = Message("reactivation_offer", told, (_yes("reactivation"), *buttons("no", "human")))
    return _offer(s, RequestKind.REACTIVATION, offer)


def hardship(s: Situation) -> Turn:
    """Ways out, no pressure: instalments, a later day, or a person who looks at the case."""
    kind = RequestKind.HARDSHIP
    if (known := waiting(s, kind)) is not None:
        told: dict[str, Value] = {"number": known.number, **_ways_out(s)}
        return say(s, Message("hardship_open", told, buttons("plan", "promise", "human")))
    offered = (_yes("hardship"), *buttons("plan", "promise", "human"))
    slots: dict[str, Value] = {"said": first_words(s)}
    return say(s, Message("hardship", _ways_out(s), offered), expecting=f"{ASKED}{kind}", slots=slots)


def _ways_out(s: Situation) -> dict[str, Value]:
    """Which of them there are for this supply; to a stranger, all that there may be."""
    return {"plan": ways.plan_fits(s), "later": ways.promise_fits(s)}


def legal(s: Situation) -> Turn:
    """It is their right; a person takes over, and it has a number."""
    known = waiting(s, RequestKind.LEGAL)
    pause = () if known else rest(s, RequestKind.LEGAL)
    due_by = pause[0].until if pause else None
    asked: tuple[Effect, ...] = (
        () if known else (*pause, OpenRequest(RequestKind.LEGAL, supply_of(s), first_words(s), due_by=due_by))
    )
    told: dict[str, Value] = {"number": known.number if known else None}
    return say(
        s, Message("legal", told, buttons("claim", "bot", "human")), effects=(HandOver("legal"), *asked)
    )


def heard(s: Situation) -> Turn | None:
    """The answer to whether a request is to be opened; None for anything else."""
    what = s.conversation.expecting or ""
    kind = RequestKind(what.removeprefix(ASKED))
    if refused(s):
        return say(s, Message("request_dropped", {}, buttons("debt", "human")))
    if kind is RequestKind.IRREGULAR:
        return _visit(s, what)
    return opened(s, kind) if agreed_to(s, what) else None


def _visit(s: Situation, what: str) -> Turn | None:
    """A visit needs a place: it is asked for where nobody told it, and any words that answer are taken as one."""
    asked = bool(s.conversation.slots.get("asked"))
    free = s.reading.about is None and bool(s.facts.said.strip())
    if _told_in_words(s) or (asked and free and not (s.reading.sure and s.reading.intent not in _WORDS)):
        return opened(s, RequestKind.IRREGULAR)
    if not agreed_to(s, what):
        return None
    if asked or any(map(str.isdigit, first_words(s))):
        return opened(s, RequestKind.IRREGULAR)
    return _ask_place(s)


def _ask_place(s: Situation) -> Turn:
    slots: dict[str, Value] = {"said": first_words(s), "asked": True}
    told = Message("irregular_where", {}, buttons("human"))
    return say(s, told, expecting=f"{ASKED}{RequestKind.IRREGULAR}", slots=slots)


def opened(s: Situation, kind: RequestKind) -> Turn:
    """Open it, and tell its number and what happens next."""
    if kind is RequestKind.SERVICE_END and (known := waiting(s, kind)) is not None:
        return already_open(s, known.number)
    pause = rest(s, kind) if kind is RequestKind.HARDSHIP else ()
    asked = OpenRequest(kind, supply_of(s), words_of(s), due_by=pause[0].until if pause else None)
    told: dict[str, Value] = {"number": None, "kind": kind.value}
    return say(s, Message("request_taken", told, buttons("debt", "human")), effects=(*pause, asked))


def rest(s: Situation, kind: RequestKind) -> tuple[Hold, ...]:
    """A pause of the case until somebody can have looked, once in a round: nobody is pressed because a desk is late."""
    if s.linked is None or not s.linked.standing.overdue or kind.value in s.linked.case.holds:
        return ()
    return (Hold(s.linked.account.supply.supply_number, kind.value, s.now + s.policy.pauses.help),)


def already_open(s: Situation, number: str) -> Turn:
    """It has a number already; asking twice makes nothing faster."""
    return say(s, Message("request_open", {"number": number}, buttons("human", "debt")))


def _offer(s: Situation, kind: RequestKind, offer: Message) -> Turn:
    if (known := waiting(s, kind)) is not None:
        return already_open(s, known.number)
    return say(s, offer, expecting=f"{ASKED}{kind}", slots={"said": first_words(s)})


def _told_in_words(s: Situation) -> bool:
    """Whether somebody wrote where it is, which is a yes."""
    free = not s.reading.sure or s.reading.intent in (Intent.OUT_OF_SCOPE, Intent.IDENTIFY, Intent.IRREGULAR)
    return free and s.reading.about is None and any(map(str.isdigit, s.facts.said))


def _yes(kind: str) -> Button:
    return yes(f"{ASKED}{kind}")


def _masked(s: Situation) -> str:
    number = supply_of(s)
    return masked(number) if number else ""
