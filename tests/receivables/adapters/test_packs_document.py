"""The example of docs/operating.md loads as it stands, and its refusals are the ones that a person meets."""

import re
from pathlib import Path

import pytest

from receivables.adapters.law_vectors import read_vectors
from receivables.adapters.packs import load_policy
from receivables.errors import BadPolicy
from templates.errors import sentence
from tests.architecture.source import REPOSITORY

SECTION = "## Una empresa nueva, con un solo archivo"


def section() -> str:
    """The section about a new utility, up to the next one."""
    text = (REPOSITORY / "docs" / "operating.md").read_text("utf-8")
    return text.partition(f"{SECTION}\n")[2].partition("\n## ")[0]


def blocks(kind: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", section(), re.DOTALL | re.MULTILINE)


def example() -> str:
    (text,) = blocks("toml")
    return text


def test_the_example_is_a_whole_policy(tmp_path: Path) -> None:
    file = tmp_path / "aguas-del-valle.toml"
    file.write_text(example(), "utf-8")
    policy = load_policy(file)
    assert (policy.utility, policy.reopening_hours) == ("aguas-del-valle", 12)
    assert policy.unconfirmed == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("offer_hours = 48", ""),
        ("offer_hours = 48", "offer_hours = 48\nofer_hours = 48"),
        ("offer_hours = 48", "offer_hours = 24"),
        ("hours = 12", "hours = 48"),
        ('min_instalment = "10.00"', 'min_instalment = "10.00"\nmonthly_percent = "1"\nrate_basis = "x"'),
        ("[[offices]]", "[approvals]\nremoval = 0\n\n[[offices]]"),
    ],
)
def test_the_refusals_that_it_shows_are_true(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "mia.toml"
    assert before in example()
    file.write_text(example().replace(before, after, 1), "utf-8")
    with pytest.raises(BadPolicy) as refusal:
        load_policy(file)
    assert sentence(refusal.value).replace(str(file), "mia.toml") in section()


def test_every_further_field_that_it_names_is_known(tmp_path: Path) -> None:
    more = (
        'billing_months = 2\nbureau_months = 6\nhard_to_collect_days = 360\nunconfirmed = ["stages"]\n',
        "[letters]\nfrom_bills = 3\nto_bills = 6\n",
        "[approvals]\nwrite_off = 2\n",
        '[allowance_m3]\nDOMESTICO = "20"\n',
        '[[stages]]\nname = "vigente"\nfrom_days = 0\n',
    )
    text = example().replace("[amounts]", f"{more[0]}\n[amounts]", 1) + "".join(more[1:])
    file = tmp_path / "more.toml"
    file.write_text(text.replace("[plan]", "[plan]\nends_with_year = true\nmax_grace = 0", 1), "utf-8")
    assert load_policy(file).unconfirmed == ("stages",)
    for name in (
        "letters",
        "approvals",
        "allowance_m3",
        "stages",
        "bureau_months",
        "ends_with_year",
        "rate_kind",
    ):
        assert name in section()


def test_the_moments_that_it_shows_can_be_read(tmp_path: Path) -> None:
    (text,) = blocks("csv")
    file = tmp_path / "casos.csv"
    file.write_text(text, "utf-8")
    vectors, unreadable = read_vectors(file)
    assert (len(vectors), unreadable) == (3, [])
