"""The price list of messages (WA-PRC-3)."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from receivables.adapters.packs.reading import SHIPPED, Exact, Part, Text, parsed
from receivables.errors import BadPolicy
from receivables.model.price import ELSEWHERE, MARKETS, Price, Prices

FILE = "prices.toml"
MILLION = 1_000_000


class _Line(Part):
    channel: Literal["whatsapp", "sms"]
    market: Text
    category: Literal["utility", "marketing", "service", "text"]
    since: date
    usd: Exact
    free_monthly: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] = 0
    unconfirmed: bool
    basis: Text

    def price(self) -> Price:
        return Price(
            self.channel,
            self.market,
            self.category,
            self.since,
            int(self.usd * MILLION),
            self.free_monthly,
            not self.unconfirmed,
        )

    def wrong(self) -> str | None:
        """The field that makes no sense."""
        if self.market not in (*MARKETS.values(), ELSEWHERE):
            return "market"
        millionths = self.usd * MILLION
        whole = millionths == millionths.to_integral_value()
        return None if whole and Decimal(0) <= self.usd <= Decimal(10) else "usd"


class _List(Part):
    prices: tuple[_Line, ...]


def load_prices() -> Prices:
    """The shipped list."""
    return read_prices(SHIPPED.joinpath(FILE).read_text("utf-8"), FILE)


def read_prices(text: str, file: str) -> Prices:
    """The list in a text. Raises BadPolicy with the file and the field: also for two prices from one day on."""
    lines = parsed(_List, text, file).prices
    for number, line in enumerate(lines):
        if (wrong := line.wrong()) is not None:
            value = getattr(line, wrong)
            raise BadPolicy("pack_field_wrong", file=file, field=f"prices.{number}.{wrong}", amount=value)
    days = Counter((line.channel, line.market, line.category, line.since) for line in lines)
    if twice := [key for key, count in days.items() if count > 1]:
        raise BadPolicy("price_twice", file=file, field=".".join(map(str, twice[0])))
    return Prices.of(tuple(line.price() for line in lines))
