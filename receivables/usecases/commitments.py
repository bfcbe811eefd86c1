"""A founded claim ends in a payment commitment with a date, signed at the desk (domain.md, action 6; PE-CLM-9)."""

from datetime import date, timedelta

from receivables.errors import BadAmount, BadInput, Refused, Unknown
from receivables.model.account import Account, Claim, ClaimOutcome
from receivables.model.audit import Act
from receivables.model.contact import Moment
from receivables.model.decision import Reason
from receivables.model.ladder import Case, Event, Promise, Step, commitment_made
from receivables.model.money import Money
from receivables.model.standing import Standing
from receivables.ports import UnitOfWork
from receivables.usecases.entries import Facts, act, entry
from receivables.usecases.services import Services
from receivables.usecases.situation import hold_supplies
from receivables.usecases.withdraw import take_back_cut

DESK = "ventanilla"
"""The channel of what was signed in person."""
AHEAD = timedelta(days=30)
"""The latest day of a commitment: by then the next monthly bill is out, and a longer wait would be an agreement."""


async def commit(
    services: Services, supply_number: str, claim: str, due_on: date, amount: Money, *, actor: str
) -> Case:
    """Take the commitment that follows a founded claim. A cut that waits in the queue is taken back first.

    A claim brings one commitment, of no less than its bill asks for, or than all that is overdue where that is less or
    the bill is paid.
    Raises Unknown("unknown_supply", "unknown_claim"), Refused("claim_not_founded", "commitment_made_already"),
    BadInput("commitment_in_the_past", "commitment_too_late", "wrong_currency"), BadAmount("commitment_not_positive",
    "commitment_too_small"), MoveRefused("no_such_move") once the service is cut.
    """
    async with services.units() as unit:
        await hold_supplies(unit, [supply_number])
        at = await services.moment(unit)
        account = await unit.ledger.account(supply_number)
        if account is None:
            raise Unknown("unknown_supply", supply=supply_number)
        founded = _claim(account, claim)
        _check(founded, due_on, amount, at)
        _check_enough(amount, founded, at.standing(account))
        await _check_first(unit, supply_number, claim)
        case = (await unit.cases.get([supply_number]))[supply_number]
        if case.step is Step.CUT_QUEUED:
            case = await take_back_cut(unit, case, (Reason.PROMISE_RUNNING,), at, actor)
        commitment = Promise(due_on, amount, at.now, DESK, claim=claim)
        committed, made = commitment_made(case, commitment, act(at, actor, claim))
        await unit.cases.save(committed, made)
        facts: Facts = {"claim": claim, "due_on": due_on.isoformat(), "amount": str(amount)}
        await unit.audit.append([entry(at, actor, Act.PROMISE, supply_number, "committed", facts=facts)])
        return committed


def _claim(account: Account, number: str) -> Claim:
    """The latest instance of that claim. Raises Unknown("unknown_claim")."""
    found = [each for each in account.claims if each.number == number]
    if not found:
        raise Unknown("unknown_claim", claim=number, supply=account.supply.supply_number)
    return max(found, key=lambda each: each.instance)


def _check(claim: Claim, due_on: date, amount: Money, at: Moment) -> None:
    if claim.outcome is not ClaimOutcome.FOUNDED or claim.open_on(at.today):
        raise Refused("claim_not_founded", claim=claim.number)
    if due_on <= at.today:
        raise BadInput("commitment_in_the_past", day=due_on)
    if due_on > at.today + AHEAD:
        raise BadInput("commitment_too_late", day=due_on, latest=at.today + AHEAD)
    if amount.currency != at.policy.currency:
        raise BadInput("wrong_currency", currency=amount.currency, expected=at.policy.currency)
    if amount.centimos <= 0:
        raise BadAmount("commitment_not_positive", amount=amount)


def _check_enough(amount: Money, claim: Claim, standing: Standing) -> None:
    bill = next((each.unpaid for each in standing.bills if each.bill.number == claim.bill), standing.overdue)
    least = min(bill, standing.overdue)
    if amount < least:
        raise BadAmount("commitment_too_small", amount=amount, least=least)


async def _check_first(unit: UnitOfWork, supply_number: str, claim: str) -> None:
    """A second one would put the last chance off again and again; the moves remember the first, in any round."""
    for earlier in await unit.cases.moves(supply_number):
        if earlier.event is Event.COMMITMENT_MADE and earlier.why == claim:
            raise Refused("commitment_made_already", claim=claim)
