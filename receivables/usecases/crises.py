"""Somebody wrote in despair: nothing presses their supplies until a person has looked (POL-CRI-1).

What forbids it is an impediment of the stay in the inbox. It ends when a person closes that stay as settled, or as a
misunderstanding; by itself after as many days as a death that was told in a chat, so that it cannot last for ever.
"""

from collections.abc import Collection

from receivables.model.contact import Moment
from receivables.model.handover import CRISIS, Handover
from receivables.model.impediment import ImpedimentKind, Scope
from receivables.ports import UnitOfWork
from receivables.usecases.impediments import Circumstance, keep, lifted
from receivables.usecases.situation import positions
from receivables.usecases.withdraw import reask_cut

LOOKED_AT = frozenset({"solved", "not_ours"})
"""The outcomes of a stay after which notices may go again; sent on, or without an answer, it is not over."""


def source_of(stay: Handover) -> str:
    """How its impediments are told from those of other chats about the same supply."""
    return f"chat/{stay.id}"


async def shield(
    unit: UnitOfWork, stay: Handover, supplies: Collection[str], at: Moment, *, actor: str
) -> None:
    """Nothing presses these supplies while a person is to look after that chat. Told again, it lasts longer."""
    source = source_of(stay)
    since = {each.value: each.since for each in await unit.impediments.told_by(source)}
    until = at.today + at.policy.pauses.desk
    for number in sorted(await unit.ledger.accounts(supplies, whole=False) if supplies else ()):
        begun = since.get(number, at.today)
        told = Circumstance(ImpedimentKind.VULNERABLE, Scope.SUPPLY, number, begun, until, source)
        await keep(unit, told.noted(actor, at.now), at)


async def take_cuts_back(unit: UnitOfWork, supplies: Collection[str], at: Moment, *, actor: str) -> None:
    """The queued cuts of supplies that this unit holds; those of others are taken back by the sweep, or at the door."""
    accounts = await unit.ledger.accounts(supplies) if supplies else {}
    for position in await positions(unit, list(accounts.values()), at):
        await reask_cut(unit, position, at, actor)


async def looked_at(unit: UnitOfWork, stay: Handover, at: Moment, *, actor: str) -> None:
    """A person closed the stay: what it forbade is over, where that was its outcome."""
    if stay.outcome not in LOOKED_AT:
        return
    for each in await unit.impediments.told_by(source_of(stay)):
        ended = await unit.impediments.lift(each.id, at.now, actor, stay.outcome)
        if ended is not None:
            await unit.audit.append([lifted(ended, at, actor)])


def of_crisis(stay: Handover | None) -> bool:
    """Whether a chat waits for a person, or has one, because somebody in it may be in danger."""
    return stay is not None and stay.open and stay.why == CRISIS
