"""What is owed and what it is made of: figures of the ledger, each with the date of the data (I-22, PE-BILL-3)."""

from collections.abc import Mapping

from receivables.model.account import ClaimOutcome, Payment
from receivables.model.agreeing import Stage
from receivables.model.buttons import buttons
from receivables.model.claims import atypical_bills
from receivables.model.dialogue.bills import of_agreement, plain
from receivables.model.dialogue.turn import Known, OfferClaim, Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.ladder import Step
from receivables.model.message import Message, Value
from receivables.model.money import total
from receivables.model.standing import OpenBill, Standing

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
    values |= _agreed_on(s) | {"corrected": _to_be_corrected(s)}
    told = Message("debt", values, buttons(*_ways_on(known.standing, odd)))
    return say(s, told, effects=_offered(known, odd))


def atypical(open_bill: OpenBill) -> Mapping[str, Value]:
    """An atypical bill as a message tells it (PE-BILL-2)."""
    bill = open_bill.bill
    return {
        "period": bill.period,
        "amount": open_bill.unpaid,
        "consumption": plain(bill.consumption_m3),
        "usual": plain(bill.usual_m3 or bill.consumption_m3),
    }


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
        **of_agreement(standing),
    }
    return say(s, Message("agreement", values, buttons("debt", "offices", "human")))


def payments(s: Situation) -> Turn:
    """The latest payments on record."""
    latest = _latest_payments(s.known)[:PAYMENTS_SHOWN]
    listed: tuple[Value, ...] = tuple({"amount": p.amount, "paid_on": p.paid_on} for p in latest)
    values: dict[str, Value] = {"payments": listed, "as_of": s.facts.as_of}
    return say(s, Message("payments", values, buttons("statement", "paid", "human")))


def last_payment(known: Known) -> Payment | None:
    """The latest payment on record."""
    return next(iter(_latest_payments(known)), None)


def _ways_on(standing: Standing, odd: tuple[OpenBill, ...]) -> tuple[str, ...]:
    if not standing.outstanding:
        return ("detail", "offices", "human")
    return ("claim", "detail", "offices", "plan") if odd else ("detail", "offices", "plan", "promise")


def _agreed_on(s: Situation) -> dict[str, Value]:
    """A promise that runs, and an agreement that waits for its down payment: whoever asks has not to decide again."""
    promised = s.known.case.promise if s.known.case.step is Step.PROMISED else None
    made = s.facts.ours.get(s.known.account.supply.supply_number)
    waits = made if made and made.stage is Stage.ACCEPTED and made.down_due_on >= s.today else None
    return {
        "promised": promised.amount if promised else None,
        "promised_on": promised.due_on if promised else None,
        "pending": waits.number if waits else None,
        "down_payment": waits.down_payment if waits else None,
        "down_due_on": waits.down_due_on if waits else None,
    }


def _to_be_corrected(s: Situation) -> bool:
    """Whether every claim that still freezes a bill was found right: the bill only waits for its correction."""
    frozen = {each.bill.number for each in s.known.standing.bills if each.claimed}
    about = [each for each in s.known.account.claims if each.bill in frozen]
    pending = {each.bill for each in about if each.open_on(s.today)}
    right = {each.bill for each in about if each.outcome is ClaimOutcome.FOUNDED}
    return bool(frozen) and frozen <= right - pending


def _offered(known: Known, odd: tuple[OpenBill, ...]) -> tuple[OfferClaim, ...]:
    bills = tuple(each.bill.number for each in odd)
    return (OfferClaim(known.account.supply.supply_number, bills),) if bills else ()


def _latest_payments(known: Known) -> list[Payment]:
    real = [payment for payment in known.account.payments if not payment.reversed]
    return sorted(real, key=lambda p: (p.paid_on, p.operation), reverse=True)


def _figures(standing: Standing) -> dict[str, Value]:
    claimed, currency = [b for b in standing.bills if b.claimed], standing.negligible.currency
    coming = [b.bill.due_on for b in standing.outstanding_bills if b.bill.due_on >= standing.on]
    return {
        "outstanding": standing.outstanding,
        "bills": len(standing.outstanding_bills),
        "overdue": total((b.unpaid for b in standing.overdue_bills), currency),
        "overdue_bills": len(standing.overdue_bills),
        "oldest_due": standing.oldest_due_on,
        "next_due": min(coming, default=None),
        "claimed": total((b.unpaid for b in claimed), currency),
        "claimed_bills": len(claimed),
        "credit": standing.credit,
        "all_overdue": standing.overdue if standing.overdue_bills and standing.overdue_instalments else None,
        **of_agreement(standing),
    }
