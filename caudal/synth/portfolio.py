"""The whole of a generated utility in memory, made in the order in which its parts depend on each other."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from caudal.synth.agreements import LIVE, Agreement, refinance, sign
from caudal.synth.arrays import Bools, Ints
from caudal.synth.behaviour import Conduct, cast
from caudal.synth.billing import Calendar
from caudal.synth.claims import Claims, file_claims, withhold_claimed
from caudal.synth.contacts import Contacts, collect_contacts
from caudal.synth.impediments import Impediment, note_impediments
from caudal.synth.ledger import Ledger, charge_interest, issue_bills
from caudal.synth.paying import pay_by_habit, pay_in_parts
from caudal.synth.payments import Payments, collect_payments
from caudal.synth.people import People, invent_people
from caudal.synth.register import Register, build_register
from caudal.synth.settling import settle_older, settle_younger
from caudal.synth.shape import Shape

LEAST_HISTORY = 24  # months that are lived through even when fewer are listed, so that debts have a past


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A utility at its cut date. `listed` marks the bills that the files show: those of the window, and open ones."""

    shape: Shape
    calendar: Calendar
    register: Register
    people: People
    contacts: Contacts
    conduct: Conduct
    ledger: Ledger
    listed: Bools
    claims: Claims
    agreements: list[Agreement]
    payments: Payments
    impediments: list[Impediment]


def build_portfolio(shape: Shape, months: int, seed: int, done: Callable[[str], None]) -> Portfolio:
    """Live through the months. Each subject has its own stream of chance, so that one does not disturb another."""
    chances = [np.random.Generator(np.random.PCG64(s)) for s in np.random.SeedSequence(seed).spawn(7)]
    calendar = Calendar.until(shape.cut_on)
    register = build_register(shape, chances[0])
    done("register")
    people = invent_people(register, chances[1])
    contacts = collect_contacts(people, calendar, chances[1])
    done("people")
    conduct = cast(shape, register, calendar, max(months, LEAST_HISTORY), chances[2])
    ledger = issue_bills(register, conduct, calendar, chances[3])
    done("bills")
    agreements, withheld = _live(ledger, register, conduct, calendar, chances[4])
    _settle(shape, ledger, register, conduct, calendar, agreements, chances[5])
    done("totals")
    listed = ledger.open | (ledger.month > -months)
    claims = file_claims(ledger, withheld, listed, register, calendar, chances[5])
    payments = collect_payments(
        ledger,
        agreements,
        listed,
        calendar.first_day(1 - months),
        _with_a_story(len(register), ledger.supply[claims.row], agreements),
        chances[5],
    )
    done("payments")
    impediments = note_impediments(shape, register, people, ledger, calendar, chances[6])
    return Portfolio(
        shape,
        calendar,
        register,
        people,
        contacts,
        conduct,
        ledger,
        listed,
        claims,
        agreements,
        payments,
        impediments,
    )


def _live(
    ledger: Ledger, register: Register, conduct: Conduct, calendar: Calendar, rng: np.random.Generator
) -> tuple[list[Agreement], Ints]:
    pay_by_habit(ledger, register, conduct, calendar, rng)
    withheld = withhold_claimed(ledger, register.active, calendar, rng)
    refinancings = refinance(ledger, conduct, rng)
    charge_interest(ledger)
    agreements = sign(ledger, register, conduct, refinancings, calendar, rng)
    pay_in_parts(ledger, conduct, calendar, rng)
    return agreements, withheld


def _settle(
    shape: Shape,
    ledger: Ledger,
    register: Register,
    conduct: Conduct,
    calendar: Calendar,
    agreements: list[Agreement],
    rng: np.random.Generator,
) -> None:
    pending = sum(agreement.pending for agreement in agreements if agreement.state == LIVE)
    settle_older(shape, ledger, register, calendar, rng)
    settle_younger(shape, ledger, register, conduct, calendar, pending, rng)


def _with_a_story(size: int, claimants: Ints, agreements: list[Agreement]) -> Bools:
    """Supplies with claims or agreements: their payments name the bill, for oldest first would go astray."""
    marked = np.zeros(size, np.bool_)
    marked[claimants] = True
    marked[[agreement.supply for agreement in agreements]] = True
    return marked
