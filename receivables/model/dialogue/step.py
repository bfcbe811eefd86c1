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
    agreeing,
    asked,
    authentic,
    bills,
    changing,
    claimed,
    claiming,
    courtesy,
    cutting,
    danger,
    deadlines,
    desk,
    first,
    fragile,
    language,
    lone,
    onboarding,
    outages,
    owed,
    paid,
    people,
    places,
    plans,
    plausible,
    promises,
    several,
    statement,
    strong,
    ways,
    why,
    wishes,
)
from receivables.model.dialogue.effects_codes import UseCode
from receivables.model.dialogue.identify import (
    another,
    ask_for_supply,
    change_supply,
    enter,
    identify,
    number_unclear,
    wish_of,
)
from receivables.model.dialogue.linkage import explained, renewed, settled
from receivables.model.dialogue.turn import Facts, LinkSupply, Situation, Turn
from receivables.model.intent import Reading
from receivables.model.policy import Policy
from receivables.model.reading.intents import Intent

Answer = Callable[[Situation], Turn]


def introduce(s: Situation) -> Turn:
    """Somebody wants to say who they are, and has not yet."""
    return courtesy.greet(s) if s.linked else identify(plausible.cleaned(s))


OF_A_SUPPLY: dict[Intent, Answer] = {
    Intent.DEBT_QUERY: owed.debt,
    Intent.BILL_EXPLANATION: bills.make_up,
    Intent.BILL_REQUEST: bills.bill_copy,
    Intent.CUT_STATUS: cutting.status,
    Intent.STATEMENT: statement.statement,
    Intent.PAYMENT_HISTORY: owed.payments,
    Intent.AGREEMENT_STATUS: changing.status,
    Intent.INSTALMENT_REQUEST: agreeing.request,
    Intent.ACCEPT_PLAN: changing.accept,
    Intent.AMEND_PLAN: changing.amend,
    Intent.PAYMENT_PROMISE: promises.promise,
    Intent.ALREADY_PAID: paid.already_paid,
    Intent.CLAIM: claiming.claim,
    Intent.METER: desk.meter,
    Intent.CONTACT_CHANGE: desk.contact,
    Intent.REACTIVATION: desk.reactivation,
}
"""Answers that a chat gets only when it is linked."""

FOR_EVERYBODY: dict[Intent, Answer] = {
    Intent.CRISIS: wishes.crisis,
    Intent.WRONG_PERSON: wishes.wrong_person,
    Intent.DECEASED: wishes.deceased,
    Intent.OPT_OUT: wishes.opt_out,
    Intent.OPT_IN: wishes.opt_in,
    Intent.HUMAN: people.person,
    Intent.BACK_TO_BOT: people.back,
    Intent.CLAIM_STATUS: claimed.status,
    Intent.LEGAL_THREAT: desk.legal,
    Intent.WHY_WRITING: why.why,
    Intent.AUTHENTICITY: authentic.real,
    Intent.HARDSHIP: desk.hardship,
    Intent.IRREGULAR: desk.irregular,
    Intent.PAYMENT_METHODS: places.offices,
    Intent.RECONNECTION: cutting.reconnection,
    Intent.POLICY_QUESTION: plans.conditions,
    Intent.CHANGE_SUPPLY: change_supply,
    Intent.CODE_REQUEST: strong.request,
    Intent.IDENTIFY: introduce,
    Intent.GREETING: courtesy.greet,
    Intent.THANKS_BYE: courtesy.thank,
    Intent.AFFIRM: changing.agreed,
    Intent.DENY: courtesy.agreed,
    Intent.OUT_OF_SCOPE: courtesy.ask_which,
    Intent.OUTAGE_LEAK: outages.outage,
    Intent.THIRD_PARTY_DATA: courtesy.plain_answer("third_party", "human"),
    Intent.ADVERSARIAL: courtesy.plain_answer("not_here", "debt", "human"),
    Intent.ABUSE: courtesy.plain_answer("abuse", "human", "claim", "stop"),
    Intent.CONSENT_YES: onboarding.agree,
    Intent.CONSENT_NO: onboarding.decline,
    Intent.LANGUAGE: language.choose,
    Intent.NOT_TEXT: paid.photo,
}
"""Answers that need no proof of who is asking."""

CONSENT: dict[Intent, Answer] = {
    Intent.AFFIRM: onboarding.agree,
    Intent.OPT_IN: onboarding.wanted_again,
    Intent.DENY: onboarding.decline,
}
"""What a bare answer means to somebody who was asked whether notices may come."""

CODE: dict[Intent, Answer] = {Intent.AFFIRM: strong.send, Intent.DENY: strong.declined}
"""What a bare answer means to somebody who is to tell a one-time code."""

BARE: dict[str, dict[Intent, Answer]] = {
    "promise_confirm": {Intent.AFFIRM: promises.confirm, Intent.DENY: promises.drop},
    onboarding.QUESTION: CONSENT,
    strong.QUESTION: CODE,
    **agreeing.BARE,
}
"""What a bare answer means to a linked chat, by the question that is open."""

ASKED_FOR_DATA = ("supply", "proof")
BY_THE_WAY = (Intent.OUT_OF_SCOPE, Intent.IDENTIFY, Intent.AFFIRM, *OF_A_SUPPLY)
"""What may stand around the numbers that were asked for."""


def step(conversation: Conversation, reading: Reading, facts: Facts, policy: Policy, now: datetime) -> Turn:
    """Answer one reading; what it wants done is in the effects. Says something, unless a person has the chat."""
    said = lone.taken(Situation(conversation, reading, facts, policy, now))
    s, doubted = settled(language.heard(said))
    held = people.with_person(s)
    turn = lone.kept(people.meanwhile(s) if held else _careful(s))
    if doubted:
        turn = explained(conversation, doubted, s.reading.intent, turn, aside=held)
    return replace(turn, conversation=replace(renewed(turn.conversation, now), last_inbound_at=now))


def opened(
    conversation: Conversation, number: str | None, facts: Facts, policy: Policy, now: datetime
) -> Turn:
    """Answer a chat that was opened by a link: to that supply, or by one that is good no more."""
    s, _ = settled(Situation(conversation, Reading(Intent.GREETING), facts, policy, now))
    turn = enter(s, number, DEEP_LINK)
    return replace(turn, conversation=replace(turn.conversation, last_inbound_at=now))


def _careful(s: Situation) -> Turn:
    """The answer, with what is open kept open, and without ways that lead nowhere or hurt."""
    answered = outages.still_open(s, first.heard(s) or _answer(s))
    return fragile.careful(s, danger.careful(s, ways.fitting(s, answered)))


def _answer(s: Situation) -> Turn:
    if (answer_to_ours := asked.answered(s)) is not None:
        return answer_to_ours
    if claimed.asks_by_number(s):
        return claimed.status(s)
    if (proving := _identity(s)) is not None:
        return proving
    if (more := paid.told_more(s)) is not None:
        return more
    if cutting.asks_price(s):
        return cutting.reconnection(s)
    if (term := deadlines.heard(s)) is not None:
        return term
    if (of_the_promise := changing.cannot(s) or promises.asked(s)) is not None:
        return of_the_promise
    return _sure(s) if s.reading.sure else _unsure(s)


def _sure(s: Situation) -> Turn:
    """The answer to a wish that was understood, and that no open question is about."""
    intent = s.reading.intent
    if intent is Intent.GREETING and Intent.OPT_IN in s.reading.also and s.facts.opted_out:
        return _answer(replace(s, reading=Reading(Intent.OPT_IN)))
    if intent is Intent.ABUSE and s.reading.decision == "human":
        return people.person(s, people.VIOLENCE)
    if intent is Intent.ABUSE and Intent.HUMAN in s.reading.also:
        return people.person(s)
    if s.linked and (answer := BARE.get(s.conversation.expecting or "", {}).get(intent)):
        return answer(s)
    if intent in OF_A_SUPPLY:
        if s.linked:
            return OF_A_SUPPLY[intent](s)
        asking = asked.remembering(s, ask_for_supply(s, s.reading))
        return cutting.general(s, asking) if intent is Intent.CUT_STATUS else asking
    return FOR_EVERYBODY[intent](s)


def _identity(s: Situation) -> Turn | None:
    """The answer to whoever says who they are, or of which supply they speak; None for any other message."""
    intent = s.reading.intent
    if strong.tells_code(s):
        return _continued(s, strong.told(s))
    told = plausible.cleaned(s)
    if _gives_data(told):
        # What only seems to be a wish is none beside the proof: nobody is thanked for a payment they never told of.
        return _continued(s, identify(told, s.reading if s.reading.sure and intent in OF_A_SUPPLY else None))
    if plausible.only_a_document(told) and not _protects(s):
        return courtesy.where_the_data_are(s, document=True)
    if plausible.of_somebody_else(s):
        asks = s.reading.sure and intent is Intent.IDENTIFY
        return FOR_EVERYBODY[Intent.THIRD_PARTY_DATA](s) if asks else None
    if s.reading.sure and s.reading.codes and intent in (Intent.IDENTIFY, Intent.CHANGE_SUPPLY):
        if plausible.supplies(told):
            return _continued(s, another(told) if intent is Intent.CHANGE_SUPPLY else identify(told))
        if intent is Intent.IDENTIFY:
            asked_for = s.conversation.expecting in ASKED_FOR_DATA
            return _continued(s, identify(told)) if asked_for else number_unclear(s)
    return several.totals(s) if several.asks_for_all(s) else None


def _gives_data(s: Situation) -> bool:
    """Whether the message carries the numbers that prove an identity, where they are asked for or make sense."""
    if plausible.tells_nothing(s.reading) or _protects(s) or plausible.of_somebody_else(s):
        return False
    if s.reading.sure and s.reading.intent not in BY_THE_WAY:
        return False
    if s.conversation.expecting == "proof":
        return True
    found = bool(plausible.supplies(s))
    if s.conversation.expecting in ASKED_FOR_DATA:
        return found
    return s.linked is None and found and not paid.names_operation(s)


def _protects(s: Situation) -> bool:
    """Whether the message may be a wish to be left alone, or come from somebody else."""
    return bool({Intent.OPT_OUT, Intent.WRONG_PERSON} & {s.reading.intent, *s.reading.options})


def _unsure(s: Situation) -> Turn:
    """A question that was open is put again, so that a later yes can mean nothing else."""
    if s.linked and s.conversation.expecting == "promise_confirm":
        return promises.ask_again(s)
    if s.linked and s.conversation.expecting in agreeing.READ_BACK and not s.reading.options:
        return agreeing.again(s)
    if s.linked and s.conversation.expecting == onboarding.QUESTION and not s.reading.options:
        return onboarding.ask_again(s)
    if s.linked and s.conversation.expecting == strong.QUESTION and not s.reading.options:
        return strong.ask_for_code(s) if not any(map(str.isdigit, s.facts.said)) else strong.six_digits(s)
    if promises.refused_day(s):
        return promises.promise(s)
    if claiming.in_words(s):
        return claiming.claim(s)
    if bills.wants_each(s):
        return bills.each_bill(s)
    if s.conversation.expecting in ASKED_FOR_DATA and not s.reading.options:
        return courtesy.where_the_data_are(s)
    return people.noted(s) if s.conversation.with_person else courtesy.ask_which(s)


def _continued(s: Situation, turn: Turn) -> Turn:
    """Once the chat proved what it needs, answer at once what was asked before."""
    chat = turn.conversation
    if any(isinstance(effect, LinkSupply) for effect in turn.effects):
        wish = wish_of(dict(chat.slots))
        chat = replace(chat, slots=paid.kept(chat.slots), expecting=None)
    elif any(isinstance(effect, UseCode) for effect in turn.effects):
        wish = wish_of(dict(s.conversation.slots))
        if wish is None and chat.expecting in agreeing.READ_BACK:
            wish = Reading(Intent.ACCEPT_PLAN if chat.expecting == "plan_confirm" else Intent.AMEND_PLAN)
    else:
        return turn
    if wish is None:
        return turn
    answered = _answer(replace(s, conversation=chat, reading=wish))
    return Turn(
        answered.conversation, (*turn.messages, *answered.messages), (*turn.effects, *answered.effects)
    )
