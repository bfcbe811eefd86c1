"""What is owed and what it is made of: figures of the ledger, each with the date of the data (I-22, PE-BILL-3)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from receivables.model.account import Payment
from receivables.model.buttons import buttons
from receivables.model.claims import atypical_bills
from receivables.model.dialogue import why
from receivables.model.dialogue.turn import HandOver, Known, OfferClaim, Situation, Turn, aside, say
from receivables.model.identity import latest_bill, masked
from receivables.model.message import Message, Value
from receivables.model.money import Money, total
from receivables.model.reading.intents import Intent
from receivables.model.standing import CONCEPTS, OpenBill, Standing

BILLS_SHOWN = 12
PAYMENTS_SHOWN = 3


def debt(s: Situation) -> Turn:
    """What is outstanding first; what is claimed and what is agreed stand apart (design.md, What is owed)."""
    known = s.known
    about: dict[str, Value] = {
        "supply_masked": masked(known.account.supply.supply_number),
        "as_of": s.facts.as_of,
    }
    if not (known.standing.bills or known.standing.instalments):
        values: dict[str, Value] = {**about, "credit": known.standing.credit}
        return say(s, Message("debt_none", values, buttons("paid", "human")))
    odd = atypical_bills(known.account, known.standing, s.policy)
    values = {**about, **_figures(known.standing), "atypical": tuple(atypical(each) for each in odd)}
    told = Message("debt", values, buttons(*_ways_on(known.standing, odd)))
    return say(s, told, effects=_offered(known, odd))


def atypical(open_bill: OpenBill) -> Mapping[str, Value]:
    """An atypical bill as a message tells it (PE-BILL-2)."""
    bill = open_bill.bill
    return {
        "period": bill.period,
        "amount": open_bill.unpaid,
        "consumption": _plain(bill.consumption_m3),
        "usual": _plain(bill.usual_m3 or bill.consumption_m3),
    }


def make_up(s: Situation) -> Turn:
    """By concept, and bill by bill; claimed bills are listed and marked, and not counted."""
    standing = s.known.standing
    if not standing.bills and not standing.instalments:
        return debt(s)
    shown = standing.bills[:BILLS_SHOWN]
    hidden = standing.bills[BILLS_SHOWN:]
    values: dict[str, Value] = {
        "supply_masked": masked(s.known.account.supply.supply_number),
        "as_of": s.facts.as_of,
        "outstanding": standing.outstanding,
        "concepts": tuple(_concepts(standing.outstanding_bills)),
        "bills": tuple(_bill(each, standing) for each in shown),
        "more_bills": len(hidden),
        "more_amount": total(b.unpaid for b in hidden),
        "negligible": any(not b.claimed and b.unpaid < standing.negligible for b in standing.bills),
        **_agreement(standing),
    }
    return say(s, Message("make_up", values, buttons("offices", "plan", "claim", "human")))


def agreement(s: Situation) -> Turn:
    """The instalments of the live agreement, due and to come."""
    standing = s.known.standing
    if standing.agreement is None:
        return say(s, Message("agreement_none", {}, buttons("plan", "debt", "human")))
    values: dict[str, Value] = {
        "agreement": standing.agreement.number,
        "signed_on": standing.agreement.signed_on,
        "left": len(standing.instalments),
        "as_of": s.facts.as_of,
        **_agreement(standing),
    }
    return say(s, Message("agreement", values, buttons("debt", "offices", "human")))


def bill_copy(s: Situation) -> Turn:
    """The latest bill in figures; its copy is given at the offices."""
    bill = latest_bill(s.known.account, s.today)
    if bill is None:
        return say(s, Message("bill_none", {}, buttons("human")))
    values: dict[str, Value] = {
        "number": bill.number,
        "period": bill.period,
        "total": bill.total,
        "due_on": bill.due_on,
        "consumption": f"{bill.consumption_m3.normalize():f}",
    }
    return say(s, Message("bill_copy", values, buttons("debt", "detail", "human")))


def payments(s: Situation) -> Turn:
    """The latest payments on record."""
    latest = _latest_payments(s.known)[:PAYMENTS_SHOWN]
    listed: tuple[Value, ...] = tuple({"amount": p.amount, "paid_on": p.paid_on} for p in latest)
    values: dict[str, Value] = {"payments": listed, "as_of": s.facts.as_of}
    return say(s, Message("payments", values, buttons("debt", "paid", "human")))


def offices(s: Situation) -> Turn:
    """Where to pay: official places only, never an agent (POL-PAY-1, I-18)."""
    options = ("debt", "plan", "human") if s.linked else ("debt", "human")
    return aside(s, Message("offices", {}, buttons(*options)))


def reconnection(s: Situation) -> Turn:
    """When service comes back (PE-REO-1); who says to have paid already reaches a person at once.

    Who asks why it was closed is told so, where the record knows.
    """
    paid = Intent.ALREADY_PAID in s.reading.also
    if not paid and why.asks_of_the_cut(s):
        return why.cut(s)
    overdue = s.linked.standing.overdue if s.linked else None
    values: dict[str, Value] = {"hours": s.policy.reopening_hours, "overdue": overdue, "paid": paid}
    told = Message("reconnection", values, buttons("debt", "offices", "human"))
    return aside(s, told, effects=(HandOver("reconnection"),) if paid else ())


def last_payment(known: Known) -> Payment | None:
    """The latest payment on record."""
    return next(iter(_latest_payments(known)), None)


def _ways_on(standing: Standing, odd: tuple[OpenBill, ...]) -> tuple[str, ...]:
    if not standing.outstanding:
        return ("detail", "offices", "human")
    return ("claim", "detail", "offices", "plan") if odd else ("detail", "offices", "plan", "promise")


def _offered(known: Known, odd: tuple[OpenBill, ...]) -> tuple[OfferClaim, ...]:
    bills = tuple(each.bill.number for each in odd)
    return (OfferClaim(known.account.supply.supply_number, bills),) if bills else ()


def _plain(quantity: Decimal) -> str:
    """Without idle zeros, whole or to the tenth (half up)."""
    tenths = quantity.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{tenths.normalize():f}"


def _latest_payments(known: Known) -> list[Payment]:
    real = [payment for payment in known.account.payments if not payment.reversed]
    return sorted(real, key=lambda p: (p.paid_on, p.operation), reverse=True)


def _figures(standing: Standing) -> dict[str, Value]:
    claimed = [b for b in standing.bills if b.claimed]
    coming = [b.bill.due_on for b in standing.outstanding_bills if b.bill.due_on >= standing.on]
    return {
        "outstanding": standing.outstanding,
        "bills": len(standing.outstanding_bills),
        "overdue": total(b.unpaid for b in standing.overdue_bills),
        "overdue_bills": len(standing.overdue_bills),
        "oldest_due": standing.oldest_due_on,
        "next_due": min(coming, default=None),
        "claimed": total(b.unpaid for b in claimed),
        "claimed_bills": len(claimed),
        "credit": standing.credit,
        **_agreement(standing),
    }


def _agreement(standing: Standing) -> dict[str, Value]:
    coming = [i for i in standing.instalments if i.instalment.due_on >= standing.on]
    return {
        "instalments_overdue": total(i.unpaid for i in standing.overdue_instalments),
        "instalments_overdue_count": len(standing.overdue_instalments),
        "instalments_pending": total(i.unpaid for i in coming),
        "instalments_pending_count": len(coming),
        "next_instalment": coming[0].unpaid if coming else None,
        "next_instalment_on": coming[0].instalment.due_on if coming else None,
    }


def _concepts(bills: Iterable[OpenBill]) -> Iterable[Mapping[str, Value]]:
    parts = [bill.make_up for bill in bills]
    for concept in CONCEPTS:
        amount: Money = total(part[concept] for part in parts if concept in part)
        if amount:
            yield {"concept": concept, "amount": amount}


def _bill(open_bill: OpenBill, standing: Standing) -> Mapping[str, Value]:
    bill = open_bill.bill
    return {
        "number": bill.number,
        "period": bill.period,
        "due_on": bill.due_on,
        "past_due": bill.due_on < standing.on,
        "unpaid": open_bill.unpaid,
        "partly": open_bill.unpaid != bill.total,
        "claimed": open_bill.claimed,
    }
