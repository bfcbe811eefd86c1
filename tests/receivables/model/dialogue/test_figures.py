"""No figure in any answer about a debt is absent from the ledger, and each with figures tells their day (I-22)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receivables.adapters.packs import load_policy
from receivables.model.account import Account, Bill, Payment
from receivables.model.money import Money, total
from receivables.model.standing import CONCEPTS
from templates.papers import TypstPapers
from tests.support.build import a_bill, a_claim, a_payment, an_account, an_agreement, monthly_bills
from tests.support.figures import amounts_in, known_amounts, unknown_amounts
from tests.support.papers import a_rich_account
from tests.support.talk import Talk

FIRST = date(2022, 1, 20)
AMOUNTS = st.tuples(*[st.integers(0, 9_999)] * 5).filter(any)
WAYS = ("claimstatus", "cutstatus", "debt", "detail", "offices", "payments", "reopening", "statement")


@st.composite
def bills(draw: st.DrawFn) -> tuple[Bill, ...]:
    made = []
    for number in range(draw(st.integers(0, 24))):
        parts: dict[str, Any] = dict(zip(CONCEPTS, map(Money, draw(AMOUNTS)), strict=True))
        whole = total(parts.values())
        left = Money(draw(st.integers(0, whole.centimos)))
        plain = a_bill(f"R-{number}", FIRST + timedelta(days=30 * number))
        made.append(replace(plain, **parts, total=whole, balance=left))
    return tuple(made)


@st.composite
def payments(draw: st.DrawFn) -> tuple[Payment, ...]:
    days = st.integers(0, 700).map(lambda back: date(2024, 1, 8) - timedelta(days=back))
    listed = draw(st.lists(st.tuples(days, st.integers(1, 20_000), st.booleans()), max_size=5))
    return tuple(
        replace(a_payment(f"P-{n}", day), amount=Money(amount), in_feed=known)
        for n, (day, amount, known) in enumerate(listed)
    )


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    listed = draw(bills())
    claimed = draw(st.sets(st.sampled_from([b.number for b in listed]), max_size=3)) if listed else set()
    agreed = (
        (an_agreement(date(2023, 12, 15), date(2024, 1, 15), amount="33.33"),) if draw(st.booleans()) else ()
    )
    claims = tuple(a_claim(number) for number in sorted(claimed))
    return an_account(*listed, payments=draw(payments()), claims=claims, agreements=agreed)


@settings(max_examples=150, deadline=None)
@given(accounts(), st.sampled_from(WAYS), st.integers(0, 24))
def test_no_figure_is_absent_from_the_ledger(account: Account, way: str, number: int) -> None:
    talk = Talk(account, linked=True)
    known = known_amounts(account, talk.known.standing, talk.policy)
    for button in (way, f"bill:R-{number}"):
        talk.presses(button)
        assert unknown_amounts(talk.words, known) == set(), talk.words


@pytest.mark.parametrize("way", [*WAYS, "bill:R-2023-12"])
def test_a_utility_with_another_currency_answers_in_it(way: str) -> None:
    policy = load_policy(Path("bogota"), date(2024, 1, 8))
    pesos = {
        name: Money(100 * amount, "COP") for name, amount in zip(CONCEPTS, (900, 0, 300, 0, 0), strict=True)
    }
    whole: dict[str, Any] = {**pesos, "total": Money(120_000, "COP"), "balance": Money(120_000, "COP")}
    listed = tuple(replace(bill, **whole) for bill in monthly_bills(12, unpaid=4))
    paid = replace(a_payment("P-1", date(2024, 1, 5)), amount=Money(50_000, "COP"))
    claims = (a_claim("R-2023-11"),)
    talk = Talk(an_account(*listed, payments=(paid,), claims=claims), linked=True, policy=policy)
    talk.presses(way)
    assert amounts_in(talk.words)
    assert "S/" not in talk.words
    assert unknown_amounts(talk.words, known_amounts(talk.account, talk.known.standing, policy)) == set()
    if talk.last.paper:
        assert TypstPapers(policy).paper(talk.last).content.startswith(b"%PDF-")


@pytest.mark.parametrize("way", [*WAYS, "bill:R-2023-12"])
def test_whatever_has_figures_of_the_ledger_has_their_day(way: str) -> None:
    talk = Talk(a_rich_account(), linked=True)
    talk.presses(way)
    assert amounts_in(talk.words)
    assert "08/01/2024" in talk.words
