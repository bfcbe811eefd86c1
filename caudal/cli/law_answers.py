"""What the rules answer to a moment of `caudal law test`, each judged by the pack in force on its day."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from receivables.adapters.calendar import calendar
from receivables.adapters.law_vectors import Vector
from receivables.adapters.packs import in_force, laws_of
from receivables.errors import BadPolicy
from receivables.model.decision import Reason
from receivables.model.jurisdiction import Law
from receivables.model.law import acts, rules_for
from receivables.model.policy import Calendar

UNKNOWN_LAW = "unknown_law"
"""Why nothing is allowed where no pack is in force: unknown law means no contact (HOL-1 says it of the calendar)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules answer. `law` is None where none is in force; then nothing is allowed."""

    vector: Vector
    law: Law | None
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """Whether the act is."""
        return self.law is not None and not self.reasons

    @property
    def holds(self) -> bool:
        """Whether the file expected that."""
        return self.allowed == self.vector.allowed

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules behind the reasons, each once."""
        if self.law is None:
            return ("HOL-1",)
        rules = rules_for(self.law, self.vector.act)
        return tuple(dict.fromkeys(rule for reason in self.reasons for rule in rules[reason]))


class Answers:
    """Packs and calendars, read once for each jurisdiction."""

    def __init__(self) -> None:
        self._laws: dict[str, tuple[Law, ...]] = {}
        self._calendars: dict[tuple[str, date], Calendar] = {}

    def to(self, vector: Vector) -> Verdict:
        """Judge a moment by the law of its day."""
        laws = self._of(vector.jurisdiction)
        if not laws:
            return Verdict(vector, None, ())
        local = vector.moment
        if local.tzinfo is not None:
            local = local.astimezone(ZoneInfo(laws[0].zones[0]))
        try:
            law = in_force(laws, local.date())
        except BadPolicy:
            return Verdict(vector, None, ())
        against = acts(law, self._calendar(law), vector.act, local)
        return Verdict(vector, law, tuple(reason for reason in Reason if reason in against))

    def _of(self, jurisdiction: str) -> tuple[Law, ...]:
        if jurisdiction not in self._laws:
            try:
                self._laws[jurisdiction] = laws_of(jurisdiction)
            except BadPolicy as error:
                if error.code != "unknown_jurisdiction":
                    raise
                self._laws[jurisdiction] = ()
        return self._laws[jurisdiction]

    def _calendar(self, law: Law) -> Calendar:
        pack = (law.jurisdiction, law.valid_from)
        if pack not in self._calendars:
            self._calendars[pack] = calendar(law.jurisdiction, law.extra_closed_days)
        return self._calendars[pack]
