""" "Ya pagué": believed once for each bill, looked into each time that something new is shown (PE-CLM-8).

With the number of the operation or a photo a task for the desk is opened, and what is overdue rests for a while. Each
bill gives such a rest once; after that a task, and no rest. Without either, the person is asked for it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from receivables.model.account import Payment
from receivables.model.buttons import buttons
from receivables.model.conversation import Media
from receivables.model.dialogue.answering import (
    agreed_to,
    first_words,
    refused,
    text_slot,
    words_of,
    yes,
)
from receivables.model.dialogue.effects_desk import OpenRequest
from receivables.model.dialogue.identify import ask_for_supply
from receivables.model.dialogue.owed import last_payment
from receivables.model.dialogue.turn import Hold, Situation, Turn, aside, say
from receivables.model.intent import Reading
from receivables.model.ladder import Step
from receivables.model.message import Message, Value
from receivables.model.reading.answering import ASKS
from receivables.model.reading.intents import Intent
from receivables.model.reading.words import plain
from receivables.model.request import Request, RequestKind

PROOF = "payment_proof"
VOUCHER = "voucher"
NO_NUMBER = "no_number"
"""Remembered of whoever has no number of an operation: the place and the day do as well."""
KEPT = ("photo", "photo_type", "operation", "unasked", "said")
"""What of a proof is remembered while a chat proves who it is."""

_OPERATION = re.compile(
    r"\b(?:operac\w*|op|oper|voucher|boucher|comprobante|constancia|codigo de pago|nro|numero)\b"
)
_NO_NUMBER = re.compile(
    r"\bno (?:lo |la )?(?:tengo|encuentro|recuerdo|se|guarde)\b|\bperdi (?:el|la|mi)\b|\bse me perdio\b"
    r"|\bi (?:do not|don t) have\b"
)
_WHERE = re.compile(
    r"\b(?:en|por|con|al?|in|at|by|through) (?:el |la |un |una |mi |su |the |a )?(?:banco|bcp|bbva|interbank|scotiabank"
    r"|caja|agente|kasnet|oficina|yape|plin|bodega|farmacia|grifo|ventanilla|app|bank|office|agent|counter)\b"
    r"|^(?:(?:fue|fueron|era|eran|pague|unos) )*\S+ (?:soles|pesos)$"
)
"""Where somebody paid, or how much."""
_ASKING = re.compile(
    r"\b(?:can|could|may|do|where|how|puedo|podria|puede|quiero|quisiera|pagar|hay|aceptan|no|not)\b"
)
_PROOF = (Intent.IDENTIFY, Intent.OUT_OF_SCOPE, Intent.ALREADY_PAID, Intent.NOT_TEXT, Intent.PAYMENT_HISTORY)
"""As what the answer to the question for a proof may be read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was shown: the number of an operation, and the reference of a photo or document."""

    operation: str = ""
    photo: str = ""
    photo_type: str = ""

    def __bool__(self) -> bool:
        return bool(self.operation or self.photo)

    @property
    def slots(self) -> Mapping[str, Value]:
        """As it is remembered, and as the desk gets it."""
        return {"operation": self.operation, "photo": self.photo, "photo_type": self.photo_type}


def already_paid(s: Situation) -> Turn:
    """Say so when it is known, look into it when something is shown, else ask for it."""
    if s.conversation.slots.get("unasked"):
        return _ask_voucher(s, _evidence(s))
    evidence = _evidence(s)
    if (known := _recorded(s, evidence.operation)) is not None:
        return _found(s, known)
    standing = s.known.standing
    if not standing.outstanding and not standing.overdue:
        return say(s, Message("paid_nothing_owed", _last(s), buttons("debt", "human")))
    return _look_into(s, evidence) if evidence else _ask(s)


def photo(s: Situation) -> Turn:
    """A photo out of the blue may be the proof of a payment; whatever cannot be read is asked for in writing."""
    if _picture(s.facts.media) is None:
        return aside(s, Message("write_please", {}, buttons("human")))
    evidence = _evidence(s)
    if s.linked:
        return _ask_voucher(s, evidence)
    turn = ask_for_supply(s, Reading(Intent.ALREADY_PAID))
    return keeping(turn, {**evidence.slots, "unasked": True})


def keeping(turn: Turn, more: Mapping[str, Value]) -> Turn:
    """The turn, with these things remembered beside what it asks for."""
    slots = {**turn.conversation.slots, **{key: value for key, value in more.items() if value}}
    return replace(turn, conversation=replace(turn.conversation, slots=slots))


def kept(slots: Mapping[str, Value]) -> Mapping[str, Value]:
    """What of a proof is taken along once the chat is linked."""
    return {key: value for key, value in slots.items() if key in KEPT}


def heard_proof(s: Situation) -> Turn | None:
    """The number or the photo that was asked for; None for anything else."""
    if not s.linked or s.reading.about is not None:
        return None
    if _tells_where(s) and not _evidence(s):
        return _where(s)
    if s.reading.sure and s.reading.intent not in _PROOF:
        return None
    return already_paid(s) if _evidence(s) else None


def told_more(s: Situation) -> Turn | None:
    """Who told of a payment and says more of it is asked first who they are; the wish is kept."""
    slots = s.conversation.slots
    if s.linked or slots.get("then") != Intent.ALREADY_PAID.value or not _tells_where(s):
        return None
    return keeping(ask_for_supply(s, Reading(Intent.ALREADY_PAID)), {**kept(slots), "said": words_of(s)})


def without_number(s: Situation) -> Turn | None:
    """Whoever does not have the number of the operation: a photo, or the place and the day, do as well."""
    asked = s.conversation.expecting == PROOF and s.reading.about is None and s.linked is not None
    if not asked or not _NO_NUMBER.search(plain(s.facts.said)) or _evidence(s):
        return None
    return keeping(
        aside(s, Message("paid_no_number", {"told": False}, buttons("human", "payments"))), {NO_NUMBER: True}
    )


def _tells_where(s: Situation) -> bool:
    """Whether the message says where somebody paid or how much, and asks nothing."""
    words = plain(s.facts.said)
    if s.reading.about is not None or "?" in s.facts.said or ASKS.search(words) or _ASKING.search(words):
        return False
    told = (*_PROOF, Intent.PAYMENT_METHODS, Intent.DEBT_QUERY)
    return (s.reading.intent in told or not s.reading.sure) and bool(_WHERE.search(words))


def _where(s: Situation) -> Turn:
    """Thanks, and what helps to find it; who has nothing to show was promised that a person looks for it."""
    if s.conversation.slots.get(NO_NUMBER):
        return _look_into(s, Evidence())
    told = Message("paid_no_number", {"told": True}, buttons("human", "payments"))
    return say(s, told, expecting=PROOF, slots={**s.conversation.slots, "said": words_of(s)})


def heard_voucher(s: Situation) -> Turn | None:
    """Whether the photo is the proof of a payment."""
    if not s.linked:
        return None
    if refused(s):
        return say(s, Message("photo_noted", {}, buttons("human", "claim", "debt")))
    if not agreed_to(s, VOUCHER):
        return None
    slots = {key: value for key, value in s.conversation.slots.items() if key != "unasked"}
    return already_paid(replace(s, conversation=replace(s.conversation, slots=slots)))


def shown(s: Situation) -> Mapping[str, Value]:
    """What this message shows of a payment, to be remembered."""
    return _evidence(s).slots


def names_operation(s: Situation) -> bool:
    """Whether somebody who did not prove anything yet gives the number of an operation, and not of a supply."""
    return s.reading.intent is Intent.ALREADY_PAID and bool(_OPERATION.search(plain(s.facts.said)))


def operation_in(s: Situation) -> str:
    """The number of an operation in this message; numbers of this supply and its bills are none."""
    asked = s.conversation.expecting == PROOF
    named = asked or s.reading.intent is Intent.ALREADY_PAID
    if not named:
        return ""
    ours = _own_numbers(s)
    shortest = 4 if asked or _OPERATION.search(plain(s.facts.said)) else 6
    return next((code for code in s.reading.codes if code not in ours and len(code) >= shortest), "")


def _own_numbers(s: Situation) -> frozenset[str]:
    if s.linked is None:
        return frozenset()
    account = s.linked.account
    return frozenset(
        {account.supply.supply_number, account.supply.old_code, *(b.number for b in account.bills)}
    )


def _evidence(s: Situation) -> Evidence:
    """What this message shows, else what was shown before."""
    slots, shown = s.conversation.slots, _picture(s.facts.media)
    return Evidence(
        operation_in(s) or text_slot(slots, "operation"),
        shown.reference if shown else text_slot(slots, "photo"),
        shown.content_type if shown else text_slot(slots, "photo_type"),
    )


def _picture(media: Iterable[Media]) -> Media | None:
    """The first thing that can be looked at; nobody listens to a voice note."""
    return next((each for each in media if not each.content_type.startswith(("audio/", "video/"))), None)


def _recorded(s: Situation, operation: str) -> Payment | None:
    if not operation:
        return None
    bare = operation.lstrip("0")
    payments = [p for p in s.known.account.payments if not p.reversed]
    return next((p for p in payments if p.operation.upper().lstrip("0") == bare), None)


def _found(s: Situation, payment: Payment) -> Turn:
    """It is on record: nothing to check."""
    told: dict[str, Value] = {
        "operation": payment.operation,
        "amount": payment.amount,
        "paid_on": payment.paid_on,
        "outstanding": s.known.standing.outstanding or None,
        "as_of": s.facts.as_of,
    }
    return say(s, Message("paid_found", told, buttons("debt", "payments", "human")))


def _ask(s: Situation) -> Turn:
    """Ask for it; a cut that is on its way waits a few hours for the answer, once in a round."""
    case, number = s.known.case, s.known.account.supply.supply_number
    waits = case.step is Step.CUT_QUEUED and "proof" not in case.holds
    hold = (Hold(number, "proof", s.now + s.policy.pauses.proof),) if waits else ()
    told: dict[str, Value] = {**_last(s), "hours": s.policy.pauses.proof_hours if waits else None}
    ask = Message("paid_ask", told, buttons("claim", "payments", "human"))
    return say(s, ask, effects=hold, expecting=PROOF, slots={"said": first_words(s)})


def _ask_voucher(s: Situation, evidence: Evidence) -> Turn:
    ask = Message("photo_what", {}, (yes(VOUCHER), *buttons("no", "human")))
    slots = {**evidence.slots, "said": first_words(s)}
    return say(s, ask, expecting=VOUCHER, slots={key: value for key, value in slots.items() if value})


def _look_into(s: Situation, evidence: Evidence) -> Turn:
    """A task for the desk; and, where something is shown, a rest for the overdue bills that never had one."""
    before = [r for r in s.facts.requests if _about_this(s, r)]
    fresh = tuple(bill for bill in _overdue(s) if evidence and bill not in _rested(before))
    if not fresh and (known := _shown_before(before, evidence)) is not None:
        told: dict[str, Value] = {"number": known.number, "waits": known.waits, **_last(s)}
        return say(s, Message("paid_again", told, buttons("claim", "debt", "human")))
    number = s.known.account.supply.supply_number
    until = max(s.now + s.policy.pauses.paid, s.known.case.holds.get("paid", s.now))
    hold = (Hold(number, "paid", until, evidence.operation, fresh),) if fresh else ()
    values = {**evidence.slots, "held": bool(fresh)}
    due_by = until if fresh else None
    asked = OpenRequest(
        RequestKind.PAYMENT_CHECK, number, words_of(s), values, fresh or _overdue(s), due_by=due_by
    )
    noted: dict[str, Value] = {
        "number": None,
        "held": bool(fresh),
        "hours": s.policy.pauses.paid_hours,
        "operation": evidence.operation,
        "told": not evidence,
        "as_of": s.facts.as_of,
    }
    return say(s, Message("paid", noted, buttons("debt", "claim", "human")), effects=(*hold, asked))


def _about_this(s: Situation, asked: Request) -> bool:
    supply = s.known.account.supply.supply_number
    return asked.kind is RequestKind.PAYMENT_CHECK and asked.supply_number == supply


def _rested(before: Iterable[Request]) -> frozenset[str]:
    """The bills that had their rest."""
    return frozenset(bill for each in before if each.values.get("held") for bill in each.bills)


def _shown_before(before: Iterable[Request], evidence: Evidence) -> Request | None:
    """The task in which just this was shown already."""
    return next((each for each in before if _same(each.values, evidence)), None)


def _same(values: Mapping[str, Value], evidence: Evidence) -> bool:
    """A photo of its own is new; a number is new unless it was given before."""
    if evidence.photo and values.get("photo") != evidence.photo:
        return False
    return not evidence.operation or values.get("operation") == evidence.operation


def _overdue(s: Situation) -> tuple[str, ...]:
    """What is overdue by its numbers: bills, and instalments as "<agreement>/<number>"."""
    standing = s.known.standing
    bills = (each.bill.number for each in standing.overdue_bills)
    parts = (f"{i.instalment.agreement}/{i.instalment.number}" for i in standing.overdue_instalments)
    return (*bills, *parts)


def _last(s: Situation) -> dict[str, Value]:
    paid = last_payment(s.known)
    return {
        "as_of": s.facts.as_of,
        "amount": paid.amount if paid else None,
        "paid_on": paid.paid_on if paid else None,
    }
