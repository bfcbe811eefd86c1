"""One supply as it stands, for staff: what it owes, where its case is, and whether it might be cut."""

from dataclasses import dataclass

from receivables.errors import Unknown
from receivables.model.account import Supply
from receivables.model.contact import Moment
from receivables.model.cut import may_cut
from receivables.model.decision import Decision
from receivables.model.ladder import Case
from receivables.model.protection import Protection
from receivables.model.standing import Standing
from receivables.usecases.services import Services
from receivables.usecases.situation import positions


@dataclass(frozen=True, slots=True)
class SupplyFile:
    """What is known of one supply at a moment; `may_cut` is the answer of that moment."""

    supply: Supply
    at: Moment
    standing: Standing
    case: Case
    protection: Protection
    may_cut: Decision


async def supply_file(services: Services, supply_number: str) -> SupplyFile:
    """How one supply stands now. Raises Unknown("unknown_supply")."""
    async with services.units() as unit:  # a protecting score that nobody needed so far is found and kept
        account = await unit.ledger.account(supply_number)
        if account is None:
            raise Unknown("unknown_supply", supply=supply_number)
        at = await services.moment(unit)
        [here] = await positions(unit, [account], at)
    decision = may_cut(here.account, here.standing, here.case, at, executing=True)
    return SupplyFile(account.supply, at, here.standing, here.case, here.protection, decision)
