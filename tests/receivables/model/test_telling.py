"""Entries become lines: one for each decision, with typed facts and rules in words."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from receivables.model.audit import Act, AuditEntry
from receivables.model.consent import ConsentEvent, Purpose
from receivables.model.decision import Reason
from receivables.model.explanation import Line, RuleText, What
from receivables.model.money import Money
from receivables.model.telling import rule_texts, told
from tests.support.build import a_policy, lima
from tests.support.record import KEY, a_message, an_entry

LAW = a_policy().law


def _told(*entries: AuditEntry) -> list[Line]:
    return list(told(entries, (), LAW, "PEN"))


def test_a_message_with_its_decision_sending_and_reception_is_one_line() -> None:
    served = an_entry(Act.SERVE, "served", at="2024-01-08 11:30", who="customer", facts={"key": KEY})
    [line] = _told(*a_message(), served)
    assert (line.what, line.at) == (What.WRITTEN, lima("2024-01-08 10:02"))
    assert line.facts["overdue"] == Money.of("45.60")
    assert line.facts["payments_through"] == date(2024, 1, 7)
    assert line.facts["served_at"] == lima("2024-01-08 11:30")
    assert "protecting" not in line.facts


def test_of_all_the_rules_of_a_message_the_hours_are_named_first() -> None:
    [line] = _told(*a_message())
    assert [rule.id for rule in line.rules] == ["PE-CON-1", "I-11", "PE-DAT-9"]
    assert line.rule is not None
    assert line.rule.id == "PE-CON-1"
    assert line.rule.basis


def test_a_message_that_a_channel_refused_and_one_of_unknown_fate_are_told_apart() -> None:
    allowed, sent = a_message()
    failed = an_entry(Act.SEND, "failed", facts=sent.facts)
    unknown = an_entry(Act.SEND, "unknown", facts=sent.facts)
    assert [line.what for line in _told(allowed, failed)] == [What.NOT_ARRIVED]
    assert [line.what for line in _told(allowed, unknown)] == [What.MAYBE_WRITTEN]
    assert [line.what for line in _told(allowed)] == [What.MAYBE_WRITTEN]


def test_a_later_attempt_is_a_line_of_its_own() -> None:
    first, second = a_message(), a_message("2024-01-09 10:02", attempt=2)
    failed = an_entry(Act.SEND, "failed", facts=first[1].facts)
    assert [line.what for line in _told(first[0], failed, *second)] == [What.NOT_ARRIVED, What.WRITTEN]


def test_a_failure_that_the_provider_told_later_is_told_of_its_message_whatever_was_noted_first() -> None:
    allowed, sent = a_message()
    switched = an_entry(Act.SEND, "switched", facts=sent.facts)
    assert [line.what for line in _told(allowed, sent, switched)] == [What.SWITCHED]
    assert [line.what for line in _told(allowed, switched, sent)] == [What.SWITCHED]


def test_a_doubt_that_was_resolved_is_told_as_what_it_was() -> None:
    allowed, sent = a_message()
    unknown = an_entry(Act.SEND, "unknown", facts=sent.facts)
    for told_of, what in (("delivered", What.WRITTEN), ("failed", What.NOT_ARRIVED)):
        resolved = an_entry(Act.SEND, "resolved", facts={**sent.facts, "told": told_of})
        assert [line.what for line in _told(allowed, unknown, resolved)] == [what]


def test_paper_is_a_line_of_its_own() -> None:
    paper = an_entry(Act.SERVE, "served", at="2024-01-12 11:00", facts={"key": KEY, "by": "paper"})
    assert [line.what for line in _told(*a_message(), paper)] == [What.WRITTEN, What.PAPER_DELIVERED]


def test_a_payment_and_all_that_followed_is_one_line_with_the_cause_first() -> None:
    at, who = "2024-01-08 12:00", "staff/car1"
    entries = [
        an_entry(Act.CASE, "settled", at=at, who=who, facts={"why": "paid", "overdue": "0.00"}),
        an_entry(Act.SEND, "withheld", Reason.PAID, at=at, who=who, facts={"messages": 1}),
        an_entry(Act.WITHDRAW, "withdrawn", Reason.PAID, at=at, who=who, facts={"order": "cut-1"}),
        an_entry(Act.CASE, "reopening_ordered", at=at, who=who, facts={"order": "reopening-1"}),
        an_entry(Act.PROMISE, "kept", at=at, who=who, facts={"operation": "P-1"}),
        an_entry(Act.PAYMENT, "posted", at=at, who=who, facts={"operation": "P-1", "amount": "45.60"}),
    ]
    [line] = _told(*entries)
    assert (line.what, line.facts["amount"]) == (What.PAID, Money.of("45.60"))
    assert set(line.also) == {
        What.PROMISE_KEPT,
        What.SETTLED,
        What.CUT_WITHDRAWN,
        What.REOPENING_ORDERED,
    }


def test_two_payments_of_one_moment_stay_two() -> None:
    both = [an_entry(Act.PAYMENT, "posted", facts={"amount": amount}) for amount in ("10.00", "20.00")]
    assert [line.facts["amount"] for line in _told(*both)] == [Money.of("10"), Money.of("20")]


def test_one_wish_noted_of_several_persons_is_one_line() -> None:
    noted = [an_entry(Act.SUPPRESS, "closed", who="customer", facts={"cause": "opted_out"}) for _ in range(2)]
    wish = an_entry(Act.OPT_OUT, "opted_out", who="customer")
    assert [line.what for line in _told(*noted, wish)] == [What.OPTED_OUT]


def test_the_same_answer_day_after_day_is_one_line_as_of_the_latest() -> None:
    days = [
        an_entry(Act.CUT, "withheld", Reason.CLAIM, at=f"2024-01-{day:02} 07:00", who="clock")
        for day in range(8, 13)
    ]
    other = an_entry(Act.CUT, "withheld", Reason.PAID, at="2024-01-13 07:00", who="clock")
    first, second = _told(*days, other)
    assert (first.at, first.times, first.since) == (lima("2024-01-12 07:00"), 5, lima("2024-01-08 07:00"))
    assert (second.times, second.since) == (1, None)


def test_reasons_bring_the_rules_that_they_stand_for_here() -> None:
    [message] = _told(an_entry(Act.SEND, "withheld", Reason.CLAIM))
    [why] = message.why
    assert (why.reason, [rule.id for rule in why.rules]) == (Reason.CLAIM, list(LAW.rules_of[Reason.CLAIM]))
    [cut] = _told(an_entry(Act.CUT, "withheld", Reason.HOLIDAY))
    expected = LAW.rules_of_cut.get(Reason.HOLIDAY) or LAW.rules_of[Reason.HOLIDAY]
    assert [rule.id for rule in cut.why[0].rules] == list(expected)


def test_a_rule_that_the_law_does_not_know_is_shown_by_its_id() -> None:
    known, unknown = rule_texts(["PE-CON-1", "NO-SUCH-9"], LAW)
    assert known.basis
    assert unknown == RuleText("NO-SUCH-9")


def test_inner_steps_are_left_out_and_facts_that_do_not_read_too() -> None:
    assert _told(an_entry(Act.PLAN, "planned"), an_entry(Act.REPLY, "sent")) == []
    facts: dict[str, str | int] = {"amount": "a lot", "due_on": "soon", "until": "2024-01-08T10:00:00"}
    [line] = _told(an_entry(Act.PROMISE, "made", facts=facts))
    assert {"amount", "due_on", "until"}.isdisjoint(line.facts)


def test_consents_are_told_from_their_own_ledger() -> None:
    at = lima("2023-03-03 09:00")
    given_, back = (
        ConsentEvent(
            "doc:1", "sms", Purpose.SERVICE, yes, at + timedelta(days=n), at, None, "desk", "v1", "rosa"
        )
        for n, yes in enumerate((True, False))
    )
    lines = told([], [given_, back], LAW, "PEN")
    assert [line.what for line in lines] == [What.CONSENTED, What.WITHDREW]
    assert lines[0].facts["channel"] == "sms"


ENTRIES = st.lists(
    st.builds(
        AuditEntry,
        at=st.integers(0, 5).map(lambda hours: datetime(2024, 1, 8, 12 + hours, tzinfo=UTC)),
        actor=st.sampled_from(["clock", "customer"]),
        act=st.sampled_from(list(Act)),
        subject=st.just("0000001"),
        outcome=st.sampled_from(
            ["allowed", "sent", "withheld", "posted", "settled", "kept", "served", "made"]
        ),
        reasons=st.lists(st.sampled_from([*Reason, "late"]), max_size=2, unique=True).map(tuple),
        facts=st.fixed_dictionaries({}, optional={"key": st.sampled_from(["a", "b"]), "attempt": st.just(1)}),
        rules=st.lists(st.sampled_from(["PE-CON-1", "X-1"]), max_size=2, unique=True).map(tuple),
    ),
    max_size=12,
)


@given(ENTRIES)
def test_whatever_stands_in_the_record_is_told_in_its_order(entries: list[AuditEntry]) -> None:
    lines = told(entries, (), LAW, "PEN")
    assert all(one.at <= other.at for one, other in pairwise(lines))
    assert len(lines) <= len(entries)
    assert sum(line.times for line in lines) <= len(entries)
