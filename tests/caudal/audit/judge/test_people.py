"""What one person was sent, over all supplies and channels."""

from dataclasses import replace

import pytest

from caudal.audit.judge import people
from caudal.audit.rows import Closed, Word
from tests.caudal.audit.build import a_person, a_sent, codes, lima, the_rules

PERU, COLOMBIA = the_rules(), the_rules("bogota")


def test_one_a_day_and_three_in_seven_days_over_all_supplies() -> None:
    same_day = a_person(a_sent("2024-01-09 08:00"), a_sent("2024-01-09 19:00", supply="0000002"))
    assert codes(people.within_caps(same_day, PERU)) == ["cap"]
    week = [a_sent(f"2024-01-{day} 10:00") for day in ("08", "09", "10", "12")]
    assert codes(people.within_caps(a_person(*week), PERU)) == ["cap"]
    assert codes(people.within_caps(a_person(*week[:3], a_sent("2024-01-15 10:00")), PERU)) == []


def test_a_day_ends_at_midnight_of_the_customer() -> None:
    late, early = a_sent("2024-01-09 19:59"), a_sent("2024-01-10 07:00")
    assert codes(people.within_caps(a_person(late, early), PERU)) == []


def test_the_caps_hold_for_an_address_too_however_many_keys_its_persons_have() -> None:
    other = a_sent("2024-01-09 19:00", supply="0000002", person="sha256:two")
    there = a_person(a_sent("2024-01-09 08:00"), other)
    assert codes(people.within_caps_there(there, PERU)) == ["cap_address"]
    week = [a_sent(f"2024-01-{day} 10:00") for day in ("08", "09", "10")]
    there = a_person(*week, replace(other, sent_at=lima("2024-01-12 10:00")))
    assert codes(people.within_caps_there(there, PERU)) == ["cap_address"]
    there = a_person(*week[:2], replace(other, sent_at=lima("2024-01-12 10:00")))
    assert codes(people.within_caps_there(there, PERU)) == []


def test_what_one_person_got_is_judged_once_and_older_messages_not_by_their_address() -> None:
    twice = a_person(a_sent("2024-01-09 08:00"), a_sent("2024-01-09 19:00"))
    assert codes(people.within_caps_there(twice, PERU)) == []
    two = a_person(a_sent("2024-01-09 08:00"), a_sent("2024-01-09 19:00", person="sha256:two"))
    later = the_rules(complete_from=lima("2024-01-10 00:00"))
    assert codes(people.within_caps_there(two, later)) == []


@pytest.mark.parametrize(
    ("first_served", "second", "found"),
    [
        ("2024-01-08 10:05", "2024-01-12 10:00", ["one_channel"]),
        (None, "2024-01-12 10:00", []),
        ("2024-01-13 10:00", "2024-01-12 10:00", []),
        ("2024-01-08 10:05", "2024-01-15 10:00", []),
    ],
)
def test_in_colombia_one_channel_in_seven_days_once_it_arrived(
    first_served: str | None, second: str, found: list[str]
) -> None:
    served = lima(first_served) if first_served else None
    first = a_sent("2024-01-08 10:00", served_at=served)
    told = a_person(first, a_sent(second, channel="sms"))
    assert codes(people.one_channel(told, COLOMBIA)) == found
    assert codes(people.one_channel(told, PERU)) == []


def word(
    at: str, *, given: bool = True, channel: str = "whatsapp", purpose: str = "servicio", recorded: str = ""
) -> Word:
    return Word(channel, purpose, given, lima(at), lima(recorded or at))


YES = word("2023-05-01 00:00")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((YES,), []),
        ((), ["no_consent"]),
        ((word("2023-05-01 00:00", channel="sms"),), ["no_consent"]),
        ((word("2023-05-01 00:00", purpose="promo"),), ["no_consent"]),
        ((word("2023-05-01 00:00", recorded="2024-01-09 10:01"),), ["no_consent"]),
        ((YES, word("2023-06-01 00:00", given=False)), ["no_consent"]),
        ((YES, word("2023-05-01 12:00", given=False)), ["no_consent"]),
        ((YES, word("2023-06-01 00:00", given=False, channel="", purpose="ninguno")), ["no_consent"]),
        ((YES, word("2023-06-01 00:00", given=False, channel="sms")), []),
        ((YES, word("2023-06-01 00:00", given=False, purpose="promo")), []),
        ((YES, word("2023-06-01 00:00", given=False), word("2023-07-01 00:00")), []),
        ((YES, word("2024-01-09 09:00", given=False, recorded="2024-01-09 10:01")), []),
    ],
)
def test_a_message_needs_the_last_word_to_be_yes(words: tuple[Word, ...], found: list[str]) -> None:
    assert codes(people.with_consent(a_person(a_sent(), words=words), PERU)) == found


def test_what_went_before_there_was_a_ledger_is_not_judged_by_it() -> None:
    later = the_rules(complete_from=lima("2024-01-10 00:00"))
    assert codes(people.with_consent(a_person(a_sent()), later)) == []


@pytest.mark.parametrize(
    ("at", "lifted", "found"),
    [
        ("2024-01-09 09:59", None, ["left_alone"]),
        ("2024-01-09 09:59:58", None, []),
        ("2024-01-09 10:01", None, []),
        ("2024-01-01 10:00", "2024-01-05 10:00", []),
        ("2024-01-01 10:00", "2024-01-09 10:30", ["left_alone"]),
    ],
)
def test_nobody_is_written_to_between_a_wish_and_its_lifting(
    at: str, lifted: str | None, found: list[str]
) -> None:
    closed = Closed("doc:1", "opted_out", lima(at), lima(lifted) if lifted else None)
    assert codes(people.left_alone(a_person(a_sent(), closed=(closed,)), PERU)) == found


def test_a_closed_address_closes_what_went_there_alone() -> None:
    closed = Closed("addr:+51900000001", "wrong_person", lima("2024-01-01 10:00"), None)
    there = a_person(a_sent(), a_sent(address="+51900000002"), closed_places=(closed,))
    assert codes(people.left_alone(there, PERU)) == ["left_alone"]
