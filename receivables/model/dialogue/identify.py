"""The part of the talk in which a chat proves who it is. It learns nothing before, not even whether a supply exists."""

from dataclasses import replace

from receivables.model.buttons import buttons
from receivables.model.consent import CHAT
from receivables.model.conversation import Identity
from receivables.model.dialogue import plausible
from receivables.model.dialogue.effects_codes import UseCode
from receivables.model.dialogue.linkage import reached
from receivables.model.dialogue.locked import locked, wrong_try
from receivables.model.dialogue.several import change_supply as change_supply
from receivables.model.dialogue.several import own, switch
from receivables.model.dialogue.strong import ask_for_code as ask_for_code
from receivables.model.dialogue.strong import may_sign as may_sign
from receivables.model.dialogue.strong import strengthened
from receivables.model.dialogue.turn import LinkSupply, Situation, Turn, say
from receivables.model.dialogue.wish import Slots
from receivables.model.dialogue.wish import remembered as remembered
from receivables.model.dialogue.wish import wish_of as wish_of
from receivables.model.identity import masked, persons, proved
from receivables.model.intent import Reading
from receivables.model.message import Message, Value
from receivables.model.one_time import CodeCheck, Told, is_code
from receivables.model.reading.numbers import money

MOST_AMOUNTS = 3
"""A message with more amounts is no proof: it would try them all at once."""


def ask_for_supply(s: Situation, then: Reading | None = None) -> Turn:
    """Ask for the supply number, remembering what was wanted."""
    if s.conversation.locked(s.now):
        return locked(s)
    noted = s.conversation.slots.get("supply")
    if s.conversation.expecting == "proof" and isinstance(noted, str):
        return _ask_for_proof(s, noted, remembered(then) if then else _memory(s))
    ask = Message("ask_supply", {"wanted": then is not None}, buttons("human", "why"))
    return say(s, ask, expecting="supply", slots=remembered(then) if then else _memory(s))


def identify(s: Situation, then: Reading | None = None) -> Turn:
    """Go one step with the numbers of the message: note the supply, or try what was given as its proof."""
    if (number := own(s)) is not None:
        return switch(s, number)
    if s.conversation.locked(s.now):
        return locked(s)
    memory = remembered(then) if then else _memory(s)
    noted = s.conversation.slots.get("supply")
    claimed = [*([noted] if isinstance(noted, str) else []), *plausible.supplies(s)]
    if not claimed:
        return ask_for_supply(s, then)
    # What could be a one-time code is a supply's number only where nothing else is.
    numbers = tuple(dict.fromkeys(sorted(claimed, key=is_code)))
    # The supply number written again reads as an amount too, and is no try.
    amounts = [amount for amount in s.reading.amounts if amount != money(numbers[0], amount.currency)]
    if len(numbers) > 1 or plausible.facts_of(s, numbers[0]) or amounts:
        return _try(s, numbers, memory)
    return _ask_for_proof(s, numbers[0], memory)


def number_unclear(s: Situation) -> Turn:
    """A number that is none of a supply: what it is for is asked, and it is no try."""
    if s.linked is None:
        return ask_for_supply(s)
    digits = len(s.linked.account.supply.supply_number)
    return say(s, Message("number_unclear", {"digits": digits}, buttons("paid", "contact", "human")))


def another(s: Situation) -> Turn:
    """Begin with another supply: the one that was written before is no part of it."""
    return identify(replace(s, conversation=replace(s.conversation, slots=_memory(s))))


def enter(s: Situation, number: str | None, by: str) -> Turn:
    """Link the chat to the supply of its invitation. One that is bad, used or too old: the usual way, and no reason."""
    if number is not None and number in s.facts.supplies:
        return _linked(s, number, {}, by)
    return say(s, Message("link_no_good", {}, buttons("debt", "offices", "human", "why")), expecting="supply")


def _memory(s: Situation) -> Slots:
    return {key: value for key, value in s.conversation.slots.items() if key != "supply"}


def _ask_for_proof(s: Situation, supply: str, memory: Slots) -> Turn:
    again = s.conversation.expecting == "proof" and s.conversation.slots.get("supply") == supply
    told: dict[str, Value] = {"supply_masked": masked(supply), "again": again}
    ask = Message("ask_proof", told, buttons("other", "human"))
    return say(s, ask, expecting="proof", slots={**memory, "supply": supply})


def _try(s: Situation, claimed: tuple[str, ...], memory: Slots) -> Turn:
    if any(number in s.facts.locked for number in claimed):
        return locked(s)
    for number in claimed:
        check = s.facts.codes.get(number)
        if check is not None and check.told is Told.RIGHT and number in s.facts.supplies:
            return _linked(s, number, memory, code=check)
    accounts = {number: known.account for number, known in s.facts.supplies.items()}
    amounts = s.reading.amounts if len(s.reading.amounts) <= MOST_AMOUNTS else ()
    shown = proved(claimed, accounts, s.today, s.reading.codes, amounts)
    return _wrong(s, claimed, memory) if shown is None else _linked(s, shown, memory)


def _linked(s: Situation, number: str, memory: Slots, by: str = CHAT, code: CodeCheck | None = None) -> Turn:
    """Linked by data of the bill or by a link; by a code, which counts for more, strong at once."""
    here = persons(s.facts.supplies[number].contacts, s.conversation.address)
    chat = replace(
        s.conversation,
        identity=Identity.LINKED,
        supply_number=number,
        person=here[0] if here else None,
        wrong_tries=0,
        locked_until=None,
        strong_until=None,
        strong_by="",
        supplies=tuple(dict.fromkeys((*s.conversation.supplies, number))),
        reached=reached(s.facts.here),
    )
    chat = chat if code is None else strengthened(chat, code, s.now)
    used = () if code is None else (UseCode(code.id, number),)
    several = ("alldebts",) if len(chat.supplies) > 1 else ("offices", "plan")
    menu = () if memory.get("then") else buttons("debt", *several, "human")
    told = Message("linked", {"supply_masked": masked(number)}, menu)
    return say(s, told, effects=(LinkSupply(number, by), *used), slots=memory, chat=chat)


def _wrong(s: Situation, claimed: tuple[str, ...], memory: Slots) -> Turn:
    # Six digits beside a number may be a code: not even a wrong one is written down, unless it is a supply's number.
    noted = tuple(each for each in claimed if not is_code(each) or each in s.facts.supplies)
    chat, effects, until = wrong_try(s, noted or claimed)
    if until is not None:
        return locked(s, chat, effects)
    told = Message("proof_wrong", {}, buttons("other", "human"))
    slots: Slots = {**memory, "supply": claimed[0]}
    return say(s, told, effects=effects, expecting="proof", slots=slots, chat=chat)
