"""Which balances of a feed its payments do not explain, over whole columns.

Per bill: total less the payments that name it, less the balance. What that leaves to be explained, the payments of the
supply that name no bill may explain, up to their sum; what remains is counted with all the bills it may be about.
`model.allocation.opening_balances` says it to the centimo for one account; this says it for all of them at the speed of
an import, for the report.
"""

from collections.abc import Collection

import polars as pl

from receivables.model.portfolio import OpeningBalances

_SUPPLY = pl.col("supply_number")
_SETTLED = pl.col("settled")
_EMPTY = pl.DataFrame(
    schema={"supply_number": pl.String(), "bill": pl.String(), "settled": pl.Int64(), "listed": pl.Boolean()}
)


class Opening:
    """Gathers the columns of bills and payments while they pass: what was settled, and what was paid for it."""

    def __init__(self) -> None:
        self._bills = [_EMPTY]
        self._named = [_EMPTY]
        self._unnamed = [_EMPTY]

    def bills(self, frame: pl.DataFrame) -> None:
        """Some good bills."""
        settled = pl.col("total") - pl.col("balance")
        self._bills.append(
            frame.select(_SUPPLY, bill="number", settled=settled, listed=pl.lit(True, pl.Boolean()))
        )

    def payments(self, frame: pl.DataFrame) -> None:
        """Some good payments."""
        paid = frame.select(_SUPPLY, "bill", settled=-pl.col("amount"), listed=pl.lit(False, pl.Boolean()))
        self._named.append(paid.filter(pl.col("bill").is_not_null()))
        self._unnamed.append(paid.filter(pl.col("bill").is_null()))

    def balances(self, supply_numbers: Collection[str]) -> OpeningBalances:
        """Of the bills of those supplies. A payment that names a bill which is not on file explains nothing."""
        # In memory this takes twice as much of it.
        unexplained = self._less_unnamed(self._by_supply()).collect(engine="streaming")
        known = pl.Series(list(supply_numbers), dtype=pl.String).implode()
        sums = unexplained.filter(_SUPPLY.is_in(known)).sum()
        less, more = int(sums["less"].item()), int(sums["more"].item())
        return OpeningBalances(int(sums["bills"].item()), less, more)

    def _by_supply(self) -> pl.LazyFrame:
        """What was settled otherwise than by a payment that names the bill: more than zero, or less than zero."""
        by_bill = pl.concat([*self._bills, *self._named]).lazy().group_by("supply_number", "bill")
        settled = by_bill.agg(_SETTLED.sum(), pl.col("listed").any()).filter(pl.col("listed"), _SETTLED != 0)
        beyond, short = _SETTLED > 0, _SETTLED < 0
        return settled.group_by("supply_number").agg(
            less=_SETTLED.filter(beyond).sum(),
            more=-_SETTLED.filter(short).sum(),
            bills_less=beyond.sum().cast(pl.Int64),
            bills_more=short.sum().cast(pl.Int64),
        )

    def _less_unnamed(self, by_supply: pl.LazyFrame) -> pl.LazyFrame:
        unnamed = pl.concat(self._unnamed).lazy().group_by("supply_number").agg(pool=-_SETTLED.sum())
        joined = by_supply.join(unnamed, on="supply_number", how="left")
        left = (pl.col("less") - pl.col("pool").fill_null(0)).clip(lower_bound=0)
        bills = pl.when(left > 0).then("bills_less").otherwise(0) + pl.col("bills_more")
        return joined.select(_SUPPLY, "more", less=left, bills=bills)
