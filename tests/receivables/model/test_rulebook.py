"""Looking up a rule, what it stands for and its figures."""

from decimal import Decimal
from pathlib import Path

import pytest

from receivables.adapters.packs import load_law, load_policy
from receivables.errors import BadPolicy
from receivables.model.decision import Reason
from receivables.model.rulebook import figure, reasons_of, rule_of
from tests.support.build import a_policy

PERU, COLOMBIA = load_law("PE"), load_law("CO")


@pytest.mark.parametrize("written", ["CO-CON-5", "co-con-5", " Co-Con-5 "])
def test_a_rule_is_found_in_the_first_law_that_has_it_whatever_its_capitals(written: str) -> None:
    found = rule_of((PERU, COLOMBIA), written)
    assert found is not None
    assert (found[0], found[1].id) == (COLOMBIA, "CO-CON-5")


def test_a_common_rule_is_found_under_the_first_law() -> None:
    found = rule_of((COLOMBIA, PERU), "I-17")
    assert found is not None
    assert found[0] is COLOMBIA


def test_a_rule_that_nobody_has_is_not_found() -> None:
    assert rule_of((PERU, COLOMBIA), "PE-CON-99") is None


@pytest.mark.parametrize(
    ("rule", "reasons"),
    [
        ("PE-CON-1", (Reason.OUTSIDE_WINDOW,)),
        ("PE-CUT-6", (Reason.OUTSIDE_WINDOW, Reason.HOLIDAY)),  # of a cut, not of a message
        ("PE-CON-11", (Reason.OUTSIDE_WINDOW,)),  # of a visit
        ("HOL-1", (Reason.UNKNOWN_CALENDAR,)),
        ("PE-REG-1", ()),
    ],
)
def test_a_rule_stands_for_its_reasons_of_whatever_was_withheld(
    rule: str, reasons: tuple[Reason, ...]
) -> None:
    assert reasons_of(PERU, rule) == reasons


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("law.contacts_per_seven_days", 3),
        ("law.claims.instances.2.decide_days", 30),
        ("law.interest.ceiling_percent", None),
        ("policy.friendly_mean", Decimal(4)),
        ("policy.approvals.write_off", 2),
        ("policy.letters.from_bills", None),  # Tumbes has no letters
    ],
)
def test_a_figure_is_read_where_it_stands(path: str, value: object) -> None:
    assert figure(path, PERU, a_policy()) == value


def test_a_figure_of_letters_is_that_of_the_policy() -> None:
    assert figure("policy.letters.to_bills", PERU, load_policy(Path("sedacusco"))) == 6


def test_a_policys_figure_without_a_policy_is_open() -> None:
    assert figure("policy.friendly_mean", PERU, None) is None


@pytest.mark.parametrize(
    "path",
    [
        "law",
        "law.contacts",
        "policies.plan",
        "law.claims.instances.9",
        "law.claims.instances.first",
        "policy.approvals.x",
    ],
)
def test_a_figure_that_is_nowhere_is_refused(path: str) -> None:
    with pytest.raises(BadPolicy, match="unknown_figure"):
        figure(path, PERU, a_policy())
