"""Whether a person may be contacted now, and where. Asked when a message is planned and again when it is sent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from receivables.model.account import Account, SupplyState
from receivables.model.allocation import Frozen
from receivables.model.claims import atypical_bills, frozen_by
from receivables.model.consent import Purpose
from receivables.model.decision import Decision, Reason, decide
from receivables.model.impediment import REASONS
from receivables.model.ladder import Case, Notice, Step
from receivables.model.law import contact_closing, contact_moment
from receivables.model.policy import Calendar, Policy
from receivables.model.protection import Protection, protection
from receivables.model.standing import Standing, standing
from receivables.model.suppression import of_line

WEEK = timedelta(days=7)
"""Seven times twenty-four hours, as the caps count (PE-CON-10, CO-CON-5)."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach one person about one supply, for one purpose.

    `handle`: the chat's own address, where the person wrote first. `source`: feed, chat or desk; a feed withdraws only
    what feeds gave.
    """

    supply_number: str
    name: str
    document: str
    phone: str
    email: str
    channel: str
    purpose: Purpose
    consented_on: date | None
    origin: str
    handle: str = ""
    source: str = "feed"

    @property
    def person(self) -> str:
        """One identity document, else one telephone, else an e-mail address or chat; caps count per person (I-4)."""
        if self.document:
            return f"doc:{self.document}"
        if self.phone:
            return f"tel:{self.phone}"
        return f"mail:{self.email}" if self.email else f"chat:{self.channel}:{self.handle}"

    @property
    def address(self) -> str:
        """Where that channel reaches the person."""
        if self.handle:
            return self.handle
        return self.email if self.channel == "correo" else self.phone

    @property
    def line(self) -> str:
        """That address on that channel alone, as it is closed when a provider says that nobody is reached there."""
        return of_line(self.channel, self.address)


@dataclass(frozen=True, slots=True)
class Touch:
    """A proactive message that went to a person: when, by which channel, and its natural key."""

    at: datetime
    channel: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known about reaching a person: consents, wishes, and what was sent to them already.

    `touches`: proactive messages of the last seven days over all channels and supplies, to the person or to any of
    their addresses (I-4). `suppressed`: addresses and lines that are closed. `carried`: channels that can carry a first
    message today. Of one message: `untemplated`, lines that want an approved template and have none for it (I-29);
    `unbudgeted`, lines whose opening would exceed what their channel may open in a day (I-31).
    """

    contacts: tuple[Contact, ...]
    opted_out: bool
    suppressed: Collection[str]
    carried: Collection[str]
    touches: tuple[Touch, ...]
    untemplated: Collection[str] = frozenset()
    unbudgeted: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Feed:
    """How fresh the facts are: the cut date of the balances, and the day up to which payments are known."""

    cut_date: date
    payments_through: date

    def stale(self, today: date, days: int) -> bool:
        """Whether nothing was heard of payments for more than `days` days."""
        return (today - self.payments_through).days > days


@dataclass(frozen=True)
class Moment:
    """When the question is asked, under which policy, calendar and feed.

    What follows from these alone is found once, however many messages are asked about at that moment.
    """

    now: datetime
    policy: Policy
    calendar: Calendar
    feed: Feed

    @cached_property
    def today(self) -> date:
        """The utility's date."""
        return self.policy.today(self.now)

    @cached_property
    def frozen(self) -> Frozen:
        """Which bills a claim freezes on a day, by the chain of the law."""
        return frozen_by(self.policy.law.claims, self.calendar)

    @cached_property
    def against(self) -> frozenset[Reason]:
        """What the days and hours of the law say against writing first now."""
        return frozenset(contact_moment(self.now, self.policy, self.calendar))

    @cached_property
    def closes(self) -> datetime | None:
        """When today's contact window closes (I-3); None on a closed day."""
        return contact_closing(self.now, self.policy, self.calendar)

    def standing(self, account: Account, on: date | None = None) -> Standing:
        """What the account owes today, or on another day, its claims frozen as the law says."""
        return standing(account, on or self.today, self.policy.negligible, self.frozen)


def chosen_contact(reach: Reach, at: Moment, preferred: str | None = None) -> Contact | None:
    """The contact to use: consented to service messages, not suppressed, carried; the channel used before comes first.

    (Design.md: last chance by the same channel; when that is closed, by the next allowed one.) Where the law keeps to
    one channel in seven days, no other than that of the touches in them (CO-CON-6). Never a line that wants a template
    which is missing, nor one that the day's budget does not open.
    """
    usable = _opened(_worded(lines_open(reach, at), reach), reach)
    if len(usable) < 2:
        return usable[0] if usable else None
    order = [preferred, *at.policy.channels] if preferred else at.policy.channels
    return min(usable, key=lambda c: order.index(c.channel))


def lines_open(reach: Reach, at: Moment) -> list[Contact]:
    """The contacts by which anything may be written to the person now, templates and budgets apart."""
    return _lawful(_usable(_consented(reach), reach, at), reach, at)


def may_contact(
    account: Account,
    standing: Standing,
    case: Case,
    notice: Notice,
    reach: Reach,
    at: Moment,
    *,
    offers_claim: bool = False,
    shield: Protection | None = None,
) -> Decision:
    """Whether this notice may go to this person at this moment. Every reason against is given, not only the first.

    `offers_claim`: the message is the very offer of an inspection or a claim that an atypical bill must have first.
    `shield`: what the protecting score asks for, where the caller has found it already.
    """
    reasons = _about_debt(account, standing, at)
    if account.impediments:
        reasons |= impeding(account, at.today)
    if not offers_claim and atypical_bills(account, standing, at.policy):
        reasons.add(Reason.ATYPICAL_BILL)
    if notice.of_cut:
        reasons |= cut_shields(account, standing, at.policy)
        if (shield or protection(account, standing, at.policy)) is Protection.NEVER_CUT:
            reasons.add(Reason.PROTECTING_SCORE)
    if case.step is Step.PROMISED and notice is not Notice.COMMITMENT_RENEWED:
        reasons.add(Reason.PROMISE_RUNNING)
    if case.paused(at.now):
        reasons.add(Reason.PAUSED)
    reasons |= _about_person(reach, at)
    reasons |= at.against
    return decide(reasons)


def may_tell(account: Account, case: Case, reach: Reach, at: Moment) -> Decision:
    """Whether somebody may be told of an agreement of their own, of an instalment to come or of its end.

    Nothing is demanded; all rules of writing first hold.
    """
    reasons = impeding(account, at.today)
    if case.paused(at.now):
        reasons.add(Reason.PAUSED)
    if at.feed.stale(at.today, at.policy.feed_days):
        reasons.add(Reason.STALE_FEED)
    reasons |= _about_person(reach, at)
    reasons |= at.against
    return decide(reasons)


def impeding(account: Account, today: date) -> set[Reason]:
    """What recorded circumstances in force on that day say against pressing for it at all."""
    return {REASONS[each.kind] for each in account.impediments if each.in_force(today)}


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
    if (against := _about_lines(reach, at)) is not None:
        reasons.add(against)
    if _capped(reach.touches, at):
        reasons.add(Reason.CAP)
    return reasons


def _about_lines(reach: Reach, at: Moment) -> Reason | None:
    """At what the last way to the person ends; None while there is one."""
    consented = _consented(reach)
    if not consented:
        return Reason.NO_CONSENT
    usable = _usable(consented, reach, at)
    if not usable:
        return Reason.NO_CHANNEL
    lawful = _lawful(usable, reach, at)
    if not lawful:
        return Reason.ONE_CHANNEL
    worded = _worded(lawful, reach)
    if not worded:
        return Reason.NO_TEMPLATE
    return None if _opened(worded, reach) else Reason.BUDGET


def _worded(contacts: list[Contact], reach: Reach) -> list[Contact]:
    """Those whose line can carry this message as it is."""
    return [c for c in contacts if c.line not in reach.untemplated] if reach.untemplated else contacts


def _opened(contacts: list[Contact], reach: Reach) -> list[Contact]:
    """Those whose line the budget of today opens."""
    return [c for c in contacts if c.line not in reach.unbudgeted] if reach.unbudgeted else contacts


def _usable(consented: Iterable[Contact], reach: Reach, at: Moment) -> list[Contact]:
    """Those on channels that the utility uses and that can carry a first message today, on a line that is open."""
    carried, ours, shut = reach.carried, at.policy.channels, reach.suppressed
    return [
        c for c in consented if c.channel in carried and c.channel in ours and not (shut and c.line in shut)
    ]


def _lawful(contacts: list[Contact], reach: Reach, at: Moment) -> list[Contact]:
    """Where the law asks for one channel, those of the channel of every touch of the last seven days."""
    if not at.policy.law.one_channel_per_seven_days:
        return contacts
    week_ago = at.now - WEEK
    used = {touch.channel for touch in reach.touches if touch.at > week_ago}
    return [contact for contact in contacts if used <= {contact.channel}]


def _consented(reach: Reach) -> list[Contact]:
    return [
        c
        for c in reach.contacts
        if c.purpose is Purpose.SERVICE and (address := c.address) and address not in reach.suppressed
    ]


def _capped(touches: tuple[Touch, ...], at: Moment) -> bool:
    """At most so many a local day and so many in any seven days (PE-CON-10), this one included."""
    law = at.policy.law
    week_ago = at.now - WEEK
    today = sum([at.policy.today(touch.at) == at.today for touch in touches])
    week = sum([touch.at > week_ago for touch in touches])
    return today >= law.contacts_per_day or week >= law.contacts_per_seven_days
