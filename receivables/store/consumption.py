"""What a connection usually consumes: the mean of the months before a bill, noted beside the bill (PE-BILL-2)."""

from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, Float, String, cast, func, select, type_coerce, update

from receivables.store.session import Session
from receivables.store.tables import OWING, bills
from receivables.store.types import ExactDecimal

MONTHS = 6
"""So many bills before it are looked at."""
ENOUGH = 3
"""With fewer than these nothing is usual yet."""
MILLIONTHS = 1_000_000


async def note_usual(session: Session) -> int:
    """Note the mean of up to six bills before, in cubic metres with two places, rounded half up; how many got one.

    Only for bills that owe something, have none yet, and have at least three before them.
    """
    earlier = bills.alias("earlier")
    before = (
        select(earlier.c.consumption_m3)
        .where(
            earlier.c.utility == bills.c.utility,
            earlier.c.supply_number == bills.c.supply_number,
            earlier.c.due_on < bills.c.due_on,
        )
        .order_by(earlier.c.due_on.desc(), earlier.c.number.desc())
        .correlate(bills)
    )
    last = before.limit(MONTHS).subquery("last")
    mean = select(_mean(session.dialect, last.c.consumption_m3)).scalar_subquery()
    noting = (
        update(bills)
        .where(
            session.mine(bills),
            OWING,
            bills.c.usual_m3.is_(None),
            before.limit(1).offset(ENOUGH - 1).exists(),
        )
        .values(usual_m3=mean)
    )
    return (await session.run(noting)).rowcount


def _mean(dialect: str, amounts: ColumnElement[Decimal]) -> ColumnElement[Decimal]:
    if dialect == "postgresql":
        return func.round(func.avg(amounts), 2, type_=ExactDecimal)
    # SQLite has no decimals: whole millionths are counted instead, so that nothing is lost on the way to the text.
    millionths = cast(func.round(cast(type_coerce(amounts, String), Float) * MILLIONTHS), BigInteger)
    number = func.count() * MILLIONTHS // 100
    hundredths = (func.sum(millionths) * 2 + number) // (number * 2)
    return type_coerce(func.printf("%d.%02d", hundredths // 100, hundredths % 100), ExactDecimal)
