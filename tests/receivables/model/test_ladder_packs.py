"""The ladder under every shipped pack: whatever happens in whatever order, no rung is skipped, no evidence borrowed."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.packs import load_policy
from receivables.errors import MoveRefused
from receivables.model.account import Account, AgreementState, ClaimOutcome
from receivables.model.contact import Feed, Moment
from receivables.model.cut import may_cut
from receivables.model.decision import Allowed
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.ladder import (
    Act,
    Case,
    Event,
    Notice,
    Promise,
    ServedNotice,
    Step,
    commitment_made,
    move,
    next_notice,
    notice_sent,
    notice_served,
    promise_breached,
    promise_made,
)
from receivables.model.money import Money
from receivables.model.policy import Policy
from receivables.model.protection import Protection, protection
from receivables.model.rfm import RfmScore
from tests.support.build import a_calendar, a_claim, a_supply, an_account, an_agreement, lima, monthly_bills

SHIPPED = files("receivables") / "packs" / "policies"
PACKS = sorted(Path(pack.name).stem for pack in SHIPPED.iterdir())
START = lima("2024-01-08 10:00")
HAPPENINGS = ("notice", "served", "promise", "commitment", "breach", "order", "withdraw", "wait", "settled")
LIKELY = (*HAPPENINGS, *("notice", "served", "wait", "wait", "order") * 6)
SCORES = st.builds(RfmScore, st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))


@cache
def pack(name: str) -> Policy:
    """A shipped policy."""
    return load_policy(Path(name))


def told_in(account: Account, currency: str) -> Account:
    """The account with a thousand times its amounts, in a currency: worth a notice in any of them."""
    bills = []
    for bill in account.bills:
        amounts = {field.name: getattr(bill, field.name) for field in fields(bill)}
        money: dict[str, Any] = {
            name: Money(value.centimos * 1000, currency)
            for name, value in amounts.items()
            if isinstance(value, Money)
        }
        bills.append(replace(bill, **money))
    return replace(account, bills=tuple(bills))


@dataclass
class Road:
    """One account on its way, with the moment and what was seen of it."""

    account: Account
    policy: Policy
    now: datetime
    case: Case

    @property
    def at(self) -> Moment:
        """Now, with fresh news."""
        today = self.policy.today(self.now)
        return Moment(self.now, self.policy, a_calendar(), Feed(self.account.cut_date, today))

    @property
    def act(self) -> Act:
        """Who moves it."""
        return Act(self.now, "prueba", "prueba", self.policy.version)

    def happens(self, what: str) -> None:
        """One thing, if it can happen at all."""
        try:
            self._do(what)
        except MoveRefused:
            return

    def _do(self, what: str) -> None:
        match what:
            case "notice":
                self._notice()
            case "served" if self.case.notices:
                self.case = notice_served(self.case, self.case.notices[-1].key, self.now)
            case "promise":
                self.case, _ = promise_made(self.case, self._promise(None), self.act)
            case "commitment":
                self.case, _ = commitment_made(self.case, self._promise("C-1"), self.act)
            case "breach":
                self._breach()
            case "order":
                self._order()
            case "withdraw":
                self.case, _ = move(self.case, Event.CUT_WITHDRAWN, self.act)
            case "settled":
                self.case, _ = move(self.case, Event.SETTLED, self.act)
            case "wait":
                self.now += timedelta(hours=30)

    def _promise(self, claim: str | None) -> Promise:
        due_on = self.policy.today(self.now) + timedelta(days=2)
        return Promise(due_on, Money(100), self.now, "ventanilla", claim)

    def _notice(self) -> None:
        here = self.at.standing(self.account)
        shield = protection(self.account, here, self.policy)
        notice = next_notice(self.case, here, shield, self.policy, self.now)
        if notice is None:
            return
        self._check_rung(notice, shield)
        key = f"{notice}/{len(self.case.notices)}"
        record = ServedNotice(notice, key, "whatsapp", self.now)
        self.case, _ = notice_sent(self.case, record, self.act)

    def _check_rung(self, notice: Notice, shield: Protection) -> None:
        case, hours = self.case, timedelta(hours=self.policy.offer_hours)
        offer = case.served(Notice.OFFER)
        if notice is Notice.LAST_CHANCE and case.step is not Step.BROKEN:
            assert offer is not None
            assert offer.served_at is not None
            assert self.now >= offer.served_at + hours
        if notice is Notice.OFFER:
            assert shield is Protection.NONE or case.latest(Notice.FRIENDLY) is not None
        if notice is Notice.LETTER:
            assert case.latest(Notice.OFFER) is not None or case.latest(Notice.LAST_CHANCE) is not None

    def _breach(self) -> None:
        before = self.case.promise
        renewed_to = self.policy.today(self.now) + timedelta(days=3)
        after, _ = promise_breached(self.case, renewed_to, self.act)
        assert before is not None
        first_of_a_commitment = before.claim is not None and before.breaches == 0
        assert after.step is (Step.PROMISED if first_of_a_commitment else Step.BROKEN)
        self.case = after

    def _order(self) -> None:
        here = self.at.standing(self.account)
        if may_cut(self.account, here, self.case, self.at) != Allowed():
            return
        self._check_cut()
        if self.case.step is Step.LAST_CHANCE:
            self.case, _ = move(self.case, Event.CUT_ORDERED, self.act)

    def _check_cut(self) -> None:
        last = self.case.latest(Notice.LAST_CHANCE)
        assert last is not None, "no last chance in this round"
        assert last.served_at is not None
        assert self.now >= last.served_at + timedelta(hours=self.policy.law.notice_hours_before_cut)
        here = self.at.standing(self.account)
        assert len(here.overdue_bills) >= self.policy.law.minimum_overdue_bills_for_cut
        frozen = self.at.frozen(self.account, self.at.today)
        assert not frozen & {each.bill.number for each in here.overdue_bills}


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Up to eight bills, some unpaid, some claimed at some instance, with some past."""
    unpaid = draw(st.integers(0, 6))
    bills = monthly_bills(8, unpaid=unpaid)
    claimed = draw(st.lists(st.sampled_from(bills), max_size=2, unique=True))
    outcome = draw(st.sampled_from(sorted(ClaimOutcome)))
    resolved = draw(st.dates(date(2023, 12, 2), date(2024, 3, 1)))
    instance = draw(st.integers(1, 3))
    broken = an_agreement(date(2023, 6, 1), state=AgreementState.BROKEN)
    days = [bill.due_on for bill in bills]
    return an_account(
        *bills,
        claims=tuple(
            a_claim(bill.number, outcome=outcome, instance=instance, resolved_on=resolved) for bill in claimed
        ),
        agreements=tuple(replace(broken, number=f"A-{n}") for n in range(draw(st.integers(0, 2)))),
        scores=dict.fromkeys(days, draw(SCORES)),
        supply=a_supply(protected=draw(st.booleans()) and draw(st.booleans())),
    )


@pytest.mark.parametrize("name", PACKS)
@given(account=accounts(), happenings=st.lists(st.sampled_from(LIKELY), max_size=60))
def test_no_rung_is_skipped_and_no_cut_lacks_a_last_chance_received_in_its_round(
    name: str, account: Account, happenings: list[str]
) -> None:
    road = Road(told_in(account, pack(name).currency), pack(name), START, Case("0000001"))
    for happening in happenings:
        road.happens(happening)


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_has_a_road_to_a_cut(name: str) -> None:
    """Else the property above would hold for nothing."""
    bad = an_account(*monthly_bills(8, unpaid=4), scores={date(2023, 8, 20): RfmScore(1, 1, 1)})
    road = Road(told_in(bad, pack(name).currency), pack(name), START, Case("0000001"))
    for happening in ["notice", "served", *["wait"] * 3, "notice", "served", *["wait"] * 14, "order"]:
        road.happens(happening)
    days = road.policy.cut_days
    assert road.case.step is (Step.CUT_QUEUED if days is None or days[0] <= 30 <= days[1] else road.case.step)
    assert road.case.served(Notice.LAST_CHANCE) is not None


@given(accounts(), st.sampled_from(sorted(ImpedimentKind)), st.integers(0, 20))
def test_an_impediment_in_force_always_withholds_a_cut(
    account: Account, kind: ImpedimentKind, ahead: int
) -> None:
    since = date(2024, 1, 8)
    impediment = Impediment(
        "I-1", kind, Scope.SUPPLY, "0000001", since, since + timedelta(days=ahead), "api", "", "x", START
    )
    last = ServedNotice(
        Notice.LAST_CHANCE, "k", "whatsapp", START - timedelta(days=4), START - timedelta(days=4)
    )
    case = Case("0000001", Step.LAST_CHANCE, notices=(last,), approved_by="Ana", drastic_by="Ana")
    held = replace(account, impediments=(impediment,))
    for day in range(ahead + 1):
        road = Road(held, pack("tumbes"), START + timedelta(days=day), case)
        assert may_cut(held, road.at.standing(held), case, road.at) != Allowed()
