from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from caudal.synth import SynthReport, generate
from caudal.synth import generator as generator_module
from caudal.synth.generator import STEPS, Order, generate_shape
from caudal.synth.proof import ProofFailed
from caudal.synth.shape import TUMBES, Shape
from receivables.errors import BadInput
from tests.caudal.synth.reading import Feed, books

LIMIT = date(2023, 9, 30)
ORDER = Order("tumbes", months=24, seed=7, encoding="utf-8")
TINY = TUMBES.scaled(0.015)


def _digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def _published(shape: Shape) -> dict[str, tuple[int, int]]:
    return {locality.name: (locality.customers, locality.older) for locality in shape.localities}


def test_the_totals_are_exact_in_small(feed: Feed, report: SynthReport, small: Shape) -> None:
    added_up = books(feed, LIMIT)
    assert added_up.older == _published(small)
    assert added_up.receivables == small.receivables == report.receivables.centimos
    assert report.receivables == report.open_bills + report.instalments
    assert {i.name: (i.customers, i.amount.centimos) for i in report.localities} == _published(small)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate_shape(TINY, tmp_path / name, ORDER)
    generate_shape(TINY, tmp_path / "other", Order("tumbes", 24, 8, "utf-8"))
    one, two, other = (_digests(tmp_path / name) for name in ("one", "two", "other"))
    assert one == two
    assert not set(one.values()) & set(other.values())


@pytest.mark.parametrize(("months", "seed"), [(4, 1), (6, 2), (12, 3), (36, 4)])
def test_totals_depend_neither_on_the_window_nor_on_the_seed(tmp_path: Path, months: int, seed: int) -> None:
    shape = TUMBES.scaled(0.05)
    generate_shape(shape, tmp_path, Order("tumbes", months, seed, "utf-8"))
    feed = Feed(tmp_path)
    added_up = books(feed, LIMIT)
    assert added_up.older == _published(shape)
    assert added_up.receivables == shape.receivables
    paid = {bill["periodo"] for bill in feed.rows("recibos.csv") if bill["saldo"] == "0,00"}
    assert len(paid) == months


def test_cp1252_says_the_same_as_utf_8(report: SynthReport, tmp_path: Path) -> None:
    generate_shape(TUMBES.scaled(0.05), tmp_path, Order("tumbes", 24, 7, "cp1252"))
    for path in report.folder.glob("*.csv"):
        assert (tmp_path / path.name).read_bytes().decode("cp1252") == path.read_text("utf-8")
    assert Feed(tmp_path, "cp1252").supplies() == Feed(report.folder).supplies()
    assert "ñ" in (tmp_path / "padron.xls").read_text("cp1252")


def test_progress_counts_every_step_to_the_last(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    generate_shape(TINY, tmp_path, ORDER, lambda *step: heard.append(step))
    assert heard == [(step, number, len(STEPS)) for number, step in enumerate(STEPS, start=1)]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"months": 3}, "synth_months"),
        ({"months": 61}, "synth_months"),
        ({"seed": -1}, "synth_seed"),
        ({"encoding": "utf-16"}, "synth_encoding"),
        ({"like": "lima"}, "synth_like_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_made(
    empty: Path, asked: dict[str, object], code: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        generate(empty, **({"like": "tumbes", "months": 24, "seed": 7} | asked))  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not empty.exists()


def test_a_file_in_the_place_of_the_folder_is_refused(empty: Path) -> None:
    empty.write_text("mine")
    with pytest.raises(BadInput) as refusal:
        generate(empty, like="tumbes", months=24, seed=7)
    assert refusal.value.code == "synth_folder"
    assert empty.read_text() == "mine"


def test_nothing_appears_when_the_proof_fails(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ProofFailed("differs")

    monkeypatch.setattr(generator_module, "prove", fail)
    with pytest.raises(ProofFailed):
        generate_shape(TINY, empty, ORDER)
    assert list(empty.iterdir()) == []
