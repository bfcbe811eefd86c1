"""The notices of the ladder: their natural keys, whether it is their turn, and what they say."""

from datetime import timedelta

from receivables.model.buttons import of_notice
from receivables.model.contact import Contact, Moment, may_contact
from receivables.model.decision import Decision, Reason, Withheld, decide
from receivables.model.identity import masked
from receivables.model.ladder import Case, Notice, next_notice
from receivables.model.message import Message, OutboxRow, Value
from receivables.usecases.situation import Position, Situation


def notice_key(case: Case, notice: Notice) -> str:
    """One notice of each kind in each round of a case, whatever the channel and whoever asks for it (I-28)."""
    return f"notice/{case.supply_number}/{notice}/{case.round}"


def its_turn(position: Position, notice: Notice, at: Moment) -> bool:
    """Whether the ladder asks for this notice now."""
    due = next_notice(position.case, position.standing, position.protection, at.policy, at.now)
    return due is notice


def may_send(row: OutboxRow, situation: Situation, at: Moment) -> Decision:
    """Whether this row may go now: all that the law and the policy ask, and for a notice that it is still its turn."""
    case = situation.case
    decision = may_contact(
        situation.account,
        situation.standing,
        case,
        row.notice or Notice.FRIENDLY,
        situation.reach,
        at,
    )
    if row.notice is None or (isinstance(decision, Withheld) and not decision.passing):
        return decision
    if its_turn(situation, row.notice, at) and row.key == notice_key(case, row.notice):
        return decision
    return decide({*decision.reasons, Reason.NOT_ITS_TURN})


def notice_message(row: OutboxRow, situation: Situation, contact: Contact, at: Moment) -> Message:
    """What the row says, filled with the ledger as it is at this moment (I-22)."""
    standing = situation.standing
    hours = at.policy.last_chance_hours if row.notice is Notice.LAST_CHANCE else at.policy.offer_hours
    values: dict[str, Value] = {
        **row.message.values,
        "name": contact.name,
        "supply_masked": masked(situation.supply_number),
        "debt": standing.overdue,
        "bills": len(standing.overdue_bills),
        "instalments": len(standing.overdue_instalments),
        "oldest_due": min((b.bill.due_on for b in standing.overdue_bills), default=None),
        "as_of": at.feed.payments_through,
        "deadline": at.now + timedelta(hours=hours),
    }
    return Message(row.message.key, values, of_notice(row.message.key))
