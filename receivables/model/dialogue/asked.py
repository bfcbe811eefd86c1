"""What answers a question that a talk with a desk left open; what protects a person is never taken for an answer."""

from collections.abc import Callable

from receivables.model.dialogue import (
    agreeing,
    bills,
    claimed,
    claiming,
    courtesy,
    desk,
    outages,
    paid,
    promises,
)
from receivables.model.dialogue.answering import first_words, stale
from receivables.model.dialogue.turn import Situation, Turn
from receivables.model.reading.intents import Intent
from receivables.model.request import RequestKind

PROTECTED = frozenset(
    {
        Intent.CRISIS,
        Intent.WRONG_PERSON,
        Intent.DECEASED,
        Intent.OPT_OUT,
        Intent.OPT_IN,
        Intent.HUMAN,
        Intent.BACK_TO_BOT,
        Intent.ABUSE,
        Intent.LEGAL_THREAT,
    }
)

QUESTIONS: dict[str, Callable[[Situation], Turn | None]] = {
    "plan": agreeing.heard,
    "plan_confirm": agreeing.heard,
    bills.ONE_BILL: bills.heard,
    "claim_bill": claiming.heard,
    "claim_kind": claiming.heard,
    "claim_confirm": claiming.heard,
    paid.PROOF: paid.heard_proof,
    paid.VOUCHER: paid.heard_voucher,
    outages.PLACE: outages.heard,
    promises.AMOUNT: promises.heard_amount,
    **{f"{desk.ASKED}{kind}": desk.heard for kind in RequestKind},
}

MAYBE = frozenset({Intent.CRISIS, Intent.WRONG_PERSON, Intent.DECEASED, Intent.OPT_OUT})
"""What is not taken for an answer even where it is only possible."""

WITH_WORDS = (Intent.CLAIM, Intent.ALREADY_PAID, Intent.METER, Intent.REACTIVATION, Intent.CONTACT_CHANGE)
"""Wishes whose own words a desk reads later: they are kept while the chat proves who it is."""


def answered(s: Situation) -> Turn | None:
    """The answer to the open question; None when there is none, or the message is about something else."""
    if _protected(s):
        return None
    if stale(s):
        again = s.linked is not None and (s.reading.about or "").startswith("ok:claim_confirm")
        return claimed.again(s) if again else courtesy.yes_to_nothing(s)
    question = QUESTIONS.get(s.conversation.expecting or "")
    return question(s) if question else None


def _protected(s: Situation) -> bool:
    if s.reading.sure:
        return s.reading.intent in PROTECTED
    return bool(MAYBE & {s.reading.intent, *s.reading.options}) and not claiming.exact(s)


def remembering(s: Situation, turn: Turn) -> Turn:
    """A question for the supply, with what was said and shown meanwhile."""
    if s.reading.intent not in WITH_WORDS:
        return turn
    shown = paid.shown(s) if s.reading.intent is Intent.ALREADY_PAID else {}
    return paid.keeping(turn, {"said": first_words(s), **shown})
