"""The statement of account: all that the ledger knows of a supply on one day, for a person to keep or to print.

No name, no document and no address stand in it, and the supply by its last digits (I-26): a linked chat proved a bill
of the supply, and not who reads. Every figure is of the ledger, with the day of its data (I-22).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from receivables.model.account import Agreement, Payment
from receivables.model.buttons import buttons
from receivables.model.dates import add_months
from receivables.model.dialogue import claimed
from receivables.model.dialogue.turn import Known, Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.message import Message, Value
from receivables.model.money import total
from receivables.model.standing import CONCEPTS, OpenBill, Standing

MONTHS = 12
PAPER = "statement"


def statement(s: Situation) -> Turn:
    """The statement, on paper where the channel takes one; the text alone says the main figures, too."""
    known = s.known
    standing = known.standing
    values: dict[str, Value] = {
        "supply_masked": masked(known.account.supply.supply_number),
        "as_of": s.facts.as_of,
        "months": MONTHS,
        **_sums(standing),
        "bills": tuple(bill_row(s, each) for each in standing.bills),
        "concepts": tuple(concepts(standing)),
        "payments": tuple(_payment(each) for each in payments_since(known, add_months(s.today, -MONTHS))),
        "agreement": _agreement(standing.agreement, standing) if standing.agreement else None,
        "claims": tuple(claimed.of_statement(s, known)),
    }
    ways = ("detail", "offices", "plan") if standing.outstanding else ("payments", "human")
    return say(s, Message("statement", values, buttons(*ways), paper=PAPER))


def bill_row(s: Situation, open_bill: OpenBill) -> Mapping[str, Value]:
    """One open bill in figures; `reference` is what a counter asks for."""
    bill = open_bill.bill
    return {
        "number": bill.number,
        "period": bill.period,
        "issued_on": bill.issued_on,
        "due_on": bill.due_on,
        "past_due": bill.due_on < s.today,
        "consumption": f"{bill.consumption_m3.normalize():f}",
        "total": bill.total,
        "paid": bill.total - open_bill.unpaid,
        "unpaid": open_bill.unpaid,
        "claimed": open_bill.claimed,
        "reference": s.policy.payment.reference_of(bill.supply_number, bill.number),
    }


def concepts(standing: Standing) -> Iterable[Mapping[str, Value]]:
    """What the outstanding bills owe, by concept, in the order in which a bill has them."""
    parts = [bill.make_up for bill in standing.outstanding_bills]
    for concept in CONCEPTS:
        amount = total((part[concept] for part in parts if concept in part), standing.negligible.currency)
        if amount:
            yield {"concept": concept, "amount": amount}


def payments_since(known: Known, day: date) -> list[Payment]:
    """The payments on record after that day, the latest first."""
    kept = [each for each in known.account.payments if not each.reversed and each.paid_on > day]
    return sorted(kept, key=lambda each: (each.paid_on, each.operation), reverse=True)


def _sums(standing: Standing) -> dict[str, Value]:
    overdue = total((each.unpaid for each in standing.overdue_bills), standing.negligible.currency)
    coming = [each for each in standing.instalments if each.instalment.due_on >= standing.on]
    currency = standing.negligible.currency
    return {
        "outstanding": standing.outstanding,
        "open_bills": len(standing.outstanding_bills),
        "overdue": overdue,
        "coming": standing.outstanding - overdue,
        "claimed": total((each.unpaid for each in standing.bills if each.claimed), currency),
        "instalments_overdue": total((each.unpaid for each in standing.overdue_instalments), currency),
        "instalments_pending": total((each.unpaid for each in coming), currency),
        "credit": standing.credit,
        "all_overdue": standing.overdue if standing.overdue_bills and standing.overdue_instalments else None,
    }


def _payment(payment: Payment) -> Mapping[str, Value]:
    return {"paid_on": payment.paid_on, "amount": payment.amount}


def _agreement(agreement: Agreement, standing: Standing) -> Mapping[str, Value]:
    left = {
        each.instalment.number: each.unpaid
        for each in standing.instalments
        if each.instalment.agreement == agreement.number
    }
    zero = standing.negligible - standing.negligible
    return {
        "number": agreement.number,
        "signed_on": agreement.signed_on,
        "down_payment": agreement.down_payment,
        "rows": tuple(
            {
                "number": each.number,
                "due_on": each.due_on,
                "amount": each.amount,
                "unpaid": left.get(each.number, zero),
            }
            for each in agreement.schedule
        ),
    }
