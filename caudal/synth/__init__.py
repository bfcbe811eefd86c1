"""A utility that does not exist, to the centimo: the files of a commercial system, invented but for their totals."""

from collections.abc import Callable
from pathlib import Path

from caudal.synth.report import LocalityTotal, SynthReport

__all__ = ["LocalityTotal", "SynthReport", "generate"]


def generate(
    out: Path,
    *,
    like: str,
    months: int,
    seed: int,
    progress: Callable[[str, int, int], None] | None = None,
    encoding: str = "utf-8",
) -> SynthReport:
    """Write the files of a utility `like` a known one ("tumbes") into the folder `out`, made when absent.

    `months` (4 to 60) is the window of issued bills up to the cut date; older bills are listed only while they
    are open. Totals do not depend on it, nor on the `seed` (0 or more); the same arguments give the same bytes.
    `encoding` is "utf-8" or "cp1252". `progress` hears (step, steps done, steps in all). The files are proved
    against the published totals before they appear in `out`. Raises BadInput for arguments that make no sense.
    """
    # numpy and polars take a while to load: only those who generate wait for them.
    from caudal.synth.generator import Order, generate_shape
    from caudal.synth.shape import shape_like

    return generate_shape(shape_like(like), out, Order(like, months, seed, encoding), progress)
