"""Where and how to pay: official places and ways only, never an agent (POL-PAY-1, I-18)."""

from collections.abc import Mapping

from receivables.model.buttons import buttons
from receivables.model.dialogue import ours
from receivables.model.dialogue.turn import Known, Situation, Turn, aside
from receivables.model.message import Message, Value
from receivables.model.paying import SHOWN, Office, Place, nearest
from receivables.model.standing import OpenBill

BILLS_SHOWN = 3


def offices(s: Situation) -> Turn:
    """The nearest places of a linked supply, else the first of the policy; each bill with what a counter asks for.

    Where an agreement waits for its down payment, that is what is to be paid, and no bill that it covers.
    """
    known = s.linked
    listed = s.policy.offices
    shown = nearest(listed, _place(known)) if known else listed[:SHOWN]
    waits, owed = ours.awaited(s), _owed(s)
    values: dict[str, Value] = {
        "near": known is not None and len(listed) > 1,
        "places": tuple(_office(each) for each in shown),
        "more": len(listed) - len(shown),
        "ways": s.policy.payment.ways,
        "gateway": s.policy.payment.gateway_url,
        "bills": tuple(_bill(s, each) for each in owed[:BILLS_SHOWN]),
        "more_bills": max(0, len(owed) - BILLS_SHOWN),
        "agreement": waits.number if waits else None,
        "down_payment": waits.down_payment if waits else None,
        "down_due_on": waits.down_due_on if waits else None,
        "as_of": s.facts.as_of,
    }
    ways = ("debt", "plan", "human") if known else ("debt", "human")
    return aside(s, Message("offices", values, buttons(*ways)))


def _place(known: Known) -> Place:
    supply = known.account.supply
    return Place(supply.locality, supply.latitude, supply.longitude)


def _office(office: Office) -> Mapping[str, Value]:
    return {"name": office.name, "address": office.address, "hours": office.hours}


def _owed(s: Situation) -> tuple[OpenBill, ...]:
    """The oldest first: that is the order in which a payment settles them."""
    bills, waits = s.linked.standing.outstanding_bills if s.linked else (), ours.awaited(s)
    return tuple(each for each in bills if waits is None or not waits.covers([each.bill.number]))


def _bill(s: Situation, each: OpenBill) -> Mapping[str, Value]:
    bill = each.bill
    reference = s.policy.payment.reference_of(bill.supply_number, bill.number)
    return {"period": bill.period, "amount": each.unpaid, "reference": reference or bill.number}
