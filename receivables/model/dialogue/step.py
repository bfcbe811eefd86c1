"""One turn of the talk: what is answered to a reading, and what is to be done about it. Pure.

The order protects: help in danger, a wrong number and a wish to be left alone come before everything; then what is not
sure is asked; then nothing about a supply is said to a chat that has not proved who it is (I-7). From every state a
person can be reached and the messages can be stopped (I-30, I-6).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from receivables.model.consent import DEEP_LINK
from receivables.model.conversation import Conversation
from receivables.model.dialogue import (
    authentic,
    claimed,
    courtesy,
    onboarding,
    owed,
    plans,
    promises,
    why,
    wishes,
)
from receivables.model.dialogue.identify import ask_for_supply, change_supply, enter, identify, wish_of
from receivables.model.dialogue.turn import Facts, LinkSupply, Situation, Turn
from receivables.model.intent import Reading
from receivables.model.policy import Policy
from receivables.model.reading.intents import Intent

Answer = Callable[[Situation], Turn]

OF_A_SUPPLY: dict[Intent, Answer] = {
    Intent.DEBT_QUERY: owed.debt,
    Intent.BILL_EXPLANATION: owed.make_up,
    Intent.BILL_REQUEST: owed.bill_copy,
    Intent.PAYMENT_HISTORY: owed.payments,
    Intent.AGREEMENT_STATUS: owed.agreement,
    Intent.INSTALMENT_REQUEST: plans.simulate,
    Intent.PAYMENT_PROMISE: promises.promise,
    Intent.ALREADY_PAID: wishes.already_paid,
}
"""Answers that a chat gets only when it is linked."""

FOR_EVERYBODY: dict[Intent, Answer] = {
    Intent.CRISIS: wishes.crisis,
    Intent.WRONG_PERSON: wishes.wrong_person,
    Intent.DECEASED: wishes.deceased,
    Intent.OPT_OUT: wishes.opt_out,
    Intent.OPT_IN: wishes.opt_in,
    Intent.HUMAN: wishes.person,
    Intent.BACK_TO_BOT: wishes.back_to_bot,
    Intent.CLAIM: wishes.claim,
    Intent.CLAIM_STATUS: claimed.status,
    Intent.LEGAL_THREAT: wishes.legal,
    Intent.WHY_WRITING: why.why,
    Intent.AUTHENTICITY: authentic.real,
    Intent.HARDSHIP: wishes.hardship,
    Intent.PAYMENT_METHODS: owed.offices,
    Intent.RECONNECTION: owed.reconnection,
    Intent.POLICY_QUESTION: plans.conditions,
    Intent.CHANGE_SUPPLY: change_supply,
    Intent.GREETING: courtesy.greet,
    Intent.THANKS_BYE: courtesy.thank,
    Intent.AFFIRM: courtesy.agreed,
    Intent.DENY: courtesy.agreed,
    Intent.OUT_OF_SCOPE: courtesy.ask_which,
    Intent.OUTAGE_LEAK: courtesy.plain_answer("outage", "human"),
    Intent.THIRD_PARTY_DATA: courtesy.plain_answer("third_party", "human"),
    Intent.ADVERSARIAL: courtesy.plain_answer("not_here", "debt", "human"),
    Intent.ABUSE: courtesy.plain_answer("abuse", "human", "claim", "stop"),
    Intent.CONSENT_YES: onboarding.agree,
    Intent.CONSENT_NO: onboarding.decline,
    Intent.NOT_TEXT: courtesy.plain_answer("write_please", "human"),
}
"""Answers that need no proof of who is asking."""

CONSENT: dict[Intent, Answer] = {
    Intent.AFFIRM: onboarding.agree,
    Intent.OPT_IN: onboarding.wanted_again,
    Intent.DENY: onboarding.decline,
}
"""What a bare answer means to somebody who was asked whether notices may come."""

ASKED_FOR_DATA = ("supply", "proof")
BY_THE_WAY = (Intent.OUT_OF_SCOPE, Intent.IDENTIFY, Intent.AFFIRM, *OF_A_SUPPLY)
"""What may stand around the numbers that were asked for."""


def step(conversation: Conversation, reading: Reading, facts: Facts, policy: Policy, now: datetime) -> Turn:
    """Answer one reading. Always says something; what it wants done is in the effects."""
    turn = _answer(Situation(conversation, reading, facts, policy, now))
    return replace(turn, conversation=replace(turn.conversation, last_inbound_at=now))


def opened(
    conversation: Conversation, number: str | None, facts: Facts, policy: Policy, now: datetime
) -> Turn:
    """Answer a chat that was opened by a link: to that supply, or by one that is good no more."""
    s = Situation(conversation, Reading(Intent.GREETING), facts, policy, now)
    turn = enter(s, number, DEEP_LINK)
    return replace(turn, conversation=replace(turn.conversation, last_inbound_at=now))


def _answer(s: Situation) -> Turn:
    intent = s.reading.intent
    if _gives_data(s):
        return _continued(s, identify(s, s.reading if intent in OF_A_SUPPLY else None))
    if not s.reading.sure:
        return _unsure(s)
    if intent is Intent.GREETING and Intent.OPT_IN in s.reading.also and s.facts.opted_out:
        return _answer(replace(s, reading=Reading(Intent.OPT_IN)))
    if intent is Intent.ABUSE and Intent.HUMAN in s.reading.also:
        return wishes.person(s)
    if s.linked and s.conversation.expecting == "promise_confirm" and intent in (Intent.AFFIRM, Intent.DENY):
        return promises.confirm(s) if intent is Intent.AFFIRM else promises.drop(s)
    if s.linked and s.conversation.expecting == onboarding.QUESTION and intent in CONSENT:
        return CONSENT[intent](s)
    if intent is Intent.IDENTIFY:
        return courtesy.greet(s) if s.linked and not s.reading.codes else _continued(s, identify(s))
    if intent in OF_A_SUPPLY:
        return OF_A_SUPPLY[intent](s) if s.linked else ask_for_supply(s, s.reading)
    return FOR_EVERYBODY[intent](s)


def _gives_data(s: Situation) -> bool:
    """Whether the message carries the numbers that prove an identity, where they are asked for or make sense."""
    if not (s.reading.codes or s.reading.amounts) or _protects(s):
        return False
    if s.reading.sure and s.reading.intent not in BY_THE_WAY:
        return False
    if s.conversation.expecting in ASKED_FOR_DATA:
        return True
    return s.linked is None and bool(s.reading.codes)


def _protects(s: Situation) -> bool:
    """Whether the message may be a wish to be left alone, or come from somebody else."""
    return bool({Intent.OPT_OUT, Intent.WRONG_PERSON} & {s.reading.intent, *s.reading.options})


def _unsure(s: Situation) -> Turn:
    """A question that was open is put again, so that a later yes can mean nothing else."""
    if s.linked and s.conversation.expecting == "promise_confirm":
        return promises.ask_again(s)
    if s.linked and s.conversation.expecting == onboarding.QUESTION and not s.reading.options:
        return onboarding.ask_again(s)
    if s.conversation.expecting in ASKED_FOR_DATA and not _protects(s):
        return courtesy.where_the_data_are(s)
    return wishes.noted_for_person(s) if s.conversation.with_person else courtesy.ask_which(s)


def _continued(s: Situation, turn: Turn) -> Turn:
    """Once linked, answer at once what was asked before."""
    if not any(isinstance(effect, LinkSupply) for effect in turn.effects):
        return turn
    wish = wish_of(dict(turn.conversation.slots))
    if wish is None:
        return turn
    now_linked = replace(turn.conversation, slots={}, expecting=None)
    answered = OF_A_SUPPLY[wish.intent](replace(s, conversation=now_linked, reading=wish))
    return Turn(
        answered.conversation, (*turn.messages, *answered.messages), (*turn.effects, *answered.effects)
    )
