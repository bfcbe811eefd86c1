"""Each invariant holds for a clean record, and notices the violation that is planted in it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from caudal.demo.evidence import Agreed, Answered, Evidence, Ordered, Posted, Sent
from caudal.demo.invariants import INVARIANTS, Checked, World, check_all
from receivables.model.account import Account
from receivables.model.ladder import Notice
from receivables.model.money import Money
from receivables.model.rfm import RfmScore
from tests.support.build import a_calendar, a_claim, a_payment, a_policy, an_account, lima, monthly_bills

SUPPLY = "0000001"
OFFERED, LAST = lima("2024-01-09 10:00"), lima("2024-01-16 10:00")
SERVED, ORDERED, PAID = lima("2024-01-16 11:00"), lima("2024-01-18 11:00"), lima("2024-01-20 09:00")
DEBT = Money.of("90.00")
BOOKS = Money.of("90.00")

(
    SERVED_FIRST,
    NO_BEST_PAYER,
    WINDOW,
    CAPS,
    OPT_OUT,
    CONSENT,
    OWED,
    CLAIMED,
    ORDERS,
    KEYS,
    CENTIMO,
    DOWN_PAYMENT,
    SIGNED,
    ONE_REST,
    TOLD,
    DISTRESS,
    TOTAL,
) = INVARIANTS


def a_sent(notice: Notice, at: datetime, served: datetime | None = None, **changes: Any) -> Sent:
    plain = Sent(
        key=f"notice/{SUPPLY}/{notice}/1",
        supply_number=SUPPLY,
        person="doc:00000001",
        notice=notice,
        channel="whatsapp",
        address="+51900000001",
        debt=DEBT,
        sent_at=at,
        served_at=served,
    )
    return replace(plain, **changes)


OFFER = a_sent(Notice.OFFER, OFFERED, OFFERED + timedelta(hours=1))
LAST_CHANCE = a_sent(Notice.LAST_CHANCE, LAST, SERVED)
ORDER = Ordered("cut-1", SUPPLY, "queued", DEBT, ORDERED)
AGREED = Agreed(
    "CV-2024-000001", SUPPLY, DEBT, DEBT, lima("2024-01-19 09:00"), ((lima("2024-01-20 09:01"), "active"),)
)
CODE = (SUPPLY, lima("2024-01-19 08:59"))
PAYMENT = Posted("DEMO-1", SUPPLY, DEBT, PAID, (Money.of("60.00"), Money.of("30.00")), Money(0))


def an_account_in_debt(**changes: Any) -> Account:
    bills = monthly_bills(12, unpaid=3)
    return replace(an_account(*bills, payments=(a_payment("DEMO-1", date(2024, 1, 20), "90.00"),)), **changes)


def a_world(account: Account | None = None, **changes: Any) -> World:
    plain = Evidence(
        sent=(OFFER, LAST_CHANCE),
        orders=(ORDER,),
        posted=(PAYMENT,),
        opted_out={},
        consents=frozenset({(SUPPLY, "whatsapp", "+51900000001")}),
        keys=(OFFER.key, LAST_CHANCE.key),
        departures={OFFER.key: 1, LAST_CHANCE.key: 1},
        receivables=BOOKS,
    )
    accounts: Mapping[str, Account] = {SUPPLY: account or an_account_in_debt()}
    calendar = a_calendar(date(2024, 1, 1))
    return World(replace(plain, **changes), accounts, a_policy(), calendar, BOOKS)


def broken(world: World) -> list[str]:
    """The titles of the rules that do not hold there."""
    return [checked.title for checked in check_all(world) if not checked.held]


def test_a_clean_record_holds_and_says_how_often_it_was_asked() -> None:
    found = {checked.title: checked for checked in check_all(a_world())}
    assert all(checked.held for checked in found.values())
    assert found[WINDOW].times == 2
    assert found[SERVED_FIRST] == Checked(SERVED_FIRST, times=1, failed=0)


def test_a_cut_whose_last_chance_was_never_served_is_found() -> None:
    world = a_world(sent=(OFFER, replace(LAST_CHANCE, served_at=None)))
    assert broken(world) == [SERVED_FIRST]


def test_a_cut_a_minute_before_the_48_hours_is_found() -> None:
    early = replace(ORDER, ordered_at=SERVED + timedelta(hours=48, minutes=-1))
    assert broken(a_world(orders=(early,))) == [SERVED_FIRST]


def test_a_paper_at_the_door_serves_as_well_and_waits_as_long() -> None:
    unserved = (OFFER, replace(LAST_CHANCE, served_at=None))
    in_time = (SUPPLY, Notice.LAST_CHANCE, SERVED)
    assert broken(a_world(sent=unserved, papers=(in_time,))) == []
    late = (SUPPLY, Notice.LAST_CHANCE, SERVED + timedelta(minutes=1))
    assert broken(a_world(sent=unserved, papers=(late,))) == [SERVED_FIRST]
    another = (SUPPLY, Notice.OFFER, SERVED)
    assert broken(a_world(sent=unserved, papers=(another,))) == [SERVED_FIRST]


def test_a_best_payer_of_old_in_the_cut_queue_is_found() -> None:
    best = an_account_in_debt(scores={date(2023, 9, 20): RfmScore(5, 5, 5)})
    assert broken(a_world(best)) == [NO_BEST_PAYER]


@pytest.mark.parametrize(
    "moment", ["2024-01-13 10:00", "2024-01-12 06:59", "2024-01-12 20:00", "2024-01-01 10:00"]
)
def test_a_message_on_a_closed_day_or_hour_is_found(moment: str) -> None:
    moved = replace(OFFER, sent_at=lima(moment))
    assert broken(a_world(sent=(moved, LAST_CHANCE))) == [WINDOW]


def test_two_messages_to_a_person_on_one_day_are_found() -> None:
    second = replace(OFFER, key="notice/0000001/friendly_notice/1", sent_at=OFFERED + timedelta(hours=2))
    assert broken(a_world(sent=(OFFER, second, LAST_CHANCE))) == [CAPS]


def test_the_fourth_message_in_seven_days_is_found() -> None:
    days = [
        replace(OFFER, key=f"k{n}", sent_at=lima(f"2024-01-{day:02} 10:00"))
        for n, day in enumerate((8, 9, 10, 12))
    ]
    [found] = [each for each in check_all(a_world(sent=(*days, LAST_CHANCE))) if not each.held]
    assert (found.title, found.cases) == (CAPS, ("k3",))


def test_a_message_after_the_person_opted_out_is_found() -> None:
    world = a_world(opted_out={"doc:00000001": LAST - timedelta(days=1)})
    assert broken(world) == [OPT_OUT]


def test_a_message_to_an_address_without_consent_is_found() -> None:
    assert broken(a_world(consents=frozenset({(SUPPLY, "sms", "+51900000001")}))) == [CONSENT]


def test_a_message_to_someone_who_had_paid_is_found() -> None:
    late = replace(LAST_CHANCE, key="late", sent_at=PAID + timedelta(days=2), debt=Money(0), served_at=None)
    assert broken(a_world(sent=(OFFER, LAST_CHANCE, late))) == [OWED]


def test_a_payment_that_came_after_the_message_does_not_matter() -> None:
    soon = replace(PAYMENT, paid_at=LAST + timedelta(minutes=5))
    world = a_world(posted=(soon,), orders=())
    assert broken(world) == []


def test_a_claimed_bill_in_the_amount_is_found() -> None:
    bills = monthly_bills(12, unpaid=4)
    account = an_account(*bills, claims=(a_claim(bills[-1].number),))
    world = a_world(account, posted=(), sent=(OFFER, replace(LAST_CHANCE, debt=Money.of("120.00"))))
    assert broken(world) == [CLAIMED]


def test_an_order_for_another_amount_than_is_overdue_is_found() -> None:
    assert broken(a_world(orders=(replace(ORDER, debt=Money.of("89.99")),))) == [ORDERS]


def test_a_key_that_left_twice_is_found() -> None:
    assert broken(a_world(departures={OFFER.key: 2})) == [KEYS]


def test_a_key_that_is_there_twice_is_found() -> None:
    assert broken(a_world(keys=(OFFER.key, OFFER.key))) == [KEYS]


def test_a_payment_that_lost_a_centimo_is_found() -> None:
    lost = replace(PAYMENT, settled=(Money.of("60.00"), Money.of("29.99")))
    assert broken(a_world(posted=(lost,))) == [CENTIMO]


def test_books_that_do_not_add_up_are_found() -> None:
    [found] = [each for each in check_all(a_world(receivables=Money.of("90.01"))) if not each.held]
    assert (found.title, found.failed) == (TOTAL, 1)


def test_an_agreement_with_its_code_and_its_down_payment_holds() -> None:
    assert broken(a_world(agreed=(AGREED,), codes=(CODE,))) == []


def test_an_agreement_in_force_before_its_down_payment_is_found() -> None:
    early = replace(AGREED, events=((PAID - timedelta(minutes=1), "active"),))
    assert broken(a_world(agreed=(early,), codes=(CODE,))) == [DOWN_PAYMENT]
    more = replace(AGREED, down_payment=Money.of("90.01"))
    assert broken(a_world(agreed=(more,), codes=(CODE,))) == [DOWN_PAYMENT]


def test_an_agreement_without_a_code_of_its_supply_is_found() -> None:
    another, late = ("0000002", CODE[1]), (SUPPLY, AGREED.accepted_at + timedelta(minutes=1))
    assert broken(a_world(agreed=(AGREED,), codes=(another, late))) == [SIGNED]
    old = (SUPPLY, AGREED.accepted_at - timedelta(minutes=31))
    assert broken(a_world(agreed=(AGREED,), codes=(old,))) == [SIGNED]


def test_a_second_rest_for_the_same_bill_is_found() -> None:
    first, second = ("S-2024-000001", SUPPLY, ("B-1", "B-2")), ("S-2024-000002", SUPPLY, ("B-2",))
    assert broken(a_world(rests=(first, second))) == [ONE_REST]
    assert broken(a_world(rests=(first, ("S-2024-000002", "0000002", ("B-2",))))) == []


def test_a_debt_told_in_a_chat_that_the_books_never_had_is_found() -> None:
    told = Answered("reply/demo-1/0", SUPPLY, DEBT, LAST)
    assert broken(a_world(answers=(told,))) == []
    assert broken(a_world(answers=(replace(told, debt=Money.of("90.01")),))) == [TOLD]


def test_the_debt_of_an_agreement_may_be_told_once_it_is_accepted() -> None:
    told = Answered("reply/demo-1/0", SUPPLY, Money.of("80.00"), AGREED.accepted_at)
    agreed = replace(AGREED, debt=Money.of("80.00"))
    assert broken(a_world(answers=(told,), agreed=(agreed,), codes=(CODE,))) == []
    before = replace(told, at=told.at - timedelta(minutes=1))
    assert broken(a_world(answers=(before,), agreed=(agreed,), codes=(CODE,))) == [TOLD]


def test_an_amount_told_to_somebody_in_distress_is_found() -> None:
    assert broken(a_world(crises=(("demo-1", False, True),))) == []
    assert broken(a_world(crises=(("demo-1", True, True),))) == [DISTRESS]
    assert broken(a_world(crises=(("demo-1", False, False),))) == [DISTRESS]


def test_a_claim_of_the_chat_counts_from_the_moment_it_was_registered() -> None:
    bills = monthly_bills(12, unpaid=4)
    account = an_account(*bills, claims=(a_claim(bills[-1].number, number="S-2024-000001"),))
    told = replace(LAST_CHANCE, debt=Money.of("120.00"))
    world = a_world(
        account, posted=(), sent=(told,), orders=(), claimed={"S-2024-000001": LAST + timedelta(minutes=1)}
    )
    assert broken(world) == []
    world = a_world(account, posted=(), sent=(told,), orders=(), claimed={"S-2024-000001": LAST})
    assert broken(world) == [CLAIMED]


def test_a_reminder_goes_to_who_has_an_instalment_to_pay() -> None:
    reminder = replace(OFFER, notice=None, reminder=True, sent_at=PAID + timedelta(days=2), key="reminder")
    assert broken(a_world(sent=(LAST_CHANCE, reminder))) == [OWED]
