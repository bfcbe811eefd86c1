"""Until when: the term that runs now, or that none runs; and of an agreement, its down payment, asked for by name."""

import re
from datetime import datetime, timedelta

from receivables.model.buttons import buttons
from receivables.model.dialogue import changing, cutting, ours, plans
from receivables.model.dialogue.turn import Known, Situation, Turn, aside
from receivables.model.identity import masked
from receivables.model.ladder import Notice, Step
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain

_OF_TIME = frozenset(
    {
        Intent.DEBT_QUERY,
        Intent.PAYMENT_METHODS,
        Intent.POLICY_QUESTION,
        Intent.AGREEMENT_STATUS,
        Intent.RECONNECTION,
        Intent.CUT_STATUS,
        Intent.OUT_OF_SCOPE,
    }
)
"""As what a question for the time that is left may be read."""
_TIME = re.compile(
    r"\bhasta (?:cuando|que (?:dia|fecha|hora))(?: (?:tengo|tenemos|puedo|podemos|me dan|nos dan|hay|es|debo|pago)\b|$)"
    r"|\b(?:cuanto (?:tiempo|plazo)|que plazo|cuantos dias|cuantas horas) (?:ten(?:go|emos)|me queda|me dan|hay|falta)"
    r"|\b(?:cuando|cual) (?:vence|es|acaba|termina|se acaba|se vence) (?:el|mi|ese) plazo\b"
    r"|\bhow (?:long|much time|many days) do (?:i|we) have\b|\buntil when\b|\bwhat is (?:the|my) deadline\b"
)
_ELSE = re.compile(
    r"\b(?:reclam\w*|claim\w*|cuotas?|instal\w*|recibos?|facturas?|bills?|sin agua|sin servicio|no hay agua|atienden"
    r"|abren|oficina|medidor|codigo|code|convenio|compromiso|promesa|tengo que (?!pag)\w+)\b"
)
_DOWN = re.compile(
    r"\b(?:cuanto|cual|que monto|hasta cuando|cuando|donde|how much|what|when|where)\b.*\b(?:inicial|down ?payment)\b"
)
_TOLD_BY_CUT = frozenset({"inactive", "ordered", "last_chance", "last_chance_unserved", "paused", "promised"})


def heard(s: Situation) -> Turn | None:
    """The answer to how much the down payment is, or until when there is time; None for anything else."""
    words = plain(s.facts.said)
    if s.reading.about is not None or s.reading.instalments or s.reading.down_payment:
        return None
    if _DOWN.search(words) and not (s.reading.sure and s.reading.intent is Intent.PAYMENT_METHODS):
        return _down(s)
    wished = {s.reading.intent} if s.reading.sure else {*s.reading.options[:1]}
    if s.linked is None or not wished & _OF_TIME or not _TIME.search(words) or _ELSE.search(words):
        return None
    return time_left(s, s.known)


def time_left(s: Situation, known: Known) -> Turn:
    """The term that runs: of a plan or an agreement, of a cut, or of our notice."""
    talked = s.conversation.expecting in ("plan", "plan_confirm")
    agreed = known.standing.agreement is not None and not known.standing.overdue
    if talked or agreed or ours.awaited(s):
        return changing.status(s)
    if cutting.stands(s, known) in _TOLD_BY_CUT or cutting.closed(known):
        return cutting.status(s)
    until = _of_notice(s, known)
    coming = [each.bill.due_on for each in known.standing.outstanding_bills if each.bill.due_on >= s.today]
    values: dict[str, Value] = {
        "supply_masked": masked(known.account.supply.supply_number),
        "overdue": known.standing.overdue or None,
        "until": until if until and until > s.now else None,
        "paused_until": known.case.paused_until if known.case.paused(s.now) else None,
        "next_due": min(coming, default=None),
        "as_of": s.facts.as_of,
    }
    ways = ("offices", "plan", "claim", "human") if known.standing.overdue else ("debt", "human")
    return aside(s, Message("time_left", values, buttons(*ways)))


def _of_notice(s: Situation, known: Known) -> datetime | None:
    """The end of the hours that an offer gives, once it was received."""
    served = known.case.served(Notice.OFFER) if known.case.step is Step.OFFERED else None
    if served is None or served.served_at is None:
        return None
    return served.served_at + timedelta(hours=s.policy.offer_hours)


def _down(s: Situation) -> Turn:
    """Of the agreement there is or the plan that is talked about; else what the utility asks for in general."""
    talked = s.conversation.expecting in ("plan", "plan_confirm")
    if s.linked and (talked or ours.of(s) is not None or s.known.standing.agreement is not None):
        return changing.status(s)
    return plans.conditions(s)
