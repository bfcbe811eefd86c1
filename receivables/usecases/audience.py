"""Whom a campaign is for: pages of accounts from the store, judged one by one by the pure functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from receivables.model.account import Account
from receivables.model.campaign import Campaign, in_audience
from receivables.model.contact import Moment, may_contact
from receivables.model.decision import Decision, Reason, Withheld, decide
from receivables.model.ladder import MOVES, SENT, Notice, Step
from receivables.model.message import Message
from receivables.model.policy import Policy
from receivables.ports import UnitOfWork
from receivables.usecases.notices import CLAIM_OFFER, MISSED, its_turn, missed
from receivables.usecases.services import Services
from receivables.usecases.situation import Position, Situation, positions, situations
from receivables.usecases.walk import Sieve, Visit, each_case, each_owing
from receivables.usecases.ways import Ways


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a campaign may do about one supply."""

    situation: Situation
    decision: Decision


@dataclass(slots=True)
class Tally:
    """What became of everybody whose turn it was. Each withheld supply counts once, under its first reason."""

    planned: int = 0
    held_out: int = 0
    withheld: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> dict[str, int]:
        """All of it, as facts of an entry."""
        return {"planned": self.planned, "held_out": self.held_out, **self.withheld}

    def count(self, campaign: Campaign, verdict: Verdict) -> None:
        """Count one supply."""
        if isinstance(verdict.decision, Withheld):
            self.withheld[verdict.decision.reasons[0].value] += 1
        elif held_out(campaign, verdict.situation):
            self.held_out += 1
        else:
            self.planned += 1


async def judge(
    unit: UnitOfWork,
    campaign: Campaign,
    accounts: Sequence[Account],
    at: Moment,
    ways: Ways | None = None,
) -> list[Verdict]:
    """Whether the campaign may write to these supplies. Those outside the audience, or not in turn, are left out.

    Whom only a claim keeps out of the audience is withheld for the claim, on the record. That a channel is open is
    asked when the message is sent; with `ways`, what is known of it now is asked as well.
    """
    concerned = [each for each in await positions(unit, accounts, at) if concerns(campaign, each, at)]
    if ways is None:
        found = await situations(unit, concerned, at, lambda contact: contact.channel in at.policy.channels)
    else:
        carried = await ways.carried(unit, [each.account for each in concerned])
        approved = await ways.approved(unit, at)
        found = [
            approved.narrowed(each, campaign, variant(campaign, each), at)
            for each in await situations(unit, concerned, at, carried)
        ]
    return [Verdict(each, _decide(campaign, each, at)) for each in found]


def concerns(campaign: Campaign, position: Position, at: Moment) -> bool:
    """Whether the supply would be written to if nothing but a claim stood against it."""
    return _called(campaign, position, at) or (
        bool(position.standing.overdue_but_claimed) and _called(campaign, _without_claims(position), at)
    )


def _called(campaign: Campaign, position: Position, at: Moment) -> bool:
    """In the audience, and in turn on the ladder."""
    return in_audience(campaign, position.account, position.standing, at.policy) and (
        campaign.step is None or its_turn(position, campaign.step, at)
    )


def _without_claims(position: Position) -> Position:
    bills = tuple(replace(bill, claimed=False) for bill in position.standing.bills)
    return replace(position, standing=replace(position.standing, bills=bills))


def _decide(campaign: Campaign, situation: Situation, at: Moment) -> Decision:
    decision = may_contact(
        situation.account,
        situation.standing,
        situation.case,
        campaign.step or Notice.FRIENDLY,
        situation.reach,
        at,
        offers_claim=campaign.message_key == CLAIM_OFFER,
    )
    if _called(campaign, situation, at):
        return decision
    return decide({*decision.reasons, Reason.CLAIM} - {Reason.PAID})


def held_out(campaign: Campaign, situation: Situation) -> bool:
    """Whether the whole route belongs to those who are left alone, to see what the campaign changes."""
    return draw(campaign.id, situation.account.supply.route) % 100 < campaign.holdout_percent


def variant(campaign: Campaign, situation: Situation) -> str | None:
    """The wording for this supply: always the same one; of a missed instalment the offer speaks in its own words."""
    if campaign.message_key == Notice.OFFER and missed(situation.standing) is not None:
        return MISSED
    if not campaign.variants:
        return None
    return campaign.variants[draw(campaign.id, situation.supply_number) % len(campaign.variants)]


def opening(campaign: Campaign, situation: Situation) -> Message:
    """What the campaign says to this supply, before it is filled with the ledger."""
    wording = variant(campaign, situation)
    return Message(campaign.message_key, {} if wording is None else {"variant": wording})


def draw(*names: str) -> int:
    """A lot that falls the same way on every machine and every day."""
    return int.from_bytes(sha256("/".join(names).encode()).digest()[:8])


async def each_page(
    services: Services, campaign: Campaign, visit: Visit, day: date, *, active_only: bool = False
) -> None:
    """Show `visit` the accounts that the campaign may concern on that day, a page at a time.

    A pre-filter only. Where the ladder gives the notice to cases that are remembered, those are read; else those with
    enough bills due, and no case beyond the step of the notice. Neither leaves out an account whom `judge` would allow,
    nor, unless `active_only`, one for whom it would give a reason. Inactive supplies are never allowed anything.
    """
    steps = _steps(campaign.step)
    if not steps or Step.CLEAR in steps:
        await each_owing(services, visit, sieve(campaign, day, services.policy, active_only=active_only))
        return
    for step in steps:
        await each_case(services, step, visit)


def sieve(campaign: Campaign, day: date, policy: Policy, *, active_only: bool = False) -> Sieve:
    """What the store may leave out of the audience: whoever has too few bills due, whatever becomes of each of them."""
    ladder = policy.offer_overdue_bills if campaign.step is Notice.OFFER else 1
    law = policy.law.atypical
    return Sieve(
        localities=campaign.audience.localities,
        active_only=active_only,
        due_before=day,
        bills_due=max(campaign.audience.overdue_bills_at_least, ladder),
        consumed_over=law.percent_over if campaign.audience.atypical_bill and law else None,
        not_beyond=_steps(campaign.step),
    )


def _steps(notice: Notice | None) -> list[Step]:
    """The steps from which the notice is given; none when there is no notice: that may be anybody."""
    return [] if notice is None else [step for step, event in MOVES if event is SENT[notice]]
