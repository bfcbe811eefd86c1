"""A wish that has to wait for a proof, as slots of the chat, and back."""

from datetime import date

from receivables.model.intent import Reading
from receivables.model.message import Value
from receivables.model.money import Money
from receivables.model.reading.days import Day
from receivables.model.reading.intents import Intent

Slots = dict[str, Value]


def remembered(then: Reading) -> Slots:
    """A wish as slots, to be answered once the chat proved what it needs."""
    wish: Slots = {"then": then.intent.value}
    if then.instalments is not None:
        wish["count"] = then.instalments
    if then.down_payment is not None:
        wish["down"] = then.down_payment
    if then.day is not None and then.day.on is not None:
        wish["day"] = then.day.on
    if then.about is not None:
        wish["about"] = then.about
    if then.period is not None:
        wish["period"] = then.period
    if then.detail:
        wish["detail"] = then.detail
    return wish


def wish_of(slots: Slots) -> Reading | None:
    """The wish that was remembered."""
    then, count, down, day = (slots.get(key) for key in ("then", "count", "down", "day"))
    about, period, detail = (slots.get(key) for key in ("about", "period", "detail"))
    if not isinstance(then, str):
        return None
    return Reading(
        Intent(then),
        instalments=count if isinstance(count, int) else None,
        down_payment=down if isinstance(down, Money) else None,
        day=Day(day) if isinstance(day, date) else None,
        about=about if isinstance(about, str) else None,
        period=period if isinstance(period, str) else None,
        detail=detail if isinstance(detail, str) else "",
    )
