"""Payments that were posted."""

from datetime import date

from caudal.audit.judge import payments
from caudal.audit.rows import Payment, Settlement
from tests.caudal.audit.build import a_file, a_line, codes, lima, the_rules

RULES = the_rules()
LINE = a_line("2024-01-19 17:05", act="payment", outcome="posted", operation="CAR1-1")
ANSWER = Settlement("CAR1-1", 9000, lima("2024-01-19 17:00"), 9000)
POSTED = Payment("CAR1-1", date(2024, 1, 19), 9000, None, False, False)


def test_the_parts_of_a_payment_sum_to_it() -> None:
    assert payments.to_the_centimo(ANSWER) is None
    short = payments.to_the_centimo(Settlement("CAR1-1", 9000, lima("2024-01-19 17:00"), 8999))
    assert short is not None
    assert (short.rule, short.subject) == ("I-22", "CAR1-1")


def test_an_operation_stands_once_in_the_record() -> None:
    known = {"CAR1-1": ANSWER}
    assert codes(payments.once(a_file(lines=(LINE,), settlements=known, payments=(POSTED,)), RULES)) == []
    assert codes(payments.once(a_file(lines=(LINE, LINE), settlements=known), RULES)) == ["payment_twice"]
    assert codes(payments.once(a_file(lines=(LINE,)), RULES)) == ["payment_unwritten"]
    assert codes(payments.once(a_file(payments=(POSTED,)), RULES)) == ["payment_unwritten"]
