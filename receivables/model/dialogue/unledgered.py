"""A claim that a person has to look at before it can be in the ledger: paid by instalments, paid, or late.

Each has its number and its clock all the same (PE-CLM-1, PE-CLM-3): it is not for a program to refuse one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from receivables.model.account import Bill
from receivables.model.agreeing import LIVE, Stage
from receivables.model.buttons import buttons
from receivables.model.claims import last_day_to_claim_paid
from receivables.model.dialogue import ours
from receivables.model.dialogue.answering import answered_by, words_of
from receivables.model.dialogue.effects_desk import OpenRequest
from receivables.model.dialogue.owed import last_payment
from receivables.model.dialogue.turn import HandOver, Hold, Situation, Turn, say
from receivables.model.message import Message, Value
from receivables.model.request import RequestKind
from receivables.model.request_deadlines import last_day

IN_FORCE = frozenset({*LIVE, Stage.BROKEN})
"""An agreement at these stages stands in the place of its bills."""


def refinanced(s: Situation) -> tuple[Bill, ...]:
    """The bills in whose place an agreement of the chat stands, while any of its instalments is unpaid."""
    made = ours.of(s)
    if made is None or made.stage not in IN_FORCE or not s.known.standing.instalments:
        return ()
    numbers = {each.number for each in made.bills}
    return tuple(bill for bill in s.known.account.bills if bill.number in numbers)


def named(s: Situation, bills: Sequence[Bill]) -> tuple[Bill, ...]:
    """Those that the message names: pressed, by their number, by their month."""
    about, period = (s.reading.about or "").removeprefix("claim:"), s.reading.period
    wanted = {about, *s.reading.codes}
    return tuple(each for each in bills if each.number in wanted or (period and each.period == period))


def of_agreement(s: Situation, bills: Sequence[Bill]) -> Turn:
    """A bill that is paid by instalments can be claimed as well (I-9): a person decides, and the case rests, once."""
    made = ours.of(s)
    numbers = tuple(each.number for each in bills)
    asked = open_request(s, numbers, {"agreement": made.number if made else ""})
    rest = () if set(numbers) <= rested(s) else (claim_hold(s, asked.due_by or s.now),)
    held = replace(asked, values={**asked.values, "held": bool(rest)})
    told: dict[str, Value] = {
        **no_ledger(s, held, rests=bool(rest)),
        "agreement": made.number if made else None,
        "periods": tuple(each.period for each in bills),
    }
    said = Message("claim", told, buttons("bot", "agreement"))
    return say(s, said, effects=(*rest, HandOver("claim"), held))


def of_paid(s: Situation) -> Turn:
    """Nothing is open: it is about a bill that is paid, and the same clock runs for it (PE-CLM-1, PE-CLM-3)."""
    asked = open_request(s, tuple(each.number for each in named(s, s.known.account.bills)), {})
    told: dict[str, Value] = {**no_ledger(s, asked, rests=False), "paid": True}
    return say(s, Message("claim", told, buttons("bot", "detail")), effects=(HandOver("claim"), asked))


def open_request(s: Situation, bills: tuple[str, ...], values: Mapping[str, Value]) -> OpenRequest:
    """The request of a claim that is not in the ledger; what is said again of the same bills is added to it."""
    number = s.known.account.supply.supply_number
    known = next(
        (
            each
            for each in s.facts.requests
            if each.kind is RequestKind.CLAIM
            and each.waits
            and each.supply_number == number
            and set(each.bills) == set(bills)
        ),
        None,
    )
    if known is not None:
        return OpenRequest(
            RequestKind.CLAIM, number, words_of(s), values, bills, known.due_by, known=known.number
        )
    return OpenRequest(RequestKind.CLAIM, number, words_of(s), values, bills, answered_by(s))


def no_ledger(s: Situation, asked: OpenRequest, *, rests: bool, over: int = 0) -> dict[str, Value]:
    """What is told of a claim that a person has to look at before it can be in the ledger."""
    return {
        "number": None,
        "deadline": last_day(asked.due_by, s.policy) if asked.due_by else None,
        "again": bool(asked.known),
        "over": over,
        "rests": rests,
        "hours": s.policy.pauses.late_claim_hours,
        "paid": False,
        "agreement": None,
        "periods": (),
        **_limits(s),
    }


def rested(s: Situation) -> set[str]:
    """The bills that had their claim, and so their rest."""
    number = s.known.account.supply.supply_number
    return {
        bill
        for each in s.facts.requests
        if each.kind is RequestKind.CLAIM and each.supply_number == number
        for bill in each.bills
    }


def claim_hold(s: Situation, until: datetime) -> Hold:
    number, now = s.known.account.supply.supply_number, s.known.case.holds.get("claim", s.now)
    return Hold(number, "claim", max(until, now))


def _limits(s: Situation) -> dict[str, Value]:
    """How long one may claim, and whether that is over for what was paid last."""
    law, paid = s.policy.law, last_payment(s.known)
    return {
        "unpaid_days": law.claims.unpaid_days,
        "paid_months": law.claims.paid_months,
        "paid_over": paid is not None and last_day_to_claim_paid(paid, law) < s.today,
    }
