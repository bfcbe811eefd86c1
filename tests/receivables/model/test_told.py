"""What a callback means, by the state of its row: above all, what means nothing any more."""

from dataclasses import replace

import pytest

from receivables.model.message import State
from receivables.model.sending import Callback, Told
from receivables.model.told import TAKEN, Meaning, meaning
from tests.receivables.usecases.test_deliver import an_offer
from tests.support.build import lima

NOW = lima("2024-01-08 10:00")
FAILED = Callback("SM1", Told.FAILED, outbox_id=1, attempt=1, received_at=NOW, code="30008")


@pytest.mark.parametrize("state", sorted(State))
def test_a_failure_counts_only_while_the_provider_may_have_the_message(state: State) -> None:
    """A row that is pending again, or ended, must not be given up, moved on or closed a second time."""
    told = meaning(an_offer(state=state, attempt=1), FAILED, ())
    assert told is (Meaning.FAILED if state in TAKEN else Meaning.NOTHING)


@pytest.mark.parametrize("earlier", [Told.DELIVERED, Told.FAILED, Told.READ])
def test_a_failure_after_another_ending_means_nothing(earlier: Told) -> None:
    before = replace(FAILED, told=earlier, code="")
    assert meaning(an_offer(state=State.SENT, attempt=1), FAILED, [before]) is Meaning.NOTHING


@pytest.mark.parametrize("attempt", [1, 3])
def test_a_failure_of_another_attempt_means_nothing(attempt: int) -> None:
    row = an_offer(state=State.SENDING, attempt=2)
    assert meaning(row, replace(FAILED, attempt=attempt), ()) is Meaning.NOTHING


@pytest.mark.parametrize(
    ("state", "means"),
    [
        (State.FAILED, Meaning.TAKEN),
        (State.PENDING, Meaning.TAKEN),
        (State.SENDING, Meaning.TAKEN),
        (State.SENT, Meaning.NOTHING),
        (State.SERVED, Meaning.NOTHING),
        (State.UNKNOWN, Meaning.TAKEN),
    ],
)
def test_the_provider_took_it_unless_we_know_as_much_or_more(state: State, means: Meaning) -> None:
    sent = replace(FAILED, told=Told.SENT, code="")
    assert meaning(an_offer(state=state, attempt=1), sent, ()) is means
    assert meaning(an_offer(state=state, attempt=1), sent, [FAILED]) is Meaning.NOTHING


def test_reception_counts_for_an_older_attempt_too() -> None:
    read = replace(FAILED, told=Told.READ, code="")
    assert meaning(an_offer(state=State.PENDING, attempt=2), read, [FAILED]) is Meaning.RECEIVED
    delivered = replace(FAILED, told=Told.DELIVERED, code="")
    assert meaning(an_offer(state=State.PENDING, attempt=2), delivered, ()) is Meaning.RECEIVED
    assert meaning(an_offer(state=State.PENDING, attempt=2), delivered, [FAILED]) is Meaning.NOTHING
