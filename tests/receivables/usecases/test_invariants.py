"""Whatever happens, in whatever order: the promises that the program makes hold (rules I-1 to I-13, I-28)."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from campaigns.jobs import Agenda
from receivables.adapters.campaign_files import load_campaigns
from receivables.errors import MoveRefused, Refused
from receivables.model.account import Account, ClaimOutcome
from receivables.model.contact import impeding
from receivables.model.impediment import Impediment, ImpedimentKind, Scope
from receivables.model.ladder import Act, Notice, Promise, Step, promise_made
from receivables.model.law import contact_moment, cut_moment
from receivables.model.message import State
from receivables.model.money import Money
from receivables.model.suppression import Cause, Suppression
from receivables.model.workorder import OrderKind, OrderState, WorkOrder
from receivables.ports import DeliveryFailed, DeliveryUnknown
from receivables.usecases.commitments import commit
from receivables.usecases.fieldwork import execute_cut, reopen
from receivables.usecases.plan_campaign import approve, plan
from receivables.usecases.settle import reverse_payment
from receivables.usecases.unserved import Left, delivered
from tests.scenarios.calendar import BEST, POOR, three_months_behind
from tests.support.build import PHONE, a_claim, a_contact, a_supply
from tests.support.world import World

Result = TypeVar("Result")
BEST_PAYER = "0000003"
SUPPLIES = ("0000001", "0000002", BEST_PAYER)
PHONES = {"0000001": PHONE, "0000002": PHONE, BEST_PAYER: "+51900000003"}
PERSONS = {PHONE: "doc:00000001", "+51900000003": "doc:00000003"}
supplies = st.sampled_from(SUPPLIES)


def behind(number: str) -> Account:
    """Three bills of S/ 30.00; the third supply belongs to one of the best payers."""
    plain = three_months_behind(BEST if number == BEST_PAYER else POOR)
    bills = tuple(replace(b, number=f"{number}-{b.number}", supply_number=number) for b in plain.bills)
    document = PERSONS[PHONES[number]].removeprefix("doc:")
    return replace(plain, bills=bills, supply=a_supply(number, document=document))


class Loop(RuleBasedStateMachine):
    """Two people with three supplies, the clock, the dispatcher, the crews, and all that can happen between them."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.world = World("2024-01-08 08:00")
        self.agenda = Agenda()
        self.trouble: Exception | None = None
        self.left_alone: set[str] = set()
        self.claimed: set[str] = set()
        self.handed: list[tuple[str, str, datetime]] = []
        self.wrote: set[datetime] = set()
        self.broken: list[str] = []
        self.world.channel.answer = self._watch

    def teardown(self) -> None:
        """Close the loop."""
        self.runner.close()

    @initialize()
    def begin(self) -> None:
        """Load everybody; the shipped campaigns run."""
        for number in SUPPLIES:
            document = PERSONS[PHONES[number]].removeprefix("doc:")
            contact = a_contact(supply_number=number, phone=PHONES[number], document=document)
            self.run_(self.world.has(behind(number), contact))
        for campaign in load_campaigns(files("campaigns") / "definitions").values():
            made = self.run_(plan(self.world.services, campaign, planned_by="staff/carla"))
            self.run_(approve(self.world.services, made.id, approved_by="staff/jefa"))

    def run_(self, happening: Awaitable[Result]) -> Result:
        """In the one loop of this machine."""

        async def awaited() -> Result:
            return await happening

        return self.runner.run(awaited())

    async def _watch(self, address: str, key: str) -> None:
        """What the channel sees: it checks for itself whether this may be sent at all."""
        services = self.world.services
        number = key.split("/")[1]
        async with services.units.reading() as unit:
            account = await unit.ledger.account(number)
        assert account is not None
        today = services.policy.today(self.world.now)
        owed = services.standing(account, today)
        if impeding(account, today):
            self.broken.append(f"{key} in an outage")
        if contact_moment(self.world.now, services.policy, services.calendar):
            self.broken.append(f"{key} outside the window at {self.world.now}")
        if PERSONS[address] in self.left_alone:
            self.broken.append(f"{key} to somebody who asked to be left alone")
        if not owed.overdue:
            self.broken.append(f"{key} about nothing")
        if number == BEST_PAYER and Notice(key.split("/")[2]).of_cut:
            self.broken.append(f"{key} to one of the best payers")
        if not isinstance(self.trouble, DeliveryFailed):
            self.handed.append((key, PERSONS[address], self.world.now))
        if self.trouble:
            raise self.trouble

    @rule(hours=st.sampled_from([1, 5, 12, 24, 49]))
    def time_passes(self, hours: int) -> None:
        """And mostly the billing system keeps telling."""
        self.world.clock.move(timedelta(hours=hours))
        self.run_(self.world.fresh())

    @rule()
    def the_feed_is_silent_for_days(self) -> None:
        """Nobody tells anything."""
        self.world.clock.move(timedelta(days=5))

    @rule(days=st.integers(1, 5), reacts=st.sampled_from([*PHONES.values(), None]))
    def days_go_by(self, days: int, reacts: str | None) -> None:
        """Jobs and messages every morning, a reaction in the evening: what makes most stories go on."""
        for _ in range(days):
            self._next_morning()
            self.the_clock_ticks()
            self.messages_go()
            if reacts:
                self.world.clock.move(timedelta(hours=8))
                self.somebody_writes(reacts)

    def _next_morning(self) -> None:
        local = self.world.services.policy.local(self.world.now)
        self.world.at(f"{(local + timedelta(days=1)).date()} 09:30")
        self.run_(self.world.fresh())

    @rule()
    def the_clock_ticks(self) -> None:
        """Jobs run."""
        self.run_(self.agenda.tick(self.world.services, "one"))

    @rule()
    def messages_go(self) -> None:
        """The dispatcher works."""
        self.run_(self.world.deliver())

    @rule(trouble=st.sampled_from([None, DeliveryFailed("down"), DeliveryUnknown("timeout")]))
    def the_channel_changes(self, trouble: Exception | None) -> None:
        """It breaks, or works again."""
        self.trouble = trouble

    @rule(address=st.sampled_from(sorted(PERSONS)))
    def somebody_writes(self, address: str) -> None:
        """A reaction."""
        self.wrote.add(self.world.now)
        self.run_(self.world.writes(address))

    @rule(number=supplies, soles=st.sampled_from(["29.50", "30.00", "90.00"]))
    def somebody_pays(self, number: str, soles: str) -> None:
        """At a collection centre."""
        operation = f"{number}-{self.world.now.isoformat()}-{soles}"
        self.run_(self.world.pays(soles, supply_number=number, operation=operation))
        self.last_payment = operation

    @rule()
    def the_till_was_wrong(self) -> None:
        """The latest payment is taken back."""
        if operation := getattr(self, "last_payment", None):
            self.run_(reverse_payment(self.world.services, operation, actor="staff/caja"))

    @rule(number=supplies, days=st.integers(0, 3))
    def somebody_promises(self, number: str, days: int) -> None:
        """To pay all of it."""
        today = self.world.services.policy.today(self.world.now)
        promise = Promise(
            today + timedelta(days=days), behind(number).bills[0].total * 3, self.world.now, "chat"
        )
        with suppress(MoveRefused):
            act = Act(self.world.now, "customer", "promise", "2024-01")
            self.run_(self.world.remember(promise_made(self.run_(self.world.case(number)), promise, act)[0]))

    @rule(person=st.sampled_from(sorted(PERSONS.values())))
    def somebody_changes_their_mind_about_messages(self, person: str) -> None:
        """ "Baja", or "alta"."""
        self.left_alone ^= {person}
        self.run_(self._wish(person))

    async def _wish(self, person: str) -> None:
        async with self.world.services.units() as unit:
            if person in self.left_alone:
                await unit.suppressions.add(Suppression(person, Cause.OPTED_OUT, self.world.now, "chat"))
            else:
                await unit.suppressions.lift(person, self.world.now, "customer")

    @rule(number=supplies, which=st.integers(5, 7))
    def a_claim_is_filed_or_resolved(self, number: str, which: int) -> None:
        """Against one bill."""
        bill = behind(number).bills[which].number
        self.claimed ^= {bill}
        outcome = ClaimOutcome.PENDING if bill in self.claimed else ClaimOutcome.UNFOUNDED
        today = self.world.services.policy.today(self.world.now)
        resolved = None if outcome is ClaimOutcome.PENDING else today
        claim = a_claim(bill, supply_number=number, outcome=outcome, resolved_on=resolved)
        self.run_(self.world.has(replace(behind(number), claims=(claim,))))

    @rule(number=supplies, days=st.integers(1, 3))
    def a_claim_is_founded_and_a_commitment_signed(self, number: str, days: int) -> None:
        """At the desk; the balance of the feed is the corrected one."""
        bill = behind(number).bills[5].number
        claim = a_claim(
            bill, supply_number=number, outcome=ClaimOutcome.FOUNDED, resolved_on=date(2023, 12, 20)
        )
        self.claimed.discard(bill)
        self.run_(self.world.has(replace(behind(number), claims=(claim,))))
        due_on = self.world.services.policy.today(self.world.now) + timedelta(days=days)
        amount = Money.of("90.00")
        with suppress(MoveRefused, Refused):  # the service is cut, or this claim had its commitment
            self.run_(commit(self.world.services, number, claim.number, due_on, amount, actor="staff/rosa"))

    @rule(days=st.integers(0, 4))
    def the_water_fails_for_some_days(self, days: int) -> None:
        """In the whole town."""
        today, now = self.world.services.policy.today(self.world.now), self.world.now
        until = today + timedelta(days=days)
        name = f"I-{now.isoformat()}"
        outage = Impediment(
            name, ImpedimentKind.OUTAGE, Scope.LOCALITY, "Tumbes", today, until, "api", "", "staff/jefa", now
        )
        self.run_(self._note(outage))

    async def _note(self, outage: Impediment) -> None:
        async with self.world.services.units() as unit:
            await unit.impediments.add(outage)

    @rule()
    def crews_go_out(self) -> None:
        """In the morning, with every order in their queue."""
        self._next_morning()
        for order in self.orders(OrderState.QUEUED):
            if order.kind is OrderKind.REOPENING:
                self.run_(reopen(self.world.services, order.id, actor="staff/luis"))
                continue
            if order.kind is OrderKind.NOTICE_DELIVERY:
                self._carry(order)
                continue
            done = self.run_(execute_cut(self.world.services, order.id, actor="staff/luis"))
            if done.order.state is OrderState.DONE:
                self._check_cut(order)

    def _carry(self, order: WorkOrder) -> None:
        """A letter left at the premises is a proof as good as an answer."""
        services, photo = self.world.services, "ab" * 32
        carried = self.run_(
            delivered(services, order.id, photo_sha256=photo, left=Left.HOLDER, actor="staff/luis")
        )
        if not carried.reasons:
            self.wrote.add(self.world.now)

    def _check_cut(self, order: WorkOrder) -> None:
        services = self.world.services
        account = self.run_(self._account(order.supply_number))
        today = services.policy.today(self.world.now)
        owed = services.standing(account, today)
        assert not impeding(account, today)
        assert len(owed.overdue_bills) >= services.policy.cut_overdue_bills
        assert not cut_moment(self.world.now, services.policy, services.calendar)

    async def _account(self, number: str) -> Account:
        async with self.world.services.units.reading() as unit:
            account = await unit.ledger.account(number)
        assert account is not None
        return account

    def orders(self, state: OrderState | None = None) -> list[WorkOrder]:
        """All work."""
        found = [order for number in SUPPLIES for order in self.run_(self.world.orders(number))]
        return [order for order in found if state in (None, order.state)]

    @invariant()
    def nothing_went_out_that_might_not(self) -> None:
        """As the channel saw it."""
        assert self.broken == []

    @invariant()
    def nobody_is_written_to_too_often(self) -> None:
        """Once a local day and three times in any seven days, over all supplies."""
        policy = self.world.services.policy
        days = Counter((person, policy.today(at)) for _, person, at in self.handed)
        assert all(times <= policy.law.contacts_per_day for times in days.values()), days
        for _, person, at in self.handed:
            week = [t for _, p, t in self.handed if p == person and at - timedelta(days=7) < t <= at]
            assert len(week) <= policy.law.contacts_per_seven_days

    @invariant()
    def nothing_is_sent_twice(self) -> None:
        """Not even when nobody knows whether it arrived."""
        assert max(Counter(key for key, *_ in self.handed).values(), default=1) == 1

    @invariant()
    def every_cut_order_holds_proof_that_the_last_chance_was_received_in_time(self) -> None:
        """And none is about one of the best payers."""
        hours = timedelta(hours=self.world.services.policy.last_chance_hours)
        for order in self.orders():
            if order.kind is OrderKind.CUT:
                assert order.supply_number != BEST_PAYER
                proofs = [e.served_at for e in order.evidence if e.notice == "last_chance"]
                assert proofs
                assert all(served in self.wrote for served in proofs)
                assert min(proofs) + hours <= order.ordered_at

    @invariant()
    def a_case_in_the_queue_has_one_open_order_and_no_other_case_has_any(self) -> None:
        """The two never part."""
        queued = Counter(o.supply_number for o in self.orders(OrderState.QUEUED) if o.kind is OrderKind.CUT)
        for number in SUPPLIES:
            step = self.run_(self.world.case(number)).step
            assert queued[number] == (step is Step.CUT_QUEUED)

    @invariant()
    def nothing_is_left_half_sent(self) -> None:
        """Every row came to an end or waits."""
        states = {row.state for row in self.world.services.units.tables.outbox.values()}  # type: ignore[attr-defined]
        assert State.SENDING not in states


# Each example is a story of many days: a third of the usual number will do.
Loop.TestCase.settings = settings(max_examples=settings().max_examples // 3)
TestLoop = Loop.TestCase
