"""From a shape and a seed to proven files."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caudal.synth.candidates import BEST, GOOD, OTHER, candidates_by_class
from caudal.synth.portfolio import Portfolio, build_portfolio
from caudal.synth.proof import Proof, ProofFailed, prove
from caudal.synth.report import LocalityTotal, SynthReport
from caudal.synth.shape import Shape
from caudal.synth.writers import FILES, write_files
from receivables.errors import BadInput
from receivables.model.money import Money

Progress = Callable[[str, int, int], None]
LEAST_MONTHS, MOST_MONTHS = 4, 60
ENCODINGS = ("utf-8", "cp1252")
STEPS = ("register", "people", "bills", "totals", "payments", *FILES, "proof")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. Refuses what makes no sense, with BadInput."""

    like: str
    months: int
    seed: int
    encoding: str

    def __post_init__(self) -> None:
        if not LEAST_MONTHS <= self.months <= MOST_MONTHS:
            raise BadInput("synth_months", months=self.months, least=LEAST_MONTHS, most=MOST_MONTHS)
        if self.seed < 0:
            raise BadInput("synth_seed", seed=self.seed)
        if self.encoding not in ENCODINGS:
            raise BadInput("synth_encoding", encoding=self.encoding, known=", ".join(ENCODINGS))


def generate_shape(shape: Shape, out: Path, order: Order, progress: Progress | None = None) -> SynthReport:
    """Make the files beside each other in a draft, prove them, and only then put them in `out`."""
    done = _counter(progress)
    folder = _folder(out)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".synth-") as name:
        draft = Path(name)
        portfolio = build_portfolio(shape, order.months, order.seed, done)
        rows = write_files(portfolio, draft, order.encoding, done)
        proof = prove(shape, draft, order.encoding)
        candidates = _candidates(portfolio)
        for file in FILES:
            (draft / file).replace(folder / file)
    done("proof")
    return _report(shape, order, folder, proof, rows, candidates)


def _counter(progress: Progress | None) -> Callable[[str], None]:
    """Tell the listener of each step done, with its number."""
    heard: list[str] = []

    def done(step: str) -> None:
        heard.append(step)
        if progress:
            progress(step, len(heard), len(STEPS))

    return done


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("synth_folder", folder=out, reason=error.strerror) from error
    return out


def _candidates(portfolio: Portfolio) -> dict[str, int]:
    """Both protecting classes and the others must have candidates, else there is nothing to protect from."""
    counts = candidates_by_class(portfolio)
    missing = [name for name in (BEST, GOOD, OTHER) if not counts[name]]
    if missing:
        raise ProofFailed(f"no candidates for a cut in {missing}")
    return counts


def _report(
    shape: Shape, order: Order, folder: Path, proof: Proof, rows: dict[str, int], candidates: dict[str, int]
) -> SynthReport:
    localities = tuple(
        LocalityTotal(name, connections, active, customers, Money(amount))
        for name, (connections, active, customers, amount) in sorted(proof.localities.items())
    )
    return SynthReport(
        folder=folder,
        like=order.like,
        months=order.months,
        seed=order.seed,
        cut_on=shape.cut_on,
        connections=sum(each.connections for each in localities),
        active=sum(each.active for each in localities),
        cut=proof.cut,
        localities=localities,
        receivables=Money(proof.open_bills + proof.instalments),
        open_bills=Money(proof.open_bills),
        instalments=Money(proof.instalments),
        rows=rows,
        candidates=candidates,
    )
