"""The notices of the ladder: their natural keys, whether it is their turn, and what they say."""

from datetime import timedelta

from receivables.model.account import Account, AgreementState, SupplyState
from receivables.model.buttons import of_notice
from receivables.model.claims import atypical_bills
from receivables.model.contact import Contact, Moment, may_contact, may_tell
from receivables.model.dates import period_of
from receivables.model.decision import Decision, Reason, Withheld, decide
from receivables.model.identity import masked
from receivables.model.ladder import Case, Notice, Step, next_notice
from receivables.model.message import Message, OutboxRow, Value
from receivables.model.once_more import notice_stands, still_called_for
from receivables.model.standing import OpenInstalment, Standing
from receivables.usecases.situation import Position, Situation

REMINDER = "instalment_reminder"
"""The message that reminds of an instalment to come; it stands outside the ladder and demands nothing."""
ENDED = "agreement_ended"
"""The message that tells how an agreement of the chat ended; it stands outside the ladder and demands nothing."""
REVERSED = "payment_reversed"
"""The message that tells that a payment was taken back; it stands outside the ladder and demands nothing either."""
WITHDRAWN = "cut_withdrawn"
"""The message that tells that a cut which waited in the queue was taken back; it demands nothing."""
REOPENING = "reopening_ordered"
"""The message that tells that the service was ordered back on; it demands nothing."""
OF_SERVICE = frozenset({WITHDRAWN, REOPENING})
IN_LEDGER = {"fulfilled": AgreementState.FULFILLED, "broken": AgreementState.BROKEN}
"""What the ledger calls such an end; of one that came to nothing, or was cancelled, it knows nothing."""
MISSED = "missed"
"""The wording of the 48-hour notice for whoever is behind with one instalment of an agreement in force alone."""
CLAIM_OFFER = "atypical_bill"
"""The message that offers an inspection or a claim of an atypical bill; it stands outside the ladder (PE-BILL-2)."""


def notice_key(case: Case, notice: Notice, at: Moment) -> str:
    """One notice of each kind in each round of a case, whatever the channel and whoever asks for it (I-28).

    But one letter each month, one message for each new date of a commitment, and another last chance where a
    commitment came between.
    """
    stem = f"notice/{case.supply_number}/{notice}"
    if notice is Notice.LETTER:
        return f"{stem}/{period_of(at.today)}"
    if notice is Notice.COMMITMENT_RENEWED and case.promise is not None:
        return f"{stem}/{case.round}-{case.promise.due_on.isoformat()}"
    given = sum(each.notice is notice for each in case.notices)
    return f"{stem}/{case.round}" + (f"-{given + 1}" if given else "")


def its_turn(position: Position, notice: Notice, at: Moment) -> bool:
    """Whether the ladder asks for this notice now."""
    due = next_notice(position.case, position.standing, position.protection, at.policy, at.now)
    return due is notice


def urgent(row: OutboxRow) -> bool:
    """Whether openings of the day are kept for it (I-31)."""
    return row.message.key in OF_SERVICE or (row.notice is not None and row.notice.urgent)


def may_send(row: OutboxRow, situation: Situation, at: Moment) -> Decision:
    """Whether this row may go now: all that the law and the policy ask, and for a notice that it is still its turn."""
    case = situation.case
    if row.message.key == REMINDER:
        return _may_remind(row, situation, at)
    if row.message.key in (ENDED, REVERSED):
        return _may_tell_news(row, situation, at)
    if row.message.key in OF_SERVICE:
        return _may_tell_of_service(row, situation, at)
    decision = may_contact(
        situation.account,
        situation.standing,
        case,
        row.notice or Notice.FRIENDLY,
        situation.reach,
        at,
        offers_claim=row.message.key == CLAIM_OFFER,
        shield=situation.protection,
    )
    if (isinstance(decision, Withheld) and not decision.passing) or _asked_for(row, situation, at):
        return decision
    return decide({*decision.reasons, Reason.NOT_ITS_TURN})


def _may_remind(row: OutboxRow, situation: Situation, at: Moment) -> Decision:
    decision = may_tell(situation.account, situation.case, situation.reach, at)
    if isinstance(decision, Withheld) and not decision.passing:
        return decision
    if _reminded_of(row, situation.standing) is None:
        return decide({*decision.reasons, Reason.PAID})
    return decision


def _may_tell_news(row: OutboxRow, situation: Situation, at: Moment) -> Decision:
    """Only while it is still so; of a debt that goes on nobody is told who pays it, or has promised to."""
    standing, thanks = situation.standing, row.message.values.get("variant") == "fulfilled"
    reasons = set(may_tell(situation.account, situation.case, situation.reach, at).reasons)
    if not thanks and not (standing.outstanding or standing.overdue):
        reasons.add(Reason.PAID)
    if not thanks and situation.case.step is Step.PROMISED:
        reasons.add(Reason.PROMISE_RUNNING)
    if not (_taken_back(row, situation) if row.message.key == REVERSED else _ended(row, situation)):
        reasons.add(Reason.NOT_ITS_TURN)
    return decide(reasons)


def _may_tell_of_service(row: OutboxRow, situation: Situation, at: Moment) -> Decision:
    """Only while it is still so: no cut was queued again, and by what we know the water is not back."""
    reasons = set(may_tell(situation.account, situation.case, situation.reach, at).reasons)
    step, off = situation.case.step, situation.account.supply.state is SupplyState.CUT
    if row.message.key == REOPENING:
        still = step is Step.REOPENING or (off and step is Step.CLEAR)
    else:
        still = not off and step not in (Step.CUT_QUEUED, Step.CUT, Step.REOPENING)
    if not still:
        reasons.add(Reason.NOT_ITS_TURN)
    return decide(reasons)


def _ended(row: OutboxRow, situation: Situation) -> bool:
    """Whether the agreement is still where the row says, and no other is in force."""
    state = IN_LEDGER.get(str(row.message.values["variant"]))
    states = {each.number: each.state for each in situation.account.agreements}
    return not situation.standing.agreement and states.get(str(row.message.values["agreement"])) is state


def _taken_back(row: OutboxRow, situation: Situation) -> bool:
    operation = row.message.values["operation"]
    return any(each.reversed and each.operation == operation for each in situation.account.payments)


def _reminded_of(row: OutboxRow, standing: Standing) -> OpenInstalment | None:
    """The instalment of the agreement in force that the reminder is about, while something of it is unpaid."""
    wanted = (row.message.values.get("agreement"), row.message.values.get("instalment"))
    if standing.agreement is None or standing.agreement.number != wanted[0]:
        return None
    found = (each for each in standing.instalments if each.instalment.due_on >= standing.on)
    return next((i for i in found if (i.instalment.agreement, i.instalment.number) == wanted), None)


def _asked_for(row: OutboxRow, situation: Situation, at: Moment) -> bool:
    if row.message.key == CLAIM_OFFER:
        return bool(atypical_bills(situation.account, situation.standing, at.policy))
    if row.notice is None:
        return True
    if notice_stands(situation.case, row.notice, row.key):
        here = situation
        return still_called_for(here.case, row.notice, here.standing, here.protection, at.policy)
    return its_turn(situation, row.notice, at) and row.key == notice_key(situation.case, row.notice, at)


def notice_message(row: OutboxRow, situation: Situation, contact: Contact, at: Moment, code: str) -> Message:
    """What the row says, filled with the ledger as it is at this moment (I-22).

    `code`: by which anybody can ask whether it is ours.
    """
    standing, promise, key = situation.standing, situation.case.promise, row.message.key
    overdue = standing.overdue_bills
    hours = at.policy.last_chance_hours if row.notice is Notice.LAST_CHANCE else at.policy.offer_hours
    values: dict[str, Value] = {
        **row.message.values,
        "name": contact.name,
        "supply_masked": masked(situation.supply_number),
        "debt": standing.overdue,
        "bills": len(overdue),
        "instalments": len(standing.overdue_instalments),
        "oldest_due": overdue[0].bill.due_on if overdue else None,
        "as_of": at.feed.payments_through,
        "deadline": at.now + timedelta(hours=hours),
    }
    if row.notice is Notice.COMMITMENT_RENEWED and promise is not None:
        values |= {"due_on": promise.due_on, "amount": promise.amount}
    if key == REMINDER and (instalment := _reminded_of(row, standing)) is not None:
        values |= {"amount": instalment.unpaid, "due_on": instalment.instalment.due_on}
    if row.message.values.get("variant") == MISSED:
        values |= _of_missed(standing)
    if key == CLAIM_OFFER:
        values |= _atypical(situation.account, standing, at)
    values["code"] = code
    return Message(key, values, of_notice(key))


def missed(standing: Standing) -> OpenInstalment | None:
    """The one instalment that is overdue of the agreement in force; None where more is overdue, or nothing."""
    late = standing.overdue_instalments
    if standing.agreement is None or standing.overdue_bills or len(late) != 1:
        return None
    return late[0] if late[0].instalment.agreement == standing.agreement.number else None


def _of_missed(standing: Standing) -> dict[str, Value]:
    """What the notice says of that instalment; the plain wording where it is no more so as the notice goes."""
    one = missed(standing)
    if one is None:
        return {"variant": ""}
    return {"amount": one.unpaid, "due_on": one.instalment.due_on}


def _atypical(account: Account, standing: Standing, at: Moment) -> dict[str, Value]:
    """Which bills the offer is about, and the latest of them in words: its month and what was measured."""
    found = [each.bill for each in atypical_bills(account, standing, at.policy)]
    latest = found[-1]
    return {
        "claimable": tuple(bill.number for bill in found),
        "period": latest.period,
        "consumption_m3": f"{latest.consumption_m3.normalize():f}",
        "usual_m3": f"{(latest.usual_m3 or latest.consumption_m3).normalize():f}",
    }
