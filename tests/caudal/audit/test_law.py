"""The law as the auditor has it: the vectors of the contact calendar, and the edges of each window."""

from datetime import date, datetime

import pytest

from caudal.audit.law import COLOMBIA, LAWS, PERU, Days, against_contact, against_cut

DAYS = {country: Days(law) for country, law in LAWS.items()}

VECTORS = [
    ("2026-11-23 07:00:00", True, True),
    ("2026-11-23 06:59:59", False, False),
    ("2026-11-23 19:00:00", True, False),
    ("2026-11-23 20:00:00", False, False),
    ("2026-11-21 10:00:00", False, True),
    ("2026-11-21 15:00:00", False, False),
    ("2026-11-22 10:00:00", False, False),
    ("2026-06-29 10:00:00", False, False),
    ("2026-07-13 10:00:00", True, False),
    ("2026-07-23 10:00:00", False, True),
    ("2026-12-09 10:00:00", False, True),
    ("2026-11-16 10:00:00", True, False),
    ("2036-05-06 10:00:00", False, False),
    ("2019-05-07 10:00:00", False, False),
]


@pytest.mark.parametrize(("local", "peru", "colombia"), VECTORS)
def test_a_contact_is_allowed_where_the_rules_say(local: str, peru: bool, colombia: bool) -> None:
    for law, allowed in ((PERU, peru), (COLOMBIA, colombia)):
        moment = datetime.fromisoformat(local).replace(tzinfo=law.zone)
        assert (against_contact(DAYS[law.country], moment) is None) is allowed


@pytest.mark.parametrize(
    ("local", "allowed"),
    [
        ("2026-11-23 08:00", True),
        ("2026-11-23 07:59", False),
        ("2026-11-26 15:59", True),
        ("2026-11-26 16:00", False),
        ("2026-11-27 10:00", False),
        ("2026-12-07 10:00", False),
        ("2026-12-08 10:00", False),
        ("2035-12-31 10:00", False),
    ],
)
def test_a_cut_is_executed_where_the_rules_say(local: str, allowed: bool) -> None:
    for law in (PERU, COLOMBIA):
        moment = datetime.fromisoformat(local).replace(tzinfo=law.zone)
        assert (against_cut(DAYS[law.country], moment) is None) is allowed


def test_a_day_that_the_utility_closes_is_closed() -> None:
    day = date(2026, 6, 24)
    moment = datetime(2026, 6, 24, 10, tzinfo=PERU.zone)
    assert against_contact(Days(PERU), moment) is None
    assert against_contact(Days(PERU, {day}), moment) == "PE-CON-2"
    assert against_cut(Days(PERU, {day}), datetime(2026, 6, 23, 10, tzinfo=PERU.zone)) == "PE-CUT-6"


def test_business_days_leave_out_weekends_and_holidays() -> None:
    days, friday = DAYS["PE"], date(2026, 12, 4)
    assert days.within_business_days(friday, date(2026, 12, 7), 1)
    assert not days.within_business_days(friday, date(2026, 12, 8), 1)
    assert days.within_business_days(friday, date(2026, 12, 10), 2)
    assert not days.within_business_days(friday, date(2026, 12, 11), 2)
    assert days.within_business_days(date(2035, 12, 28), date(2040, 1, 1), 5)
