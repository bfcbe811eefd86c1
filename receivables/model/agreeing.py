"""Agreements made in the chat: plans compared, what a month costs in all, dates that suit, and the life of one.

Simulated, accepted, active: only the down payment makes an agreement (I-19, POL-INS-1). A breach makes nothing due that
was not due by its own date (decision 0018).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median_low

from receivables.errors import MoveRefused, PlanRefused
from receivables.model.account import (
    Account,
    Agreement,
    AgreementState,
    Bill,
    Payment,
    Refinanced,
    SupplyState,
)
from receivables.model.account import Instalment as Owed
from receivables.model.dates import add_months
from receivables.model.money import Money, total
from receivables.model.plan import Instalment, Plan, PlanLimits, Terms, nearest_of, plan_within
from receivables.model.standing import Standing

ROUND_COUNTS = (1, 2, 3, 6, 9, 12, 18, 24, 36)
RECENT = 6
"""So many bills, or payments, tell what is usual."""
ENOUGH = 3
"""With fewer payments nothing is said of when somebody usually pays."""
LAST_SAFE_DAY = 28
FIRST_AFTER = timedelta(days=20)
"""The first instalment leaves this long after the agreement at least."""


class Stage(StrEnum):
    """Where an agreement of ours stands. The words are stored.

    One that is taken back (for another plan, or as a bill of it is claimed) before its down payment came is withdrawn:
    nobody broke anything.
    """

    ACCEPTED = "accepted"
    ACTIVE = "active"
    AMENDED = "amended"
    FULFILLED = "fulfilled"
    BROKEN = "broken"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class AgreementEvent(StrEnum):
    """What can happen to one."""

    DOWN_PAID = "down_paid"
    NOT_PAID = "not_paid"
    TAKEN_BACK = "taken_back"
    DOWN_REVERSED = "down_reversed"
    AMENDED = "amended"
    PAID_OFF = "paid_off"
    OWED_AGAIN = "owed_again"
    MISSED = "missed"
    TAKEN_OVER = "taken_over"


TURNS: dict[tuple[Stage, AgreementEvent], Stage] = {
    (Stage.ACCEPTED, AgreementEvent.DOWN_PAID): Stage.ACTIVE,
    (Stage.ACCEPTED, AgreementEvent.NOT_PAID): Stage.LAPSED,
    (Stage.ACCEPTED, AgreementEvent.TAKEN_BACK): Stage.WITHDRAWN,
    (Stage.ACCEPTED, AgreementEvent.TAKEN_OVER): Stage.SUPERSEDED,
    (Stage.ACTIVE, AgreementEvent.AMENDED): Stage.AMENDED,
    (Stage.ACTIVE, AgreementEvent.PAID_OFF): Stage.FULFILLED,
    (Stage.ACTIVE, AgreementEvent.MISSED): Stage.BROKEN,
    (Stage.ACTIVE, AgreementEvent.DOWN_REVERSED): Stage.LAPSED,
    (Stage.ACTIVE, AgreementEvent.TAKEN_OVER): Stage.SUPERSEDED,
    (Stage.AMENDED, AgreementEvent.PAID_OFF): Stage.FULFILLED,
    (Stage.AMENDED, AgreementEvent.MISSED): Stage.BROKEN,
    (Stage.AMENDED, AgreementEvent.DOWN_REVERSED): Stage.LAPSED,
    (Stage.AMENDED, AgreementEvent.TAKEN_OVER): Stage.SUPERSEDED,
    (Stage.FULFILLED, AgreementEvent.OWED_AGAIN): Stage.ACTIVE,
    (Stage.FULFILLED, AgreementEvent.DOWN_REVERSED): Stage.LAPSED,
    (Stage.BROKEN, AgreementEvent.DOWN_REVERSED): Stage.LAPSED,
}
"""Every change there is. A pair that is missing is refused."""

IN_LEDGER: dict[Stage, AgreementState] = {
    Stage.ACTIVE: AgreementState.LIVE,
    Stage.AMENDED: AgreementState.LIVE,
    Stage.FULFILLED: AgreementState.FULFILLED,
    Stage.BROKEN: AgreementState.BROKEN,
}
"""What the ledger calls it; at the other stages the ledger has nothing of it."""

LIVE = frozenset({Stage.ACTIVE, Stage.AMENDED})


def turned(stage: Stage, turn: AgreementEvent) -> Stage:
    """The stage after it. Raises MoveRefused("no_such_agreement_move")."""
    after = TURNS.get((stage, turn))
    if after is None:
        raise MoveRefused("no_such_agreement_move", stage=stage, turn=turn)
    return after


@dataclass(frozen=True, slots=True)
class Covered:
    """A bill that an agreement refinances, with what was unpaid of it when it was accepted."""

    number: str
    period: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Ours:
    """An agreement made in the chat. `number`: CV-<year>-<six digits>; `version` 2 once it was amended.

    `known`: operations posted by then that the feed did not know. `down`: those that made up the down payment, with
    their parts. `rows`: the schedule. `seal`: binds the terms to this installation; anybody may have it checked.
    `closed_at`: when it came to its present end, if it has. `tea`: its effective yearly rate in percent.
    """

    number: str
    supply_number: str
    stage: Stage
    accepted_at: datetime
    accepted_on: date
    channel: str
    debt: Money
    down_payment: Money
    down_due_on: date
    bills: tuple[Covered, ...]
    rows: tuple[Instalment, ...]
    known: frozenset[str] = frozenset()
    down: tuple[tuple[str, Money], ...] = ()
    signed_on: date | None = None
    tea: Decimal = Decimal(0)
    version: int = 1
    seal: str = ""
    closed_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether it is in force."""
        return self.stage in LIVE

    def covers(self, bills: Iterable[str]) -> bool:
        """Whether it refinances any of these bills."""
        return not {bill.number for bill in self.bills}.isdisjoint(bills)

    @property
    def interest_total(self) -> Money:
        """What it costs on top of the debt."""
        return total((row.interest for row in self.rows), self.debt.currency)

    @property
    def total(self) -> Money:
        """All that is paid under it."""
        return self.down_payment + total((row.amount for row in self.rows), self.debt.currency)

    def turned(self, turn: AgreementEvent) -> "Ours":
        """The same at its next stage. Raises MoveRefused("no_such_agreement_move")."""
        return replace(self, stage=turned(self.stage, turn))

    @property
    def in_ledger(self) -> Agreement | None:
        """The agreement as the ledger has it; None while nothing may depend on it."""
        state = IN_LEDGER.get(self.stage)
        if state is None or self.signed_on is None:
            return None
        nothing = Money.zero(self.debt.currency)
        return Agreement(
            number=self.number,
            supply_number=self.supply_number,
            signed_on=self.signed_on,
            down_payment=self.down_payment,
            instalments=len(self.rows),
            tea=self.tea,
            state=state,
            schedule=tuple(
                Owed(self.number, row.number, row.due_on, row.amount, nothing) for row in self.rows
            ),
            refinanced=self.refinanced,
        )

    @property
    def refinanced(self) -> Refinanced:
        """In the place of which bills it stands."""
        bills = tuple((bill.number, bill.amount) for bill in self.bills)
        return Refinanced(self.accepted_on, bills, self.known, self.down)

    @property
    def terms_text(self) -> str:
        """The terms in one canonical form, line by line: what the seal is made of. Amounts in centimos."""
        lines = [
            f"{self.number}/{self.version}",
            self.supply_number,
            self.accepted_at.isoformat(),
            f"{self.debt.currency} {self.debt.centimos}",
            *(f"{bill.number} {bill.amount.centimos}" for bill in self.bills),
            f"0 {self.down_due_on.isoformat()} {self.down_payment.centimos}",
            *(
                f"{r.number} {r.due_on.isoformat()} {r.principal.centimos} {r.interest.centimos}"
                for r in self.rows
            ),
        ]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Option:
    """A plan with what it comes to each month. `outlay`: the level instalment and the usual bill to come, estimated.

    None where no bill tells what is usual.
    """

    plan: Plan
    usual_bill: Money | None

    @property
    def outlay(self) -> Money | None:
        """Instalment and usual bill."""
        return None if self.usual_bill is None else self.plan.rows[0].amount + self.usual_bill


def usual_bill(bills: Iterable[Bill], currency: str = "PEN") -> Money | None:
    """The median total of the last six bills, the mean of the middle two rounded half up to the centimo.

    An estimate of the bill to come; None without any bill.
    """
    latest = sorted(bills, key=lambda b: (b.issued_on, b.number))[-RECENT:]
    amounts = sorted(bill.total.centimos for bill in latest)
    if not amounts:
        return None
    low, high = amounts[(len(amounts) - 1) // 2], amounts[len(amounts) // 2]
    return Money((low + high + 1) // 2, currency)


def paying_day(payments: Iterable[Payment]) -> int | None:
    """The day of the month on which somebody usually pays: the (lower) median of the last six; at most the 28th.

    None when fewer than three payments tell it.
    """
    real = sorted((p for p in payments if not p.reversed), key=lambda p: (p.paid_on, p.operation))[-RECENT:]
    if len(real) < ENOUGH:
        return None
    return min(median_low([p.paid_on.day for p in real]), LAST_SAFE_DAY)


def first_due(today: date, day: int | None) -> date:
    """The date of the first instalment: the next such day of a month `FIRST_AFTER` or more ahead; else in a month."""
    if day is None:
        return add_months(today, 1)
    earliest = today + FIRST_AFTER
    this_month = earliest.replace(day=day)
    return this_month if this_month >= earliest else add_months(this_month, 1)


def bill_to_come(account: Account, currency: str) -> Money | None:
    """The usual bill of whoever gets any: an inactive supply has none to come."""
    return None if account.supply.state is SupplyState.INACTIVE else usual_bill(account.bills, currency)


def option(limits: PlanLimits, terms: Terms, account: Account, today: date) -> Option:
    """The plan under the policy, with its monthly outlay. Raises PlanRefused("plan_outside_policy")."""
    return Option(plan_within(limits, terms, today), bill_to_come(account, terms.debt.currency))


def compared(limits: PlanLimits, terms: Terms, account: Account, today: date) -> tuple[Option, ...]:
    """Two or three plans with the down payment of the terms: short, middle and the longest there is.

    Fewer where the policy allows fewer, none where it allows none.
    """
    longest = _longest(limits, terms, today)
    if longest is None:
        return ()
    usual = bill_to_come(account, terms.debt.currency)
    found = []
    for count in _spread(longest.terms.instalments):
        try:
            found.append(plan_within(limits, replace(longest.terms, instalments=count), today))
        except PlanRefused:
            continue
    return tuple(Option(plan, usual) for plan in (*found, longest))


def _longest(limits: PlanLimits, terms: Terms, today: date) -> Plan | None:
    asked = replace(terms, instalments=limits.max_instalments)
    try:
        return plan_within(limits, asked, today)
    except PlanRefused as refused:
        return nearest_of(refused)


def _spread(longest: int) -> list[int]:
    """The round counts next to a quarter and to half of the longest, from below."""
    found = (max((c for c in ROUND_COUNTS if c * part <= longest), default=0) for part in (4, 2))
    return sorted({count for count in found if count})


def covered(standing: Standing) -> tuple[Covered, ...]:
    """The bills that an agreement of this day takes in: all outstanding ones; those under claim are no part (I-9)."""
    return tuple(Covered(b.bill.number, b.bill.period, b.unpaid) for b in standing.outstanding_bills)


def down_payment_of(ours: Ours, account: Account) -> tuple[tuple[str, Money], ...] | None:
    """The payments since its acceptance that make up the down payment, each with its part; None while they do not.

    What names a bill that is no part of the agreement is for that bill.
    """
    bills = {bill.number for bill in ours.bills}
    missing, parts = ours.down_payment, []
    since = [p for p in account.payments if p.paid_on >= ours.accepted_on and p.operation not in ours.known]
    for payment in sorted(since, key=lambda p: (p.paid_on, p.operation)):
        if payment.reversed or (payment.bill is not None and payment.bill not in bills):
            continue
        part = min(payment.amount, missing)
        if part:
            parts.append((payment.operation, part))
            missing = missing - part
    return None if missing else tuple(parts)


def amended_rows(ours: Ours, unpaid: dict[int, Money], plan: Plan) -> tuple[Instalment, ...]:
    """The schedule with what is left planned anew: what was paid stays as rows of their own, and all still adds up.

    `unpaid`: what is left of each row; `plan`: of the principal of `principal_left`.
    """
    kept = [row for row in ours.rows if row.number not in unpaid]
    begun = [
        r for r in ours.rows if Money.zero(r.amount.currency) < unpaid.get(r.number, r.amount) < r.amount
    ]
    balance = kept[-1].balance if kept else ours.debt - ours.down_payment
    for row in begun:
        paid = row.amount - unpaid[row.number]
        interest = _interest_paid(row, paid)
        balance = balance - (paid - interest)
        kept.append(Instalment(len(kept) + 1, row.due_on, paid - interest, interest, balance))
    return (*kept, *(replace(row, number=len(kept) + row.number) for row in plan.rows))


def principal_left(ours: Ours, unpaid: dict[int, Money]) -> Money:
    """The principal still owed: what a new schedule is made of; more than zero while anything is unpaid.

    Interest of months to come is not owed yet. What was paid of a row pays its interest, where it reaches for all of
    it; then the month of that row has its interest, see `begins_after`. Less than that comes off the principal.
    """
    paid_rows = [row for row in ours.rows if row.number not in unpaid]
    balance = paid_rows[-1].balance if paid_rows else ours.debt - ours.down_payment
    begun = [(r, r.amount - unpaid[r.number]) for r in ours.rows if r.number in unpaid]
    return balance - total((paid - _interest_paid(r, paid) for r, paid in begun), ours.debt.currency)


def begins_after(ours: Ours, unpaid: dict[int, Money]) -> date | None:
    """The date of the row whose interest is paid though the row is not: the month of a new schedule begins there.

    None when there is none: no month may bear interest twice.
    """
    begun = [r.due_on for r in ours.rows if _interest_paid(r, r.amount - unpaid.get(r.number, r.amount))]
    return max(begun, default=None)


def _interest_paid(row: Instalment, paid: Money) -> Money:
    """What a part payment of a row gave to its interest: all of it, or nothing."""
    return row.interest if paid >= row.interest else Money.zero(paid.currency)
