"""Who owes how much: the portfolio by locality, segment, category or billing cycle."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from receivables.errors import Refused
from receivables.model.account import Account
from receivables.model.money import Money, total
from receivables.model.segment import NO_SEGMENT, TUMBES, Group, Scheme, grouped, unpaid
from receivables.model.standing import Standing
from receivables.usecases.bulk import uncollected
from receivables.usecases.pages import accounts_on
from receivables.usecases.services import Services


class By(StrEnum):
    """What the portfolio is divided by."""

    LOCALITY = "locality"
    SEGMENT = "segment"
    CATEGORY = "category"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The groups on a day; `older_than` months, or all that is unpaid when None."""

    on: date
    by: By
    older_than: int | None
    groups: tuple[Group, ...]
    currency: str = "PEN"

    @property
    def customers(self) -> int:
        """Supplies that owe, in all groups."""
        return sum(group.customers for group in self.groups)

    @property
    def amount(self) -> Money:
        """What they owe."""
        return total((group.amount for group in self.groups), self.currency)


async def segmentation(
    services: Services,
    by: By,
    *,
    older_than: int | None = None,
    as_of: date | None = None,
    scheme: Scheme = TUMBES,
) -> Segmentation:
    """Divide what the books show as unpaid on a day (the feed's cut date by default), claimed included.

    Segments come in the order of the scheme, all others in that of their names. Raises Refused("nothing_imported")
    before the first feed.
    """
    owed: list[tuple[str, Money]] = []
    async with services.units.reading() as unit:
        feed = await unit.ledger.feed()
        if feed is None:
            raise Refused("nothing_imported")
        day = as_of or feed.cut_date
        with uncollected():
            async for page in accounts_on(unit, day):
                for account in page:
                    stands = services.standing(account, day)
                    owed.append((_name(by, account, stands, scheme), unpaid(stands, older_than)))
    groups = grouped(owed, services.policy.currency)
    if by is By.SEGMENT:
        order = [*scheme.shown, NO_SEGMENT]
        groups.sort(key=lambda group: order.index(group.name))
    return Segmentation(day, by, older_than, tuple(groups), services.policy.currency)


def _name(by: By, account: Account, stands: Standing, scheme: Scheme) -> str:
    if by is By.SEGMENT:
        return scheme.segment_of(account, stands) or NO_SEGMENT
    name: str = getattr(account.supply, by)
    return name
