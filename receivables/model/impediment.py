"""Recorded circumstances that forbid pressing: an outage, a death, a change of holder, a debt that is none any more."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from receivables.errors import BadInput
from receivables.model.decision import Reason
from receivables.model.pseudonym import pseudonym


class ImpedimentKind(StrEnum):
    """What happened, in the words of the file."""

    OUTAGE = "INTERRUPCION"
    EMERGENCY = "EMERGENCIA"
    VULNERABLE = "VULNERABLE"
    DECEASED = "FALLECIDO"
    INSOLVENT = "INSOLVENTE"
    HOLDER_CHANGED = "CAMBIO_TITULAR"
    PRESCRIBED = "PRESCRITA"
    WRITTEN_OFF = "CASTIGADA"


class Scope(StrEnum):
    """Whom it concerns: one supply, all supplies of an identity document, a locality, a sector."""

    SUPPLY = "SUMINISTRO"
    DOCUMENT = "DOCUMENTO"
    LOCALITY = "LOCALIDAD"
    SECTOR = "SECTOR"


PASSES = frozenset({ImpedimentKind.OUTAGE, ImpedimentKind.EMERGENCY})
"""They always have an end: an outage without one would silence a town for ever."""

NO_END = date.max
"""What a file without an end is read as."""

OF_AREA = frozenset({Scope.LOCALITY, Scope.SECTOR})

REASONS: dict[ImpedimentKind, Reason] = {
    ImpedimentKind.OUTAGE: Reason.OUTAGE,
    ImpedimentKind.EMERGENCY: Reason.OUTAGE,
    ImpedimentKind.VULNERABLE: Reason.VULNERABLE,
    ImpedimentKind.DECEASED: Reason.DECEASED,
    ImpedimentKind.INSOLVENT: Reason.INSOLVENT,
    ImpedimentKind.HOLDER_CHANGED: Reason.HOLDER_CHANGED,
    ImpedimentKind.PRESCRIBED: Reason.PRESCRIBED,
    ImpedimentKind.WRITTEN_OFF: Reason.WRITTEN_OFF,
}


@dataclass(frozen=True, slots=True)
class Impediment:
    """In force from `since` to `until`, both included, unless it was lifted. `source`: archivo, desk, api, chat,
    or chat/<stay> for what lasts no longer than that stay of a chat in the inbox.

    `why` and `lifted_why` are words of people about people: they stay here, where they can be erased.

    Raises BadInput("impediment_without_end", "impediment_ends_before", "impediment_of_area", "impediment_of_nobody").
    """

    id: str
    kind: ImpedimentKind
    scope: Scope
    value: str
    since: date
    until: date | None
    source: str
    why: str
    noted_by: str
    noted_at: datetime
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise BadInput("impediment_of_nobody", kind=self.kind)
        if self.until is None and self.kind in PASSES:
            raise BadInput("impediment_without_end", kind=self.kind)
        if self.until is not None and self.until < self.since:
            raise BadInput("impediment_ends_before", since=self.since, until=self.until)
        if self.scope in OF_AREA and self.kind not in PASSES:
            raise BadInput("impediment_of_area", kind=self.kind, scope=self.scope)

    def in_force(self, day: date) -> bool:
        """Whether it forbids pressing on that day."""
        return self.lifted_at is None and self.since <= day and (self.until is None or day <= self.until)

    @property
    def subject(self) -> str:
        """How the record names whom it concerns: a supply or a place; a document by its pseudonym."""
        return pseudonym(f"doc:{self.value}") if self.scope is Scope.DOCUMENT else self.value

    @property
    def recorded_id(self) -> str:
        """How the record names the impediment itself: no identity document stands in it."""
        return natural_id(self.kind, self.scope, self.subject, self.since, self.source)


def natural_id(kind: ImpedimentKind, scope: Scope, value: str, since: date, source: str) -> str:
    """The same circumstance told twice by one source is one; each source ends only what it told itself."""
    return f"{kind}/{scope}/{value}/{since.isoformat()}/{source}"
