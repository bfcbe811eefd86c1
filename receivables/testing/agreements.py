"""Agreements made in the chat, over plain dicts."""

from collections.abc import Collection
from datetime import date

from receivables.model.agreeing import LIVE, Ours, Stage
from receivables.model.records import RecordKind
from receivables.testing.tables import Tables


class MemoryAgreements:
    """Fills `ports.Agreements`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def save(self, ours: Ours) -> None:
        self._tables.agreements[ours.number] = ours
        if ours.seal:
            self._tables.seals.setdefault(ours.seal, (ours.number, ours.version))
        held = self._tables.records
        held[RecordKind.AGREEMENT].pop((ours.number,), None)
        for key in [key for key in held[RecordKind.INSTALMENT] if key[0] == ours.number]:
            del held[RecordKind.INSTALMENT][key]
        in_force = ours.in_ledger
        if in_force is None:
            return
        names = RecordKind.AGREEMENT.columns
        row = {name: getattr(in_force, name) for name in names}
        row["down_payment"] = in_force.down_payment.centimos
        held[RecordKind.AGREEMENT][ours.number,] = tuple(row[name] for name in names)
        for part in in_force.schedule:
            key = (part.agreement, part.number)
            held[RecordKind.INSTALMENT][key] = (*key, part.due_on, part.amount.centimos, part.paid.centimos)

    async def get(self, number: str) -> Ours | None:
        return self._tables.agreements.get(number)

    async def sealed(self, seal: str) -> tuple[Ours, int] | None:
        number, version = self._tables.seals.get(seal, ("", 0))
        ours = await self.get(number)
        return None if ours is None else (ours, version)

    async def of_supply(self, supply_number: str) -> list[Ours]:
        found = [each for each in self._tables.agreements.values() if each.supply_number == supply_number]
        return sorted(found, key=lambda each: (each.accepted_at, each.number))

    async def at(self, stages: Collection[Stage], after: str, limit: int) -> list[Ours]:
        found = sorted(self._tables.agreements.items())
        return [ours for number, ours in found if number > after and ours.stage in stages][:limit]

    async def coming(self, first: date, last: date, after: str, limit: int) -> list[Ours]:
        found = await self.at(LIVE, after, len(self._tables.agreements))
        return [ours for ours in found if any(first <= row.due_on <= last for row in ours.rows)][:limit]

    async def stirred(
        self, stages: Collection[Stage], due_before: date, after: str, limit: int
    ) -> list[Ours]:
        found = await self.at(stages, after, len(self._tables.agreements))
        return [ours for ours in found if not ours.live or self._stirred(ours, due_before)][:limit]

    def _stirred(self, ours: Ours, due_before: date) -> bool:
        held, columns = self._tables.records, RecordKind.AGREEMENT.columns
        theirs = [
            signed
            for (number, *rest) in held[RecordKind.AGREEMENT].values()
            if number not in self._tables.agreements
            and (signed := dict(zip(columns[1:], rest, strict=True)))["supply_number"] == ours.supply_number
            and signed["signed_on"] >= ours.accepted_on
        ]
        names = RecordKind.PAYMENT.columns
        paid = [dict(zip(names, row, strict=True)) for row in held[RecordKind.PAYMENT].values()]
        since = [
            each["operation"]
            for each in paid
            if each["supply_number"] == ours.supply_number and each["paid_on"] >= ours.accepted_on
        ]
        due = any(row.due_on < due_before for row in ours.rows)
        return due or bool(theirs) or len(since) > 1 or not self._tables.reversed.isdisjoint(since)

    async def page(
        self, stages: Collection[Stage], localities: Collection[str], after: str, limit: int
    ) -> list[Ours]:
        known = self._tables.records[RecordKind.SUPPLY]
        place = RecordKind.SUPPLY.columns.index("locality")
        found = await self.at(stages, after, len(self._tables.agreements))
        here = [each for each in found if not localities or known[each.supply_number,][place] in localities]
        return here[:limit]

    async def next_number(self, year: int) -> str:
        stem = f"CV-{year}-"
        latest = max((n for n in self._tables.agreements if n.startswith(stem)), default=f"{stem}0")
        return f"{stem}{int(latest.removeprefix(stem)) + 1:06d}"
