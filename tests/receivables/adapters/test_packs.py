"""Packs of utilities: what ships loads, and what cannot be read or contradicts itself is refused with the reason."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from receivables.adapters.packs import POLICIES, load_policy
from receivables.adapters.packs.policy import Locale
from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.jurisdiction import MONTHLY
from receivables.model.pauses import Pauses
from receivables.model.plan import Rate
from receivables.model.policy import Letters
from templates.errors import sentence

SHIPPED = ("abancay", "bogota", "moyobamba", "sedacusco", "tumbes")
Refused = Callable[..., BadPolicy]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Load a shipped pack with one thing changed, and give the refusal."""

    def load(before: str, after: str, pack: str = "tumbes") -> BadPolicy:
        text = POLICIES.joinpath(f"{pack}.toml").read_text("utf-8")
        assert before in text
        file = tmp_path / "policy.toml"
        file.write_text(text.replace(before, after, 1), "utf-8")
        with pytest.raises(BadPolicy) as refusal:
            load_policy(file)
        return refusal.value

    return load


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_policy_loads_by_its_bare_name(name: str) -> None:
    policy = load_policy(Path(name))
    assert policy.utility == name
    assert policy.law.jurisdiction == policy.jurisdiction
    assert policy.reopening_hours <= policy.law.reopening_hours


def test_no_policy_ships_without_a_test() -> None:
    assert sorted(pack.name.removesuffix(".toml") for pack in POLICIES.iterdir()) == list(SHIPPED)


def test_every_locale_that_a_pack_may_name_has_a_catalogue_of_messages() -> None:
    catalogues = {
        entry.name for entry in files("templates").iterdir() if entry.joinpath("buttons.txt").is_file()
    }
    assert set(get_args(Locale)) == catalogues


def test_tumbes_is_the_policy_when_none_is_named() -> None:
    assert load_policy() == load_policy(Path("tumbes"))


def test_the_pauses_are_those_of_the_utility_else_the_usual_ones(tmp_path: Path) -> None:
    assert load_policy(None).pauses == load_policy(Path("bogota")).pauses == Pauses()
    text = POLICIES.joinpath("tumbes.toml").read_text("utf-8")
    file = tmp_path / "policy.toml"
    file.write_text(text.replace("paid_hours = 48", "paid_hours = 24"), "utf-8")
    assert load_policy(file).pauses == Pauses(paid_hours=24)


def test_moyobamba_cuts_about_the_24th_and_ends_its_agreements_with_the_year() -> None:
    policy = load_policy(Path("moyobamba"))
    assert (policy.cut_overdue_bills, policy.cut_days) == (2, (22, 26))
    assert policy.down_options == (Decimal(50), Decimal(70))
    assert (policy.plan.min_down_percent, policy.plan.max_instalments) == (Decimal(50), 12)
    assert policy.plan.ends_with_year
    assert (str(policy.reopening_fee), policy.reopening_hours) == ("20.00", 24)


def test_sedacusco_writes_letters_from_the_third_to_the_sixth_month_and_reports_at_the_sixth() -> None:
    policy = load_policy(Path("sedacusco"))
    assert (policy.offer_overdue_bills, policy.cut_overdue_bills) == (2, 2)
    assert (policy.letters, policy.bureau_months) == (Letters(3, 6), 6)


def test_abancay_reopens_in_four_hours_and_cuts_what_is_over_sixty_days() -> None:
    policy = load_policy(Path("abancay"))
    assert (policy.reopening_hours, policy.cut_overdue_bills, policy.billing_months) == (4, 3, MONTHLY)


def test_bogota_is_in_pesos_at_six_percent_a_year_with_stages_that_a_person_must_confirm() -> None:
    policy = load_policy(Path("bogota"))
    amounts = (policy.negligible, policy.worth_a_notice, policy.reopening_fee, policy.plan.min_instalment)
    assert {amount.currency for amount in amounts} == {"COP"}
    assert (policy.billing_months, policy.hard_to_collect_days) == (2, 360)
    assert policy.plan.rate == Rate.of_tna(Decimal(6))
    assert policy.rate_basis
    assert [stage.name for stage in policy.stages] == ["vigente", "prejuridico", "persuasivo", "coactivo"]
    assert policy.unconfirmed == ("stages",)


def test_a_matter_that_the_pack_does_not_name_needs_one_named_person(tmp_path: Path) -> None:
    text = POLICIES.joinpath("tumbes.toml").read_text("utf-8")
    file = tmp_path / "policy.toml"
    file.write_text(text.replace("removal = 1\n", ""), "utf-8")
    assert load_policy(file).approvals[Matter.REMOVAL] == 1


@pytest.mark.parametrize(
    ("before", "after", "code", "field"),
    [
        ('negligible = "1.00"', "negligible = 1.00", "pack_field_unquoted", "amounts.negligible"),
        ('negligible = "1.00"', 'negligible = "1.005"', "pack_field_not_an_amount", "amounts.negligible"),
        ('negligible = "1.00"', 'negligible = "S/ 1"', "pack_field_not_an_amount", "amounts.negligible"),
        ('friendly_mean = "4.0"', 'friendly_mean = "x"', "pack_field_not_a_number", "ladder.friendly_mean"),
        ('friendly_mean = "4.0"', 'friendly_mean = "NaN"', "pack_field_not_a_number", "ladder.friendly_mean"),
        ("friendly_mean = ", "friendly_mode = ", "pack_field_missing", "ladder.friendly_mean"),
        ("[feed]", "[feed]\nfresh = 3", "pack_field_unknown", "feed.fresh"),
        ("fresh_days = 3", "fresh_days = 0", "pack_field_too_small", "feed.fresh_days"),
        ("hours = 24 ", "hours = 9999 ", "pack_field_too_large", "reopening.hours"),
        ("paid_hours = 48", "paid_hours = 0", "pack_field_too_small", "pauses.paid_hours"),
        ("again_days = 90", "again_days = 1", "pack_field_too_small", "pauses.agreement_again_days"),
        ("fresh_days = 3", "fresh_days = true", "pack_field_wrong", "feed.fresh_days"),
        ('"telegram", ', '"paloma", ', "pack_field_not_one_of", "channels.1"),
        ("removal = 1", "levantamiento = 1", "pack_field_not_one_of", "approvals.levantamiento.[key]"),
        ('name = "Agua Tumbes"', 'name = ""', "pack_field_empty", "name"),
        ("valid_from = 2020-01-01", 'valid_from = "ayer"', "pack_field_wrong", "valid_from"),
        ('utility = "tumbes"', 'utility = "Agua Tumbes"', "pack_field_wrong", "utility"),
        ('locale = "es_PE"', 'locale = "qu_PE"', "pack_field_not_one_of", "locale"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(
    refused: Refused, before: str, after: str, code: str, field: str
) -> None:
    refusal = refused(before, after)
    assert (refusal.code, refusal.values["field"]) == (code, field)
    assert field in sentence(refusal)
    assert "policy.toml" in sentence(refusal)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("[amounts]", "[amounts", "pack_not_toml"),
        ('jurisdiction = "PE"', 'jurisdiction = "XX"', "unknown_jurisdiction"),
        ('jurisdiction = "PE"', 'jurisdiction = "../PE"', "unknown_jurisdiction"),
        ('zone = "America/Lima"', 'zone = "America/Nowhere"', "unknown_zone"),
        ('zone = "America/Lima"', 'zone = "../etc"', "unknown_zone"),
        ('zone = "America/Lima"', 'zone = "America/Bogota"', "zone_of_another_country"),
        ('currency = "PEN"', 'currency = "COP"', "currency_of_another_country"),
        ('jurisdiction = "PE"', 'jurisdiction = "CO"', "currency_of_another_country"),
        ("billing_months = 1", "billing_months = 3", "billing_months_out_of_range"),
        ("billing_months = 1", 'billing_months = 1\nunconfirmed = ["tarifas"]', "unconfirmed_is_no_section"),
        ('min_down_percent = "20"', 'min_down_percent = "120"', "min_down_percent_out_of_range"),
        ('min_instalment = "5.00"', 'min_instalment = "-5.00"', "min_instalment_negative"),
        ("max_grace = 0", 'monthly_percent = "1"\ntea_percent = "12"', "two_rates"),
        ("max_instalments = 24", "max_instalments = 25", "instalments_beyond_the_term"),
        ("max_grace = 0", "max_grace = 1", "instalments_beyond_the_term"),
        ("max_grace = 0", 'monthly_percent = "200"', "rate_out_of_range"),
        ("[approvals]", "[letters]\nfrom_bills = 6\nto_bills = 3\n\n[approvals]", "letters_from_after_to"),
    ],
)
def test_a_pack_that_will_not_do_is_refused_and_says_why(
    refused: Refused, before: str, after: str, code: str
) -> None:
    refusal = refused(before, after)
    assert refusal.code == code
    assert code not in sentence(refusal)


def test_a_law_above_which_bogota_may_not_wait_depends_on_how_often_it_bills(refused: Refused) -> None:
    third = refused("cut_overdue_bills = 2 ", "cut_overdue_bills = 3 ", "bogota")
    assert (third.code, third.values["law"]) == ("cut_above_the_law", 2)


def test_the_line_of_a_text_that_is_not_toml_is_told(refused: Refused) -> None:
    assert refused("[amounts]", "[amounts").values["line"] != "?"


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="policy_missing"):
        load_policy(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadPolicy, match="policy_is_no_text"):
        load_policy(tmp_path / "binary.toml")


def test_a_bare_name_that_does_not_ship_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadPolicy, match="unknown_policy") as refusal:
        load_policy(Path("lima"))
    assert refusal.value.values["known"] == ", ".join(SHIPPED)


def test_a_policy_is_not_in_force_before_its_day() -> None:
    with pytest.raises(BadPolicy, match="policy_not_yet_valid"):
        load_policy(Path("bogota"), date(2023, 10, 9))
    assert load_policy(Path("bogota"), date(2023, 10, 10)).utility == "bogota"


def test_a_refusal_is_told_with_every_value_that_its_sentence_asks_for(refused: Refused) -> None:
    for before, after in (
        ("cut_overdue_bills = 3", "cut_overdue_bills = 1"),
        ("fresh_days = 3", "fresh_days = 0"),
        ("write_off = 2", "write_off = 0"),
    ):
        assert "—" not in sentence(refused(before, after))
