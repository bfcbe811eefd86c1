"""Campaigns in TOML: what is right is read exactly, what is wrong is named."""

from datetime import time
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from receivables.adapters.campaign_files import load_campaign, load_campaigns
from receivables.errors import BadFile, BadInput
from receivables.model.campaign import Audience, Campaign, Schedule
from receivables.model.ladder import Notice
from templates.errors import sentence

FRIENDLY = """
id = "friendly-notice"
title = "Aviso amistoso a buenos pagadores"
step = "friendly_notice"            # a step of the ladder, or "none"
[audience]
protecting_rfm_mean_at_least = 4.0
overdue_bills_at_least = 1
localities = []
[message]
key = "friendly_notice"
variants = ["plain", "facilities"]
holdout_percent = 10
[schedule]
weekdays = ["mon", "wed"]
at = "10:00"
expires_after_minutes = 120
"""


def written(folder: Path, text: str) -> Path:
    """A campaign file."""
    path = folder / "campaign.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    assert load_campaign(written(tmp_path, FRIENDLY)) == Campaign(
        id="friendly-notice",
        title="Aviso amistoso a buenos pagadores",
        step=Notice.FRIENDLY,
        audience=Audience(Decimal("4.0"), 1, ()),
        message_key="friendly_notice",
        variants=("plain", "facilities"),
        holdout_percent=10,
        schedule=Schedule(("mon", "wed"), time(10), 120),
    )


def test_the_shipped_ones_are_sound() -> None:
    shipped = load_campaigns(files("campaigns") / "definitions")
    assert {key: campaign.step for key, campaign in shipped.items()} == {
        "agreement-offer-48h": Notice.OFFER,
        "atypical-bill": None,
        "friendly-notice": Notice.FRIENDLY,
        "last-chance": Notice.LAST_CHANCE,
        "monthly-letter": Notice.LETTER,
        "red-notice": Notice.OFFER,
    }
    assert shipped["atypical-bill"].audience == Audience(atypical_bill=True)
    assert shipped["red-notice"].audience == Audience(overdue_bills_at_least=2, overdue_bills_at_most=2)
    assert shipped["friendly-notice"].audience.protecting_rfm_mean_at_least == 4
    assert shipped["last-chance"].schedule.weekdays == ("mon", "tue", "wed", "thu", "fri")


def test_conditions_may_be_left_out(tmp_path: Path) -> None:
    lines = FRIENDLY.replace("[audience]\n", "").splitlines()
    short = [
        line for line in lines if not line.startswith(("protecting", "overdue", "localities", "holdout"))
    ]
    campaign = load_campaign(written(tmp_path, "\n".join(short)))
    assert (campaign.audience, campaign.holdout_percent) == (Audience(), 0)


def test_a_campaign_may_stand_outside_the_ladder(tmp_path: Path) -> None:
    outside = FRIENDLY.replace('step = "friendly_notice"', 'step = "none"')
    assert load_campaign(written(tmp_path, outside)).step is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('title = "Aviso amistoso a buenos pagadores"', "", "le falta «title»"),
        ("holdout_percent = 10", "holdout_percent = 95", "«message.holdout_percent»"),
        ("holdout_percent = 10", 'holdout_percent = "10"', "«message.holdout_percent»"),
        ('["mon", "wed"]', "[1, 3]", "«schedule.weekdays.0»"),
        ('["mon", "wed"]', "[]", "«schedule.weekdays»"),
        ('["mon", "wed"]', '["lunes"]', "«schedule.weekdays.0»"),
        ('at = "10:00"', 'at = "diez"', "«schedule.at»"),
        ("expires_after_minutes = 120", "expires_after_minutes = 0", "«schedule.expires_after_minutes»"),
        ("overdue_bills_at_least = 1", "overdue_bills_at_least = 0", "«audience.overdue_bills_at_least»"),
        ('step = "friendly_notice"', 'step = "threat"', "«step»"),
        ("[message]", "[message]\ncolour = 1", "no se conoce: «message.colour»"),
        ("[message]", "[message", "campaign.toml no está bien escrito en TOML"),
    ],
)
def test_what_is_wrong_is_named_in_spanish(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    path = written(tmp_path, FRIENDLY.replace(right, wrong))
    with pytest.raises(BadFile) as refused:
        load_campaign(path)
    assert said in sentence(refused.value)


def test_an_identifier_is_short_and_plain(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="bad_campaign_id"):
        load_campaign(written(tmp_path, FRIENDLY.replace('"friendly-notice"', '"Aviso 1"')))


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="campaign_not_found"):
        load_campaign(tmp_path / "nothing.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="campaign_not_text"):
        load_campaign(binary)
