"""The accounts that may owe something on a day, page by page."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

from receivables.model.account import Account
from receivables.ports import UnitOfWork

PAGE = 1_000


async def accounts_on(unit: UnitOfWork, day: date) -> AsyncIterator[Sequence[Account]]:
    """Pages of accounts, by supply number.

    From the feed's cut date on, the accounts that owe, as decisions look at them. Before it nobody has noted who owed
    then, so all accounts come with their whole history: right, and many times slower.
    """
    feed = await unit.ledger.feed()
    if feed is None:
        return
    if day >= feed.cut_date:
        async for page in _owing(unit):
            yield page
    else:
        numbers = await unit.ledger.supply_numbers()
        for start in range(0, len(numbers), PAGE):
            found = await unit.ledger.accounts(numbers[start : start + PAGE])
            yield [found[number] for number in sorted(found)]


async def _owing(unit: UnitOfWork) -> AsyncIterator[Sequence[Account]]:
    page = await unit.ledger.owing("", PAGE)
    while page:
        yield page
        page = await unit.ledger.owing(page[-1].supply.supply_number, PAGE)
