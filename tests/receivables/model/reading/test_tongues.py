"""The language of a message is told only where it is clear."""

import pytest

from receivables.model.reading.tongues import tongue_of


@pytest.mark.parametrize(
    ("said", "tongue"),
    [
        ("how much do I owe?", "en"),
        ("I already paid", "en"),
        ("I don’t have it", "en"),
        ("my supply number is 0000001", "en"),
        ("good morning", "en"),
        ("cuánto debo", "es"),
        ("no tengo agua", "es"),
        ("buenos días", "es"),
        ("mi suministro es 0000001", "es"),
        ("", ""),
        ("ok", ""),
        ("yes please", ""),
        ("thank you", ""),
        ("sí, gracias", ""),
        ("STOP", ""),
        ("stop messages", ""),
        ("pagar", ""),
        ("0000001", ""),
        ("suministro 0000001 recibo R-2023-12", ""),
        ("supply 0000001, total 45.60", ""),
        ("María de los Ángeles Ruiz", ""),
        ("Jr. de la Unión 123", ""),
        ("Will Smith", ""),
        ("I live at Jr. de la Unión", ""),
        ("quiero pay my bill", ""),
        ("hello", ""),
        ("its 0000001 and R2312-001084", "en"),
        ("q tal", "es"),
        ("hola, ¿qué tal?", "es"),
    ],
)
def test_it_is_told_only_where_it_is_clear(said: str, tongue: str) -> None:
    assert tongue_of(said) == tongue
