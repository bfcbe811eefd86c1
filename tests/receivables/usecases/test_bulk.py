"""Nobody looks for cycles during bulk work, and afterwards all is as it was."""

import gc

import pytest

from receivables.usecases.bulk import uncollected


def test_the_collector_rests_meanwhile_and_works_again_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()


def test_one_inside_another_ends_with_the_outer_one() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
