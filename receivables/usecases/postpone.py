"""When a message that only time withholds is asked about again."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from receivables.model.contact import WEEK, Moment
from receivables.model.decision import Reason, Withheld
from receivables.model.impediment import PASSES
from receivables.model.law import next_contact_opening
from receivables.model.message import OutboxRow
from receivables.usecases.entries import Facts
from receivables.usecases.situation import Situation

IN_VAIN = "in_vain"
"""The fact of a message kept back by a cap for which an attempt of its own counts, that reached nobody."""
FEED_PATIENCE = timedelta(hours=1)
"""A feed that is late may come any minute; asking every minute would fill the record."""


def asked_again_at(
    situation: Situation, decision: Withheld, at: Moment, frees_at: datetime | None = None
) -> datetime | None:
    """The first moment at which all its passing reasons may be over, inside the contact window.

    `frees_at`: when a part of the sender's budget is free again. None when no day of the next month is open: then
    nothing is gained by waiting.
    """
    waits = [at.now]
    if Reason.CAP in decision.reasons:
        waits.append(_after_caps(situation, at))
    if Reason.ONE_CHANNEL in decision.reasons:
        waits.append(max(touch.at for touch in situation.reach.touches) + WEEK)
    if Reason.OUTAGE in decision.reasons:
        waits.append(_after_outages(situation, at))
    if Reason.PAUSED in decision.reasons and situation.case.paused_until is not None:
        waits.append(situation.case.paused_until)
    if Reason.STALE_FEED in decision.reasons:
        waits.append(at.now + FEED_PATIENCE)
    if Reason.BUDGET in decision.reasons:
        waits.append(frees_at or at.now + timedelta(days=1))
    return next_contact_opening(max(waits), at.policy, at.calendar)


def told_of_caps(row: OutboxRow, reasons: Collection[Reason], facts: Facts) -> Facts:
    """The facts of a message kept back; the person may have received none of those that the caps count."""
    return {**facts, IN_VAIN: 1} if Reason.CAP in reasons and row.provider_id is not None else facts


def _after_caps(situation: Situation, at: Moment) -> datetime:
    """When one more contact is within the caps of a day and of seven days (PE-CON-10)."""
    law, touches = at.policy.law, sorted(touch.at for touch in situation.reach.touches)
    tomorrow = at.policy.local(at.now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    today = sum(at.policy.today(touch) == at.today for touch in touches)
    waits = [tomorrow] if today >= law.contacts_per_day else []
    if len(touches) >= law.contacts_per_seven_days:
        waits.append(touches[-law.contacts_per_seven_days] + WEEK)
    return max(waits, default=at.now)


def _after_outages(situation: Situation, at: Moment) -> datetime:
    """The first moment of the day after the last day of every outage and emergency in force."""
    known = situation.account.impediments
    ends = [each.until for each in known if each.kind in PASSES and each.in_force(at.today) and each.until]
    after = max(ends, default=at.today) + timedelta(days=1)
    return datetime.combine(after, time(), at.policy.zone)
