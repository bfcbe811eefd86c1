"""Cut orders, and their execution."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caudal.audit.agreements import Agreement
from caudal.audit.judge import cuts
from caudal.audit.rows import (
    Approval,
    Claim,
    Impediment,
    Line,
    Order,
    Payment,
    Proof,
    Supply,
    SupplyFile,
)
from tests.caudal.audit.build import a_file, a_line, a_move, a_sent, codes, lima, odd_bills, the_rules

RULES = the_rules()
ORDER = "cut-0000001-1-1"
SERVED = lima("2024-01-12 12:00")
CHANCE = a_sent(
    "2024-01-12 10:00", notice="last_chance", key="notice/0000001/last_chance/1", served_at=SERVED
)
JUDGES = (
    cuts.decided,
    cuts.owed_enough,
    cuts.warned,
    cuts.on_its_days,
    cuts.unshielded,
    cuts.approved,
    cuts.executed_by_day,
    cuts.fresh,
    cuts.listed,
    cuts.unheld,
)


def a_cut_line(at: str = "2024-01-15 07:30", outcome: str = "allowed", **facts: object) -> Line:
    return a_line(at, act="cut", outcome=outcome, order=ORDER, **facts)


def an_order(**changes: Any) -> Order:
    proof = Proof("last_chance", "whatsapp", SERVED)
    plain = Order(ORDER, "cut", "queued", 9000, (proof,), lima("2024-01-15 07:30"), None, None)
    return replace(plain, **changes)


def ordered(**parts: Any) -> SupplyFile:
    """A sound cut order."""
    plain = a_file(
        sent=(CHANCE,),
        lines=(a_cut_line(),),
        moves=(a_move("cut_ordered", "last_chance", "cut_queued", "2024-01-15 07:30", ORDER),),
        orders=(an_order(),),
    )
    return replace(plain, **parts)


def executed(at: str = "2024-01-16 09:00", **parts: Any) -> SupplyFile:
    """A sound cut, executed."""
    done = an_order(state="done", closed_at=lima(at))
    return ordered(orders=(done,), lines=(a_cut_line(), a_cut_line(at, "done")), **parts)


@pytest.mark.parametrize("file", [ordered(), executed()], ids=["ordered", "executed"])
def test_a_sound_cut_passes_every_judge(file: SupplyFile) -> None:
    for judge in JUDGES:
        assert codes(judge(file, RULES)) == []


def test_an_order_needs_its_decision_and_its_move() -> None:
    assert codes(cuts.decided(ordered(lines=()), RULES)) == ["cut_undecided"]
    assert codes(cuts.decided(ordered(moves=()), RULES)) == ["cut_undecided"]
    assert codes(cuts.decided(ordered(orders=(an_order(debt=9001),)), RULES)) == ["cut_differs"]
    assert codes(cuts.decided(ordered(lines=(a_cut_line("2024-01-15 07:29"),)), RULES)) == ["cut_differs"]


def test_an_executed_order_needs_the_line_of_its_execution() -> None:
    silent = ordered(orders=(an_order(state="done", closed_at=lima("2024-01-16 09:00")),))
    assert codes(cuts.decided(silent, RULES)) == ["cut_undecided"]


def test_two_bills_are_too_few_for_this_utility_and_one_for_the_law() -> None:
    two = (a_cut_line(bills=2, overdue="60.00"),)
    assert codes(cuts.owed_enough(ordered(lines=two), RULES)) == ["cut_too_little"]
    other = replace(two[0], policy_version="2019-01")
    assert codes(cuts.owed_enough(ordered(lines=(other,)), RULES)) == []
    one = replace(a_cut_line(bills=1), policy_version="2019-01")
    assert codes(cuts.owed_enough(ordered(lines=(one,)), RULES)) == ["cut_too_little"]


def test_a_payment_with_the_crew_on_the_way_is_seen_at_the_execution_only() -> None:
    paid = Payment("CAR1-1", date(2024, 1, 16), 3000, None, False, False, lima("2024-01-16 08:00"))
    assert codes(cuts.owed_enough(executed(payments=(paid,)), RULES)) == ["cut_too_little"]


def test_claimed_bills_do_not_count() -> None:
    claim = Claim("R-12", 1, date(2024, 1, 5), None, "EN_TRAMITE")
    [finding] = [each for each in cuts.owed_enough(ordered(claims=(claim,)), RULES) if each]
    assert (finding.rule, finding.code) == ("PE-CUT-3", "check_cut_too_little")


def test_another_amount_than_owed_is_found() -> None:
    assert codes(cuts.owed_enough(ordered(lines=(a_cut_line(overdue="95.00"),)), RULES)) == ["cut_amount"]


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ((), "cut_unwarned"),
        ((Proof("agreement_offer", "whatsapp", SERVED),), "cut_unwarned"),
        ((Proof("last_chance", "whatsapp", lima("2024-01-13 07:31")),), "cut_too_soon"),
        ((Proof("last_chance", "whatsapp", lima("2023-11-16 07:30")),), "cut_notice_old"),
        ((Proof("last_chance", "sms", SERVED),), "cut_evidence"),
        ((Proof("last_chance", "whatsapp", lima("2024-01-12 11:00")),), "cut_evidence"),
    ],
)
def test_the_evidence_is_the_last_chance_of_this_round_received_in_time(
    evidence: tuple[Proof, ...], code: str
) -> None:
    assert codes(cuts.warned(ordered(orders=(an_order(evidence=evidence),)), RULES)) == [code]


def test_evidence_of_an_earlier_round_is_none() -> None:
    settled = a_move("settled", "last_chance", "clear", "2024-01-13 10:00")
    assert codes(cuts.warned(ordered(moves=(settled,)), RULES)) == ["cut_evidence"]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"supply": Supply("0000001", protected=True)}, "cut_protected"),
        ({"supply": Supply("0000001", state="INACTIVO")}, "cut_inactive"),
        ({"supply": Supply("0000001", obstacle="TEMPORAL")}, "cut_obstacle"),
        ({"supply": Supply("0000001", continuity=False)}, "cut_obstacle"),
        ({"scores": {date(2023, 9, 20): "555"}}, "cut_best_payer"),
        ({"agreements": (Agreement("A-1", date(2023, 11, 1), "VIGENTE"),)}, "cut_agreement"),
        ({"bills": odd_bills(40, 12)}, "cut_atypical"),
        (
            {
                "impediments": (
                    Impediment(
                        "FALLECIDO",
                        "DOCUMENTO",
                        "1",
                        date(2024, 1, 2),
                        None,
                        "desk",
                        lima("2024-01-03 10:00"),
                        None,
                    ),
                )
            },
            "cut_impeded",
        ),
    ],
)
def test_nobody_shielded_is_cut(parts: dict[str, Any], code: str) -> None:
    assert codes(cuts.unshielded(ordered(**parts), RULES)) == [code]


def test_who_was_written_down_as_best_is_not_cut_whatever_the_ledger_says_today() -> None:
    assert codes(cuts.unshielded(ordered(lines=(a_cut_line(protecting="555"),)), RULES)) == ["cut_best_payer"]


YES = Approval("good_payer_cut", "0000001", 1, 1, "clock", ("jefa",), (), "granted", lima("2024-01-14 10:00"))


@pytest.mark.parametrize(
    ("approval", "granted"),
    [
        (YES, True),
        (replace(YES, matter="drastic_cut"), False),
        (replace(YES, subject="0000002"), False),
        (replace(YES, round=2), False),
        (replace(YES, needed=2), False),
        (replace(YES, needed=2, yes=("jefa", "gerente")), True),
        (replace(YES, needed=2, yes=("jefa", "jefa")), False),
        (replace(YES, asked_by="jefa"), False),
        (replace(YES, no=("gerente",)), False),
        (replace(YES, state="open"), False),
        (replace(YES, last_vote_at=lima("2024-01-15 08:00")), False),
    ],
)
def test_a_good_payer_is_cut_with_the_named_approvals_alone(approval: Approval, granted: bool) -> None:
    good = ordered(lines=(a_cut_line(protecting="444"),), approvals=(approval,))
    assert codes(cuts.approved(good, RULES)) == ([] if granted else ["cut_unapproved"])


def test_an_unknown_score_is_looked_up_and_a_drastic_cut_needs_its_own_approval() -> None:
    unknown = ordered(lines=(a_cut_line(protecting=""),), scores={date(2023, 9, 20): "445"})
    assert codes(cuts.approved(unknown, RULES)) == ["cut_unapproved"]
    broken = tuple(Agreement(f"A-{n}", date(2023, n, 1), "QUEBRADO") for n in (5, 8))
    assert codes(cuts.approved(ordered(agreements=broken), RULES)) == ["cut_unapproved"]
    drastic = replace(YES, matter="drastic_cut")
    assert codes(cuts.approved(ordered(agreements=broken, approvals=(drastic,)), RULES)) == []
    assert codes(cuts.approved(ordered(agreements=broken[:1]), RULES)) == []


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("2024-01-16 07:59", True),
        ("2024-01-16 08:00", False),
        ("2024-01-18 15:59", False),
        ("2024-01-18 16:00", True),
        ("2024-01-19 09:00", True),
        ("2024-03-27 09:00", True),
        ("2024-03-28 09:00", True),
    ],
)
def test_a_cut_is_executed_on_a_day_that_can_be_followed_by_a_reopening(at: str, found: bool) -> None:
    assert bool(codes(cuts.executed_by_day(executed(at), RULES))) is found


def test_a_utility_with_days_of_cuts_orders_on_them() -> None:
    line = replace(a_cut_line(), policy_version="2026-01")
    moyobamba = the_rules("moyobamba")
    assert codes(cuts.on_its_days(ordered(lines=(line,)), moyobamba)) == ["cut_day"]
    on_the_24th = ordered(
        lines=(replace(a_cut_line("2024-01-24 07:30"), policy_version="2026-01"),),
        orders=(an_order(ordered_at=lima("2024-01-24 07:30")),),
    )
    assert codes(cuts.on_its_days(on_the_24th, moyobamba)) == []


def test_a_cut_needs_fresh_news_of_payments() -> None:
    assert codes(cuts.fresh(ordered(lines=(a_cut_line(payments_through="2024-01-11"),)), RULES)) == [
        "cut_stale"
    ]


@pytest.mark.parametrize(
    ("later", "state", "found"),
    [
        (None, "queued", []),
        (None, "withdrawn", ["order_unlisted"]),
        (("cut", "done"), "done", []),
        (("cut", "done"), "queued", ["order_unlisted"]),
        (("withdraw", "withdrawn"), "withdrawn", []),
        (("withdraw", "withdrawn"), "queued", ["order_unlisted"]),
    ],
)
def test_an_order_stands_in_the_list_as_its_last_line_says(
    later: tuple[str, str] | None, state: str, found: list[str]
) -> None:
    more = (a_line("2024-01-16 09:00", *later, order=ORDER),) if later else ()
    file = ordered(lines=(a_cut_line(), *more), orders=(an_order(state=state),))
    assert codes(cuts.listed(file, RULES)) == found


def test_an_order_that_is_gone_from_the_list_is_missed_unless_its_lines_are_old() -> None:
    assert codes(cuts.listed(ordered(orders=()), RULES)) == ["order_unlisted"]
    old = replace(a_cut_line(), law_version="")
    assert codes(cuts.listed(ordered(orders=(), lines=(old,)), RULES)) == []


@pytest.mark.parametrize(
    ("told_at", "until", "found"),
    [
        ("2024-01-14 10:00", "2024-01-16 10:00", ["cut_held"]),
        ("2024-01-14 10:00", "2024-01-15 07:00", []),
        ("2024-01-15 07:31", "2024-01-16 10:00", []),
    ],
)
def test_no_cut_is_ordered_while_the_case_rests(told_at: str, until: str, found: list[str]) -> None:
    hold = a_line(told_at, "case", "paused", why="claim", until=lima(until).isoformat())
    assert codes(cuts.unheld(ordered(lines=(hold, a_cut_line())), RULES)) == found


def test_no_cut_is_executed_while_the_case_rests() -> None:
    hold = a_line(
        "2024-01-15 10:00", "case", "paused", why="paid", until=lima("2024-01-17 10:00").isoformat()
    )
    lines = (a_cut_line(), hold, a_cut_line("2024-01-16 09:00", "done"))
    assert codes(cuts.unheld(ordered(lines=lines), RULES)) == ["cut_held"]
