"""How seldom a program that runs for long looks for garbage."""

import gc

YOUNG, MIDDLE, OLD = 100_000, 20, 50


def seldom() -> None:
    """Leave alone what is there already, and look after many new things only: most are gone by themselves.

    A dispatcher spends a seventh of its time on it otherwise. To be called once all is imported.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
