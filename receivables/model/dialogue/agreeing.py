"""A plan becomes an agreement: read back, a plain yes, strong identity. In force only once its down payment is there.

It may be changed once, before any instalment is overdue (I-19, I-20).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from receivables.errors import PlanRefused
from receivables.model.agreeing import (
    Option,
    Ours,
    amended_rows,
    begins_after,
    bill_to_come,
    compared,
    covered,
    principal_left,
)
from receivables.model.buttons import accept_buttons, agree_button, buttons
from receivables.model.dates import add_months
from receivables.model.dialogue import choosing, ours, plans
from receivables.model.dialogue.effects_plans import AcceptPlan, AmendPlan
from receivables.model.dialogue.strong import ask_for_code, may_sign
from receivables.model.dialogue.turn import Situation, Turn, say
from receivables.model.identity import masked
from receivables.model.intent import Reading
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.plan import Instalment, PlanLimits, Terms, nearest_of, plan_within
from receivables.model.reading.intents import Intent

NOTHING_DOWN = 0
AMENDS = "amends"
"""The slot that says that a count is meant for the agreement in force, and no new plan."""
LAST_SAFE_DAY = 28


def request(s: Situation) -> Turn:
    """Instalments are wished for: another count for the agreement that is being changed, or a plan."""
    return amend(s) if _amending(s) and s.reading.instalments else plans.simulate(plans.in_halves(s))


def accept(s: Situation) -> Turn:
    """A plan is chosen: it is read back, and taken only after a plain yes."""
    if _amending(s):
        return amend(s)
    if (refused := plans.refusal(s, asked=True)) is not None:
        return refused
    count, down = _count(s), plans.down_payment(s)
    if count is None and s.conversation.expecting == "plan":
        return plans.which(s)
    if count is None or (down is not None and plans.pays_all(s, down)):
        return plans.simulate(s)
    try:
        chosen = plans.option_of(s, count, down)
    except PlanRefused:
        return plans.simulate(replace(s, reading=replace(s.reading, instalments=count, down_payment=down)))
    return _read_back(s, chosen)


def heard(s: Situation) -> Turn | None:
    """One of the plans that were compared, by its place or how it compares; None for what is something else."""
    if s.linked is None or s.reading.about is not None or _amending(s):
        return None
    if (told := plans.monthly(s)) is not None:
        return told
    if plans.halves(s):
        return request(s)
    chosen = choosing.count(s.facts.said, plans.counts(s), interest=bool(s.policy.plan.rate.tea_percent))
    if chosen is None:
        return None
    return accept(replace(s, reading=Reading(Intent.ACCEPT_PLAN, instalments=chosen)))


def confirm(s: Situation) -> Turn:
    """A yes to the plan that was read back; to another one, or when its figures have changed, it is read back again."""
    if (refused := plans.refusal(s, asked=True)) is not None:
        return refused
    slots = s.conversation.slots
    count, down = slots.get("count"), slots.get("down")
    if not isinstance(count, int) or not isinstance(down, Money) or plans.pays_all(s, down):
        return plans.simulate(replace(s, reading=Reading(Intent.INSTALMENT_REQUEST)))
    try:
        chosen = plans.option_of(s, count, down)
    except PlanRefused:
        return plans.simulate(replace(s, reading=Reading(Intent.INSTALMENT_REQUEST, instalments=count)))
    if _seen(chosen) != {key: slots.get(key) for key in _seen(chosen)} or s.reading.instalments not in (
        None,
        count,
    ):
        return _read_back(s, chosen)
    if not may_sign(s):
        return ask_for_code(s, Reading(Intent.AFFIRM))
    return _accepted(s, chosen)


def again(s: Situation) -> Turn:
    """Read what is open back once more."""
    if s.conversation.expecting == "amend_confirm":
        return amend(replace(s, reading=Reading(Intent.AMEND_PLAN)))
    return accept(replace(s, reading=Reading(Intent.ACCEPT_PLAN)))


def drop(s: Situation) -> Turn:
    """A no to what was read back: nothing is agreed, nothing changes."""
    return say(s, Message("plan_dropped", {}, buttons("plan", "promise", "human")))


def amend(s: Situation) -> Turn:
    """Another count or another day for what is left: once, and before any instalment is overdue."""
    made, standing = ours.of(s), s.known.standing
    if made is None or not made.live or not standing.instalments:
        return ours.status(s)
    if not ours.amendable(made, standing):
        values: dict[str, Value] = {"number": made.number, "overdue": bool(standing.overdue_instalments)}
        return say(s, Message("amend_no", values, buttons("agreement", "offices", "human")))
    count, day = s.reading.instalments, _day(s)
    if count is None and day is None:
        return _amend_options(s, made)
    return _amend_read_back(s, made, count or _rows_left(s), day)


def amend_confirm(s: Situation) -> Turn:
    """A yes to the new schedule that was read back."""
    made, slots = ours.of(s), s.conversation.slots
    count, first = slots.get("count"), slots.get("first_due")
    changed = made is None or not ours.amendable(made, s.known.standing)
    if made is None or changed or not isinstance(count, int) or not isinstance(first, date):
        return amend(replace(s, reading=Reading(Intent.AMEND_PLAN)))
    chosen = _amended(s, made, count, first)
    if chosen is None or _seen(chosen) != {key: slots.get(key) for key in _seen(chosen)}:
        return _amend_options(s, made)
    if not may_sign(s):
        return ask_for_code(s, Reading(Intent.AFFIRM))
    rows = _new_rows(s, made, chosen)
    values = ours.schedule(replace(made, rows=rows, version=2), s)
    told = Message("plan_amended", values, buttons("agreement", "offices", "human"), paper="schedule")
    return say(s, told, effects=(AmendPlan(made.supply_number, made.number, rows),))


BARE: Mapping[str, dict[Intent, Callable[[Situation], Turn]]] = {
    "plan": {Intent.AFFIRM: accept, Intent.DENY: drop},
    "plan_confirm": {Intent.AFFIRM: confirm, Intent.DENY: drop},
    "amend_confirm": {Intent.AFFIRM: amend_confirm, Intent.DENY: ours.status},
}
"""What a bare answer means to plans that were shown, and to one that was read back."""
READ_BACK = frozenset(BARE) - {"plan"}


def _read_back(s: Situation, chosen: Option) -> Turn:
    values = plans.plan_values(s, chosen)
    count = chosen.plan.terms.instalments
    told = Message("plan_confirm", values, (agree_button(count), *buttons("no", "human")))
    return say(s, told, expecting="plan_confirm", slots=_seen(chosen))


def _seen(chosen: Option) -> dict[str, Value]:
    """What a yes belongs to: everything that was read back of the plan."""
    terms = chosen.plan.terms
    return {
        "count": terms.instalments,
        "down": terms.down_payment,
        "debt": terms.debt,
        "first_due": terms.first_due_on,
        "total": chosen.plan.total,
    }


def _accepted(s: Situation, chosen: Option) -> Turn:
    number, bills, until = (
        s.known.account.supply.supply_number,
        covered(s.known.standing),
        plans.down_due_on(s),
    )
    values: dict[str, Value] = {
        **plans.plan_values(s, chosen),
        "supply_masked": masked(number),
        "down_due_on": until,
    }
    told = Message("plan_accepted", values, buttons("offices", "agreement", "human"), paper="schedule")
    return say(s, told, effects=(AcceptPlan(number, chosen.plan, bills, until),))


def _amending(s: Situation) -> bool:
    """Whether the question that is open is about the agreement in force."""
    return s.conversation.expecting == "amend_confirm" or AMENDS in s.conversation.slots


def _count(s: Situation) -> int | None:
    noted = s.conversation.slots.get("count")
    return s.reading.instalments or (noted if isinstance(noted, int) else None)


def _day(s: Situation) -> date | None:
    return s.reading.day.on if s.reading.day else None


def _rows_left(s: Situation) -> int:
    return len(s.known.standing.instalments)


def _unpaid(s: Situation) -> dict[int, Money]:
    return {each.instalment.number: each.unpaid for each in s.known.standing.instalments}


def _amend_limits(s: Situation, made: Ours) -> PlanLimits:
    """What is left of the policy: no new down payment, and the instalments that were paid count (I-20)."""
    limits, paid = s.policy.plan, len(made.rows) - _rows_left(s)
    most = max(1, limits.max_instalments - paid)
    return replace(limits, min_down_percent=limits.min_down_percent * NOTHING_DOWN, max_instalments=most)


def _amend_terms(s: Situation, made: Ours, count: int, first: date) -> Terms:
    debt = principal_left(made, _unpaid(s))
    return Terms(debt, Money.zero(debt.currency), count, first, s.policy.plan.rate)


def _next_due(s: Situation) -> date:
    return s.known.standing.instalments[0].instalment.due_on


def _first_on(s: Situation, made: Ours, day: date | None) -> date:
    """The next instalment stays where it is, or moves to that day of the month, and never before today.

    A month after one whose interest is paid already.
    """
    begun = begins_after(made, _unpaid(s))
    due = _next_due(s) if begun is None else add_months(begun, 1)
    if day is None:
        return due
    wanted = due.replace(day=min(day.day, LAST_SAFE_DAY))
    return wanted if wanted >= s.today else add_months(wanted, 1)


def _amended(s: Situation, made: Ours, count: int, first: date) -> Option | None:
    terms = _amend_terms(s, made, count, first)
    try:
        plan = plan_within(_amend_limits(s, made), terms, made.accepted_on)
    except PlanRefused as refused:
        nearest = nearest_of(refused)
        if nearest is None:
            return None
        plan = nearest
    return Option(plan, bill_to_come(s.known.account, terms.debt.currency))


def _new_rows(s: Situation, made: Ours, chosen: Option) -> tuple[Instalment, ...]:
    return amended_rows(made, _unpaid(s), chosen.plan)


def _amend_options(s: Situation, made: Ours) -> Turn:
    terms = _amend_terms(s, made, 1, _first_on(s, made, None))
    options = compared(_amend_limits(s, made), terms, s.known.account, made.accepted_on)
    counts = [each.plan.terms.instalments for each in options if each.plan.terms.instalments != _rows_left(s)]
    values: dict[str, Value] = {
        "number": made.number,
        "left": _rows_left(s),
        "debt": terms.debt,
        "plans": tuple(plans.brief(each) for each in options if each.plan.terms.instalments in counts),
        "as_of": s.facts.as_of,
    }
    ask = Message("amend_ask", values, (*accept_buttons(counts), *buttons("human")))
    return say(s, ask, expecting="plan", slots={AMENDS: made.number})


def _amend_read_back(s: Situation, made: Ours, count: int, day: date | None) -> Turn:
    chosen = _amended(s, made, count, _first_on(s, made, day))
    if chosen is None:
        values: dict[str, Value] = {"number": made.number, "overdue": False}
        return say(s, Message("amend_no", values, buttons("agreement", "offices", "human")))
    rows = chosen.plan.rows
    values = {
        "number": made.number,
        "debt": chosen.plan.terms.debt,
        "count": len(rows),
        "level": rows[0].amount,
        "last": rows[-1].amount,
        "first_due": rows[0].due_on,
        "last_due": rows[-1].due_on,
        "interest": chosen.plan.interest_total,
        "usual_bill": chosen.usual_bill,
        "outlay": chosen.outlay,
        "as_of": s.facts.as_of,
    }
    told = Message("amend_confirm", values, (agree_button(len(rows)), *buttons("no", "human")))
    return say(s, told, expecting="amend_confirm", slots=_seen(chosen))
