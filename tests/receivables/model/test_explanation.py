"""The newest message, the silence after it, the cut that stands: what a person asks of the record."""

from datetime import timedelta

from receivables.model.audit import Act
from receivables.model.decision import Reason
from receivables.model.explanation import (
    ELSE,
    WHATS,
    Explanation,
    Line,
    What,
    Why,
    latest_contact,
    latest_cut,
    latest_silence,
    page,
    what_of,
)
from tests.support.build import lima
from tests.support.record import an_entry

NOON = lima("2024-01-08 12:00")


def _story(*whats: What | Line) -> Explanation:
    """Newest first."""
    lines = [
        each if isinstance(each, Line) else Line(NOON - timedelta(hours=ago), "clock", each)
        for ago, each in enumerate(whats)
    ]
    return Explanation("0000001", tuple(lines))


def _silent(reason: Reason = Reason.CLAIM) -> Line:
    return Line(NOON, "dispatcher", What.NOT_WRITTEN, (Why(reason),))


def test_the_latest_contact_is_the_newest_message_that_may_have_arrived() -> None:
    assert latest_contact(_story(What.PAID, What.NOT_ARRIVED)) is None
    for what in (What.WRITTEN, What.MAYBE_WRITTEN):
        found = latest_contact(_story(What.PAID, what, What.WRITTEN))
        assert found is not None
        assert (found.what, found.at) == (what, NOON - timedelta(hours=1))


def test_a_silence_is_told_only_when_it_is_newer_than_the_message() -> None:
    assert latest_silence(_story(What.PAID, _silent(), What.WRITTEN)) == _silent()
    assert latest_silence(_story(What.WRITTEN, _silent())) is None
    assert latest_silence(_story(What.TOO_LATE)) is None


def test_a_cut_stands_until_it_is_taken_back_settled_or_reopened() -> None:
    ordered = latest_cut(_story(What.NOT_WRITTEN, What.CUT_ORDERED, What.WRITTEN))
    assert ordered is not None
    assert ordered.what is What.CUT_ORDERED
    for end in (What.CUT_WITHDRAWN, What.REOPENED, What.SETTLED):
        assert latest_cut(_story(end, What.CUT_DONE)) is None
    paid = Line(NOON, "staff/car1", What.PAID, also=(What.SETTLED,))
    assert latest_cut(_story(paid, What.CUT_DONE)) is None
    assert latest_cut(_story()) is None


def test_a_page_is_newest_first_and_says_whether_there_is_more() -> None:
    lines = [Line(NOON + timedelta(hours=n), "clock", What.PAID) for n in range(5)]
    first, more = page(lines, 2, None)
    assert [line.at for line in first] == [lines[4].at, lines[3].at]
    assert more
    rest, more = page(lines, 3, first[-1].at)
    assert [line.at for line in rest] == [lines[2].at, lines[1].at, lines[0].at]
    assert not more


def test_every_act_says_something_but_for_inner_steps() -> None:
    for act in Act:
        assert (what_of(an_entry(act, "anything new")) is None) == (act is Act.CONSENT)
    assert what_of(an_entry(Act.PLAN, "planned")) is None
    assert what_of(an_entry(Act.CASE, "anything new")) is What.NOTED


def test_a_wish_is_told_as_one_whoever_noted_it() -> None:
    facts = {"cause": "opted_out"}
    assert what_of(an_entry(Act.SUPPRESS, "closed", facts=facts)) is What.OPTED_OUT
    assert what_of(an_entry(Act.SUPPRESS, "lifted", facts=facts)) is What.OPTED_IN
    assert what_of(an_entry(Act.SUPPRESS, "closed", facts={"cause": "blocked"})) is What.ADDRESS_CLOSED


def test_no_outcome_is_named_twice_and_every_kind_of_line_can_be_told() -> None:
    of_facts = {What.PAPER_DELIVERED, What.PAPER_WITHDRAWN}
    told = {*WHATS.values(), *ELSE.values(), *of_facts, What.NOTED, What.CONSENTED, What.WITHDREW}
    assert told == set(What)
