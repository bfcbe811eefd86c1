"""Where and how to pay: official places and ways only, never an agent (POL-PAY-1, I-18)."""

from collections.abc import Mapping

from receivables.model.buttons import buttons
from receivables.model.dialogue.turn import Known, Situation, Turn, aside
from receivables.model.message import Message, Value
from receivables.model.paying import SHOWN, Office, Place, nearest
from receivables.model.standing import OpenBill

BILLS_SHOWN = 3


def offices(s: Situation) -> Turn:
    """The nearest places of a linked supply, else the first of the policy; each bill with what a counter asks for."""
    known = s.linked
    listed = s.policy.offices
    shown = nearest(listed, _place(known)) if known else listed[:SHOWN]
    values: dict[str, Value] = {
        "near": known is not None and len(listed) > 1,
        "places": tuple(_office(each) for each in shown),
        "more": len(listed) - len(shown),
        "ways": s.policy.payment.ways,
        "gateway": s.policy.payment.gateway_url,
        "bills": tuple(_bill(s, each) for each in _owed(known)),
        "more_bills": _more(known),
        "as_of": s.facts.as_of,
    }
    ways = ("debt", "plan", "human") if known else ("debt", "human")
    return aside(s, Message("offices", values, buttons(*ways)))


def _place(known: Known) -> Place:
    supply = known.account.supply
    return Place(supply.locality, supply.latitude, supply.longitude)


def _office(office: Office) -> Mapping[str, Value]:
    return {"name": office.name, "address": office.address, "hours": office.hours}


def _owed(known: Known | None) -> tuple[OpenBill, ...]:
    """The oldest first: that is the order in which a payment settles them."""
    return known.standing.outstanding_bills[:BILLS_SHOWN] if known else ()


def _more(known: Known | None) -> int:
    """How many others are owed."""
    return max(0, len(known.standing.outstanding_bills) - BILLS_SHOWN) if known else 0


def _bill(s: Situation, each: OpenBill) -> Mapping[str, Value]:
    bill = each.bill
    reference = s.policy.payment.reference_of(bill.supply_number, bill.number)
    return {"period": bill.period, "amount": each.unpaid, "reference": reference or bill.number}
