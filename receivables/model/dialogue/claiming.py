"""A claim, registered without paying: which bill, what is wrong with it, and a plain yes; that bill alone rests.

It is possible from any state (I-9, I-10), even with the crew on the way. It is not for a program to refuse one: what is
late, or about a bill that is paid, goes to a person, who is told all that was said (PE-CLM-1, PE-CLM-2).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from receivables.model.account import Account, Claim, ClaimOutcome
from receivables.model.agreeing import Stage
from receivables.model.buttons import bill_buttons, buttons, reason_buttons
from receivables.model.claims import atypical_bills, frozen_by, last_day_to_claim
from receivables.model.dialogue import choosing, happening, ours, paid, unledgered
from receivables.model.dialogue.answering import (
    agreed_to,
    answered_by,
    first_words,
    refused,
    text_slot,
    words_of,
    yes,
)
from receivables.model.dialogue.effects_desk import OpenRequest, RegisterClaim
from receivables.model.dialogue.turn import HandOver, Hold, Situation, Turn, say
from receivables.model.ladder import Step
from receivables.model.message import Button, Message, Value
from receivables.model.money import total
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain
from receivables.model.request_deadlines import last_day
from receivables.model.standing import OpenBill, Standing, standing

ALL = "ALL"
KINDS = ("FACTURACION", "CONSUMO_ATIPICO", "PAGO_NO_PROCESADO", "OTRO")
"""What may be wrong with a bill (PE-CLM-8), as the files of claims name it."""

BILLS_SHOWN = 8

_UNPROCESSED = re.compile(
    r"\b(?:ya (?:l[oae]s? )?pague|pago (?:que )?no (?:\w+ )?(?:figura|aparece|registr\w*|proces\w*|sale)"
    r"|no (?:me |se )?(?:registr\w*|proces\w*|figura\w*|aparece\w*|sale) (?:\w+ ){0,2}pago|already paid|have paid)\b"
)
_CONSUMPTION = re.compile(
    r"\b(?:consum\w*|lectura\w*|medidor|alt[oa]s?|altisim\w*|elevad\w*|exces\w*|demasiad\w*|exagerad\w*|subio|subid\w*"
    r"|triple|triplic\w*|dispar\w*|meter|usage|too? high"
    r"|no (?:gasto|uso|gastamos|usamos)|metros cubicos|m3|casa (?:vacia|sola|cerrada))\b"
)
_BILLING = re.compile(
    r"\b(?:factur\w*|tarifa\w*|categori\w*|doble|de mas|cargos?|interes\w*|error\w*|mal|equivoc\w*|incorrect\w*"
    r"|double|overcharg\w*|wrong|mistake\w*|too? much"
    r"|no (?:me )?corresponde|inquilin\w*|no es mi[oa]|anterior dueno|dueno anterior|desague)\b"
)
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "se(?:p)?tiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SEVERAL = 2
ANOTHER_REASON = "why_claim:ANOTHER"
"""The button of whoever claims for another reason than the one that is read back."""
_ANOTHER = re.compile(
    r"\b(?:otr[oa]|cambiar|cambie|corregir|distint[oa]) (?:el |de |la )?(?:motivo|razon|causa)\b"
    r"|\b(?:motivo|razon) (?:es )?(?:otr[oa]|distint[oa])\b|\bno es (?:ese|el) (?:el )?motivo\b|\b(?:an)?other reason\b"
)
_ALL = re.compile(
    r"\b(?:(?:todos|todas)(?! l[oa]s (?:meses|dias|anos|semanas|veces))|los (?:dos|tres|cuatro|cinco)|ambos"
    r"|^al+$|al+ of them)\b"
)
_FREE_TEXT = (Intent.CLAIM, Intent.OUT_OF_SCOPE, Intent.BILL_EXPLANATION, Intent.ALREADY_PAID, Intent.METER)
_FREE_TEXT_TOO = (Intent.DEBT_QUERY, Intent.OUTAGE_LEAK, Intent.HARDSHIP, Intent.BILL_REQUEST)


def claim(s: Situation) -> Turn:
    """Gather what is still open of a claim, one question at a time."""
    open_bills = s.known.standing.outstanding_bills
    if (agreed := unledgered.refinanced(s)) and (not open_bills or unledgered.named(s, agreed)):
        return unledgered.of_agreement(s, unledgered.named(s, agreed) or agreed)
    if not open_bills:
        return unledgered.of_paid(s)
    bills = _bills(s, open_bills)
    if not bills:
        return _ask_which(s, open_bills)
    if _wants_another_reason(s):
        return _ask_kind(s, bills)
    kind = _kind(s) or _kind_of_bills(s, bills)
    return _confirm(s, bills, kind) if kind else _ask_kind(s, bills)


def in_words(s: Situation) -> bool:
    """Whether an uncertain message still tells that bills are claimed, and which; nothing is done before a yes."""
    words = plain(s.facts.said)
    if s.linked is None or s.reading.options[:1] != (Intent.CLAIM,) or "reclam" not in words:
        return False
    return bool(_of_months(s.known.standing.outstanding_bills, words) or _ALL.search(words))


def heard(s: Situation) -> Turn | None:
    """The answer to one of the questions of a claim; None for what is something else."""
    if not s.linked:
        return None
    if happening.paid_lately(s):
        return None
    if s.conversation.expecting == "claim_confirm":
        return _heard_yes(s)
    if refused(s):
        return say(s, Message("claim_dropped", {}, buttons("debt", "human")))
    if _elsewhere(s) and _by_place(s, s.known.standing.outstanding_bills) is None:
        return None
    if s.conversation.expecting == "claim_kind" and _own_words(s):
        return _confirm(s, _bills(s, s.known.standing.outstanding_bills), "OTRO")
    return claim(s)


def _elsewhere(s: Situation) -> bool:
    """Whether the message is about something else than the claim."""
    if pressed := s.reading.about or "":
        return not pressed.startswith(("claim:", "why_claim:"))
    if not s.reading.sure or s.reading.intent in _FREE_TEXT:
        return False
    return s.reading.intent not in _FREE_TEXT_TOO or not _says(s)


def _says(s: Situation) -> bool:
    """Whether the message names a month, all of them, or what is wrong."""
    words, open_bills = plain(s.facts.said), s.known.standing.outstanding_bills
    return bool(_of_months(open_bills, words) or _ALL.search(words) or kind_in(words))


def _own_words(s: Situation) -> bool:
    """Whether somebody wrote what is wrong in words that no kind stands for."""
    return s.reading.about is None and bool(s.facts.said.strip()) and not _kind(s)


def exact(s: Situation) -> bool:
    """Whether the message is, whole, an answer to which bill it is."""
    return s.conversation.expecting == "claim_bill" and bool(_ALL.fullmatch(plain(s.facts.said)))


def kind_in(text: str) -> str:
    """What is wrong, in the person's words; empty when they do not tell."""
    words = plain(text)
    for pattern, kind in zip(
        (_UNPROCESSED, _CONSUMPTION, _BILLING), (KINDS[2], KINDS[1], KINDS[0]), strict=True
    ):
        if pattern.search(words):
            return kind
    return ""


def _heard_yes(s: Situation) -> Turn | None:
    slots = s.conversation.slots
    bills, kind = _noted(s), text_slot(slots, "kind")
    if bills and _wants_another_reason(s):
        return _ask_kind(s, bills)
    if refused(s):
        return say(s, Message("claim_dropped", {}, buttons("debt", "claim", "human")))
    if not bills or kind not in KINDS:
        return claim(s) if s.reading.intent in (Intent.AFFIRM, Intent.CLAIM) else None
    if agreed_to(s, _question(bills)):
        return _register(s, bills, kind)
    if (s.reading.about or "").startswith(("claim:", "why_claim:")) or not s.reading.sure:
        return claim(s)
    return None


def _register(s: Situation, bills: Sequence[OpenBill], kind: str) -> Turn:
    """What is in time is in the ledger from now on; what is late goes to a person."""
    late = [each for each in bills if last_day_to_claim(each.bill, s.policy.law) < s.today]
    timely = [each for each in bills if each not in late]
    if not timely:
        return _to_a_person(s, late)
    number, due_by, said = s.known.account.supply.supply_number, answered_by(s), words_of(s)
    effects = tuple(RegisterClaim(number, each.bill.number, kind, due_by, said) for each in timely)
    rest = standing(
        _with_claims(s.known.account, effects, s),
        s.today,
        s.policy.negligible,
        frozen_by(s.policy.law.claims, s.facts.calendar),
    )
    told: dict[str, Value] = {
        "claims": tuple(
            {"number": None, "bill": e.bill.number, "period": e.bill.period, "amount": e.unpaid}
            for e in timely
        ),
        "deadline": last_day(due_by, s.policy),
        "cut_queued": s.known.case.step is Step.CUT_QUEUED,
        "cut_withdrawn": False,
        **_told_late(s, late, rest),
        "as_of": s.facts.as_of,
    }
    more = _late(s, late) if late else ()
    made = ours.of(s)
    ends = made is not None and made.stage is Stage.ACCEPTED and made.covers(e.bill.number for e in timely)
    told["agreement"] = made.number if made and ends else None
    ways = buttons("claimstatus", "plan" if ends and rest.outstanding else "debt", "human")
    return say(s, Message("claim_registered", told, ways), effects=(*effects, *more))


def _told_late(s: Situation, late: Sequence[OpenBill], rest: Standing) -> dict[str, Value]:
    """Which bills a person looks at, with the pause that this gives; and what is left that nobody claimed."""
    apart = total((each.unpaid for each in late), s.policy.currency)
    pause = _rest(s, late) if late else ()
    told: dict[str, Value] = {
        "outstanding": rest.outstanding - apart or None,
        "overdue": rest.overdue - apart or None,
        "late": len(late),
        "late_bills": _told(late),
        "paused_until": pause[0].until if pause else None,
    }
    return {**told, "number": None} if late else told


def _with_claims(account: Account, effects: Sequence[RegisterClaim], s: Situation) -> Account:
    """The account as it will be."""
    made = (
        Claim("", each.bill, each.supply_number, each.kind, 1, s.today, None, ClaimOutcome.PENDING)
        for each in effects
    )
    return replace(account, claims=(*account.claims, *made))


def _to_a_person(s: Situation, late: Sequence[OpenBill]) -> Turn:
    """Told plainly, and handed over all the same."""
    asked = unledgered.open_request(s, tuple(each.bill.number for each in late), {})
    told = unledgered.no_ledger(s, asked, rests=bool(_rest(s, late)), over=len(late))
    return say(s, Message("claim", told, buttons("bot", "detail")), effects=_late(s, late))


def _late(s: Situation, late: Sequence[OpenBill]) -> tuple[Hold | HandOver | OpenRequest, ...]:
    bills = tuple(each.bill.number for each in late)
    rest = _rest(s, late)
    asked = unledgered.open_request(s, bills, {"late": bool(late), "held": bool(rest)})
    return (*rest, HandOver("claim"), asked)


def _rest(s: Situation, late: Sequence[OpenBill]) -> tuple[Hold, ...]:
    """Once for each bill, and only for bills that never had one."""
    if {each.bill.number for each in late} <= unledgered.rested(s):
        return ()
    return (unledgered.claim_hold(s, s.now + s.policy.pauses.late_claim),)


def _bills(s: Situation, open_bills: Sequence[OpenBill]) -> tuple[OpenBill, ...]:
    """Which bills it is about: pressed, named by their month, noted before, or the only one there is."""
    about = s.reading.about or ""
    if about == f"claim:{ALL}":
        return tuple(open_bills)
    named = [each for each in open_bills if about == f"claim:{each.bill.number}"]
    months = _of_months(open_bills, s.facts.said)
    if not named and s.reading.period and len(months) < SEVERAL and not happening.happened(s.facts.said):
        named = [each for each in open_bills if each.bill.period == s.reading.period]
    if not named:
        named = [each for each in open_bills if each.bill.number in s.reading.codes]
    if not named:
        named = months or _of_months(open_bills, _before(s))
    if named:
        return tuple(named)
    if (chosen := _by_place(s, open_bills)) is not None:
        return (chosen,)
    wanted = s.conversation.expecting == "claim_bill" or s.reading.intent is Intent.CLAIM
    if wanted and _ALL.search(plain(s.facts.said)):
        return tuple(open_bills)
    return _noted(s) or (tuple(open_bills) if len(open_bills) == 1 else ())


def _by_place(s: Situation, open_bills: Sequence[OpenBill]) -> OpenBill | None:
    """The bill of the list that was shown which is chosen by its place: "el segundo"."""
    shown = open_bills[-BILLS_SHOWN:]
    if s.conversation.expecting != "claim_bill" or s.reading.about is not None:
        return None
    at = choosing.place(s.facts.said, len(shown))
    return None if at is None else shown[at]


def _of_months(open_bills: Sequence[OpenBill], text: str) -> list[OpenBill]:
    """The bills of the months that are named; of a month that comes twice, the later."""
    words = happening.without(text)
    named = [n for n, month in enumerate(_MONTHS, start=1) if re.search(rf"\b{month}\b", words)]
    of_month = {n: [each for each in open_bills if each.bill.period.endswith(f"-{n:02}")] for n in named}
    return [several[-1] for several in of_month.values() if several]


def _noted(s: Situation) -> tuple[OpenBill, ...]:
    noted = s.conversation.slots.get("bills")
    wanted = noted if isinstance(noted, tuple) else ()
    return tuple(each for each in s.known.standing.outstanding_bills if each.bill.number in wanted)


def _kind(s: Situation) -> str:
    about = (s.reading.about or "").removeprefix("why_claim:")
    if about in KINDS:
        return about
    if told := kind_in(s.facts.said):
        return told
    if s.conversation.slots.get("another"):
        return ""  # what was said of it before was not the reason
    return text_slot(s.conversation.slots, "kind") or kind_in(_before(s))


def _wants_another_reason(s: Situation) -> bool:
    """Whether the reason that was read back is not the one."""
    if s.reading.about is not None:
        return s.reading.about == ANOTHER_REASON
    asked = s.conversation.expecting == "claim_confirm"
    return asked and bool(_ANOTHER.search(plain(s.facts.said))) and not kind_in(s.facts.said)


def _before(s: Situation) -> str:
    """What was said of the claim before; words about a payment that is being proved give no reason for it."""
    return "" if s.conversation.expecting in (paid.PROOF, paid.VOUCHER) else first_words(s)


def _kind_of_bills(s: Situation, bills: Sequence[OpenBill]) -> str:
    """A bill that is atypical by the rule needs no other reason (PE-BILL-2)."""
    account = replace(s.known.account, offered=frozenset())
    odd = {each.bill.number for each in atypical_bills(account, s.known.standing, s.policy)}
    return "CONSUMO_ATIPICO" if all(each.bill.number in odd for each in bills) else ""


def _slots(s: Situation, bills: Sequence[OpenBill] = (), kind: str = "") -> Mapping[str, Value]:
    said = words_of(s) if _before(s) else s.facts.said.strip()
    return {"said": said, "bills": tuple(each.bill.number for each in bills), "kind": kind}


def _ask_which(s: Situation, open_bills: Sequence[OpenBill]) -> Turn:
    shown = open_bills[-BILLS_SHOWN:]
    told: dict[str, Value] = {"bills": _told(shown), "more": len(open_bills) - len(shown)}
    ways = (*bill_buttons([(e.bill.number, e.bill.period) for e in shown], ALL), *buttons("human"))
    slots = _slots(s, kind=_kind(s))
    return say(s, Message("claim_which", told, ways), expecting="claim_bill", slots=slots)


def _ask_kind(s: Situation, bills: Sequence[OpenBill]) -> Turn:
    ways = (*reason_buttons(KINDS), *buttons("human"))
    told: dict[str, Value] = {"bills": _told(bills)}
    slots = {**_slots(s, bills), "another": _wants_another_reason(s)}
    return say(s, Message("claim_why", told, ways), expecting="claim_kind", slots=slots)


def _confirm(s: Situation, bills: Sequence[OpenBill], kind: str) -> Turn:
    if not bills:
        return _ask_which(s, s.known.standing.outstanding_bills)
    late = sum(last_day_to_claim(each.bill, s.policy.law) < s.today for each in bills)
    told: dict[str, Value] = {
        "bills": _told(bills),
        "kind": kind,
        "late": late,
        "unpaid_days": s.policy.law.claims.unpaid_days,
    }
    ways = (yes(_question(bills)), Button(ANOTHER_REASON, "claim_another"), *buttons("no"))
    slots = _slots(s, bills, kind)
    return say(s, Message("claim_confirm", told, ways), expecting="claim_confirm", slots=slots)


def _question(bills: Sequence[OpenBill]) -> str:
    """The name of the question about those very bills."""
    return f"claim_confirm/{bills[0].bill.number if len(bills) == 1 else f'{ALL}-{len(bills)}'}"


def _told(bills: Sequence[OpenBill]) -> tuple[Value, ...]:
    return tuple({"period": each.bill.period, "amount": each.unpaid} for each in bills)
