"""What the customer's own messages do to the stay of their chat in the inbox."""

from dataclasses import replace

from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import Inbound
from receivables.model.dialogue.effects_people import ResumeBot, ToldLate, Waits
from receivables.model.handover import ASKED, BACK_TO_BOT
from receivables.ports import UnitOfWork
from receivables.usecases import crises
from receivables.usecases.entries import entry
from receivables.usecases.serve import CUSTOMER


async def heed(unit: UnitOfWork, effect: ResumeBot | ToldLate | Waits, inbound: Inbound, at: Moment) -> None:
    """Do it, where the chat has an open stay."""
    stay = await unit.handovers.open_of(inbound.channel, inbound.address)
    if stay is None:
        return
    if isinstance(effect, ToldLate):
        await unit.handovers.save(replace(stay, told_late_at=at.now))
    elif isinstance(effect, Waits):
        await unit.handovers.save(stay.waits(at.now))
    else:
        await end(unit, inbound, BACK_TO_BOT, at)


async def name_supply(unit: UnitOfWork, inbound: Inbound, supply_number: str, at: Moment) -> None:
    """The chat proved its supply while it waits for a person: from now on it is known whose portfolio it is of.

    And what may not be pressed because of that stay (POL-CRI-1).
    """
    stay = await unit.handovers.open_of(inbound.channel, inbound.address)
    if stay is None:
        return
    if stay.supply_number is None:
        await unit.handovers.save(replace(stay, supply_number=supply_number))
    if crises.of_crisis(stay):
        await crises.shield(unit, stay, [supply_number], at, actor=CUSTOMER)


async def end(unit: UnitOfWork, inbound: Inbound, outcome: str, at: Moment) -> None:
    """The customer ended it: nobody has to look after the chat any more.

    Only a person ends what a person has to look at in any case: whoever is in danger, a death, a claim (I-30).
    """
    stay = await unit.handovers.open_of(inbound.channel, inbound.address)
    if stay is not None and stay.why == ASKED:
        await unit.handovers.save(stay.close(CUSTOMER, at.now, outcome))
        about = stay.supply_number or inbound.id
        told = entry(at, CUSTOMER, Act.HANDOVER, about, outcome, facts={"handover": stay.id})
        await unit.audit.append([told])
