"""The answer to a request on its way to the person: what it says, and what becomes of one that cannot arrive.

An answer is no notice: who asked to get no messages of ours still hears of their own request (I-5). Where the chat
cannot take it any more, the request is on the desk's list again until somebody has told the person otherwise: by
telephone, at the counter, or in writing (PE-CLM-3: five business days to notify).
"""

from receivables.model.account import Account, Claim
from receivables.model.audit import Act, AuditEntry
from receivables.model.buttons import buttons
from receivables.model.claims import business_days_after
from receivables.model.contact import Moment
from receivables.model.message import Button, Kind, Message, OutboxRow, Value
from receivables.model.pseudonym import PREFIX
from receivables.model.request import Request, RequestKind, RequestState, lost
from receivables.model.suppression import Cause, of_address
from receivables.ports import UnitOfWork
from receivables.usecases.entries import entry
from receivables.usecases.inbox import why_not

OF_REQUEST = "request/"
AGAINST = "unfounded"
NO_MORE_THEIRS = frozenset({Cause.WRONG_PERSON, Cause.BLOCKED, Cause.INVALID})
"""Why an address is closed to the very answer that somebody asked for."""


async def tell_answer(unit: UnitOfWork, done: Request, claim: Claim | None, at: Moment) -> Request:
    """Queue the answer for the chat that asked; the request, which is on the list again where it cannot arrive."""
    if not done.address:  # no chat asked it: who answers it tells whom it concerns
        return done
    if await _unreachable(unit, done, at):
        return lost(done)
    chat = await unit.conversations.get(done.channel, done.address)
    told = Message("request_answered", _values(done, claim, at), _ways(done))
    row = OutboxRow(
        key=f"{OF_REQUEST}{done.number}",
        kind=Kind.RECEIPT,
        message=told.spoken(chat.locale),
        created_at=at.now,
        not_before=at.now,
        supply_number=done.supply_number,
        person=done.person,
        channel=done.channel,
        address=done.address,
    )
    await unit.outbox.add([row])
    return done


async def note_lost(unit: UnitOfWork, row: OutboxRow, at: Moment, *, actor: str) -> list[AuditEntry]:
    """The answer never went: its request is on the list again. What the record is to tell of it."""
    if row.kind is not Kind.RECEIPT or not row.key.startswith(OF_REQUEST):
        return []
    asked = await unit.requests.get(row.key.removeprefix(OF_REQUEST))
    if asked is None or asked.state is not RequestState.DONE:
        return []
    await unit.requests.save(lost(asked))
    facts = {"number": asked.number, "kind": asked.kind.value, "key": row.key}
    return [entry(at, actor, Act.REQUEST, asked.supply_number or asked.number, "untold", facts=facts)]


def claim_of(account: Account | None, number: str) -> Claim | None:
    """The claim of ours in the ledger under that number."""
    return next((each for each in account.claims if each.number == number), None) if account else None


async def _unreachable(unit: UnitOfWork, done: Request, at: Moment) -> bool:
    if done.address.startswith(PREFIX):  # whoever asked was erased since
        return True
    subjects = [of_address(done.address), f"chat:{done.channel}:{done.address}"]
    closed = (await unit.suppressions.in_force(subjects)).values()
    if any(each.cause in NO_MORE_THEIRS for each in closed):
        return True
    return bool(await why_not(unit, done.channel, done.address, at.now))


def _values(done: Request, claim: Claim | None, at: Moment) -> dict[str, Value]:
    """Of a claim: how it ended, and until which day one may go on to the next instance (PE-CLM-4, PE-CLM-5)."""
    told: dict[str, Value] = {"number": done.number, "kind": done.kind.value, "answer": done.answer}
    outcome = done.values.get("outcome", "")
    instances = at.policy.law.claims.instances
    here = instances[min(max(claim.instance if claim else 1, 1), len(instances)) - 1]
    days = here.appeal_days if outcome == AGAINST else 0
    # Counted from today, when the person hears it: rather too early than a right that is lost.
    until = business_days_after(at.today, days, at.calendar) if days else None
    return {**told, "outcome": outcome, "days": days, "until": until, "rests": claim is not None and days > 0}


def _ways(done: Request) -> tuple[Button, ...]:
    return buttons("claimstatus", "human") if done.kind is RequestKind.CLAIM else ()
