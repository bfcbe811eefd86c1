"""Close a person or an address to every sender, and open it again: one list, whoever tells (I-6, I-7)."""

from collections.abc import Collection, Sequence

from receivables.errors import BadInput, Refused, Unknown
from receivables.model.audit import Act
from receivables.model.contact import Contact, Moment
from receivables.model.decision import Reason
from receivables.model.message import State
from receivables.model.pseudonym import pseudonym, reason_given
from receivables.model.suppression import ADDRESS, Cause, Suppression, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, entry
from receivables.usecases.services import Services

REASONS = {Cause.OPTED_OUT: Reason.OPTED_OUT, Cause.DECEASED: Reason.DECEASED}


async def close(services: Services, subject: str, cause: Cause, *, source: str, actor: str) -> bool:
    """Close a person (`doc:`, `tel:`, `mail:`, `chat:`) or an address (`addr:`), before the next send of any worker.

    With a person their addresses are closed, and what waits only for whoever is reached there is dropped. False when
    they were closed already. Raises BadInput("address_unknown") for an `addr:` that is no telephone, no e-mail address
    and no chat of ours.
    """
    async with services.units() as unit:
        at = await services.moment(unit)
        await _refuse_unknown(unit, subject)
        subjects = await with_addresses(unit, [subject])
        theirs = await _reached(unit, subjects)
        await unit.hold(sorted({contact.person for contact in theirs} | {*subjects}))
        news = await close_all(unit, subjects, cause, at, source=source, actor=actor)
        if any(news):
            await _drop(unit, theirs, REASONS.get(cause, Reason.NO_CHANNEL))
        return news[0]


async def lift(
    services: Services, subject: str, *, actor: str, why: str, signed_request: bool = False
) -> None:
    """Open it again, a person with their addresses, as far as those are closed for the same cause.

    An opt-out only the person undoes: at the desk with a signed request, else in the chat (I-6).

    Raises Unknown("not_suppressed"), Refused("only_the_person"), and BadInput("reason_needed") without a reason.
    """
    if not why.strip():
        raise BadInput("reason_needed")
    async with services.units() as unit:
        at = await services.moment(unit)
        held = (await unit.suppressions.in_force([subject])).get(subject)
        if held is None:
            raise Unknown("not_suppressed")
        if held.cause is Cause.OPTED_OUT and not signed_request:
            raise Refused("only_the_person")
        facts: Facts = {"why": reason_given(why), "signed_request": int(signed_request)}
        for each in [subject, *await _freed(unit, [subject], held.cause)]:
            await _lift(unit, each, held.cause, at, actor, why=why, facts=facts)


async def close_all(
    unit: UnitOfWork, subjects: Sequence[str], cause: Cause, at: Moment, *, source: str, actor: str
) -> list[bool]:
    """Close several inside a unit of somebody else; for each whether it was open until now."""
    await unit.hold(sorted(subject for subject in subjects if not subject.startswith(ADDRESS)))
    news = []
    for subject in subjects:
        fresh = await unit.suppressions.add(Suppression(subject, cause, at.now, source))
        if fresh:
            await _note(unit, subject, "closed", {"cause": cause.value, "source": source}, at, actor)
        news.append(fresh)
    return news


async def leave_alone(
    unit: UnitOfWork,
    persons: Sequence[str],
    supplies: Sequence[str],
    at: Moment,
    *,
    address: str | None,
    source: str,
    actor: str,
) -> bool:
    """A person's own wish (I-6): hold all, close them, and drop what waits for them; False when it stood already.

    Their addresses are closed with them, the one they wished it at first: whoever else they are in the books is heard
    as well. `supplies`: what is theirs there; or the message that told, when it is of nobody whom we know.
    """
    first = [of_address(address)] if address else []
    subjects = list(dict.fromkeys([*first, *await with_addresses(unit, persons)]))
    await unit.hold(sorted(subjects))
    news = await close_all(unit, subjects, Cause.OPTED_OUT, at, source=source, actor=actor)
    for supply in supplies:
        dropped = await unit.outbox.drop(supply, State.WITHHELD, (Reason.OPTED_OUT,))
        told: Facts = {"dropped": dropped}
        await unit.audit.append([entry(at, actor, Act.OPT_OUT, supply, "opted_out", facts=told)])
    return any(news)


async def wish_again(unit: UnitOfWork, persons: Collection[str], at: Moment, *, actor: str) -> None:
    """The persons undo their own opt-out, and open their addresses; whatever else they are closed for stays."""
    freed = await _freed(unit, persons, Cause.OPTED_OUT)
    for subject in sorted(await opted_out(unit, {*persons, *freed})):
        await _lift(unit, subject, Cause.OPTED_OUT, at, actor)


async def opted_out(unit: UnitOfWork, subjects: Collection[str]) -> frozenset[str]:
    """Which of those persons and addresses are to be left alone by a wish."""
    return await _closed_for(unit, subjects, Cause.OPTED_OUT)


async def with_addresses(unit: UnitOfWork, persons: Sequence[str]) -> list[str]:
    """The persons and their addresses: whoever stands in the books under two keys is closed under both (I-4)."""
    theirs = await unit.persons.contacts(persons)
    return [*persons, *sorted({of_address(contact.address) for contact in theirs if contact.address})]


async def _lift(
    unit: UnitOfWork,
    subject: str,
    cause: Cause,
    at: Moment,
    actor: str,
    *,
    why: str | None = None,
    facts: Facts | None = None,
) -> None:
    await unit.suppressions.lift(subject, at.now, actor, why)
    await _note(unit, subject, "lifted", {"cause": cause.value, **(facts or {})}, at, actor)


async def _freed(unit: UnitOfWork, persons: Collection[str], cause: Cause) -> list[str]:
    """The addresses of these persons that are closed for that cause, and that nobody else keeps closed for it."""
    addresses = {contact.address for contact in await unit.persons.contacts(persons)}
    closed = await _closed_for(unit, {of_address(address) for address in addresses if address}, cause)
    free = []
    for subject in sorted(closed):
        there = await unit.ledger.contacts_at(subject.removeprefix(ADDRESS))
        if not await _closed_for(unit, {contact.person for contact in there} - {*persons}, cause):
            free.append(subject)
    return free


async def _closed_for(unit: UnitOfWork, subjects: Collection[str], cause: Cause) -> frozenset[str]:
    held = await unit.suppressions.in_force(subjects)
    return frozenset(subject for subject, each in held.items() if each.cause is cause)


async def _refuse_unknown(unit: UnitOfWork, subject: str) -> None:
    """An address mistyped would close nobody, and look closed."""
    address = subject.removeprefix(ADDRESS)
    if address == subject or address.startswith("+") or "@" in address:
        return
    known = (person.startswith("chat:") for person in await unit.persons.of_document(address))
    if not any(known) and not await unit.ledger.contacts_at(address):
        raise BadInput("address_unknown")


async def _reached(unit: UnitOfWork, subjects: Sequence[str]) -> Sequence[Contact]:
    """The contacts that these subjects close."""
    found = set(await unit.persons.contacts(subjects))
    for subject in subjects:
        if subject.startswith(ADDRESS):
            found |= set(await unit.ledger.contacts_at(subject.removeprefix(ADDRESS)))
    return list(found)


async def _drop(unit: UnitOfWork, closed: Sequence[Contact], reason: Reason) -> None:
    """Take back what waits for the supplies at which nobody else can be reached. The rest is asked again anyway."""
    everybody = await unit.ledger.contacts({contact.supply_number for contact in closed})
    for supply, contacts in sorted(everybody.items()):
        if set(contacts) <= set(closed):
            await unit.outbox.drop(supply, State.WITHHELD, (reason,))


async def _note(unit: UnitOfWork, subject: str, outcome: str, facts: Facts, at: Moment, actor: str) -> None:
    await unit.audit.append([entry(at, actor, Act.SUPPRESS, pseudonym(subject), outcome, facts=facts)])
