"""Every amount that a reply may hold: of the ledger, of the policy, of plans by the model, or said by the person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from receivables.errors import PlanRefused
from receivables.model.account import Account
from receivables.model.agreeing import (
    Ours,
    bill_to_come,
    compared,
    first_due,
    option,
    paying_day,
    principal_left,
)
from receivables.model.ladder import Case
from receivables.model.message import Message
from receivables.model.money import Money
from receivables.model.plan import Plan, PlanLimits, Terms, nearest_of, objections_of
from receivables.model.policy import Policy
from receivables.model.standing import Standing
from tests.support.figures import amounts_in, known_amounts

OF_PLANS = ("plan", "amend", "agreement", "cut_offer")
OF_WISHES = ("plan", "promise")
"""How the keys of messages begin that repeat an amount which the person named: a down payment, a part."""


def of_supply(
    account: Account, standing: Standing, case: Case, ours: Iterable[Ours], policy: Policy
) -> set[int]:
    """The ledger of one supply, what was promised, and the agreements made in the chat."""
    found = known_amounts(account, standing, policy)
    found.add(policy.plan.min_instalment.centimos)
    missed = sum(each.unpaid.centimos for each in standing.overdue_instalments)
    found.add(standing.outstanding.centimos + missed)
    half = Money(-(-standing.overdue.centimos // 2), standing.overdue.currency)
    found.add(max(half, policy.worth_a_notice).centimos)
    if case.promise is not None:
        found.add(case.promise.amount.centimos)
    for each in ours:
        found |= _of_agreement(each)
    return found


def of_plans(
    message: Message, account: Account, standing: Standing, ours: Iterable[Ours], policy: Policy, today: date
) -> set[int]:
    """The plans of which a message speaks, made anew by the model from the debt, the counts and the first payment."""
    if not message.key.startswith(OF_PLANS):
        return set()
    changes = [_of_change(message, each, account, standing, policy) for each in ours]
    return set().union(_of_new(message, account, standing, policy, today), *changes)


def _of_new(message: Message, account: Account, standing: Standing, policy: Policy, today: date) -> set[int]:
    """A plan of today for all that is outstanding."""
    if not standing.outstanding:
        return set()
    down = message.values.get("down_payment")
    debt = standing.outstanding
    least = policy.plan.min_down_payment(debt)
    found = {least.centimos}
    firsts = {least, down if isinstance(down, Money) else least}
    for first in sorted(each for each in firsts if each < debt):
        terms = Terms(debt, first, 1, first_due(today, paying_day(account.payments)), policy.plan.rate)
        found |= _of_terms(policy.plan, terms, account, today, _counts(message))
    return found


def unknown(text: str, message: Message, known: set[int], said: Iterable[str]) -> set[int]:
    """The amounts of a text that nobody told; what the person named themself may be read back in a plan or promise."""
    theirs: set[int] = set()
    if message.key.startswith(OF_WISHES):
        theirs = {amount for each in said for amount in _named(each)}
        theirs |= {rest - amount for rest in known for amount in theirs}
    return amounts_in(text) - known - theirs


def _named(said: str) -> set[int]:
    words = said.replace("S/", " ").replace(",", ".").split()
    found = set()
    for word in words:
        whole, _, rest = word.strip(".").partition(".")
        if whole.isdigit() and (not rest or rest.isdigit()):
            found.add(int(whole) * 100 + int((rest + "00")[:2]))
    return found


def _counts(message: Message) -> set[int]:
    shown = message.values.get("plans")
    plans = shown if isinstance(shown, tuple) else ()
    several = [each.get("count") for each in plans if isinstance(each, Mapping)]
    counts = [message.values.get("count"), *several]
    return {count for count in counts if isinstance(count, int)}


def _of_terms(limits: PlanLimits, terms: Terms, account: Account, today: date, counts: set[int]) -> set[int]:
    found: set[int] = set()
    options = list(compared(limits, terms, account, today))
    for count in counts:
        try:
            options.append(option(limits, replace(terms, instalments=count), account, today))
        except PlanRefused as refused:
            allowed = [each.allowed for each in objections_of(refused)]
            found |= {each.centimos for each in allowed if isinstance(each, Money)}
            nearest = nearest_of(refused)
            if nearest is not None:
                found |= _of_plan(nearest)
    for each in options:
        found |= _of_plan(each.plan)
        found |= {amount.centimos for amount in (each.usual_bill, each.outlay) if amount is not None}
    return found


def _of_plan(plan: Plan) -> set[int]:
    amounts = [plan.terms.debt, plan.terms.down_payment, plan.interest_total, plan.total]
    return {each.centimos for each in (*amounts, *(row.amount for row in plan.rows))}


def _of_agreement(ours: Ours) -> set[int]:
    amounts = [ours.debt, ours.down_payment, ours.total, ours.interest_total]
    rows = [row.amount for row in ours.rows]
    down = [part for _, part in ours.down]
    return {each.centimos for each in (*amounts, *rows, *down)} | {sum(part.centimos for part in down)}


def _of_change(
    message: Message, ours: Ours, account: Account, standing: Standing, policy: Policy
) -> set[int]:
    """What is left of an agreement, planned anew."""
    unpaid = {each.instalment.number: each.unpaid for each in standing.instalments}
    if not message.key.startswith("amend") or not unpaid or not ours.live:
        return set()
    left = principal_left(ours, unpaid)
    due = standing.instalments[0].instalment.due_on
    limits = replace(policy.plan, min_down_percent=policy.plan.min_down_percent * 0)
    terms = Terms(left, Money.zero(left.currency), 1, due, policy.plan.rate)
    usual = bill_to_come(account, left.currency)
    found = _of_terms(limits, terms, account, ours.accepted_on, _counts(message) | {len(unpaid)})
    return found | {left.centimos} | ({usual.centimos} if usual else set())
