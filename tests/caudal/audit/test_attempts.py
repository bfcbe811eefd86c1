"""Attempts as the record tells them: which of them stand, and which were touches before the last."""

import pytest

from caudal.audit.attempts import Attempts
from caudal.audit.rows import Line
from tests.caudal.audit.build import KEY, a_line, a_sent, lima

Told = tuple[str, int] | tuple[str, int, str]


def lines(*told: Told) -> list[Line]:
    """Outcomes with the number of their attempt, a minute apart; of a doubt also what it turned out to be."""
    found = []
    for minute, (outcome, attempt, *rest) in enumerate(told):
        facts: dict[str, object] = {"told": rest[0]} if rest else {}
        facts["attempt"] = attempt or None
        found.append(a_line(f"2024-01-09 10:{minute:02d}", "send", outcome, **facts))
    return found


SOUND: dict[str, list[Told]] = {
    "sent": [("allowed", 1), ("sent", 1)],
    "refused_then_sent": [("allowed", 1), ("retried", 1), ("allowed", 2), ("sent", 2)],
    "the_same_attempt_again": [("allowed", 1), ("retried", 1), ("allowed", 1), ("sent", 1)],
    "told_to_have_failed_later": [("allowed", 1), ("sent", 1), ("switched", 1), ("allowed", 2), ("sent", 2)],
    "told_before_it_was_noted": [("allowed", 1), ("switched", 1), ("allowed", 2), ("sent", 1), ("sent", 2)],
    "postponed_in_between": [("allowed", 1), ("failed", 1), ("postponed", 1), ("allowed", 2), ("sent", 2)],
    "a_doubt": [("allowed", 1), ("unknown", 1)],
    "a_doubt_that_names_no_attempt": [("allowed", 1), ("unknown", 0), ("sent", 1)],
    "a_doubt_found_sent": [("allowed", 1), ("unknown", 1), ("resolved", 1, "delivered")],
    "a_doubt_found_unsent": [
        ("allowed", 1),
        ("unknown", 1),
        ("resolved", 1, "failed"),
        ("allowed", 2),
        ("sent", 2),
    ],
    "delivered_after_all": [
        ("allowed", 1),
        ("sent", 1),
        ("retried", 1),
        ("resolved", 1, "delivered"),
        ("allowed", 2),
        ("sent", 2),
    ],
}
BROKEN: dict[str, list[Told]] = {
    "a_blind_resend": [("allowed", 1), ("unknown", 1), ("allowed", 2)],
    "a_resend_before_it_failed": [("allowed", 1), ("sent", 1), ("allowed", 2), ("switched", 1), ("sent", 2)],
    "sent_without_a_decision": [("allowed", 1), ("sent", 1), ("sent", 2)],
    "again_after_it_was_found_sent": [
        ("allowed", 1),
        ("unknown", 1),
        ("resolved", 1, "sent"),
        ("allowed", 2),
    ],
    "the_same_attempt_while_it_stands": [("allowed", 1), ("sent", 1), ("allowed", 1), ("sent", 1)],
}


@pytest.mark.parametrize("name", sorted(SOUND))
def test_one_message_however_many_attempts_it_took(name: str) -> None:
    assert Attempts.read(lines(*SOUND[name])).repeated == set()


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_second_message_while_the_first_stands_is_noticed(name: str) -> None:
    assert Attempts.read(lines(*BROKEN[name])).repeated == {KEY}


def test_an_attempt_that_the_provider_took_and_failed_later_is_a_touch_of_its_own_moment() -> None:
    read = Attempts.read(lines(*SOUND["told_to_have_failed_later"]))
    [earlier] = read.earlier([a_sent("2024-01-09 10:03", attempt=2)])
    assert (earlier.key, earlier.attempt, earlier.sent_at) == (KEY, 1, lima("2024-01-09 10:00"))
    assert (earlier.notice, earlier.person, earlier.channel) == ("agreement_offer", "sha256:one", "whatsapp")
    assert read.earlier([a_sent(attempt=1)]) == []  # it is the last one of its row: counted there


@pytest.mark.parametrize("name", ["a_doubt_found_unsent", "refused_then_sent", "sent"])
def test_what_the_provider_never_took_is_no_touch(name: str) -> None:
    assert Attempts.read(lines(*SOUND[name])).earlier([]) == []
