"""One-time codes: made at the desk, sent by another way, told in a chat.

In clear a code is in no table and no log before its person writes it. While one waits to be sent, a ticket stands for
it, which is good for nothing without the key.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from receivables.errors import Refused, Unknown
from receivables.model.audit import Act
from receivables.model.consent import Purpose
from receivables.model.contact import Contact, Moment
from receivables.model.conversation import Conversation, Inbound
from receivables.model.dialogue import Facts
from receivables.model.dialogue.effects_codes import AskCode, CodeEffect, SwitchSupply, Unlink, UseCode
from receivables.model.dialogue.strong import QUESTION, digits
from receivables.model.identity import LOCKED_FOR, WRONG_TRIES, chat_person, masked
from receivables.model.intent import Reading
from receivables.model.message import Kind, Message, OutboxRow, Value
from receivables.model.one_time import (
    DAY,
    LIFETIME,
    SENT_A_DAY,
    SENT_AT_MOST,
    SENT_WITHIN,
    CodeCheck,
    CodeWay,
    OneTimeCode,
    check,
    is_code,
)
from receivables.model.pseudonym import pseudonym
from receivables.model.reading.intents import Intent
from receivables.model.suppression import of_address
from receivables.ports import CodeSource, UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.serve import CUSTOMER
from receivables.usecases.services import Services
from receivables.usecases.tell import ACTIVE

ASKS = frozenset(
    {
        Intent.CODE_REQUEST,
        Intent.ACCEPT_PLAN,
        Intent.AMEND_PLAN,
        Intent.INSTALMENT_REQUEST,
        Intent.AFFIRM,
    }
)
"""After a message that says this a code may be asked for."""
ORDER = ("sms", "whatsapp", "correo")
"""The ways in which a code goes: what is in the person's hand first."""
WINDOW = "whatsapp"


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code as it is told to the person, this once."""

    code: str
    expires_at: datetime


async def give(services: Services, supply_number: str, *, actor: str) -> GivenCode:
    """A code for whoever stands at the desk and has shown who they are; those before it are good for nothing.

    Raises Unknown("no_such_supply"); Refused("identification_locked") after five wrong tries about it within a day;
    Refused("no_codes") where the program has no key for them.
    """
    source = _source(services)
    async with services.units() as unit:
        at = await services.moment(unit)
        if not await unit.ledger.accounts([supply_number], whole=False):
            raise Unknown("no_such_supply", supply_number=supply_number)
        await unit.hold([f"supply:{supply_number}"])
        if await _locked(unit, supply_number, at):
            raise Refused("identification_locked", supply_number=supply_number)
        code = source.draw()
        kept = OneTimeCode(
            supply_number, source.digest(supply_number, code), at.now, actor, at.now + LIFETIME
        )
        await unit.codes.add(kept)
        await unit.audit.append([entry(at, actor, Act.LINK, supply_number, "code_given")])
    return GivenCode(code, kept.expires_at)


async def still_good(services: Services, supply_number: str, given: GivenCode) -> bool:
    """Whether that code could be told now: nobody told it, it is the newest, and it is not too late."""
    source = _source(services)
    async with services.units.reading() as unit:
        newest = await unit.codes.newest(supply_number, "")
    if newest is None or newest.digest != source.digest(supply_number, given.code):
        return False
    return newest.good(services.clock.now())


async def with_codes(
    services: Services, unit: UnitOfWork, facts: Facts, chat: Conversation, reading: Reading, at: Moment
) -> Facts:
    """The facts, with what the digits of the message are, and where a code could be sent."""
    if services.code_source is None:
        return facts
    waits = chat.expecting == QUESTION
    facts = replace(facts, codes=await _checked(services.code_source, unit, chat, reading, at))
    number = chat.supply_number
    asks = waits or reading.intent in ASKS or bool(digits(reading))
    if number is None or number not in facts.supplies or not asks:
        return facts
    if await _locked(unit, number, at):
        return replace(facts, locked=facts.locked | {number})
    if await _sent_enough(unit, number, at):
        return replace(facts, code_limit=True)
    contacts = facts.supplies[number].contacts
    return replace(facts, code_ways=await _ways(unit, contacts, services.code_channels, chat, at))


async def _sent_enough(unit: UnitOfWork, number: str, at: Moment) -> bool:
    within_an_hour = await unit.codes.sent_since(number, at.now - SENT_WITHIN)
    return within_an_hour >= SENT_AT_MOST or await unit.codes.sent_since(number, at.now - DAY) >= SENT_A_DAY


async def heed(
    services: Services, unit: UnitOfWork, effect: CodeEffect, by: str, inbound: Inbound, at: Moment
) -> None:
    """Do one thing about identity, with its line in the record. `by`: how the chat is strong."""
    match effect:
        case AskCode():
            await _send(_source(services), unit, effect, inbound, at)
        case UseCode(number, supply):
            await unit.codes.use(number, at.now)
            await _note(unit, at, supply, "code_used", {"channel": by, **_here_in(inbound)})
        case SwitchSupply(supply):
            await _note(unit, at, supply, "switched", _here_in(inbound))
        case Unlink(supply, why):
            await _note(unit, at, supply, "unlinked", {"why": why, **_here_in(inbound)})


def _here_in(inbound: Inbound) -> dict[str, str | int]:
    """The chat of a line: by which code something was agreed to there can be shown later."""
    return {"chat": pseudonym(chat_person(inbound.channel, inbound.address))}


async def _checked(
    source: CodeSource, unit: UnitOfWork, chat: Conversation, reading: Reading, at: Moment
) -> dict[str, CodeCheck]:
    """For each supply that the message may be about, how its digits compare with the newest code."""
    noted = chat.slots.get("supply")
    told = (*digits(reading), *([noted] if isinstance(noted, str) and is_code(noted) else ()))
    if not told:
        return {}
    about = {*reading.codes, noted, chat.supply_number}
    me = pseudonym(chat_person(chat.channel, chat.address))
    found = {}
    for number in sorted(each for each in about if isinstance(each, str)):
        digests = frozenset(source.digest(number, code) for code in _one(told, number))
        if digests:
            found[number] = check(await unit.codes.newest(number, me), digests, me, at.now)
    return found


def _one(told: Collection[str], number: str) -> list[str]:
    """One code for one try, however many stand in a message; the number of the supply is none."""
    return [code for code in told if code != number][:1]


async def _ways(
    unit: UnitOfWork, contacts: Collection[Contact], carried: Collection[str], chat: Conversation, at: Moment
) -> tuple[CodeWay, ...]:
    """Addresses that the utility knows of itself: one that a chat gave, or that is this chat, verifies nothing.

    Nobody gets one who asked to be left alone, nor an address that is closed. Another address comes before the same
    telephone by another channel.
    """
    found = [c for c in contacts if _may_carry(c, carried) and (c.channel, c.address) != _here(chat)]
    subjects = {key for c in found for key in (c.person, of_address(c.address), c.line)}
    closed = await unit.suppressions.in_force(subjects) if found else {}
    known = [c for c in found if closed.keys().isdisjoint((c.person, of_address(c.address), c.line))]
    opened = await unit.conversations.last_heard(WINDOW, [c.address for c in known if c.channel == WINDOW])
    since = at.now - ACTIVE
    ready = [c for c in known if c.channel != WINDOW or opened.get(c.address, since) > since]
    ready.sort(key=lambda c: (c.address == chat.address, ORDER.index(c.channel), c.address, c.person))
    return tuple(CodeWay(c.channel, c.address, c.person) for c in ready)


def _may_carry(contact: Contact, carried: Collection[str]) -> bool:
    own = not contact.handle and contact.source != "chat" and bool(contact.address)
    agreed = contact.purpose is Purpose.SERVICE and contact.consented_on is not None
    return own and agreed and contact.channel in ORDER and contact.channel in carried


def _here(chat: Conversation) -> tuple[str, str]:
    return chat.channel, chat.address


async def _send(source: CodeSource, unit: UnitOfWork, effect: AskCode, inbound: Inbound, at: Moment) -> None:
    """Queue the code for the other address: as a receipt, for it answers nobody there."""
    supply, ticket = effect.supply_number, source.ticket()
    me = pseudonym(chat_person(inbound.channel, inbound.address))
    digest = source.digest(supply, source.code_of(ticket))
    kept = OneTimeCode(supply, digest, at.now, CUSTOMER, at.now + LIFETIME, effect.channel, me)
    await unit.codes.add(kept)
    values: dict[str, Value] = {
        "otp": ticket,
        "minutes": LIFETIME.seconds // 60,
        "supply_masked": masked(supply),
    }
    row = OutboxRow(
        key=f"code/{inbound.id}",
        kind=Kind.RECEIPT,
        message=Message("one_time_code", values),
        created_at=at.now,
        not_before=at.now,
        expires_at=kept.expires_at,
        supply_number=supply,
        person=effect.person,
        channel=effect.channel,
        address=effect.address,
    )
    await unit.outbox.add([row])
    await _note(unit, at, supply, "code_sent", {"channel": effect.channel, "chat": me})


async def _locked(unit: UnitOfWork, supply_number: str, at: Moment) -> bool:
    return await unit.conversations.wrong_tries(supply_number, at.now - LOCKED_FOR) >= WRONG_TRIES


async def _note(
    unit: UnitOfWork, at: Moment, supply: str, outcome: str, facts: dict[str, str | int] | None = None
) -> None:
    await unit.audit.append([entry(at, CUSTOMER, Act.LINK, supply, outcome, facts=facts)])


def _source(services: Services) -> CodeSource:
    if services.code_source is None:
        raise Refused("no_codes")
    return services.code_source
