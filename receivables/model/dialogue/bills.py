"""What a debt is made of, when it arose, and each of its bills: figures of the ledger with their day (I-22)."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from receivables.model.account import Bill
from receivables.model.buttons import buttons, pressed
from receivables.model.claims import deadline_of
from receivables.model.dialogue import choosing
from receivables.model.dialogue.statement import bill_row, concepts
from receivables.model.dialogue.turn import Known, Situation, Turn, say
from receivables.model.identity import latest_bill, masked
from receivables.model.message import Button, Message, Value
from receivables.model.money import Money, total
from receivables.model.reading.detailing import OF_A_BILL
from receivables.model.reading.words import plain as words
from receivables.model.standing import CONCEPTS, OpenBill, Standing

BILLS_SHOWN = 12
BILLS_OFFERED = 5
"""So many bills have a button of their own, the latest ones: messengers show ten lines at most."""
TENTH = Decimal("0.1")
OF_BILL = "bill:"
ONE_BILL = "bill"
"""What is expected after the list of them: the month of one."""
_BESIDE = frozenset(
    {
        "y",
        "a",
        "ver",
        "el",
        "la",
        "lo",
        "de",
        "del",
        "mes",
        "recibo",
        "factura",
        "the",
        "bil",
        "for",
        "of",
        "and",
    }
)
"""What may stand beside the month."""
_EACH = re.compile(
    r"\bcada (?:recibo|factura|boleta)\b|\b(recibo|factura|boleta|bil) (?:por|by) \1\b"
    r"|\btod[oa]s (?:l[oa]s|mis) (?:recibos|facturas|boletas)\b|\buno por uno\b"
    r"|\beach bil\b|\bal (?:of )?(?:the|my) bills\b"
)


def make_up(s: Situation) -> Turn:
    """The bill that was asked for, or each of them; else the debt by concept, and how it came about.

    Claimed bills are not counted.
    """
    if asked := _asked_for(s):
        return asked
    standing = s.known.standing
    values: dict[str, Value] = {
        "supply_masked": masked(s.known.account.supply.supply_number),
        "as_of": s.facts.as_of,
        "outstanding": standing.outstanding,
        "concepts": tuple(concepts(standing)),
        "claimed": sum(each.claimed for each in standing.bills),
        "arose": arose(s.known),
        **of_agreement(standing),
    }
    several = len(standing.bills) != 1
    first = buttons("bills" if standing.bills else "statement") if several else ()
    one = first or offered_bills([each.bill for each in standing.bills]) or buttons("statement")
    return say(s, Message("make_up", values, (*one, *buttons("plan", "claim"))))


def each_bill(s: Situation) -> Turn:
    """Bill by bill what is left of it; claimed ones are marked. A month that is written next is one of them."""
    standing = s.known.standing
    shown, hidden = standing.bills[:BILLS_SHOWN], standing.bills[BILLS_SHOWN:]
    values: dict[str, Value] = {
        "as_of": s.facts.as_of,
        "bills": tuple(_line(each, standing) for each in shown),
        "more_bills": len(hidden),
        "more_amount": _sum(standing, hidden),
        "negligible": any(not b.claimed and b.unpaid < standing.negligible for b in standing.bills),
    }
    offered = offered_bills([each.bill for each in standing.bills])
    return say(s, Message("bill_list", values, (*offered, *buttons("statement"))), expecting=ONE_BILL)


def heard(s: Situation) -> Turn | None:
    """A month, or a place, in answer to the list of bills; None for what is something else."""
    if s.linked is None or s.reading.about is not None:
        return None
    shown = s.linked.standing.bills[:BILLS_SHOWN]
    at = choosing.place(s.facts.said, len(shown))
    if at is not None:
        return detail(s, shown[at].bill)
    if s.reading.period is None:
        return None
    elsewhere = s.reading.sure and s.reading.intent not in OF_A_BILL
    month = [each for each in words(s.facts.said).split() if each not in _BESIDE and not each.isdigit()]
    return None if elsewhere or len(month) > 1 else _asked_for(s)


def bill_copy(s: Situation) -> Turn:
    """The bill that was asked for, else the latest, in figures; its copy is given at the offices."""
    if asked := _asked_for(s):
        return asked
    bill = latest_bill(s.known.account, s.today)
    if bill is None:
        return say(s, Message("bill_none", {}, buttons("human")))
    values: dict[str, Value] = {
        "number": bill.number,
        "period": bill.period,
        "total": bill.total,
        "due_on": bill.due_on,
        "consumption": plain(bill.consumption_m3),
    }
    ways = (*offered_bills([bill]), *buttons("statement", "human"))
    return say(s, Message("bill_copy", values, ways))


def detail(s: Situation, bill: Bill) -> Turn:
    """One bill: its month, what was consumed, of what it is, what was paid of it and what is left."""
    here = next((each for each in s.known.standing.bills if each.bill.number == bill.number), None)
    row = bill_row(s, here or OpenBill(bill, bill.total - bill.total, claimed=False))
    values: dict[str, Value] = {
        **row,
        "as_of": s.facts.as_of,
        "consumption": plain(bill.consumption_m3),
        "usual": plain(bill.usual_m3) if bill.usual_m3 is not None else None,
        "concepts": tuple(
            {"concept": name, "amount": amount} for name in CONCEPTS if (amount := getattr(bill, name))
        ),
        "open": here is not None,
        "claim": _claim(s, bill) if here is not None and here.claimed else None,
    }
    ways: tuple[str, ...] = ("detail", "offices", "human")
    if here is not None:
        ways = ("claimstatus", "detail", "human") if here.claimed else ("offices", "plan")
    claim = () if here is None or here.claimed else _button("claim:", bill, "claim")
    open_list = ONE_BILL if s.conversation.expecting == ONE_BILL else None
    return say(s, Message("bill_detail", values, (*claim, *buttons(*ways))), expecting=open_list)


def arose(known: Known) -> Mapping[str, Value] | None:
    """When the debt began, over how many months, and what was paid meanwhile; None where nothing is outstanding.

    Paid since the day on which the first of its bills was issued: before it there was nothing of this debt to pay.
    """
    owed = known.standing.outstanding_bills
    if not owed:
        return None
    first = min(owed, key=lambda each: (each.bill.period, each.bill.issued_on)).bill
    last = max(each.bill.period for each in owed)
    since = [p for p in known.account.payments if not p.reversed and p.paid_on >= first.issued_on]
    return {
        "first": first.period,
        "last": last,
        "months": len({each.bill.period for each in owed}),
        "billed": len({each.period for each in known.account.bills if first.period <= each.period <= last}),
        "payments": len(since),
        "paid": total((p.amount for p in since), known.standing.negligible.currency),
        "last_paid_on": max((p.paid_on for p in since), default=None),
    }


def of_agreement(standing: Standing) -> dict[str, Value]:
    """The instalments of a live agreement, due and to come."""
    currency = standing.negligible.currency
    coming = [i for i in standing.instalments if i.instalment.due_on >= standing.on]
    return {
        "instalments_overdue": total((i.unpaid for i in standing.overdue_instalments), currency),
        "instalments_overdue_count": len(standing.overdue_instalments),
        "instalments_pending": total((i.unpaid for i in coming), currency),
        "instalments_pending_count": len(coming),
        "next_instalment": coming[0].unpaid if coming else None,
        "next_instalment_on": coming[0].instalment.due_on if coming else None,
    }


def offered_bills(bills: Sequence[Bill]) -> tuple[Button, ...]:
    """A button for each of the latest bills, the latest first."""
    latest = sorted(bills, key=lambda bill: (bill.period, bill.number), reverse=True)[:BILLS_OFFERED]
    return tuple(button for bill in latest for button in _button(OF_BILL, bill, "bill_of"))


def plain(quantity: Decimal) -> str:
    """Without idle zeros, whole or to the tenth (half up)."""
    return f"{quantity.quantize(TENTH, ROUND_HALF_UP).normalize():f}"


def _asked_for(s: Situation) -> Turn | None:
    """The answer about one bill, where a button or a month named it; None where the message is about all of them."""
    about = s.reading.about or ""
    named = about.removeprefix(OF_BILL) if about.startswith(OF_BILL) else ""
    period = s.reading.period
    if not named and period is None:
        return each_bill(s) if wants_each(s) else None
    bills = s.known.account.bills
    found = [each for each in bills if (each.number == named if named else each.period == period)]
    if len(found) == 1:
        return detail(s, found[0])
    offered = offered_bills(found or [each.bill for each in s.known.standing.bills])
    values: dict[str, Value] = {"period": None if named else period, "several": len(found)}
    return say(s, Message("bill_unknown", values, (*offered, *buttons("detail", "human"))))


def wants_each(s: Situation) -> bool:
    """Whether the list of bills is asked for, and there is one."""
    if s.linked is None or not s.known.standing.bills:
        return False
    return s.reading.about == "bills" or (s.reading.about is None and bool(_EACH.search(words(s.facts.said))))


def _button(prefix: str, bill: Bill, label: str) -> tuple[Button, ...]:
    """None for a number that no button can carry."""
    name = f"{prefix}{bill.number}"
    return (Button(name, label, {"period": bill.period}),) if pressed(name) else ()


def _line(open_bill: OpenBill, standing: Standing) -> Mapping[str, Value]:
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


def _claim(s: Situation, bill: Bill) -> Mapping[str, Value] | None:
    """The latest claim of that bill, and until when it is to be answered while it is open."""
    claims = [each for each in s.known.account.claims if each.bill == bill.number]
    if not claims:
        return None
    claim = max(claims, key=lambda each: (each.filed_on, each.instance, each.number))
    pending = claim.open_on(s.today)
    return {
        "number": claim.number,
        "pending": pending,
        "deadline": deadline_of(claim, s.policy.law, s.facts.calendar) if pending else None,
    }


def _sum(standing: Standing, bills: Sequence[OpenBill]) -> Money:
    return total((each.unpaid for each in bills), standing.negligible.currency)
