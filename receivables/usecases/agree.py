"""Agreements made in the chat: accepted, in force once the down payment is there, changed, at their end.

Each change is a line of the record. Nothing but a bounded, visible pause depends on one that waits for its down payment
(I-19).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from receivables.model.account import Account
from receivables.model.agreeing import (
    LIVE,
    AgreementEvent,
    Ours,
    Stage,
    down_payment_of,
)
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.conversation import Conversation, Inbound
from receivables.model.dialogue import Facts, Turn
from receivables.model.dialogue.effects_plans import AcceptPlan, AmendPlan, PlanEffect
from receivables.model.dialogue.ours import paper
from receivables.model.identity import chat_person
from receivables.model.intent import Reading
from receivables.model.message import Value
from receivables.model.pseudonym import pseudonym
from receivables.model.reading.intents import Intent
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts as Told
from receivables.usecases.entries import entry
from receivables.usecases.serve import CUSTOMER

Signer = Callable[[str], str]
"""Makes the seal of some terms; only this installation can make the same."""

HOLD = "agreement"
NUMBERS = "agreement-numbers"
SPOKEN_OF = frozenset(
    {
        Intent.INSTALMENT_REQUEST,
        Intent.ACCEPT_PLAN,
        Intent.AMEND_PLAN,
        Intent.AGREEMENT_STATUS,
        Intent.CLAIM,
        Intent.DEBT_QUERY,
        Intent.PAYMENT_METHODS,
        Intent.POLICY_QUESTION,
        Intent.HARDSHIP,
    }
)
OPEN = frozenset(
    {"plan", "plan_confirm", "amend_confirm", "one_time_code", "claim_bill", "claim_kind", "claim_confirm"}
)
WATCHED = frozenset({Stage.ACCEPTED, *LIVE})
"""Those that have not come to their end."""
IN_FORCE_ONCE = frozenset({*LIVE, Stage.FULFILLED, Stage.BROKEN})


async def ours_asked_for(
    unit: UnitOfWork, chat: Conversation, reading: Reading, numbers: Collection[str]
) -> dict[str, Ours]:
    """The latest agreement made in the chat of each of these supplies, where agreements may be spoken of."""
    pressed_twice = reading.about is not None and reading.about.startswith("agree:")
    wanted = pressed_twice or {reading.intent, *reading.also, *reading.options} & SPOKEN_OF
    if not wanted and chat.expecting not in OPEN and chat.slots.get("then") not in SPOKEN_OF:
        return {}
    found = {number: await unit.agreements.of_supply(number) for number in numbers}
    return {number: several[-1] for number, several in found.items() if several}


async def keep(
    unit: UnitOfWork, effect: PlanEffect, turn: Turn, facts: Facts, inbound: Inbound, at: Moment, sign: Signer
) -> Turn:
    """Keep what the turn agrees to; its answer gets the number and the seal."""
    if isinstance(effect, AmendPlan):
        amended = await _amend(unit, effect, inbound, at, sign)
        return _told(turn, "plan_amended", {"seal": amended.seal})
    ours = await _accept(unit, effect, facts, inbound, at, sign)
    held = await _hold(unit, ours, at)
    return _told(turn, "plan_accepted", {**paper(ours), "held": held})


async def _accept(
    unit: UnitOfWork, effect: AcceptPlan, facts: Facts, inbound: Inbound, at: Moment, sign: Signer
) -> Ours:
    """An earlier one that still waited for its down payment ends with it."""
    for earlier in await unit.agreements.of_supply(effect.supply_number):
        if earlier.stage is Stage.ACCEPTED:
            await end(unit, earlier, AgreementEvent.TAKEN_BACK, at, CUSTOMER, "replaced")
    await unit.hold([NUMBERS])
    account = facts.supplies[effect.supply_number].account
    ours = _made(await unit.agreements.next_number(at.today.year), effect, account, inbound.channel, at)
    ours = replace(ours, seal=sign(ours.terms_text))
    await unit.agreements.save(ours)
    await note(unit, ours, "accepted", at, CUSTOMER, agreed=_agreed(ours, inbound))
    return ours


def _made(number: str, effect: AcceptPlan, account: Account, channel: str, at: Moment) -> Ours:
    """What was said yes to, without its seal."""
    plan = effect.plan
    return Ours(
        number=number,
        supply_number=effect.supply_number,
        stage=Stage.ACCEPTED,
        accepted_at=at.now,
        accepted_on=at.today,
        channel=channel,
        debt=plan.terms.debt,
        down_payment=plan.terms.down_payment,
        down_due_on=effect.down_due_on,
        bills=effect.bills,
        rows=plan.rows,
        known=frozenset(p.operation for p in account.payments if not p.in_feed or p.paid_on >= at.today),
        tea=plan.terms.rate.tea_percent,
    )


async def give_way(unit: UnitOfWork, supplies: Collection[str], bills: Collection[str], at: Moment) -> None:
    """End what waits for its down payment and covers a bill that is claimed now: nothing is built on it (I-9)."""
    for supply in sorted(supplies):
        for ours in await unit.agreements.of_supply(supply):
            if ours.stage is Stage.ACCEPTED and ours.covers(bills):
                await end(unit, ours, AgreementEvent.TAKEN_BACK, at, CUSTOMER, "claim")


async def _hold(unit: UnitOfWork, ours: Ours, at: Moment) -> bool:
    """Let the case rest until the end of the day of the down payment; not again soon after one that came to nothing.

    Whoever takes another plan instead keeps the pause, to the date of that one: once.
    """
    several = await unit.agreements.of_supply(ours.supply_number)
    recent = [each.stage for each in several if at.now - each.accepted_at < at.policy.pauses.agreement_again]
    if Stage.LAPSED in recent or recent.count(Stage.WITHDRAWN) > 1:
        return False
    await pause(unit, ours, end_of(ours.down_due_on, at), at, CUSTOMER)
    return True


async def pause(unit: UnitOfWork, ours: Ours, until: datetime, at: Moment, actor: str) -> None:
    """Let the case rest for an agreement that waits for its down payment, and write it down."""
    case = (await unit.cases.get([ours.supply_number]))[ours.supply_number]
    await unit.cases.save(case.hold(HOLD, until))
    told = {"why": HOLD, "until": until.isoformat(), "agreement": ours.number}
    await unit.audit.append([entry(at, actor, Act.CASE, ours.supply_number, "paused", facts=told)])


def end_of(day: date, at: Moment) -> datetime:
    """The end of that day on the utility's clock."""
    after = datetime.combine(day + timedelta(days=1), time(), at.policy.zone)
    return after.astimezone(at.now.tzinfo)


async def _amend(unit: UnitOfWork, effect: AmendPlan, inbound: Inbound, at: Moment, sign: Signer) -> Ours:
    found = await unit.agreements.get(effect.number)
    if found is None:
        raise LookupError("an agreement that is not there was to be amended")
    amended = replace(found.turned(AgreementEvent.AMENDED), rows=effect.rows, version=found.version + 1)
    amended = replace(amended, seal=sign(amended.terms_text))
    await unit.agreements.save(amended)
    await note(unit, amended, "amended", at, CUSTOMER, agreed=_agreed(amended, inbound))
    return amended


def _told(turn: Turn, key: str, more: dict[str, Value]) -> Turn:
    """The turn, its answer of that key saying more."""
    messages = tuple(
        replace(each, values={**each.values, **more}) if each.key == key else each for each in turn.messages
    )
    return replace(turn, messages=messages)


@dataclass(frozen=True, slots=True)
class Advanced:
    """The account after whatever a payment or a feed did to its agreements; `moved`: those that moved, as they are."""

    account: Account
    moved: tuple[Ours, ...] = ()

    def now(self, number: str) -> Stage | None:
        """Where the agreement of that number came to, if it moved."""
        return next((each.stage for each in self.moved if each.number == number), None)

    @property
    def activated(self) -> bool:
        """Whether one is in force by it."""
        return any(each.live for each in self.moved)


async def advance(unit: UnitOfWork, account: Account, at: Moment, actor: str) -> Advanced:
    """Look what is known of payments means for the agreements of this supply, and keep what it comes to.

    All that ever were in force are looked at: what paid an earlier one may be taken back after a later one was made.
    `account`: with its whole history, and the payment that is being posted.
    """
    moved: dict[str, Ours] = {}
    for ours in await unit.agreements.of_supply(account.supply.supply_number):
        one = await _advance(unit, account, ours, at, actor)
        account = one.account
        moved.update((each.number, each) for each in one.moved)
    return Advanced(account, tuple(moved.values()))


async def _advance(unit: UnitOfWork, account: Account, ours: Ours, at: Moment, actor: str) -> Advanced:
    if ours.stage in WATCHED and _known_to_feed(ours, account):
        return await _moved(unit, account, ours, AgreementEvent.TAKEN_OVER, at, actor)
    if ours.stage is Stage.ACCEPTED:
        return await _activated(unit, account, ours, at, actor)
    if ours.stage not in IN_FORCE_ONCE:
        return Advanced(account)
    if _taken_back(ours, account):
        return await _without(unit, account, ours, at, actor)
    owes = _owes(ours, account, at)
    if ours.live and not owes:
        return await _moved(unit, account, ours, AgreementEvent.PAID_OFF, at, actor)
    if ours.stage is Stage.FULFILLED and owes:
        return await _moved(unit, account, ours, AgreementEvent.OWED_AGAIN, at, actor)
    return Advanced(account)


def touched(ours: Ours, account: Account, at: Moment) -> bool:
    """Whether what is known of payments and feeds moves one that is in force."""
    return _known_to_feed(ours, account) or _taken_back(ours, account) or not _owes(ours, account, at)


def _taken_back(ours: Ours, account: Account) -> bool:
    """Whether a payment that made up the down payment was reversed."""
    reversed_ = {payment.operation for payment in account.payments if payment.reversed}
    return any(operation in reversed_ for operation, _ in ours.down)


async def _without(unit: UnitOfWork, account: Account, ours: Ours, at: Moment, actor: str) -> Advanced:
    """The down payment without what was taken back: of other payments, if they reach; else there is no agreement."""
    down = down_payment_of(ours, account)
    if down is None:
        return await _moved(unit, account, ours, AgreementEvent.DOWN_REVERSED, at, actor)
    kept = replace(ours, down=down)
    await unit.agreements.save(kept)
    return Advanced(_entered(account, kept))


async def _activated(unit: UnitOfWork, account: Account, ours: Ours, at: Moment, actor: str) -> Advanced:
    if ours.covers(at.frozen(account, at.today)):
        # A bill of it was claimed since: nothing is built on it, and what was paid goes to the other bills (I-9).
        return await _moved(unit, account, ours, AgreementEvent.TAKEN_BACK, at, actor, "claim")
    down = down_payment_of(ours, account)
    if down is None:
        return Advanced(account)
    signed = replace(ours, down=down, signed_on=at.today)
    active = await _moved(unit, account, signed, AgreementEvent.DOWN_PAID, at, actor)
    (made,) = active.moved
    if _owes(made, active.account, at):
        return active
    return await _moved(unit, active.account, made, AgreementEvent.PAID_OFF, at, actor)


def _owes(ours: Ours, account: Account, at: Moment) -> bool:
    """Whether any of its instalments is still to be paid: a payment may be larger than the down payment."""
    return any(each.instalment.agreement == ours.number for each in at.standing(account).instalments)


async def _moved(
    unit: UnitOfWork,
    account: Account,
    ours: Ours,
    event: AgreementEvent,
    at: Moment,
    actor: str,
    why: str = "",
) -> Advanced:
    after = await end(unit, ours, event, at, actor, why)
    return Advanced(_entered(account, after), (after,))


def _entered(account: Account, ours: Ours) -> Account:
    """The account with the agreement as the ledger has it now."""
    others = tuple(each for each in account.agreements if each.number != ours.number)
    in_force = ours.in_ledger
    return replace(account, agreements=(*others, in_force) if in_force else others)


async def end(
    unit: UnitOfWork, ours: Ours, event: AgreementEvent, at: Moment, actor: str, why: str = ""
) -> Ours:
    """Move an agreement on, keep it and write it down."""
    after = ours.turned(event)
    after = replace(after, closed_at=None if after.live else at.now)
    await unit.agreements.save(after)
    await note(unit, after, after.stage.value, at, actor, why)
    return after


def _known_to_feed(ours: Ours, account: Account) -> bool:
    """Whether a feed brought an agreement of this supply that was signed since: it stands for this one."""
    return any(a.refinanced is None and a.signed_on >= ours.accepted_on for a in account.agreements)


def _agreed(ours: Ours, inbound: Inbound) -> Told:
    """What was said yes to, and in which chat: the record keeps each schedule, also one that is changed later."""
    rows = (f"{row.due_on.isoformat()}/{row.principal}/{row.interest}" for row in ours.rows)
    return {
        "schedule": " ".join(rows),
        "chat": pseudonym(chat_person(inbound.channel, inbound.address)),
    }


async def note(
    unit: UnitOfWork,
    ours: Ours,
    outcome: str,
    at: Moment,
    actor: str,
    why: str = "",
    *,
    agreed: Told | None = None,
) -> None:
    """A line of the record about an agreement."""
    facts: Told = {
        "agreement": ours.number,
        "version": ours.version,
        "debt": str(ours.debt),
        "down_payment": str(ours.down_payment),
        "down_due_on": ours.down_due_on.isoformat(),
        "instalments": len(ours.rows),
        "total": str(ours.total),
        **({"why": why} if why else {}),
        **(agreed or {}),
    }
    await unit.audit.append([entry(at, actor, Act.AGREEMENT, ours.supply_number, outcome, facts=facts)])
