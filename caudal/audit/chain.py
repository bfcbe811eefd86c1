"""The chains of the record: every row bears the digest of all before it, so that no line can change unnoticed.

`digest` = hex SHA-256 of the previous digest, a line feed, and the row as canonical JSON; the first previous one is 64
zeros. Rows are numbered 1, 2, ... in each table of a utility.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from caudal.audit.findings import Finding
from caudal.audit.rows import pseudonym

START = "0" * 64
LEFT_OUT = frozenset({"id", "digest"})

Kind = Callable[[Any], Any]


def _moment(stored: Any) -> str:
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    moment: datetime = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"


def _json(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) else stored


TABLES: dict[str, dict[str, Kind]] = {
    "audit_entries": {"at": _moment, "reasons": _json, "facts": _json, "rules": _json},
    "case_moves": {"at": _moment},
    "consents": {"at": _moment, "recorded_at": _moment, "given": bool, "person": pseudonym},
}
"""The chained tables, and the columns of each that databases keep in ways of their own."""


@dataclass(frozen=True, slots=True)
class End:
    """How far a chain goes: the number and the digest of its last row. Worth writing down elsewhere."""

    table: str
    number: int
    digest: str

    @classmethod
    def read(cls, table: str, text: str) -> "End | None":
        """An end as it was written down: `number:digest`; None for anything else."""
        number, _, digest = text.partition(":")
        if table not in TABLES or not number.isdecimal() or len(digest) != len(START):
            return None
        return cls(table, int(number), digest)


def canonical(table: str, row: Mapping[str, Any]) -> str:
    """A row as the digest sees it."""
    kinds = TABLES[table]
    told = {
        name: _plain(stored) if name not in kinds or stored is None else kinds[name](stored)
        for name, stored in row.items()
        if name not in LEFT_OUT
    }
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(stored: Any) -> Any:
    return stored.isoformat() if isinstance(stored, date) else stored


def digest_of(before: str, table: str, row: Mapping[str, Any]) -> str:
    """The digest that a row must bear after the one before it."""
    return sha256(f"{before}\n{canonical(table, row)}".encode()).hexdigest()


@dataclass(slots=True)
class Chain:
    """One table while it is read in the order of its numbers. `anchors`: ends that were written down earlier."""

    table: str
    anchors: Mapping[int, str] = field(default_factory=dict)
    number: int = 0
    digest: str = START

    def take(self, row: Mapping[str, Any]) -> Finding | None:
        """Judge the next row. What follows a broken one is judged by what it claims to follow."""
        before, expected = self.digest, self.number + 1
        number, digest = int(row["number"]), str(row["digest"])
        self.number, self.digest = number, digest
        if number < expected:
            return self._broken("check_chain_repeated", number)
        if number > expected:
            return self._broken("check_chain_gap", number, missing=expected)
        if digest != digest_of(before, self.table, row):
            return self._broken("check_chain_changed", number)
        if self.anchors.get(number, digest) != digest:
            return self._broken("check_chain_anchor", number)
        return None

    def finish(self, head: tuple[int, str] | None) -> Iterator[Finding]:
        """Judge the end: it must be where the kept head says, and no anchor may lie beyond it."""
        kept = head or (0, START)
        if kept != (self.number, self.digest):
            yield self._broken("check_chain_head", self.number, head=kept[0])
        for number in sorted(self.anchors):
            if number > self.number:
                yield self._broken("check_chain_anchor", number)

    @property
    def end(self) -> End:
        """Where the chain ends."""
        return End(self.table, self.number, self.digest)

    def _broken(self, code: str, number: int, **values: object) -> Finding:
        subject = f"{self.table}:{number}"
        return Finding("I-27", code, subject, None, {"table": self.table, "number": number, **values})
