"""The part of the talk in which a linked chat becomes strong: by a one-time code, from the desk or by another way.

A code counts for the supply that is spoken of, for as long as the talk goes on. Nobody of the utility ever asks for it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from receivables.model.account import Role
from receivables.model.buttons import buttons
from receivables.model.conversation import STRONG_FOR, Conversation, Identity
from receivables.model.dialogue.effects_codes import AskCode, UseCode
from receivables.model.dialogue.linkage import NEVER_FIRST
from receivables.model.dialogue.locked import locked, wrong_try
from receivables.model.dialogue.turn import Situation, Turn, say
from receivables.model.dialogue.wish import Slots, remembered
from receivables.model.identity import WRONG_TRIES, masked
from receivables.model.intent import Reading
from receivables.model.message import Message, Value
from receivables.model.one_time import DESK, LIFETIME, CodeCheck, CodeWay, Told, hinted, is_code
from receivables.model.reading.intents import Intent

QUESTION = "one_time_code"
MINUTES = LIFETIME.seconds // 60
AWAY = buttons("offices", "human")


def may_sign(s: Situation) -> bool:
    """Whether this chat may accept an agreement now: strong, and a tenant by a code of the desk (decision 0019)."""
    return s.conversation.strong(s.now) and (not _of_tenant(s) or s.conversation.strong_by == DESK)


def ask_for_code(s: Situation, then: Reading | None = None) -> Turn:
    """Ask for a one-time code, and where it can come from; what was wanted goes on by itself once it is told.

    What was open and what was gathered for it is there again then. Only for linked chats.
    """
    if s.conversation.locked(s.now) or _supply(s) in s.facts.locked:
        return locked(s)
    return say(s, _asking(s), expecting=QUESTION, slots=_kept(s, then))


def request(s: Situation) -> Turn:
    """Somebody wants a code: who may have one gets it by the other way; else it is told where codes are given."""
    if s.linked is None:
        stranger = Message("code_stranger", {}, buttons("debt", "offices", "human"))
        return say(s, stranger, expecting="supply")
    if may_sign(s):
        return say(s, Message("strong_already", {}, buttons("debt", "plan", "human")))
    if s.conversation.expecting != QUESTION:
        return ask_for_code(s)
    return send(s)


def send(s: Situation) -> Turn:
    """Send the code that was offered, if it can be sent yet; never into this chat."""
    way = _way(s)
    if way is None or s.conversation.locked(s.now):
        return ask_for_code(s)
    told = Message("code_sent", {**_of_way(way), "minutes": MINUTES}, AWAY)
    effect = AskCode(_supply(s), way.channel, way.address, way.person)
    return say(s, told, effects=(effect,), expecting=QUESTION, slots=s.conversation.slots)


def tells_code(s: Situation) -> bool:
    """Whether the message tells a one-time code: where one is waited for, or six digits and nothing else came unasked.

    Where supplies have numbers of six digits, it may be another one of those.
    """
    if s.linked is None or not digits(s.reading) or s.reading.intent in NEVER_FIRST:
        return False
    if s.conversation.expecting == QUESTION:
        return True
    alone = s.reading.sure and s.reading.intent is Intent.IDENTIFY and all(map(is_code, s.reading.codes))
    return alone and s.conversation.expecting not in ("supply", "proof") and not is_code(_supply(s))


def told(s: Situation) -> Turn:
    """Six digits were told: right, wrong or too late."""
    if s.conversation.expecting != QUESTION:
        waiting = replace(s.conversation, expecting=QUESTION, slots=_kept(s, None))
        return told(replace(s, conversation=waiting))
    check = s.facts.codes.get(_supply(s), CodeCheck(Told.WRONG))
    if s.conversation.locked(s.now) or _supply(s) in s.facts.locked:
        return locked(s)
    if check.told is Told.EXPIRED:
        late = Message("code_expired", {"minutes": MINUTES}, buttons("code", "offices", "human"))
        return say(s, late, expecting=QUESTION, slots=s.conversation.slots)
    if check.told is Told.WRONG:
        return _wrong(s)
    kept, open_question = before_the_code(s.conversation.slots)
    chat = strengthened(s.conversation, check, s.now)
    menu = buttons("human") if open_question else buttons("debt", "plan", "human")
    menu = () if s.conversation.slots.get("then") else menu
    values: dict[str, Value] = {"supply_masked": masked(_supply(s)), "idle": _idle(s, open_question)}
    right = Message("code_right", values, menu)
    used = UseCode(check.id, _supply(s))
    return say(s, right, effects=(used,), expecting=open_question, slots=kept, chat=chat)


def _idle(s: Situation, open_question: str | None) -> bool:
    """Whether the code leads to nothing by itself: whoever told it must not think that something was signed."""
    return open_question is None and not s.conversation.slots.get("then")


def six_digits(s: Situation) -> Turn:
    """Digits came, and not six of them: a slip, which is no try."""
    told = Message("code_digits", {}, buttons("code", "offices", "human"))
    return say(s, told, expecting=QUESTION, slots=s.conversation.slots)


def declined(s: Situation) -> Turn:
    """No code now: what was open goes on where it stood."""
    kept, open_question = before_the_code(s.conversation.slots)
    told = Message("code_declined", {}, buttons("debt", "offices", "human"))
    return say(s, told, expecting=open_question, slots=kept)


def digits(reading: Reading) -> tuple[str, ...]:
    """What may be a one-time code in a message."""
    found = (reading.otp or "", *reading.codes)
    return tuple(dict.fromkeys(each for each in found if is_code(each)))


def strengthened(chat: Conversation, check: CodeCheck, now: datetime) -> Conversation:
    """The chat after a right code."""
    return replace(
        chat,
        identity=Identity.STRONG,
        strong_until=now + STRONG_FOR,
        strong_by=check.channel,
        wrong_tries=0,
        locked_until=None,
    )


def _wrong(s: Situation) -> Turn:
    chat, effect, until = wrong_try(s, (_supply(s),))
    if until is not None:
        return locked(s, chat, effect)
    told = Message(
        "code_wrong", {"left": WRONG_TRIES - chat.wrong_tries}, buttons("code", "offices", "human")
    )
    return say(s, told, effects=effect, expecting=QUESTION, slots=s.conversation.slots, chat=chat)


def _asking(s: Situation) -> Message:
    way = _way(s)
    values: dict[str, Value] = {"minutes": MINUTES, "tenant": _of_tenant(s), "way": way is not None}
    if way is None:
        return Message("code_ask", {**values, "many": s.facts.code_limit}, AWAY)
    return Message("code_ask", {**values, "many": False, **_of_way(way)}, buttons("code", "offices", "human"))


def _of_way(way: CodeWay) -> dict[str, Value]:
    return {"channel": way.channel, "hint": hinted(way.address)}


def _way(s: Situation) -> CodeWay | None:
    """The first way that there is; for a tenant the desk alone, which sees who they are."""
    return None if _of_tenant(s) else next(iter(s.facts.code_ways), None)


def _of_tenant(s: Situation) -> bool:
    return s.linked is not None and s.linked.account.supply.role is Role.TENANT


def _supply(s: Situation) -> str:
    return s.known.account.supply.supply_number


def _kept(s: Situation, then: Reading | None) -> Slots:
    """What was wanted beside what was open; asked again, what was kept before stays."""
    if s.conversation.expecting == QUESTION:
        before = {key: s.conversation.slots[key] for key in ("kept", "open") if key in s.conversation.slots}
        return {**(remembered(then) if then else dict(s.conversation.slots)), **before}
    wish = remembered(then) if then else {}
    return {**wish, "kept": dict(s.conversation.slots), "open": s.conversation.expecting}


def before_the_code(slots: Mapping[str, Value]) -> tuple[Slots, str | None]:
    """What was gathered before the code was asked for, and the question that was open."""
    kept, question = slots.get("kept"), slots.get("open")
    return dict(kept) if isinstance(kept, Mapping) else {}, question if isinstance(question, str) else None
