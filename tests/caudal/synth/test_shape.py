import csv
from pathlib import Path

import pytest

from caudal.synth.shape import SHAPES, TUMBES, shape_like
from receivables.errors import BadInput


def test_tumbes_adds_up_to_the_published_totals() -> None:
    assert TUMBES.connections == 50_689
    assert TUMBES.connections - TUMBES.inactive == 40_621
    assert TUMBES.older == 268_233_758
    assert sum(locality.customers for locality in TUMBES.localities) == 11_172
    assert len(TUMBES.localities) == 14


def test_every_locality_is_as_published(shared_data: Path) -> None:
    with (shared_data / "geo" / "tumbes_localities.csv").open(encoding="utf-8") as file:
        published = {
            row["locality"]: (
                int(row["customers_over_3_months"]),
                int(row["debt_over_3_months_soles"].replace(".", "")),
                round(float(row["lat"]), 2),
                round(float(row["lon"]), 2),
            )
            for row in csv.DictReader(file)
        }
    ours = {
        i.name: (i.customers, i.older, round(i.latitude, 2), round(i.longitude, 2)) for i in TUMBES.localities
    }
    assert ours.keys() == published.keys()
    for name, (customers, older, latitude, longitude) in published.items():
        assert ours[name][:2] == (customers, older)
        assert ours[name][2:] == pytest.approx((latitude, longitude), abs=0.011)


def test_every_locality_has_room_for_its_inactive_supplies() -> None:
    inactive = TUMBES.inactive_by_locality()
    assert sum(inactive) == TUMBES.inactive
    assert all(i < locality.connections for i, locality in zip(inactive, TUMBES.localities, strict=True))


def test_a_small_tumbes_keeps_the_averages() -> None:
    small = TUMBES.scaled(0.1)
    average = TUMBES.older / sum(i.customers for i in TUMBES.localities)
    assert small.older / sum(i.customers for i in small.localities) == pytest.approx(average, rel=0.01)
    assert small.receivables / small.connections == pytest.approx(
        TUMBES.receivables / TUMBES.connections, rel=0.02
    )


def test_an_unknown_utility_is_refused_and_the_known_ones_named() -> None:
    with pytest.raises(BadInput) as refusal:
        shape_like("lima")
    assert refusal.value.code == "synth_like_unknown"
    assert refusal.value.values == {"like": "lima", "known": ", ".join(SHAPES)}
