"""Lines of an explanation as plain sentences, for the customer ("le escribimos") and for staff (es)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from receivables.model.approval import Matter
from receivables.model.audit import Act
from receivables.model.decision import Reason
from receivables.model.explanation import WENT_OUT, Line, RuleText, What
from receivables.model.impediment import ImpedimentKind
from receivables.model.ladder import Notice
from receivables.model.message import Value
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.reading.intents import Intent
from templates.labels import channel, label, notice, origin
from templates.story import SAID
from templates.wording import Wording, count

CUSTOMER, STAFF = 0, 1
OURS = frozenset(
    ["assistant", "check", "clock", "customer", "dispatcher", "erasure", "feed", "import", "retention"]
)
"""Who is no member of the staff: the parts of the program, and the customer."""
NOTICES = frozenset(notice.value for notice in Notice)
INTENTS = {intent.value: intent for intent in Intent}
IMPEDIMENTS = {kind.value: kind for kind in ImpedimentKind}
MATTERS = {matter.value: matter for matter in Matter}
PROOFS = {
    "callback": "lo confirmó el operador del canal",
    "chat": "hubo una respuesta en el chat",
    "link": "se abrió su enlace",
}
"""What proves a reception, by the fact `by`."""
IN_VAIN = "un intento que el proveedor aceptó y no pudo entregar cuenta para el límite de mensajes"
ANOTHER_DAY = "Se intentará otro día permitido, si el aviso sigue haciendo falta"
OF_DEBT = (*WENT_OUT, What.CUT_ORDERED, What.CUT_DONE, What.PROMISE_BROKEN)
"""Lines that tell what was owed then."""


class Explainer:
    """Puts lines into words for one utility."""

    def __init__(self, policy: Policy) -> None:
        self._words = Wording(policy.locale, policy.zone)

    def to_customer(self, line: Line) -> str:
        """What happened and why, said to the customer; nobody of the staff is named."""
        return self._told(line, CUSTOMER)

    def to_staff(self, line: Line) -> str:
        """The same about the customer, with the ids of the rules and who did it."""
        return self._told(line, STAFF)

    def _told(self, line: Line, voice: int) -> str:
        said = f"El {self._words.dated_moment(line.at)} {self._phrase(line, line.what, voice)}"
        return " ".join(f"{sentence}." for sentence in (said, *self._details(line, voice)))

    def _phrase(self, line: Line, what: What, voice: int) -> str:
        return SAID[what][voice].format_map(self._parts(line))

    def _parts(self, line: Line) -> dict[str, str]:
        """What a text may name; what the line does not know is empty."""
        facts = line.facts
        return {
            "by": _by(facts.get("channel")),
            "of": _which(facts),
            "reasons": _because(line),
            "amount": self._amount(" ", facts.get("amount")),
            "of_amount": self._amount(" de ", facts.get("amount")),
            "due": self._when(" hasta el ", facts.get("due_on")),
            "until": self._when(" hasta el ", facts.get("until")),
            "plan": self._plan(facts.get("debt"), facts.get("down_payment"), facts.get("instalments")),
            "proved": _proved(facts.get("by")),
            "origin": _from(facts.get("consent_origin")),
            "wish": _wish(facts.get("outcome")) if line.times == 1 else "",
            "kind": _kind(facts.get("kind")),
            "matter": _matter(facts.get("matter")),
            "act": label(Act(str(facts["act"]))) if "act" in facts else "",
        }

    def _details(self, line: Line, voice: int) -> Iterator[str]:
        if line.what in OF_DEBT:
            yield from self._then(line)
        if line.what is What.WAITING and any(_in_vain(line, why.reason) for why in line.why):
            yield ANOTHER_DAY
        if line.also:
            yield "Además, " + " y ".join(self._phrase(line, what, voice) for what in line.also)
        if line.times > 1 and line.since is not None:
            again = "Fueron {} mensajes" if line.what is What.TALKED else "Fue igual {} veces"
            yield f"{again.format(line.times)} desde el {self._words.dated(line.since)}"
        if (rule := line.rule) is not None:
            yield from _rule(rule, "Regla" if voice == CUSTOMER else f"Regla {rule.id}")
        if voice == STAFF and line.who not in OURS:
            yield f"Lo registró {line.who.removeprefix('staff/')}"

    def _then(self, line: Line) -> Iterator[str]:
        """What was owed and known when it was decided."""
        facts = line.facts
        if of := self._words.overdue(_number(facts.get("bills")), _number(facts.get("instalments"))):
            yield f"Debía{self._amount(' ', facts.get('overdue'))} de {of}"
        if through := self._when("", facts.get("payments_through")):
            yield f"Los pagos se conocían hasta el {through}"
        if since := self._when("", facts.get("consented_on")):
            yield f"Aceptó estos mensajes el {since}{_from(facts.get('consent_origin'))}"
        if served := self._when("", facts.get("notice_served_at")):
            yield f"El último plazo se recibió el {served}"

    def _amount(self, before: str, amount: Value) -> str:
        return before + self._words.money(amount) if isinstance(amount, Money) else ""

    def _when(self, before: str, day: Value) -> str:
        if isinstance(day, datetime):
            return before + self._words.dated(day)
        return before + self._words.short_day(day) if isinstance(day, date) else ""

    def _plan(self, debt: Value, down: Value, instalments: Value) -> str:
        if not (isinstance(debt, Money) and isinstance(down, Money) and isinstance(instalments, int)):
            return ""
        return f": {self._words.money(down)} de inicial y {count(instalments, 'cuota', 'cuotas')}"


def _rule(rule: RuleText, named: str) -> Iterator[str]:
    """What a rule says, and on what it rests."""
    if rule.says:
        yield f"{named}: {rule.says.rstrip('. ')}"
    if rule.basis:
        yield f"{'Base' if rule.says else named}: {rule.basis.rstrip('. ')}"


def _because(line: Line) -> str:
    told = "; ".join(IN_VAIN if _in_vain(line, why.reason) else label(why.reason) for why in line.why)
    return f": {told}" if told else ""


def _in_vain(line: Line, reason: Reason) -> bool:
    """Whether a cap kept it back for which an attempt counts that reached nobody."""
    return reason is Reason.CAP and bool(line.facts.get("in_vain"))


def _by(name: Value) -> str:
    return f" por {channel(name)}" if isinstance(name, str) and name else ""


def _proved(by: Value) -> str:
    """How it is known that a message was received."""
    told = PROOFS.get(by) if isinstance(by, str) else None
    return f" ({told})" if told else ""


def _from(name: Value) -> str:
    return f" ({origin(name)})" if isinstance(name, str) and name else ""


def _which(facts: Mapping[str, Value]) -> str:
    """Which message it was: a notice of the ladder, by the fact or by the key of the row; else a campaign."""
    key = str(facts.get("key", "")).split("/")
    named = facts.get("notice") or (key[2] if key[0] == "notice" and len(key) > 2 else None)
    if named in NOTICES:
        return f" ({notice(str(named))})"
    return " (campaña)" if "campaign" in (key[0], facts.get("kind")) or "campaign" in facts else ""


def _wish(outcome: Value) -> str:
    return f" ({label(INTENTS[str(outcome)])})" if outcome in INTENTS else ""


def _kind(kind: Value) -> str:
    return f": {label(IMPEDIMENTS[str(kind)])}" if kind in IMPEDIMENTS else ""


def _matter(matter: Value) -> str:
    return f": {label(MATTERS[str(matter)])}" if matter in MATTERS else ""


def _number(fact: Value) -> int:
    return fact if isinstance(fact, int) else 0
