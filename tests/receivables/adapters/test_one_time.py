"""Codes that nobody can foresee, kept so that nobody without the key finds them."""

from receivables.adapters.one_time import SecretCodes
from receivables.model.one_time import is_code


def test_codes_are_six_digits_and_differ() -> None:
    source = SecretCodes(lambda: b"k" * 32)
    drawn = {source.draw() for _ in range(200)}
    assert all(map(is_code, drawn))
    assert len(drawn) > 190


def test_a_digest_is_of_the_code_the_supply_and_the_key() -> None:
    one, other = SecretCodes(lambda: b"k" * 32), SecretCodes(lambda: b"l" * 32)
    digests = {
        one.digest("0000001", "123456"),
        one.digest("0000002", "123456"),
        one.digest("0000001", "123457"),
        other.digest("0000001", "123456"),
    }
    assert len(digests) == 4
    assert one.digest("0000001", "123456") in digests


def test_a_ticket_stands_for_a_code_under_its_key_alone() -> None:
    one, other = SecretCodes(lambda: b"k" * 32), SecretCodes(lambda: b"l" * 32)
    tickets = [one.ticket() for _ in range(200)]
    codes = {one.code_of(ticket) for ticket in tickets}
    assert all(map(is_code, codes))
    assert len(codes) > 190
    assert [one.code_of(each) for each in tickets] != [other.code_of(each) for each in tickets]
    assert one.code_of(tickets[0]) == one.code_of(tickets[0])


def test_only_six_plain_digits_are_a_code() -> None:
    assert is_code("000000")
    assert not any(map(is_code, ("12345", "1234567", "12345a", "١٢٣٤٥٦", "")))
