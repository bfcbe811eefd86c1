"""The price list: what ships can be read and says what is not confirmed; nonsense is refused with its field."""

from datetime import date

import pytest

from receivables.adapters.packs.prices import load_prices, read_prices
from receivables.errors import BadPolicy
from receivables.model.price import SERVICE, TEXT, UTILITY
from templates.errors import sentence

LINE = """[[prices]]
channel = "{channel}"
market = "{market}"
category = "text"
since = 2026-01-01
usd = {usd}
unconfirmed = true
basis = "x"
"""


def test_no_figure_that_ships_passes_for_a_contract() -> None:
    lines = [line for several in load_prices().lines.values() for line in several]
    assert lines
    assert not any(line.confirmed for line in lines)


def test_free_answers_end_on_the_first_of_october_2026() -> None:
    prices = load_prices()
    before = prices.on("whatsapp", "PE", SERVICE, date(2026, 9, 30))
    after = prices.on("whatsapp", "PE", SERVICE, date(2026, 10, 1))
    utility = prices.on("whatsapp", "PE", UTILITY, date(2026, 10, 1))
    assert before is not None
    assert after is not None
    assert utility is not None
    assert before.micros < after.micros == utility.micros
    assert (before.free_monthly, after.free_monthly) == (0, 1000)


@pytest.mark.parametrize("market", ["CO", "PE"])
def test_every_market_has_a_price_for_an_sms(market: str) -> None:
    assert load_prices().on("sms", market, TEXT, date(2026, 11, 1)) is not None


@pytest.mark.parametrize(
    ("channel", "market", "usd", "field"),
    [
        ("sms", "BR", '"0.05"', "prices.0.market"),
        ("sms", "PE", '"-0.05"', "prices.0.usd"),
        ("sms", "PE", '"0.0000001"', "prices.0.usd"),
        ("sms", "PE", "0.05", "prices.0.usd"),
        ("telex", "PE", '"0.05"', "prices.0.channel"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_the_field(
    channel: str, market: str, usd: str, field: str
) -> None:
    with pytest.raises(BadPolicy) as refusal:
        read_prices(LINE.format(channel=channel, market=market, usd=usd), "prices.toml")
    assert refusal.value.values["field"] == field
    assert "prices.toml" in sentence(refusal.value, "es")


def test_two_prices_from_one_day_on_are_refused() -> None:
    twice = LINE.format(channel="sms", market="PE", usd='"0.05"') * 2
    with pytest.raises(BadPolicy, match="price_twice"):
        read_prices(twice, "prices.toml")
