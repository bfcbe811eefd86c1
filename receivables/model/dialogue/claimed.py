"""How a claim stands: its instance, until when it is to be answered, what rests meanwhile, and how to go on."""

from collections.abc import Mapping
from datetime import date

from receivables.model.account import Claim, ClaimOutcome
from receivables.model.buttons import buttons
from receivables.model.claims import business_days_after, deadline_of
from receivables.model.dialogue.turn import HandOver, Known, Situation, Turn, say
from receivables.model.jurisdiction import Instance
from receivables.model.message import Message, Value

SHOWN = 3


def status(s: Situation) -> Turn:
    """The clock of each claim that still runs (PE-CLM-3 to PE-CLM-5); a person takes over what is late or unknown."""
    claims = _running(s, s.linked)[:SHOWN] if s.linked else []
    late = any(claim["late"] for claim in claims)
    asked = (HandOver("claim_status"),) if late or not claims else ()
    values: dict[str, Value] = {"claims": tuple(claims), "late": late, "as_of": s.facts.as_of}
    told = Message("claim_status", values, buttons("bot") if asked else buttons("debt", "human"))
    return say(s, told, effects=asked)


def _running(s: Situation, known: Known) -> list[Mapping[str, Value]]:
    frozen = {each.bill.number: each for each in known.standing.bills if each.claimed}
    running: list[Mapping[str, Value]] = []
    for claim in sorted(known.account.claims, key=lambda each: (each.filed_on, each.number)):
        if claim.bill in frozen and claim.outcome is not ClaimOutcome.FOUNDED:
            bill = frozen[claim.bill]
            running.append({"period": bill.bill.period, "amount": bill.unpaid, **_clock(s, claim)})
    return running


def _clock(s: Situation, claim: Claim) -> dict[str, Value]:
    pending = claim.open_on(s.today)
    deadline = deadline_of(claim, s.policy.law, s.facts.calendar)
    here = _instance(s, claim)
    return {
        "number": claim.number,
        "instance": claim.instance,
        "instances": len(s.policy.law.claims.instances),
        "pending": pending,
        "deadline": deadline,
        "late": pending and deadline < s.today,
        "appeal_days": here.appeal_days,
        "until": None if pending else _last_day_to_go_on(s, claim, here),
    }


def _instance(s: Situation, claim: Claim) -> Instance:
    instances = s.policy.law.claims.instances
    return instances[min(max(claim.instance, 1), len(instances)) - 1]


def _last_day_to_go_on(s: Situation, claim: Claim, here: Instance) -> date | None:
    """The days to go on run from when the answer must have been told at the latest."""
    if claim.resolved_on is None or not here.appeal_days:
        return None
    return business_days_after(claim.resolved_on, here.notify_days + here.appeal_days, s.facts.calendar)
