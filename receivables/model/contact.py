"""Whether a person may be contacted now, and where. Asked when a message is planned and again when it is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from receivables.model.account import Account, SupplyState
from receivables.model.decision import Decision, Reason, decide
from receivables.model.ladder import Case, Notice, Step
from receivables.model.law import contact_moment
from receivables.model.policy import Calendar, Policy
from receivables.model.protection import Protection, protection
from receivables.model.standing import Standing


class Purpose(StrEnum):
    """What a consent covers: a debt reminder needs `SERVICE`; a raffle needs `PROMO` (PE-ADV-3)."""

    SERVICE = "servicio"
    PROMO = "promo"
    NONE = "ninguno"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach one person about one supply, for one purpose."""

    supply_number: str
    name: str
    document: str
    phone: str
    email: str
    channel: str
    purpose: Purpose
    consented_on: date | None
    origin: str

    @property
    def person(self) -> str:
        """One identity document, else one telephone, else one e-mail address; caps count per person (I-4)."""
        if self.document:
            return f"doc:{self.document}"
        return f"tel:{self.phone}" if self.phone else f"mail:{self.email}"

    @property
    def address(self) -> str:
        """Where that channel reaches the person."""
        return self.email if self.channel == "correo" else self.phone


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known about reaching a person: consents, wishes, and what was sent to them already.

    `touches`: moments of proactive messages of the last seven days over all channels and supplies (I-4). `suppressed`:
    addresses closed by a wrong-person report. `carried`: channels that can carry a first message today.
    """

    contacts: tuple[Contact, ...]
    opted_out: bool
    suppressed: Collection[str]
    carried: Collection[str]
    touches: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """How fresh the facts are: the cut date of the balances, and the day up to which payments are known."""

    cut_date: date
    payments_through: date

    def stale(self, today: date, days: int) -> bool:
        """Whether nothing was heard of payments for more than `days` days."""
        return (today - self.payments_through).days > days


@dataclass(frozen=True, slots=True)
class Moment:
    """When the question is asked, under which policy, calendar and feed."""

    now: datetime
    policy: Policy
    calendar: Calendar
    feed: Feed

    @property
    def today(self) -> date:
        """The utility's date."""
        return self.policy.today(self.now)


def chosen_contact(reach: Reach, policy: Policy, preferred: str | None = None) -> Contact | None:
    """The contact to use: consented to service messages, not suppressed, carried; the channel used before comes first.

    (Design.md: last chance by the same channel; when that is closed, by the next allowed one.)
    """
    order = [preferred, *policy.channels] if preferred else list(policy.channels)
    usable = [c for c in _consented(reach) if c.channel in reach.carried and c.channel in order]
    return min(usable, key=lambda c: order.index(c.channel), default=None)


def may_contact(
    account: Account, standing: Standing, case: Case, notice: Notice, reach: Reach, at: Moment
) -> Decision:
    """Whether this notice may go to this person at this moment. Every reason against is given, not only the first."""
    reasons = _about_debt(account, standing, at)
    if notice.of_cut:
        reasons |= cut_shields(account, standing, at.policy)
        if protection(account, standing, at.policy) is Protection.NEVER_CUT:
            reasons.add(Reason.PROTECTING_SCORE)
    if case.step is Step.PROMISED:
        reasons.add(Reason.PROMISE_RUNNING)
    if case.paused(at.now):
        reasons.add(Reason.PAUSED)
    reasons |= _about_person(reach, at)
    reasons |= contact_moment(at.now, at.policy, at.calendar)
    return decide(reasons)


def cut_shields(account: Account, standing: Standing, policy: Policy) -> set[Reason]:
    """What shields a supply from a cut and from being threatened with one."""
    reasons: set[Reason] = set()
    supply = account.supply
    if supply.state is SupplyState.INACTIVE:
        reasons.add(Reason.INACTIVE)
    if supply.state is SupplyState.CUT:
        reasons.add(Reason.ALREADY_CUT)
    if supply.protected:
        reasons.add(Reason.PROTECTED_SUPPLY)
    if not supply.continuity:
        reasons.add(Reason.NO_CONTINUITY)
    if standing.agreement is not None and not standing.overdue_instalments:
        reasons.add(Reason.LIVE_AGREEMENT)
    return reasons


def _about_debt(account: Account, standing: Standing, at: Moment) -> set[Reason]:
    reasons: set[Reason] = set()
    if not standing.overdue:
        reasons.add(Reason.CLAIM if standing.overdue_but_claimed else Reason.PAID)
    elif standing.overdue < at.policy.worth_a_notice:
        reasons.add(Reason.BELOW_AMOUNT)
    if standing.agreement is not None and not standing.overdue_instalments:
        reasons.add(Reason.LIVE_AGREEMENT)
    if account.supply.state is SupplyState.INACTIVE:
        reasons.add(Reason.INACTIVE)
    if at.feed.stale(at.today, at.policy.feed_days):
        reasons.add(Reason.STALE_FEED)
    return reasons


def _about_person(reach: Reach, at: Moment) -> set[Reason]:
    reasons: set[Reason] = set()
    if reach.opted_out:
        reasons.add(Reason.OPTED_OUT)
    if not _consented(reach):
        reasons.add(Reason.NO_CONSENT)
    elif chosen_contact(reach, at.policy) is None:
        reasons.add(Reason.NO_CHANNEL)
    if _capped(reach.touches, at):
        reasons.add(Reason.CAP)
    return reasons


def _consented(reach: Reach) -> list[Contact]:
    return [
        c
        for c in reach.contacts
        if c.purpose is Purpose.SERVICE
        and c.address
        and c.address not in reach.suppressed
        and not _withdrawn(c, reach.contacts)
    ]


def _withdrawn(consent: Contact, contacts: tuple[Contact, ...]) -> bool:
    """Whether the same person said no to the same channel since: on the same day, or one without a day, no wins."""
    return any(
        no.purpose is Purpose.NONE
        and (no.person, no.channel) == (consent.person, consent.channel)
        and (
            no.consented_on is None or consent.consented_on is None or no.consented_on >= consent.consented_on
        )
        for no in contacts
    )


def _capped(touches: tuple[datetime, ...], at: Moment) -> bool:
    """At most so many a local day and so many in any seven days (PE-CON-10), this one included."""
    law = at.policy.law
    week_ago = at.now - timedelta(days=7)
    today = sum(at.policy.today(t) == at.today for t in touches)
    week = sum(t > week_ago for t in touches)
    return today >= law.contacts_per_day or week >= law.contacts_per_seven_days
