import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from caudal.synth import SynthReport
from caudal.synth.proof import ProofFailed, prove
from caudal.synth.shape import Shape


def test_the_proof_reads_what_was_written(report: SynthReport, small: Shape) -> None:
    proof = prove(small, report.folder, "utf-8")
    assert proof.open_bills + proof.instalments == small.receivables
    assert proof.cut == report.cut > 0


def test_one_centimo_in_one_bill_fails_the_proof(report: SynthReport, small: Shape, tmp_path: Path) -> None:
    folder = shutil.copytree(report.folder, tmp_path / "copy")
    bills = folder / "recibos.csv"
    lines = bills.read_text().splitlines(keepends=True)
    last = next(i for i, line in enumerate(lines) if i and not line.endswith(";0,00\n"))
    amount = lines[last].rstrip("\n").rsplit(",", 1)
    lines[last] = f"{amount[0]},{(int(amount[1]) + 1) % 100:02d}\n"
    bills.write_text("".join(lines))
    with pytest.raises(ProofFailed):
        prove(small, folder, "utf-8")


def test_a_locality_with_another_number_of_customers_fails_the_proof(
    report: SynthReport, small: Shape
) -> None:
    first, *others = small.localities
    wrong = replace(small, localities=(replace(first, customers=first.customers + 1), *others))
    with pytest.raises(ProofFailed, match=first.name):
        prove(wrong, report.folder, "utf-8")
