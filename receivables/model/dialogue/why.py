"""Why we write, why we do not, and why a service was closed: read from the record, and never guessed."""

from collections.abc import Iterable, Mapping

from receivables.model.buttons import buttons
from receivables.model.decision import Reason
from receivables.model.dialogue.turn import Known, Situation, Turn, aside
from receivables.model.explanation import Line, RuleText, latest_contact, latest_cut, latest_silence
from receivables.model.identity import consent_at, masked, persons
from receivables.model.jurisdiction import Law
from receivables.model.ladder import ServedNotice
from receivables.model.message import Message, Value
from receivables.model.pseudonym import pseudonym
from receivables.model.reading.intents import Intent
from receivables.model.telling import rule_texts

SHOWN = ((Reason.OUTSIDE_WINDOW, 2), (Reason.NO_CONSENT, 1))
"""So many rules a person is told: when they may be written to, and with whose leave."""


def why(s: Situation) -> Turn:
    """The last message, on what debt, by whose leave and by which rule; and always the ways out (PE-DAT-5, I-6).

    A chat that is not linked hears of no debt and of no name.
    """
    known = s.linked
    if known is None:
        return aside(s, Message("why_stranger", {}, buttons("identify", "notme", "stop", "human")))
    told = Message("why", {**_written(s, known), **_now(s, known)}, buttons("debt", "notme", "stop", "human"))
    return aside(s, told)


def asks_of_the_cut(s: Situation) -> bool:
    """Whether a linked chat asks why its service was closed, and the record knows of a cut."""
    return Intent.WHY_WRITING in s.reading.also and s.linked is not None and _cut(s) is not None


def cut(s: Situation) -> Turn:
    """For which debt, after which notices with their days, and how the service comes back (I-12, PE-REO-1)."""
    known, line = s.known, _cut(s)
    values: dict[str, Value] = {
        **_debt_then(line),
        **_now(s, known),
        "done": line is not None and line.what == "cut_done",
        "at": line.at if line else None,
        "notices": tuple(_notice(each) for each in known.case.evidence),
        "hours": s.policy.reopening_hours,
    }
    return aside(s, Message("why_cut", values, buttons("offices", "plan", "claim", "human")))


def _cut(s: Situation) -> Line | None:
    return latest_cut(s.facts.story) if s.facts.story else None


def _written(s: Situation, known: Known) -> dict[str, Value]:
    line = latest_contact(s.facts.story) if s.facts.story else None
    silent = latest_silence(s.facts.story) if s.facts.story else None
    mine = line is not None and _is_mine(s, known, line)
    facts: Mapping[str, Value] = line.facts if line else {}
    return {
        **_debt_then(line),
        "written": line is not None,
        "mine": mine,
        "at": line.at if line else None,
        "channel": facts.get("channel", ""),
        "notice": facts.get("notice", ""),
        **_leave(s, known, facts if mine else {}),
        "silent_since": silent.since or silent.at if silent else None,
        "reasons": tuple(reason.reason.value for reason in silent.why) if silent else (),
        "rules": tuple(_rule(text) for text in shown_rules(s.policy.law)),
    }


def _leave(s: Situation, known: Known, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The leave that the message went out with; else that of this very address."""
    if "consented_on" in facts:
        return {"consented_on": facts["consented_on"], "origin": facts.get("consent_origin", "")}
    own = consent_at(known.contacts, s.conversation.address)
    return {"consented_on": own.consented_on if own else None, "origin": own.origin if own else ""}


def _debt_then(line: Line | None) -> dict[str, Value]:
    facts: Mapping[str, Value] = line.facts if line else {}
    return {
        "debt_then": facts.get("overdue"),
        "bills_then": facts.get("bills", 0),
        "instalments_then": facts.get("instalments", 0),
        "known_through": facts.get("payments_through"),
    }


def _now(s: Situation, known: Known) -> dict[str, Value]:
    return {
        "supply_masked": masked(known.account.supply.supply_number),
        "as_of": s.facts.as_of,
        "overdue": known.standing.overdue,
        "bills": len(known.standing.overdue_bills),
        "instalments": len(known.standing.overdue_instalments),
    }


def _is_mine(s: Situation, known: Known, line: Line) -> bool:
    """Whether the message went to a person behind this chat: the leave of another is not told here."""
    behind = persons(known.contacts, s.conversation.address)
    return line.facts.get("person") in {pseudonym(person) for person in behind}


def shown_rules(law: Law) -> Iterable[RuleText]:
    """The rules of a law that a person is told when they ask why."""
    for reason, count in SHOWN:
        found = [text for text in rule_texts(law.rules_of.get(reason, ()), law) if text.says]
        yield from found[:count]


def _rule(text: RuleText) -> Mapping[str, Value]:
    return {"says": text.says.rstrip(". "), "basis": text.basis.rstrip(". ")}


def _notice(notice: ServedNotice) -> Mapping[str, Value]:
    return {
        "notice": notice.notice.value,
        "channel": notice.channel,
        "sent_at": notice.sent_at,
        "served_at": notice.served_at,
    }
