"""What the auditor reads of a utility's policy."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from caudal.audit.utility import SHIPPED, read_utility
from receivables.adapters.packs import load_policy
from receivables.errors import BadPolicy

NAMES = sorted(path.name.removesuffix(".toml") for path in SHIPPED.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_what_the_program_reads(name: str) -> None:
    mine, theirs = read_utility(name), load_policy(Path(name))
    assert (mine.name, mine.version, mine.law.country) == (
        theirs.utility,
        theirs.version,
        theirs.jurisdiction,
    )
    assert mine.negligible == theirs.negligible.centimos
    assert mine.worth_a_notice == theirs.worth_a_notice.centimos
    assert (mine.cut_bills, mine.cut_instalments) == (
        theirs.cut_overdue_bills,
        theirs.cut_overdue_instalments,
    )
    assert (mine.offer_hours, mine.last_chance_hours) == (theirs.offer_hours, theirs.last_chance_hours)
    assert mine.notice_valid_days == theirs.notice_valid_days
    assert mine.friendly_mean == theirs.friendly_mean
    assert mine.feed_days == theirs.feed_days
    assert mine.closed == theirs.extra_closed_days
    assert mine.cut_days == theirs.cut_days
    assert dict(mine.pauses) == {
        "paid": theirs.pauses.paid,
        "proof": theirs.pauses.proof,
        "hardship": theirs.pauses.help,
        "legal": theirs.pauses.help,
        "agreement": timedelta(days=theirs.down_days + 1),
    }
    assert mine.drastic_after_broken == theirs.drastic_after_broken
    assert dict(mine.allowance_m3) == {name: Decimal(given) for name, given in theirs.allowance_m3.items()}


def test_without_a_name_it_is_the_shipped_one_and_a_path_is_a_file(tmp_path: Path) -> None:
    assert read_utility(None).name == "tumbes"
    own = tmp_path / "own.toml"
    own.write_text((SHIPPED / "tumbes.toml").read_text().replace('"tumbes"', '"own"'), "utf-8")
    assert read_utility(str(own)).name == "own"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('jurisdiction = "PE"', 'jurisdiction = "EC"'), "unknown_jurisdiction"),
        (("negligible", "neglected"), "unreadable_policy"),
        (('negligible = "1.00"', 'negligible = "uno"'), "unreadable_policy"),
        (("[amounts]", "[amounts"), "unreadable_policy"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text((SHIPPED / "tumbes.toml").read_text().replace(*change), "utf-8")
    with pytest.raises(BadPolicy) as refused:
        read_utility(str(broken))
    assert refused.value.code == code


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadPolicy) as refused:
        read_utility("nowhere")
    assert refused.value.code == "unreadable_policy"
