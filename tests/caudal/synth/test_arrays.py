import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caudal.synth.arrays import Pool, apportion, rank_within


@given(st.lists(st.integers(0, 4)))
def test_a_rank_counts_the_equal_ones_before(groups: list[int]) -> None:
    ranks = rank_within(np.array(groups, np.int64))
    assert ranks.tolist() == [groups[:i].count(group) for i, group in enumerate(groups)]


@given(st.integers(0, 10**6), st.lists(st.integers(1, 10**4), min_size=1, max_size=20))
def test_shares_sum_to_the_whole_and_are_within_one_of_fair(whole: int, weights: list[int]) -> None:
    shares = apportion(whole, weights)
    assert sum(shares) == whole
    assert all(
        abs(share * sum(weights) - whole * weight) < sum(weights)
        for share, weight in zip(shares, weights, strict=True)
    )


def test_nobody_is_drawn_twice_and_a_short_pool_gives_all_it_has() -> None:
    pool = Pool(np.random.Generator(np.random.PCG64(1)), 10)
    everyone = np.ones(10, np.bool_)
    first, second = pool.take(everyone, 6), pool.take(everyone, 6)
    assert sorted([*first.tolist(), *second.tolist()]) == list(range(10))
    assert pool.rest(everyone).size == 0
