"""Work over millions of rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let nobody look for cycles meanwhile.

    Rows are plain values that refer to nothing: looking for cycles among millions of them costs a quarter of an import
    and half of the reading for scores, and finds none.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
