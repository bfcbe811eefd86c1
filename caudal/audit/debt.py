"""What a supply owed at a moment, derived anew from bills, payments, claims and agreements. Whole centimos.

From the cut date of the last feed on, its balances are the truth and only what was posted since is taken off. About
days before it today's ledger proves nothing: then only the facts of the decision itself can be judged.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from caudal.audit.agreements import Agreement, Instalment
from caudal.audit.halts import Halted
from caudal.audit.law import Days
from caudal.audit.made import in_force_at, in_place_at
from caudal.audit.rows import Bill, Claim, Feed, Payment, SupplyFile
from caudal.audit.utility import Utility

PENDING, FOUNDED = "EN_TRAMITE", "FUNDADO"
LIVE = "VIGENTE"
SETTLING = timedelta(minutes=5)
"""A feed holds from the end of its transaction on, a little after the moment that its line bears."""

EARLY = timedelta(days=7)
"""So long before its date an instalment of an agreement of the chat takes money before bills do (decision 0018)."""

Key = TypeVar("Key", str, tuple[str, int])


@dataclass(frozen=True)
class Rules:
    """By what an audit judges: the law, the utility's own thresholds, the last feed, and the moment of the audit.

    `complete_from`: since when the record tells all inputs and the ledger of consents speaks; None: always.
    `codes_from`: since when messages carry codes of authenticity; None: not yet. `halts`: what was halted, and when.
    """

    utility: Utility
    feed: Feed | None
    now: datetime
    complete_from: datetime | None = None
    codes_from: datetime | None = None
    halts: tuple[Halted, ...] = ()

    @cached_property
    def days(self) -> Days:
        """The working days of the utility."""
        return self.utility.days

    def rule(self, of: str) -> str:
        """The id of a rule of the country."""
        return self.utility.law.rule(of)

    def provable(self, moment: datetime) -> bool:
        """Whether today's ledger tells what was owed then."""
        if self.feed is None or self.days.day(moment) < self.feed.cut_date:
            return False
        return self.feed.taken_at is None or moment >= self.feed.taken_at + SETTLING


@dataclass(frozen=True, slots=True)
class Owed:
    """What could be demanded: overdue and not under claim. `claimed`: overdue, but frozen by a claim.

    `reference`: the due date of the last bill before the oldest unpaid one, of which the protecting score counts.
    """

    bills: int
    instalments: int
    total: int
    claimed: int
    claimed_bills: int
    live_agreement: bool
    reference: date | None
    overdue: tuple[Bill, ...]


def frozen(claim: Claim, day: date, rules: Rules, *, that_day: bool) -> bool:
    """Whether a claim freezes its bill on a day: until it is decided, and while its customer may still go on (I-9).

    One that was found right freezes it until a feed has brought the corrected balance. `that_day`: whether what was
    filed or decided on the day itself was known already.
    """
    if claim.filed_on > day or (claim.filed_on == day and not that_day):
        return False
    decided = claim.resolved_on
    if claim.outcome == PENDING or decided is None or decided > day or (decided == day and not that_day):
        return True
    if claim.outcome == FOUNDED:
        return rules.feed is not None and rules.feed.cut_date < decided
    instances = rules.utility.law.instances
    after = instances[min(max(claim.instance, 1), len(instances)) - 1]
    if claim.instance >= len(instances):
        return False
    return rules.days.within_business_days(decided, day, after.notify_days + after.appeal_days)


def owed_at(file: SupplyFile, moment: datetime, rules: Rules, *, that_day: bool = True) -> Owed:
    """What the supply owed at a moment from the cut date on."""
    day = rules.days.day(moment)
    live = [a for a in file.agreements if a.state == LIVE and _before(a.signed_on, day, that_day)]
    made = in_place_at(file, moment)
    ledger = _Ledger(file, live, rules, that_day)
    posted = sorted(
        (p for p in file.payments if _counts(p, moment, day)), key=lambda p: (p.paid_on, p.operation)
    )
    names = {payment.operation for payment in posted}
    # What was paid before an agreement of the chat was accepted paid what was owed then: bills, or an earlier one.
    for agreement in made:
        known = agreement.made.known if agreement.made else frozenset()
        for payment in (p for p in posted if p.operation in known):
            ledger.take(payment)
        posted = [p for p in posted if p.operation not in known]
        ledger.agree(agreement, names)
    for payment in posted:
        ledger.take(payment)
    ledger.spend_credit(day)
    alive = [*live, *(each for each in made if in_force_at(file, each, moment))]
    return _told(ledger, alive, day, rules.utility.negligible)


def _before(day: date, limit: date, that_day: bool) -> bool:
    return day < limit or (that_day and day == limit)


def _counts(payment: Payment, moment: datetime, day: date) -> bool:
    """Whether a payment had been posted by then, beside the balances, and was not taken back yet."""
    if payment.in_feed or payment.paid_on > day:
        return False
    if payment.posted_at is not None and payment.posted_at > moment:
        return False
    return not payment.reversed or (payment.reversed_at is not None and payment.reversed_at > moment)


class _Ledger:
    """Bills and instalments while payments are taken off: the bill named, due instalments, then the oldest bills."""

    def __init__(self, file: SupplyFile, live: list[Agreement], rules: Rules, that_day: bool) -> None:
        self.left = {bill.number: bill.balance for bill in file.bills}
        self.of_agreement = {(a.number, i.number): i.amount - i.paid for a in live for i in a.schedule}
        self.oldest_first = sorted(file.bills, key=lambda bill: (bill.due_on, bill.number))
        self.due: list[tuple[str, Instalment]] = sorted(
            ((a.number, i) for a in live for i in a.schedule),
            key=lambda part: (part[1].due_on, part[1].number),
        )
        self._claims = file.claims
        self._rules = rules
        self._that_day = that_day
        self._credit = 0
        self._agreed: list[Agreement] = []

    def claimed(self, day: date) -> set[str]:
        """The bills under claim on a day."""
        known = self._that_day
        return {claim.bill for claim in self._claims if frozen(claim, day, self._rules, that_day=known)}

    def take(self, payment: Payment) -> None:
        """Take one payment off; what is left over is credit."""
        self.spend_credit(payment.paid_on)
        rest = payment.amount - self._down(payment)
        if payment.bill is not None:
            if payment.bill not in self.left:
                return  # it paid a bill that is older than the ledger
            rest = _off(self.left, payment.bill, rest)
        for agreement, part in self.due:
            if part.due_on <= payment.paid_on + self._early(agreement):
                rest = _off(self.of_agreement, (agreement, part.number), rest)
        rest = self._to_bills(rest, payment.paid_on)
        for agreed in self._agreed:
            for part in agreed.schedule:
                rest = _off(self.of_agreement, (agreed.number, part.number), rest)
        self._credit += rest

    def agree(self, agreement: Agreement, posted: set[str]) -> None:
        """Let an agreement of the chat stand in the place of its bills.

        What the commercial system took off them since was paid for it: the down payment first, where it is not among
        what was posted beside the balances, then the instalments in their order. Where they owe more than when it was
        accepted, as an earlier payment was taken back, that is no part of it and stays with them.
        """
        made = agreement.made
        if made is None:
            return
        self._agreed.append(agreement)
        received = sum(owed - self.left.get(number, 0) for number, owed in made.bills.items())
        beside = max(-received, 0)
        for number, owed in made.bills.items():
            stays = min(max(self.left.get(number, 0) - owed, 0), beside)
            beside -= stays
            if number in self.left:
                self.left[number] = stays
        received = max(received, 0)
        received -= sum(part for operation, part in made.down.items() if operation not in posted)
        for part in agreement.schedule:
            paid = min(max(received, 0), part.amount)
            self.of_agreement[agreement.number, part.number] = part.amount - paid
            received -= paid
        self.due = sorted(
            [*self.due, *((agreement.number, part) for part in agreement.schedule)],
            key=lambda each: (each[1].due_on, each[1].number),
        )

    def _down(self, payment: Payment) -> int:
        return sum(each.made.down.get(payment.operation, 0) for each in self._agreed if each.made)

    def _early(self, agreement: str) -> timedelta:
        """How long before its date an instalment takes money before bills do."""
        ours = any(each.number == agreement for each in self._agreed)
        return EARLY if ours else timedelta(0)

    def spend_credit(self, day: date) -> None:
        """Credit goes to the next bill."""
        self._credit = self._to_bills(self._credit, day)

    def _to_bills(self, rest: int, day: date) -> int:
        if rest == 0:
            return 0
        claimed = self.claimed(day)
        for bill in self.oldest_first:
            if bill.issued_on <= day and bill.number not in claimed:
                rest = _off(self.left, bill.number, rest)
        return rest


def _off(left: dict[Key, int], key: Key, amount: int) -> int:
    """Take an amount off one balance as far as it goes; the rest of it."""
    part = min(amount, left[key])
    left[key] -= part
    return amount - part


def _told(ledger: _Ledger, live: list[Agreement], day: date, negligible: int) -> Owed:
    claimed = ledger.claimed(day)
    issued = [bill for bill in ledger.oldest_first if bill.issued_on <= day and ledger.left[bill.number] > 0]
    late = [bill for bill in issued if bill.due_on < day]
    free = [b for b in late if b.number not in claimed and ledger.left[b.number] >= negligible]
    due = [
        ledger.of_agreement[agreement, part.number]
        for agreement, part in ledger.due
        if part.due_on < day and 0 < ledger.of_agreement[agreement, part.number] >= negligible
    ]
    in_claim = [bill for bill in late if bill.number in claimed]
    unpaid = [bill for bill in issued if ledger.left[bill.number] >= negligible]
    return Owed(
        bills=len(free),
        instalments=len(due),
        total=sum(ledger.left[bill.number] for bill in free) + sum(due),
        claimed=sum(ledger.left[bill.number] for bill in in_claim),
        claimed_bills=len(in_claim),
        live_agreement=bool(live),
        reference=_reference(ledger.oldest_first, unpaid),
        overdue=tuple(free),
    )


def _reference(bills: list[Bill], unpaid: list[Bill]) -> date | None:
    """The due date of the last bill before the oldest unpaid one, claimed or not; None without such a bill."""
    oldest = min((bill.due_on for bill in unpaid), default=None)
    if oldest is None:
        return None
    return max((bill.due_on for bill in bills if bill.due_on < oldest), default=None)
