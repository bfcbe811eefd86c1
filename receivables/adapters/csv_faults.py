"""What can be wrong with a CSV file as a whole, told as BadFile by whoever reads one."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from receivables.errors import BadFile


@contextmanager
def told_as_bad_file(path: Path) -> Iterator[None]:
    """Around the reading of that file. Raises BadFile for a file that is missing, unreadable, not UTF-8 or broken."""
    try:
        yield
    except FileNotFoundError:
        raise BadFile("csv_missing", file=str(path)) from None
    except OSError:
        raise BadFile("csv_unreadable", file=str(path)) from None
    except UnicodeDecodeError:
        raise BadFile("csv_not_utf8", file=str(path)) from None
    except csv.Error:
        raise BadFile("csv_broken", file=str(path)) from None
