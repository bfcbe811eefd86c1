import numpy as np

from caudal.synth import tariff


def test_blocks_are_priced_one_after_the_other() -> None:
    charges = tariff.charge(np.full(3, tariff.DOMESTIC), np.zeros(3, np.bool_), np.array([8, 20, 21]))
    assert charges.water.tolist() == [8 * 125, 8 * 125 + 12 * 180, 8 * 125 + 12 * 180 + 290]
    assert charges.sewer.tolist() == [0, 0, 0]


def test_sewerage_is_rounded_half_up_to_the_centimo() -> None:
    # 42% of 125 is 52.5 centimos.
    charges = tariff.charge(np.array([tariff.DOMESTIC]), np.array([True]), np.array([1]))
    assert charges.sewer.tolist() == [53]


def test_without_consumption_only_the_fixed_charge_is_asked() -> None:
    charges = tariff.charge(np.array([tariff.COMMERCIAL]), np.array([True]), np.array([0]))
    assert (charges.water[0], charges.sewer[0], charges.fixed[0]) == (0, 0, tariff.FIXED_CHARGE)


def test_consumption_stays_whole_positive_and_plausible() -> None:
    rng = np.random.Generator(np.random.PCG64(3))
    usual = tariff.usual_consumption(rng, rng.integers(0, 5, 20_000))
    m3 = tariff.monthly_consumption(rng, usual, rng.integers(1, 13, 20_000))
    assert m3.min() >= 1
    assert m3.max() <= tariff.MOST_M3
    assert 0.001 < (m3 > 2 * usual).mean() < 0.01  # atypical bills exist and are rare
