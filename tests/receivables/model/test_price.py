"""What a message costs: market, day, parts and the allowance of the month."""

from datetime import date

import pytest

from receivables.model.price import NOTHING, Bill, Price, Prices, market_of

BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 1)
PRICES = Prices.of(
    (
        Price("whatsapp", "PE", "service", AFTER, 25_000, free_monthly=1000),
        Price("whatsapp", "PE", "service", date(2025, 7, 1), 0, confirmed=True),
        Price("sms", "PE", "text", date(2025, 1, 1), 80_000, confirmed=True),
        Price("sms", "*", "text", date(2025, 1, 1), 90_000),
    )
)


@pytest.mark.parametrize(
    ("address", "market"),
    [
        ("+51900000001", "PE"),
        ("+573000000001", "CO"),
        ("+14155550100", "*"),
        ("ID.123", "*"),
        ("a@example.org", "*"),
    ],
)
def test_the_market_is_the_country_of_the_telephone(address: str, market: str) -> None:
    assert market_of(address) == market


@pytest.mark.parametrize(
    ("channel", "address", "category", "day", "segments", "micros"),
    [
        ("sms", "+14155550100", "text", AFTER, 1, 90_000),
        ("sms", "+51900000001", "text", AFTER, 3, 240_000),
        ("sms", "+51900000001", "text", date(2024, 12, 31), 1, 0),
        ("telegram", "77", "free", AFTER, 1, 0),
        ("whatsapp", "+51900000001", "service", AFTER, 1, 25_000),
        ("whatsapp", "+51900000001", "service", BEFORE, 1, 0),
    ],
)
def test_one_message_costs_at_most_the_price_of_its_day(
    channel: str, address: str, category: str, day: date, segments: int, micros: int
) -> None:
    assert PRICES.cost(channel, address, category, day, segments) == micros


@pytest.mark.parametrize(
    ("count", "used", "charged"), [(10, 0, 0), (10, 1000, 10), (10, 995, 5), (1500, 0, 500), (10, 2000, 10)]
)
def test_the_allowance_of_the_month_goes_first(count: int, used: int, charged: int) -> None:
    bill = PRICES.estimate("whatsapp", "PE", "service", AFTER, count, used=used)
    assert bill == Bill(count, charged, charged * 25_000, confirmed=False)


def test_a_sum_is_confirmed_when_all_of_it_is() -> None:
    sure = PRICES.estimate("sms", "PE", "text", AFTER, 2)
    guessed = PRICES.estimate("sms", "CO", "text", AFTER, 1)
    assert (NOTHING + sure).confirmed
    assert NOTHING + sure + guessed == Bill(3, 3, 250_000, confirmed=False)


def test_what_nobody_charges_is_confirmed_and_what_nobody_knows_is_not() -> None:
    assert PRICES.estimate("telegram", "*", "free", AFTER, 5) == Bill(5, 0, 0, confirmed=True)
    unknown = Bill(5, 0, 0, confirmed=False, unpriced=5)
    assert PRICES.estimate("whatsapp", "CO", "utility", AFTER, 5) == unknown


def test_parts_are_charged_and_messages_counted() -> None:
    assert PRICES.estimate("sms", "PE", "text", AFTER, 2, parts=5) == Bill(2, 2, 400_000, confirmed=True)
