"""How entries of the record become the lines of an explanation: typed facts, rules in words, one line a decision."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from receivables.errors import BadAmount
from receivables.model.audit import Act, AuditEntry
from receivables.model.consent import ConsentEvent
from receivables.model.decision import Reason
from receivables.model.explanation import SILENCES, WENT_OUT, Line, RuleText, What, Why, what_of
from receivables.model.jurisdiction import Law
from receivables.model.message import Value
from receivables.model.money import Money

MONEY = frozenset({"overdue", "amount", "debt", "down_payment"})
DAYS = frozenset({"payments_through", "cut_date", "consented_on", "due_on"})
MOMENTS = frozenset({"notice_served_at", "until", "due_by"})
REPEATED = frozenset({*SILENCES, What.WAITING, What.NOT_CUT, What.TALKED, What.HELD_OUT})
"""What is found again and again: one line tells it once."""

WISHES = (What.OPTED_OUT, What.OPTED_IN, What.ADDRESS_CLOSED, What.ADDRESS_OPENED)
"""Noted of every person and address that one wish concerns."""

UNDONE = (What.NOT_ARRIVED, What.RETRIED, What.SWITCHED)
OUTCOMES = (What.WRITTEN, *UNDONE)
"""What becomes of an attempt."""

REASONS = {reason.value: reason for reason in Reason}

OF_CUTS = (Act.CUT, Act.WITHDRAW)
NAMED_FIRST = {Act.SEND: Reason.OUTSIDE_WINDOW, Act.CUT: Reason.NOT_OVERDUE_ENOUGH}
"""Of all the rules that were asked before an act, the one to name first."""

FOLLOWS = (What.PAID, What.PROMISE_KEPT, What.SETTLED, What.CUT_WITHDRAWN, What.REOPENING_ORDERED)
"""What one payment or one settlement brings at the same moment, the cause first."""


def told(
    entries: Iterable[AuditEntry], consents: Iterable[ConsentEvent], law: Law, currency: str
) -> tuple[Line, ...]:
    """The lines, oldest first."""
    lines = _joined(_Reader(law, currency).lines(entries))
    lines += [_consent(event) for event in consents]
    return tuple(_folded(_followed(_once(sorted(lines, key=lambda line: line.at)))))


def rule_texts(ids: Iterable[str], law: Law) -> tuple[RuleText, ...]:
    """Those rules in the words of the law of today."""
    known = {rule.id: rule for rule in law.rules}
    return tuple(
        RuleText(id, rule.says, rule.basis, rule.confidence) if (rule := known.get(id)) else RuleText(id)
        for id in dict.fromkeys(ids)
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads single entries under a law."""

    law: Law
    currency: str

    def lines(self, entries: Iterable[AuditEntry]) -> list[Line]:
        """A line for each entry that people need to see."""
        return [line for entry in entries if (line := self._line(entry)) is not None]

    def _line(self, entry: AuditEntry) -> Line | None:
        what = what_of(entry)
        if what is None:
            return None
        facts = {**self._typed(entry.facts), "outcome": entry.outcome, "act": entry.act.value}
        why = tuple(self._why(REASONS[r], entry.act) for r in entry.reasons if r in REASONS)
        rules = rule_texts(self._leading(entry), self.law)
        return Line(entry.at, entry.actor, what, why, rules, facts)

    def _why(self, reason: Reason, act: Act) -> Why:
        return Why(reason, rule_texts(self._ids(reason, act), self.law))

    def _ids(self, reason: Reason, act: Act) -> tuple[str, ...]:
        of_cut = self.law.rules_of_cut.get(reason) if act in OF_CUTS else None
        return of_cut or self.law.rules_of.get(reason, ())

    def _leading(self, entry: AuditEntry) -> list[str]:
        """The rules of the entry, those that people ask about first: when they may be written to, when cut."""
        first = self._ids(NAMED_FIRST[entry.act], entry.act) if entry.act in NAMED_FIRST else ()
        if entry.facts.get("instalments"):
            first = first[::-1]  # an instalment by itself is enough for a cut (PE-CUT-2)
        return sorted(entry.rules, key=lambda id: first.index(id) if id in first else len(first))

    def _typed(self, facts: Mapping[str, str | int]) -> dict[str, Value]:
        found = ((name, self._value(name, fact)) for name, fact in facts.items())
        return {name: value for name, value in found if value not in (None, "")}

    def _value(self, name: str, fact: str | int) -> Value:
        """A fact as what it is; one that does not read as that is left out."""
        if name in MONEY:
            return _read(lambda text: Money.of(text, self.currency), fact)
        if name in DAYS:
            return _read(date.fromisoformat, fact)
        return _read(_moment, fact) if name in MOMENTS else fact


def _read(reader: Callable[[str], Value], fact: str | int) -> Value:
    try:
        return reader(str(fact))
    except (ValueError, BadAmount):
        return None


def _moment(text: str) -> date:
    """A moment with its zone, or a bare day."""
    if len(text) == len("2024-01-08"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no zone")
    return moment


def _consent(event: ConsentEvent) -> Line:
    facts: dict[str, Value] = {
        "channel": event.channel,
        "purpose": event.purpose.value,
        "consent_origin": event.origin,
        "wording": event.wording,
    }
    return Line(event.at, event.actor, What.CONSENTED if event.given else What.WITHDREW, facts=facts)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """A message with what became of it, by its key: its decision, its sending, its reception."""
    joined: list[Line] = []
    place: dict[Value, int] = {}
    for line in lines:
        key = line.facts.get("key")
        before = place.get(key) if key is not None else None
        if before is not None and (both := _one(joined[before], line)) is not None:
            joined[before] = both
            continue
        if line.what in WENT_OUT:
            place[key] = len(joined)
        joined.append(line)
    return joined


def _one(message: Line, line: Line) -> Line | None:
    """The message with what came next; None when that is another matter, such as a later attempt."""
    if line.what is What.READ:
        return replace(message, what=What.WRITTEN, facts={**message.facts, "served_at": line.at})
    answers = line.what in OUTCOMES or line.facts.get("outcome") == "unknown"
    if not answers or line.facts.get("attempt") != message.facts.get("attempt"):
        return None
    if message.what in UNDONE and line.what not in UNDONE:
        return message  # its failure was told before we had noted that it went
    return replace(message, what=line.what, facts={**line.facts, **message.facts})


def _once(lines: Sequence[Line]) -> list[Line]:
    """One line for one wish, of however many persons and addresses it was noted."""
    wishes = {(line.at, line.what): line for line in lines if line.what in WISHES}
    return [line for line in lines if line.what not in WISHES or wishes[line.at, line.what] is line]


def _followed(lines: Sequence[Line]) -> list[Line]:
    """What happened at one moment because of one cause, under its cause."""
    left: list[Line] = []
    for line in lines:
        last = left[-1] if left else None
        if last is None or not _belong_together(last, line):
            left.append(line)
            continue
        first, second = sorted((last, line), key=_rank)
        also = () if _of_a_paid_debt(second) else (second.what,)
        left[-1] = replace(
            first, facts={**second.facts, **first.facts}, also=(*first.also, *also, *second.also)
        )
    return left


def _belong_together(last: Line, line: Line) -> bool:
    same = (last.at, last.who) == (line.at, line.who)
    return same and _follows(last) and _follows(line) and line.what not in (last.what, *last.also)


def _follows(line: Line) -> bool:
    return line.what in FOLLOWS or _of_a_paid_debt(line)


def _of_a_paid_debt(line: Line) -> bool:
    """A message that a payment made idle: the payment says it all."""
    return line.what is What.NOT_WRITTEN and [why.reason for why in line.why] == [Reason.PAID]


def _rank(line: Line) -> int:
    return FOLLOWS.index(line.what) if line.what in FOLLOWS else len(FOLLOWS)


def _folded(lines: Sequence[Line]) -> list[Line]:
    """The same finding in a row as one line, told as of its latest."""
    left: list[Line] = []
    for line in lines:
        last = left[-1] if left else None
        if last is not None and line.what in REPEATED and _same(last, line):
            left[-1] = replace(line, times=last.times + 1, since=last.since or last.at)
        else:
            left.append(line)
    return left


def _same(one: Line, other: Line) -> bool:
    mine, theirs = ([why.reason for why in each.why] for each in (one, other))
    return (one.what, one.who, mine) == (other.what, other.who, theirs)
