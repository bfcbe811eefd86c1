"""Packs of jurisdictions: dated, complete, every reason with its rules, every figure the one that the rule says."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from receivables.adapters.packs import LAWS, jurisdictions, load_law
from receivables.errors import BadPolicy
from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law, Window
from receivables.model.law import TimedAct, rules_for
from receivables.model.rulebook import check_figures, figure
from templates.errors import sentence
from tests.support.build import a_policy

COUNTRIES = ("CO", "PE")
CLOCK = re.compile(r"\d\d:\d\d")

Loaded = Callable[..., Law]


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Load the Peruvian pack with one thing changed."""

    def load(before: str = "", after: str = "", name: str = "pe.toml", on: date | None = None) -> Law:
        text = LAWS.joinpath("pe.toml").read_text("utf-8")
        assert before in text
        (tmp_path / name).write_text(text.replace(before, after, 1), "utf-8")
        return load_law("PE", on, tmp_path)

    return load


def own_rules(law: Law) -> set[str]:
    return {rule.id for rule in law.rules if rule.id.partition("-")[0] == law.jurisdiction}


def test_the_countries_that_ship_are_peru_and_colombia() -> None:
    assert jurisdictions() == COUNTRIES


@pytest.mark.parametrize(
    ("country", "families"),
    [
        (
            "PE",
            {
                "REG": 1,
                "CUT": 11,
                "REO": 4,
                "BILL": 3,
                "CLM": 9,
                "CON": 11,
                "ADV": 4,
                "DAT": 12,
                "INT": 6,
                "INS": 3,
                "HLP": 2,
            },
        ),
        (
            "CO",
            {
                "CON": 13,
                "CUT": 8,
                "REO": 2,
                "BILL": 1,
                "CLM": 1,
                "INT": 3,
                "STG": 1,
                "DAT": 1,
                "BUR": 2,
                "HLP": 2,
            },
        ),
    ],
)
def test_every_rule_of_the_tables_is_there(country: str, families: dict[str, int]) -> None:
    expected = {f"{country}-{family}-{n}" for family, most in families.items() for n in range(1, most + 1)}
    assert own_rules(load_law(country)) == expected


@pytest.mark.parametrize("country", COUNTRIES)
def test_invariants_practices_questions_and_holidays_are_there_in_every_country(country: str) -> None:
    ids = {rule.id for rule in load_law(country).rules}
    assert {f"I-{n}" for n in range(1, 33)} <= ids
    assert {f"Q-{n}" for n in range(1, 25)} <= ids
    assert {"HOL-1", f"HOL-{country}-1", f"HOL-{country}-2"} <= ids
    assert {*(f"POL-EAAB-{n}" for n in range(1, 6)), "POL-RFM-1", "POL-WOF-1", "POL-BIG-1"} <= ids


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_rule_says_what_it_demands_in_one_sentence_and_on_what_it_rests(country: str) -> None:
    for rule in load_law(country).rules:
        assert rule.says.endswith("."), rule.id
        assert rule.says[0].isupper() or rule.says[0] == "«", rule.id
        assert ". " not in rule.says, rule.id
        assert rule.basis, rule.id


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_reason_of_withholding_stands_for_rules_that_are_there(country: str) -> None:
    law = load_law(country)
    ids = {rule.id for rule in law.rules}
    other = "CO" if country == "PE" else "PE"
    for act in TimedAct:
        rules = rules_for(law, act)
        assert set(rules) == set(Reason)
        for named in rules.values():
            assert set(named) <= ids
            assert not [id for id in named if id.startswith(f"{other}-")]


def test_the_same_reason_stands_for_other_rules_in_the_other_country() -> None:
    assert "PE-CON-1" in load_law("PE").rules_of[Reason.OUTSIDE_WINDOW]
    assert "CO-CON-2" in load_law("CO").rules_of[Reason.OUTSIDE_WINDOW]
    assert load_law("PE").rules_of_cut[Reason.OUTSIDE_WINDOW] == ("PE-CUT-6",)
    assert "CO-CON-8" in load_law("CO").rules_of_visit[Reason.OUTSIDE_WINDOW]
    assert load_law("PE").rules_of_cut[Reason.CLAIM] == load_law("PE").rules_of[Reason.CLAIM]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_rule_cannot_say_another_figure_than_the_table(country: str) -> None:
    law = load_law(country)
    checked = 0
    for rule in law.rules:
        if rule.id not in own_rules(law):
            continue
        numbers = re.findall(r"\d+", CLOCK.sub("", rule.says))
        for each in rule.figures:
            value = figure(each.path, law, None)
            if (
                each.path.startswith("law.")
                and value is not None
                and not isinstance(value, bool | tuple | frozenset)
            ):
                within = rule.says if isinstance(value, str) else numbers
                assert str(value) in within, (rule.id, each.path)
                checked += 1
    assert checked > 8


@pytest.mark.parametrize(
    ("country", "rule", "week"),
    [
        ("PE", "PE-CON-1", "contact"),
        ("PE", "PE-CON-1", "visit"),
        ("PE", "PE-CUT-6", "cut"),
        ("CO", "CO-CON-2", "contact"),
        ("CO", "CO-CUT-8", "cut"),
    ],
)
def test_a_rule_cannot_say_other_hours_than_the_table(country: str, rule: str, week: str) -> None:
    law = load_law(country)
    says = next(each.says for each in law.rules if each.id == rule)
    windows: tuple[Window | None, ...] = getattr(law, week)
    hours = {f"{moment:%H:%M}" for window in windows if window for moment in (window.opens, window.closes)}
    assert set(CLOCK.findall(says)) == hours


def test_peru_closes_weekends_and_cuts_only_from_monday_to_thursday() -> None:
    law = load_law("PE")
    assert [window is not None for window in law.contact] == [True] * 5 + [False] * 2
    assert [window is not None for window in law.visit] == [True] * 5 + [False] * 2
    assert [window is not None for window in law.cut] == [True] * 4 + [False] * 3


def test_colombia_has_saturdays_one_channel_a_week_no_visits_and_no_questions() -> None:
    law = load_law("CO")
    assert [window is not None for window in law.contact] == [True] * 6 + [False]
    assert law.visit == (None,) * 7
    assert law.one_channel_per_seven_days
    assert not law.asks_reason
    assert (law.claims.instances[0].decide_days, law.claims.instances[0].notify_days) == (15, 5)


def test_the_chain_of_peruvian_claims_is_that_of_the_regulation() -> None:
    claims = load_law("PE").claims
    assert [(i.decide_days, i.notify_days, i.appeal_days) for i in claims.instances] == [
        (30, 5, 15),
        (15, 5, 15),
        (30, 5, 0),
    ]
    assert (claims.unpaid_days, claims.paid_months) == (60, 12)


def test_the_newest_pack_that_is_valid_on_the_day_is_taken(loaded: Loaded) -> None:
    loaded()
    newer = {
        "before": "valid_from = 2010-10-02",
        "after": "valid_from = 2027-01-01",
        "name": "pe-2027-01-01.toml",
    }
    assert loaded(**newer, on=date(2026, 12, 31)).valid_from == date(2010, 10, 2)
    assert loaded(**newer, on=date(2027, 1, 1)).valid_from == date(2027, 1, 1)
    assert loaded(**newer).valid_from == date(2027, 1, 1)


def test_before_the_first_pack_there_is_no_law() -> None:
    with pytest.raises(BadPolicy, match="no_law_in_force"):
        load_law("CO", date(2023, 10, 9))


@pytest.mark.parametrize("name", ["", "../pe", "XX", "pe-2027", "peru"])
def test_a_jurisdiction_without_a_pack_is_refused(name: str) -> None:
    with pytest.raises(BadPolicy, match="unknown_jurisdiction"):
        load_law(name)


def test_capital_letters_do_not_matter() -> None:
    assert load_law("pe") == load_law("PE")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("[limits]", "[limits]\nextra = 1", "pack_field_unknown"),
        ("[retention]", "[retencion]", "pack_field_missing"),
        ("contacts_per_day = 1 ", "contacts_per_day = 0 ", "pack_field_too_small"),
        ('paid = ["I-11"]\n', "", "reason_without_rule"),
        ('paid = ["I-11"]', 'paid = ["I-99"]', "unknown_rule"),
        ('holiday = ["PE-CUT-6", "HOL-PE-1"]', 'holiday = ["PE-CUT-66"]', "unknown_rule"),
        ('paid = ["I-11"]', "paid = []", "pack_field_empty"),
        ('paid = ["I-11"]', 'pagado = ["I-11"]', "pack_field_not_one_of"),
        ('id = "PE-CON-2"', 'id = "PE-CON-1"', "rule_twice"),
        ('id = "PE-CON-2"', 'id = "I-1"', "rule_twice"),
        ('confidence = "FOUND"', 'confidence = "SURE"', "pack_field_not_one_of"),
        ('"law.notice_hours_before_cut"', '"law.notice_hours"', "unknown_figure"),
        ('"law.notice_hours_before_cut"', '"notice_hours_before_cut"', "unknown_figure"),
        ("appeal_days = 0", "appeal_days = 15", "last_instance_has_no_appeal"),
        ('closes = "20:00"', 'closes = "06:00"', "window_closes_before_it_opens"),
        ('jurisdiction = "PE"', 'jurisdiction = "CO"', "law_in_the_wrong_file"),
        ('jurisdiction = "PE"', 'jurisdiction = "Perú"', "pack_field_wrong"),
    ],
)
def test_a_pack_that_is_not_whole_is_refused_with_its_file(
    loaded: Loaded, before: str, after: str, code: str
) -> None:
    with pytest.raises(BadPolicy) as refusal:
        loaded(before, after)
    assert refusal.value.code == code
    assert "pe.toml" in sentence(refusal.value)
    assert "—" not in sentence(refusal.value)


def test_a_figure_of_a_policy_that_is_not_there_is_found_when_a_policy_is_loaded(loaded: Loaded) -> None:
    law = loaded('"policy.cut_overdue_bills"', '"policy.cut_bills"')
    with pytest.raises(BadPolicy, match="unknown_figure"):
        check_figures(law, a_policy(law=law))
