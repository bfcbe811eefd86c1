"""The rows of a feed as words of a person: told once, never older than what was said since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from receivables.model.consent import ConsentEvent, Purpose, in_force
from receivables.model.consent_file import Listing, no_longer_listed, words
from receivables.model.contact import Contact
from tests.support.build import a_contact, a_policy, lima

CUT = date(2023, 12, 31)
NONE: dict[str, Any] = {"purpose": Purpose.NONE, "consented_on": None, "origin": ""}


def listing(cut_date: date = CUT) -> Listing:
    return Listing(cut_date, a_policy().zone, lima("2024-01-02 09:00"), "import")


def heard(
    contacts: Sequence[Contact], known: Sequence[ConsentEvent] = (), on: date = CUT
) -> list[ConsentEvent]:
    """The ledger after it heard these rows, which told again add nothing."""
    events = [*known, *words(contacts, known, listing(on))]
    assert words(contacts, events, listing(on)) == []
    return events


def holds(events: Sequence[ConsentEvent], channel: str = "whatsapp") -> bool:
    return in_force(events, channel, Purpose.SERVICE) is not None


def in_the_chat(given: bool, on: date) -> ConsentEvent:
    at = listing().moment(on)
    return ConsentEvent(
        "doc:00000001", "whatsapp", Purpose.SERVICE, given, at, at, None, "chat", "consent_ask/1", "customer"
    )


def test_a_dated_row_is_the_word_of_that_day() -> None:
    [event] = heard([a_contact()])
    assert (event.at, event.origin, event.given) == (lima("2023-01-05 00:00"), "file:ventanilla", True)
    assert holds([event])


def test_two_supplies_of_one_person_say_it_once() -> None:
    assert len(heard([a_contact(), a_contact(supply_number="0000002")])) == 1


def test_a_yes_without_a_day_counts_once() -> None:
    undated = a_contact(consented_on=None)
    events = heard([undated])
    assert events[0].at == lima("2023-12-31 00:00")
    taken_back = [*events, *no_longer_listed([undated], listing(date(2024, 1, 31)))]
    assert not holds(taken_back)
    assert not holds(heard([undated], taken_back, date(2024, 2, 29)))


def test_a_refusal_takes_everything_back_on_its_channel() -> None:
    events = heard([a_contact(), a_contact("sms"), replace(a_contact(), **NONE)])
    assert not holds(events)
    assert holds(events, "sms")


def test_what_is_listed_no_more_was_taken_back_and_an_old_yes_does_not_bring_it_back() -> None:
    events = [*heard([a_contact()]), *no_longer_listed([a_contact()], listing(date(2024, 1, 31)))]
    assert not holds(events)
    assert not holds(heard([a_contact()], events, date(2024, 2, 29)))
    newer = a_contact(consented_on=date(2024, 2, 15))
    assert holds(heard([newer], events, date(2024, 2, 29)))


def test_a_yes_of_the_file_older_than_a_no_of_the_chat_changes_nothing() -> None:
    no = in_the_chat(False, date(2023, 6, 1))
    assert not holds(heard([a_contact()], [no]))
    assert not holds(heard([a_contact(consented_on=date(2023, 6, 1))], [no]))
    assert holds(heard([a_contact(consented_on=date(2023, 6, 2))], [no]))


def test_a_refusal_without_a_day_does_not_take_back_what_was_said_in_the_chat_since() -> None:
    refusal = replace(a_contact(), **NONE)
    events = [*heard([refusal]), in_the_chat(True, date(2024, 1, 10))]
    assert holds(heard([refusal], events, date(2024, 1, 31)))
    assert holds(events)


def test_a_refusal_that_stays_listed_is_stronger_than_a_later_yes_of_the_same_files() -> None:
    refusal = replace(a_contact(), **NONE)
    events = heard([refusal])
    later = a_contact(consented_on=date(2024, 1, 10))
    assert not holds(heard([refusal, later], events, date(2024, 1, 31)))
    assert holds(heard([later], events, date(2024, 1, 31)))


def test_a_refusal_that_leaves_the_list_takes_nothing_back() -> None:
    assert no_longer_listed([replace(a_contact(), **NONE)], listing()) == []
