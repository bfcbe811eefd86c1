"""What the law of a country demands: windows, limits, clocks and ceilings, with the rules on which they rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from itertools import chain

from receivables.errors import BadPolicy
from receivables.model.approval import Matter
from receivables.model.decision import OF_CONTACTS, OF_CUTS, Reason
from receivables.model.plan import Rate

MONTHLY, BIMONTHLY = 1, 2


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of one weekday in which something is allowed: from `opens` (included) to `closes` (excluded)."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise BadPolicy("window_closes_before_it_opens", opens=self.opens, closes=self.closes)

    def holds(self, moment: time) -> bool:
        """Whether that time of day lies inside."""
        return self.opens <= moment < self.closes


Week = tuple[Window | None, ...]
"""One window for each weekday, Monday first; None is a closed day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of the packs that a rule stands for: `law.reopening_hours` or `policy.friendly_mean`, and its name."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule demands in plain words, its legal basis as text, and how sure we are of it.

    `confidence`: FOUND (read in a source), KNOW (not checked this time), UNSURE (the stricter reading stands) or SEED
    (a utility's practice). `since`: in force from, where that is known.
    """

    id: str
    says: str
    basis: str
    confidence: str
    since: date | None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a claim, in business days: to decide, to tell the customer, and for the customer to go on.

    `appeal_days` is 0 for the last one.
    """

    decide_days: int
    notify_days: int
    appeal_days: int


@dataclass(frozen=True, slots=True)
class ClaimChain:
    """Until when a bill may be claimed, and the instances a claim may go through (PE-CLM-1 to PE-CLM-5, CO-CLM-1).

    An unpaid bill: calendar days after its due date; a paid one: months after it was paid.
    """

    unpaid_days: int
    paid_months: int
    instances: tuple[Instance, ...]


@dataclass(frozen=True, slots=True)
class InterestLaw:
    """The highest rate of interest, in percent a year; None as long as nobody loaded the official figure (PE-INT-1).

    `effective`: the figure is an effective yearly rate; else it is nominal and simple, a twelfth of it a month.
    `moratory_share_percent`: what part of it interest for delay may reach (PE-INT-2). `capitalises`: whether unpaid
    interest may bear interest (PE-INT-4).
    """

    ceiling_percent: Decimal | None
    effective: bool
    moratory_share_percent: Decimal
    capitalises: bool
    basis: str

    def ceiling(self, *, moratory: bool) -> Rate | None:
        """The highest rate a month; None when the figure is not loaded."""
        if self.ceiling_percent is None:
            return None
        share = self.moratory_share_percent if moratory else Decimal(100)
        yearly = (self.ceiling_percent * share).scaleb(-2)
        return Rate.of_tea(yearly) if self.effective else Rate.of_tna(yearly)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many months things are kept: chats, the evidence of contacts, copies of letters (PE-DAT-11)."""

    chat_months: int
    evidence_months: int
    letter_months: int


@dataclass(frozen=True, slots=True)
class DataRights:
    """Business days to answer a person about their own data (PE-DAT-7, CO-DAT-1)."""

    information_days: int
    access_days: int
    rectification_days: int


@dataclass(frozen=True, slots=True)
class BureauLaw:
    """Before a report to a credit bureau: calendar days after the notice, and notices for a small debt (CO-BUR-1)."""

    notice_days: int
    small_debt_notices: int


@dataclass(frozen=True, slots=True)
class AtypicalLaw:
    """An atypical bill: so much percent over the average of so many months, and so many allowances (PE-BILL-2)."""

    percent_over: Decimal
    allowances: int
    months: int


@dataclass(frozen=True, slots=True)
class Help:
    """Whom somebody in distress can call in that country, free and at every hour: to talk, and in danger.

    `violence`: who helps against violence at home.
    """

    line: str = ""
    danger: tuple[str, ...] = ()
    violence: str = ""


NO_HELP = Help()


@dataclass(frozen=True)
class Law:
    """A jurisdiction pack, in force from `valid_from` until a newer one is.

    Windows: of proactive contacts (PE-CON-1 to PE-CON-3, CO-CON-2), of collection visits (CO-CON-8: none at all) and
    of executing a cut, never on the eve of a holiday (PE-CUT-6). Caps are per person over all channels and supplies
    (PE-CON-10, CO-CON-5); `one_channel_per_seven_days`: once contacted, only by that channel for 7 times 24 hours
    (CO-CON-6). `asks_reason`: whether people may be asked why they do not pay (CO-CON-9).

    The bills for a cut: at least so many (PE-CUT-1), and a utility may not wait for more than so many of the monthly
    or two-monthly ones (CO-CUT-1). `approvals`: what needs a named person (I-17).

    `rules_of` names the rules that each reason of withholding stands for here; `rules_of_cut` and `rules_of_visit`
    do it where a cut or a visit is what was withheld.
    """

    jurisdiction: str
    version: str
    valid_from: date
    currency: str
    zones: tuple[str, ...]
    contact: Week
    visit: Week
    cut: Week
    cut_on_eve_of_holiday: bool
    contacts_per_day: int
    contacts_per_seven_days: int
    one_channel_per_seven_days: bool
    asks_reason: bool
    notice_hours_before_cut: int
    reopening_hours: int
    minimum_overdue_bills_for_cut: int
    maximum_overdue_bills_for_cut: int | None
    maximum_overdue_bimonthly_bills_for_cut: int | None
    claims: ClaimChain
    interest: InterestLaw
    retention: Retention
    rights: DataRights
    bureau: BureauLaw
    atypical: AtypicalLaw | None
    approvals: frozenset[Matter]
    extra_closed_days: frozenset[date]
    rules: tuple[Rule, ...]
    rules_of: Mapping[Reason, tuple[str, ...]] = field(hash=False)
    rules_of_cut: Mapping[Reason, tuple[str, ...]] = field(hash=False)
    rules_of_visit: Mapping[Reason, tuple[str, ...]] = field(hash=False)
    help: Help = NO_HELP

    @cached_property
    def asked_of_contacts(self) -> tuple[str, ...]:
        """The ids of all rules that are asked before somebody is written to."""
        return _once(self.rules_of, OF_CUTS)

    @cached_property
    def asked_of_cuts(self) -> tuple[str, ...]:
        """The ids of all rules that are asked before a cut."""
        return _once(self.rules_of_cut, OF_CONTACTS)

    def most_bills_for_cut(self, billing_months: int) -> int | None:
        """For how many overdue bills a utility that bills every so many months may wait; None where nothing is said."""
        if billing_months == MONTHLY:
            return self.maximum_overdue_bills_for_cut
        return self.maximum_overdue_bimonthly_bills_for_cut


def _once(rules: Mapping[Reason, tuple[str, ...]], without: frozenset[Reason]) -> tuple[str, ...]:
    """The ids of the rules of all other reasons, in the order of the reasons."""
    return tuple(dict.fromkeys(chain.from_iterable(rules[each] for each in Reason if each not in without)))
