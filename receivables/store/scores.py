"""Cut points and scores of customers, kept beside the ledger so that each can be explained and computed again."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from receivables.model.rfm import CutPoints, Measure, RfmCuts, RfmScore
from receivables.store.session import AnyRow, Session
from receivables.store.tables import BOUNDS, rfm_cuts, rfm_scores
from receivables.store.writing import Known


def keep_cuts(session: Session, cuts: Mapping[date, RfmCuts]) -> None:
    """Keep cut points by their day; those known are replaced."""
    for day, each in cuts.items():
        session.later(rfm_cuts, {"as_of": day, **_columns(each)}, Known.IS_REPLACED)


async def cuts_of(session: Session, days: Collection[date]) -> dict[date, RfmCuts]:
    """The cut points kept for those days."""
    query = (
        select(rfm_cuts)
        .where(session.mine(rfm_cuts), rfm_cuts.c.as_of.in_(sorted(set(days))))
        .order_by(rfm_cuts.c.as_of)
    )
    return {row.as_of: _cuts(row) for row in await session.rows(query)}


def keep_scores(session: Session, scores: Mapping[tuple[str, date], RfmScore]) -> None:
    """Keep scores by supply and day; those known are replaced."""
    for (supply_number, day), score in scores.items():
        row = {"supply_number": supply_number, "as_of": day, "code": score.code}
        session.later(rfm_scores, row, Known.IS_REPLACED)


def _columns(cuts: RfmCuts) -> dict[str, Any]:
    columns: dict[str, Any] = {"currency": cuts.currency}
    for measure in Measure:
        points: CutPoints[Any] = getattr(cuts, measure)
        columns |= dict(zip(BOUNDS[measure], points.cuts, strict=True))
        columns[f"{measure}_tied"] = points.tied
    return columns


def _cuts(row: AnyRow) -> RfmCuts:
    recency, frequency, monetary = (_points(row, measure) for measure in Measure)
    return RfmCuts(row.as_of, recency, frequency, monetary, row.currency)


def _points(row: AnyRow, measure: Measure) -> CutPoints[Any]:
    first, second, third, fourth = (getattr(row, name) for name in BOUNDS[measure])
    return CutPoints((first, second, third, fourth), getattr(row, f"{measure}_tied"))
