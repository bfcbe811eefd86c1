"""What a campaign would cost, and whether WhatsApp's day is long enough for it."""

import pytest

from caudal.cli.cost_views import dollars, forecast, show_forecast
from receivables.model.price import Bill
from receivables.usecases.costs import Forecast

FOUND = Forecast(
    {
        ("whatsapp", "utility"): Bill(300, 300, 6_000_000, confirmed=False),
        ("telegram", "free"): Bill(12, 0, 0, confirmed=True),
    }
)


def test_a_program_gets_exact_amounts_and_the_limit_of_the_day() -> None:
    told = forecast(FOUND, 200)
    assert (told["amount"], told["messages"], told["confirmed"]) == ("6.0000", 312, False)
    assert (told["whatsapp"], told["whatsapp_daily_most"]) == (300, 200)


@pytest.mark.parametrize(("most", "warned"), [(200, True), (300, False), (None, False)])
def test_people_are_warned_when_the_day_is_too_short(
    capsys: pytest.CaptureFixture[str], most: int | None, warned: bool
) -> None:
    show_forecast(FOUND, most)
    said = capsys.readouterr().out
    assert "por confirmar" in said
    assert ("100 quedarían sin su aviso" in said) is warned


def test_a_price_that_nobody_knows_is_not_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    found = Forecast({("whatsapp", "utility"): Bill(9, 0, 0, confirmed=False, unpriced=9)})
    show_forecast(found, None)
    said = capsys.readouterr().out
    assert "sin precio" in said
    assert "De 9 mensajes no se conoce el precio" in said
    assert forecast(found, None)["unpriced"] == 9


def test_nothing_to_send_is_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    show_forecast(Forecast({}), 250)
    assert capsys.readouterr().out == ""


def test_dollars_are_rounded_half_up() -> None:
    assert [dollars(micros) for micros in (4_999, 5_000, 1_234_565_000)] == ["0.00", "0.01", "1,234.57"]
