"""Somebody shuts the bot out, and lets it in again (TG-5): what a messenger tells without a word being written."""

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import Inbound
from receivables.model.pseudonym import pseudonym
from receivables.model.suppression import Cause, of_address, of_line
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.serve import CUSTOMER
from receivables.usecases.suppress import close_all

LEFT = "left"
"""The `button` of a message that says that the person blocked the bot; no button of ours has it."""
COMMAND = "/start"
"""What a messenger says for a person who opens the chat, for the first time or again."""


async def shut_out(unit: UnitOfWork, inbound: Inbound, at: Moment) -> None:
    """Close the chat at once. A wish to be left alone that stands already is the stronger one, and stays."""
    line = of_line(inbound.channel, inbound.address)
    await close_all(unit, [line], Cause.BLOCKED, at, source=inbound.channel, actor=CUSTOMER)


async def let_in(unit: UnitOfWork, inbound: Inbound, at: Moment) -> None:
    """Open what was closed because the bot was blocked or the chat was gone. What else it is closed for stays."""
    line, address = of_line(inbound.channel, inbound.address), of_address(inbound.address)
    undone = {line: (Cause.BLOCKED, Cause.INVALID), address: (Cause.BLOCKED,)}
    held = await unit.suppressions.in_force(list(undone))
    for subject in sorted(each for each in held if held[each].cause in undone[each]):
        await unit.suppressions.lift(subject, at.now, CUSTOMER, None)
        told = {"cause": held[subject].cause.value}
        await unit.audit.append([entry(at, CUSTOMER, Act.SUPPRESS, pseudonym(subject), "lifted", facts=told)])
