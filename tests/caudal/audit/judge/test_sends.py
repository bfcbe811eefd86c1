"""Each proactive message that went out."""

from datetime import date, datetime

import pytest

from caudal.audit.agreements import Agreement, Instalment
from caudal.audit.findings import Surety
from caudal.audit.judge import sends
from caudal.audit.rows import (
    Claim,
    Feed,
    Impediment,
    Payment,
    Supply,
    SupplyFile,
)
from tests.caudal.audit.build import (
    KEY,
    a_file,
    a_line,
    a_move,
    a_sent,
    codes,
    lima,
    odd_bills,
    the_rules,
)

RULES = the_rules()


def test_a_sound_message_passes_every_judge() -> None:
    for judge in (
        sends.decided,
        sends.in_time,
        sends.rowless,
        sends.lawful_moment,
        sends.owed_something,
        sends.promise_respected,
        sends.atypical_first,
        sends.unshielded,
        sends.best_as_written,
        sends.fresh,
        sends.unimpeded,
        sends.keys,
    ):
        assert codes(judge(a_file(), RULES)) == []


def test_a_message_without_a_decision_is_found() -> None:
    assert codes(sends.decided(a_file(lines=()), RULES)) == ["send_undecided"]
    assert codes(sends.decided(a_file(sent=(a_sent(attempt=2),)), RULES)) == ["send_undecided"]


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"channel": "sms"}, "canal"),
        ({"person": "sha256:two"}, "persona"),
        ({"overdue": "89.99"}, "importe"),
    ],
)
def test_what_went_is_what_was_decided(change: dict[str, str], part: str) -> None:
    [finding] = sends.decided(a_file(lines=(a_line(**change),)), RULES)
    assert finding is not None
    assert finding.values["parts"] == part


def test_whom_it_went_to_may_be_forgotten() -> None:
    assert codes(sends.decided(a_file(sent=(a_sent(person="", debt=None),)), RULES)) == []


def test_a_message_of_another_moment_than_decided_is_found() -> None:
    assert codes(sends.decided(a_file(lines=(a_line("2024-01-09 09:59"),)), RULES)) == ["send_differs"]


def test_what_is_in_the_record_is_in_the_outbox() -> None:
    gone = a_file(sent=(), lines=(a_line(outcome="sent"),))
    assert codes(sends.rowless(gone, RULES)) == ["send_without_row"]


def test_what_had_expired_does_not_go() -> None:
    expired = a_sent(expires_at=lima("2024-01-09 10:00"))
    assert codes(sends.in_time(a_file(sent=(expired,)), RULES)) == ["send_expired"]
    assert codes(sends.in_time(a_file(sent=(a_sent(expires_at=lima("2024-01-09 10:01")),)), RULES)) == []


@pytest.mark.parametrize(
    ("at", "rule"),
    [
        ("2024-01-09 06:59:59", "PE-CON-1"),
        ("2024-01-09 20:00", "PE-CON-1"),
        ("2024-01-13 10:00", "PE-CON-2"),
        ("2024-03-28 10:00", "PE-CON-2"),
    ],
)
def test_a_message_outside_the_window_is_found(at: str, rule: str) -> None:
    [finding] = sends.lawful_moment(a_file(sent=(a_sent(at),)), RULES)
    assert finding is not None
    assert finding.rule == rule


def paid(amount: int, posted: str, *, reversed_at: datetime | None = None) -> SupplyFile:
    payment = Payment(
        "CAR1-1", date(2024, 1, 9), amount, None, False, reversed_at is not None, lima(posted), reversed_at
    )
    return a_file(payments=(payment,))


def test_who_had_paid_owed_nothing() -> None:
    assert codes(sends.owed_something(paid(9000, "2024-01-09 09:00"), RULES)) == ["send_nothing_owed"]
    assert codes(sends.owed_something(paid(8950, "2024-01-09 09:00"), RULES)) == ["send_nothing_owed"]
    assert codes(sends.owed_something(paid(8500, "2024-01-09 09:00"), RULES)) == ["send_not_worth"]
    assert codes(sends.owed_something(paid(3000, "2024-01-09 09:00"), RULES)) == ["send_amount"]


def test_who_paid_later_or_took_it_back_before_owed_it() -> None:
    assert codes(sends.owed_something(paid(9000, "2024-01-09 11:00"), RULES)) == []
    back = paid(9000, "2024-01-09 08:00", reversed_at=lima("2024-01-09 09:00"))
    assert codes(sends.owed_something(back, RULES)) == []
    later = paid(9000, "2024-01-09 08:00", reversed_at=lima("2024-01-10 09:00"))
    assert codes(sends.owed_something(later, RULES)) == ["send_nothing_owed"]


def test_a_debt_that_is_all_claimed_is_none() -> None:
    claims = tuple(Claim(f"R-{m}", 1, date(2023, 12, 28), None, "EN_TRAMITE") for m in (10, 11, 12))
    assert codes(sends.owed_something(a_file(claims=claims), RULES)) == ["send_claimed"]


def test_a_claim_of_the_same_day_may_have_come_later() -> None:
    claim = Claim("R-12", 1, date(2024, 1, 9), None, "EN_TRAMITE")
    assert codes(sends.owed_something(a_file(claims=(claim,)), RULES)) == []


def test_before_the_last_feed_only_what_was_written_is_judged() -> None:
    later = the_rules(feed=Feed(date(2024, 1, 31), None))
    nothing = a_file(bills=())
    assert codes(sends.owed_something(nothing, later)) == []
    [finding] = sends.owed_something(a_file(lines=(a_line(overdue="0.00"),)), later)
    assert finding is not None
    assert (finding.code, finding.surety) == ("check_send_nothing_owed", Surety.AS_RECORDED)


def test_a_feed_taken_later_on_its_own_day_proves_nothing_of_the_morning() -> None:
    taken = the_rules(feed=Feed(date(2024, 1, 8), lima("2024-01-09 12:00")))
    assert codes(sends.owed_something(a_file(bills=()), taken)) == []


@pytest.mark.parametrize(
    ("supply", "code"),
    [
        (Supply("0000001", state="INACTIVO"), "send_inactive"),
        (Supply("0000001", protected=True), "send_protected"),
        (Supply("0000001", state="CORTADO"), "send_already_cut"),
        (Supply("0000001", continuity=False), "send_no_continuity"),
    ],
)
def test_the_shielded_get_no_notice_of_a_cut(supply: Supply, code: str) -> None:
    assert codes(sends.unshielded(a_file(supply=supply), RULES)) == [code]


def test_a_friendly_notice_may_go_to_the_protected_but_not_to_the_inactive() -> None:
    friendly = (a_sent(notice="friendly_notice"),)
    assert (
        codes(sends.unshielded(a_file(sent=friendly, supply=Supply("0000001", protected=True)), RULES)) == []
    )
    inactive = a_file(sent=friendly, supply=Supply("0000001", state="INACTIVO"))
    assert codes(sends.unshielded(inactive, RULES)) == ["send_inactive"]


def test_who_keeps_an_agreement_is_left_alone() -> None:
    due = Instalment(1, date(2024, 2, 15), 5000, 0)
    kept = Agreement("A-1", date(2023, 11, 1), "VIGENTE", (due,))
    assert codes(sends.unshielded(a_file(agreements=(kept,)), RULES)) == ["send_agreement"]
    late = Agreement("A-1", date(2023, 11, 1), "VIGENTE", (Instalment(1, date(2024, 1, 5), 5000, 0),))
    assert codes(sends.unshielded(a_file(agreements=(late,)), RULES)) == []


def test_the_best_payers_get_no_notice_of_a_cut() -> None:
    best = a_file(scores={date(2023, 9, 20): "555"})
    assert codes(sends.unshielded(best, RULES)) == ["send_best_payer"]
    assert codes(sends.unshielded(a_file(scores={date(2023, 10, 20): "555"}), RULES)) == []
    assert codes(sends.best_as_written(a_file(lines=(a_line(protecting="555"),)), RULES)) == [
        "send_best_payer"
    ]


@pytest.mark.parametrize(
    ("through", "found"), [("2024-01-06", []), ("2024-01-05", ["send_stale"]), ("", ["send_stale"])]
)
def test_news_of_payments_must_be_fresh(through: str, found: list[str]) -> None:
    assert codes(sends.fresh(a_file(lines=(a_line(payments_through=through),)), RULES)) == found


@pytest.mark.parametrize(
    ("since", "until", "noted", "lifted", "found"),
    [
        ((2024, 1, 9), (2024, 1, 9), "2024-01-08 10:00", None, True),
        ((2024, 1, 10), (2024, 1, 12), "2024-01-08 10:00", None, False),
        ((2024, 1, 5), (2024, 1, 8), "2024-01-05 10:00", None, False),
        ((2024, 1, 5), (2024, 1, 20), "2024-01-09 10:01", None, False),
        ((2024, 1, 5), (2024, 1, 20), "2024-01-05 10:00", "2024-01-09 09:00", False),
        ((2024, 1, 5), (2024, 1, 20), "2024-01-05 10:00", "2024-01-09 11:00", True),
    ],
)
def test_an_outage_silences_while_it_lasts_and_is_known(
    since: tuple[int, int, int], until: tuple[int, int, int], noted: str, lifted: str | None, found: bool
) -> None:
    ended = lima(lifted) if lifted else None
    told = Impediment(
        "INTERRUPCION", "LOCALIDAD", "Tumbes", date(*since), date(*until), "desk", lima(noted), ended
    )
    assert bool(codes(sends.unimpeded(a_file(impediments=(told,)), RULES))) is found


def test_while_a_promise_runs_nobody_is_pressed() -> None:
    made = a_move("promise_made", "clear", "promised", "2024-01-08 18:00")
    broken = a_move("promise_broken", "promised", "promise_broken", "2024-01-09 07:00")
    assert codes(sends.promise_respected(a_file(moves=(made,)), RULES)) == ["send_promised"]
    assert codes(sends.promise_respected(a_file(moves=(made, broken)), RULES)) == []
    renewed = (a_sent(notice="commitment_renewed"),)
    assert codes(sends.promise_respected(a_file(moves=(made,), sent=renewed), RULES)) == []


def test_an_atypical_bill_is_not_pressed_for_before_a_claim_was_offered() -> None:
    assert codes(sends.atypical_first(a_file(bills=odd_bills(25, 12)), RULES)) == ["send_atypical"]
    assert codes(sends.atypical_first(a_file(bills=odd_bills(24, 12)), RULES)) == []
    assert codes(sends.atypical_first(a_file(bills=odd_bills(25, None)), RULES)) == []
    offered = a_file(bills=odd_bills(25, 12), offers={"R-12": lima("2024-01-08 10:00")})
    assert codes(sends.atypical_first(offered, RULES)) == []
    offer = a_file(bills=odd_bills(25, 12), sent=(a_sent(message="atypical_bill"),))
    assert codes(sends.atypical_first(offer, RULES)) == []
    assert codes(sends.atypical_first(a_file(bills=odd_bills(25, 12)), the_rules("bogota"))) == []


def test_a_key_leaves_once() -> None:
    twice = (a_line(outcome="sent"), a_line(outcome="sent", attempt=2))
    assert codes(sends.keys(a_file(lines=twice), RULES)) == ["send_twice"]
    resolved = (a_line(outcome="unknown"), a_line(outcome="sent"))
    assert codes(sends.keys(a_file(lines=resolved), RULES)) == []


def test_a_notice_is_given_once_a_round_and_bears_its_own_key() -> None:
    again = a_sent("2024-01-12 10:00", key=f"{KEY}-again")
    assert codes(sends.keys(a_file(sent=(a_sent(), again)), RULES)) == ["send_twice"]
    settled = a_move("settled", "agreement_offer", "clear", "2024-01-11 10:00")
    assert codes(sends.keys(a_file(sent=(a_sent(), again), moves=(settled,)), RULES)) == []
    assert codes(sends.keys(a_file(sent=(a_sent(key="notice/0000002/agreement_offer/1"),)), RULES)) == [
        "send_key"
    ]


def test_a_letter_is_given_once_a_month() -> None:
    letters = [
        a_sent(at, notice="letter", key=f"notice/0000001/letter/{n}")
        for n, at in enumerate(("2024-01-09 10:00", "2024-01-23 10:00", "2024-02-06 10:00"))
    ]
    assert codes(sends.keys(a_file(sent=tuple(letters)), RULES)) == ["send_twice"]
    assert codes(sends.keys(a_file(sent=tuple(letters[1:])), RULES)) == []


def test_another_last_chance_needs_a_commitment_between() -> None:
    chances = tuple(
        a_sent(at, notice="last_chance", key=f"notice/0000001/last_chance/1{end}")
        for at, end in (("2024-01-09 10:00", ""), ("2024-01-23 10:00", "-2"))
    )
    assert codes(sends.keys(a_file(sent=chances), RULES)) == ["send_twice"]
    made = a_move("commitment_made", "last_chance", "promised", "2024-01-12 10:00")
    assert codes(sends.keys(a_file(sent=chances, moves=(made,)), RULES)) == []


def test_a_reply_is_no_demand() -> None:
    assert sends.no_demand("reply/1/1", "debt") is None
    assert sends.no_demand("reply/1/1", "last_chance") is not None


RESTS, RESTED = lima("2024-01-10 10:00").isoformat(), lima("2024-01-09 09:00").isoformat()


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([("2024-01-08 10:00", "paid", RESTS)], ["send_held"]),
        ([("2024-01-08 10:00", "paid", RESTED)], []),
        ([("2024-01-08 10:00", "paid", RESTS), ("2024-01-08 11:00", "paid", RESTED)], []),
        ([("2024-01-08 10:00", "claim", RESTS), ("2024-01-08 11:00", "paid", RESTED)], ["send_held"]),
        ([("2024-01-09 10:00", "paid", RESTS)], []),
        ([("2024-01-08 10:00", "paid", "pronto")], []),
    ],
)
def test_nothing_goes_while_the_case_rests(told: list[tuple[str, str, str]], found: list[str]) -> None:
    lines = [a_line(at, "case", "paused", why=why, until=until) for at, why, until in told]
    assert codes(sends.unheld(a_file(lines=(*lines, a_line())), RULES)) == found


def test_a_rest_ends_with_its_round() -> None:
    hold = a_line("2024-01-08 10:00", "case", "paused", why="paid", until=RESTS)
    settled = a_move("settled", "friendly_notice", "clear", "2024-01-08 15:00")
    assert codes(sends.unheld(a_file(lines=(hold, a_line()), moves=(settled,)), RULES)) == []


ENDED = "ended/0000001/CV-2024-000001-1/lapsed/2024-01-09"


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ((("2024-01-08 10:00", "accepted"), ("2024-01-09 00:10", "lapsed")), []),
        ((("2024-01-08 10:00", "accepted"),), ["send_ended"]),
        ((("2024-01-09 00:10", "lapsed"), ("2024-01-09 09:00", "active")), ["send_ended"]),
        ((), ["send_ended"]),
    ],
)
def test_only_an_end_that_is_one_is_told(stages: tuple[tuple[str, str], ...], found: list[str]) -> None:
    told = a_sent(key=ENDED, notice=None, message="agreement_ended")
    lines = [a_line(at, "agreement", stage, agreement="CV-2024-000001") for at, stage in stages]
    file = a_file(sent=(told,), lines=(*lines, a_line(key=ENDED)))
    assert codes(sends.unshielded(file, the_rules())) == found


WITHDRAWN = "news/0000001/cut_withdrawn/cut-0000001-1-1"
REOPENING = "news/0000001/reopening_ordered/reopening-0000001-1-1"


@pytest.mark.parametrize(
    ("key", "lines", "found"),
    [
        (WITHDRAWN, [("2024-01-09 09:00", "withdraw", "withdrawn", "cut-0000001-1-1")], []),
        (WITHDRAWN, [("2024-01-09 11:00", "withdraw", "withdrawn", "cut-0000001-1-1")], ["send_of_service"]),
        (WITHDRAWN, [("2024-01-09 09:00", "withdraw", "withdrawn", "cut-0000001-1-2")], ["send_of_service"]),
        (
            WITHDRAWN,
            [("2024-01-09 09:00", "case", "reopening_ordered", "cut-0000001-1-1")],
            ["send_of_service"],
        ),
        (
            WITHDRAWN,
            [
                ("2024-01-09 09:00", "withdraw", "withdrawn", "cut-0000001-1-1"),
                ("2024-01-09 09:30", "cut", "allowed", "cut-0000001-1-2"),
            ],
            ["send_of_service"],
        ),
        (REOPENING, [("2024-01-09 09:00", "case", "reopening_ordered", "reopening-0000001-1-1")], []),
        (REOPENING, [], ["send_of_service"]),
    ],
)
def test_only_a_cut_that_was_withdrawn_and_a_reopening_that_was_ordered_are_told(
    key: str, lines: list[tuple[str, str, str, str]], found: list[str]
) -> None:
    told = a_sent(key=key, notice=None, message=key.split("/")[2])
    known = tuple(a_line(at, act, outcome, order=order) for at, act, outcome, order in lines)
    file = a_file(sent=(told,), lines=known)
    assert codes(sends.unshielded(file, the_rules())) == found
    assert codes(sends.owed_something(file, the_rules())) == []


@pytest.mark.parametrize(
    ("reversed_at", "operation", "found"),
    [
        ("2024-01-09 09:00", "A/1", []),
        ("2024-01-09 09:00", "A", ["send_reversed"]),
        ("2024-01-09 11:00", "A/1", ["send_reversed"]),
    ],
)
def test_only_what_was_taken_back_is_told_to_be(reversed_at: str, operation: str, found: list[str]) -> None:
    told = a_sent(key="reversed/0000001/A/1", notice=None, message="payment_reversed")
    line = a_line(reversed_at, "reversal", "reversed", operation=operation)
    assert codes(sends.unshielded(a_file(sent=(told,), lines=(line,)), the_rules())) == found
