"""Claims about bills: open ones, which freeze their bill, and resolved ones."""

from dataclasses import dataclass

import numpy as np

from caudal.synth.arrays import Bools, Ints
from caudal.synth.billing import Calendar
from caudal.synth.ledger import OPEN, Ledger
from caudal.synth.register import Register

BILLING, ATYPICAL, NOT_PROCESSED, OTHER = range(4)
KINDS = ("FACTURACION", "CONSUMO_ATIPICO", "PAGO_NO_PROCESADO", "OTRO")
PENDING, FOUNDED, UNFOUNDED = range(3)
OUTCOMES = ("EN_TRAMITE", "FUNDADO", "INFUNDADO")
_KIND_SHARE = (0.55, 0.15, 0.20, 0.10)
_DAYS_TO_CLAIM = 55  # within two months of the due date (rules.md PE-CLM-1)
_FIRST_INSTANCE_DAYS = 50  # 30 business days to resolve, 5 to notify (PE-CLM-3)
_OPEN_SHARE = 0.022  # of the open bills of active supplies
_ATYPICAL_SHARE = 0.5  # of the open bills with twice the usual consumption
_RESOLVED_SHARE = 0.0006  # of the bills paid
_CLAIMED_AND_PAID_ON = 0.003  # of the supplies: one bill under claim, the later ones paid


@dataclass(frozen=True, slots=True)
class Claims:
    """One element a claim; `row` is the position of its bill, `resolved` OPEN while pending."""

    row: Ints
    kind: Ints
    instance: Ints
    filed: Ints
    resolved: Ints
    outcome: Ints


def withhold_claimed(ledger: Ledger, active: Bools, calendar: Calendar, rng: np.random.Generator) -> Ints:
    """Some who pay everything else keep back one bill that they claim about. Returns the positions of these bills."""
    recent = (ledger.month == -1) & (ledger.due > calendar.older_limit) & ~ledger.open & ~ledger.refinanced
    rows = np.flatnonzero(recent & active[ledger.supply])
    chosen = np.sort(rng.permutation(rows)[: round(_CLAIMED_AND_PAID_ON * rows.size)])
    ledger.settled[chosen] = OPEN
    return chosen


def file_claims(
    ledger: Ledger,
    withheld: Ints,
    listed: Bools,
    register: Register,
    calendar: Calendar,
    rng: np.random.Generator,
) -> Claims:
    """Claims on open bills of active supplies, pending; and on bills paid since, resolved."""
    chance = rng.random(ledger.supply.size)
    atypical = ledger.m3 > 2 * register.usual[ledger.supply]
    # A bill issued in the last days has not been looked at yet.
    open_now = ledger.open & register.active[ledger.supply] & (ledger.issue < calendar.cut - 5)
    share = np.where(atypical, _ATYPICAL_SHARE, _OPEN_SHARE)
    pending = open_now & (chance < share)
    pending[withheld] = True
    paid = listed & ~ledger.open & ~ledger.refinanced & (chance < _RESOLVED_SHARE)
    rows = np.flatnonzero(pending | paid)
    return _describe(ledger, rows, pending[rows], atypical[rows], calendar, rng)


def _describe(
    ledger: Ledger, rows: Ints, pending: Bools, atypical: Bools, calendar: Calendar, rng: np.random.Generator
) -> Claims:
    until = np.minimum(ledger.due[rows] + _DAYS_TO_CLAIM, calendar.cut - 1)
    filed = (
        ledger.issue[rows] + 2 + ((until - ledger.issue[rows] - 2) * rng.random(rows.size)).astype(np.int64)
    )
    lasted = rng.integers(8, _FIRST_INSTANCE_DAYS, rows.size)
    higher = calendar.cut - filed > _FIRST_INSTANCE_DAYS
    resolved = np.where(pending, OPEN, np.minimum(filed + lasted, calendar.cut))
    outcome = np.where(pending, PENDING, np.where(rng.random(rows.size) < 0.4, FOUNDED, UNFOUNDED))
    later_instance = np.where(rng.random(rows.size) < 0.7, 2, 3)
    return Claims(
        row=rows,
        kind=np.where(atypical, ATYPICAL, rng.choice(len(KINDS), rows.size, p=_KIND_SHARE)),
        instance=np.where(pending & higher, later_instance, 1),
        filed=filed,
        resolved=resolved,
        outcome=outcome,
    )
