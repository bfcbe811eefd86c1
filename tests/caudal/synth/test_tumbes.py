"""The real size, generated once and read by the second reader."""

from collections import Counter
from datetime import date

import pytest

from caudal.synth.shape import TUMBES
from tests.caudal.synth.reading import Feed, books
from tests.support.portfolio import tumbes_portfolio


def test_tumbes_is_exact_in_all_its_published_figures(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    report = tumbes_portfolio(tmp_path_factory)
    feed = Feed(report.folder)
    states = Counter(supply["estado"] for supply in feed.supplies())
    assert states.total() == 50_689
    assert states["ACTIVO"] + states["CORTADO"] == 40_621 == report.active
    added_up = books(feed, date(2023, 9, 30))
    assert added_up.older == {
        locality.name: (locality.customers, locality.older) for locality in TUMBES.localities
    }
    assert added_up.receivables == 382_961_829
    assert min(report.candidates[name] for name in ("555", "mean_4", "below_4")) >= 200
