"""How a claim stands: its instance, until when it is to be answered, what rests meanwhile, and how to go on."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from receivables.model.account import Claim, ClaimOutcome
from receivables.model.buttons import buttons
from receivables.model.claims import business_days_after, deadline_of
from receivables.model.dialogue.courtesy import yes_to_nothing
from receivables.model.dialogue.turn import HandOver, Known, Situation, Turn, aside, say
from receivables.model.intent import Reading
from receivables.model.jurisdiction import Instance
from receivables.model.message import Message, Value
from receivables.model.reading.intents import Intent
from receivables.model.request import Request, RequestKind
from receivables.model.request_deadlines import last_day

SHOWN = 3
_NUMBER = re.compile(r"S-\d{4}-\d{6,}")


def status(s: Situation) -> Turn:
    """The clock of each claim that still runs (PE-CLM-3 to PE-CLM-5), and of what a desk has; late ones reach a person.

    Who has none hears so, and may claim.
    """
    claims = _running(s, s.linked)[:SHOWN] if s.linked else []
    asked = _asked(s, {str(claim["number"]) for claim in claims})[-SHOWN:]
    if not claims and not asked:
        first = "claim" if s.linked else "identify"
        return aside(s, Message("claim_none", {"linked": s.linked is not None}, buttons(first, "human")))
    late = any(claim["late"] for claim in (*claims, *asked))
    values: dict[str, Value] = {
        "claims": tuple(claims),
        "requests": tuple(asked),
        "late": late,
        "as_of": s.facts.as_of,
    }
    ways = ("bot",) if late else ("debt", "human")
    told = Message("claim_status", values, buttons(*(ways if s.linked else ("identify", *ways))))
    return say(s, told, effects=(HandOver("claim_status"),) if late else ())


def again(s: Situation) -> Turn:
    """A yes that was pressed twice: what it made is told, and nothing is done."""
    turn = status(s)
    return (
        replace(turn, effects=())
        if any(each.key == "claim_status" for each in turn.messages)
        else yes_to_nothing(s)
    )


def asks_by_number(s: Situation) -> bool:
    """Whether the message is about something that a desk has, by its number ("S-2024-000013")."""
    about = (Intent.IDENTIFY, Intent.CLAIM_STATUS, Intent.OUT_OF_SCOPE, Intent.AGREEMENT_STATUS)
    return s.reading.intent in about and bool(_numbers_in(s.reading)) and s.conversation.expecting != "proof"


def names_request(reading: Reading) -> bool:
    """Whether the number of a request stands in the message."""
    return bool(_numbers_in(reading))


def _numbers_in(reading: Reading) -> frozenset[str]:
    return frozenset(code for code in reading.codes if _NUMBER.fullmatch(code))


def _asked(s: Situation, shown: Collection[str]) -> list[Mapping[str, Value]]:
    """What this person asked of desks, by its number, or else every claim that no ledger has yet."""
    wanted = _numbers_in(s.reading)
    mine = (s.conversation.channel, s.conversation.address)
    supply = s.linked.account.supply.supply_number if s.linked else None
    return [
        _told(s, each)
        for each in s.facts.requests
        if each.number not in shown
        and (each.number in wanted or (not wanted and each.kind is RequestKind.CLAIM and each.waits))
        and ((each.channel, each.address) == mine or (supply and each.supply_number == supply))
    ]


def _told(s: Situation, asked: Request) -> Mapping[str, Value]:
    deadline = last_day(asked.due_by, s.policy) if asked.due_by else None
    return {
        "number": asked.number,
        "kind": asked.kind.value,
        "waits": asked.waits,
        "deadline": deadline,
        "late": bool(asked.waits and deadline and deadline < s.today),
    }


def of_statement(s: Situation, known: Known) -> list[Mapping[str, Value]]:
    """Every claim that still freezes a bill, as a statement tells it."""
    filed = {claim.number: claim for claim in known.account.claims}
    return [
        {
            **{name: told[name] for name in ("number", "period", "pending", "deadline")},
            "filed_on": filed[str(told["number"])].filed_on,
            "resolved_on": filed[str(told["number"])].resolved_on,
        }
        for told in _running(s, known)
    ]


def numbers(s: Situation) -> tuple[str, ...]:
    """The numbers of the claims of the linked supply that still run: one that was found right only waits."""
    running = _running(s, s.linked) if s.linked else []
    return tuple(str(each["number"]) for each in running if not each["founded"])


def _running(s: Situation, known: Known) -> list[Mapping[str, Value]]:
    frozen = {each.bill.number: each for each in known.standing.bills if each.claimed}
    running: list[Mapping[str, Value]] = []
    for claim in sorted(known.account.claims, key=lambda each: (each.filed_on, each.number)):
        if claim.bill in frozen:
            bill = frozen[claim.bill]
            running.append({"period": bill.bill.period, "amount": bill.unpaid, **_clock(s, claim)})
    return running


def _clock(s: Situation, claim: Claim) -> dict[str, Value]:
    pending = claim.open_on(s.today)
    deadline = deadline_of(claim, s.policy.law, s.facts.calendar)
    here = _instance(s, claim)
    founded = not pending and claim.outcome is ClaimOutcome.FOUNDED
    return {
        "number": claim.number,
        "instance": claim.instance,
        "instances": len(s.policy.law.claims.instances),
        "pending": pending,
        "deadline": deadline,
        "late": pending and deadline < s.today,
        "appeal_days": here.appeal_days,
        "until": None if pending or founded else _last_day_to_go_on(s, claim, here),
        "founded": founded,
        "answered_on": claim.resolved_on,
    }


def _instance(s: Situation, claim: Claim) -> Instance:
    instances = s.policy.law.claims.instances
    return instances[min(max(claim.instance, 1), len(instances)) - 1]


def _last_day_to_go_on(s: Situation, claim: Claim, here: Instance) -> date | None:
    """Counted from the day of the answer, when it may have been told: rather too early than a right that is lost."""
    if claim.resolved_on is None or not here.appeal_days:
        return None
    return business_days_after(claim.resolved_on, here.appeal_days, s.facts.calendar)
