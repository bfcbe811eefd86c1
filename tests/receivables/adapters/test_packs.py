"""Packs: what ships loads, and what contradicts itself is refused with the reason."""

from pathlib import Path

import pytest

from receivables.adapters.packs import SHIPPED, load_law, load_policy
from receivables.errors import BadPolicy

TUMBES = (SHIPPED / "policies" / "tumbes.toml").read_text("utf-8")


def changed(folder: Path, before: str, after: str) -> Path:
    """A file with the shipped policy, one thing in it changed."""
    assert before in TUMBES
    file = folder / "policy.toml"
    file.write_text(TUMBES.replace(before, after, 1), "utf-8")
    return file


def test_the_shipped_policy_names_its_law() -> None:
    policy = load_policy()
    assert (policy.utility, policy.law.jurisdiction) == ("tumbes", "PE")
    assert {"PE-CON-1", "PE-CUT-1", "PE-CUT-5"} <= {rule.id for rule in policy.law.rules}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("cut_overdue_bills = 3", "cut_overdue_bills = 1", "cut_below_the_law"),
        ("offer_hours = 48", "offer_hours = 47", "notice_below_the_law"),
        ("last_chance_hours = 48", "last_chance_hours = 1", "notice_below_the_law"),
        ('jurisdiction = "PE"', 'jurisdiction = "XX"', "unknown_jurisdiction"),
        ('jurisdiction = "PE"', 'jurisdiction = "../PE"', "unknown_jurisdiction"),
        ('zone = "America/Lima"', 'zone = "America/Nowhere"', "unknown_zone"),
        ('negligible = "1.00"', "negligible = 1.00", "unreadable_policy"),
        ('negligible = "1.00"', 'negligible = "1.005"', "unreadable_policy"),
        ("friendly_mean", "friendly_mode", "unreadable_policy"),
        ('min_down_percent = "20"', 'min_down_percent = "120"', "min_down_percent_out_of_range"),
        ("max_grace = 0", 'monthly_percent = "1"\ntea_percent = "12"', "two_rates"),
        ("[amounts]", "[amounts", "unreadable_policy"),
    ],
)
def test_a_policy_that_will_not_do_is_refused_and_says_why(
    tmp_path: Path, before: str, after: str, code: str
) -> None:
    with pytest.raises(BadPolicy) as refusal:
        load_policy(changed(tmp_path, before, after))
    assert refusal.value.code == code


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy):
        load_policy(tmp_path / "none.toml")


def test_peru_closes_weekends_and_cuts_only_from_monday_to_thursday() -> None:
    law = load_law("PE")
    assert [window is not None for window in law.contact] == [True] * 5 + [False] * 2
    assert [window is not None for window in law.cut] == [True] * 4 + [False] * 3
