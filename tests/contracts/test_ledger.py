"""The ledger: what was loaded comes back exactly, by key, whatever the order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from receivables.errors import BadAmount
from receivables.model.account import Account, AgreementState, Instalment, Obstacle, Role, SupplyState
from receivables.model.contact import Feed
from receivables.model.money import Money
from receivables.model.records import RecordKind
from receivables.model.rfm import Measures, RfmScore, rfm_cuts
from receivables.ports import BEFORE_ANY_FEED, Units, Upserted
from tests.contracts.load import load, row_of, rows_of
from tests.support.build import (
    CUT_DATE,
    a_bill,
    a_claim,
    a_contact,
    a_payment,
    a_supply,
    an_account,
    an_agreement,
    monthly_bills,
)

pytestmark = pytest.mark.anyio


def a_full_account() -> Account:
    """An account with something in every column."""
    supply = a_supply(
        role=Role.TENANT,
        state=SupplyState.CUT,
        latitude=Decimal("-3.5669000"),
        longitude=None,
        continuity=False,
        protected=True,
        protection_reason="clínica",
        obstacle=Obstacle.TEMPORARY,
        holder="Ñusta Álvarez de Prueba",
    )
    bill = a_bill(
        "R-1",
        date(2023, 12, 20),
        "30.05",
        "12.34",
        consumption_m3=Decimal("12.345"),
        sewer=Money(1),
        fixed_charge=Money(2),
        interest=Money(3),
        other=Money(4),
    )
    agreement = replace(an_agreement(date(2024, 1, 5), date(2024, 2, 5)), tea=Decimal("24.125"))
    return an_account(
        bill,
        supply=supply,
        payments=(a_payment("P-1", date(2023, 11, 2), "0.01", in_feed=True, bill="R-0"),),
        claims=(a_claim("R-1", resolved_on=date(2023, 12, 9)),),
        agreements=(agreement,),
        scores={date(2023, 10, 20): RfmScore(5, 4, 3), date(2023, 9, 20): RfmScore(0, 0, 0)},
    )


async def test_an_account_comes_back_as_it_was_loaded(units: Units) -> None:
    account = a_full_account()
    async with units() as unit:
        await load(unit, account)
    async with units.reading() as unit:
        found = await unit.ledger.account("0000001")
    assert found == account
    assert found is not None
    assert str(found.bills[0].consumption_m3) == "12.345"
    assert str(found.supply.latitude) == "-3.5669000"


async def test_an_unknown_supply_has_no_account(units: Units) -> None:
    async with units() as unit:
        await load(unit, an_account())
        assert await unit.ledger.account("0000009") is None
        assert list(await unit.ledger.accounts(["0000009", "0000001"])) == ["0000001"]
        assert await unit.ledger.accounts([]) == {}


async def test_an_account_of_before_any_feed_has_the_earliest_cut_date(units: Units) -> None:
    async with units() as unit:
        await unit.ledger.upsert(RecordKind.SUPPLY, [row_of(RecordKind.SUPPLY, a_supply())])
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert account.cut_date == BEFORE_ANY_FEED


async def test_parts_of_an_account_come_oldest_first(units: Units) -> None:
    bills = monthly_bills(5, unpaid=2)
    payments = tuple(a_payment(f"P-{n}", date(2023, n, 3), in_feed=True) for n in range(1, 5))
    agreement = an_agreement(date(2024, 1, 5), date(2024, 2, 5), date(2024, 3, 5))
    account = an_account(*bills, payments=payments, agreements=(agreement,))
    backwards = {kind: rows[::-1] for kind, rows in rows_of([account]).items()}
    async with units() as unit:
        for kind, rows in backwards.items():
            await unit.ledger.upsert(kind, rows)
        await unit.ledger.record_feed(Feed(CUT_DATE, CUT_DATE))
        assert await unit.ledger.account("0000001") == account


async def test_loading_counts_what_is_new_changed_and_as_before(units: Units) -> None:
    bills = monthly_bills(4, unpaid=2)
    changed = replace(bills[0], balance=Money(1))
    new = a_bill("R-new", date(2024, 1, 20))

    def rows(*given: Any) -> list[tuple[Any, ...]]:
        return [row_of(RecordKind.BILL, bill) for bill in given]

    async with units() as unit:
        assert await unit.ledger.upsert(RecordKind.BILL, rows(*bills)) == Upserted(inserted=4)
        assert await unit.ledger.upsert(RecordKind.BILL, rows(*bills)) == Upserted(unchanged=4)
    async with units() as unit:
        done = await unit.ledger.upsert(RecordKind.BILL, iter(rows(changed, *bills[1:], new)))
        assert done == Upserted(inserted=1, updated=1, unchanged=3)
        assert await unit.ledger.upsert(RecordKind.BILL, []) == Upserted()
        assert (await unit.ledger.counts())["bill"] == 5


@pytest.mark.parametrize("kind", list(RecordKind))
async def test_every_kind_is_loaded_twice_without_a_change(units: Units, kind: RecordKind) -> None:
    rows = [*rows_of([a_full_account()])[kind]]
    if kind is RecordKind.CONTACT:
        rows = [row_of(kind, a_contact()), row_of(kind, a_contact("sms", consented_on=None))]
    async with units() as unit:
        assert await unit.ledger.upsert(kind, rows) == Upserted(inserted=len(rows))
        assert await unit.ledger.upsert(kind, rows) == Upserted(unchanged=len(rows))


async def test_of_rows_with_one_key_the_last_stays(units: Units) -> None:
    first, last = a_bill("R-1", date(2023, 12, 20), "1.00"), a_bill("R-1", date(2023, 12, 20), "2.00")
    async with units() as unit:
        await load(unit, an_account())
        await unit.ledger.upsert(RecordKind.BILL, [row_of(RecordKind.BILL, bill) for bill in (first, last)])
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert account.bills == (last,)


async def test_any_order_of_files_and_rows_gives_the_same_ledger(units: Units) -> None:
    account = an_account(
        *monthly_bills(6, unpaid=3), claims=(a_claim("R-2023-12"),), agreements=(an_agreement(CUT_DATE),)
    )
    rows = [(kind, row) for kind, each in rows_of([account]).items() for row in each]
    Random(7).shuffle(rows)
    async with units() as unit:
        for kind, row in rows:
            await unit.ledger.upsert(kind, [row])
        await unit.ledger.record_feed(Feed(CUT_DATE, CUT_DATE))
        assert await unit.ledger.account("0000001") == account


@pytest.mark.parametrize("amount", [1.5, 3.0, "30", None, Decimal("1.00"), True])
async def test_an_amount_that_is_not_whole_centimos_is_refused(units: Units, amount: object) -> None:
    row = ("P-1", "0000001", CUT_DATE, amount, "CAR1", None)

    async def load_it() -> None:
        async with units() as unit:
            await unit.ledger.upsert(RecordKind.PAYMENT, [row])

    async def post_it() -> None:
        async with units() as unit:
            await unit.ledger.add_payment("P-1", row, {})

    with pytest.raises(BadAmount):
        await load_it()
    with pytest.raises(BadAmount):
        await post_it()


async def test_an_amount_of_billions_stays_exact(units: Units) -> None:
    bill = a_bill("R-1", CUT_DATE, "9876543210.98")
    async with units() as unit:
        await load(unit, an_account(bill))
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert account.bills[0].total == Money.of("9876543210.98")


async def test_a_feed_that_is_older_changes_nothing(units: Units) -> None:
    async with units() as unit:
        assert await unit.ledger.feed() is None
        await unit.ledger.record_feed(Feed(date(2023, 12, 31), date(2024, 1, 2)))
        await unit.ledger.record_feed(Feed(date(2023, 11, 30), date(2024, 1, 5)))
    async with units() as unit:
        assert await unit.ledger.feed() == Feed(date(2023, 12, 31), date(2024, 1, 5))


async def test_which_keys_are_known(units: Units) -> None:
    account = an_account(
        *monthly_bills(2, unpaid=0), claims=(a_claim("R-2023-12"),), agreements=(an_agreement(CUT_DATE),)
    )
    async with units() as unit:
        await load(unit, account)
        for kind, key in (
            (RecordKind.SUPPLY, "0000001"),
            (RecordKind.BILL, "R-2023-12"),
            (RecordKind.CLAIM, "C-R-2023-12"),
            (RecordKind.AGREEMENT, "A-1"),
        ):
            assert await unit.ledger.known(kind, [key, "none", "'; --", 'a "word"']) == {key}
        many = [f"{n:07d}" for n in range(70_000)]
        assert await unit.ledger.known(RecordKind.SUPPLY, many) == {"0000001"}
        assert await unit.ledger.known(RecordKind.SUPPLY, []) == frozenset()


async def test_supply_numbers_in_order_and_those_of_a_period(units: Units) -> None:
    numbers = ["0000010", "0000002", "0000001"]
    async with units() as unit:
        await load(unit, *(an_account(supply=a_supply(number)) for number in numbers))
        assert await unit.ledger.supply_numbers() == sorted(numbers)
        december = a_bill("R-1", date(2023, 12, 20), supply_number="0000002")
        bills = [december, replace(december, number="R-2"), replace(december, number="R-3", period="2023-11")]
        await unit.ledger.upsert(RecordKind.BILL, [row_of(RecordKind.BILL, bill) for bill in bills])
        assert await unit.ledger.supply_numbers(billed_in="2023-12") == ["0000002"]
        assert await unit.ledger.supply_numbers(billed_in="2020-01") == []


async def test_due_days_are_given_once_in_order(units: Units) -> None:
    async with units() as unit:
        assert await unit.ledger.due_days() == []
        await load(unit, an_account(*monthly_bills(3, unpaid=1), a_bill("R-x", date(2023, 11, 20))))
        assert await unit.ledger.due_days() == [date(2023, 10, 20), date(2023, 11, 20), date(2023, 12, 20)]


async def test_a_payment_is_posted_once(units: Units) -> None:
    row = row_of(RecordKind.PAYMENT, a_payment("P-1", date(2024, 1, 3), "45.60"))
    answer = {"settled": [{"bill": "R-1", "amount": "45.60"}], "credit": None}
    async with units() as unit:
        await load(unit, an_account())
        assert await unit.ledger.settlement("P-1") is None
        assert not await unit.ledger.knows_operation("P-1")
        assert await unit.ledger.add_payment("P-1", row, answer)
    async with units() as unit:
        assert not await unit.ledger.add_payment("P-1", row, {"other": 1})
        assert await unit.ledger.knows_operation("P-1")
        assert await unit.ledger.settlement("P-1") == answer
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert account.payments == (a_payment("P-1", date(2024, 1, 3), "45.60"),)


async def test_a_posted_payment_that_comes_in_a_feed_is_in_the_feed(units: Units) -> None:
    payment = a_payment("P-1", date(2024, 1, 3))
    row = row_of(RecordKind.PAYMENT, payment)
    async with units() as unit:
        await load(unit, an_account(payments=(payment,)))
        assert await unit.ledger.upsert(RecordKind.PAYMENT, [row]) == Upserted(updated=1)
        assert await unit.ledger.upsert(RecordKind.PAYMENT, [row]) == Upserted(unchanged=1)
        account = await unit.ledger.account("0000001")
        assert account is not None
        assert account.payments == (replace(payment, in_feed=True),)
        assert await unit.ledger.settlement("P-1") == {}
        assert not await unit.ledger.add_payment("P-1", row, {})


async def test_a_posted_payment_can_be_reversed_and_one_of_a_feed_cannot(units: Units) -> None:
    posted, fed = a_payment("P-1", date(2024, 1, 3)), a_payment("P-2", date(2023, 1, 3), in_feed=True)
    async with units() as unit:
        await load(unit, an_account(payments=(posted, fed)))
        for operation in ("P-1", "P-2", "unknown"):
            await unit.ledger.reverse_payment(operation)
        account = await unit.ledger.account("0000001")
        found = [each async for part in unit.ledger.payments(date(2000, 1, 1), CUT_DATE) for each in part]
    assert account is not None
    assert [(p.operation, p.reversed) for p in account.payments] == [("P-2", False), ("P-1", True)]
    assert found == [("0000001", date(2023, 1, 3), 3000)]


async def test_payments_after_one_day_and_up_to_another(units: Units) -> None:
    days = [date(2023, 1, 1), date(2023, 1, 2), date(2023, 6, 1), date(2023, 6, 2)]
    paid = tuple(a_payment(f"P-{n}", day, "0.05", in_feed=True) for n, day in enumerate(days))
    async with units() as unit:
        await load(unit, an_account(payments=paid))
        parts = [part async for part in unit.ledger.payments(days[0], days[2])]
    assert sorted(each for part in parts for each in part) == [
        ("0000001", days[1], 5),
        ("0000001", days[2], 5),
    ]


async def test_cut_points_are_kept_by_day(units: Units) -> None:
    def cuts(as_of: date, *centimos: int) -> Any:
        return rfm_cuts(
            as_of, [Measures(as_of.replace(day=n + 1), n + 1, Money(c)) for n, c in enumerate(centimos)]
        )

    december, june = cuts(date(2023, 12, 20), 5, 10**12, 7, 9, 11), cuts(date(2023, 6, 20), 3, 3)
    async with units() as unit:
        await unit.ledger.save_cuts({december.as_of: june, june.as_of: june})
        await unit.ledger.save_cuts({december.as_of: december})
    async with units() as unit:
        wanted: Sequence[date] = [december.as_of, june.as_of, date(2020, 1, 1)]
        assert await unit.ledger.cuts(wanted) == {june.as_of: june, december.as_of: december}
        assert await unit.ledger.cuts([]) == {}


async def test_a_score_saved_again_is_replaced(units: Units) -> None:
    day = date(2023, 10, 20)
    async with units() as unit:
        await load(unit, an_account(scores={day: RfmScore(1, 1, 1)}))
        await unit.ledger.save_scores(
            {("0000001", day): RfmScore(5, 5, 5), ("0000002", day): RfmScore(2, 2, 2)}
        )
    async with units() as unit:
        account = await unit.ledger.account("0000001")
    assert account is not None
    assert account.scores == {day: RfmScore(5, 5, 5)}


async def test_only_live_agreements_with_something_unpaid_make_an_account_owing(units: Units) -> None:
    def agreed(number: str, state: AgreementState, paid: int) -> Account:
        part = Instalment(number, 1, CUT_DATE, Money(100), Money(paid))
        signed = an_agreement(number=number, supply_number=number, state=state, schedule=(part,))
        return an_account(supply=a_supply(number), agreements=(signed,))

    async with units() as unit:
        await load(
            unit,
            agreed("0000001", AgreementState.LIVE, 0),
            agreed("0000002", AgreementState.LIVE, 100),
            agreed("0000003", AgreementState.BROKEN, 0),
        )
        assert [account.supply.supply_number for account in await unit.ledger.owing("", 9)] == ["0000001"]
