"""Whether a service is to be cut, and when a cut one comes back: what is ordered, its clock, and what ends it.

Nothing is threatened and nothing is guessed: what is not ordered is said not to be (I-11, I-12; PE-REO-1 to PE-REO-4).
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from receivables.model.account import SupplyState
from receivables.model.buttons import buttons
from receivables.model.dialogue import paid, why
from receivables.model.dialogue.turn import HandOver, Known, Situation, Turn, aside
from receivables.model.identity import masked
from receivables.model.ladder import Notice, Step
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain
from receivables.model.workorder import OrderKind, OrderState, WorkOrder

_OF_THE_PRICE = frozenset({Intent.RECONNECTION, Intent.POLICY_QUESTION})
_PRICE = re.compile(
    r"\b(?:cuanto|costo|cuesta|precio|tarifa|cobran|how much|cost|price|fe)\b.*"
    r"\b(?:reconex\w*|reconec\w*|reinstal\w*|reapert\w*|reabr\w*|reconn?ect\w*|reopen\w*)\b"
)
CLAIM = "claim"
"""The hold of whoever told of a claim that a person looks at."""
CLOSED = (Step.CUT, Step.REOPENING)


def status(s: Situation) -> Turn:
    """Whether a cut is ordered, or a last term runs; until when, and what ends it. Who says to have paid is heard."""
    known = s.known
    if Intent.ALREADY_PAID in s.reading.also:
        return paid.already_paid(s)
    if closed(known):
        return reconnection(s)
    values = {**_values(s, known), "stands": stands(s, known), "bills": s.policy.cut_overdue_bills}
    if values["stands"] == "inactive":
        return aside(s, Message("cut_status", values, buttons("reactivate", "debt", "human")))
    first = "claimstatus" if values["claimed"] else "claim"
    ways = ("offices", "plan", first, "human") if known.standing.overdue else ("debt", "human")
    return aside(s, Message("cut_status", values, buttons(*ways)))


def _values(s: Situation, known: Known) -> dict[str, Value]:
    rests = known.case.paused(s.now)
    return {
        "supply_masked": masked(known.account.supply.supply_number),
        "as_of": s.facts.as_of,
        "overdue": known.standing.overdue,
        "paused_until": known.case.paused_until if rests else None,
        "claimed": s.now < known.case.holds.get(CLAIM, s.now),
        **_clock(s, known),
    }


def general(s: Situation, asked: Turn) -> Turn:
    """To a chat that is not linked: the rule, which is the same for everybody, before it is asked for its supply."""
    values: dict[str, Value] = {"bills": s.policy.cut_overdue_bills, "hours": s.policy.last_chance_hours}
    return replace(asked, messages=(Message("cut_status_general", values), *asked.messages))


def asks_price(s: Situation) -> bool:
    """Whether somebody asks what a reopening costs: that is no secret, and the same for everybody."""
    wishes = {s.reading.intent} if s.reading.sure else {*s.reading.options}
    return (
        s.reading.about is None and bool(wishes & _OF_THE_PRICE) and bool(_PRICE.search(plain(s.facts.said)))
    )


def reconnection(s: Situation) -> Turn:
    """When service comes back (PE-REO-1); who says to have paid already, and who waits too long, reaches a person.

    Who asks why it was closed is told so, where the record knows.
    """
    has_paid = Intent.ALREADY_PAID in s.reading.also
    if not has_paid and why.asks_of_the_cut(s):
        return why.cut(s)
    known = s.linked
    order = _queued(s, OrderKind.REOPENING) if known else None
    late = order is not None and order.due_by is not None and order.due_by < s.now
    values: dict[str, Value] = {
        "hours": s.policy.reopening_hours,
        "overdue": known.standing.overdue if known else None,
        "as_of": s.facts.as_of if known else None,
        "paid": has_paid,
        "closed": closed(known) if known else None,
        "ordered_at": order.ordered_at if order else None,
        "due_by": order.due_by if order else None,
        "late": late,
    }
    told = Message("reconnection", values, buttons("debt", "offices", "plan", "human"))
    return aside(s, told, effects=(HandOver("reconnection"),) if has_paid or late else ())


def closed(known: Known) -> bool:
    """Whether the service is closed, by us or by the register."""
    return known.case.step in CLOSED or known.account.supply.state is SupplyState.CUT


def stands(s: Situation, known: Known) -> str:
    """In one word: what is true now, the gravest first. A term that ends within a pause is the end of the pause."""
    until = _clock(s, known)["until"]
    ends = known.case.paused_until if known.case.paused(s.now) else None
    told = _stands(s, known)
    within = isinstance(until, datetime) and ends is not None and until <= ends
    return "paused" if told == "last_chance" and within else told


def _stands(s: Situation, known: Known) -> str:
    if known.account.supply.state is SupplyState.INACTIVE:
        return "inactive"
    if known.case.step is Step.CUT_QUEUED or _queued(s, OrderKind.CUT) is not None:
        return "ordered"
    if not known.standing.overdue:
        return "nothing_overdue"
    if known.case.step is Step.LAST_CHANCE:
        return "last_chance" if known.case.served(Notice.LAST_CHANCE) else "last_chance_unserved"
    return "promised" if known.case.step is Step.PROMISED and known.case.promise else "not_ordered"


def _clock(s: Situation, known: Known) -> dict[str, Value]:
    case, order = known.case, _queued(s, OrderKind.CUT)
    served = case.served(Notice.LAST_CHANCE)
    since = order.ordered_at if order else case.since if case.step is Step.CUT_QUEUED else None
    until = served.served_at if served and case.step is Step.LAST_CHANCE else None
    return {
        "ordered_at": since,
        "until": until + timedelta(hours=s.policy.last_chance_hours) if until else None,
        "promise_on": case.promise.due_on if case.promise and case.step is Step.PROMISED else None,
    }


def _queued(s: Situation, kind: OrderKind) -> WorkOrder | None:
    """The order of that kind that waits to be done."""
    waiting = [o for o in s.facts.orders if o.kind is kind and o.state is OrderState.QUEUED]
    mine = [o for o in waiting if s.linked and o.supply_number == s.linked.account.supply.supply_number]
    return mine[-1] if mine else None
