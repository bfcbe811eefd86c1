"""What the talk wants done about agreements."""

from dataclasses import dataclass
from datetime import date

from receivables.model.agreeing import Covered
from receivables.model.plan import Instalment, Plan


@dataclass(frozen=True, slots=True)
class AcceptPlan:
    """A plan was read back and accepted, at strong identity; its number and its seal are given when it is kept."""

    supply_number: str
    plan: Plan
    bills: tuple[Covered, ...]
    down_due_on: date


@dataclass(frozen=True, slots=True)
class AmendPlan:
    """The rest of an agreement in force is to be paid by another schedule, read back and accepted."""

    supply_number: str
    number: str
    rows: tuple[Instalment, ...]


PlanEffect = AcceptPlan | AmendPlan
