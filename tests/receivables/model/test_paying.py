"""Official places and ways: which are near, what a counter asks for, and what no policy may name."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.errors import BadPolicy
from receivables.model.paying import FAR, Office, Paying, Place, metres, nearest
from tests.support.build import a_policy

TUMBES, ZARUMILLA, ZORRITOS = a_policy().offices
LATITUDES = st.decimals(-19, 13, places=6)
LONGITUDES = st.decimals(-82, -66, places=6)


def test_the_nearest_office_comes_first() -> None:
    at_zorritos = Place("Zorritos", Decimal("-3.68"), Decimal("-80.67"))
    assert nearest(a_policy().offices, at_zorritos) == (ZORRITOS, TUMBES, ZARUMILLA)
    assert nearest(a_policy().offices, at_zorritos, most=1) == (ZORRITOS,)


def test_without_coordinates_the_locality_tells() -> None:
    bare = [replace(each, latitude=None, longitude=None) for each in a_policy().offices]
    assert nearest(bare, Place("ZARUMILLA"))[0].name == ZARUMILLA.name
    assert nearest(bare, Place("Lejos")) == tuple(bare)
    assert nearest([Office("A", "b", "c"), TUMBES], Place("")) == (Office("A", "b", "c"), TUMBES)


def test_known_distances() -> None:
    tumbes, zarumilla = (Decimal("-3.5669"), Decimal("-80.4515")), (Decimal("-3.5031"), Decimal("-80.2731"))
    assert 20_800 < metres(*tumbes, *zarumilla) < 21_200
    bogota, medellin = (Decimal("4.7110"), Decimal("-74.0721")), (Decimal("6.2442"), Decimal("-75.5812"))
    assert 238_000 < metres(*bogota, *medellin) < 242_500


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_the_same_both_ways_and_none_to_oneself(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal
) -> None:
    assert metres(a, b, c, d) == metres(c, d, a, b)
    assert metres(a, b, a, b) == 0
    assert 0 <= metres(a, b, c, d) < FAR


def test_a_reference_has_the_numbers_of_the_bill() -> None:
    assert Paying(reference="{supply}-{bill}").reference_of("0000001", "R-1") == "0000001-R-1"
    assert Paying().reference_of("0000001", "R-1") == ""


@pytest.mark.parametrize(
    "reference", sorted(["pague a {agent}", "{supply}", "fijo", "{bill", "{}", "{bill.x}"])
)
def test_a_reference_of_anything_else_is_refused(reference: str) -> None:
    with pytest.raises(BadPolicy, match="reference_unknown_part"):
        Paying(reference=reference)


@pytest.mark.parametrize(
    "url",
    sorted(
        [
            *("http://pagos.example.org", "https://", "https://10.0.0.1/pagar", "javascript:alert(1)"),
            *(
                "https://a:b@example.org",
                "https://example.org:8443/x",
                "https://ejemplo.órg",
                "//example.org",
            ),
            *("https://example.org/ pagar", "https://example", "https://[::1", "wa.me/51900000000"),
        ]
    ),
)
def test_a_page_that_is_no_plain_address_with_https_is_refused(url: str) -> None:
    with pytest.raises(BadPolicy, match="gateway_not_https"):
        Paying(gateway_url=url)


def test_an_official_page_is_taken() -> None:
    assert Paying(gateway_url="https://pagos.example.org/tumbes?x=1").gateway_url
