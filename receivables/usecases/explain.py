"""Why anything was done or left undone about a supply: the record, read for people."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from receivables.errors import Unknown
from receivables.model.account import Account
from receivables.model.audit import Act
from receivables.model.contact import Contact
from receivables.model.conversation import Conversation
from receivables.model.explanation import Explanation, page
from receivables.model.intent import Reading
from receivables.model.policy import Policy
from receivables.model.pseudonym import pseudonym
from receivables.model.reading.intents import Intent
from receivables.model.records import RecordKind
from receivables.model.suppression import of_address
from receivables.model.telling import told
from receivables.ports import UnitOfWork
from receivables.usecases.services import Services

OF_MANY = (Act.SUPPRESS, Act.IMPEDIMENT)
"""What is noted of a person, an address or a place, and concerns every supply there."""


async def explain(
    services: Services, supply_number: str, *, limit: int = 50, before: datetime | None = None
) -> Explanation:
    """The story of one supply: at most `limit` lines from before that moment, newest first.

    Raises Unknown("unknown_supply").
    """
    async with services.units.reading() as unit:
        if not await unit.ledger.known(RecordKind.SUPPLY, [supply_number]):
            raise Unknown("unknown_supply", supply=supply_number)
        whole = await story(unit, supply_number, services.policy)
    lines, more = page(whole.lines, limit, before)
    return replace(whole, lines=lines, more=more)


async def story_asked_for(
    unit: UnitOfWork, chat: Conversation, reading: Reading, policy: Policy
) -> Explanation | None:
    """The story of a chat's supply, where its message may ask why; None otherwise."""
    asked = Intent.WHY_WRITING in (reading.intent, *reading.also)
    return await story(unit, chat.supply_number, policy) if asked and chat.supply_number else None


async def story(unit: UnitOfWork, supply_number: str, policy: Policy) -> Explanation:
    """All that there is to tell of one supply, newest line first."""
    account = (await unit.ledger.accounts([supply_number], whole=False)).get(supply_number)
    contacts = (await unit.ledger.contacts([supply_number])).get(supply_number, ())
    entries = await unit.audit.of(supply_number)
    for subject in _beside(account, contacts):
        entries += [each for each in await unit.audit.of(subject) if each.act in OF_MANY]
    said = await unit.consents.of({contact.person for contact in contacts})
    consents = tuple(event for events in said.values() for event in events)
    lines = told(entries, consents, policy.law, policy.currency)
    return Explanation(
        supply_number=supply_number,
        lines=lines[::-1],
        moves=tuple(await unit.cases.moves(supply_number)),
        notices=(await unit.cases.get([supply_number]))[supply_number].notices,
        consents=consents,
    )


def _beside(account: Account | None, contacts: Iterable[Contact]) -> list[str]:
    """Under what else the record speaks of a supply: its place, its holder, and those who are reached about it."""
    people = {subject for c in contacts for subject in (c.person, of_address(c.address))}
    if account is None:
        return sorted(map(pseudonym, people))
    supply = account.supply
    people.add(f"doc:{supply.document}")
    return sorted({supply.locality, supply.sector, *map(pseudonym, people)} - {""})
