"""A database of the newest schema for a test of its own: a file is copied from one that this process migrated once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from receivables.store.database import Database
from receivables.store.migrate import migrate


async def laid_out(url: str) -> Database:
    """The database of a URL with its tables; a SQLite file that is there already stays as it is."""
    database = Database(url)
    if not url.startswith("sqlite"):
        await database.upgrade()
    else:
        _copied(Path(url.partition(":///")[2]))
    return database


def _copied(file: Path) -> None:
    if not file.exists():
        file.write_bytes(migrated_file())


@cache
def migrated_file() -> bytes:
    """What a new SQLite file holds once it is migrated."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as apart:  # a loop may run in this thread
        file = Path(folder, "caudal.db")
        apart.submit(lambda: asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))).result()
        return file.read_bytes()
