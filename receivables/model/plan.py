"""Instalment plans: the schedule of level instalments, and what a utility allows of it.

`simulate` is the mathematics alone; `plan_within` holds a plan to a utility's limits and, when it refuses,
has the nearest plan that it would accept. Every schedule adds up to the centimo (PE-INS-2): in each row the
amount is its principal plus its interest, and the balance is the one before less the principal; together
the principals are what was financed, and the interests are what the plan costs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import Self

from receivables.errors import BadInput, BadPolicy, PlanRefused
from receivables.model.dates import monthly, months_between
from receivables.model.money import Money, total

MONTHS = 12
LONGEST = 360
"""The most instalments, and the most grace months, that anybody is asked to reckon with: thirty years."""


class GraceKind(StrEnum):
    """What the grace months ask for: the interest (partial) or nothing at all (total)."""

    PARTIAL = "partial"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Rate:
    """Interest of one month as an exact share of the balance; months are of equal length. Never above 1."""

    monthly: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.monthly <= 1:
            raise BadInput("rate_out_of_range", percent=self.monthly_percent)

    @classmethod
    def of_monthly(cls, percent: Decimal) -> Self:
        """From percent a month: 2.4 is 2.40 of interest on 100.00."""
        return cls(_share(percent))

    @classmethod
    def of_tna(cls, percent: Decimal) -> Self:
        """From a nominal yearly rate in percent: a twelfth of it a month."""
        return cls(_share(percent) / MONTHS)

    @classmethod
    def of_tea(cls, percent: Decimal) -> Self:
        """From an effective yearly rate in percent: (1 + TEA)^(1/12) - 1, to sixty digits."""
        yearly = 1 + _share(percent)
        with localcontext(prec=60):
            root = (Decimal(yearly.numerator) / yearly.denominator) ** (Decimal(1) / MONTHS)
        return cls(Fraction(root) - 1)

    @property
    def monthly_percent(self) -> Decimal:
        """The rate in percent a month, to four decimals: for people, not for reckoning."""
        return Decimal(_half_up(self.monthly * 1_000_000)).scaleb(-4)

    @property
    def tea_percent(self) -> Decimal:
        """The effective yearly rate in percent, to two decimals: for people, not for reckoning."""
        return Decimal(_half_up(((1 + self.monthly) ** MONTHS - 1) * 10_000)).scaleb(-2)


NO_INTEREST = Rate(Fraction(0))


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked for: a debt less its down payment in so many monthly instalments, after the grace months.

    The first row, of grace or not, falls due on `first_due_on`; the others on the same day of the months
    that follow. Raises BadInput when they make no sense: amounts under zero, a down payment that leaves
    nothing to finance, no instalments, or more than LONGEST of them.
    """

    debt: Money
    down_payment: Money
    instalments: int
    first_due_on: date
    rate: Rate = NO_INTEREST
    grace: int = 0
    grace_kind: GraceKind = GraceKind.PARTIAL

    def __post_init__(self) -> None:
        nothing = Money.zero(self.debt.currency)
        if self.debt <= nothing:
            raise BadInput("debt_not_positive", debt=self.debt)
        if self.down_payment < nothing:
            raise BadInput("down_payment_negative", down_payment=self.down_payment)
        if self.down_payment >= self.debt:
            raise BadInput("nothing_to_finance", debt=self.debt, down_payment=self.down_payment)
        if not 1 <= self.instalments <= LONGEST:
            raise BadInput("instalments_out_of_range", instalments=self.instalments, most=LONGEST)
        if not 0 <= self.grace <= LONGEST:
            raise BadInput("grace_out_of_range", grace=self.grace, most=LONGEST)

    @property
    def financed(self) -> Money:
        """What remains after the down payment."""
        return self.debt - self.down_payment


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row of a schedule; `balance` is the principal still owed after it.

    `principal` is under zero only where the interest of a month of total grace is lent on top of the balance.
    """

    number: int
    due_on: date
    principal: Money
    interest: Money
    balance: Money

    @property
    def amount(self) -> Money:
        """What is to be paid on the day."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Plan:
    """Terms and the schedule that they give: the grace rows first, then the instalments."""

    terms: Terms
    rows: tuple[Instalment, ...]

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """The rows after the grace months: all of the same amount but the last."""
        return self.rows[self.terms.grace :]

    @property
    def interest_total(self) -> Money:
        """All interest: what the plan costs on top of the debt."""
        return total((row.interest for row in self.rows), self.terms.debt.currency)

    @property
    def total(self) -> Money:
        """Down payment and all amounts: debt plus interest, exactly."""
        return self.terms.down_payment + total((row.amount for row in self.rows), self.terms.debt.currency)


def simulate(terms: Terms) -> Plan:
    """The schedule of the terms, whatever any policy says; total grace adds its interest to the balance.

    The level amount and each month's interest are rounded half up to the centimo; the last instalment takes
    the difference, with interest or without: 1,000.00 in 3 is 333.33, 333.33, 333.34 (design.md,
    Instalments). Raises PlanRefused when some instalment would not pay off a centimo (0.02 in 4), with the
    most instalments that do.
    """
    plan = _schedule(terms, capitalise=True)
    if plan is None:
        fewer = (_schedule(shorter, capitalise=True) for shorter in _shorter(terms))
        raise PlanRefused(
            "instalments_below_a_centimo",
            instalments=terms.instalments,
            nearest=next(plan for plan in fewer if plan),
        )
    return plan


class PlanLimit(StrEnum):
    """The limits of a policy that a plan can break."""

    DOWN_PAYMENT_TOO_LOW = "down_payment_too_low"
    TOO_MANY_INSTALMENTS = "too_many_instalments"
    GRACE_TOO_LONG = "grace_too_long"
    RATE_NOT_OF_THE_POLICY = "rate_not_of_the_policy"
    ENDS_TOO_LATE = "ends_too_late"
    INSTALMENT_TOO_LOW = "instalment_too_low"


@dataclass(frozen=True, slots=True)
class Objection:
    """A limit that the plan breaks, with what was asked for and what is allowed."""

    limit: PlanLimit
    asked: Money | int | Rate | date
    allowed: Money | int | Rate | date


def objections_of(refusal: PlanRefused) -> tuple[Objection, ...]:
    """The limits that the plan breaks; none where the mathematics alone refused it."""
    found = refusal.values.get("objections", ())
    return tuple(each for each in found if isinstance(each, Objection)) if isinstance(found, tuple) else ()


def nearest_of(refusal: PlanRefused) -> Plan | None:
    """The nearest plan that would be accepted, if there is one."""
    found = refusal.values.get("nearest")
    return found if isinstance(found, Plan) else None


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a utility allows (POL-INS-1, POL-INS-2); `rate` is the one that its agreements bear (PE-INT-5).

    `min_down_percent` is of the debt, rounded half up; `min_instalment` holds for each instalment after the
    grace months. `ends_with_year`: the last due date lies in the year of the agreement. Without
    `capitalise_grace`, the interest of total grace is simple and never bears interest itself (PE-INT-4).
    """

    min_down_percent: Decimal
    max_instalments: int
    min_instalment: Money
    rate: Rate = NO_INTEREST
    ends_with_year: bool = False
    max_grace: int = 0
    capitalise_grace: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.min_down_percent < 100:
            raise BadPolicy("min_down_percent_out_of_range", percent=self.min_down_percent)
        if not 1 <= self.max_instalments <= LONGEST:
            raise BadPolicy("max_instalments_out_of_range", instalments=self.max_instalments, most=LONGEST)
        if not 0 <= self.max_grace <= LONGEST:
            raise BadPolicy("max_grace_out_of_range", grace=self.max_grace, most=LONGEST)
        if self.min_instalment < Money.zero(self.min_instalment.currency):
            raise BadPolicy("min_instalment_negative", amount=self.min_instalment)

    def min_down_payment(self, debt: Money) -> Money:
        """The least down payment on that debt, rounded half up to the centimo."""
        return Money(_half_up(_share(self.min_down_percent) * debt.centimos), debt.currency)


def plan_within(limits: PlanLimits, terms: Terms, agreed_on: date) -> Plan:
    """The schedule of the terms, if the limits allow an agreement of that day on them.

    Raises PlanRefused("plan_outside_policy") with `objections`, a tuple of every Objection, and `nearest`:
    a plan that would be accepted, near to what was asked for, or None where the debt allows none and is
    paid at once.
    """
    plan = _schedule(terms, limits.capitalise_grace)
    objections = tuple(_objections(limits, terms, plan, agreed_on))
    if plan is None or objections:
        raise PlanRefused(
            "plan_outside_policy", objections=objections, nearest=_nearest(limits, terms, agreed_on)
        )
    return plan


def _objections(limits: PlanLimits, terms: Terms, plan: Plan | None, agreed_on: date) -> Iterator[Objection]:
    least_down = limits.min_down_payment(terms.debt)
    if terms.down_payment < least_down:
        yield Objection(PlanLimit.DOWN_PAYMENT_TOO_LOW, terms.down_payment, least_down)
    if terms.instalments > limits.max_instalments:
        yield Objection(PlanLimit.TOO_MANY_INSTALMENTS, terms.instalments, limits.max_instalments)
    if terms.grace > limits.max_grace:
        yield Objection(PlanLimit.GRACE_TOO_LONG, terms.grace, limits.max_grace)
    if terms.rate != limits.rate:
        yield Objection(PlanLimit.RATE_NOT_OF_THE_POLICY, terms.rate, limits.rate)
    if terms.grace + terms.instalments > _most_rows(limits, terms, agreed_on):
        last_due_on = monthly(terms.first_due_on, terms.grace + terms.instalments)[-1]
        yield Objection(PlanLimit.ENDS_TOO_LATE, last_due_on, _year_end(agreed_on))
    lowest = _lowest(plan) if plan else Money.zero(terms.debt.currency)
    if plan is None or lowest < limits.min_instalment:
        least = max(limits.min_instalment, Money(1, terms.debt.currency))
        yield Objection(PlanLimit.INSTALMENT_TOO_LOW, lowest, least)


def _nearest(limits: PlanLimits, asked: Terms, agreed_on: date) -> Plan | None:
    """Keeps the down payment if it may be kept, then as many instalments as may be, then as much grace."""
    least_down = limits.min_down_payment(asked.debt)
    rows = _most_rows(limits, asked, agreed_on)
    if rows < 1 or least_down >= asked.debt:
        return None
    instalments = min(asked.instalments, limits.max_instalments, rows)
    grace = min(asked.grace, limits.max_grace, rows - instalments)
    # A high down payment can leave less than one instalment: then the lowest one is the way.
    for down_payment in (max(asked.down_payment, least_down), least_down):
        terms = replace(
            asked, down_payment=down_payment, rate=limits.rate, instalments=instalments, grace=grace
        )
        for candidate in (terms, *_shorter(terms)):
            plan = _schedule(candidate, limits.capitalise_grace)
            if plan and _lowest(plan) >= limits.min_instalment:
                return plan
    return None


def _most_rows(limits: PlanLimits, terms: Terms, agreed_on: date) -> int:
    """How many rows fall due before the plan must have ended."""
    if not limits.ends_with_year:
        return 2 * LONGEST
    return 1 + months_between(terms.first_due_on, _year_end(agreed_on))


def _year_end(day: date) -> date:
    return date(day.year, 12, 31)


def _lowest(plan: Plan) -> Money:
    return min(row.amount for row in plan.instalments)


def _shorter(terms: Terms) -> Iterator[Terms]:
    """The same terms with fewer and fewer instalments, down to one."""
    return (replace(terms, instalments=number) for number in range(terms.instalments - 1, 0, -1))


Part = tuple[int, int]
"""The centimos of principal and of interest in a row."""


def _schedule(terms: Terms, capitalise: bool) -> Plan | None:
    """The plan of the terms; None when some instalment would not pay off a centimo of the balance.

    What total grace accrued without being capitalised is paid in equal parts with the instalments, so that
    these stay level and no month asks for more than the others; the centimos left over go to the last.
    """
    grace, accrued = _grace_parts(terms, capitalise)
    balance = terms.financed.centimos - sum(principal for principal, _ in grace)
    instalments = _level_parts(balance, terms.rate, terms.instalments)
    if instalments is None:
        return None
    share, left_over = divmod(accrued, terms.instalments)
    shares = [share] * (terms.instalments - 1) + [share + left_over]
    parts = [
        (principal, interest + more) for (principal, interest), more in zip(instalments, shares, strict=True)
    ]
    return Plan(terms, tuple(_rows(terms, grace + parts)))


def _grace_parts(terms: Terms, capitalise: bool) -> tuple[list[Part], int]:
    """The rows of the grace months, and the interest that they left unpaid and did not add to the balance."""
    balance, accrued = terms.financed.centimos, 0
    parts: list[Part] = []
    for _ in range(terms.grace):
        interest = _half_up(terms.rate.monthly * balance)
        if terms.grace_kind is GraceKind.PARTIAL:
            parts.append((0, interest))
        elif capitalise:
            parts.append((-interest, interest))
            balance += interest
        else:
            parts.append((0, 0))
            accrued += interest
    return parts, accrued


def _level_parts(balance: int, rate: Rate, count: int) -> list[Part] | None:
    """Equal amounts, and a last one of whatever is left; None when one would pay off nothing."""
    level = _level_amount(balance, rate, count)
    parts: list[Part] = []
    for left in range(count, 0, -1):
        interest = _half_up(rate.monthly * balance)
        principal = level - interest if left > 1 else balance
        if principal <= 0:
            return None
        parts.append((principal, interest))
        balance -= principal
    return parts


def _level_amount(balance: int, rate: Rate, count: int) -> int:
    """The amount that, paid `count` times, pays off the balance and its interest (French system), half up."""
    if not rate.monthly:
        return _half_up(Fraction(balance, count))
    growth = (1 + rate.monthly) ** count
    return _half_up(balance * rate.monthly * growth / (growth - 1))


def _rows(terms: Terms, parts: list[Part]) -> Iterator[Instalment]:
    balance = terms.financed
    due = monthly(terms.first_due_on, len(parts))
    for number, (due_on, part) in enumerate(zip(due, parts, strict=True), start=1):
        principal, interest = (Money(centimos, balance.currency) for centimos in part)
        balance = balance - principal
        yield Instalment(number, due_on, principal, interest, balance)


def _share(percent: Decimal) -> Fraction:
    if not percent.is_finite() or not 0 <= percent <= 1_000_000:
        raise BadInput("rate_out_of_range", percent=percent)
    return Fraction(percent) / 100


def _half_up(amount: Fraction) -> int:
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
