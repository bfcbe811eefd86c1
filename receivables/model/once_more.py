"""A notice that was sent, moved its case, and failed later: when it may go once more, and what the case keeps of it."""

from dataclasses import replace

from receivables.model.ladder import (
    MOVES,
    SENT,
    Case,
    Notice,
    ServedNotice,
    enough_for_offer,
    enough_overdue,
)
from receivables.model.policy import Policy
from receivables.model.protection import Protection
from receivables.model.standing import Standing


def notice_stands(case: Case, notice: Notice, key: str) -> bool:
    """Whether a notice moved the case to where it is and nobody received it yet.

    When the provider tells later that it failed, it may go once more, by another channel and under the same key (I-28).
    """
    latest = case.latest(notice)
    if latest is None or latest.key != key or latest.served_at is not None:
        return False
    return any(event is SENT[notice] and after is case.step for (_, event), after in MOVES.items())


def notice_again(case: Case, record: ServedNotice) -> Case:
    """The case after a notice that it holds already went once more: the evidence is of the last time, the step stays.

    One that was received meanwhile stays as it was received.
    """
    return replace(
        case,
        notices=tuple(
            replace(n, channel=record.channel, sent_at=record.sent_at, served_at=record.served_at)
            if n.key == record.key and n.served_at is None
            else n
            for n in case.notices
        ),
    )


def still_called_for(
    case: Case, notice: Notice, standing: Standing, protection: Protection, policy: Policy
) -> bool:
    """Whether the debt still asks for a notice that was given before, and did not reach anybody."""
    if not standing.overdue:
        return False
    match notice:
        case Notice.FRIENDLY:
            return protection is not Protection.NONE
        case Notice.OFFER:
            return enough_for_offer(standing, policy)
        case Notice.LAST_CHANCE:
            return enough_overdue(standing, policy)
        case Notice.COMMITMENT_RENEWED:
            return case.promise is not None and case.promise.claim is not None
        case Notice.LETTER:
            letters = policy.letters
            return (
                letters is not None and letters.from_bills <= len(standing.overdue_bills) <= letters.to_bills
            )
