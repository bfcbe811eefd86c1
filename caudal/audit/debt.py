"""What a supply owed at a moment, derived anew from bills, payments, claims and agreements. Whole centimos.

From the cut date of the last feed on, its balances are the truth and only what was posted since is taken off. About
days before it today's ledger proves nothing: then only the facts of the decision itself can be judged.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from caudal.audit.halts import Halted
from caudal.audit.law import Days
from caudal.audit.rows import Agreement, Bill, Claim, Feed, Instalment, Payment, SupplyFile
from caudal.audit.utility import Utility

PENDING, FOUNDED = "EN_TRAMITE", "FUNDADO"
LIVE = "VIGENTE"
SETTLING = timedelta(minutes=5)
"""A feed holds from the end of its transaction on, a little after the moment that its line bears."""

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
    ledger = _Ledger(file, live, rules, that_day)
    for payment in sorted(file.payments, key=lambda p: (p.paid_on, p.operation)):
        if _counts(payment, moment, day):
            ledger.take(payment)
    ledger.spend_credit(day)
    return _told(ledger, live, day, rules.utility.negligible)


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

    def claimed(self, day: date) -> set[str]:
        """The bills under claim on a day."""
        known = self._that_day
        return {claim.bill for claim in self._claims if frozen(claim, day, self._rules, that_day=known)}

    def take(self, payment: Payment) -> None:
        """Take one payment off; what is left over is credit."""
        self.spend_credit(payment.paid_on)
        rest = payment.amount
        if payment.bill is not None:
            if payment.bill not in self.left:
                return  # it paid a bill that is older than the ledger
            rest = _off(self.left, payment.bill, rest)
        for agreement, part in self.due:
            if part.due_on <= payment.paid_on:
                rest = _off(self.of_agreement, (agreement, part.number), rest)
        self._credit += self._to_bills(rest, payment.paid_on)

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
