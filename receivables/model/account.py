"""An account: a supply with its ledger. Plain facts, as the commercial system gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from receivables.model.impediment import Impediment
from receivables.model.money import Money
from receivables.model.rfm import RfmScore


class SupplyState(StrEnum):
    """`CUT` counts among the active: it is billed, and its service can be reopened."""

    ACTIVE = "ACTIVO"
    INACTIVE = "INACTIVO"
    CUT = "CORTADO"


class Role(StrEnum):
    """What the holder is to the premises."""

    OWNER = "propietario"
    TENANT = "inquilino"


class Obstacle(StrEnum):
    """Why the field team cannot cut here for now, or ever (imposibilidad operativa)."""

    NONE = ""
    TEMPORARY = "TEMPORAL"
    PERMANENT = "PERMANENTE"


class ClaimOutcome(StrEnum):
    """What the instance decided."""

    PENDING = "EN_TRAMITE"
    FOUNDED = "FUNDADO"
    UNFOUNDED = "INFUNDADO"


class AgreementState(StrEnum):
    """Of an instalment agreement, in the words of the file."""

    LIVE = "VIGENTE"
    FULFILLED = "CUMPLIDO"
    BROKEN = "QUEBRADO"


@dataclass(frozen=True, slots=True)
class Supply:
    """One connection on the register."""

    supply_number: str
    old_code: str
    holder: str
    document: str
    role: Role
    address: str
    locality: str
    sector: str
    cycle: str
    route: str
    route_order: int
    category: str
    state: SupplyState
    meter_number: str
    latitude: Decimal | None
    longitude: Decimal | None
    continuity: bool
    protected: bool
    protection_reason: str
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Bill:
    """A monthly bill. `balance` is what was unpaid at the feed's cut date: the truth of the commercial system.

    `usual_m3`: the mean consumption of the months before it, for bills that owe something; None when not known.
    """

    number: str
    supply_number: str
    period: str
    issued_on: date
    due_on: date
    consumption_m3: Decimal
    water: Money
    sewer: Money
    fixed_charge: Money
    interest: Money
    other: Money
    total: Money
    balance: Money
    usual_m3: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received. `in_feed`: the balances of the last feed know it already; one posted since then they do not."""

    operation: str
    supply_number: str
    paid_on: date
    amount: Money
    centre: str
    bill: str | None = None
    in_feed: bool = True
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim against one bill, at one instance; that bill alone is frozen (PE-CUT-3, PE-CUT-4; `claims.py`)."""

    number: str
    bill: str
    supply_number: str
    kind: str
    instance: int
    filed_on: date
    resolved_on: date | None
    outcome: ClaimOutcome

    def open_on(self, day: date) -> bool:
        """Whether the instance had not decided by that day; a decision without a date is none yet."""
        if self.filed_on > day:
            return False
        return self.outcome is ClaimOutcome.PENDING or self.resolved_on is None or self.resolved_on > day


@dataclass(frozen=True, slots=True)
class Instalment:
    """One dated part of an agreement; `paid` is what the feed had received for it."""

    agreement: str
    number: int
    due_on: date
    amount: Money
    paid: Money

    @property
    def unpaid(self) -> Money:
        """What was still owed of it at the feed's cut date."""
        return self.amount - self.paid


@dataclass(frozen=True, slots=True)
class Refinanced:
    """What an agreement made in the chat stands in the place of, while the commercial system does not know it yet.

    `bills`: what was unpaid of each when it was accepted. `known`: the operations posted by then that the feed did not
    know; they paid bills. `down`: the operations that made up the down payment, with the part that they gave to it.
    """

    accepted_on: date
    bills: tuple[tuple[str, Money], ...]
    known: frozenset[str] = frozenset()
    down: tuple[tuple[str, Money], ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instalment agreement; the bills that it refinanced carry balance 0.

    Those of one of ours (`refinanced`) do so from its signing on, whatever the feed says of them, and its instalments
    are owed on their own dates even when it is broken: a breach makes nothing due (decision 0018).
    """

    number: str
    supply_number: str
    signed_on: date
    down_payment: Money
    instalments: int
    tea: Decimal
    state: AgreementState
    schedule: tuple[Instalment, ...] = ()
    refinanced: Refinanced | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A supply with its ledger up to the feed's cut date, and what was posted since.

    `scores` are RFM scores already known for this supply by the day they were taken as of (see `score.py`).
    `impediments`: those recorded of the supply, its holder, its locality or its sector. `offered`: the bills for which
    inspection or claim was offered.
    """

    supply: Supply
    cut_date: date
    bills: tuple[Bill, ...] = ()
    payments: tuple[Payment, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    scores: Mapping[date, RfmScore] = field(default_factory=dict)
    impediments: tuple[Impediment, ...] = ()
    offered: frozenset[str] = frozenset()

    def claimed_on(self, day: date) -> frozenset[str]:
        """The bills about which an instance has still to decide; how long they stay frozen is the law's."""
        return frozenset(claim.bill for claim in self.claims if claim.open_on(day))

    def live_agreement(self, day: date) -> Agreement | None:
        """The agreement in force on that day, if any; the latest signed when there are several."""
        live = [a for a in self.owing_agreements(day) if a.state is AgreementState.LIVE]
        return max(live, key=lambda a: (a.signed_on, a.number), default=None)

    def owing_agreements(self, day: date) -> tuple[Agreement, ...]:
        """Those whose instalments are owed on that day: the live ones of the feed, and all of ours."""
        if not self.agreements:
            return ()
        of_feed = (a for a in self.agreements if a.refinanced is None and a.state is AgreementState.LIVE)
        return (*(a for a in of_feed if a.signed_on <= day), *self.refinancing(day))

    def refinancing(self, day: date) -> tuple[Agreement, ...]:
        """Our agreements of that day, in the order of their signing: also those that were paid off, or broken.

        One since which a feed brought an agreement is not among them: the feed's stands for it.
        """
        if not self.agreements:
            return ()
        fed = max((a.signed_on for a in self.agreements if a.refinanced is None), default=date.min)
        ours = [
            a
            for a in self.agreements
            if a.refinanced is not None and a.signed_on <= day and a.refinanced.accepted_on > fed
        ]
        return tuple(sorted(ours, key=lambda a: (a.signed_on, a.number)))
