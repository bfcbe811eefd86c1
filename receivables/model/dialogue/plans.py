"""Plans of instalments: two or three compared at once, or the one asked for, with what each month costs in all.

A refusal gives the nearest plan that is allowed. Choosing one leads on to `agreeing`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from receivables.errors import PlanRefused
from receivables.model.account import SupplyState
from receivables.model.agreeing import (
    FIRST_AFTER,
    Option,
    Stage,
    bill_to_come,
    compared,
    first_due,
    option,
    paying_day,
)
from receivables.model.buttons import accept_buttons, buttons, plan_buttons
from receivables.model.dialogue import ours
from receivables.model.dialogue.turn import Simulated, Situation, Turn, aside, say
from receivables.model.ladder import Step
from receivables.model.message import Button, Message, Value
from receivables.model.money import Money
from receivables.model.plan import (
    LONGEST,
    Objection,
    Plan,
    Rate,
    Terms,
    nearest_of,
    objections_of,
)
from receivables.model.reading.words import plain

OFFERED = (3, 6, 12, 24)
_MONTHLY = re.compile(
    r"\b(?:cuant[oa]s?|a como|how much|what)\b.*"
    r"\b(?:(?:al|por|cada|a|per|each|every) (?:mes|month)|mensual\w*|monthly"
    r"|(?:cada|por|each|per) (?:cuota|instalment))\b"
)
_HALVES = re.compile(
    r"\b(?:mitad|half)\b.*\b(?:ahora|hoy|ahorita|now|today)\b.*\b(?:mitad|half|resto|rest)\b"
    r"|\b(?:ahora|hoy|ahorita|now|today)\b.*\b(?:mitad|half)\b.*\b(?:mitad|half|resto|rest)\b"
)


def simulate(s: Situation) -> Turn:
    """Compare plans, or show the one that is asked for; bills under claim are no part of any (I-9)."""
    count, down = s.reading.instalments, down_payment(s)
    if (standing := refusal(s, asked=count is not None)) is not None:
        return standing
    if down is not None and pays_all(s, down):
        values: dict[str, Value] = {"debt": s.known.standing.outstanding}
        return say(s, Message("plan_pays_all", values, buttons("offices", "human")))
    return _compare(s, down) if not count else _within_policy(s, min(count, LONGEST), down)


def which(s: Situation) -> Turn:
    """A yes to plans that were compared, and to none of them: which one it is to be."""
    down, shown = down_payment(s), counts(s)
    if not shown:
        return simulate(s)
    ways = accept_buttons(shown)
    slots: dict[str, Value] = {"down": down} if down else {}
    return say(s, Message("plan_which", {}, (*ways, *buttons("human"))), expecting="plan", slots=slots)


def counts(s: Situation) -> list[int]:
    """The counts of instalments of the plans that are compared, in their order; none where none can be."""
    down = down_payment(s)
    if not s.known.standing.outstanding or (down is not None and pays_all(s, down)):
        return []  # debts shrink while a plan is talked about
    options = compared(s.policy.plan, terms_of(s, 1, down), s.known.account, s.today)
    return [each.plan.terms.instalments for each in options]


def when(s: Situation) -> Turn:
    """When the down payment and the first instalment of a plan would be due; what was open stays open."""
    terms = terms_of(s, 1, down_payment(s))
    values: dict[str, Value] = {
        "down_payment": terms.down_payment,
        "down_due_on": down_due_on(s),
        "first_due": terms.first_due_on,
    }
    noted = s.conversation.slots.get("count")
    ways = accept_buttons([noted]) if isinstance(noted, int) else buttons("plan")
    return aside(s, Message("plan_when", values, (*ways, *buttons("human"))))


def monthly(s: Situation) -> Turn | None:
    """What the plans that are open come to in a month; what was open stays open. None where that is not asked."""
    down, noted = down_payment(s), s.conversation.slots.get("count")
    if not _MONTHLY.search(plain(s.facts.said)) or refusal(s, asked=True) is not None:
        return None
    shown = counts(s)
    try:
        options = [
            option_of(s, each, down) for each in ([noted] if isinstance(noted, int) and shown else shown)
        ]
    except PlanRefused:
        return None
    if not options:
        return None
    values: dict[str, Value] = {
        "plans": tuple(brief(each) for each in options),
        "down_payment": options[0].plan.terms.down_payment,
        "as_of": s.facts.as_of,
    }
    ways = accept_buttons([each.plan.terms.instalments for each in options])
    return aside(s, Message("plan_monthly", values, (*ways, *buttons("human"))))


def halves(s: Situation) -> bool:
    """Whether somebody would pay one half now and the other later."""
    return s.reading.about is None and _HALVES.search(plain(s.facts.said)) is not None


def in_halves(s: Situation) -> Situation:
    """The same wish as a plan: one half as the down payment, rounded up to a centimo, and one instalment."""
    owed = s.known.standing.outstanding
    if not halves(s) or not owed:
        return s
    half = Money(-(-owed.centimos // 2), owed.currency)
    return replace(s, reading=replace(s.reading, instalments=1, down_payment=half))


def conditions(s: Situation) -> Turn:
    """What the utility allows, in general."""
    return aside(s, Message("plan_conditions", _limits(s), buttons("plan", "human")))


def refusal(s: Situation, *, asked: bool) -> Turn | None:
    """Why no plan can be made now: one is there already, or nothing is owed. `asked`: another count was named."""
    standing, made = s.known.standing, ours.of(s)
    if made is not None and made.live and standing.agreement is not None:
        return ours.status(s)
    if standing.agreement is not None:
        return say(s, Message("plan_in_agreement", {}, buttons("debt", "offices", "human")))
    if made is not None and made.stage is Stage.BROKEN and standing.instalments:
        return ours.status(s)
    if made is not None and made.stage is Stage.ACCEPTED and not asked:
        return ours.status(s)
    if not standing.outstanding:
        return say(s, Message("plan_nothing_owed", {"as_of": s.facts.as_of}, buttons("debt", "human")))
    return None


def option_of(s: Situation, count: int, down: Money | None) -> Option:
    """The plan of so many instalments under the policy, with dates that suit. Raises PlanRefused."""
    return option(s.policy.plan, terms_of(s, count, down), s.known.account, s.today)


def terms_of(s: Situation, count: int, down: Money | None) -> Terms:
    """What a plan of today is about; without a word of the down payment, the least that the policy takes."""
    limits, owed = s.policy.plan, s.known.standing.outstanding
    return Terms(
        debt=owed,
        down_payment=limits.min_down_payment(owed) if down is None else down,
        instalments=count,
        first_due_on=first_due(s.today, paying_day(s.known.account.payments)),
        rate=limits.rate,
    )


def down_due_on(s: Situation) -> date:
    """The last day for the down payment of a plan that is accepted today."""
    return s.today + timedelta(days=s.policy.down_days)


def down_payment(s: Situation) -> Money | None:
    """The down payment that was named, now or before."""
    noted = s.conversation.slots.get("down")
    return s.reading.down_payment or (noted if isinstance(noted, Money) else None)


def pays_all(s: Situation, down: Money) -> bool:
    """Whether that down payment leaves nothing to be paid in instalments: debts shrink while a plan is talked about."""
    return down >= s.known.standing.outstanding


def plan_values(s: Situation, chosen: Option) -> dict[str, Value]:
    """A plan as a message tells it: what is paid now, each month with the bill, until when, in all."""
    plan, standing = chosen.plan, s.known.standing
    rows = plan.rows
    coming = [b.bill.due_on for b in standing.outstanding_bills if b.bill.due_on >= s.today]
    return {
        "debt": plan.terms.debt,
        "down_payment": plan.terms.down_payment,
        "down_due_on": down_due_on(s),
        "count": len(rows),
        "level": rows[0].amount,
        "last": rows[-1].amount,
        "first_due": rows[0].due_on,
        "last_due": rows[-1].due_on,
        "interest": plan.interest_total,
        "total": plan.total,
        "usual_bill": chosen.usual_bill,
        "outlay": chosen.outlay,
        "bills": len(standing.outstanding_bills),
        "not_due": len(coming),
        "not_due_on": min(coming, default=None),
        "claimed": sum(b.claimed for b in standing.bills),
        "cut": cut_off(s),
        "hours": s.policy.reopening_hours,
        "fee": s.policy.reopening_fee,
        "as_of": s.facts.as_of,
    }


def cut_off(s: Situation) -> bool:
    """Whether the service is closed, by us or by the register."""
    closed = s.known.account.supply.state is SupplyState.CUT
    return closed or s.known.case.step in (Step.CUT, Step.REOPENING)


def _compare(s: Situation, down: Money | None) -> Turn:
    terms = terms_of(s, 1, down)
    options = compared(s.policy.plan, terms, s.known.account, s.today)
    if not options:
        return _within_policy(s, 1, down)
    values = plan_values(s, options[-1])
    values["plans"] = tuple(brief(each) for each in options)
    counts = [each.plan.terms.instalments for each in options]
    told = Message("plan_compare", values, (*accept_buttons(counts), *buttons("human")))
    slots: dict[str, Value] = {"down": down} if down else {}
    return say(s, told, effects=(_simulated(s, options[-1].plan),), expecting="plan", slots=slots)


def brief(each: Option) -> Mapping[str, Value]:
    """A plan in one line of a comparison."""
    rows = each.plan.rows
    return {
        "count": len(rows),
        "level": rows[0].amount,
        "last": rows[-1].amount,
        "first_due": rows[0].due_on,
        "last_due": rows[-1].due_on,
        "outlay": each.outlay,
        "interest": each.plan.interest_total,
        "total": each.plan.total,
    }


def _within_policy(s: Situation, count: int, down: Money | None) -> Turn:
    try:
        chosen = option_of(s, count, down)
    except PlanRefused as refused:
        return _refused(s, refused)
    return _shown(s, chosen, Message("plan", plan_values(s, chosen), _after(chosen.plan)))


def _refused(s: Situation, refused: PlanRefused) -> Turn:
    nearest, reasons = nearest_of(refused), tuple(map(_reason, objections_of(refused)))
    if nearest is None:
        values: dict[str, Value] = {"reasons": reasons, "debt": s.known.standing.outstanding}
        return say(s, Message("plan_none", values, buttons("offices", "promise", "human")))
    chosen = Option(nearest, bill_to_come(s.known.account, s.policy.currency))
    told = Message("plan_refused", {"reasons": reasons, **plan_values(s, chosen)}, _after(nearest))
    return _shown(s, chosen, told)


def _shown(s: Situation, chosen: Option, told: Message) -> Turn:
    terms = chosen.plan.terms
    slots: dict[str, Value] = {"count": terms.instalments}
    if terms.down_payment != s.policy.plan.min_down_payment(terms.debt):
        slots["down"] = terms.down_payment
    return say(s, told, effects=(_simulated(s, chosen.plan),), expecting="plan", slots=slots)


def _simulated(s: Situation, plan: Plan) -> Simulated:
    number, terms = s.known.account.supply.supply_number, plan.terms
    return Simulated(number, terms.debt, terms.down_payment, terms.instalments)


def _limits(s: Situation) -> dict[str, Value]:
    limits = s.policy.plan
    return {
        "most": limits.max_instalments,
        "min_instalment": limits.min_instalment,
        "min_down_percent": f"{limits.min_down_percent.normalize():f}",
        "interest": bool(limits.rate.monthly),
        "monthly_rate": f"{limits.rate.monthly_percent.normalize():f}",
        "ends_with_year": limits.ends_with_year,
        "first_after": FIRST_AFTER.days,
    }


def _after(plan: Plan) -> tuple[Button, ...]:
    others = [count for count in OFFERED if count != plan.terms.instalments]
    return (*accept_buttons([plan.terms.instalments]), *plan_buttons(others[:2]), *buttons("human"))


def _reason(objection: Objection) -> dict[str, Value]:
    if isinstance(objection.allowed, Rate):
        return {"limit": "other", "allowed": None}
    return {"limit": objection.limit.value, "allowed": objection.allowed}
