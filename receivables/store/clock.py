"""The running clock of a demo database: what it showed at which real moment, so that it can run on from there."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from receivables.store.session import Session
from receivables.store.tables import running_clocks
from receivables.store.writing import Known


async def load_clock(engine: AsyncEngine, utility: str) -> tuple[datetime, datetime] | None:
    """The simulated moment that was shown, and the real one at which it was; None for a database in real time."""
    async with engine.connect() as connection:
        session = Session(connection, utility)
        query = select(running_clocks.c.simulated_at, running_clocks.c.real_at)
        row = await session.row(query.where(session.mine(running_clocks)))
    return (row.simulated_at, row.real_at) if row else None


async def save_clock(engine: AsyncEngine, utility: str, simulated_at: datetime, real_at: datetime) -> None:
    """Keep what the clock shows at a real moment."""
    async with engine.begin() as connection:
        session = Session(connection, utility)
        shown = {"simulated_at": simulated_at, "real_at": real_at}
        session.later(running_clocks, shown, Known.IS_REPLACED)
        await session.flush()
