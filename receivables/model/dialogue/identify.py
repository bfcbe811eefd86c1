"""The part of the talk in which a chat proves who it is. It learns nothing before, not even whether a supply exists."""

from dataclasses import replace
from datetime import date

from receivables.model.buttons import buttons
from receivables.model.consent import CHAT
from receivables.model.conversation import Identity
from receivables.model.dialogue.turn import LinkSupply, NoteWrongTry, Situation, Turn, say
from receivables.model.identity import locked_until, masked, persons, proved
from receivables.model.intent import Reading
from receivables.model.message import Message, Value
from receivables.model.money import Money
from receivables.model.reading.days import Day
from receivables.model.reading.intents import Intent
from receivables.model.reading.numbers import money

Slots = dict[str, Value]


def ask_for_supply(s: Situation, then: Reading | None = None) -> Turn:
    """Ask for the supply number, remembering what was wanted."""
    if s.conversation.locked(s.now):
        return _locked(s)
    ask = Message("ask_supply", {"wanted": then is not None}, buttons("human", "why"))
    return say(s, ask, expecting="supply", slots=remembered(then) if then else _memory(s))


def identify(s: Situation, then: Reading | None = None) -> Turn:
    """Go one step with the numbers of the message: note the supply, or try what was given as its proof."""
    if s.conversation.locked(s.now):
        return _locked(s)
    memory = remembered(then) if then else _memory(s)
    noted = s.conversation.slots.get("supply")
    claimed = [*([noted] if isinstance(noted, str) else []), *s.reading.codes]
    if not claimed:
        return ask_for_supply(s, then)
    numbers = tuple(dict.fromkeys(claimed))
    # The supply number written again reads as an amount too, and is no try.
    amounts = [amount for amount in s.reading.amounts if amount != money(numbers[0], amount.currency)]
    if len(numbers) > 1 or amounts:
        return _try(s, numbers, memory)
    return _ask_for_proof(s, numbers[0], memory)


def enter(s: Situation, number: str | None, by: str) -> Turn:
    """Link the chat to the supply of its invitation. One that is bad, used or too old: the usual way, and no reason."""
    if number is not None and number in s.facts.supplies:
        return _linked(s, number, {}, by)
    return say(s, Message("link_no_good", {}, buttons("debt", "offices", "human", "why")), expecting="supply")


def change_supply(s: Situation) -> Turn:
    """Prove another supply; the one that is linked stays so until then."""
    if s.conversation.locked(s.now):
        return _locked(s)
    return say(s, Message("ask_other_supply", {}, buttons("human")), expecting="supply")


def remembered(then: Reading) -> Slots:
    """A wish as slots, to be answered once the chat is linked."""
    wish: Slots = {"then": then.intent.value}
    if then.instalments is not None:
        wish["count"] = then.instalments
    if then.down_payment is not None:
        wish["down"] = then.down_payment
    if then.day is not None and then.day.on is not None:
        wish["day"] = then.day.on
    return wish


def wish_of(slots: Slots) -> Reading | None:
    """The wish that was remembered."""
    then, count, down, day = (slots.get(key) for key in ("then", "count", "down", "day"))
    if not isinstance(then, str):
        return None
    return Reading(
        Intent(then),
        instalments=count if isinstance(count, int) else None,
        down_payment=down if isinstance(down, Money) else None,
        day=_day(day),
    )


def _day(value: Value) -> Day | None:
    return Day(value) if isinstance(value, date) else None


def _memory(s: Situation) -> Slots:
    return {key: value for key, value in s.conversation.slots.items() if key != "supply"}


def _ask_for_proof(s: Situation, supply: str, memory: Slots) -> Turn:
    ask = Message("ask_proof", {"supply_masked": masked(supply)}, buttons("other", "human"))
    return say(s, ask, expecting="proof", slots={**memory, "supply": supply})


def _try(s: Situation, claimed: tuple[str, ...], memory: Slots) -> Turn:
    if any(number in s.facts.locked for number in claimed):
        return _locked(s)
    accounts = {number: known.account for number, known in s.facts.supplies.items()}
    number = proved(claimed, accounts, s.today, s.reading.codes, s.reading.amounts)
    return _wrong(s, claimed[0], memory) if number is None else _linked(s, number, memory)


def _linked(s: Situation, number: str, memory: Slots, by: str = CHAT) -> Turn:
    here = persons(s.facts.supplies[number].contacts, s.conversation.address)
    chat = replace(
        s.conversation,
        identity=Identity.LINKED,
        supply_number=number,
        person=here[0] if here else None,
        wrong_tries=0,
        locked_until=None,
    )
    menu = () if memory.get("then") else buttons("debt", "offices", "plan", "human")
    told = Message("linked", {"supply_masked": masked(number)}, menu)
    return say(s, told, effects=(LinkSupply(number, by),), slots=memory, chat=chat)


def _wrong(s: Situation, claimed: str, memory: Slots) -> Turn:
    tries = s.conversation.wrong_tries + 1
    until = locked_until(tries, s.now)
    chat = replace(s.conversation, wrong_tries=0 if until else tries, locked_until=until)
    effects = (NoteWrongTry(claimed),)
    if until is not None:
        return say(s, _locked_message(), effects=effects, chat=chat)
    told = Message("proof_wrong", {}, buttons("other", "human"))
    return say(s, told, effects=effects, expecting="proof", slots={**memory, "supply": claimed}, chat=chat)


def _locked(s: Situation) -> Turn:
    return say(s, _locked_message())


def _locked_message() -> Message:
    return Message("locked", {}, buttons("offices", "human"))
