"""Instalments: simulated under the policy, agreed at the desk. A refusal gives the nearest plan that is allowed."""

from receivables.errors import PlanRefused
from receivables.model.buttons import buttons, plan_buttons
from receivables.model.dates import add_months
from receivables.model.dialogue.turn import Simulated, Situation, Turn, aside, say
from receivables.model.message import Button, Message, Value
from receivables.model.money import Money
from receivables.model.plan import LONGEST, Objection, Plan, Rate, Terms, plan_within

OFFERED = (3, 6, 12, 24)


def simulate(s: Situation) -> Turn:
    """Show the plan that is asked for; bills under claim are no part of it (I-9)."""
    standing = s.known.standing
    if standing.agreement is not None:
        return say(s, Message("plan_in_agreement", {}, buttons("debt", "offices", "human")))
    if not standing.outstanding:
        return say(s, Message("plan_nothing_owed", {"as_of": s.facts.as_of}, buttons("debt", "human")))
    count, down = s.reading.instalments, _down_payment(s)
    if not count:
        return _ask(s, down)
    if down is not None and down >= standing.outstanding:
        return say(s, Message("plan_pays_all", {"debt": standing.outstanding}, buttons("offices", "human")))
    return _within_policy(s, min(count, LONGEST), down)


def conditions(s: Situation) -> Turn:
    """What the utility allows, in general."""
    return aside(s, Message("plan_conditions", _limits(s), buttons("plan", "human")))


def _within_policy(s: Situation, count: int, down: Money | None) -> Turn:
    limits, owed = s.policy.plan, s.known.standing.outstanding
    terms = Terms(
        debt=owed,
        down_payment=limits.min_down_payment(owed) if down is None else down,
        instalments=count,
        first_due_on=add_months(s.today, 1),
        rate=limits.rate,
    )
    try:
        plan = plan_within(limits, terms, s.today)
    except PlanRefused as refusal:
        return _refused(s, refusal, down)
    return _shown(s, plan, Message("plan", _values(s, plan), _after(plan)), down)


def _refused(s: Situation, refusal: PlanRefused, down: Money | None) -> Turn:
    nearest = refusal.values.get("nearest")
    objections = refusal.values.get("objections")
    reasons = tuple(map(_reason, objections)) if isinstance(objections, tuple) else ()
    if not isinstance(nearest, Plan):
        values: dict[str, Value] = {"reasons": reasons, "debt": s.known.standing.outstanding}
        return say(s, Message("plan_none", values, buttons("offices", "promise", "human")))
    told = Message("plan_refused", {"reasons": reasons, **_values(s, nearest)}, _after(nearest))
    return _shown(s, nearest, told, down)


def _shown(s: Situation, plan: Plan, told: Message, down: Money | None) -> Turn:
    shown = Simulated(
        s.known.account.supply.supply_number, plan.terms.debt, plan.terms.down_payment, plan.terms.instalments
    )
    return say(s, told, effects=(shown,), expecting="plan", slots={"down": down} if down else {})


def _ask(s: Situation, down: Money | None) -> Turn:
    counts = [count for count in OFFERED if count <= s.policy.plan.max_instalments]
    values: dict[str, Value] = {**_limits(s), "debt": s.known.standing.outstanding}
    ask = Message("plan_ask", values, (*plan_buttons(counts[:3]), *buttons("human")))
    return say(s, ask, expecting="plan", slots={"down": down} if down else {})


def _down_payment(s: Situation) -> Money | None:
    noted = s.conversation.slots.get("down")
    return s.reading.down_payment or (noted if isinstance(noted, Money) else None)


def _limits(s: Situation) -> dict[str, Value]:
    limits = s.policy.plan
    return {
        "most": limits.max_instalments,
        "min_instalment": limits.min_instalment,
        "min_down_percent": f"{limits.min_down_percent.normalize():f}",
        "interest": bool(limits.rate.monthly),
        "monthly_rate": f"{limits.rate.monthly_percent.normalize():f}",
        "ends_with_year": limits.ends_with_year,
    }


def _values(s: Situation, plan: Plan) -> dict[str, Value]:
    rows = plan.rows
    return {
        "debt": plan.terms.debt,
        "down_payment": plan.terms.down_payment,
        "count": len(rows),
        "level": rows[0].amount,
        "last": rows[-1].amount,
        "first_due": rows[0].due_on,
        "last_due": rows[-1].due_on,
        "interest": plan.interest_total,
        "total": plan.total,
        "as_of": s.facts.as_of,
    }


def _after(plan: Plan) -> tuple[Button, ...]:
    others = [count for count in OFFERED if count != plan.terms.instalments]
    return (*plan_buttons(others[:2]), *buttons("offices", "human"))


def _reason(objection: object) -> dict[str, Value]:
    if not isinstance(objection, Objection) or isinstance(objection.allowed, Rate):
        return {"limit": "other", "allowed": None}
    return {"limit": objection.limit.value, "allowed": objection.allowed}
