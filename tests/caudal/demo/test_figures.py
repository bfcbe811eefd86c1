"""What the report says of reasons: which were seen, which are missing."""

from caudal.demo.figures import NEEDED, missing
from caudal.demo.report import Withholding
from receivables.model.decision import Reason


def seen(*reasons: Reason) -> list[Withholding]:
    return [Withholding(reason.value, planning=0, sending=1, cut=0) for reason in reasons]


def test_fourteen_different_reasons_have_to_act() -> None:
    assert len(set(NEEDED)) == len(NEEDED) == 14


def test_nothing_is_missing_when_each_acted_once() -> None:
    assert missing(seen(*NEEDED)) == ()


def test_a_reason_that_never_acted_is_named() -> None:
    others = [reason for reason in NEEDED if reason is not Reason.CAP]
    assert missing(seen(*others)) == ("cap",)


def test_a_reason_that_is_counted_zero_times_is_missing() -> None:
    nothing = Withholding(Reason.CAP.value, planning=0, sending=0, cut=0)
    others = seen(*(reason for reason in NEEDED if reason is not Reason.CAP))
    assert missing([*others, nothing]) == ("cap",)


def test_other_reasons_do_not_stand_in_for_those_needed() -> None:
    assert missing(seen(Reason.NOT_SERVED, Reason.TOO_SOON)) == tuple(reason.value for reason in NEEDED)
