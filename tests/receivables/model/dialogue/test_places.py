"""Where to pay: official places and ways, the nearest first, with what a counter asks for."""

from dataclasses import replace
from decimal import Decimal

from receivables.model.paying import Paying
from tests.support.build import a_claim, a_policy, a_supply
from tests.support.talk import Talk, behind


def test_a_linked_chat_hears_of_the_nearest_places_first() -> None:
    supply = a_supply(locality="Zarumilla", latitude=Decimal("-3.5040"), longitude=Decimal("-80.2740"))
    talk = Talk(behind(supply=supply), linked=True)
    assert talk.presses("offices") == ["offices"]
    lines = [line for line in talk.words.splitlines() if "Atiende" in line]
    assert [name in line for name, line in zip(("Zarumilla", "Tumbes", "Zorritos"), lines, strict=True)] == [
        True
    ] * 3
    assert talk.words.startswith("Los lugares más cercanos a su suministro son:")


def test_at_most_three_are_named_and_the_rest_is_counted() -> None:
    many = a_policy().offices * 2
    for talk in (Talk(policy=a_policy(offices=many)), Talk(linked=True, policy=a_policy(offices=many))):
        talk.presses("offices")
        assert talk.words.count("Atiende") == 3
        assert "Hay 3 lugares más." in talk.words


def test_each_bill_has_its_reference_and_a_claimed_one_has_none() -> None:
    talk = Talk(behind(claims=(a_claim("R-2023-09"),)), linked=True)
    talk.presses("offices")
    assert "• octubre de 2023: R-2023-10, S/ 45.60" in talk.words
    assert "R-2023-09" not in talk.words
    assert "Son datos al 08/01/2024." in talk.words
    own = Talk(linked=True, policy=a_policy(payment=Paying(reference="AT{bill}")))
    own.presses("offices")
    assert "ATR-2023-09" in own.words


def test_an_unlinked_chat_hears_of_places_only() -> None:
    talk = Talk()
    talk.presses("offices")
    assert "S/" not in talk.words
    assert "R-2023" not in talk.words
    assert "https://pagos.example.org/tumbes" in talk.words


def test_ways_are_those_of_the_policy_and_none_other() -> None:
    talk = Talk()
    talk.presses("offices")
    assert "Formas de pago: efectivo; tarjeta de débito o de crédito en la oficina central." in talk.words
    bare = Talk(policy=replace(a_policy(), payment=Paying()))
    bare.presses("offices")
    assert "Formas de pago" not in bare.words
    assert "http" not in bare.words
    assert "nunca entregue dinero a un gestor" in bare.words
