"""A policy that contradicts the law or itself cannot exist, and says in Spanish what is wrong."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from receivables.adapters.packs import load_law
from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.money import Money
from receivables.model.plan import Rate
from receivables.model.policy import Letters, Stage
from templates.errors import sentence
from tests.support.build import a_policy

PLAN = a_policy().plan
LAW = a_policy().law
ONE_EACH = dict.fromkeys(Matter, 1)
MONTHLY = Rate.of_monthly(Decimal("0.5"))
CEILING = replace(LAW, interest=replace(LAW.interest, ceiling_percent=Decimal(100)))


def with_rate(rate: Rate, **changes: Any) -> dict[str, Any]:
    return {"plan": replace(PLAN, rate=rate), "rate_basis": "Circular de prueba", **changes}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cut_overdue_bills": 1, "offer_overdue_bills": 1}, "cut_below_the_law"),
        ({"offer_overdue_bills": 4}, "offer_after_the_cut"),
        ({"offer_hours": 47}, "notice_below_the_law"),
        ({"last_chance_hours": 47}, "notice_below_the_law"),
        ({"notice_valid_days": 1, "last_chance_hours": 72}, "notice_stale_before_the_cut"),
        ({"reopening_hours": 25}, "reopening_slower_than_the_law"),
        ({"reopening_fee_basis": " "}, "fee_without_basis"),
        ({"reopening_fee": Money(-1)}, "amount_negative"),
        ({"negligible": Money(-1)}, "amount_negative"),
        ({"worth_a_notice": Money(0), "negligible": Money(0)}, "notices_for_nothing"),
        ({"negligible": Money.of("10.01")}, "negligible_worth_a_notice"),
        ({"negligible": Money.of("1.00", "COP")}, "amount_of_another_country"),
        ({"currency": "COP"}, "currency_of_another_country"),
        ({"zone": ZoneInfo("America/Bogota")}, "zone_of_another_country"),
        ({"law": load_law("CO")}, "law_of_another_country"),
        ({"billing_months": 0}, "billing_months_out_of_range"),
        (with_rate(MONTHLY, rate_basis=" ", law=CEILING), "rate_without_basis"),
        (with_rate(MONTHLY), "rate_without_ceiling"),
        (with_rate(Rate.of_tea(Decimal("15.01")), law=CEILING), "rate_above_the_ceiling"),
        (
            with_rate(Rate.of_tea(Decimal("100.01")), law=CEILING, moratory_rate=False),
            "rate_above_the_ceiling",
        ),
        ({"plan": replace(PLAN, capitalise_grace=True)}, "interest_on_interest"),
        ({"down_options": (Decimal(19),)}, "down_option_out_of_range"),
        ({"down_options": (Decimal(100),)}, "down_option_out_of_range"),
        ({"down_options": (Decimal(50), Decimal(20))}, "down_options_out_of_order"),
        ({"down_options": (Decimal(20), Decimal(20))}, "down_options_out_of_order"),
        ({"approvals": {Matter.REMOVAL: 1}}, "approval_missing"),
        ({"approvals": {**ONE_EACH, Matter.REMOVAL: 0}}, "approvals_below_the_law"),
        ({"approvals": {**ONE_EACH, Matter.DRASTIC_CUT: 0}}, "approvals_below_the_law"),
        ({"approvals": {**ONE_EACH, Matter.WRITE_OFF: 0}}, "approvals_below_the_law"),
        ({"approvals": {**ONE_EACH, Matter.BUREAU_REPORT: 0}}, "approvals_below_the_law"),
        ({"approvals": {**ONE_EACH, Matter.CAMPAIGN: -1}}, "approvals_below_the_law"),
        ({"cut_days": (0, 5)}, "cut_days_out_of_range"),
        ({"cut_days": (24, 29)}, "cut_days_out_of_range"),
        ({"cut_days": (24, 22)}, "cut_days_out_of_range"),
        ({"friendly_mean": Decimal("0.9")}, "friendly_mean_out_of_range"),
        ({"friendly_mean": Decimal("5.1")}, "friendly_mean_out_of_range"),
        ({"bad_rows_percent": Decimal(101)}, "bad_rows_percent_out_of_range"),
        ({"channels": ("sms", "sms")}, "channels_repeated"),
        ({"promise_hours": 48, "promise_days": 1}, "promise_beyond_its_days"),
        ({"stages": (Stage("vigente", 1),)}, "stages_out_of_order"),
        ({"stages": (Stage("vigente", 0), Stage("coactivo", 0))}, "stages_out_of_order"),
        ({"stages": (Stage("vigente", 0), Stage("vigente", 9))}, "stages_out_of_order"),
        ({"allowance_m3": {"SOCIAL": Decimal(0)}}, "allowance_not_positive"),
    ],
)
def test_a_contradiction_is_refused_and_said_in_spanish(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(BadPolicy) as refusal:
        a_policy(**changes)
    assert refusal.value.code == code
    told = sentence(refusal.value).removeprefix("—: ")  # no file here
    assert code not in told
    assert "—" not in told


@pytest.mark.parametrize(
    "changes",
    [
        {"cut_overdue_bills": 2, "offer_overdue_bills": 2},
        {"offer_hours": 48, "last_chance_hours": 48},
        {"reopening_hours": 24},
        {"reopening_fee": Money(0), "reopening_fee_basis": ""},
        {"negligible": Money.of("10.00")},
        {"cut_days": (1, 28)},
        {"cut_days": (24, 24)},
        {"down_options": (Decimal(20), Decimal("99.9"))},
        {"friendly_mean": Decimal(1)},
        {"friendly_mean": Decimal(5)},
        {"approvals": {**ONE_EACH, Matter.GOOD_PAYER_CUT: 0, Matter.CAMPAIGN: 0}},
        {"letters": Letters(3, 3)},
        with_rate(Rate.of_tea(Decimal(15)), law=CEILING),
        with_rate(Rate.of_tea(Decimal(100)), law=CEILING, moratory_rate=False),
    ],
)
def test_what_lies_just_inside_the_limits_is_taken(changes: dict[str, Any]) -> None:
    a_policy(**changes)


@pytest.mark.parametrize(("first", "last"), [(0, 3), (6, 3)])
def test_letters_go_from_a_month_to_a_later_one(first: int, last: int) -> None:
    with pytest.raises(BadPolicy, match="letters_from_after_to"):
        Letters(first, last)


def test_interest_for_delay_is_held_to_its_share_of_the_ceiling() -> None:
    peru = replace(LAW.interest, ceiling_percent=Decimal(100))
    assert peru.ceiling(moratory=True) == Rate.of_tea(Decimal(15))
    assert peru.ceiling(moratory=False) == Rate.of_tea(Decimal(100))
    assert load_law("CO").interest.ceiling(moratory=True) == Rate.of_tna(Decimal(6))
    assert LAW.interest.ceiling(moratory=False) is None


def test_the_most_bills_for_a_cut_depend_on_how_often_they_come() -> None:
    assert (load_law("CO").most_bills_for_cut(1), load_law("CO").most_bills_for_cut(2)) == (3, 2)
    assert (LAW.most_bills_for_cut(1), LAW.most_bills_for_cut(2)) == (None, None)


def test_a_policy_can_be_kept_in_a_set() -> None:
    assert len({a_policy(), a_policy(), a_policy(name="Otra")}) == 2
