"""The moves of a case."""

import pytest

from caudal.audit.judge import ladder
from caudal.audit.rows import Case, Move, Order, Proof
from tests.caudal.audit.build import KEY, a_file, a_line, a_move, a_sent, codes, lima, the_rules

RULES = the_rules()
OFFER = a_move("offer_sent", "clear", "agreement_offer", "2024-01-09 10:00", KEY)
CHANCE_KEY = "notice/0000001/last_chance/1"
CHANCE = a_move("last_chance_sent", "agreement_offer", "last_chance", "2024-01-12 10:00", CHANCE_KEY)
CHANCE_SENT = a_sent("2024-01-12 10:00", notice="last_chance", key=CHANCE_KEY)


def test_moves_that_follow_one_another_to_where_the_case_stands() -> None:
    sound = a_file(moves=(OFFER, CHANCE), case=Case("last_chance", 1))
    assert codes(ladder.continuous(sound, RULES)) == []
    assert codes(ladder.never_skipping(sound, RULES)) == []
    settled = a_move("settled", "last_chance", "clear", "2024-01-13 10:00")
    assert (
        codes(ladder.continuous(a_file(moves=(OFFER, CHANCE, settled), case=Case("clear", 2)), RULES)) == []
    )


@pytest.mark.parametrize(
    ("moves", "case", "found"),
    [
        ((CHANCE,), Case("last_chance", 1), ["move_broken"]),
        ((OFFER,), Case("last_chance", 1), ["case_elsewhere"]),
        ((OFFER,), Case("agreement_offer", 2), ["case_elsewhere"]),
        ((OFFER,), None, ["case_elsewhere"]),
        ((), Case("cut", 1), ["case_elsewhere"]),
        ((CHANCE, OFFER), Case("agreement_offer", 1), ["move_broken", "move_broken"]),
    ],
)
def test_a_gap_or_another_end_is_found(moves: tuple[Move, ...], case: Case | None, found: list[str]) -> None:
    assert codes(ladder.continuous(a_file(moves=moves, case=case), RULES)) == found


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        ("last_chance_sent", "clear", "last_chance"),
        ("last_chance_sent", "friendly_notice", "last_chance"),
        ("offer_sent", "last_chance", "agreement_offer"),
        ("cut_ordered", "agreement_offer", "cut_queued"),
        ("cut_done", "last_chance", "cut"),
        ("settled", "cut", "clear"),
        ("settled", "clear", "clear"),
        ("letter_sent", "clear", "clear"),
        ("invented", "clear", "cut"),
    ],
)
def test_no_rung_is_skipped(event: str, before: str, after: str) -> None:
    moved = a_file(moves=(a_move(event, before, after, "2024-01-09 10:00"),))
    assert codes(ladder.never_skipping(moved, RULES)) == ["move_skips"]


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        ("last_chance_sent", "promise_broken", "last_chance"),
        ("letter_sent", "last_chance", "last_chance"),
        ("commitment_made", "last_chance", "promised"),
        ("renewal_sent", "promised", "promised"),
        ("settled", "cut", "reopening"),
        ("reopened", "reopening", "clear"),
    ],
)
def test_what_the_ladder_has_is_no_skipping(event: str, before: str, after: str) -> None:
    moved = a_file(moves=(a_move(event, before, after, "2024-01-09 10:00"),))
    assert codes(ladder.never_skipping(moved, RULES)) == []


@pytest.mark.parametrize(
    ("served", "found"),
    [
        ("2024-01-10 09:59", []),
        ("2024-01-10 10:01", ["last_chance_early"]),
        (None, ["last_chance_early"]),
        ("2024-01-12 11:00", ["last_chance_early"]),
    ],
)
def test_a_last_chance_waits_for_the_hours_of_a_received_offer(served: str | None, found: list[str]) -> None:
    offered = a_sent(served_at=lima(served) if served else None)
    file = a_file(moves=(OFFER, CHANCE), sent=(offered, CHANCE_SENT))
    assert codes(ladder.last_chance_in_time(file, RULES)) == found


def test_after_a_broken_promise_it_needs_no_offer() -> None:
    broken = a_move("last_chance_sent", "promise_broken", "last_chance", "2024-01-12 10:00", CHANCE_KEY)
    assert codes(ladder.last_chance_in_time(a_file(moves=(broken,), sent=(CHANCE_SENT,)), RULES)) == []


def test_a_reception_stands_on_a_line_of_its_own() -> None:
    received = a_sent(served_at=lima("2024-01-09 18:00"))
    proved = a_line("2024-01-09 18:00", act="serve", outcome="served")
    assert codes(ladder.received_when_said(a_file(sent=(received,), lines=(proved,)), RULES)) == []
    assert codes(ladder.received_when_said(a_file(sent=(received,)), RULES)) == ["served_unproved"]
    later = a_line("2024-01-09 18:01", act="serve", outcome="served")
    assert codes(ladder.received_when_said(a_file(sent=(received,), lines=(later,)), RULES)) == [
        "served_unproved"
    ]


def test_evidence_is_of_the_latest_notice_of_its_round() -> None:
    first = a_sent(served_at=lima("2024-01-09 18:00"))
    settled = a_move("settled", "agreement_offer", "clear", "2024-01-10 10:00")
    file = a_file(sent=(first,), moves=(settled,))
    proof = Proof("agreement_offer", "whatsapp", lima("2024-01-09 18:00"))
    assert ladder.served_in_round(file, "agreement_offer", lima("2024-01-09 20:00")) == proof
    assert ladder.served_in_round(file, "agreement_offer", lima("2024-01-11 10:00")) is None
    again = a_sent("2024-01-09 19:00", key=f"{KEY}-2")
    both = a_file(sent=(first, again))
    assert ladder.served_in_round(both, "agreement_offer", lima("2024-01-09 20:00")) is None


DELIVERED_AT = "2024-01-15 11:00"
ON_PAPER = a_line(DELIVERED_AT, "serve", "served", by="paper", order="notice_delivery-1")


def a_delivery(state: str = "done", at: str = DELIVERED_AT) -> Order:
    """A crew's order to carry a notice."""
    done = lima(at) if state == "done" else None
    kind = "notice_delivery"
    return Order(f"{kind}-1", kind, state, 9000, (), lima("2024-01-13 08:00"), None, done)


def test_a_notice_on_paper_is_received_when_its_order_was_done() -> None:
    file = a_file(lines=(a_line(), ON_PAPER), orders=(a_delivery(),))
    assert codes(ladder.paper_reported(file, RULES)) == []
    proof = Proof("agreement_offer", "carta", lima(DELIVERED_AT))
    assert ladder.served_in_round(file, "agreement_offer", lima("2024-01-15 12:00")) == proof
    assert ladder.served_in_round(file, "agreement_offer", lima("2024-01-15 10:59")) is None
    assert ladder.served_in_round(file, "last_chance", lima("2024-01-15 12:00")) is None


@pytest.mark.parametrize(
    "orders", [(), (a_delivery("queued"),), (a_delivery("withdrawn"),), (a_delivery(at="2024-01-15 11:01"),)]
)
def test_a_notice_on_paper_without_its_own_order_done_just_then_is_found(orders: tuple[Order, ...]) -> None:
    file = a_file(lines=(a_line(), ON_PAPER), orders=orders)
    assert codes(ladder.paper_reported(file, RULES)) == ["paper_unproved"]


def test_receptions_by_a_provider_need_no_order() -> None:
    line = a_line(DELIVERED_AT, "serve", "served", by="callback")
    assert codes(ladder.paper_reported(a_file(lines=(a_line(), line)), RULES)) == []
